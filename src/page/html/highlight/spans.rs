//! Runs of one kind as HTML: one span a run, and which kind stands where.

use crate::page::html::sink::escape_code;
use syntect::parsing::{ClearAmount, Scope, ScopeStackOp};

/// A change of the scopes at a place of a line, with scopes as kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// A scope begins.
    Push(u8),
    /// So many end.
    Pop(usize),
    /// So many are hidden.
    Clear(ClearAmount),
    /// Those hidden last are shown again.
    Restore,
}

impl Op {
    /// What syntect says, with a scope as its kind.
    pub fn of(op: &ScopeStackOp, kind: fn(Scope) -> u8) -> Option<Self> {
        Some(match op {
            ScopeStackOp::Push(scope) => Self::Push(kind(*scope)),
            ScopeStackOp::Pop(count) => Self::Pop(*count),
            ScopeStackOp::Clear(amount) => Self::Clear(*amount),
            ScopeStackOp::Restore => Self::Restore,
            ScopeStackOp::Noop => return None,
        })
    }
}

/// The kinds of the scopes that are open, and of those that are hidden.
#[derive(Debug, Default)]
struct Scopes {
    open: Vec<u8>,
    hidden: Vec<Vec<u8>>,
}

impl Scopes {
    fn apply(&mut self, op: Op) {
        match op {
            Op::Push(kind) => self.open.push(kind),
            Op::Pop(count) => self.open.truncate(self.open.len().saturating_sub(count)),
            Op::Clear(amount) => {
                let left = match amount {
                    ClearAmount::TopN(count) => self.open.len().saturating_sub(count),
                    ClearAmount::All => 0,
                };
                self.hidden.push(self.open.split_off(left));
            }
            Op::Restore => self.open.extend(self.hidden.pop().unwrap_or_default()),
        }
    }

    /// The innermost scope that has a kind decides; `-` is none.
    fn kind(&self) -> u8 {
        self.open.iter().rev().copied().find(|kind| *kind != 0).filter(|kind| *kind != b'-').unwrap_or(0)
    }
}

/// The HTML that is being written; white space joins whatever run it stands in.
#[derive(Debug)]
pub struct Spans {
    html: String,
    /// The text of the run, and its kind.
    run: String,
    kind: u8,
    scopes: Scopes,
}

impl Spans {
    /// Nothing yet; `length` is that of the code, in bytes.
    pub fn new(length: usize) -> Self {
        Self { html: String::with_capacity(length * 2), run: String::new(), kind: 0, scopes: Scopes::default() }
    }

    /// Writes a line whose scopes are known.
    pub fn line(&mut self, line: &str, ops: impl IntoIterator<Item = (usize, Op)>) {
        let mut from = 0;
        for (at, op) in ops {
            // A group that looks ahead may end behind what follows it.
            let at = at.max(from);
            self.text(&line[from..at], self.scopes.kind());
            from = at;
            self.scopes.apply(op);
        }
        self.text(&line[from..], self.scopes.kind());
    }

    /// Writes a line whose scopes are not known.
    pub fn plain(&mut self, line: &str) {
        self.text(line, 0);
    }

    /// What was written.
    pub fn finish(mut self) -> String {
        self.end();
        self.html
    }

    fn text(&mut self, text: &str, kind: u8) {
        let is_blank = || text.bytes().all(|byte| byte.is_ascii_whitespace());
        if kind != self.kind && !is_blank() {
            self.end();
            self.kind = kind;
        }
        self.run.push_str(text);
    }

    fn end(&mut self) {
        if self.kind == 0 {
            escape_code(&mut self.html, &self.run);
        } else {
            self.html.push_str("<span class=");
            self.html.push(char::from(self.kind));
            self.html.push('>');
            escape_code(&mut self.html, &self.run);
            self.html.push_str("</span>");
        }
        self.run.clear();
    }
}
