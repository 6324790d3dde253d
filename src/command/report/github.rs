//! Workflow commands, which GitHub's runners show as annotations beside the lines.
//!
//! Source of the form and its escapes: GitHub's page on workflow commands, and `toCommandValue` and `toCommandProperty` of
//! its toolkit. A title's colon and comma would end it; a line break would end the command.

use crate::diagnostic::{Diagnostic, Severity};

/// One command a line.
pub fn github(findings: &[(String, &Diagnostic)]) -> String {
    findings.iter().map(|(path, finding)| command(path, finding)).collect()
}

fn command(path: &str, finding: &Diagnostic) -> String {
    let kind = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint | Severity::Off => "notice",
    };
    let place = &finding.place;
    let at = match place.line {
        0 => String::new(),
        line => format!(",line={line},col={},endColumn={}", place.column, place.end_column()),
    };
    let words: Vec<&str> = [&finding.message, &finding.cause, &finding.hint]
        .into_iter()
        .map(String::as_str)
        .filter(|it| !it.is_empty())
        .collect();
    let title = property(finding.code.name());
    format!("::{kind} file={}{at},title={title}::{}\n", property(path), data(&words.join("\n")))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
