//! A short text without its marks, and whether it is an entry of a list.

use crate::normal;
use crate::question::words::vocabulary::Words;

/// The longest text that could be a name. Bytes.
pub const LONGEST: usize = 80;

/// A text without marks at either end and without a number at the end; nothing of a text that is no name.
pub fn bare(text: &str) -> &str {
    match text.is_ascii() {
        _ if text.len() > LONGEST => "",
        true => from_letter_to_letter(text),
        false => text.trim_matches(is_mark),
    }
}

/// An ASCII text without what stands before its first letter and behind its last.
fn from_letter_to_letter(text: &str) -> &str {
    let bytes = text.as_bytes();
    let first = bytes.iter().position(u8::is_ascii_alphabetic).unwrap_or(text.len());
    let end = bytes.iter().rposition(u8::is_ascii_alphabetic).map_or(first, |last| last + 1);
    &text[first..end]
}

pub fn is_mark(c: char) -> bool {
    !normal::is_alphabetic(c) && !unicode_normalization::char::is_combining_mark(c)
}

/// Whether a text is nothing but one of a list's names, marks and a number at its end left out.
pub fn names(text: &str, words: &Words) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    if !text.is_ascii() {
        return is_entry(text, words);
    }
    let name = from_letter_to_letter(text);
    // `A) 6` is an option and no answer's name.
    let is_lettered = name.len() == 1 && text.trim_matches(['*', '_', ':', ' ']).len() > 1;
    !is_lettered && words.contains(name)
}

/// Whether a text is an entry of a list, marks at either end left out.
pub fn is_entry(text: &str, words: &Words) -> bool {
    let name = text.trim_start_matches(is_mark);
    text.len() <= LONGEST && words.gate().may_begin(name) && words.contains(name.trim_end_matches(is_mark))
}

/// Whether a few letters of a script without spaces between words hold an entry of more than one.
pub fn holds(text: &str, lists: &[&Words]) -> bool {
    let entry = |at: usize, words: &Words| words.prefixes(&text[at..]).any(|(word, _)| word.chars().nth(1).is_some());
    !text.is_ascii()
        && text.chars().nth(10).is_none()
        && text.chars().any(unspaced)
        && text.char_indices().any(|(at, _)| lists.iter().any(|words| entry(at, words)))
}

pub fn unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
