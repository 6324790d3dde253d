//! Options that share a line: `A) Oslo · B) Rome · C) Lima`, `(a) yes  (b) no`, `A. Oslo  B. Rome  C. Lima`.

use super::shape::{Found, Options};
use crate::question::reading::Reading;
use crate::question::study::Choice;
use crate::question::words::{self, Pair};
use std::ops::Range;

/// The options of some lines of which the first holds two or more: each begins at a letter, in order, in one case, and ends
/// before the next.
pub fn find(reading: &Reading<'_>, lines: impl Iterator<Item = Range<usize>>) -> Option<Found> {
    let mut choices: Vec<Choice> = Vec::new();
    for line in lines {
        let mut starts = starts(reading, &line, choices.len(), true);
        // Behind the first line a letter alone may be a name's.
        if starts.len() == 1 && !bracketed(&reading.text[starts[0]..line.end]) {
            starts.clear();
        }
        if choices.is_empty() && !are_options(reading, &starts, line.end) {
            return None;
        }
        let last = starts.last().map_or(line.end, |&last| answer_in(reading, last..line.end));
        let ends = starts.iter().skip(1).copied().chain([last]);
        for (&start, end) in starts.iter().zip(ends) {
            let text = reading.text[start..end].trim_end_matches(|c: char| c.is_whitespace() || c == ',' || parts(c));
            // So does a dash: `- A. this - B. that`.
            let text = [" -", " –", " —"].iter().find_map(|dash| text.strip_suffix(dash)).unwrap_or(text).trim_end();
            choices.push(Choice { span: start..start + text.len(), correct: false });
        }
        if starts.is_empty() {
            break;
        }
    }
    let span = choices.first()?.span.start..choices.last()?.span.end;
    Some(Found { span, choices, options: Options::Lettered })
}

/// Where the last option on a line ends: at the label of an answer, if one stands on the line too.
fn answer_in(reading: &Reading<'_>, option: Range<usize>) -> usize {
    let text = &reading.text[option.clone()];
    let says = |&(at, _): &(usize, &str)| words::pair(&text[at + 1..]) == Some(Pair::Answer);
    let label = text.contains([':', '：']).then(|| text.match_indices(' ').find(says)).flatten();
    label.map_or(option.end, |(at, _)| option.start + at)
}

/// Where the options begin that stand on the line of their question: `Which is it? (a) this (b) that`. What comes before
/// them is a sentence that has ended: "Compare (a) this and (b) that." offers nothing.
pub fn behind(reading: &Reading<'_>, line: &Range<usize>) -> Option<usize> {
    let text = &reading.text[line.clone()];
    let end = if text.is_ascii() { memchr::memchr2(b'?', b'_', text.as_bytes()) } else { text.find(ENDS) };
    // Behind most sentences stands no other.
    if !text[end?..].contains(char::is_alphanumeric) {
        return None;
    }
    let starts = starts(reading, line, 0, false);
    let first = starts.first().copied().filter(|_| are_options(reading, &starts, line.end))?;
    let asked = reading.text[line.start..first].trim_end_matches(|c: char| c.is_whitespace() || parts(c));
    // Behind a colon they may be what is asked: "Name the parts of each: (a) a sail, (b) a mast."
    let ended = asked.ends_with(ENDS);
    let asks_on = reading.text[first..line.end].trim_end().ends_with(['?', '？', '؟']);
    (ended && !asks_on).then_some(first)
}

/// What ends a sentence that options may stand behind: a mark, or the gap that they fill.
const ENDS: [char; 6] = ['?', '？', '؟', '…', '_', '。'];

/// Whether a text may hold the second of some options: a quick look. Of other alphabets only letters in brackets are seen.
fn may_go_on(text: &str) -> bool {
    let bytes = text.as_bytes();
    let closed = |at: usize| {
        let next = text[at + 1..].chars().next();
        next.is_some_and(|c| !c.is_alphanumeric() && c != ' ') && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
    };
    let second = |at: usize| text[..at].chars().next_back().and_then(words::place_of) == Some(1);
    memchr::memchr2_iter(b'B', b'b', bytes).any(closed)
        || (!text.is_ascii() && (memchr::memchr_iter(b')', bytes).any(second) || text.contains('②')))
}

/// Two letters in brackets, or three that a dot closes: two of these may be names ("A. Smith and B. Jones").
fn are_options(reading: &Reading<'_>, starts: &[usize], end: usize) -> bool {
    let all = starts.iter().all(|&start| bracketed(&reading.text[start..end]));
    starts.len() >= if all { 2 } else { 3 }
}

/// Where options begin in a line, from one place in the alphabet on: at its front or, where they need not stand `in_front`,
/// anywhere; then behind white space or a mark that parts them. Emphasis before a letter is the option's own.
fn starts(reading: &Reading<'_>, line: &Range<usize>, first: usize, in_front: bool) -> Vec<usize> {
    let text = &reading.text[line.clone()];
    let mut starts: Vec<usize> = Vec::new();
    if first == 0 && !may_go_on(text) {
        return starts;
    }
    let mut parted = true;
    let mut emphasis = None;
    for (at, c) in text.char_indices() {
        if parted && matches!(c, '*' | '_') {
            emphasis.get_or_insert(at);
            continue;
        }
        let place = || words::letter(&text[at..]).map(|(place, _)| place);
        if parted && place() == Some(first + starts.len()) && !reading.in_code(line.start + at) {
            starts.push(line.start + emphasis.unwrap_or(at));
        } else if in_front && starts.is_empty() && !c.is_whitespace() {
            return starts;
        }
        parted = c.is_whitespace() || parts(c) || (!in_front && matches!(c, '？' | '：' | '。'));
        emphasis = None;
    }
    starts
}

/// Whether a mark parts options.
fn parts(mark: char) -> bool {
    matches!(mark, '·' | '•' | '|' | '/' | ';' | '；')
}

/// Whether a bracket closes the letter that a text begins with, emphasis before it left out.
fn bracketed(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '_', ' ']);
    let closed = |(_, len): (usize, usize)| text[..len].trim_end().ends_with([')', '）', ']']);
    text.starts_with(|c| matches!(c, '①'..='⑳')) || words::letter(text).is_some_and(closed)
}
