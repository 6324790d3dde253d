//! Code -> spans with one-letter classes: one span a run of one kind, from the few kinds that a scheme colours.
//!
//! A span for every scope would double the bytes of a page. The letters are the theme's contract: c comment, k keyword,
//! s string, n number or constant, f function, t type, p property or attribute, o operator or punctuation, g tag or
//! decorator, i inserted, d deleted.

mod scan;

mod captures;

mod rooms;

mod gate;
mod kinds;
mod spans;

use super::sink::escape_code;
use kinds::kind;
use rooms::Rooms;
use scan::{Scan, Stuck};
use spans::{Op, Spans};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use syntect::parsing::{ParseState, SyntaxReference, SyntaxSet};

/// The syntaxes, each made ready when it is first needed: a value handed to `draw`, so that `page` never loads anything.
#[derive(Debug)]
pub struct Highlights {
    syntaxes: &'static SyntaxSet,
    rooms: Rooms,
    /// Bytes of code drawn so far, by syntax.
    drawn: Vec<AtomicUsize>,
}

/// Beyond this many bytes a line or a block is data, not code to read, and syntect would take seconds over it.
const LINE: usize = 4_000;
const BLOCK: usize = 300_000;

/// Bytes of code in one language before its gates are made: for less, making them takes longer than they save. Which of the
/// two ways a block goes makes no difference to its HTML.
const FEW: usize = 8_000;

impl Highlights {
    /// The embedded syntaxes, read once a process.
    pub fn embedded() -> &'static Self {
        static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
        static EMBEDDED: LazyLock<Highlights> = LazyLock::new(|| Highlights {
            syntaxes: &SYNTAXES,
            rooms: Rooms::of(&SYNTAXES, kind),
            drawn: SYNTAXES.syntaxes().iter().map(|_| AtomicUsize::new(0)).collect(),
        });
        &EMBEDDED
    }

    /// Whether a language is known; the empty one and `text` are, as plain.
    pub fn knows(&self, language: &str) -> bool {
        is_plain(language) || self.syntax(language).is_some()
    }

    /// A block of code as escaped HTML with its spans.
    pub fn draw(&self, language: &str, code: &str) -> String {
        let Some(syntax) = self.syntax(language).filter(|_| is_readable(code)) else {
            let mut html = String::with_capacity(code.len() + code.len() / 8);
            escape_code(&mut html, code);
            return html;
        };
        if self.has_drawn(syntax, code.len()) < FEW {
            return self.draw_by_syntect(syntax, code);
        }
        self.draw_by_gates(syntax, code).unwrap_or_else(|Stuck| self.draw_by_syntect(syntax, code))
    }

    /// The same drawn both ways, for the test that holds them to each other: by syntect's own parser, and by gates unless
    /// the language has rules that only syntect's parser can follow. `None` for what is not coloured at all.
    pub fn draw_twice(&self, language: &str, code: &str) -> Option<(String, Option<String>)> {
        let syntax = self.syntax(language).filter(|_| is_readable(code))?;
        Some((self.draw_by_syntect(syntax, code), self.draw_by_gates(syntax, code).ok()))
    }

    fn syntax(&self, language: &str) -> Option<&'static SyntaxReference> {
        if is_plain(language) {
            return None;
        }
        let name = match language {
            "shell" | "console" | "shell-session" | "terminal" => "bash",
            "postgres" | "postgresql" | "pgsql" | "plpgsql" | "plsql" | "mysql" | "sqlite" | "tsql" => "sql",
            "py3" | "python3" | "pycon" | "ipython" => "python",
            "js" | "node" | "mjs" => "javascript",
            "jsonc" | "json5" | "jsonl" | "ndjson" => "json",
            "docker" => "dockerfile",
            "csharp" => "c#",
            "fsharp" => "f#",
            "golang" => "go",
            "objc" | "objectivec" => "objective-c",
            "octave" => "matlab",
            "pwsh" => "powershell",
            other => other,
        };
        self.syntaxes.find_syntax_by_token(name)
    }

    /// How much was drawn in a syntax before this block.
    fn has_drawn(&self, syntax: &SyntaxReference, length: usize) -> usize {
        let place = self.syntaxes.syntaxes().iter().position(|it| std::ptr::eq(it, syntax));
        place.map_or(0, |place| self.drawn[place].fetch_add(length, Ordering::Relaxed))
    }

    fn draw_by_gates(&self, syntax: &SyntaxReference, code: &str) -> Result<String, Stuck> {
        let mut scan = Scan::new(&self.rooms, self.rooms.start(syntax).ok_or(Stuck)?);
        let (mut spans, mut ops) = (Spans::new(code.len()), Vec::new());
        for line in code.split_inclusive('\n') {
            scan.line(line, &mut ops)?;
            spans.line(line, ops.drain(..));
        }
        Ok(spans.finish())
    }

    fn draw_by_syntect(&self, syntax: &SyntaxReference, code: &str) -> String {
        let (mut state, mut spans) = (ParseState::new(syntax), Spans::new(code.len()));
        for line in code.split_inclusive('\n') {
            match state.parse_line(line, self.syntaxes) {
                Ok(ops) => spans.line(line, ops.iter().filter_map(|(at, op)| Some((*at, Op::of(op, kind)?)))),
                // A syntax whose own patterns fail is a defect of that syntax; the line is shown plain.
                Err(_) => spans.plain(line),
            }
        }
        spans.finish()
    }
}

fn is_plain(language: &str) -> bool {
    matches!(language, "" | "text" | "txt" | "plain" | "plaintext" | "none" | "output" | "ascii")
}

/// Beyond a length a line or a block is data, not code to read.
fn is_readable(code: &str) -> bool {
    code.len() <= BLOCK && code.lines().all(|line| line.len() <= LINE)
}
