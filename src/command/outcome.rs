//! What a command says at its end, and the exit code that goes with it.

use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Counts;
use crate::world::terminal::numbers::count;
use std::process::ExitCode;

/// How findings are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Hints.
    pub hints: usize,
}

impl Tally {
    /// Counts findings.
    pub fn of(findings: &[Diagnostic]) -> Self {
        let of = |severity| findings.iter().filter(|finding| finding.severity() == severity).count();
        Self { errors: of(Severity::Error), warnings: of(Severity::Warning), hints: of(Severity::Hint) }
    }

    /// `2 errors, 5 warnings`; `None` when there is nothing to say.
    pub fn words(self) -> Option<String> {
        let kinds = [(self.errors, "error"), (self.warnings, "warning"), (self.hints, "hint")];
        let words: Vec<String> = kinds.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(*n, noun)).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// 0, or 1 when there are errors, or warnings where those count.
    pub fn exit(self, warnings_count: bool) -> ExitCode {
        ExitCode::from(u8::from(self.errors > 0 || (warnings_count && self.warnings > 0)))
    }
}

/// `12 notes, 257 questions, 4 drafts shown under a banner, 31 pages`.
pub fn words(counts: &Counts) -> String {
    let drafts = match (counts.drafts_shown, counts.drafts_hidden) {
        (0, 0) => "no drafts".to_owned(),
        (shown, 0) => format!("{} shown under a banner", count(shown, "draft")),
        (0, hidden) => format!("{} hidden", count(hidden, "draft")),
        (shown, hidden) => format!("{} shown under a banner and {hidden} hidden", count(shown, "draft")),
    };
    let [notes, questions, pages] = [(counts.notes, "note"), (counts.questions, "question"), (counts.pages, "page")]
        .map(|(n, noun)| count(n, noun));
    format!("{notes}, {questions}, {drafts}, {pages}")
}
