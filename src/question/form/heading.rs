//! A heading that asks; its answer is its section.

use super::{Answer, Candidate, Style, ask_of};
use crate::question::reading::Reading;
use crate::question::study::Form;
use crate::question::words::{self, Ask};

/// Offers every heading.
pub fn offer(reading: &Reading<'_>, found: &mut Vec<Candidate>) {
    let reaches = reaches(reading);
    for (i, head) in reading.heads.iter().enumerate() {
        let ask = ask_of(reading, &head.inner);
        if ask == Ask::No && reading.only_links(head.block) {
            continue; // A way to elsewhere.
        }
        found.push(Candidate {
            style: Style { form: Form::Heading, key: u32::from(head.level) },
            head: head.span.clone(),
            prompt: vec![head.inner.clone()],
            text: head.text.clone(),
            label: words::label(&head.text),
            ask,
            answer: Answer::Runs(head.span.end..reaches[i]),
            choices: Vec::new(),
            blanks: Vec::new(),
            section: head.parent,
        });
    }
}

/// Where each heading's section ends: at the next heading of its level or above. A heading that says no more than
/// "Answer" ends nothing, whatever its level.
fn reaches(reading: &Reading<'_>) -> Vec<usize> {
    let mut reaches = vec![reading.text.len(); reading.heads.len()];
    let mut open: Vec<usize> = Vec::new();
    for (i, head) in reading.heads.iter().enumerate().filter(|(_, head)| !words::answers(&head.text)) {
        while let Some(above) = open.pop_if(|above| reading.heads[*above].level >= head.level) {
            reaches[above] = head.span.start;
        }
        open.push(i);
    }
    reaches
}
