//! What Tera says of a template, as a finding.

use crate::address::SourcePath;
use crate::diagnostic::{Code, Diagnostic, Place};
use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::ErrorKind;

/// What Tera says, as a finding with the place in the site's own template where it can be told.
pub fn finding(
    error: &tera::Error,
    code: Code,
    overridden: &BTreeMap<String, (SourcePath, String)>,
    asked: &str,
) -> Diagnostic {
    let (template, message, line, column) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            (report.filename().to_owned(), report.message().to_owned(), span.start_line, span.start_col + 1)
        }
        kind => (asked.to_owned(), kind.to_string().lines().next().unwrap_or("").to_owned(), 0, 0),
    };
    let name = if overridden.contains_key(&template) { template } else { plain(&template).into_owned() };
    let place = match overridden.get(&name) {
        Some((path, source)) => place_of(path, source, line, column),
        None => Place::file(&SourcePath::new(format!("themes/recto/templates/{name}"))),
    };
    let message = message.trim_end_matches('.');
    let (says, hint) = match code {
        Code::TemplateSyntax => ("does not parse", "Recto's own template stands in for it until this is mended"),
        _ => ("fails while a page is drawn", "the page is drawn with Recto's own template until this is mended"),
    };
    Diagnostic::new(code, place, format!("the template `{name}` {says}"), hint).because(message)
}

/// The place of a theme's file as a whole.
fn place_of(path: &SourcePath, source: &str, line: usize, column: usize) -> Place {
    if line == 0 { Place::file(path) } else { Place::line(path, source, line, column) }
}

/// The template's name without the prefix of Recto's own.
fn plain(name: &str) -> Cow<'_, str> {
    Cow::Borrowed(name.strip_prefix("recto/").unwrap_or(name))
}
