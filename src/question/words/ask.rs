//! Whether a text asks: by its marks, or by the words it opens with.

use super::vocabulary::{ASKING_INSIDE, CLAUSE, EXAMINERS, OPENERS, QUESTION, TASK, Vocabulary};
use crate::normal;

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
    let text = normal::trim(text);
    if text.is_ascii() {
        return ascii(text);
    }
    if marked(text) || asks_at_end(text) || is_greek_question(text) {
        return Ask::Marked;
    }
    let text = text.trim_start_matches(|c: char| !normal::is_alphabetic(c) && !c.is_alphanumeric());
    if (opens(text) && !is_clause(text)) || asks_inside(text) || leaves_blank(text) { Ask::Opens } else { Ask::No }
}

/// Greek asks with the mark that looks like a semicolon, and is mostly typed as one.
fn is_greek_question(text: &str) -> bool {
    let is_greek = |c: char| ('\u{370}'..'\u{400}').contains(&c);
    text.ends_with(';')
        && text.chars().rev().filter(|c| c.is_alphabetic()).take(40).filter(|&c| is_greek(c)).count() > 4
}

/// Whether a sentence leaves a blank to be filled: `___`, or empty brackets as Chinese tests have them.
fn leaves_blank(text: &str) -> bool {
    let bytes = text.as_bytes();
    let bracketed = |open: usize| {
        let inner = text.get(open..).and_then(|rest| rest.strip_prefix('（'));
        inner.is_some_and(|inner| inner.trim_start_matches([' ', '\u{3000}']).starts_with('）'))
    };
    memchr::memchr(b'_', bytes).is_some_and(|first| text[first..].contains("___"))
        || (!text.is_ascii() && memchr::memchr_iter(0xef, bytes).any(bracketed))
}

/// Whether a text that begins with a letter opens as questions do.
fn opens(text: &str) -> bool {
    OPENERS.typed(text).any(|(opener, rest)| !rest.starts_with(char::is_alphanumeric) || ends_unspaced(opener))
}

/// Whether a text that opens as questions do says something: "When two names are equal, the first stays."
/// "Do not open it" forbids.
fn is_clause(text: &str) -> bool {
    let mut words = text.split(' ');
    let verb = words.next().unwrap_or("");
    if words.next() == Some("not") && !QUESTION_WORDS.iter().any(|word| word.eq_ignore_ascii_case(verb)) {
        return true;
    }
    let ends = |(_, rest): (&str, &str)| !rest.starts_with(char::is_alphanumeric);
    text.ends_with('.') && text.contains(',') && CLAUSE.prefixes(text).any(ends)
}

const QUESTION_WORDS: &[&str] = &["what", "why", "how", "when", "where"];

/// Whether words that ask wherever they stand are in a text. An entry begins with a space or with a letter that has no case.
fn asks_inside(text: &str) -> bool {
    let (bytes, gate) = (text.as_bytes(), ASKING_INSIDE.gate());
    let may = |at: &usize| (bytes[*at] == b' ' || bytes[*at] > 0x7f) && gate.may_lead(bytes, *at);
    (0..bytes.len())
        .filter(may)
        .filter(|at| text.is_char_boundary(*at))
        .any(|at| ASKING_INSIDE.typed(&text[at..]).next().is_some())
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
    let opens = begins(text, &OPENERS, true) && !is_clause(text);
    if opens || asks_inside_ascii(text) || leaves_blank(text) { Ask::Opens } else { Ask::No }
}

/// Whether an ASCII text begins with an entry, which for some lists must be a word of its own.
fn begins(text: &str, vocabulary: &Vocabulary, whole: bool) -> bool {
    let ends = |rest: &str| !whole || !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    vocabulary.prefixes(text).any(|(_, rest)| ends(rest))
}

/// The same for ASCII, where " vs " asks anywhere and Turkish " nedir" at the end: looking for each entry at every space
/// would cost more than all the rest of recognition.
fn asks_inside_ascii(text: &str) -> bool {
    let end = text.bytes().rposition(|byte| !matches!(byte, b'.' | b'!' | b' ')).map_or(0, |last| last + 1);
    text[..end].ends_with(" nedir") || versus(text).any(|at| begins(&text[at..], &ASKING_INSIDE, false))
}

/// Where " vs" or " ve" stands in a text.
fn versus(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let is_it =
        |at: &usize| *at > 0 && bytes[at - 1] == b' ' && matches!(bytes.get(at + 1), Some(b's' | b'S' | b'e' | b'E'));
    memchr::memchr2_iter(b'v', b'V', bytes).filter(is_it).map(|at| at - 1)
}

/// Whether the source of a line could ask or carry a label once it is read: a quick look that says yes where marks might hide
/// or make words, and never no where there is something.
pub fn may_speak(source: &str) -> bool {
    let marks = |b: u8| {
        (b == b'?') | (b == b'<') | (b == b'[') | (b == b'`') | (b == b'&') | (b == b'\\') | (b == b'$') | (b == b'%')
    };
    // Every byte is looked at: without early exits the compiler takes sixteen at a time.
    if source.bytes().fold(false, |any, byte| any | (byte > 127) | marks(byte)) {
        return true;
    }
    let Some(first) = source.find(|c: char| c.is_ascii_alphanumeric()) else { return false };
    let text = &source[first..];
    let bytes = text.as_bytes();
    begins(text, &OPENERS, true)
        || [&QUESTION, &TASK].iter().any(|words| begins(text, words, false))
        || bytes.iter().take(LABEL).any(u8::is_ascii_digit)
        || versus(text)
            .any(|at| bytes[at + 2].eq_ignore_ascii_case(&b's') || begins(&text[at..], &ASKING_INSIDE, false))
        || text.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()).ends_with("nedir")
}

/// Whether the source of an item could ask with a mark, or as scripts that need no mark do, or begin with a
/// label that means "question": as sure as [`may_speak`]. Only what stands before its first word may hide what that is.
pub fn may_ask(source: &str) -> bool {
    let is_far = |source: &str| has_foreign_mark(source) || goes_unmarked(source);
    if memchr::memchr2(b'?', b'&', source.as_bytes()).is_some() || (!source.is_ascii() && is_far(source)) {
        return true;
    }
    let Some(first) = source.find(|c: char| normal::is_alphabetic(c) || c.is_alphanumeric()) else { return false };
    let (marks, text) = source.split_at(first);
    let hides =
        |marks: &str| marks.contains(['<', '\\', '$', '%', '^']) || marks.contains("![") || marks.contains("[[");
    let hidden = !marks.is_empty() && hides(marks);
    let labels = [&QUESTION, &TASK].iter().any(|words| words.gate().may_begin(text));
    hidden || labels || text.starts_with(char::is_numeric)
}

/// Whether the source of an item could open as questions do: as sure as [`may_speak`].
pub fn may_open(source: &str) -> bool {
    let Some(first) = source.find(|c: char| normal::is_alphabetic(c) || c.is_alphanumeric()) else { return false };
    let text = &source[first..];
    if text.is_ascii() { ascii(text) > Ask::No } else { opens(text) || asks_inside(text) }
}

/// Whether a text, marks and a number before it left out, opens as an examiner does: "Explain", "Compare".
pub fn examines(text: &str) -> bool {
    let Some(first) = text.find(char::is_alphabetic) else { return false };
    let ends = |(word, rest): (&str, &str)| !rest.starts_with(char::is_alphanumeric) || ends_unspaced(word);
    EXAMINERS.gate().may_begin(&text[first..]) && EXAMINERS.prefixes(&text[first..]).any(ends)
}

/// Within so many bytes a label has its number.
const LABEL: usize = 24;

/// Whether a text is in a script of South or East Asia: their languages ask by words, and often without a mark.
pub fn goes_unmarked(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| ('\u{900}'..'\u{1100}').contains(&c) || c >= '\u{3040}')
}

/// Chinese, Japanese and Korean ask by the particle that ends the sentence, with a mark or without.
fn asks_at_end(text: &str) -> bool {
    let text = text.trim_end_matches(['。', '．', '.', '」', ' ']);
    text.ends_with(|c| c >= '\u{3040}') && ENDS.iter().any(|end| text.ends_with(end))
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
pub fn marked(text: &str) -> bool {
    let mut first = None;
    let mut spoken =
        |at: usize| *first.get_or_insert_with(|| text.find(char::is_alphanumeric).unwrap_or(usize::MAX)) < at;
    let ends = |next: char| !next.is_alphanumeric() && !matches!(next, '=' | '&' | '/' | '.' | '-');
    let closes = |end: usize| text[end..].chars().next().is_none_or(ends);
    if !has_foreign_mark(text) {
        return memchr::memchr_iter(b'?', text.as_bytes()).any(|at| closes(at + 1) && spoken(at));
    }
    let may = |at: &usize| matches!(text.as_bytes()[*at], b'?' | 0xc2 | 0xcd | 0xd5 | 0xd8 | 0xe1 | 0xe2 | 0xef);
    for at in (0..text.len()).filter(may) {
        let Some(c) = text[at..].chars().next() else { break };
        match c {
            '?' | '؟' | '\u{37e}' | '⸮' if closes(at + c.len_utf8()) && spoken(at) => return true,
            '¿' => return true,
            '？' | '՞' | '፧' | '⁇' | '⁈' | '⁉' => return spoken(at),
            _ => {}
        }
    }
    false
}

/// Where the first mark stands that closes a question in Latin, Chinese or Arabic.
pub fn closing_mark(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let foreign = |at: &usize| text[*at..].starts_with(['？', '؟']);
    let first = [memchr::memchr(b'?', bytes), memchr::memchr2_iter(0xef, 0xd8, bytes).find(foreign)];
    first.into_iter().flatten().min()
}

/// Whether a sentence of a text but its first opens as questions do: "You have a list of names. Explain how to sort it."
pub fn asks_at_last(text: &str) -> bool {
    let ends = memchr::memchr_iter(b'.', text.as_bytes()).filter_map(|end| text[end + 1..].strip_prefix(' '));
    ends.into_iter().any(|sentence| sentence.starts_with(char::is_uppercase) && ask(sentence) > Ask::No)
}

/// Whether a line ends with a question mark, emphasis and a break by hand left out.
pub fn ends_with_mark(line: &str) -> bool {
    line.trim_end_matches(['*', '_', ' ', '\\', '\r']).ends_with(['?', '？', '؟'])
}

/// Whether a question mark of any script stands anywhere in a text.
pub fn has_mark(text: &str) -> bool {
    memchr::memchr(b'?', text.as_bytes()).is_some() || (!text.is_ascii() && has_foreign_mark(text))
}

/// Whether a question mark besides `?` stands in a text.
fn has_foreign_mark(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_mark = |c: char| matches!(c, '¿' | '؟' | '⸮' | '？' | '՞' | '⁇' | '⁈' | '⁉' | '\u{37e}');
    let found = |at: usize| text[at..].starts_with(is_mark);
    // Vietnamese letters begin as Ethiopia's mark does, so that is known by its second byte.
    let is_ethiopic = |second: usize| bytes.get(second.wrapping_sub(1)..second + 2) == Some("፧".as_bytes());
    // The bytes that they begin with, three in one look.
    memchr::memchr3_iter(0xc2, 0xe2, 0xef, bytes).any(found)
        || memchr::memchr3_iter(0xcd, 0xd5, 0xd8, bytes).any(found)
        || memchr::memchr_iter(0x8d, bytes).any(is_ethiopic)
}
