//! Findings as a compiler prints them: severity, code and message, the place, the line with its mark, the hint.

use crate::diagnostic::{Diagnostic, Severity};
use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

/// One finding as text that ends with a line break. `path` is its file as the reader of the terminal can open it.
pub fn render(finding: &Diagnostic, path: &str, renderer: &Renderer) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint | Severity::Off => Level::HELP.with_name("hint"),
    };
    let (cause, hint) = (plain(&finding.cause), plain(&finding.hint));
    let title = level.primary_title(plain(&finding.message)).id(finding.code.name());
    let place = &finding.place;
    let mut body: Vec<Element<'_>> = Vec::new();
    if place.line == 0 {
        body.push(Origin::path(path).into());
        if !cause.is_empty() {
            body.push(Level::NOTE.message(cause).into());
        }
    } else {
        let mark = AnnotationKind::Primary.span(place.mark.0..place.mark.1).label((!cause.is_empty()).then_some(cause));
        let line = usize::try_from(place.line).unwrap_or(usize::MAX);
        let column = usize::try_from(place.column).unwrap_or(usize::MAX);
        let shown_column = 1 + place.excerpt[..place.mark.0].chars().count();
        let mut snippet = Snippet::source(place.excerpt.as_str()).line_start(line).annotation(mark);
        if shown_column == column {
            snippet = snippet.path(path);
        } else {
            // The excerpt is cut out of a long line: its own columns are not the file's.
            body.push(Origin::path(path).line(line).char_column(column).into());
        }
        body.push(snippet.into());
    }
    if !hint.is_empty() {
        body.push(Level::HELP.message(hint).into());
    }
    let mut text = renderer.render(&[title.elements(body)]);
    text.push('\n');
    text
}

/// Words of a note must not steer the terminal: control characters are shown, not sent.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
