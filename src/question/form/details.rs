//! `<details>` whose summary is the question and whose body is the answer; and `::: details Why?` up to its `:::`, as VitePress
//! and Docusaurus write the same.

use super::candidate::{Answer, Candidate, Said, Style, ask_of, said};
use crate::config::Form;
use crate::question::parts;
use crate::question::reading::{Details, Reading};
use crate::question::words::{self, Ask};
use std::ops::Range;

/// Deeper ones are nobody's questions, and looking into each from without would cost the square of their number.
const DEEPEST: usize = 8;

/// Offers every `<details>` with a summary.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    for (i, details) in reading.details.iter().enumerate().filter(|(_, details)| details.depth < DEEPEST) {
        let inner = reading.trim(details.summary.clone());
        let Said { text, label, ask } = said(reading, &inner);
        let body = reading.trim(details.body.clone());
        let mut candidate = Candidate {
            style: Style { form: Form::Details, key: u32::try_from(details.depth).unwrap_or(0) },
            head: details.whole.start..details.summary.end,
            ask,
            answer: Answer::Fixed(Vec::new(), details.whole.end),
            choices: Vec::new(),
            blanks: Vec::new(),
            section: reading.head_above(details.whole.start),
            prompt: vec![inner],
            text,
            label,
        };
        let inside = reading
            .details
            .get(i + 1)
            .filter(|inside| inside.whole.end <= details.body.end && reading.handles.contains(&(i + 1)));
        match (&candidate.label, inside) {
            (Some(label), Some(inside)) if label.len == candidate.text.len() => {
                asks_inside(reading, &mut candidate, &body, inside)
            }
            _ if reading.shows(body.clone()) => candidate.answer = Answer::Fixed(vec![body], details.whole.end),
            _ => {}
        }
        offers(reading, &mut candidate, details);
        found.push(candidate);
    }
    containers(reading, found);
}

/// Takes the options out of a body that begins with them, where one is known to be right.
fn offers(reading: &Reading<'_>, candidate: &mut Candidate<'_>, details: &Details) {
    if candidate.ask == Ask::No || !reading.may_offer(&details.body) {
        return;
    }
    let parts = parts::read(reading, details.body.clone());
    if parts.rest.is_none() && parts.choices.iter().any(|choice| choice.correct) {
        candidate.choices = parts.choices;
        candidate.answer = Answer::Fixed(parts.answer, details.whole.end);
    }
}

/// The key of containers, which no depth of `<details>` has.
const CONTAINER: u32 = 100;

/// Offers every `::: details` and `::: question` (in any language) with a title. Its line is shown as it is written, for Markdown knows no such container.
fn containers<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    if !reading.colons || !reading.has(":::") {
        return;
    }
    let (mut at, mut open) = (reading.note.body, Vec::new());
    for line in reading.text[at..].split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let Some(said) = line.trim().strip_prefix(":::").map(|said| said.trim_start_matches(':').trim()) else {
            continue;
        };
        if !said.is_empty() {
            open.push((start..start + line.trim().len(), said));
        } else if let Some((head, said)) = open.pop() {
            found.extend(container(reading, &head, said, start..start + line.trim().len()));
        }
    }
}

/// One of them, by its first line, what that says, and its last line.
fn container<'n>(reading: &Reading<'n>, head: &Range<usize>, line: &str, close: Range<usize>) -> Option<Candidate<'n>> {
    let (kind, title) = line.split_once([' ', '['])?;
    if !matches!(kind, "details" | "faq") && words::bare_label(kind).is_none() {
        return None;
    }
    let title = title.trim_start_matches(['[', '"', ' ']);
    let title = head.end - title.len()..head.end - (title.len() - title.trim_end_matches([']', '"']).len());
    let Said { text, label, ask } = said(reading, &title);
    let body = reading.trim(head.end..close.start);
    let in_words = reading.in_words(title.start) && reading.in_words(close.start);
    (in_words && !text.is_empty() && !words::toggles(&text)).then(|| Candidate {
        style: Style { form: Form::Details, key: CONTAINER },
        head: head.clone(),
        ask,
        prompt: vec![head.clone()],
        answer: Answer::Fixed(Some(body).filter(|body| reading.shows(body.clone())).into_iter().collect(), close.end),
        choices: Vec::new(),
        blanks: Vec::new(),
        section: reading.head_above(head.start),
        text,
        label,
    })
}

/// "Question 1" as a summary: its body asks, and another `<details>` in it answers.
fn asks_inside(reading: &Reading<'_>, candidate: &mut Candidate, body: &Range<usize>, answer: &Details) {
    let asked = reading.trim(body.start..answer.whole.start.max(body.start));
    let line = reading.text[asked.clone()].find("\n\n").map_or(asked.end, |end| asked.start + end);
    candidate.ask = ask_of(reading, &(asked.start..line));
    candidate.text = format!("{} {}", candidate.text, reading.visible(asked.start..line)).into();
    candidate.prompt.push(asked);
    let parts = [answer.summary.clone(), answer.body.clone(), answer.whole.end..body.end.max(answer.whole.end)];
    candidate.answer = Answer::Fixed(parts.into(), candidate.reach());
}
