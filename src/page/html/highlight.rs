//! Code -> spans with one-letter classes: one span a run of one kind, from the few kinds that a scheme colours.
//!
//! A span for every scope would double the bytes of a page. The letters are the theme's contract: c comment, k keyword,
//! s string, n number or constant, f function, t type, p property or attribute, o operator or punctuation, g tag or
//! decorator, i inserted, d deleted.

use super::sink::escape_into;
use std::sync::LazyLock;
use syntect::parsing::{BasicScopeStackOp, ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// The syntaxes, and the kinds by scope: a value handed to `draw`, so that `page` never loads anything.
#[derive(Debug)]
pub struct Highlights {
    syntaxes: SyntaxSet,
    kinds: Vec<(Scope, u8)>,
}

/// Beyond this many bytes a line or a block is data, not code to read, and syntect would take seconds over it.
const LINE: usize = 4_000;
const BLOCK: usize = 300_000;

/// Scopes by the longest prefix; `-` ends the search without a kind (text within a string's interpolation is code again).
const KINDS: &[(&str, char)] = &[
    ("comment", 'c'),
    ("punctuation.definition.comment", 'c'),
    ("string", 's'),
    ("punctuation.definition.string", 's'),
    ("markup.raw", 's'),
    ("meta.interpolation", '-'),
    ("constant", 'n'),
    ("support.constant", 'n'),
    ("keyword", 'k'),
    ("storage", 'k'),
    ("markup.heading", 'k'),
    ("keyword.operator", 'o'),
    ("keyword.operator.word", 'k'),
    ("keyword.operator.logical.python", 'k'),
    // SQL writes these as words, and `table.column` is no constant.
    ("keyword.operator.logical.sql", 'k'),
    ("keyword.operator.assignment.alias.sql", 'k'),
    ("constant.other.database-name", '-'),
    ("constant.other.table-name", '-'),
    ("punctuation", 'o'),
    ("entity.name", 't'),
    ("entity.other.inherited-class", 't'),
    ("support.type", 't'),
    ("support.class", 't'),
    ("storage.type.primitive", 't'),
    ("storage.type.numeric", 't'),
    ("storage.type.sql", 't'),
    ("entity.name.function", 'f'),
    ("support.function", 'f'),
    ("variable.function", 'f'),
    ("entity.name.tag", 'g'),
    ("entity.name.function.decorator", 'g'),
    ("meta.annotation", 'g'),
    ("variable.annotation", 'g'),
    ("punctuation.definition.annotation", 'g'),
    ("punctuation.definition.tag", 'g'),
    ("entity.other.attribute-name", 'p'),
    ("support.type.property-name", 'p'),
    ("variable.other.member", 'p'),
    ("variable.parameter", '-'),
    ("meta.mapping.key string", 'p'),
    ("markup.inserted", 'i'),
    ("markup.deleted", 'd'),
];

impl Highlights {
    /// The embedded syntaxes, read once a process.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Highlights> = LazyLock::new(|| {
            let mut kinds: Vec<(Scope, u8)> = KINDS
                .iter()
                .filter(|(scope, _)| !scope.contains(' '))
                .map(|(scope, kind)| {
                    (Scope::new(scope).expect("invariant: every listed scope is a scope"), *kind as u8)
                })
                .collect();
            kinds.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
            Highlights { syntaxes: two_face::syntax::extra_newlines(), kinds }
        });
        &EMBEDDED
    }

    /// Whether a language is known; the empty one and `text` are, as plain.
    pub fn knows(&self, language: &str) -> bool {
        is_plain(language) || self.syntax(language).is_some()
    }

    /// A block of code as escaped HTML with its spans.
    pub fn draw(&self, language: &str, code: &str) -> String {
        let mut html = String::with_capacity(code.len() * 2);
        let too_long = code.len() > BLOCK || code.lines().any(|line| line.len() > LINE);
        match self.syntax(language) {
            Some(syntax) if !too_long => self.spans(syntax, code, &mut html),
            _ => escape_into(&mut html, code),
        }
        html
    }

    fn syntax(&self, language: &str) -> Option<&SyntaxReference> {
        if is_plain(language) {
            return None;
        }
        let name = match language {
            "shell" | "console" | "shell-session" | "terminal" => "bash",
            "postgres" | "postgresql" | "plsql" | "mysql" | "sqlite" | "tsql" => "sql",
            "py3" | "python3" | "pycon" => "python",
            "js" | "node" | "mjs" => "javascript",
            "jsonc" | "json5" => "json",
            "docker" => "dockerfile",
            other => other,
        };
        self.syntaxes.find_syntax_by_token(name)
    }

    fn spans(&self, syntax: &SyntaxReference, code: &str, html: &mut String) {
        let mut state = ParseState::new(syntax);
        let mut scopes = ScopeStack::new();
        let mut kinds: Vec<u8> = Vec::new();
        let mut run = Run { html, kind: 0 };
        for line in code.split_inclusive('\n') {
            // A syntax whose own patterns fail is a defect of that syntax; the code is shown plain from there on.
            let Ok(ops) = state.parse_line(line, &self.syntaxes) else {
                run.text(line, 0);
                continue;
            };
            let mut from = 0;
            for (at, op) in ops {
                run.text(&line[from..at], kind_of(&kinds));
                from = at;
                let applied = scopes.apply_with_hook(&op, |basic, _| match basic {
                    BasicScopeStackOp::Push(scope) => kinds.push(self.kind(scope)),
                    BasicScopeStackOp::Pop => {
                        kinds.pop();
                    }
                });
                if applied.is_err() {
                    kinds.clear();
                }
            }
            run.text(&line[from..], kind_of(&kinds));
        }
        run.end();
    }

    fn kind(&self, scope: Scope) -> u8 {
        self.kinds.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map_or(0, |(_, kind)| *kind)
    }
}

fn is_plain(language: &str) -> bool {
    matches!(language, "" | "text" | "txt" | "plain" | "plaintext" | "none" | "output" | "ascii")
}

/// The innermost scope that has a kind decides.
fn kind_of(kinds: &[u8]) -> u8 {
    kinds.iter().rev().copied().find(|kind| *kind != 0).filter(|kind| *kind != b'-').unwrap_or(0)
}

/// The run of text that is being written; white space joins whatever run it stands in.
struct Run<'h> {
    html: &'h mut String,
    kind: u8,
}

impl Run<'_> {
    fn text(&mut self, text: &str, kind: u8) {
        if text.is_empty() {
            return;
        }
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if kind != self.kind && !blank {
            self.end();
            if kind != 0 {
                self.html.push_str("<span class=");
                self.html.push(char::from(kind));
                self.html.push('>');
            }
            self.kind = kind;
        }
        escape_into(self.html, text);
    }

    fn end(&mut self) {
        if self.kind != 0 {
            self.html.push_str("</span>");
            self.kind = 0;
        }
    }
}
