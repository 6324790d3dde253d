//! The labels of a pair at the front of a line: `Q:` and `A:` in many languages.

use super::answer::answers;
use super::bare::unspaced;
use crate::normal;
use crate::question::words::label::{behind_letter, is_digit, number_sign};
use crate::question::words::vocabulary::{ANSWER, LABELS, QUESTION, TASK, Words};

/// One half of a labelled pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pair {
    /// `Q:`
    Question,
    /// `A:`
    Answer,
}

/// The pair label at the front of a line of source: `Q:`, `**A:**`, `答：`, `Q1.`, `Ans -`; the longest word decides.
pub fn pair(line: &str) -> Option<Pair> {
    let open = undecorated(line);
    if !LABELS.gate().may_begin(open) {
        return None;
    }
    // A label's mark stands near.
    let open = open.char_indices().nth(NEAR).map_or(open, |(end, _)| &open[..end]);
    let longest = |words: &Words, is: &dyn Fn(&str, &str) -> bool| {
        words.prefixes(open).filter(|(word, rest)| is(word, rest)).map(|(word, _)| word.len()).max()
    };
    let question = longest(&QUESTION, &|word, rest| labels(word, rest, Pair::Question));
    let task = longest(&TASK, &|word, rest| labels(word, rest, Pair::Question) && numbered(rest));
    let answer = longest(&ANSWER, &|word, rest| labels(word, rest, Pair::Answer));
    match (question.max(task), answer) {
        (question, Some(answer)) if question.is_none_or(|question| answer > question) => Some(Pair::Answer),
        (Some(_), _) => Some(Pair::Question),
        (None, _) => None,
    }
}

/// Whether a line begins with the word for a task.
pub fn is_task(line: &str) -> bool {
    TASK.prefixes(undecorated(line)).any(|(_, rest)| !rest.starts_with(char::is_alphabetic))
}

/// Within so many letters a label ends.
const NEAR: usize = 28;

/// A line without bold marks, HTML's too, and without the pictures that decorate a label.
pub fn undecorated(line: &str) -> &str {
    // Most lines begin with a letter.
    if line.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return line;
    }
    let bare = |line: &'_ str| {
        let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, '(' | '[' | '<' | '`' | '"' | '$' | '!');
        line.trim_start_matches(is_mark).len()
    };
    let line = &line[line.len() - bare(line)..];
    let bold = opens_bold(line).map_or(line, |tag| &line[tag..]);
    &bold[bold.len() - bare(bold)..]
}

/// The bytes of the tag with which a text begins, if it is HTML's bold.
pub fn opens_bold(text: &str) -> Option<usize> {
    let name = text.strip_prefix('<')?;
    let is = |bold: &&&str| name.get(..bold.len()).is_some_and(|name| name.eq_ignore_ascii_case(bold));
    ["b>", "strong>"].iter().find(is).map(|bold| 1 + bold.len())
}

/// What stands behind a number that a stop or a hyphen joins to its word: `Q.1`, `Ans-2`.
fn joined_number(rest: &str) -> Option<&str> {
    let number = rest.strip_prefix(['.', '-'])?;
    let behind = number.trim_start_matches(is_digit);
    (behind.len() < number.len()).then_some(behind)
}

/// A text without the end of HTML's bold before it.
fn unbold(text: &str) -> &str {
    text.strip_prefix("</b>").or_else(|| text.strip_prefix("</strong>")).unwrap_or(text)
}

/// Whether a text that begins with a letter may begin with a label: a quick look that never misses one.
pub fn may_label(text: &str) -> bool {
    if matches!(text.as_bytes(), [first, next, ..] if first.is_ascii() && next.is_ascii_alphabetic()) {
        return LABELS.gate().may_go_on(text);
    }
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return false };
    let alone = letters.next().is_none_or(|next| !normal::is_alphabetic(next));
    alone || if first.is_ascii() { LABELS.gate().may_go_on(text) } else { LABELS.gate().may_begin(text) }
}

fn numbered(rest: &str) -> bool {
    rest.trim_start().starts_with(is_digit)
}

/// Whether a number perhaps and a mark stand behind a line's first word that make it a label. A colon always does; a full stop
/// or a bracket after `Q` and a dash after a whole word do too. `A.` does not: it letters an option.
fn labels(word: &str, rest: &str, pair: Pair) -> bool {
    let rest = number_sign(rest);
    // 【问题】, and bold that closes behind a full stop: `**Вопрос.** ...`
    if rest.starts_with('】') || (rest.starts_with(".**") && word.len() > 1) {
        return true;
    }
    let lettered = behind_letter(rest).filter(|_| pair == Pair::Question && word.len() > 1);
    let mark = lettered.unwrap_or_else(|| joined_number(rest).unwrap_or(rest));
    let mark = mark.trim_start_matches(|c: char| is_digit(c) || matches!(c, ' ' | '#' | '*' | '_' | '.' | ')'));
    if unbold(mark).trim_start_matches(' ').starts_with([':', '：']) {
        return true;
    }
    let number = rest.trim_start_matches(' ').trim_start_matches(is_digit);
    let short = matches!(word, "q" | "que" | "ques" | "ans")
        || (pair == Pair::Question && number.len() < rest.trim_start().len());
    // `Q.1 Why?`
    let joined = joined_number(rest).is_some_and(|behind| behind.starts_with(' '));
    let stopped = short
        && (joined
            || number.starts_with(". ")
            || number == "."
            || number.starts_with(") ")
            || number.starts_with(".*")
            || number.starts_with(".)"));
    // "Question 4" as a line of its own, and what sets no space after a word: 問1 …
    let counted = rest.trim_start_matches([' ', '#', '№']);
    let behind = counted.trim_start_matches(is_digit);
    let bare = pair == Pair::Question
        && behind.len() < counted.len()
        && (behind.trim_end_matches(['*', '_', ' ', '\r', '\n']).is_empty()
            || (word.ends_with(unspaced) && behind.starts_with([' ', '\u{3000}', '、', '．'])));
    let dashed = word.len() > 1 && [" - ", " – ", " — ", "- ", "– ", "— "].iter().any(|dash| number.starts_with(dash));
    stopped || dashed || bare
}

/// Whether a line begins with the label of an answer.
pub fn labels_answer(line: &str) -> bool {
    ANSWER.gate().may_begin(undecorated(line)) && pair(line) == Some(Pair::Answer)
}

/// Whether a heading says no more than that the answer follows, or announces it.
pub fn announces(text: &str) -> bool {
    answers(text) || labels_answer(text)
}
