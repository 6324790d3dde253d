//! No word is lost, whatever the forms made of a note: what a cut left between its parts is given to one of them.

use crate::question::reading::Reading;
use crate::question::study::{Choice, Cut};
use std::ops::Range;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Prompt,
    Choice(bool),
    Answer,
}

/// Puts the parts in order and apart from one another, and hands every gap between them that shows words to the answer,
/// or to the prompt while nothing but prompt stands before it. Marks stay out: they are what gaps are for.
pub fn mend(reading: &Reading<'_>, cut: &mut Cut) {
    let count = cut.prompt.len() + cut.choices.len() + cut.answer.len();
    let mut parts: Vec<(Range<usize>, Role)> = Vec::with_capacity(count);
    parts.extend(cut.prompt.drain(..).map(|range| (range, Role::Prompt)));
    parts.extend(cut.choices.drain(..).map(|choice| (choice.span, Role::Choice(choice.correct))));
    parts.extend(cut.answer.drain(..).map(|range| (range, Role::Answer)));
    parts.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut at, mut asking) = (cut.whole.start, true);
    for (range, role) in parts {
        let range = range.start.max(at)..range.end.min(cut.whole.end).max(at);
        gap(reading, at..range.start.max(at), asking, cut);
        asking &= role == Role::Prompt;
        at = at.max(range.end);
        if range.is_empty() || range.start >= range.end {
            continue;
        }
        match role {
            Role::Prompt => cut.prompt.push(range),
            Role::Choice(correct) => cut.choices.push(Choice { span: range, correct }),
            Role::Answer => cut.answer.push(range),
        }
    }
    gap(reading, at..cut.whole.end.max(at), false, cut);
}

fn gap(reading: &Reading<'_>, range: Range<usize>, asking: bool, cut: &mut Cut) {
    // Most gaps hold marks alone, as their bytes tell, or nothing that shows.
    if !reading.text[range.clone()].bytes().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
        || reading.is_bare(&range)
    {
        return;
    }
    let range = reading.trim(range);
    let text = &reading.text[range.clone()];
    let marks = text.trim_start_matches(['>', ' ', '\n', '-', '+']);
    // The mark of the quote's next line may stand behind that of a callout.
    let mark = marks.starts_with("[!") && !marks.trim_end_matches(['>', ' ', '\n']).contains('\n')
        || (marks.starts_with('^') && !marks.contains(char::is_whitespace));
    if mark || !reading.has_letter(range.clone()) {
        return;
    }
    if asking { cut.prompt.push(range) } else { cut.answer.push(range) }
}
