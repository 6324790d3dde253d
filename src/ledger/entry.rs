//! One entry of the ledger: what somebody found an answer to be, and which answer that was.

use crate::identity::{AnswerDigest, PromptHash, QuestionId};
use std::ops::Range;
use std::sync::Arc;

/// What somebody found an answer to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ruling {
    /// It stands.
    Checked,
    /// It is wrong, or not the whole truth.
    Disputed,
}

impl Ruling {
    /// The word in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::Disputed => "disputed",
        }
    }

    /// The ruling with this word.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Checked, Self::Disputed].into_iter().find(|ruling| ruling.name() == word)
    }
}

/// What a reader is told of a check.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Check {
    /// What the answer was found to be.
    pub ruling: Ruling,
    /// By whom; may be empty.
    pub by: String,
    /// When.
    pub date: Option<jiff::civil::Date>,
    /// What it was checked against: an address, a book.
    pub source: Option<String>,
    /// What is wrong with a disputed answer.
    pub objection: Option<String>,
}

/// A check, and what it was a check of.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The question.
    pub id: QuestionId,
    /// Its words at that time.
    pub prompt: PromptHash,
    /// Its answer at that time.
    pub answer: AnswerDigest,
    /// What is told of it.
    pub check: Arc<Check>,
    /// Keys that this Recto does not know, each with its value as TOML: a later one may have written them.
    pub(super) extra: Vec<(String, String)>,
    /// Comments that somebody wrote above it.
    pub(super) comments: Vec<String>,
    /// Its line in the file, from 1, and its bytes; 0 for one that was not read.
    pub(super) line: u32,
    pub(super) span: Range<usize>,
}

impl Entry {
    /// A new entry.
    pub fn new(id: QuestionId, prompt: PromptHash, answer: AnswerDigest, check: Check) -> Self {
        Self {
            id,
            prompt,
            answer,
            check: Arc::new(check),
            extra: Vec::new(),
            comments: Vec::new(),
            line: 0,
            span: 0..0,
        }
    }

    /// The order of the ledger. Of several entries for one question, which a merge can leave, the last counts: the
    /// latest, and of one day the dispute.
    pub(super) fn order(&self) -> impl Ord {
        (self.id, self.check.date, self.check.ruling)
    }
}
