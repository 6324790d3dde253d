//! Options that share a line: `A) Oslo · B) Rome · C) Lima`, `(a) yes  (b) no`.

use super::shape::{Found, Options};
use crate::question::reading::Reading;
use crate::question::study::Choice;
use crate::question::words;
use std::ops::Range;

/// The options of some lines of which the first holds two or more: each begins at a bracketed letter, in order, in one
/// case, and ends before the next.
pub fn find(reading: &Reading<'_>, lines: impl Iterator<Item = Range<usize>>) -> Option<Found> {
    let mut choices: Vec<Choice> = Vec::new();
    for line in lines {
        let starts = starts(reading, &line, choices.len());
        if choices.is_empty() && starts.len() < 2 {
            return None;
        }
        let ends = starts.iter().skip(1).copied().chain([line.end]);
        for (&start, end) in starts.iter().zip(ends) {
            let text = &reading.text[start..end];
            let text =
                text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '·' | '•' | '|' | '/' | ';' | ','));
            choices.push(Choice { span: start..start + text.len(), correct: false });
        }
        if starts.is_empty() {
            break;
        }
    }
    let span = choices.first()?.span.start..choices.last()?.span.end;
    Some(Found { span, choices, options: Options::Lettered })
}

/// Where options begin in a line: at its front, and behind white space or a mark that parts them. Emphasis before a letter
/// is the option's own.
fn starts(reading: &Reading<'_>, line: &Range<usize>, first: usize) -> Vec<usize> {
    let text = &reading.text[line.clone()];
    let mut starts: Vec<usize> = Vec::new();
    let mut parted = true;
    let mut emphasis = None;
    for (at, c) in text.char_indices() {
        if parted && matches!(c, '*' | '_') {
            emphasis.get_or_insert(at);
            continue;
        }
        if parted && bracketed(&text[at..]) == Some(first + starts.len()) && !reading.in_code(line.start + at) {
            starts.push(line.start + emphasis.unwrap_or(at));
        } else if starts.is_empty() && !c.is_whitespace() {
            return starts; // It does not begin with an option.
        }
        parted = c.is_whitespace() || matches!(c, '·' | '•' | '|' | '/' | ';');
        emphasis = None;
    }
    starts
}

/// The place of a letter that a bracket closes.
fn bracketed(text: &str) -> Option<usize> {
    let (place, len) = words::letter(text)?;
    text[..len].trim_end().ends_with([')', '）', ']']).then_some(place)
}
