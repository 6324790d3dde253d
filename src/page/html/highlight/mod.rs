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
use scan::Scan;
use spans::{Op, Spans};
use std::collections::HashMap;
use std::sync::LazyLock;
use syntect::parsing::{ParseState, SyntaxReference, SyntaxSet};

/// The syntaxes, each made ready when it is first needed: a value handed to `draw`, so that `page` never loads anything.
#[derive(Debug)]
pub struct Highlights {
    syntaxes: &'static SyntaxSet,
    rooms: Rooms,
    /// Every syntax by what it goes by, in lower case.
    names: HashMap<String, &'static SyntaxReference>,
}

/// Beyond this many bytes a line or a block is data, not code to read, and syntect would take seconds over it.
const LINE: usize = 4_000;
const BLOCK: usize = 300_000;

impl Highlights {
    /// The embedded syntaxes, read once a process.
    pub fn embedded() -> &'static Self {
        static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
        static EMBEDDED: LazyLock<Highlights> = LazyLock::new(|| Highlights {
            syntaxes: &SYNTAXES,
            rooms: Rooms::of(&SYNTAXES, kind),
            names: names(&SYNTAXES),
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
        self.coloured(syntax, code)
    }

    /// The same as syntect's own parser would have it, for the test that holds the two to each other. `None` for what is not
    /// coloured at all. There is code over which syntect never ends.
    pub fn draw_by_syntect(&self, language: &str, code: &str) -> Option<String> {
        let syntax = self.syntax(language).filter(|_| is_readable(code))?;
        let (mut state, mut spans) = (ParseState::new(syntax), Spans::new(code.len()));
        for line in code.split_inclusive('\n') {
            match state.parse_line(line, self.syntaxes) {
                Ok(ops) => spans.line(line, ops.iter().filter_map(|(at, op)| Some((*at, Op::of(op, kind)?)))),
                Err(_) => spans.plain(line),
            }
        }
        Some(spans.finish())
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
        self.names.get(name.to_ascii_lowercase().as_str()).copied()
    }

    /// Line by line; from a line on that cannot be followed the block is plain.
    fn coloured(&self, syntax: &SyntaxReference, code: &str) -> String {
        let mut scan = self.rooms.start(syntax).map(|start| Scan::new(&self.rooms, start));
        let (mut spans, mut ops) = (Spans::new(code.len()), Vec::new());
        for line in code.split_inclusive('\n') {
            match scan.as_mut().map(|scan| scan.line(line, &mut ops)) {
                Some(Ok(())) => spans.line(line, ops.drain(..)),
                _ => {
                    scan = None;
                    spans.plain(line);
                }
            }
        }
        spans.finish()
    }
}

/// Syntaxes by their names and extensions: a name gives way to an extension, and of equals the last one wins, as in
/// `SyntaxSet::find_syntax_by_token`, which looks at every syntax for every block.
fn names(syntaxes: &'static SyntaxSet) -> HashMap<String, &'static SyntaxReference> {
    let names = syntaxes.syntaxes().iter().map(|syntax| (&syntax.name, syntax));
    let extensions = syntaxes.syntaxes().iter().flat_map(|it| it.file_extensions.iter().map(move |name| (name, it)));
    names.chain(extensions).map(|(name, syntax)| (name.to_ascii_lowercase(), syntax)).collect()
}

fn is_plain(language: &str) -> bool {
    matches!(language, "" | "text" | "txt" | "plain" | "plaintext" | "none" | "output" | "ascii")
}

/// Beyond a length a line or a block is data, not code to read.
fn is_readable(code: &str) -> bool {
    code.len() <= BLOCK && code.lines().all(|line| line.len() <= LINE)
}
