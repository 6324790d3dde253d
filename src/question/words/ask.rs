//! Whether a text asks: by its marks, or by the words it opens with.

use super::front::{FRONT, Front};
use super::vocabulary::{ASKING_INSIDE, OPENERS, Vocabulary};

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
    if text.is_ascii() {
        return ascii(text);
    }
    if marked(text) || asks_at_end(text) {
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

/// The same of ASCII alone, where a byte is a letter.
fn ascii(text: &str) -> Ask {
    let bytes = text.as_bytes();
    let Some(first) = bytes.iter().position(u8::is_ascii_alphanumeric) else { return Ask::No };
    let ends = |next: Option<&u8>| {
        next.is_none_or(|next| !next.is_ascii_alphanumeric() && !matches!(next, b'=' | b'&' | b'/' | b'.' | b'-'))
    };
    if memchr::memchr_iter(b'?', &bytes[first..]).any(|mark| ends(bytes.get(first + mark + 1))) {
        return Ask::Marked;
    }
    let text = &text[first..];
    let begins = |at: usize, vocabulary: &Vocabulary, whole: bool| {
        Front::of(&text[at..], FRONT).is_some_and(|front| {
            let front = front.as_str();
            let ends = |word: &str| !whole || !front[word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
            vocabulary.prefixes(front).any(ends)
        })
    };
    // Few letters begin what asks inside a sentence: " vs ".
    let inside = |at: usize| {
        let next = text.as_bytes().get(at + 1).map(u8::to_ascii_lowercase);
        ASKING_INSIDE.with(' ').iter().any(|word| word.as_bytes().get(1).copied() == next)
            && begins(at, &ASKING_INSIDE, false)
    };
    if begins(0, &OPENERS, true) || memchr::memchr_iter(b' ', text.as_bytes()).any(inside) {
        return Ask::Opens;
    }
    Ask::No
}

/// Chinese, Japanese and Korean ask by the particle that ends the sentence, with a mark or without.
fn asks_at_end(text: &str) -> bool {
    let text = text.trim_end_matches(['。', '．', '.', '」', ' ']);
    ENDS.iter().any(|end| text.ends_with(end))
}

const ENDS: &[&str] = &[
    "ですか",
    "ますか",
    "ましたか",
    "でしょうか",
    "だろうか",
    "のか",
    "たか",
    "吗",
    "嗎",
    "입니까",
    "습니까",
    "ㅂ니까",
    "나요",
    "까요",
    "은가",
    "는가",
    "인가",
];

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
