//! Ledger, studies -> [`Standings`]: what is known of each answer.
//!
//! Steps: a [`Register`] finds the entry of every question there is, also of hidden notes, since their checks are no
//! orphans; then each published note's answers are compared with what their checkers saw. An answer counts as checked only
//! while its words, its question's words and all that it shows are what they were: no check ever stands on an answer that
//! its checker did not see.

use crate::address::SourcePath;
use crate::diagnostic::{Code, Diagnostic, Place, Reported};
use crate::identity::{self, AnswerDigest, PromptHash, QuestionId, Seen};
use crate::ledger::{self, Check, Entry, Ledger, Ruling};
use crate::question::{Question, Study};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::{AddAssign, Range};
use std::sync::Arc;

/// What is known of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nobody has checked it.
    Unchecked,
    /// Somebody has checked it, and found it to stand.
    Checked,
    /// Somebody disputes it.
    Disputed,
    /// It is no longer the answer that somebody checked or disputed.
    Changed,
}

impl State {
    /// Every state.
    pub const ALL: [State; 4] = [Self::Unchecked, Self::Checked, Self::Disputed, Self::Changed];

    /// The name in JSON, in templates and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Checked => "checked",
            Self::Disputed => "disputed",
            Self::Changed => "changed",
        }
    }
}

/// The standing of one answer.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// What is known of it; none for a question without an answer.
    pub state: Option<State>,
    /// The last check, also of an answer that has changed since.
    pub check: Option<&'a Arc<Check>>,
    /// The id under which the ledger has that check, of a question that has moved since.
    pub adopted: Option<QuestionId>,
}

/// The last check of an answer, with the id under which the ledger has it where that is another.
type Known = (Arc<Check>, Option<QuestionId>);

/// The standings of a note's answers, in the order of its questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Standings {
    each: Box<[Option<State>]>,
    /// Of those that were ever checked, which are few.
    known: BTreeMap<usize, Known>,
    /// Whether the note keeps checks: it is a draft, or somebody has checked something in it.
    kept: bool,
}

impl Standings {
    /// The standing of a question by its number in the study.
    pub fn of(&self, question: usize) -> Standing<'_> {
        let known = self.known.get(&question);
        Standing {
            state: self.each[question],
            check: known.map(|(check, _)| check),
            adopted: known.and_then(|(_, adopted)| *adopted),
        }
    }

    /// The state of a question's answer, where the note keeps checks.
    pub fn state(&self, question: usize) -> Option<State> {
        self.each[question].filter(|_| self.kept)
    }

    /// Whether the note keeps checks: it is a draft, or somebody has checked something in it.
    pub fn are_kept(&self) -> bool {
        self.kept
    }

    /// Counts the standings of some questions.
    pub fn tally(&self, questions: Range<usize>) -> Tally {
        let mut tally = Tally { questions: questions.len(), ..Tally::default() };
        for state in self.each[questions].iter().flatten() {
            tally.answers += 1;
            match state {
                State::Unchecked => tally.unchecked += 1,
                State::Checked => tally.checked += 1,
                State::Disputed => tally.disputed += 1,
                State::Changed => tally.changed += 1,
            }
        }
        tally
    }

    /// Counts all standings of the note.
    pub fn all(&self) -> Tally {
        self.tally(0..self.each.len())
    }
}

/// How many answers stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Tally {
    /// Questions, answered or not.
    pub questions: usize,
    /// Questions that are answered.
    pub answers: usize,
    /// Answers that nobody has checked.
    pub unchecked: usize,
    /// Answers that somebody has checked.
    pub checked: usize,
    /// Answers that somebody disputes.
    pub disputed: usize,
    /// Answers that have changed since somebody checked or disputed them.
    pub changed: usize,
}

impl Tally {
    /// Whether there are answers and all of them are checked.
    pub fn is_whole(&self) -> bool {
        self.checked > 0 && self.checked == self.answers
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.questions += other.questions;
        self.answers += other.answers;
        self.unchecked += other.unchecked;
        self.checked += other.checked;
        self.disputed += other.disputed;
        self.changed += other.changed;
    }
}

/// Which entry of the ledger is which question's.
#[derive(Debug)]
pub struct Register<'a> {
    ledger: &'a Ledger,
    /// Entries of questions that have moved, by the id that they have now.
    adopted: HashMap<QuestionId, QuestionId>,
}

impl<'a> Register<'a> {
    /// Finds the entries of all questions there are. An entry whose id is no question's is adopted by the one question
    /// with the words that were checked, if there is exactly one and it has no entry of its own; any other is reported.
    pub fn new<'s>(studies: impl Iterator<Item = &'s Study> + Clone, ledger: &'a Ledger) -> Reported<Self> {
        let mut register = Self { ledger, adopted: HashMap::new() };
        if ledger.is_empty() {
            return Reported::clean(register);
        }
        let questions = || studies.clone().flat_map(|study| &study.questions);
        let mut orphans: HashSet<QuestionId> = ledger.entries().iter().map(|entry| entry.id).collect();
        for question in questions() {
            orphans.remove(&question.id);
        }
        if orphans.is_empty() {
            return Reported::clean(register);
        }
        let wanted: HashSet<PromptHash> = orphans.iter().filter_map(|id| Some(ledger.get(*id)?.prompt)).collect();
        let mut live: HashMap<PromptHash, Vec<QuestionId>> = HashMap::new();
        for question in questions().filter(|question| wanted.contains(&question.prompt_hash)) {
            live.entry(question.prompt_hash).or_default().push(question.id);
        }
        let mut findings = Vec::new();
        // The latest first: of several orphans with the same words one can be adopted.
        let mut entries: Vec<&Entry> = orphans.iter().filter_map(|id| ledger.get(*id)).collect();
        entries.sort_by_key(|entry| (std::cmp::Reverse(entry.check.date), entry.id));
        for entry in entries {
            match live.get(&entry.prompt).map(Vec::as_slice) {
                Some([only]) if ledger.get(*only).is_none() && !register.adopted.contains_key(only) => {
                    register.adopted.insert(*only, entry.id);
                }
                _ => findings.push(orphan(ledger, entry)),
            }
        }
        Reported::new(register, findings)
    }

    /// Whether nobody has checked anything.
    pub fn is_empty(&self) -> bool {
        self.ledger.is_empty()
    }

    /// The entry of a question, under its own id or the one that it had before it moved.
    pub fn entry(&self, id: QuestionId) -> Option<&'a Entry> {
        self.ledger.get(id).or_else(|| self.ledger.get(*self.adopted.get(&id)?))
    }

    /// How the answers of a note stand. `embedded` gives the digests of the blocks that an answer embeds.
    pub fn standings(&self, study: &Study, draft: bool, embedded: impl Fn(&Question) -> Vec<String>) -> Standings {
        let mut known = BTreeMap::new();
        let state = |(at, question): (usize, &Question)| {
            let entry = self.entry(question.id);
            if let Some(entry) = entry {
                let adopted = Some(entry.id).filter(|id| *id != question.id);
                known.insert(at, (entry.check.clone(), adopted));
            }
            let is_other = |entry: &Entry| {
                entry.prompt != question.prompt_hash || entry.answer != seen(study, question, &embedded(question))
            };
            question.answered().then(|| match entry {
                None => State::Unchecked,
                Some(entry) if is_other(entry) => State::Changed,
                Some(entry) => match entry.check.ruling {
                    Ruling::Checked => State::Checked,
                    Ruling::Disputed => State::Disputed,
                },
            })
        };
        let each = study.questions.iter().enumerate().map(state).collect();
        let kept = draft || !known.is_empty();
        Standings { each, known, kept }
    }
}

/// The digest of an answer as a checker sees it.
pub fn seen(study: &Study, question: &Question, embedded: &[String]) -> AnswerDigest {
    let text = &study.source.text;
    let cut = &question.cut;
    let answer: Vec<&str> = cut.answer.iter().map(|span| &text[span.clone()]).collect();
    let right: Vec<usize> = (0..cut.choices.len()).filter(|&at| cut.choices[at].correct).collect();
    let blanks: Vec<&str> = cut.blanks.iter().map(|span| &text[span.clone()]).collect();
    identity::answer_digest_v2(&Seen { text: &answer.join("\n"), right: &right, blanks: &blanks, embedded })
}

fn orphan(ledger: &Ledger, entry: &Entry) -> Diagnostic {
    let place = ledger.place(entry).unwrap_or_else(|| Place::file(&SourcePath::new(ledger::NAME)));
    let by =
        Some(entry.check.by.as_str()).filter(|by| !by.is_empty()).map(|by| format!(" by {by}")).unwrap_or_default();
    Diagnostic::new(
        Code::LedgerOrphan,
        place,
        format!("this check{by} is of a question that is not there"),
        "its words were changed, or it was removed: check it under its new words, then remove this line",
    )
}
