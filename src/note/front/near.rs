//! Keys that hide a note without being the ones that do: other programs' words for it, and slips of the pen.
//!
//! A vault may hold any property, so nothing is said of a key that hides nothing.

use serde_json::Value;

/// What a key means by another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// `draft: true`.
    Draft,
    /// `publish: false`.
    Unpublished,
}

impl Meant {
    /// The key and its value as they are written.
    pub fn written(self) -> (&'static str, bool) {
        match self {
            Self::Draft => ("draft", true),
            Self::Unpublished => ("publish", false),
        }
    }
}

/// What a key hides that Recto does not know, and whether it says so in words of its own: Jekyll's `published: false`, and
/// `status: draft` as people write it. All else is one of our keys in capitals, or with one letter wrong.
pub fn meant(key: &str, value: &Value) -> Option<(Meant, bool)> {
    let word = match value {
        Value::Bool(yes) => yes.to_string(),
        Value::String(word) => word.trim().to_lowercase(),
        _ => return None,
    };
    let key = key.to_lowercase();
    match (key.as_str(), word.as_str()) {
        ("published", "false" | "no" | "off") => Some((Meant::Unpublished, true)),
        ("status", "draft") => Some((Meant::Draft, true)),
        (_, "true" | "yes" | "on") if is_near(&key, "draft") => Some((Meant::Draft, false)),
        (_, "false" | "no" | "off") if is_near(&key, "publish") => Some((Meant::Unpublished, false)),
        _ => None,
    }
}

fn is_near(key: &str, known: &str) -> bool {
    strsim::osa_distance(key, known) <= 1
}
