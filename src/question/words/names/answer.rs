//! What names an answer, announces one, or hides it; and what leads into options.

use super::bare::{LONGEST, bare, holds, is_mark, names};
use crate::question::words::vocabulary::{ANSWER, ANSWER_END, OPTIONS, SOLUTION, TOGGLE};

/// What stands behind a word that leads into options, and its colon: "Options: A) this B) that".
pub fn behind_options(text: &str) -> Option<&str> {
    let open = text.trim_start_matches(['*', '_', ' ']);
    if !OPTIONS.gate().may_begin(open) {
        return None;
    }
    let behind = |rest: &'_ str| rest.trim_start_matches(['*', '_', ' ']).strip_prefix([':', '：']).map(str::len);
    let len = OPTIONS.prefixes(open).find_map(|(_, rest)| behind(rest))?;
    Some(text[text.len() - len..].trim_start_matches(['*', '_', ' ', '-', '–']))
}

/// Whether the text is nothing but the name of an answer: "Answer", "**Solution 3:**".
pub fn answers(text: &str) -> bool {
    names(text, &ANSWER)
}

/// Whether a text is no more than a place for an answer: "Your answer:", "Answer: ____".
pub fn awaits_answer(text: &str) -> bool {
    let text =
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '_' | '.' | '…' | '*' | '→' | '>' | '-'));
    let Some(named) = text.strip_suffix([':', '：']).filter(|named| named.len() <= LONGEST) else { return false };
    let named = named.trim_matches(is_mark);
    let own = named.split_once(' ').map_or(named, |(_, rest)| rest);
    ANSWER.contains(named) || ANSWER.contains(own)
}

/// Whether a few words name an answer: "Expected answer". A letter may number a part.
pub fn names_answer(text: &str) -> bool {
    let mut words = text.split(is_mark).filter(|word| !word.is_empty());
    let (first, last) = (words.next().unwrap_or(""), words.next_back().unwrap_or(""));
    [first, last].iter().any(|word| is_whole(word) && ANSWER.contains(word)) && words.count() <= 1
}

/// Whether a text begins with a word for the answer and goes on: "The answer is B".
pub fn begins_answer(text: &str) -> bool {
    ANSWER.prefixes(text).any(|(word, rest)| word.chars().count() > 1 && rest.starts_with(' '))
}

/// What a sentence says behind its word for the answer, in languages that set no space there: "正解はイ", "答案是B".
pub fn behind_answer(text: &str) -> Option<&str> {
    let says = |(_, rest): (_, &'_ str)| rest.trim_start_matches(['は', '是', '为', '為', '选', '選', '：', ':']).len();
    let goes_on = |(_, rest): &(&str, &str)| rest.starts_with(['は', '是', '为', '為', '选', '選']);
    let said = ANSWER.prefixes(text).filter(goes_on).map(says).min()?;
    Some(&text[text.len() - said..])
}

/// Whether the text is the handle of something hidden: an answer's name, or a few words of which one says so.
pub fn toggles(text: &str) -> bool {
    let bare = bare(text);
    if text.len() > LONGEST {
        return false;
    }
    if bare.is_empty() || ANSWER.contains(bare) || holds(bare, &[&TOGGLE, &ANSWER]) {
        return true;
    }
    // Korean writes "show the answer" as one word, as German may.
    if ANSWER.prefixes(bare).any(|(answer, rest)| answer.chars().count() > 1 && TOGGLE.contains(rest)) {
        return true;
    }
    // No handle has more than six words.
    let mut words = bare.split(is_mark).filter(|word| !word.is_empty()).enumerate();
    let (mut count, mut said, mut commands) = (0, 0, false);
    let says = |word: &str| TOGGLE.contains(word) || (is_whole(word) && ANSWER.contains(word));
    for (i, word) in words.by_ref().take(7) {
        count = i + 1;
        commands |= i == 0 && TOGGLE.contains(word);
        said += usize::from(says(word));
    }
    (count <= 3 && said > 0) || (count <= 6 && commands && said > 1)
}

/// Whether a word is no letter or abbreviation: three letters, or two of a script that is no alphabet of few letters.
fn is_whole(word: &str) -> bool {
    word.chars().nth(if word.starts_with(|c| c >= '\u{1100}') { 1 } else { 2 }).is_some()
}

/// Whether the handle of something hidden says that it is an answer: "Show the solution", and not only "Details".
pub fn solves(text: &str) -> bool {
    let bare = bare(text);
    let mut words = bare.split(is_mark);
    ANSWER.contains(bare)
        || words.any(|word| is_whole(word) && (ANSWER.contains(word) || compounds(word)))
        || holds(bare, &[&ANSWER])
}

/// Whether a word ends with a Germanic word for an answer: "Kurzantworten".
fn compounds(word: &str) -> bool {
    word.len() > "antwort".len() && ANSWER_END.iter().any(|end| word.ends_with(end))
}

/// Whether a line begins with a word for the solution of a trouble as well as of a task.
pub fn solves_trouble(line: &str) -> bool {
    SOLUTION.prefixes(line.trim_start_matches(is_mark)).next().is_some()
}
