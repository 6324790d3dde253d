//! What the questions of a note are called: identities that last, and anchors that are unique on the page.

use super::convention::{Convention, Verdict};
use super::cut;
use super::form::Candidate;
use super::reading::{Head, Reading};
use super::study::{Cut, Heading, Question};
use super::words;
use crate::address::{Anchor, slug};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::identity::{self, Prompt, PromptHash, QuestionId};
use crate::normal;
use crate::note::is_block_id;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// Names every question, and reports those that cannot be told apart.
pub fn questions(
    reading: &Reading<'_>,
    convention: &mut Convention,
    candidates: &mut [Candidate],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Question> {
    let indexes = convention.chosen();
    let cuts = cut::cut(reading, convention, candidates, &indexes);
    let chosen: Vec<&Candidate> = indexes.iter().map(|&index| &candidates[index]).collect();
    let note_key = reading.note.front.id.as_deref().unwrap_or(reading.note.source.path.as_str());
    let mut prompt = Prompt::default();
    let mut named = |candidate: &Candidate, cut: &Cut| {
        read_prompt(reading, candidate, cut, &mut prompt);
        let words = prompt.canonical();
        let name = Some(cut).filter(|_| reading.carets).and_then(|cut| block_id(reading, candidate, cut));
        Named { id: identity::question_id(note_key, name, words, ""), hash: identity::prompt_hash(words), name }
    };
    let mut named: Vec<Named<'_>> = chosen.iter().zip(&cuts).map(|(candidate, cut)| named(candidate, cut)).collect();
    tell_apart(reading, note_key, &chosen, &cuts, &mut named, findings);
    let (mut sections, unnamed) = (Sections::default(), Anchor::new(""));
    let mut questions = Vec::with_capacity(chosen.len());
    for (i, (cut, named)) in cuts.into_iter().zip(named).enumerate() {
        let candidate = chosen[i];
        let label = candidate.label.as_ref();
        questions.push(Question {
            id: named.id,
            prompt_hash: named.hash,
            form: candidate.style.form,
            text: words::untagged(normal::trim(&candidate.text[label.map_or(0, |label| label.len)..])).into(),
            label: label.map(|label| {
                let label = candidate.text[..label.len].trim();
                let bare = label.trim_end_matches(['.', ':', '：', '。', '、', '．', '·', ' ']);
                // `7)`, and "Question 7 (hard)".
                let open = bare.contains(['(', '（']);
                if open { bare } else { bare.trim_end_matches([')', '）', '.', ':']) }.into()
            }),
            section: sections.of(reading, candidate.section),
            anchor: unnamed.clone(),
            confidence: match convention.verdicts[indexes[i]] {
                Verdict::Question(rule) => rule.confidence(),
                _ => 0,
            },
            cut,
        });
    }
    questions
}

/// The section that was asked for last: questions of one section stand together and share its path.
#[derive(Default)]
struct Sections {
    last: Option<(Option<usize>, Arc<[String]>)>,
}

impl Sections {
    fn of(&mut self, reading: &Reading<'_>, section: Option<usize>) -> Arc<[String]> {
        if let Some((_, path)) = self.last.as_ref().filter(|(last, _)| *last == section) {
            return path.clone();
        }
        let path = reading.section(section).into_iter().map(|head| reading.heads[head].text.to_string()).collect();
        self.last.insert((section, path)).1.clone()
    }
}

/// What a question is known by.
struct Named<'n> {
    /// What it is, for ever.
    id: QuestionId,
    /// The hash of its canonical words.
    hash: PromptHash,
    /// The name that its author gave it.
    name: Option<&'n str>,
}

/// Gives every heading that is no question and every question an anchor, each unique on the page: the name that the
/// heading's author gave it, else a slug. Second come the headings
/// that are questions, each with its question's anchor: a link by words means them too.
pub fn anchors(reading: &Reading<'_>, questions: &mut [Question]) -> (Vec<Heading>, Vec<Heading>) {
    let mut asks: Vec<(usize, usize)> = questions
        .iter()
        .enumerate()
        .flat_map(|(at, question)| question.cut.prompt.iter().map(move |range| (range.start, at)))
        .collect();
    asks.sort_unstable();
    let (mut plain, mut asking) = (Vec::with_capacity(reading.heads.len()), Vec::new());
    for (i, head) in reading.heads.iter().enumerate() {
        let first = asks.partition_point(|&(start, _)| start < head.span.start);
        match asks.get(first).filter(|(start, _)| *start < head.span.end.max(head.span.start + 1)) {
            Some(&(_, question)) => asking.push((i, question)),
            None if head.text.is_empty() => {}
            None => plain.push(i),
        }
    }
    let named_by = |at: usize| {
        let names = &reading.note.headings;
        let name = names.binary_search_by_key(&at, |name| name.heading).ok()?;
        Some(names[name].name.clone())
    };
    let asked_by = |&(head, question): &(usize, usize)| Some((question, named_by(reading.heads[head].span.start)?));
    let mut given: BTreeMap<usize, String> = asking.iter().filter_map(asked_by).collect();
    let mut taken = Taken::with_capacity_and_hasher(plain.len() + questions.len(), BuildHasherDefault::default());
    let mut named = |i: usize| {
        let head = &reading.heads[i];
        let digest = || {
            let path: Vec<&str> = reading.section(Some(i)).into_iter().map(|head| &*reading.heads[head].text).collect();
            identity::answer_digest(&path.join("\u{1f}")).to_string()
        };
        heading(head, unique(named_by(head.span.start).unwrap_or_else(|| slug(&head.text)), "s", digest, &mut taken))
    };
    let headings = plain.into_iter().map(&mut named).collect();
    for (i, question) in questions.iter_mut().enumerate() {
        let name = given.remove(&i).unwrap_or_else(|| slug(&question.text));
        question.anchor = unique(name, "q", || question.id.to_string(), &mut taken);
    }
    let asking = asking.into_iter().map(|(i, at)| heading(&reading.heads[i], questions[at].anchor.clone())).collect();
    (headings, asking)
}

fn heading(head: &Head<'_>, anchor: Anchor) -> Heading {
    Heading { level: head.level, text: head.text.to_string(), anchor, span: head.span.clone() }
}

/// The anchors of a page, and for those that a digest could not tell apart how many there are.
type Taken = HashMap<Anchor, usize, BuildHasherDefault<ByEights>>;

/// A hash of eight bytes at a time: a page has an anchor for every question, and a hash that nobody can foresee costs more
/// than all the rest of naming it.
#[derive(Default)]
struct ByEights(u64);

impl Hasher for ByEights {
    fn write(&mut self, bytes: &[u8]) {
        for bytes in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..bytes.len()].copy_from_slice(bytes);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// The slug, or `q-` with eight digits where there is none; a slug that is taken is followed by a piece of the digest,
/// and where even that is taken by the whole of it and a count: equal things in one place have nothing else to tell them
/// apart.
fn unique(slug: String, prefix: &str, digest: impl FnOnce() -> String, taken: &mut Taken) -> Anchor {
    if !slug.is_empty()
        && let Entry::Vacant(entry) = taken.entry(Anchor::new(&slug))
    {
        let anchor = entry.key().clone();
        entry.insert(1);
        return anchor;
    }
    let digest = digest();
    let plain = if slug.is_empty() { format!("{prefix}-{}", &digest[..8]) } else { slug };
    let mut names =
        std::iter::once(plain.clone()).chain([6, 12].iter().map(|&digits| format!("{plain}-{}", &digest[..digits])));
    if let Some(anchor) = names.find(|name| !taken.contains_key(name.as_str())).map(Anchor::new) {
        taken.insert(anchor.clone(), 1);
        return anchor;
    }
    let whole = format!("{plain}-{digest}");
    let mut count = taken.get(whole.as_str()).copied().unwrap_or(1);
    loop {
        count += 1;
        let anchor = Anchor::new(format!("{whole}-{count}"));
        if !taken.contains_key(anchor.as_str()) {
            taken.insert(Anchor::new(whole), count);
            taken.insert(anchor.clone(), 1);
            return anchor;
        }
    }
}

/// The whole question: its head, what stands with it, and its options in order.
fn read_prompt(reading: &Reading<'_>, candidate: &Candidate, cut: &Cut, prompt: &mut Prompt) {
    prompt.clear();
    match (cut.prompt.as_slice(), cut.choices.as_slice()) {
        ([], []) => prompt.text(&candidate.text),
        ([one], []) => reading.prompt(one, prompt),
        (spans, choices) => {
            let mut spans: Vec<&Range<usize>> = spans.iter().chain(choices.iter().map(|choice| &choice.span)).collect();
            spans.sort_by_key(|span| span.start);
            for span in spans {
                reading.prompt(span, prompt);
            }
        }
    }
}

/// `^block-id` at the end of the line on which the question's head ends.
fn block_id<'n>(reading: &Reading<'n>, candidate: &Candidate, cut: &Cut) -> Option<&'n str> {
    let from = cut.prompt.first().map_or(candidate.head.start, |range| range.start);
    let line_end =
        |at: usize| memchr::memchr(b'\n', &reading.text.as_bytes()[at..]).map_or(reading.text.len(), |end| at + end);
    let line = &reading.text[from..line_end(candidate.head.end.max(from))];
    let (_, id) = line.trim_end().rsplit_once([' ', '\n'])?;
    let id = id.strip_prefix('^')?;
    is_block_id(id).then_some(id)
}

/// More findings of one kind tell an author nothing new, and each reads the note up to its line.
const MOST_TWINS: usize = 50;

/// The questions that have the same words or the same name, and so one id, in their order: in most notes none have.
fn same(named: &[Named<'_>]) -> Vec<Vec<usize>> {
    let mut ids: Vec<(QuestionId, usize)> = named.iter().enumerate().map(|(i, named)| (named.id, i)).collect();
    ids.sort_unstable();
    let same = ids.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1);
    same.map(|same| same.iter().map(|&(_, i)| i).collect()).collect()
}

/// Tells equal prompts apart: by the section path, at last by the ordinal.
fn tell_apart(
    reading: &Reading<'_>,
    note_key: &str,
    chosen: &[&Candidate],
    cuts: &[Cut],
    named: &mut [Named<'_>],
    findings: &mut Vec<Diagnostic>,
) {
    let mut prompt = Prompt::default();
    let mut words_of = |i: usize| match named[i].name {
        Some(name) => format!("^{name}"),
        None => {
            read_prompt(reading, chosen[i], &cuts[i], &mut prompt);
            prompt.canonical().to_owned()
        }
    };
    let mut by_words: Vec<(String, Vec<usize>)> = same(named).into_iter().map(|it| (words_of(it[0]), it)).collect();
    by_words.sort_unstable();
    for (words, same) in &by_words {
        let mut by_section: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &i in same {
            let path: Vec<&str> =
                reading.section(chosen[i].section).into_iter().map(|head| &*reading.heads[head].text).collect();
            by_section.entry(path.join("\u{1f}")).or_default().push(i);
        }
        for (path, same) in by_section {
            for (ordinal, &i) in same.iter().enumerate() {
                let twin = if ordinal == 0 { path.clone() } else { format!("{path}\u{1f}#{ordinal}") };
                named[i].id = identity::question_id(note_key, None, words, &twin);
                // One finding for all that share the words: the hint is the same for each.
                if ordinal == 1 && findings.len() < MOST_TWINS {
                    let at = cuts[i].prompt.first().unwrap_or(&chosen[i].head);
                    findings.push(twin_of(reading, at, chosen[same[0]]));
                }
            }
        }
    }
}

fn twin_of(reading: &Reading<'_>, second: &Range<usize>, first: &Candidate) -> Diagnostic {
    let source = &reading.note.source;
    let line = 1 + memchr::memchr_iter(b'\n', &source.text.as_bytes()[..first.head.start]).count();
    Diagnostic::new(
        Code::TwinQuestions,
        Place::span(&source.path, &source.text, second.clone()),
        "this question has the same words as another in its section",
        "end its line with a name of its own, such as ` ^my-question`, so that progress and links keep to the right one",
    )
    .because(format!("the other is on line {line}; only their order tells them apart"))
}
