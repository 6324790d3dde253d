//! The families of forms: each looks at a note and offers candidates, with what speaks for each. None of them decides.

mod details;
mod heading;
mod item;
mod marked;
mod title;

mod paragraph;

mod told;

mod candidate;

use super::reading::Reading;
use crate::note::is_block_id;

pub use candidate::{Answer, Candidate, Style, number};
pub use marked::UNSAID;
pub use paragraph::NUMBERED;

/// Every candidate of every family, in order. `folder_asks` says that the notes around this one are named as questions,
/// `all` that what is certainly no question by itself is wanted too.
pub fn candidates<'n>(reading: &Reading<'n>, folder_asks: bool, all: bool) -> Vec<Candidate<'n>> {
    let mut found = Vec::with_capacity(reading.heads.len() + reading.details.len() + 1);
    title::offer(reading, folder_asks, &mut found);
    paragraph::offer(reading, &mut found);
    heading::offer(reading, &mut found);
    item::offer(reading, all, &mut found);
    details::offer(reading, &mut found);
    marked::offer(reading, &mut found);
    paragraph::offer_plain(reading, &mut found);
    for candidate in found.iter_mut().filter(|_| reading.carets) {
        drop_block_id(reading, candidate);
    }
    // They are large: their places are sorted, and each is moved once.
    found.sort_by_cached_key(|candidate| (candidate.head.start, std::cmp::Reverse(candidate.reach())));
    found
}

/// `^block-id` names a question and is not a part of it.
fn drop_block_id(reading: &Reading<'_>, candidate: &mut Candidate) {
    let Some(last) = candidate.prompt.last_mut() else { return };
    let text = &reading.text[last.clone()];
    let Some(mark) = memchr::memrchr(b'^', text.as_bytes()) else { return };
    let (before, id) = (&text[..mark], &text[mark + 1..]);
    if before.ends_with([' ', '\n']) && is_block_id(id) {
        last.end = last.start + before.trim_end().len();
        if let Some(shown) = candidate.text.strip_suffix(&text[mark..]) {
            candidate.text = shown.trim_end().to_owned().into();
        }
    }
}
