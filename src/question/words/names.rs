//! What a short text names: an answer, the handle of something hidden, a topic of questions, or a section that asks nothing.

use super::vocabulary::{ANSWER, QUESTION, STOP, TASK, TOGGLE, TOPIC, TOPIC_INSIDE};

/// One half of a labelled pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pair {
    /// `Q:`
    Question,
    /// `A:`
    Answer,
}

/// Lower case, without marks at either end and without a number at the end.
fn bare(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.trim_matches(|c: char| !c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c)).to_owned()
}

/// Whether the text is nothing but the name of an answer: "Answer", "**Solution 3:**".
pub fn answers(text: &str) -> bool {
    text.len() < 80 && ANSWER.contains(&bare(text).as_str())
}

/// Whether the text is the handle of something hidden: an answer's name, or a few words of which one says so.
pub fn toggles(text: &str) -> bool {
    let bare = bare(text);
    if bare.is_empty() || ANSWER.contains(&bare.as_str()) {
        return true;
    }
    let words = bare
        .split(|c: char| !c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c))
        .filter(|word| !word.is_empty());
    let unspaced = bare.chars().count() <= 10
        && bare.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
    if unspaced && TOGGLE.iter().chain(ANSWER.iter()).any(|word| word.chars().count() > 1 && bare.contains(word)) {
        return true;
    }
    let words: Vec<&str> = words.collect();
    let says = |word: &&str| TOGGLE.contains(word) || (word.chars().count() > 2 && ANSWER.contains(word));
    let commands = words.first().is_some_and(|first| TOGGLE.contains(first)) && words[1..].iter().any(says);
    (words.len() <= 3 && words.iter().any(says)) || (words.len() <= 6 && commands)
}

/// Whether a heading says that questions follow.
pub fn topic(text: &str) -> bool {
    let lower = text.to_lowercase();
    let starts = |word: &&str| {
        lower.match_indices(*word).any(|(at, _)| !lower[..at].chars().next_back().is_some_and(char::is_alphanumeric))
    };
    TOPIC.iter().any(|word| starts(word)) || TOPIC_INSIDE.iter().any(|word| lower.contains(word))
}

/// Whether a heading stands beside questions and asks nothing.
pub fn stops(text: &str) -> bool {
    STOP.contains(&bare(text).as_str())
}

/// The pair label at the front of a line of source (`Q:`, `**A:**`, `答：`), with the bytes it takes.
pub fn pair(line: &str) -> Option<(Pair, usize)> {
    let open = line.trim_start().trim_start_matches(['*', '_']);
    let lower: String = open.chars().take(24).flat_map(char::to_lowercase).collect();
    let mut found: Option<(Pair, usize)> = None;
    for (pair, words, numbered) in
        [(Pair::Question, &QUESTION, false), (Pair::Question, &TASK, true), (Pair::Answer, &ANSWER, false)]
    {
        for word in words.iter() {
            let Some(rest) = lower.strip_prefix(word) else { continue };
            if numbered && !rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let number =
                rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#' || c == '*' || c == '_');
            if number.starts_with([':', '：']) && found.is_none_or(|(_, len)| word.len() > len) {
                found = Some((pair, word.len()));
            }
        }
    }
    let (pair, _) = found?;
    let colon = line.find([':', '：'])?;
    let after = line[colon..].chars().next().map_or(0, char::len_utf8) + colon;
    Some((pair, after))
}
