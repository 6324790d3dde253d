//! A list of objects, one a finding. Documented in `--help` and the handbook; keys are added and none is taken away.

use crate::diagnostic::{Diagnostic, Severity};
use serde::Serialize;

#[derive(Serialize)]
struct Row<'a> {
    code: &'static str,
    severity: Severity,
    path: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    end_column: Option<u32>,
    message: &'a str,
    cause: &'a str,
    hint: &'a str,
    excerpt: &'a str,
}

/// The findings as JSON that ends with a line break.
pub fn json(findings: &[(String, &Diagnostic)]) -> String {
    let row = |(path, finding): &'_ (String, &'_ Diagnostic)| -> serde_json::Value {
        let place = &finding.place;
        let at = |number: u32| (place.line > 0).then_some(number);
        let row = Row {
            code: finding.code.name(),
            severity: finding.severity(),
            path,
            line: at(place.line),
            column: at(place.column),
            end_column: at(place.end_column()),
            message: &finding.message,
            cause: &finding.cause,
            hint: &finding.hint,
            excerpt: &place.excerpt,
        };
        serde_json::to_value(row).expect("invariant: a row is a plain struct, which serialises")
    };
    let rows: Vec<serde_json::Value> = findings.iter().map(row).collect();
    let json = serde_json::to_string_pretty(&rows).expect("invariant: values serialise");
    json + "\n"
}
