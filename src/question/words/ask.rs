//! Whether a text asks: by its marks, or by the words it opens with.

use super::vocabulary::{ASKING_INSIDE, OPENERS};

/// How plainly a text asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ask {
    /// Not at all.
    #[default]
    No,
    /// It opens as questions and tasks do: "Explain X", "Difference between A and B", "How to Y".
    Opens,
    /// A sentence of it ends with a question mark, in whatever script.
    Marked,
}

/// Reads a text without its label. Code should have been left out: its question marks ask nothing.
pub fn ask(text: &str) -> Ask {
    let text = text.trim();
    if marked(text) {
        return Ask::Marked;
    }
    let lower = text.to_lowercase().replace('’', "'");
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let opens = |opener: &str| !lower[opener.len()..].starts_with(char::is_alphanumeric) || ends_unspaced(opener);
    // Of ASCII only a space begins an entry: " vs ".
    let inside =
        |(at, c): (usize, char)| (c == ' ' || !c.is_ascii()) && ASKING_INSIDE.prefixes(&lower[at..]).next().is_some();
    if OPENERS.prefixes(lower).any(opens) || lower.char_indices().any(inside) {
        return Ask::Opens;
    }
    Ask::No
}

/// Chinese, Japanese and Thai set no space after a word.
fn ends_unspaced(word: &str) -> bool {
    word.chars()
        .next_back()
        .is_some_and(|c| matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'))
}

/// A question mark that ends a sentence: what follows it is white space, a closing mark, another such mark, or nothing.
/// `?` in `a?b=1` ends none, and neither does one that stands alone.
fn marked(text: &str) -> bool {
    let mut before = false;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '?' | '؟' | '\u{37e}' | '⸮' => {
                let ends = letters
                    .peek()
                    .is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '=' | '&' | '/' | '.' | '-'));
                if before && ends {
                    return true;
                }
            }
            '？' | '՞' | '፧' | '¿' | '⁇' | '⁈' | '⁉' => return before || c == '¿',
            _ => before |= c.is_alphanumeric(),
        }
    }
    false
}
