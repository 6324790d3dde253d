//! `<details>` whose summary is the question and whose body is the answer.

use super::{Answer, Candidate, Style, ask_of};
use crate::question::reading::Reading;
use crate::question::study::Form;
use crate::question::words;

/// Deeper ones are nobody's questions, and looking into each from without would cost the square of their number.
const DEEPEST: usize = 8;

/// Offers every `<details>` with a summary.
pub fn offer(reading: &Reading<'_>, found: &mut Vec<Candidate>) {
    for details in reading.details.iter().filter(|details| details.depth < DEEPEST) {
        let inner = reading.trim(details.summary.clone());
        let text = reading.visible(inner.clone());
        let body = reading.trim(details.body.clone());
        let answer = if reading.shows(body.clone()) { vec![body] } else { Vec::new() };
        found.push(Candidate {
            style: Style { form: Form::Details, key: u32::try_from(details.depth).unwrap_or(0) },
            head: details.whole.start..details.summary.end,
            label: words::label(&text),
            ask: ask_of(reading, &inner),
            prompt: vec![inner],
            text,
            answer: Answer::Fixed(answer, details.whole.end),
            choices: Vec::new(),
            blanks: Vec::new(),
            section: reading.head_above(details.whole.start),
        });
    }
}
