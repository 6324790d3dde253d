//! What things are, for ever: the ids that progress, decks, links and checks hang on.
//!
//! Append-only. The tests hold a golden list of ids that never changes; a better rule is a v2 beside v1. Hashes are
//! BLAKE3, cut to 128 bits and written as 32 hexadecimal digits, over fields that each carry their length.

mod hash;

use crate::normal;
use hash::cut;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

macro_rules! hex_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Reads the 32 hexadecimal digits that `Display` writes.
            pub fn parse(hex: &str) -> Option<Self> {
                let digits = hex.as_bytes();
                let mut bytes = [0; 16];
                if digits.len() != 32 {
                    return None;
                }
                for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
                    *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
                }
                Some(Self(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble & 15)]);
                let mut hex = String::with_capacity(32);
                hex.extend(self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]));
                f.write_str(&hex)
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() { serializer.collect_str(self) } else { self.0.serialize(serializer) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    let hex = String::deserialize(deserializer)?;
                    Self::parse(&hex).ok_or_else(|| serde::de::Error::custom("32 hexadecimal digits"))
                } else {
                    Deserialize::deserialize(deserializer).map(Self)
                }
            }
        }
    };
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

hex_id! {
    /// One question of one note.
    QuestionId
}
hex_id! {
    /// A question's words alone, wherever it stands: how progress finds a question that has moved.
    PromptHash
}
hex_id! {
    /// The source text of an answer: what a check of it was about.
    AnswerDigest
}

/// The words of a question as identity sees them. Build it from the visible text; see [`Prompt::text`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    /// Words and code, one after the other.
    text: String,
    /// Which bytes of it are code.
    code: Vec<Range<usize>>,
    /// Whether words were added last, if only a space.
    ends_in_words: bool,
    /// Room for the canonical words.
    canonical: String,
}

impl Prompt {
    /// Adds visible words: folded and collapsed later.
    pub fn text(&mut self, words: &str) {
        self.text.push_str(words);
        self.ends_in_words = true;
    }

    /// Adds code, inline or a block: kept verbatim.
    pub fn code(&mut self, code: &str) {
        self.code.push(self.text.len()..self.text.len() + code.len());
        self.text.push_str(code);
        self.ends_in_words = false;
    }

    /// Forgets all that was added, but not the room it took.
    pub fn clear(&mut self) {
        self.text.clear();
        self.code.clear();
        self.ends_in_words = false;
    }

    /// The canonical words: NFKC, case-folded, white space collapsed; without a leading number, label or difficulty
    /// mark and without trailing `?`, `.` and `:`; every other symbol and all code as written.
    pub fn canonical(&mut self) -> &str {
        let out = &mut self.canonical;
        out.clear();
        let mut at = 0;
        for code in self.code.iter().cloned().chain(std::iter::once(self.text.len()..self.text.len())) {
            let from = out.len();
            normal::fold(&self.text[at..code.start], out);
            if at == 0 && code.start > 0 {
                let lead = out.len() - strip_lead(out).len();
                out.drain(..lead);
            } else if from > 0 && out[from..].starts_with(' ') && out[..from].ends_with(' ') {
                out.remove(from);
            }
            out.push_str(&self.text[code.clone()]);
            at = code.end;
        }
        if self.ends_in_words {
            let end = out.trim_end_matches(['?', '.', ':', ' ', '…']).len();
            out.truncate(end);
        }
        normal::trim(out)
    }
}

/// Cuts what numbers, labels or grades a question from its front: `12.`, `3)`, `(4)`, `Q33.`, `question 5:`, emoji.
fn strip_lead(words: &str) -> &str {
    let mut rest = words.trim_start();
    loop {
        let before = rest;
        rest = rest.trim_start_matches(is_mark).trim_start();
        rest = strip_label(rest).trim_start();
        if rest.is_empty() {
            return words.trim_start(); // A prompt that is nothing but a number keeps it.
        }
        if rest == before {
            return rest;
        }
    }
}

/// Difficulty marks are pictures: everything in the emoji planes and the symbol blocks, and the joiners between them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

fn strip_label(text: &str) -> &str {
    let bracketed = text.strip_prefix('(').and_then(|rest| {
        let inner = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        (inner.len() < rest.len()).then(|| inner.strip_prefix(')')).flatten()
    });
    if let Some(rest) = bracketed {
        return rest;
    }
    let after_label = ["question", "q"].iter().find_map(|label| text.strip_prefix(label)).map(str::trim_start);
    let numbered = after_label.unwrap_or(text);
    let rest = numbered.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = numbered.len() - rest.len();
    let cut = rest.strip_prefix(['.', ')', ':', '。']).or_else(|| rest.strip_prefix(" - "));
    match cut {
        // `1.5 is what?` is a number, not a label, and so is a bare `.`.
        Some(rest)
            if digits > 4
                || (digits == 0 && after_label.is_none())
                || rest.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            text
        }
        Some(rest) => rest,
        None => text,
    }
}

/// The hash of the canonical words alone.
pub fn prompt_hash(words: &str) -> PromptHash {
    PromptHash(cut(&["recto.p1", words]))
}

/// The id of a question, v1: its note, then its `^block-id` or its canonical words, then its twin. `twin` is empty; for
/// equal words in one note the section path; if still equal, the ordinal.
pub fn question_id(note_key: &str, block_id: Option<&str>, words: &str, twin: &str) -> QuestionId {
    QuestionId(match block_id {
        Some(id) => cut(&["recto.q1", note_key, &format!("^{id}"), twin]),
        None => cut(&["recto.q1", note_key, words, twin]),
    })
}

/// The digest of an answer's source text, v1: white space collapsed, quotes and dashes as a keyboard has them, because
/// typography alone is no change of an answer.
pub fn answer_digest(source: &str) -> AnswerDigest {
    let mut text = String::with_capacity(source.len());
    // A line break is white space and joins with nothing, so the lines can be taken one by one.
    for line in source.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        if normal::regular(line) {
            text.push_str(line);
        } else {
            typed(line, &mut text);
        }
    }
    AnswerDigest(cut(&["recto.a1", text.trim()]))
}

/// Appends a line as a keyboard would type it.
fn typed(line: &str, text: &mut String) {
    for c in normal::nfc(line).chars() {
        match c {
            c if c.is_whitespace() => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            c if c.is_ascii() => text.push(c),
            '“' | '”' | '„' => text.push('"'),
            '‘' | '’' => text.push('\''),
            '–' | '—' => text.push('-'),
            '…' => text.push_str("..."),
            c => text.push(c),
        }
    }
}

/// All that somebody who checks an answer has before them, the question's own words aside.
#[derive(Clone, Debug, Default)]
pub struct Seen<'a> {
    /// The answer's source text.
    pub text: &'a str,
    /// Which options of a choice are marked as right, counted from 0.
    pub right: &'a [usize],
    /// The words that a cloze hides.
    pub blanks: &'a [&'a str],
    /// The digests of the blocks of other notes that are embedded in it, in order.
    pub embedded: &'a [String],
}

/// The digest of an answer as it is seen, v2: beside the text, what it embeds, which options are right and which words are
/// hidden. As in v1 white space is collapsed and typography is a keyboard's, but for code: there both mean something
/// (`ls –l` fails, and an indentation moves a line out of a loop).
///
/// Unsure: code that is indented by four spaces counts as text, because lists indent text as well.
pub fn answer_digest_v2(seen: &Seen<'_>) -> AnswerDigest {
    let normal = normal::nfc(seen.text);
    let mut text = String::with_capacity(normal.len());
    let mut fence: Option<Fence<'_>> = None;
    let mut prose = 0..0;
    for line in normal.split_inclusive('\n') {
        let next = prose.end + line.len();
        match fence.take() {
            Some(open) => {
                if !open.is_closed_by(line) {
                    text.push('\n');
                    text.push_str(open.within(line));
                    fence = Some(open);
                }
                prose = next..next;
            }
            None => match Fence::opened_by(line) {
                Some(open) => {
                    plain(&normal[prose.start..prose.end], &mut text);
                    plain(line, &mut text);
                    fence = Some(open);
                    prose = next..next;
                }
                None => prose.end = next,
            },
        }
    }
    plain(&normal[prose], &mut text);
    let right = seen.right.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let mut fields = vec!["recto.a2", text.trim(), right.as_str(), "blanks"];
    fields.extend(seen.blanks);
    fields.push("embedded");
    fields.extend(seen.embedded.iter().map(String::as_str));
    AnswerDigest(cut(&fields))
}

/// A fence of code: what stands before it on its line, its mark, and how often.
struct Fence<'a> {
    lead: &'a str,
    mark: char,
    length: usize,
}

impl<'a> Fence<'a> {
    fn opened_by(line: &'a str) -> Option<Self> {
        let is_lead =
            |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')');
        let rest = line.trim_start_matches(is_lead);
        let mark = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let length = rest.len() - rest.trim_start_matches(mark).len();
        let is_fence = length >= 3 && (mark == '~' || !rest[length..].contains('`'));
        is_fence.then(|| Self { lead: &line[..line.len() - rest.len()], mark, length })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let rest = line.trim_start_matches([' ', '\t', '>']).trim_end();
        rest.len() >= self.length && rest.chars().all(|c| c == self.mark)
    }

    /// A line of the code without the quote's or the list's own marks before it.
    fn within<'l>(&self, line: &'l str) -> &'l str {
        let is_lead = |(_, c): &(usize, char)| matches!(c, ' ' | '\t' | '>');
        let marks = line.char_indices().take(self.lead.chars().count()).take_while(is_lead).count();
        line[marks..].trim_end()
    }
}

/// Adds text with its white space collapsed and, outside of code, its typography made a keyboard's.
fn plain(source: &str, text: &mut String) {
    let mut rest = source;
    loop {
        let (quick, slow) = rest.split_at(ordinary(rest));
        text.push_str(quick);
        rest = slow;
        let Some(c) = rest.chars().next() else { return };
        let mut after = &rest[c.len_utf8()..];
        match c {
            '`' => {
                let ticks = rest.len() - rest.trim_start_matches('`').len();
                let end = code_end(&rest[ticks..], ticks).map_or(ticks, |end| ticks + end);
                rest[..end].chars().for_each(|c| push_collapsed(c, text));
                after = &rest[end..];
            }
            '“' | '”' | '„' => text.push('"'),
            '‘' | '’' => text.push('\''),
            '–' | '—' => text.push('-'),
            '…' => text.push_str("..."),
            c => push_collapsed(c, text),
        }
        rest = after;
    }
}

/// How many bytes at the front of a text stay as they are: words in ASCII with single spaces behind them. Most text is
/// nothing else, and to take it letter by letter was most of what ten thousand checks cost a build.
fn ordinary(text: &str) -> usize {
    let mut before = b' ';
    let odd = |byte: u8| {
        let fits = byte != b'`' && (byte.is_ascii_graphic() || (byte == b' ' && before != b' '));
        before = byte;
        !fits
    };
    text.bytes().position(odd).unwrap_or(text.len())
}

fn push_collapsed(c: char, text: &mut String) {
    if !c.is_whitespace() {
        text.push(c);
    } else if !text.ends_with(char::is_whitespace) {
        text.push(' ');
    }
}

/// Where code in a line ends: behind the next run of as many backticks, in the same paragraph.
fn code_end(text: &str, ticks: usize) -> Option<usize> {
    let paragraph = &text[..text.find("\n\n").unwrap_or(text.len())];
    let mut at = 0;
    while let Some(found) = paragraph[at..].find('`') {
        let start = at + found;
        let length = paragraph.len() - start - paragraph[start..].trim_start_matches('`').len();
        at = start + length;
        if length == ticks {
            return Some(at);
        }
    }
    None
}
