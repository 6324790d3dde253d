//! What words alone can tell: whether a text asks, which label it carries, whether it names an answer or a topic.
//!
//! Words are weak evidence. They count only within a group of heads of one shape (see `convention`), and each list holds
//! plain vocabulary of several languages, never a phrase that somebody's notes happen to use.

mod initial;

mod names;

mod ask;
mod label;

mod vocabulary;

mod tree;

pub use ask::{
    Ask, ask, asks_at_last, closing_mark, ends_with_mark, examines, goes_unmarked, has_mark, marked, may_ask, may_open,
    may_speak,
};
pub use initial::{before_colon, initial, initial_label, initials, unknown_label};
pub use label::{
    Label, SIGNS, bare as bare_label, crosses, is_box, is_digit, is_first_letter, letter, place, place_of,
    read as label, tabbed, ticks, ticks_in,
};
pub use names::{
    CARD_TAGS, Pair, Speaker, adorns, announces, answers, awaits_answer, begins_answer, behind_answer, behind_options,
    frequent, heads_questions, heads_topic, is_aim, is_back, is_front, is_part, is_prose, is_task, labels_answer,
    may_answer, may_label, names_answer, names_speaker, opens_bold, pair, solves, solves_trouble, speaker, stops,
    tags_cards, toggles, topic, untagged,
};
