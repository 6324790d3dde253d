//! What things are, for ever: the ids that progress, decks, links and checks hang on.
//!
//! Append-only. The tests hold a golden list of ids that never changes; a better rule is a v2 beside v1. Hashes are
//! BLAKE3, cut to 128 bits and written as 32 hexadecimal digits, over fields that each carry their length.

use serde::Serialize;
use std::borrow::Cow;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

macro_rules! hex_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name([u8; 16]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
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
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Code(String),
}

impl Prompt {
    /// Adds visible words: folded and collapsed later.
    pub fn text(&mut self, words: &str) {
        match self.parts.last_mut() {
            Some(Part::Words(last)) => last.push_str(words),
            _ => self.parts.push(Part::Words(words.to_owned())),
        }
    }

    /// Adds code, inline or a block: kept verbatim.
    pub fn code(&mut self, code: &str) {
        self.parts.push(Part::Code(code.to_owned()));
    }

    /// Whether nothing visible was added.
    pub fn is_empty(&self) -> bool {
        self.canonical().is_empty()
    }

    /// The canonical words: NFKC, case-folded, white space collapsed; without a leading number, label or difficulty
    /// mark and without trailing `?`, `.` and `:`; every other symbol and all code as written.
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        for (i, part) in self.parts.iter().enumerate() {
            match part {
                Part::Code(code) => out.push_str(code),
                Part::Words(words) => {
                    let folded = fold(words);
                    let mut words = folded.as_str();
                    if i == 0 {
                        words = strip_lead(words);
                    }
                    if !out.is_empty() && words.starts_with(' ') && out.ends_with(' ') {
                        words = &words[1..];
                    }
                    out.push_str(words);
                }
            }
        }
        if matches!(self.parts.last(), Some(Part::Words(_))) {
            let end = out.trim_end_matches(['?', '.', ':', ' ', '…']).len();
            out.truncate(end);
        }
        out.trim().to_owned()
    }

    /// The hash of the words alone.
    pub fn hash(&self) -> PromptHash {
        PromptHash(cut(&["recto.p1", &self.canonical()]))
    }
}

/// NFKC, then Unicode's default case folding, then white space collapsed to single spaces. NFKC turns `：` and `？` into
/// their ASCII fellows, so the trailing marks need no list of their own.
fn fold(words: &str) -> String {
    // Of ASCII alone neither form nor folding leaves more than this, and most questions are ASCII.
    let folded: String = if words.is_ascii() {
        words.to_ascii_lowercase()
    } else {
        caseless::default_case_fold_str(&words.nfkc().collect::<String>()).nfkc().collect()
    };
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
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

/// The id of a question, v1: its note, then its `^block-id` or its words, then its twin. `twin` is empty; for equal
/// prompts in one note the section path; if still equal, the ordinal.
pub fn question_id(note_key: &str, block_id: Option<&str>, prompt: &Prompt, twin: &str) -> QuestionId {
    let what = match block_id {
        Some(id) => format!("^{id}"),
        None => prompt.canonical(),
    };
    QuestionId(cut(&["recto.q1", note_key, &what, twin]))
}

/// The digest of an answer's source text, v1: white space collapsed, quotes and dashes as a keyboard has them, because
/// typography alone is no change of an answer.
pub fn answer_digest(source: &str) -> AnswerDigest {
    let mut text = String::with_capacity(source.len());
    // ASCII is its own normal form, and looking that up letter by letter would cost more than reading the note.
    let normal: Cow<'_, str> = if source.is_ascii() { source.into() } else { source.nfc().collect::<String>().into() };
    for c in normal.chars() {
        match c {
            c if c.is_whitespace() => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            '“' | '”' | '„' => text.push('"'),
            '‘' | '’' => text.push('\''),
            '–' | '—' => text.push('-'),
            '…' => text.push_str("..."),
            c => text.push(c),
        }
    }
    AnswerDigest(cut(&["recto.a1", text.trim()]))
}

fn cut(fields: &[&str]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    for field in fields {
        hasher.update(&(field.len() as u64).to_le_bytes());
        hasher.update(field.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    bytes
}
