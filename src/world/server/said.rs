//! What a page says of an answer, and what it is told then.

use serde::{Deserialize, Serialize};

/// What somebody says of an answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The token of the page.
    pub token: String,
    /// The question, 32 hexadecimal digits.
    pub id: String,
    /// The answer that the page shows, 32 hexadecimal digits.
    pub answer: String,
    /// `checked` or `disputed`; `unchecked` to strike out what stands there; `undo` to take back what was said last.
    pub state: String,
    /// What it was checked against.
    #[serde(default)]
    pub source: Option<String>,
    /// What is wrong with a disputed answer.
    #[serde(default)]
    pub objection: Option<String>,
}

/// What the ledger holds after it.
#[derive(Clone, Debug, Serialize)]
pub struct Written {
    /// How the answer stands now.
    pub state: &'static str,
    /// By whom; empty for an unchecked one.
    pub by: String,
    /// `2026-11-18`.
    pub date: Option<String>,
    /// `18 November 2026`.
    pub date_long: Option<String>,
    /// What it was checked against.
    pub source: Option<String>,
    /// What is wrong with it.
    pub objection: Option<String>,
}

/// Why nothing was written.
#[derive(Clone, Debug)]
pub enum No {
    /// The request means nothing.
    Senseless(String),
    /// There is no such question.
    Missing(String),
    /// Something has changed since the page was drawn.
    Changed(String),
    /// The ledger cannot be written.
    Failed(String),
}
