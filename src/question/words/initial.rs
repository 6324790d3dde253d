//! Labels that say something only in pairs: `P:` and `R:` for Pergunta and Resposta, `Front:` and `Back:` of a card.

use super::label::{Label, is_digit};
use super::names::{Speaker, is_task, speaker};
use super::vocabulary::{BACK, FRONT, Words};

/// The letter by itself that a line begins with and a colon follows, bold or not, numbered or not: `P:`, `**В:**`, `س1:`;
/// in lower case. The sides of a card are `F` and `B`, whatever they are called.
pub fn initial(line: &str) -> Option<char> {
    let rest = line.trim_start_matches(['*', '_', '>', ' ', '-']);
    let side = |words: &Words| {
        words.prefixes(rest).any(|(_, rest)| rest.trim_start_matches(['*', '_', ' ']).starts_with([':', '：']))
    };
    if let Some((_, side)) = [(&FRONT, 'F'), (&BACK, 'B')].into_iter().find(|(words, _)| side(words)) {
        return Some(side);
    }
    let letter = rest.chars().next().filter(|c| c.is_alphabetic())?;
    let after = rest[letter.len_utf8()..].trim_start_matches(is_digit).trim_start_matches(['*', '_', ' ', '\u{a0}']);
    after.starts_with([':', '：']).then(|| letter.to_lowercase().next())?
}

/// The same as the label of a question, or the name of who asks in a chat.
pub fn initial_label(text: &str) -> Option<Label> {
    let said = initial(text).is_some() || speaker(text).is_some_and(|it| it.0 == Speaker::Asker);
    said.then(|| to_colon(text)).flatten()
}

/// A label that goes to the first colon of a text.
fn to_colon(text: &str) -> Option<Label> {
    let colon = text.find([':', '：'])?;
    let after = text[colon..].trim_start_matches([':', '：', ' ']);
    Some(Label { known: true, len: text.len() - after.len(), ..Label::default() })
}

/// The one word, bold or not, numbered or not, that a line begins with and a colon follows, where it is not the name of a task.
pub fn before_colon(line: &str) -> Option<&str> {
    let open = line.trim_start_matches(['*', '_', '>', ' ', '-']);
    let word = &open[..open.find(|c: char| !c.is_alphabetic()).unwrap_or(open.len())];
    let behind = open[word.len()..].trim_start_matches(|c: char| is_digit(c) || matches!(c, '*' | '_' | ' ' | '.'));
    let fits = !word.is_empty() && word.chars().nth(LONGEST_WORD).is_none() && behind.starts_with([':', '：']);
    (fits && !is_task(word)).then_some(word)
}

/// No word of a label has more letters.
const LONGEST_WORD: usize = 20;

/// The label that such a word makes.
pub fn unknown_label(text: &str) -> Option<Label> {
    before_colon(text).and_then(|_| to_colon(text))
}

/// Whether two letters are a question's and its answer's in some language: Pergunta and Resposta, Вопрос and Ответ.
pub fn initials(question: char, answer: char) -> bool {
    INITIALS.contains(&(question, answer))
}

const INITIALS: &[(char, char)] = &[
    ('F', 'B'),
    ('q', 'r'),
    ('p', 'r'),
    ('d', 'r'),
    ('p', 'o'),
    ('f', 'a'),
    ('f', 's'),
    ('v', 'a'),
    ('s', 'c'),
    ('t', 'j'),
    ('h', 'đ'),
    ('в', 'о'),
    ('п', 'в'),
    ('ε', 'α'),
    ('س', 'ج'),
    ('س', 'پ'),
    ('ש', 'ת'),
];
