//! SARIF 2.1.0 (OASIS), which code hosts and editors read: one run, a rule for each code, a result for each finding.

use crate::address::encode;
use crate::diagnostic::{Code, Diagnostic, Severity};
use serde_json::{Value, json};

/// The log as JSON that ends with a line break.
pub fn sarif(findings: &[(String, &Diagnostic)]) -> String {
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Recto",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": Code::ALL.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(|(path, finding)| result(path, finding)).collect::<Vec<_>>(),
        }],
    });
    serde_json::to_string_pretty(&log).expect("invariant: values serialise") + "\n"
}

fn rule(code: Code) -> Value {
    let configuration = match code.severity() {
        Severity::Off => json!({ "enabled": false }),
        severity => json!({ "level": level(severity) }),
    };
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.about() },
        "defaultConfiguration": configuration,
    })
}

fn result(path: &str, finding: &Diagnostic) -> Value {
    let place = &finding.place;
    let mut location = json!({ "artifactLocation": { "uri": uri(path) } });
    if place.line > 0 {
        location["region"] = json!({
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.end_column(),
            "snippet": { "text": place.excerpt },
        });
    }
    let text = [finding.message.as_str(), &finding.cause, &finding.hint];
    let text: Vec<&str> = text.into_iter().filter(|it| !it.is_empty()).collect();
    json!({
        "ruleId": finding.code.name(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == finding.code),
        "level": level(finding.severity()),
        "message": { "text": text.join(". ") + if text.last().is_some_and(|it| it.ends_with('?')) { "" } else { "." } },
        "locations": [{ "physicalLocation": location }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint | Severity::Off => "note",
    }
}

/// A path as a relative reference, or as the address of a file where it lies outside of where the command was given. A
/// first part with a colon would be read as a scheme (RFC 3986, 4.2).
fn uri(path: &str) -> String {
    let encoded = encode(path);
    if path.starts_with('/') {
        format!("file://{encoded}")
    } else if encoded.split('/').next().is_some_and(|first| first.contains(':')) {
        format!("./{encoded}")
    } else {
        encoded
    }
}
