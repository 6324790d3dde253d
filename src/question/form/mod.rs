//! The families of forms: each looks at a note and offers candidates, with what speaks for each. None of them decides.

mod details;
mod heading;
mod item;
mod marked;
mod title;

mod paragraph;

mod told;

mod candidate;

use super::parts;
use super::reading::Reading;
use crate::config::Form;
use crate::note::is_block_id;
use candidate::ask_of;

pub use candidate::{Answer, Candidate, Style, number};
pub use marked::{SILENT, UNSAID};
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
    for candidate in &mut found {
        drop_block_id(reading, candidate);
        drop_options(reading, candidate);
    }
    found.sort_by_key(|candidate| (candidate.head.start, std::cmp::Reverse(candidate.reach())));
    found
}

/// Options on the line of the question are what it goes on with.
fn drop_options<'n>(reading: &Reading<'n>, candidate: &mut Candidate<'n>) {
    let Answer::Runs(runs) = &mut candidate.answer else { return };
    let [asked] = candidate.prompt.as_mut_slice() else { return };
    // A heading is drawn whole, and most bold words are all that is bold.
    let plain = asked.end == candidate.head.end && candidate.style.form != Form::Heading;
    if let Some(options) = parts::behind(reading, asked).filter(|_| plain) {
        let start = asked.start;
        *asked = reading.trim(start..options);
        candidate.text = reading.visible(asked.clone());
        candidate.ask = ask_of(reading, asked);
        candidate.head.end = options;
        runs.start = options;
    }
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
