//! A heading that asks; its answer is its section.

use super::candidate::{Answer, Candidate, Style, ask_of, ask_said, behind_label, joined};
use crate::config::Form;
use crate::question::reading::{Details, Reading};
use crate::question::words::{self, Ask};

/// Offers every heading.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    let reaches = reaches(reading);
    for (i, head) in reading.heads.iter().enumerate() {
        let label = words::label(&head.text).or_else(|| words::bare_label(&head.text));
        let ask = ask_said(reading, &head.inner, &head.text, label.as_ref());
        if ask == Ask::No && reading.only_links(head.block) {
            continue; // A way to elsewhere.
        }
        let mut candidate = Candidate {
            style: Style { form: Form::Heading, key: u32::from(head.level) },
            head: head.span.clone(),
            prompt: vec![head.inner.clone()],
            text: head.text.clone(),
            label,
            ask,
            answer: Answer::Runs(head.span.end..reaches[i]),
            choices: Vec::new(),
            blanks: Vec::new(),
            section: head.parent,
        };
        let at_head = reading.tree.blocks.get(head.block).is_some_and(|block| block.inner.start == head.inner.start);
        let label = candidate.label.as_ref().filter(|_| at_head);
        if let Some(asked) = behind_label(reading, head.block, head.span.end, &head.text, label) {
            candidate.head.end = asked.end;
            candidate.ask = ask_of(reading, &asked);
            candidate.text = joined(reading, &head.text, label, &asked);
            candidate.answer = Answer::Runs(asked.end..reaches[i]);
            candidate.prompt.push(asked);
        }
        found.push(candidate);
    }
}

/// Where each heading's section ends: at the next heading of its level or above. A heading that says no more than
/// "Answer" ends nothing, whatever its level, unless it is the one key to all that stands before it; and one within a
/// `<details>` ends nothing that began outside.
fn reaches(reading: &Reading<'_>) -> Vec<usize> {
    let mut reaches = vec![reading.text.len(); reading.heads.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut within: Vec<&Details> = Vec::new();
    let mut details = reading.details.iter().filter(|details| details.closed).peekable();
    let key = key(reading);
    for (i, head) in reading.heads.iter().enumerate().filter(|(i, head)| !head.announces || key == Some(*i)) {
        while let Some(details) = details.next_if(|details| details.whole.start <= head.span.start) {
            within.push(details);
        }
        while within.pop_if(|details| details.whole.end <= head.span.start).is_some() {}
        let border = within.last().map_or(0, |details| details.whole.start);
        while let Some(above) =
            open.pop_if(|above| reading.heads[*above].level >= head.level && reading.heads[*above].span.start >= border)
        {
            reaches[above] = head.span.start;
        }
        open.push(i);
    }
    reaches
}

/// The heading over a note's answers, where it announces them before any other, all others stand deeper, and several headings
/// of its level or below stand before it.
fn key(reading: &Reading<'_>) -> Option<usize> {
    let mut announcing = (0..reading.heads.len()).filter(|&head| reading.heads[head].announces);
    let first = announcing.next()?;
    let level = reading.heads[first].level;
    let below = reading.heads[..first].iter().filter(|head| head.level >= level);
    (announcing.all(|head| reading.heads[head].level > level) && below.count() >= 2).then_some(first)
}
