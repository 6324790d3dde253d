//! Which options are right: by their boxes, by a key such as "Answer: C", by a tick, or by being the only bold ones.

use super::shape::{Options, Parts};
use crate::question::reading::Reading;
use crate::question::study::Choice;
use crate::question::words::{self, Pair};
use std::borrow::Cow;

/// Marks the right options.
pub fn mark(reading: &Reading<'_>, parts: &mut Parts) {
    if parts.options == Options::None || parts.choices.iter().any(|choice| choice.correct) {
        return;
    }
    if let Some(letters) = key(reading, parts) {
        for letter in letters {
            if let Some(choice) = parts.choices.get_mut(letter) {
                choice.correct = true;
            }
        }
        return;
    }
    for is_marked in [words::ticks, is_bold] {
        let right: Vec<bool> = parts.choices.iter().map(|it| is_marked(&reading.text[it.span.clone()])).collect();
        let count = right.iter().filter(|&&right| right).count();
        // Most may be right where the others are crossed.
        let crossed = |(choice, &right): (&Choice, &bool)| !right && words::crosses(&reading.text[choice.span.clone()]);
        let rest = parts.choices.iter().zip(&right).filter(|&it| crossed(it)).count();
        if count > 0 && (count * 2 <= right.len() || (rest > 0 && count + rest == right.len())) {
            parts.choices.iter_mut().zip(right).for_each(|(choice, right)| choice.correct = right);
            return;
        }
    }
}

/// `**B) text**`, and `B) **text**`.
fn is_bold(text: &str) -> bool {
    let text = text.trim();
    let after = words::letter(text).map_or(text, |(_, len)| &text[len..]);
    [text, after].iter().any(|text| text.len() > 4 && text.starts_with("**") && text.ends_with("**"))
}

/// The letters that the answer names, at its front or behind its label.
fn key(reading: &Reading<'_>, parts: &Parts) -> Option<Vec<usize>> {
    let (mut texts, mut same) = (None, Vec::new());
    for range in &parts.answer {
        // A key stands in the first lines of an answer; what comes later is its explanation.
        let lines = reading.text[range.clone()].split_inclusive('\n').scan(range.start, |at, line| {
            let start = *at;
            *at += line.len();
            Some(start..*at)
        });
        for line in lines.take(8) {
            let text = reading.visible(line.start..line.end.min(range.end));
            let named = named(&text);
            let mut letters = letters_of_key(named, parts.choices.len());
            if let [one] = *letters {
                letters.extend(behind_words(reading, parts, named, one));
            }
            if !letters.is_empty() {
                return Some(letters);
            }
            // Several may be repeated, each on its line.
            match repeated(&mut texts, reading, parts, &[&text, named]) {
                Some(one) => same.push(one),
                None if same.is_empty() => {}
                None => return Some(same),
            }
        }
    }
    (!same.is_empty()).then_some(same)
}

/// The words of a line in which it names letters.
fn named(text: &str) -> &str {
    match words::pair(text) {
        Some(Pair::Answer) => behind_label(text),
        _ if told(text).is_some() => told(text).unwrap_or_default(),
        _ if words::behind_answer(text).is_some() => words::behind_answer(text).unwrap_or_default(),
        // In a language whose word for "answer" is not known: a few words, a colon, and letters alone. An explanation may
        // stand behind a line: `Correct: B | because`.
        _ if told_apart(text).is_some_and(only_letters) => {
            told_apart(text).and_then(|told| told.rsplit([':', '：']).next()).unwrap_or("")
        }
        _ if told_apart(text).is_some_and(|told| !told.is_empty() && is_letters(told)) => {
            told_apart(text).unwrap_or_default()
        }
        _ if text.chars().count() <= 3 || words::letter(text).is_some() || is_letters(text) => text,
        _ => "",
    }
}

/// The letters that a line names, of so many: its own at its front, or those behind its label.
pub fn letters_of(text: &str, count: usize) -> Vec<usize> {
    match words::letter(text) {
        Some((place, _)) if place < count => vec![place],
        _ => letters_of_key(named(text), count),
    }
}

/// The number behind the label of an answer, in a line of source, if a sentence ends behind it: `Answer: (2)`,
/// `**Answer:** 2. Because ...`.
pub fn number_of(line: &str) -> Option<usize> {
    let number = behind_label(line).trim_start_matches(MARKS);
    number.as_bytes().first().filter(|digit| digit.is_ascii_digit())?;
    let number = number.split_once(". ").map_or(number, |(number, _)| number);
    number.trim_end_matches(MARKS).parse().ok().filter(|number| (1..=9).contains(number))
}

/// What may stand around the number of an answer.
const MARKS: [char; 9] = ['(', ')', '（', '）', '.', '。', ' ', '*', '_'];

/// Marks the options that the question names itself, in brackets that leave room for an answer: `下列哪个是对的？( C )`.
pub fn mark_within(parts: &mut Parts, asked: &str) {
    let count = parts.choices.len();
    if parts.options != Options::Lettered || parts.choices.iter().any(|choice| choice.correct) {
        return;
    }
    let mut brackets = asked.rmatch_indices(['(', '（']).take(BRACKETS);
    let named = brackets.find_map(|(open, mark)| {
        let inner = &asked[open + mark.len()..];
        let (inner, behind) = inner.split_once([')', '）'])?;
        // Elsewhere than at its end a letter in brackets may be anything, but for a script that has no such letters.
        let free = words::goes_unmarked(asked) || !behind.contains(char::is_alphanumeric);
        let inner: String = inner.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '、' | '，')).collect();
        let one = || Some(vec![words::letter(&format!("{inner})"))?.0]).filter(|_| inner.len() == 1);
        run(&inner, count).or_else(one).filter(|_| free && inner.chars().all(|c| c.is_ascii_uppercase()))
    });
    named.into_iter().flatten().filter(|&place| place < count).for_each(|place| parts.choices[place].correct = true);
}

/// So many from its end: a question has hardly more.
const BRACKETS: usize = 8;

/// The letters of the words in which a line names them.
fn letters_of_key(named: &str, count: usize) -> Vec<usize> {
    if named.is_empty() {
        return Vec::new();
    }
    run(named, count).unwrap_or_else(|| letters(named, count))
}

/// The one option whose words a line of an answer repeats. The options are read when the first line asks.
fn repeated<'n>(
    texts: &mut Option<Vec<Cow<'n, str>>>,
    reading: &Reading<'n>,
    parts: &Parts,
    said: &[&str],
) -> Option<usize> {
    let texts =
        texts.get_or_insert_with(|| parts.choices.iter().map(|choice| reading.visible(choice.span.clone())).collect());
    let says = |text: &str, said: &str| letters_in(said).next().is_some() && letters_in(said).eq(letters_in(text));
    let mut same = (0..texts.len()).filter(|&choice| said.iter().any(|said| says(&texts[choice], said)));
    same.next().filter(|_| same.next().is_none())
}

/// The letters and digits behind the letter of an option, in lower case.
fn letters_in(text: &str) -> impl Iterator<Item = char> {
    let after = words::letter(text).map_or(text, |(_, len)| &text[len..]);
    after.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// What stands behind the first mark that can end a label.
fn behind_label(text: &str) -> &str {
    let mark = text.find([':', '：']).or_else(|| text.find(['-', '–', '—', '.']));
    mark.map_or("", |mark| text[mark..].trim_start_matches([':', '：', '-', '–', '—', '.', ' ']))
}

/// "The correct answer is B."
fn told(text: &str) -> Option<&str> {
    // An article may stand before the word: "La risposta corretta".
    let (first, rest) = text.split_once(' ')?;
    let article = first.chars().count() <= 3 && words::begins_answer(rest);
    if !article && !words::begins_answer(text) {
        return None;
    }
    let mut tokens = text.split_whitespace().take(9).skip(1).take_while(|token| !token.ends_with([',', ';']));
    tokens.find(|token| {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        let closed = token.ends_with(')') || token.ends_with("**");
        single(bare).is_some_and(|letter| words::place_of(letter).is_some())
            && (closed || bare.chars().all(char::is_uppercase))
    })
}

/// The letter that is all of a text.
fn single(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.next().is_none())
}

/// The place of the letter that a word is without its marks, or begins with.
fn place(token: &str, bare: &str) -> Option<usize> {
    match single(bare) {
        Some(letter) => words::place_of(letter),
        None => words::letter(token).map(|(place, _)| place),
    }
}

/// `A, C`: two or more, each by itself.
fn is_letters(text: &str) -> bool {
    let parted = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '&' | '，' | '、');
    let is_letter = |word: &str| word.chars().count() == 1 && words::letter(&format!("{word})")).is_some();
    text.len() < 40 && text.split(parted).filter(|word| !word.is_empty()).all(is_letter)
}

/// What stands before an explanation; nothing of a long text.
fn told_apart(text: &str) -> Option<&str> {
    text.split(['|', '—', '–']).next().map(str::trim).filter(|told| told.len() < 80)
}

/// "word: C"
fn only_letters(text: &str) -> bool {
    let Some((_, named)) = text.rsplit_once([':', '：']) else { return false };
    let mut tokens = named.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).peekable();
    tokens.peek().is_some() && tokens.all(|token| place(token, token).is_some())
}

/// `BCD`: capitals in the order of the alphabet, each an option's, and no word behind them that goes on.
fn run(text: &str, count: usize) -> Option<Vec<usize>> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let bare = first.trim_matches(|c: char| !c.is_alphanumeric());
    let ends = first.ends_with(|c: char| !c.is_alphanumeric()) || !rest.starts_with(char::is_alphanumeric);
    let place = |c: char| words::place_of(c).filter(|&place| c.is_uppercase() && place < count);
    let places: Vec<usize> = bare.chars().map(place).collect::<Option<_>>()?;
    (ends && places.len() >= 2 && places.is_sorted_by(|a, b| a < b)).then_some(places)
}

/// `B. Its words, C. Its words`: the letters behind an option's words where a key that gives its letter repeats them.
fn behind_words(reading: &Reading<'_>, parts: &Parts, key: &str, first: usize) -> Vec<usize> {
    let mut found = Vec::new();
    // Where Markdown is not read, a label leaves its marks: `**Answer:** B`.
    let (mut at, mut rest) = (first, key.trim_start_matches(['*', '_', ' ']));
    while let Some((_, len)) = words::letter(rest) {
        let option = reading.visible(parts.choices[at].span.clone());
        let option = words::letter(&option).map_or(&*option, |(_, len)| &option[len..]);
        let option = option.trim_end_matches(['.', ',', ';', ' ']);
        let Some(after) = rest[len..].strip_prefix(option).filter(|_| !option.is_empty()) else { break };
        let after = after.trim_start_matches(['.', ',', ';', '&', '/', ' ']);
        match words::letter(after).filter(|&(place, _)| place > at && place < parts.choices.len()) {
            Some((place, _)) => (at, rest) = (place, after),
            None => break,
        }
        found.push(at);
    }
    found
}

/// `C`, `B) text`, `A, C`, `A and C`, `(D).`
fn letters(text: &str, count: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for token in text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | '&' | '，' | '、' | ';'))
        .filter(|token| !token.is_empty())
    {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        match place(token, bare).filter(|&place| place < count) {
            Some(place) => {
                found.push(place);
                // `B) some text`: the letter's own bracket ends the key.
                if token.ends_with([')', '.', ':', '）', '：']) {
                    break;
                }
            }
            None if !found.is_empty() && bare.chars().count() <= 3 => {}
            None if bare.is_empty() => {}
            None => break,
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
