//! What says that questions follow, or that none do.

use super::bare::{is_mark, names};
use crate::normal;
use crate::question::words::vocabulary::{
    AIM, FREQUENT, PART, QUESTIONS, STOP, TOPIC, TOPIC_END, TOPIC_END_NOT, TOPIC_INSIDE, TOPIC_WORD, TOPICS,
};

/// Whether a heading says that questions follow.
pub fn topic(text: &str) -> bool {
    says_topic(text) || compounds(text)
}

/// Whether a heading says that questions follow, and no more.
pub fn heads_topic(text: &str) -> bool {
    text.len() <= SHORT_TOPIC && text.split(' ').count() <= 3 && topic(text)
}

/// Whether a heading says that questions follow, in so many words: "Exam dates" and "Quiz setup" do not.
pub fn heads_questions(text: &str) -> bool {
    let mut words = text.split(is_mark).filter(|word| !word.is_empty());
    heads_topic(text) && words.any(|word| QUESTIONS.prefixes(word).next().is_some() || compounds(word))
}

/// No heading that says no more than that questions follow is longer. Bytes.
const SHORT_TOPIC: usize = 48;

/// Whether a word ends with a Germanic word for questions: "Kontrollfragen".
fn compounds(text: &str) -> bool {
    let ends = |word: &str| {
        TOPIC_END.iter().any(|end| word.ends_with(end)) && !TOPIC_END_NOT.iter().any(|not| word.ends_with(not))
    };
    let may = memchr::memmem::find(text.as_bytes(), b"ragen").is_some() || !text.is_ascii();
    may && text.to_lowercase().split(is_mark).any(ends)
}

fn says_topic(text: &str) -> bool {
    if text.is_ascii() {
        let bytes = text.as_bytes();
        let starts = |at: &usize| *at == 0 || normal::folded(bytes[*at - 1]) == 0;
        let may = |at: &usize| TOPICS.gate().may_begin(&text[*at..]);
        return (0..bytes.len()).filter(starts).filter(may).any(|at| topic_at(text, at));
    }
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        // Words begin words; only some scripts set none apart.
        let may = TOPICS.gate().may_lead(text.as_bytes(), at) && {
            let starts = !normal::is_alphabetic(before) && !before.is_alphanumeric();
            let gate = if starts { TOPICS.gate() } else { TOPIC_INSIDE.gate() };
            gate.may_begin(&text[at..])
        };
        if may && topic_at(text, at) {
            return true;
        }
        before = c;
    }
    false
}

/// Whether a word for questions stands at a byte of a text.
fn topic_at(text: &str, at: usize) -> bool {
    let starts = !text[..at].ends_with(char::is_alphanumeric);
    let text = &text[at..];
    let whole = |rest: &str| !rest.starts_with(char::is_alphabetic);
    starts && (TOPIC.prefixes(text).next().is_some() || TOPIC_WORD.prefixes(text).any(|(_, rest)| whole(rest)))
        || TOPIC_INSIDE.prefixes(text).next().is_some()
}

/// Whether a heading says that frequent questions follow.
pub fn frequent(text: &str) -> bool {
    let bytes = text.as_bytes();
    let may = |at: &usize| FREQUENT.gate().may_lead(bytes, *at) && text.is_char_boundary(*at);
    topic(text) && (0..bytes.len()).filter(may).any(|at| FREQUENT.prefixes(&text[at..]).next().is_some())
}

/// Whether a heading stands beside questions and asks nothing: "References", "Links / Sources".
pub fn stops(text: &str) -> bool {
    let several = || memchr::memchr2(b'/', b'&', text.as_bytes()).is_some();
    names(text, &STOP)
        || (text.len() <= SHORT_TOPIC && several() && text.split(['/', '&']).all(|part| names(part, &STOP)))
}

/// Whether a heading stands over what a lesson is for: "Learning objectives".
pub fn is_aim(text: &str) -> bool {
    names(text, &AIM)
}

/// Whether a heading names a part of a task: "Hints", "Expected output".
pub fn is_part(text: &str) -> bool {
    names(text, &PART) && !text.contains(char::is_numeric)
}
