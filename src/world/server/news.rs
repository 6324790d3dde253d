//! What an open page is told by server-sent events.

use crate::diagnostic::Diagnostic;
use serde::Serialize;

/// Something has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Grows by one with every change.
    pub version: u64,
    /// The pages that are different now, as links from the site's root: `/a/b/`.
    pub pages: Vec<String>,
    /// The pages that are gone.
    pub removed: Vec<String>,
    /// Whether nothing but loading the page anew will do.
    pub reload: bool,
    /// Everything that is wrong now.
    pub diagnostics: Vec<Finding>,
}

/// A finding as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The file, below the folder that is served.
    pub path: String,
    /// The page that it is about, as a link; none for what belongs to no page: settings, templates, a note left out.
    pub page: Option<String>,
    /// From 1; none for a finding about a whole file.
    pub line: Option<u32>,
    /// In characters, from 1.
    pub column: Option<u32>,
    /// `error`, `warning` or `hint`.
    pub severity: crate::diagnostic::Severity,
    /// The finding's code.
    pub code: &'static str,
    /// What is wrong, and why.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The line that it is about.
    pub excerpt: String,
}

impl Finding {
    /// A finding with its file's path as the page is to show it, and the link of the page that the file became.
    pub fn new(finding: &Diagnostic, path: String, page: Option<String>) -> Self {
        let place = &finding.place;
        let at = |number: u32| (place.line > 0).then_some(number);
        let message = match finding.cause.as_str() {
            "" => finding.message.clone(),
            cause => format!("{}: {cause}", finding.message),
        };
        Self {
            path,
            page,
            line: at(place.line),
            column: at(place.column),
            severity: finding.severity(),
            code: finding.code.name(),
            message,
            hint: finding.hint.clone(),
            excerpt: place.excerpt.clone(),
        }
    }
}
