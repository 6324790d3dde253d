//! Every answer as somebody who checks it needs it, and how the answers of each note stand.

use crate::identity::{AnswerDigest, PromptHash, QuestionId};
use crate::ledger::{Check, Entry};
use crate::site::readied::Readied;
use crate::site::recipe::Plan;
use crate::standing::{State, Tally, seen};
use serde::Serialize;
use std::sync::Arc;

/// An answer with what it answers, as the author wrote both.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The note's path below the input folder.
    pub source: String,
    /// The line on which the question begins, from 1.
    pub line: usize,
    /// The words of the headings above it, outermost first.
    pub section: Vec<String>,
    /// The question's words.
    pub question: String,
    /// What stands under those words and asks with them: code, a list.
    pub prompt: String,
    /// The options of a choice, each with whether it is right.
    pub choices: Vec<(String, bool)>,
    /// The words that a cloze hides.
    pub blanks: Vec<String>,
    /// The answer, with the footnotes that it calls.
    pub answer: String,
    /// What question and answer show of other notes: what is written between `![[` and `]]`, and the text it stands for.
    pub embedded: Vec<(String, String)>,
    /// How it stands.
    pub state: State,
    /// The last check.
    pub check: Option<Arc<Check>>,
    /// The question.
    pub id: QuestionId,
    /// Its words alone.
    pub prompt_hash: PromptHash,
    /// The answer as it is seen now.
    pub seen: AnswerDigest,
    /// The id under which the ledger has the last check, of a question that has moved.
    pub adopted: Option<QuestionId>,
}

impl Answer {
    /// The entry of somebody who checks it now.
    pub fn entry(&self, check: Check) -> Entry {
        Entry::new(self.id, self.prompt_hash, self.seen, check)
    }
}

/// Every answer of a plan that was made for checking (`Options::live`), in reading order.
pub fn answers(plan: &Plan) -> Vec<Answer> {
    plan.notes().iter().flat_map(|ready| of_note(ready)).collect()
}

/// One of them.
pub fn answer(plan: &Plan, id: QuestionId) -> Option<Answer> {
    let has_it = |ready: &&Arc<Readied>| ready.note.study.questions.iter().any(|question| question.id == id);
    plan.notes().iter().filter(has_it).flat_map(|ready| of_note(ready)).find(|answer| answer.id == id)
}

fn of_note(ready: &Readied) -> Vec<Answer> {
    let open = ready.note.opened();
    let study = &open.study;
    let text = &*study.source.text;
    let (mut line, mut counted) = (1, 0);
    let mut answers = Vec::new();
    for (at, question) in study.questions.iter().enumerate() {
        let cut = &question.cut;
        let start = cut.prompt.first().map_or(cut.whole.start, |span| span.start).max(counted);
        line += text[counted..start].matches('\n').count();
        counted = start;
        let standing = ready.standings.of(at);
        let Some(state) = standing.state else { continue };
        let seen = seen(study, question, &ready.linked.shown_with(study, question));
        let written = |spans: &[std::ops::Range<usize>]| {
            let spans: Vec<&str> = spans.iter().map(|span| text[span.clone()].trim_matches(['\n', '\r'])).collect();
            spans.join("\n\n")
        };
        let parts = [cut.answer.clone(), study.footnotes_of(&cut.whole)].concat();
        answers.push(Answer {
            source: study.source.path.to_string(),
            line,
            section: question.section.to_vec(),
            question: question.text.to_string(),
            prompt: written(cut.prompt.get(1..).unwrap_or_default()),
            choices: cut.choices.iter().map(|it| (text[it.span.clone()].trim().to_owned(), it.correct)).collect(),
            blanks: cut.blanks.iter().map(|span| text[span.clone()].to_owned()).collect(),
            embedded: ready.linked.texts_in(study, &[std::slice::from_ref(&cut.whole), &parts].concat()),
            answer: written(&parts),
            state,
            check: standing.check.cloned(),
            id: question.id,
            prompt_hash: question.prompt_hash,
            seen,
            adopted: standing.adopted,
        });
    }
    answers
}

/// How the answers of a note stand.
#[derive(Clone, Debug, Serialize)]
pub struct NoteTally {
    /// Its path below the input folder.
    pub source: String,
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether it keeps checks: it is a draft, or somebody has checked something in it.
    pub kept: bool,
    /// The counts.
    #[serde(flatten)]
    pub tally: Tally,
}

/// How the answers of each note that asks something stand, in reading order.
pub fn tallies(plan: &Plan) -> Vec<NoteTally> {
    let tally = |ready: &Readied| NoteTally {
        source: ready.note.study.source.path.to_string(),
        draft: ready.note.draft,
        kept: ready.standings.are_kept(),
        tally: ready.standings.all(),
    };
    plan.notes().iter().map(|ready| tally(ready)).filter(|note| note.tally.questions > 0).collect()
}
