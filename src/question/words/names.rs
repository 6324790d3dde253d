//! What a short text names: an answer, the handle of something hidden, a topic of questions, or a section that asks nothing.

use super::label::{is_digit, number_sign};
use super::vocabulary::{
    ANSWER, BACK, DIFFICULTY, FREQUENT, FRONT, LABELS, OPTIONS, QUESTION, STOP, TASK, TOGGLE, TOPIC, TOPIC_END,
    TOPIC_END_NOT, TOPIC_INSIDE, TOPIC_WORD, TOPICS, Words,
};
use crate::normal;

/// One half of a labelled pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pair {
    /// `Q:`
    Question,
    /// `A:`
    Answer,
}

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

/// The longest text that could be a name. Bytes.
const LONGEST: usize = 80;

/// A text without marks at either end and without a number at the end; nothing of a text that is no name.
fn bare(text: &str) -> &str {
    match text.is_ascii() {
        _ if text.len() > LONGEST => "",
        true => from_letter_to_letter(text),
        false => text.trim_matches(is_mark),
    }
}

/// An ASCII text without what stands before its first letter and behind its last.
fn from_letter_to_letter(text: &str) -> &str {
    let bytes = text.as_bytes();
    let first = bytes.iter().position(u8::is_ascii_alphabetic).unwrap_or(text.len());
    let end = bytes.iter().rposition(u8::is_ascii_alphabetic).map_or(first, |last| last + 1);
    &text[first..end]
}

fn is_mark(c: char) -> bool {
    !normal::is_alphabetic(c) && !unicode_normalization::char::is_combining_mark(c)
}

/// Whether a text is nothing but one of a list's names, marks and a number at its end left out.
fn names(text: &str, words: &Words) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    if !text.is_ascii() {
        return is_entry(text, words);
    }
    let name = from_letter_to_letter(text);
    // `A) 6` is an option and no answer's name.
    let is_lettered = name.len() == 1 && text.trim_matches(['*', '_', ':', ' ']).len() > 1;
    !is_lettered && words.contains(name)
}

/// Whether a text is an entry of a list, marks at either end left out.
fn is_entry(text: &str, words: &Words) -> bool {
    let name = text.trim_start_matches(is_mark);
    text.len() <= LONGEST && words.gate().may_begin(name) && words.contains(name.trim_end_matches(is_mark))
}

/// Whether the text is nothing but the name of an answer: "Answer", "**Solution 3:**".
pub fn answers(text: &str) -> bool {
    names(text, &ANSWER)
}

/// Whether a text is no more than a place for an answer: "Your answer:", "Answer: ____".
pub fn awaits_answer(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '_' | '.' | '…' | '*'));
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
    ANSWER.contains(bare) || words.any(|word| is_whole(word) && ANSWER.contains(word)) || holds(bare, &[&ANSWER])
}

/// Whether a few letters of a script without spaces between words hold an entry of more than one.
fn holds(text: &str, lists: &[&Words]) -> bool {
    let entry = |at: usize, words: &Words| words.prefixes(&text[at..]).any(|(word, _)| word.chars().nth(1).is_some());
    !text.is_ascii()
        && text.chars().nth(10).is_none()
        && text.chars().any(unspaced)
        && text.char_indices().any(|(at, _)| lists.iter().any(|words| entry(at, words)))
}

fn unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Whether what stands behind a label asks nothing: pictures, points in brackets, how hard it is.
pub fn adorns(text: &str) -> bool {
    let text = text.trim();
    let bracketed =
        text.len() <= 120 && text.starts_with(['(', '[', '（', '【']) && text.ends_with([')', ']', '）', '】']);
    bracketed || !text.chars().any(char::is_alphanumeric) || is_entry(text, &DIFFICULTY)
}

/// Whether a heading says that questions follow.
pub fn topic(text: &str) -> bool {
    says_topic(text) || compounds(text)
}

/// Whether a heading says that questions follow, and no more.
pub fn heads_topic(text: &str) -> bool {
    text.len() <= SHORT_TOPIC && text.split(' ').count() <= 3 && topic(text)
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

/// Whether a heading stands beside questions and asks nothing.
pub fn stops(text: &str) -> bool {
    names(text, &STOP)
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

/// A line without bold marks, and without the pictures that decorate a label.
fn undecorated(line: &str) -> &str {
    line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '[' | '<' | '`' | '"' | '$' | '!'))
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
    let mark = rest.trim_start_matches(|c: char| is_digit(c) || matches!(c, ' ' | '#' | '*' | '_' | '.' | ')'));
    if mark.starts_with([':', '：']) {
        return true;
    }
    let number = rest.trim_start_matches(' ').trim_start_matches(is_digit);
    let short = matches!(word, "q" | "que" | "ques" | "ans")
        || (pair == Pair::Question && number.len() < rest.trim_start().len());
    let stopped = short
        && (number.starts_with(". ")
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
