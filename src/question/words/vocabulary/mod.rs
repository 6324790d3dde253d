//! The vocabulary: openers, labels, names of answers and of topics, in the languages that notes are written in.
//!
//! Each list is a text with `|` between its entries, because a line an entry would make a page of a thousand lines.

mod asking;
mod labels;
mod topics;

mod list;

pub use asking::{ASKING_INSIDE, CLAUSE, EXAMINERS, OPENERS};
pub use labels::{
    ANSWER, ANSWER_END, ANSWERER, ASKER, BACK, DIFFICULTY, FRONT, MACHINE, OPTIONS, QUESTION, SOLUTION, TASK, TOGGLE,
};
pub use list::{Vocabulary, Words};
pub use topics::{AIM, FREQUENT, PART, QUESTIONS, STOP, TOPIC, TOPIC_END, TOPIC_END_NOT, TOPIC_INSIDE, TOPIC_WORD};

use std::sync::LazyLock;

/// What any label of a question, a task, an answer, a card's side or a turn of a chat may begin.
pub static LABELS: Words = LazyLock::new(|| Vocabulary::any(&[&QUESTION, &TASK, &ANSWER, &FRONT, &BACK, &ANSWERER]));

/// What any word for questions may begin.
pub static TOPICS: Words = LazyLock::new(|| Vocabulary::any(&[&TOPIC, &TOPIC_WORD, &TOPIC_INSIDE]));
