//! The text of `checks.toml` as Recto itself writes it -> its entries, line by line.
//!
//! TOML's parser takes 3 µs an entry, which for ten thousand is more than a hundredth of a build of the notes they are
//! about; this takes a tenth of that. It understands nothing but what `write` writes, to the letter, and leaves every other
//! text to the parser; a test holds the two to each other.

use super::entry::{Check, Entry, Ruling};
use crate::identity::{AnswerDigest, PromptHash, QuestionId};
use std::ops::Range;

/// What stands in a ledger that Recto wrote.
#[derive(Default)]
pub struct Lines<'a> {
    /// Its entries, in order.
    pub entries: Vec<Entry>,
    /// Comments before and behind them, with those that open every ledger.
    pub head: Vec<&'a str>,
    /// Comments behind the last entry.
    pub foot: Vec<&'a str>,
}

/// Reads a ledger that Recto wrote and nobody has edited but by adding comments; `None` for any other text.
pub fn lines(text: &str) -> Option<Lines<'_>> {
    let mut all = Lines::default();
    let mut place = Place::Head;
    let mut comments: Vec<&str> = Vec::new();
    let mut at = 0;
    for (number, line) in (1..).zip(text.split_terminator('\n')) {
        let span = at..at + line.len();
        at = span.end + 1;
        // TOML forbids control characters in comments and in strings.
        if line.bytes().any(|byte| byte < b' ' || byte == 0x7f) {
            return None;
        }
        place = match (place, line) {
            (Place::Head, "version = 1") => Place::Versioned,
            (Place::Versioned, "checks = [") => Place::Entries,
            (Place::Entries, "]") => {
                all.foot.append(&mut comments);
                Place::Foot
            }
            (Place::Head, _) if line.starts_with('#') => {
                all.head.push(line);
                place
            }
            (Place::Foot, _) if line.starts_with('#') => {
                all.foot.push(line);
                place
            }
            (Place::Entries, _) if line.starts_with('#') => {
                if !is_slot(line) {
                    comments.push(line);
                }
                place
            }
            (Place::Entries, _) => {
                let comments = comments.drain(..).map(str::to_owned).collect();
                all.entries.push(entry(line, number, span, comments)?);
                place
            }
            _ => return None,
        };
    }
    (place == Place::Foot).then_some(all)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Head,
    Versioned,
    Entries,
    Foot,
}

/// Whether a comment is the one that Recto writes for a question.
pub fn is_slot(comment: &str) -> bool {
    comment.starts_with("# ") && comment.get(2..34).is_some_and(|id| QuestionId::parse(id).is_some())
}

fn entry(line: &str, number: u32, span: Range<usize>, comments: Vec<String>) -> Option<Entry> {
    let rest = line.strip_prefix("{ id = \"")?.strip_suffix(" },")?;
    let (id, rest) = rest.split_once("\", prompt = \"")?;
    let (prompt, rest) = rest.split_once("\", answer = \"")?;
    let (answer, rest) = rest.split_once("\", state = \"")?;
    let (state, rest) = rest.split_once("\", by = ")?;
    let (by, rest) = string(rest)?;
    let (date, rest) = match rest.strip_prefix(", date = ") {
        Some(rest) => {
            let (date, rest) = rest.split_at_checked(10)?;
            (Some(date.parse().ok()?), rest)
        }
        None => (None, rest),
    };
    let (source, rest) = named(rest, ", source = ")?;
    let (objection, rest) = named(rest, ", objection = ")?;
    if !rest.is_empty() {
        return None;
    }
    let check = Check { ruling: Ruling::named(state)?, by, date, source, objection };
    let entry = Entry::new(QuestionId::parse(id)?, PromptHash::parse(prompt)?, AnswerDigest::parse(answer)?, check);
    // The comma is not the entry's.
    Some(Entry { comments, line: number, span: span.start..span.end - 1, ..entry })
}

fn named<'a>(rest: &'a str, key: &str) -> Option<(Option<String>, &'a str)> {
    match rest.strip_prefix(key) {
        Some(rest) => string(rest).map(|(words, rest)| (Some(words), rest)),
        None => Some((None, rest)),
    }
}

/// A string that hides nothing behind a backslash.
fn string(text: &str) -> Option<(String, &str)> {
    let (words, rest) = text.strip_prefix('"')?.split_once('"')?;
    (!words.contains('\\')).then(|| (words.to_owned(), rest))
}
