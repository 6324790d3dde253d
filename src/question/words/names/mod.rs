//! What a short text names: an answer, the handle of something hidden, a topic of questions, or a section that asks nothing.

mod speaker;

mod pair;

mod answer;
mod topic;

mod bare;

use super::vocabulary::{BACK, DIFFICULTY, FRONT};
use crate::normal;
use bare::is_entry;

pub use answer::{
    answers, awaits_answer, begins_answer, behind_answer, behind_options, names_answer, solves, solves_trouble, toggles,
};
pub use pair::{Pair, announces, is_task, labels_answer, may_label, opens_bold, pair};
pub use speaker::{Speaker, may_answer, names_speaker, speaker};
pub use topic::{frequent, heads_questions, heads_topic, is_aim, is_part, stops, topic};

/// Whether what stands behind a label asks nothing: pictures, points in brackets, how hard it is.
pub fn adorns(text: &str) -> bool {
    let text = text.trim();
    let bracketed =
        text.len() <= 120 && text.starts_with(['(', '[', '（', '【']) && text.ends_with([')', ']', '）', '】']);
    bracketed || !text.chars().any(char::is_alphanumeric) || is_entry(text, &DIFFICULTY)
}

/// Whether a text names the front of a card, and no more.
pub fn is_front(text: &str) -> bool {
    is_entry(text, &FRONT)
}

/// Whether a text names the back of a card, and no more.
pub fn is_back(text: &str) -> bool {
    is_entry(text, &BACK)
}

/// Whether a text is more than one sentence.
pub fn is_prose(text: &str) -> bool {
    let ends = |at: usize| text[..at].chars().rev().take(3).filter(|&c| normal::is_alphabetic(c)).count() == 3;
    let goes_on = |rest: &str| rest.trim_start().starts_with(char::is_alphabetic);
    text.match_indices(". ").any(|(at, mark)| ends(at) && goes_on(&text[at + mark.len()..]))
        || text.match_indices('。').any(|(at, mark)| goes_on(&text[at + mark.len()..]))
}

/// Whether a tag without its `#` is one by which obsidian-spaced-repetition finds cards and notes to review: its defaults,
/// nested or with a suffix.
pub fn tags_cards(tag: &str) -> bool {
    tag.starts_with("flashcard") || tag == "review" || tag.starts_with("review/") || tag.starts_with("review-")
}

/// A text without the tag that makes it a card's front: `Why? #card`.
pub fn untagged(text: &str) -> &str {
    let Some(hash) = memchr::memrchr(b'#', text.as_bytes()) else { return text };
    let (front, tag) = (&text[..hash], &text[hash + 1..]);
    if front.ends_with(' ') && !tag.contains(' ') && (CARD_TAGS.contains(&tag) || tags_cards(tag)) {
        front.trim_end()
    } else {
        text
    }
}

/// The tags that end a card's front: Obsidian_to_Anki's, Flashcards' and Logseq's.
pub const CARD_TAGS: [&str; 4] = ["flashcard", "card", "card-reverse", "card-spaced"];
