//! What a short text names: an answer, the handle of something hidden, a topic of questions, or a section that asks nothing.

use super::front::{FRONT, Front};
use super::vocabulary::{
    ANSWER, DIFFICULTY, LABELS, QUESTION, STOP, TASK, TOGGLE, TOPIC, TOPIC_INSIDE, TOPIC_WORD, TOPICS, Words,
};

/// One half of a labelled pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pair {
    /// `Q:`
    Question,
    /// `A:`
    Answer,
}

/// The longest text that could be a name. Bytes.
const LONGEST: usize = 80;

/// Lower case, without marks at either end and without a number at the end; nothing of a text that is no name.
fn bare(text: &str) -> String {
    if text.len() > LONGEST {
        return String::new();
    }
    let lower = text.to_lowercase();
    lower.trim_matches(is_mark).to_owned()
}

fn is_mark(c: char) -> bool {
    !c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c)
}

/// Whether a text is nothing but one of a list's names, marks and a number at its end left out.
fn names(text: &str, words: &Words) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    if !text.is_ascii() {
        let name = text.trim_start_matches(is_mark);
        return words.gate().may_begin_in_any_case(name) && words.contains(&bare(name));
    }
    let name = text.trim_matches(|c: char| !c.is_ascii_alphabetic());
    // `A) 6` is an option and no answer's name.
    let is_lettered = name.len() == 1 && text.trim_matches(['*', '_', ':', ' ']).len() > 1;
    name.len() <= FRONT
        && !is_lettered
        && words.gate().may_begin_in_any_case(name)
        && Front::of(name, FRONT).is_some_and(|front| words.contains(front.as_str()))
}

/// Whether the text is nothing but the name of an answer: "Answer", "**Solution 3:**".
pub fn answers(text: &str) -> bool {
    names(text, &ANSWER)
}

/// Whether a text begins with a word for the answer and goes on: "The answer is B".
pub fn begins_answer(text: &str) -> bool {
    let lower: String = text.chars().take(28).flat_map(char::to_lowercase).collect();
    let ends = |word: &str| word.chars().count() > 1 && lower[word.len()..].starts_with(' ');
    ANSWER.prefixes(&lower).any(ends)
}

/// Whether the text is the handle of something hidden: an answer's name, or a few words of which one says so.
pub fn toggles(text: &str) -> bool {
    let bare = bare(text);
    if text.len() > LONGEST {
        return false;
    }
    if bare.is_empty() || ANSWER.contains(&bare) {
        return true;
    }
    let words = bare.split(is_mark).filter(|word| !word.is_empty());
    let short = bare.chars().count() <= 10 && bare.chars().any(unspaced);
    if short && TOGGLE.iter().chain(ANSWER.iter()).any(|word| word.chars().count() > 1 && bare.contains(word)) {
        return true;
    }
    let words: Vec<&str> = words.collect();
    let says = |word: &&str| TOGGLE.contains(word) || (word.chars().count() > 2 && ANSWER.contains(word));
    let commands = words.first().is_some_and(|first| TOGGLE.contains(first)) && words[1..].iter().any(says);
    (words.len() <= 3 && words.iter().any(says)) || (words.len() <= 6 && commands)
}

/// Whether the handle of something hidden says that it is an answer: "Show the solution", and not only "Details".
pub fn solves(text: &str) -> bool {
    let bare = bare(text);
    let mut words = bare.split(is_mark);
    ANSWER.contains(&bare)
        || words.any(|word| word.chars().count() > 2 && ANSWER.contains(word))
        || (bare.chars().count() <= 10
            && bare.chars().any(unspaced)
            && ANSWER.iter().any(|word| word.chars().count() > 1 && bare.contains(word)))
}

fn unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Whether what stands behind a label asks nothing: pictures, points in brackets, how hard it is.
pub fn adorns(text: &str) -> bool {
    let text = text.trim();
    let bracketed =
        text.len() <= 120 && text.starts_with(['(', '[', '（', '【']) && text.ends_with([')', ']', '）', '】']);
    bracketed || !text.chars().any(char::is_alphanumeric) || DIFFICULTY.contains(&bare(text))
}

/// Whether a heading says that questions follow.
pub fn topic(text: &str) -> bool {
    if text.is_ascii() {
        let bytes = text.as_bytes();
        let starts = |at: &usize| *at == 0 || !bytes[*at - 1].is_ascii_alphanumeric();
        let may = |at: &usize| TOPICS.may_begin_in_any_case(&text[*at..]);
        return (0..bytes.len()).filter(starts).filter(may).any(|at| topic_at(text, at));
    }
    let lower = text.to_lowercase();
    let mut letters = lower.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map_or('\0', |(_, next)| *next);
        // Words of ASCII begin as words do; only other scripts set none apart.
        if c.is_ascii() && at > 0 && lower.as_bytes()[at - 1].is_ascii_alphanumeric() {
            continue;
        }
        let may = match c.is_ascii() {
            true => TOPICS.may_begin(&lower.as_bytes()[at..]),
            false => TOPICS.may_begin_with(c, next),
        };
        if may && topic_at(&lower, at) {
            return true;
        }
    }
    false
}

/// Whether a word for questions stands at a byte of a text, which is in lower case where it is not ASCII.
fn topic_at(text: &str, at: usize) -> bool {
    let starts = !text[..at].ends_with(char::is_alphanumeric);
    let says = |front: &str| {
        let whole = |word: &str| !front[word.len()..].starts_with(char::is_alphabetic);
        starts && (TOPIC.prefixes(front).next().is_some() || TOPIC_WORD.prefixes(front).any(whole))
            || TOPIC_INSIDE.prefixes(front).next().is_some()
    };
    match Front::of(&text[at..], FRONT) {
        Some(front) => says(front.as_str()),
        None => says(&text[at..]),
    }
}

/// Whether a heading stands beside questions and asks nothing.
pub fn stops(text: &str) -> bool {
    names(text, &STOP)
}

/// The pair label at the front of a line of source: `Q:`, `**A:**`, `答：`, `Q1.`, `Ans -`.
pub fn pair(line: &str) -> Option<Pair> {
    // Bold marks, and the pictures that decorate a label.
    let open = line
        .trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '[' | '<' | '`' | '"' | '$' | '!'));
    if !LABELS.may_begin_in_any_case(open) {
        return None;
    }
    if let Some(front) = Front::of(open, 28) {
        return front_pair(front.as_str());
    }
    let front = open.char_indices().nth(28).map_or(open, |(end, _)| &open[..end]);
    let first = front.chars().next().and_then(|first| first.to_lowercase().next())?;
    let known = [&QUESTION, &TASK, &ANSWER].iter().any(|words| !words.with(first).is_empty());
    if !known || !front.contains([':', '：', '.', ')', '-', '–', '—']) {
        return None;
    }
    let lower: String = front.chars().flat_map(char::to_lowercase).collect();
    front_pair(&lower)
}

/// The pair label that a text in lower case begins with; the longest word decides.
fn front_pair(lower: &str) -> Option<Pair> {
    let longest =
        |words: &Words, is: &dyn Fn(&str) -> bool| words.prefixes(lower).filter(|word| is(word)).map(str::len).max();
    let question = longest(&QUESTION, &|word| labels(lower, word, Pair::Question));
    let task = longest(&TASK, &|word| labels(lower, word, Pair::Question) && numbered(lower, word));
    let answer = longest(&ANSWER, &|word| labels(lower, word, Pair::Answer));
    match (question.max(task), answer) {
        (question, Some(answer)) if question.is_none_or(|question| answer > question) => Some(Pair::Answer),
        (Some(_), _) => Some(Pair::Question),
        (None, _) => None,
    }
}

/// Whether a text that begins with a letter may begin with a label: a quick look that never misses one.
pub fn may_label(text: &str) -> bool {
    let mut letters = text.chars();
    if letters.next().is_none() {
        return false;
    }
    let alone = letters.next().is_none_or(|next| !next.is_alphabetic());
    let may = match text.as_bytes() {
        [first, second, ..] if first.is_ascii() => {
            LABELS.may_go_on(&[first.to_ascii_lowercase(), second.to_ascii_lowercase()])
        }
        _ => LABELS.may_begin_in_any_case(text),
    };
    alone || may
}

fn numbered(line: &str, word: &str) -> bool {
    line[word.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a line begins with a word, a number perhaps, and a mark that makes it a label. A colon always does; a full stop
/// or a bracket after `Q` and a dash after a whole word do too. `A.` does not: it letters an option.
fn labels(line: &str, word: &str, pair: Pair) -> bool {
    let Some(rest) = line.strip_prefix(word) else { return false };
    let mark = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '#' | '*' | '_' | '.' | ')'));
    if mark.starts_with([':', '：']) {
        return true;
    }
    let number = rest.trim_start_matches(' ').trim_start_matches(|c: char| c.is_ascii_digit());
    let short = matches!(word, "q" | "que" | "ques" | "ans")
        || (pair == Pair::Question && number.len() < rest.trim_start().len());
    let stopped = short
        && (number.starts_with(". ")
            || number.starts_with(") ")
            || number.starts_with(".*")
            || number.starts_with(".)"));
    let dashed = word.len() > 1 && [" - ", " – ", " — ", "- ", "– ", "— "].iter().any(|dash| number.starts_with(dash));
    stopped || dashed
}

/// Whether a heading says no more than that the answer follows, or announces it.
pub fn announces(text: &str) -> bool {
    answers(text) || pair(text) == Some(Pair::Answer)
}
