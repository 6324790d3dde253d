//! What the questions of a note are called: identities that last, and anchors that are unique on the page.

use super::convention::{Convention, Verdict};
use super::cut;
use super::form::Candidate;
use super::reading::Reading;
use super::study::{Cut, Heading, Question};
use crate::address::{Anchor, slug};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::identity::{self, Prompt};
use crate::note::is_block_id;
use std::collections::BTreeMap;

/// Names every question, and reports those that cannot be told apart.
pub fn questions(
    reading: &Reading<'_>,
    convention: &Convention,
    candidates: &[Candidate],
    indexes: &[usize],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Question> {
    let chosen: Vec<&Candidate> = indexes.iter().map(|&index| &candidates[index]).collect();
    let chosen = chosen.as_slice();
    let cuts = cut::cut(reading, convention, chosen);
    let note_key = reading.note.front.id.as_deref().unwrap_or(reading.note.source.path.as_str());
    let prompts: Vec<Prompt> =
        chosen.iter().zip(&cuts).map(|(candidate, cut)| prompt(reading, candidate, cut)).collect();
    let ids: Vec<Option<String>> =
        chosen.iter().zip(&cuts).map(|(candidate, cut)| block_id(reading, candidate, cut)).collect();
    let twins = twins(reading, chosen, &prompts, &ids, findings);
    let mut questions = Vec::with_capacity(chosen.len());
    for (i, cut) in cuts.into_iter().enumerate() {
        let candidate = chosen[i];
        let answer: Vec<&str> = cut.answer.iter().map(|range| &reading.text[range.clone()]).collect();
        let label = candidate.label.as_ref();
        questions.push(Question {
            id: identity::question_id(note_key, ids[i].as_deref(), &prompts[i], &twins[i]),
            prompt_hash: prompts[i].hash(),
            answer_digest: identity::answer_digest(&answer.join("\n")),
            form: candidate.style.form,
            text: candidate.text[label.map_or(0, |label| label.len)..].trim().to_owned(),
            label: label.map(|label| {
                candidate.text[..label.len].trim().trim_end_matches(['.', ':', ')', '：', '。']).to_owned()
            }),
            section: reading
                .section(candidate.section)
                .into_iter()
                .map(|head| reading.heads[head].text.clone())
                .collect(),
            anchor: Anchor::new(""),
            confidence: match convention.verdicts[indexes[i]] {
                Verdict::Question(rule) => rule.confidence(),
                _ => 0,
            },
            cut,
        });
    }
    questions
}

/// Gives every heading that is no question and every question an anchor, each unique on the page. Second come the headings
/// that are questions, each with its question's anchor: a link by words means them too.
pub fn anchors(reading: &Reading<'_>, questions: &mut [Question]) -> (Vec<Heading>, Vec<Heading>) {
    let asks: BTreeMap<usize, usize> = questions
        .iter()
        .enumerate()
        .flat_map(|(at, question)| question.cut.prompt.iter().map(move |range| (range.start, at)))
        .collect();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let (mut headings, mut asking) = (Vec::new(), Vec::new());
    for (i, head) in reading.heads.iter().enumerate() {
        let question = asks.range(head.span.start..head.span.end.max(head.span.start + 1)).next();
        let heading = |anchor| Heading { level: head.level, text: head.text.clone(), anchor, span: head.span.clone() };
        if let Some((_, &question)) = question {
            asking.push((question, heading(Anchor::new(""))));
        } else if !head.text.is_empty() {
            let path: Vec<&str> =
                reading.section(Some(i)).into_iter().map(|head| reading.heads[head].text.as_str()).collect();
            let digest = identity::answer_digest(&path.join("\u{1f}")).to_string();
            headings.push(heading(unique(&slug(&head.text), "s", &digest, &mut taken)));
        }
    }
    for question in &mut *questions {
        question.anchor = unique(&slug(&question.text), "q", &question.id.to_string(), &mut taken);
    }
    let named =
        |(question, heading): (usize, Heading)| Heading { anchor: questions[question].anchor.clone(), ..heading };
    (headings, asking.into_iter().map(named).collect())
}

/// The slug, or `q-` with eight digits where there is none; a slug that is taken is followed by a piece of the digest,
/// and where even that is taken by the whole of it and a count: equal things in one place have nothing else to tell them
/// apart.
fn unique(slug: &str, prefix: &str, digest: &str, taken: &mut BTreeMap<String, usize>) -> Anchor {
    let plain = if slug.is_empty() { format!("{prefix}-{}", &digest[..8]) } else { slug.to_owned() };
    let mut names =
        std::iter::once(plain.clone()).chain([6, 12].iter().map(|&digits| format!("{plain}-{}", &digest[..digits])));
    if let Some(name) = names.find(|name| !taken.contains_key(name)) {
        taken.insert(name.clone(), 1);
        return Anchor::new(name);
    }
    let whole = format!("{plain}-{digest}");
    let mut count = taken.get(&whole).copied().unwrap_or(1);
    loop {
        count += 1;
        let name = format!("{whole}-{count}");
        if !taken.contains_key(&name) {
            taken.insert(whole, count);
            taken.insert(name.clone(), 1);
            return Anchor::new(name);
        }
    }
}

/// The whole question: its head, what stands with it, and its options in order.
fn prompt(reading: &Reading<'_>, candidate: &Candidate, cut: &Cut) -> Prompt {
    let mut spans = cut.prompt.clone();
    spans.extend(cut.choices.iter().map(|choice| choice.span.clone()));
    spans.sort_by_key(|span| span.start);
    if spans.is_empty() {
        let mut prompt = Prompt::default();
        prompt.text(&candidate.text);
        return prompt;
    }
    reading.prompt(&spans)
}

/// `^block-id` at the end of the line on which the question's head ends.
fn block_id(reading: &Reading<'_>, candidate: &Candidate, cut: &Cut) -> Option<String> {
    let from = cut.prompt.first().map_or(candidate.head.start, |range| range.start);
    let line_end = |at: usize| reading.text[at..].find('\n').map_or(reading.text.len(), |end| at + end);
    let line = &reading.text[from..line_end(candidate.head.end.max(from))];
    let (_, id) = line.trim_end().rsplit_once([' ', '\n'])?;
    let id = id.strip_prefix('^')?;
    is_block_id(id).then(|| id.to_owned())
}

/// More findings of one kind tell an author nothing new, and each reads the note up to its line.
const MOST_TWINS: usize = 50;

/// What tells equal prompts apart: nothing, the section path, at last the ordinal.
fn twins(
    reading: &Reading<'_>,
    chosen: &[&Candidate],
    prompts: &[Prompt],
    ids: &[Option<String>],
    findings: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let words: Vec<String> = prompts
        .iter()
        .zip(ids)
        .map(|(prompt, id)| id.as_ref().map_or_else(|| prompt.canonical(), |id| format!("^{id}")))
        .collect();
    let mut by_words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, words) in words.iter().enumerate() {
        by_words.entry(words).or_default().push(i);
    }
    let mut twins = vec![String::new(); chosen.len()];
    for same in by_words.values().filter(|same| same.len() > 1) {
        let mut by_section: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &i in same {
            let path: Vec<&str> =
                reading.section(chosen[i].section).into_iter().map(|head| reading.heads[head].text.as_str()).collect();
            by_section.entry(path.join("\u{1f}")).or_default().push(i);
        }
        for (path, same) in by_section {
            for (ordinal, &i) in same.iter().enumerate() {
                twins[i] = if ordinal == 0 { path.clone() } else { format!("{path}\u{1f}#{ordinal}") };
                // One finding for all that share the words: the hint is the same for each.
                if ordinal == 1 && findings.len() < MOST_TWINS {
                    findings.push(twin(reading, chosen[i], chosen[same[0]]));
                }
            }
        }
    }
    twins
}

fn twin(reading: &Reading<'_>, second: &Candidate, first: &Candidate) -> Diagnostic {
    let source = &reading.note.source;
    let line = 1 + source.text[..first.head.start].matches('\n').count();
    let at = second.prompt.first().cloned().unwrap_or(second.head.clone());
    Diagnostic::new(
        Code::TwinQuestions,
        Place::span(&source.path, &source.text, at),
        "this question has the same words as another in its section",
        "end its line with a name of its own, such as ` ^my-question`, so that progress and links keep to the right one",
    )
    .because(format!("the other is on line {line}; only their order tells them apart"))
}
