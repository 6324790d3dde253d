//! [`Ledger`] -> the text of its file.

use super::book::Ledger;
use super::entry::Entry;
use crate::identity::QuestionId;
use std::fmt::Write;

/// The place of a question in the ledger, checked or not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// The question.
    pub id: QuestionId,
    /// Its words, for whoever reads the ledger.
    pub words: String,
}

/// What every ledger opens with.
pub(super) const HEAD: &[&str] = &[
    "# Who checked which answer, and when. `recto review` and `recto serve` write this file; do keep it in git.",
    "# Each question has a comment here, so that git merges checks made in two branches.",
];

/// The longest words of a question in its comment, in bytes.
const WORDS: usize = 72;

/// Writes the ledger; the slots are of every question there is, in any order.
pub fn write(ledger: &Ledger, mut slots: Vec<Slot>) -> String {
    slots.sort();
    slots.dedup_by_key(|slot| slot.id);
    let mut text = String::with_capacity(80 * slots.len() + 300 * ledger.entries().len());
    for line in HEAD.iter().copied().chain(ledger.head.iter().map(String::as_str)) {
        text.push_str(line);
        text.push('\n');
    }
    text.push_str("version = 1\n");
    for (key, value) in &ledger.extra {
        push(&mut text, format_args!("{key} = {value}\n"));
    }
    text.push_str("checks = [\n");
    let mut slots = slots.into_iter().peekable();
    for entry in ledger.entries() {
        while let Some(slot) = slots.next_if(|slot| slot.id <= entry.id) {
            comment(&slot, &mut text);
        }
        line(entry, &mut text);
    }
    slots.for_each(|slot| comment(&slot, &mut text));
    text.push_str("]\n");
    for line in &ledger.foot {
        text.push_str(line);
        text.push('\n');
    }
    text
}

fn comment(slot: &Slot, text: &mut String) {
    let words: String =
        slot.words.split(|c: char| c.is_whitespace() || c.is_control()).fold(String::new(), |mut all, word| {
            if !all.is_empty() && !word.is_empty() {
                all.push(' ');
            }
            all + word
        });
    push(text, format_args!("# {} {}\n", slot.id, words[..words.floor_char_boundary(WORDS)].trim_end()));
}

fn line(entry: &Entry, text: &mut String) {
    for comment in &entry.comments {
        push(text, format_args!("{comment}\n"));
    }
    let check = &entry.check;
    push(text, format_args!("{{ id = \"{}\", prompt = \"{}\", answer = \"{}\"", entry.id, entry.prompt, entry.answer));
    push(text, format_args!(", state = \"{}\", by = {}", check.ruling.name(), string(&check.by)));
    if let Some(date) = check.date {
        push(text, format_args!(", date = {date}"));
    }
    for (key, words) in [("source", &check.source), ("objection", &check.objection)] {
        if let Some(words) = words {
            push(text, format_args!(", {key} = {}", string(words)));
        }
    }
    for (key, value) in &entry.extra {
        push(text, format_args!(", {key} = {value}"));
    }
    text.push_str(" },\n");
}

/// A string as TOML writes it on one line, whatever is in it.
pub(super) fn string(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 2);
    text.push('"');
    for c in words.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            '\r' => text.push_str("\\r"),
            c if c.is_control() => push(&mut text, format_args!("\\u{:04X}", u32::from(c))),
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

fn push(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("invariant: a String takes all text");
}
