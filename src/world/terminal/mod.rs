//! What a person at a terminal is shown: findings and events on stderr, results on stdout.

mod findings;
pub mod numbers;
mod progress;

use crate::diagnostic::{Diagnostic, Severity};
use annotate_snippets::Renderer;
use std::fmt::Display;
use std::io::{self, BufRead, IsTerminal, Write};

pub use progress::Progress;

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loudness {
    /// Errors alone.
    Quiet,
    /// Findings and results.
    #[default]
    Normal,
    /// What was done, step by step, too.
    Verbose,
}

/// The terminal, or whatever stands in for it.
#[derive(Debug)]
pub struct Terminal {
    loudness: Loudness,
    renderer: Renderer,
    has_colour: bool,
}

/// Findings that a long list is cut at while somebody writes; `recto check` prints all.
const MANY: usize = 12;

impl Terminal {
    /// A terminal; in colour only where stderr is one and `NO_COLOR` (<https://no-color.org>) is unset or empty.
    pub fn new(loudness: Loudness) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let has_colour = io::stderr().is_terminal() && !refused && !dumb;
        let renderer = if has_colour { Renderer::styled() } else { Renderer::plain() };
        Self { loudness, renderer, has_colour }
    }

    /// Whether steps are to be told.
    pub fn is_verbose(&self) -> bool {
        self.loudness == Loudness::Verbose
    }

    /// Prints findings in the order given, each with its path as `shown` spells it.
    pub fn findings(&self, findings: &[Diagnostic], shown: impl Fn(&Diagnostic) -> String) {
        let mut text = String::new();
        for finding in findings.iter().filter(|finding| self.loudness > Loudness::Quiet || is_error(finding)) {
            text.push_str(&findings::render(finding, &shown(finding), &self.renderer));
            text.push('\n');
        }
        to(io::stderr().lock(), &text);
    }

    /// Prints the first of many findings, and says how many more there are.
    pub fn first_findings(&self, findings: &[Diagnostic], shown: impl Fn(&Diagnostic) -> String) {
        self.findings(&findings[..findings.len().min(MANY)], shown);
        if let Some(more) = findings.len().checked_sub(MANY).filter(|more| *more > 0) {
            self.say(format_args!("and {}; `recto check` prints all", numbers::count(more, "more finding")));
        }
    }

    /// The result of a command, on stdout.
    pub fn result(&self, line: impl Display) {
        if self.loudness > Loudness::Quiet {
            to(io::stdout().lock(), &format!("{line}\n"));
        }
    }

    /// What a command is asked for, on stdout, however quiet it is to be.
    pub fn output(&self, text: &str) {
        to(io::stdout().lock(), text);
    }

    /// Shows a prompt and reads a line; `None` when there are no more.
    pub fn ask(&self, prompt: &str) -> Option<String> {
        to(io::stdout().lock(), prompt);
        let mut line = Vec::new();
        match io::stdin().lock().read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => None,
            Ok(_) => Some(String::from_utf8_lossy(&line).trim().to_owned()),
        }
    }

    /// Whether a person sits there who can be asked.
    pub fn is_interactive(&self) -> bool {
        io::stdin().is_terminal() && io::stdout().is_terminal()
    }

    /// Words that stand out, where colours are shown.
    pub fn strong(&self, words: &str) -> String {
        if self.has_colour && io::stdout().is_terminal() {
            format!("\u{1b}[1m{words}\u{1b}[0m")
        } else {
            words.to_owned()
        }
    }

    /// Something to know, on stderr.
    pub fn say(&self, line: impl Display) {
        if self.loudness > Loudness::Quiet {
            to(io::stderr().lock(), &format!("recto: {line}\n"));
        }
    }

    /// A step, for those who asked to hear of steps.
    pub fn step(&self, line: impl Display) {
        if self.is_verbose() {
            self.say(line);
        }
    }

    /// A bar for so many steps, which only a person at a terminal sees, and only when they take long.
    pub fn progress(&self, what: &'static str, steps: usize) -> Progress {
        Progress::new(what, steps, self.loudness > Loudness::Quiet && self.has_colour)
    }

    /// One event of a command that stays, with the time of day.
    pub fn event(&self, line: impl Display) {
        if self.loudness > Loudness::Quiet {
            let time = jiff::ZonedDateTime::now().strftime("%H:%M:%S");
            let line =
                if self.has_colour { format!("\u{1b}[2m{time}\u{1b}[0m {line}\n") } else { format!("{time} {line}\n") };
            to(io::stderr().lock(), &line);
        }
    }

    /// What ended a command, or would have: always said.
    pub fn error(&self, line: impl Display) {
        let name = if self.has_colour { "\u{1b}[1;31merror\u{1b}[0m" } else { "error" };
        to(io::stderr().lock(), &format!("{name}: {line}\n"));
    }
}

fn is_error(finding: &Diagnostic) -> bool {
    finding.severity() == Severity::Error
}

/// A reader that has gone away (`recto questions | head`) is no failure of ours.
fn to(mut stream: impl Write, text: &str) {
    drop(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()));
}
