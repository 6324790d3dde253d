//! The text of `checks.toml` -> [`Ledger`].
//!
//! A ledger that is not understood to the last key is read as far as it goes and marked as broken: it is then never
//! written, so that nothing in it is lost.

use super::book::Ledger;
use super::entry::{Check, Entry, Ruling};
use super::lines::{is_slot, lines};
use super::write::{HEAD, string};
use crate::diagnostic::{Code, Diagnostic, Place, Reported};
use crate::identity::{AnswerDigest, PromptHash, QuestionId};
use crate::source::Source;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What this Recto writes. A file of a later one may mean things that this one would lose.
const VERSION: &str = "1";

/// More findings of one kind tell an author nothing new.
const MOST: usize = 50;

/// Reads a ledger.
pub fn read(source: &Arc<Source>) -> Reported<Ledger> {
    match lines(&source.text).filter(|_| source.findings.is_empty()) {
        Some(lines) => {
            let mut reader = Reader { source, findings: Vec::new(), line: 1, counted: 0 };
            reader.twice(&lines.entries);
            let own = |lines: Vec<&str>| lines.into_iter().filter(|it| !HEAD.contains(it)).map(str::to_owned).collect();
            let mut ledger = Ledger::of(source, lines.entries, false);
            (ledger.head, ledger.foot) = (own(lines.head), own(lines.foot));
            Reported::new(ledger, reader.findings)
        }
        None => read_toml(source),
    }
}

/// Reads a ledger that may have been written by anybody.
pub fn read_toml(source: &Arc<Source>) -> Reported<Ledger> {
    let mut reader = Reader { source, findings: source.findings.clone(), line: 1, counted: 0 };
    match DeTable::parse(&source.text) {
        Ok(table) => {
            let ledger = reader.ledger(table.get_ref());
            Reported::new(ledger, reader.findings)
        }
        Err(error) => {
            let finding = syntax(source, error.span().unwrap_or(0..0), error.message());
            reader.findings.push(finding);
            Reported::new(Ledger::of(source, Vec::new(), true), reader.findings)
        }
    }
}

fn syntax(source: &Source, span: Range<usize>, cause: &str) -> Diagnostic {
    let text = &source.text;
    // Git's own marks say more than what a parser makes of them.
    let mark = text.match_indices("<<<<<<< ").map(|(at, _)| at).find(|at| *at == 0 || text[..*at].ends_with('\n'));
    let (span, message, hint) = match mark {
        Some(at) => (
            at..at + 7,
            "git has left a conflict in the ledger",
            "keep the lines of both sides and remove the three marks; `checks.toml merge=union` in .gitattributes does so by itself",
        ),
        None => {
            (span, "the ledger is not valid TOML", "mend this line; until then no check counts and nothing is written")
        }
    };
    let place = Place::span(&source.path, text, span);
    Diagnostic::new(Code::LedgerSyntax, place, message, hint).because(cause.trim_end())
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    findings: Vec<Diagnostic>,
    /// The line of the byte `counted`.
    line: u32,
    counted: usize,
}

impl Reader<'_> {
    fn ledger(&mut self, table: &DeTable<'_>) -> Ledger {
        let (mut entries, mut extra, mut checks) = (Vec::new(), Vec::new(), 0..0);
        let mut foot = Vec::new();
        for (key, value) in table.iter() {
            match (&**key.get_ref(), value.get_ref()) {
                ("version", DeValue::Integer(version)) if version.to_string() == VERSION => {}
                ("version", _) => self.report(
                    Code::LedgerNewer,
                    value.span(),
                    "this ledger is of another version of Recto",
                    "take a newer Recto; this one reads version 1, and leaves the file as it is",
                ),
                ("checks", DeValue::Array(array)) => {
                    checks = value.span();
                    let mut last = checks.start + 1;
                    for item in array.iter() {
                        let comments = self.comments(last..item.span().start);
                        entries.extend(self.entry(item, comments));
                        last = item.span().end;
                    }
                    foot = self.comments(last..checks.end);
                }
                ("checks", _) => self.entry_fault(value.span(), "`checks` is a list of entries"),
                (name, value) => extra.push((toml_key(name), toml_value(value))),
            }
        }
        let text = &self.source.text;
        let own_lines = |text: &str| {
            let lines = text.lines().map(str::trim).filter(|line| line.starts_with('#') && !HEAD.contains(line));
            lines.map(str::to_owned).collect::<Vec<String>>()
        };
        let head = own_lines(&text[..checks.start]);
        foot.extend(own_lines(&text[checks.end..]));
        self.twice(&entries);
        let broken = self.findings.iter().any(|finding| finding.code != Code::LedgerTwice);
        let mut ledger = Ledger::of(self.source, entries, broken);
        (ledger.extra, ledger.head, ledger.foot) = (extra, head, foot);
        ledger
    }

    /// The comments between two entries, less those that name a question. Beside them only white space and commas can stand
    /// there, so `#` begins a comment.
    fn comments(&self, between: Range<usize>) -> Vec<String> {
        let Some(text) = self.source.text.get(between) else { return Vec::new() };
        let comment = |line: &str| line.find('#').map(|at| line[at..].trim_end().to_owned());
        text.lines().filter_map(comment).filter(|line| !is_slot(line)).collect()
    }

    fn entry(&mut self, item: &Spanned<DeValue<'_>>, comments: Vec<String>) -> Option<Entry> {
        let DeValue::Table(table) = item.get_ref() else {
            self.entry_fault(item.span(), "an entry is a table: { id = \"...\", state = \"checked\", ... }");
            return None;
        };
        let mut draft = Draft::default();
        for (key, value) in table.iter() {
            if let Err(takes) = draft.take(key.get_ref(), value.get_ref()) {
                self.entry_fault(value.span(), &format!("`{}` takes {takes}", key.get_ref()));
                return None;
            }
        }
        let (line, span) = (self.line_at(item.span().start), item.span());
        let entry = draft.entry(comments, line, span);
        if entry.is_none() {
            self.entry_fault(item.span(), "an entry has an `id`, a `prompt`, an `answer` and a `state`");
        }
        entry
    }

    /// The line of a byte; quick when the bytes asked for come in order.
    fn line_at(&mut self, at: usize) -> u32 {
        let (from, mut line) = if at < self.counted { (0, 1) } else { (self.counted, self.line) };
        let newlines = self.source.text[from..at].bytes().filter(|byte| *byte == b'\n').count();
        line += u32::try_from(newlines).unwrap_or(u32::MAX - line);
        (self.line, self.counted) = (line, at);
        line
    }

    fn entry_fault(&mut self, span: Range<usize>, message: &str) {
        self.report(
            Code::LedgerEntry,
            span,
            message,
            "mend this entry; until then it does not count and nothing is written",
        );
    }

    fn report(&mut self, code: Code, span: Range<usize>, message: &str, hint: &str) {
        if self.findings.len() < MOST {
            let place = Place::span(&self.source.path, &self.source.text, span);
            self.findings.push(Diagnostic::new(code, place, message, hint));
        }
    }

    /// Says which questions have more than one entry, as a merge of two branches can leave them.
    fn twice(&mut self, entries: &[Entry]) {
        // Recto writes them in order; only somebody else's hand, or a merge, makes sorting work.
        let mut order: Vec<&Entry> = entries.iter().collect();
        order.sort_by_key(|entry| (entry.id, entry.line));
        for pair in order.windows(2).filter(|pair| pair[0].id == pair[1].id) {
            self.report(
                Code::LedgerTwice,
                pair[1].span.clone(),
                "this question has two entries",
                "the later one counts, and of one day the dispute; remove the other",
            );
        }
    }
}

/// An entry of which some keys have been read.
#[derive(Default)]
struct Draft {
    id: Option<QuestionId>,
    prompt: Option<PromptHash>,
    answer: Option<AnswerDigest>,
    ruling: Option<Ruling>,
    by: String,
    date: Option<jiff::civil::Date>,
    source: Option<String>,
    objection: Option<String>,
    extra: Vec<(String, String)>,
}

impl Draft {
    /// Reads one key; when its value means nothing, what it takes.
    fn take(&mut self, key: &str, value: &DeValue<'_>) -> Result<(), &'static str> {
        const HEX: &str = "32 hexadecimal digits";
        match (key, value) {
            ("id", DeValue::String(hex)) => keep(&mut self.id, QuestionId::parse(hex), HEX),
            ("prompt", DeValue::String(hex)) => keep(&mut self.prompt, PromptHash::parse(hex), HEX),
            ("answer", DeValue::String(hex)) => keep(&mut self.answer, AnswerDigest::parse(hex), HEX),
            ("state", DeValue::String(word)) => keep(&mut self.ruling, Ruling::named(word), STATES),
            ("date", DeValue::Datetime(date)) => keep(&mut self.date, date.to_string().parse().ok(), DATE),
            ("by", DeValue::String(words)) => {
                self.by = words.to_string();
                Ok(())
            }
            ("source", DeValue::String(words)) => keep(&mut self.source, Some(words.to_string()), TEXT),
            ("objection", DeValue::String(words)) => keep(&mut self.objection, Some(words.to_string()), TEXT),
            ("id" | "prompt" | "answer", _) => Err(HEX),
            ("state", _) => Err(STATES),
            ("date", _) => Err(DATE),
            ("by" | "source" | "objection", _) => Err(TEXT),
            _ => {
                self.extra.push((toml_key(key), toml_value(value)));
                Ok(())
            }
        }
    }

    fn entry(self, comments: Vec<String>, line: u32, span: Range<usize>) -> Option<Entry> {
        let check = Check {
            ruling: self.ruling?,
            by: self.by,
            date: self.date,
            source: self.source,
            objection: self.objection,
        };
        let entry = Entry::new(self.id?, self.prompt?, self.answer?, check);
        Some(Entry { extra: self.extra, comments, line, span, ..entry })
    }
}

const STATES: &str = "\"checked\" or \"disputed\"";
const DATE: &str = "a date such as 2026-11-18, without quotes";
const TEXT: &str = "a string";

fn keep<T>(place: &mut Option<T>, value: Option<T>, takes: &'static str) -> Result<(), &'static str> {
    *place = value;
    if place.is_some() { Ok(()) } else { Err(takes) }
}

/// A key as TOML writes it.
fn toml_key(key: &str) -> String {
    let bare = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if bare { key.to_owned() } else { string(key) }
}

/// A value as TOML writes it, on one line. It recurses no deeper than the parser did, which has a limit.
fn toml_value(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(words) => string(words),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Array(values) => {
            let values: Vec<String> = values.iter().map(|value| toml_value(value.get_ref())).collect();
            format!("[{}]", values.join(", "))
        }
        DeValue::Table(table) => {
            let pair = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
                let key: &std::borrow::Cow<'_, str> = key.get_ref();
                format!("{} = {}", toml_key(key), toml_value(value.get_ref()))
            };
            let pairs: Vec<String> = table.iter().map(pair).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}
