//! Paragraphs that ask: bold ones, and plain ones that are numbered by hand or stand by themselves in a note of questions.

mod bold;
mod plain;

pub use bold::{Lead, lead};
pub use plain::{NUMBERED, offer as offer_plain};

use super::candidate::Candidate;
use crate::question::reading::Reading;

/// Offers the bold ones; the plain ones come last, because they go on with the numbers of what else was offered.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    bold::offer(reading, found);
}
