//! The families of forms: each looks at a note and offers candidates, with what speaks for each. None of them decides.

use super::reading::Reading;
use super::study::{Choice, Form};
use super::words::{Ask, Label};
use std::ops::Range;

mod bold;
mod details;
mod heading;

/// What repeats: candidates of one style stand or fall together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Style {
    /// The family.
    pub form: Form,
    /// What tells members of a family apart: a heading's level, a summary's depth.
    pub key: u32,
}

/// A place that may be a question, and what speaks for it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What it looks like.
    pub style: Style,
    /// Its head, with its marks.
    pub head: Range<usize>,
    /// The words of the head.
    pub prompt: Vec<Range<usize>>,
    /// The head's visible text, label and all.
    pub text: String,
    /// Its label.
    pub label: Option<Label>,
    /// Whether it asks.
    pub ask: Ask,
    /// Where its answer is.
    pub answer: Answer,
    /// Its options.
    pub choices: Vec<Choice>,
    /// The heading above it.
    pub section: Option<usize>,
}

/// Where an answer is.
#[derive(Clone, Debug)]
pub enum Answer {
    /// From a byte on, up to the next question, and never beyond the second byte.
    Runs(Range<usize>),
    /// Exactly here; the second range is where the question ends, marks included.
    Fixed(Vec<Range<usize>>, usize),
}

impl Candidate {
    /// The furthest byte that it may take.
    pub fn reach(&self) -> usize {
        match &self.answer {
            Answer::Runs(range) => range.end,
            Answer::Fixed(_, end) => *end,
        }
    }
}

/// Every candidate of every family, in order.
pub fn candidates(reading: &Reading<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    bold::offer(reading, &mut found);
    heading::offer(reading, &mut found);
    details::offer(reading, &mut found);
    found.sort_by_key(|candidate| (candidate.head.start, std::cmp::Reverse(candidate.reach())));
    found
}
