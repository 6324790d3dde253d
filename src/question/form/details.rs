//! `<details>` whose summary is the question and whose body is the answer.

use super::candidate::{Answer, Candidate, Said, Style, ask_of, said};
use crate::config::Form;
use crate::question::reading::{Details, Reading};
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
        found.push(candidate);
    }
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
