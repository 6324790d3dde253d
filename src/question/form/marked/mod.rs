//! The forms that an author marks on purpose: labels, flashcards, clozes, callouts, tables.

mod callout;
mod card;
mod cloze;
mod pair;
mod table;

mod quoted;

pub use callout::SILENT;
pub use card::UNSAID;

use super::candidate::Candidate;
use crate::question::reading::Reading;

/// Offers all of them.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    pair::offer(reading, found);
    card::offer(reading, found);
    cloze::offer(reading, found);
    callout::offer(reading, found);
    table::offer(reading, found);
}
