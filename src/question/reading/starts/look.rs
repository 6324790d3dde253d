//! A quick look at how a line begins, for what is then read with care: it may say yes where there is nothing, and never
//! no where there is something.

use crate::normal;
use crate::question::words;

/// What a look says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// Certainly nothing.
    No,
    /// Perhaps.
    Yes,
    /// This piece of the line does not tell; the next may.
    Open,
}

/// Whether a line whose first visible piece this is, white space before it left out, may begin with an option's first letter.
pub fn option(text: &str) -> Start {
    // Most lines begin with a small letter, where they are wrapped.
    if !text.starts_with(|c: char| c.is_ascii_lowercase()) && words::behind_options(text).is_some() {
        return Start::Yes;
    }
    let inner = text.strip_prefix(['(', '（', '[']).unwrap_or(text);
    let mut letters = inner.chars();
    match letters.next() {
        None => Start::Open,
        Some('A' | 'a') => match letters.next() {
            None => Start::Open,
            // A dash may follow: `A - Oslo`. Most lines that begin so begin a sentence.
            Some(' ') if !letters.as_str().starts_with(['-', '–', '—']) && !letters.as_str().is_empty() => {
                Start::No
            }
            Some(next) if next.is_ascii_alphanumeric() => Start::No,
            _ => Start::Yes,
        },
        Some(first) if first.is_ascii() => Start::No,
        Some(first) if words::is_first_letter(first) || words::is_box(first) => Start::Yes,
        Some(_) => Start::No,
    }
}

/// Whether a line, from its first visible piece on, may begin with a label: a word that labels or names something, or a
/// letter by itself.
pub fn label(line: &str) -> bool {
    first_word(line).is_some_and(words::may_label)
}

/// Whether a line that may begin with a label may begin with who answers in a chat.
pub fn speaker(line: &str) -> bool {
    first_word(line).is_some_and(words::may_answer)
}

/// A line from its first letter on.
fn first_word(line: &str) -> Option<&str> {
    if line.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        return Some(line);
    }
    let mut letters = line.char_indices();
    let first = letters.find(|&(_, c)| normal::is_alphabetic(c) || c == '\n');
    first.filter(|&(_, c)| c != '\n').map(|(at, _)| &line[at..])
}
