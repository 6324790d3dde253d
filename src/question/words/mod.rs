//! What words alone can tell: whether a text asks, which label it carries, whether it names an answer or a topic.
//!
//! Words are weak evidence. They count only within a group of heads of one shape (see `convention`), and each list holds
//! plain vocabulary of several languages, never a phrase that somebody's notes happen to use.

mod ask;
mod label;
mod names;

mod vocabulary;

mod front;

pub use ask::{Ask, ask};
pub use label::{Label, is_first_letter, letter, read as label};
pub use names::{Pair, announces, answers, may_label, pair, stops, toggles, topic};
