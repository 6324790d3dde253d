//! The label before a question or an option: `12.`, `Q3.`, `Question 4:`, `问：`, `1️⃣`, `A)`.

use super::vocabulary::{QUESTION, TASK, Words};
use crate::normal;

/// A label at the front of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The word before the number, in lower case; empty for a bare number, and for a word that means "question".
    pub word: String,
    /// Whether that word means "question".
    pub known: bool,
    /// The number, when there is one.
    pub number: Option<u32>,
    /// The bytes of the text that it takes, marks before it and white space after it included.
    pub len: usize,
}

/// Reads the label at the front of a visible text, if there is one. Emoji, `#` and difficulty marks before it are passed
/// over; `1.5 is what?` has none.
pub fn read(text: &str) -> Option<Label> {
    let rest = text.trim_start_matches(is_mark);
    if rest.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        return worded(text, rest);
    }
    if let Some(inner) = rest.strip_prefix(['(', '[', '（', '【']) {
        let named = known(inner, &QUESTION).and_then(|len| inner[len..].strip_prefix([']', '】']));
        if let Some(after) = named {
            return Some(Label { known: true, len: text.len() - trim(after).len(), ..Label::default() });
        }
        let (number, after) = digits(inner)?;
        let after = after.strip_prefix([')', ']', '）', '】'])?;
        return Some(Label { number: Some(number), len: text.len() - trim(after).len(), ..Label::default() });
    }
    // `№1` counts questions.
    let counted = rest.strip_prefix('№');
    if let Some((number, after)) = digits(counted.unwrap_or(rest)) {
        // So does `01 Why?`: a number that begins with a nought counts nothing else.
        let padded = matches!(*rest.as_bytes(), [b'0', b'0'..=b'9'] | [b'0', b'0'..=b'9', b' ', ..]);
        let counts = counted.is_some() || padded;
        let keycap = rest[..rest.len() - after.len()].ends_with('\u{20e3}');
        let after = trim(if keycap { after } else { closes(after, counts)? });
        // `1. Question: What is it?` has a label of two parts.
        let named = known(after, &QUESTION).and_then(|len| after[len..].strip_prefix([':', '：']));
        let len = text.len() - trim(named.unwrap_or(after)).len();
        let known = counted.is_some() || named.is_some();
        return Some(Label { number: Some(number), known, len, ..Label::default() });
    }
    worded(text, rest)
}

/// Reads a label that begins with a word, where `rest` of the text does.
fn worded(text: &str, rest: &str) -> Option<Label> {
    let question = known(rest, &QUESTION);
    let task = known(rest, &TASK).filter(|&task| question.is_none_or(|question| task > question));
    let known = task.or(question);
    let (word, after) = rest.split_at(known.or_else(|| word(rest))?);
    let is_known = known.is_some();
    // Behind most words stands another, and no number.
    if !is_known && matches!(*after.as_bytes(), [b' ', next, ..] if next.is_ascii_lowercase() && next != b'n') {
        return None;
    }
    let spaced = number_sign(after).trim_start_matches([' ', '#', '№', '\u{a0}', '-', '.']);
    // A letter may say which part of a test it is: "Question A1".
    let lettered = spaced.strip_prefix(|c: char| is_known && c.is_ascii_uppercase());
    let spaced = lettered.filter(|rest| digits(rest).is_some()).unwrap_or(spaced);
    let (number, after) = match digits(spaced).map(|(number, after)| (number, behind_part(after))) {
        Some((_, after)) if after.trim_start().starts_with(['=', '<', '>', '+', '∈']) => return None,
        // "Q1-4: see the first part" speaks of several.
        Some((number, _)) if question == Some(1) && second(spaced).is_some_and(|second| second > number) => {
            return None;
        }
        Some((number, after)) => (Some(number), closes(remark(after).filter(|_| is_known).unwrap_or(after), is_known)?),
        None if is_known && task.is_none() => (None, closes(behind_letter(after).unwrap_or(after), false)?),
        None => return None,
    };
    let word = if is_known { String::new() } else { word.to_lowercase() };
    Some(Label { word, known: is_known, number, len: text.len() - trim(after).len() })
}

/// The second number of two that a hyphen joins.
fn second(text: &str) -> Option<u32> {
    let (_, after) = digits(text)?;
    Some(digits(after.strip_prefix(['-', '–'])?)?.0)
}

/// What stands behind the letter that tells questions apart and a mark closes: "Question B: ...".
pub fn behind_letter(text: &str) -> Option<&str> {
    let spaced = text.strip_prefix(' ')?;
    let rest = spaced.strip_prefix(normal::is_alphabetic)?;
    rest.starts_with([':', '：', ')']).then_some(rest)
}

/// What stands behind the second number of two that a point or a hyphen joins, and a mark closes: "Mission 0-1: ...".
fn behind_part(text: &str) -> &str {
    let part = text.strip_prefix(['-', '.']).and_then(digits).map(|(_, after)| after);
    part.filter(|after| after.starts_with([':', '：'])).unwrap_or(text)
}

/// What stands behind a remark in brackets that a colon follows: "Question 1 (easy): ...".
fn remark(text: &str) -> Option<&str> {
    let inner = text.trim_start().strip_prefix(['(', '（'])?;
    let end = inner.char_indices().take(LONGEST_REMARK).find(|(_, c)| matches!(c, ')' | '）'))?;
    let rest = inner[end.0 + end.1.len_utf8()..].trim_start_matches(' ');
    rest.starts_with([':', '：']).then_some(rest)
}

/// No remark within a label has more letters.
const LONGEST_REMARK: usize = 24;

/// A number that a tab parts from what follows, as a table leaves it that was pasted as text.
pub fn tabbed(text: &str) -> Option<Label> {
    let (number, after) = digits(text)?;
    let len = text.len() - after.strip_prefix('\t')?.len();
    Some(Label { number: Some(number), len, ..Label::default() })
}

/// What stands behind a word for a number, if one does: "Question n° 1", "Question No. 1".
pub fn number_sign(text: &str) -> &str {
    let rest = text.trim_start();
    if !rest.starts_with(['n', 'N']) {
        return text;
    }
    let sign = ["n°", "nº", "n.º", "no.", "nr."].iter().find_map(|sign| {
        let said = rest.get(..sign.len()).filter(|said| said.eq_ignore_ascii_case(sign))?;
        Some(&rest[said.len()..])
    });
    sign.filter(|rest| rest.trim_start().starts_with(is_digit)).unwrap_or(text)
}

/// The label that is all of a text: a heading that says "Question" and no more. Many a heading says so of a trouble, so it is
/// not known to ask.
pub fn bare(text: &str) -> Option<Label> {
    if !QUESTION.gate().may_begin(text.trim_start_matches(|c: char| is_mark(c) || c == ':' || c == '：')) {
        return None;
    }
    let word = text.trim_matches(|c: char| is_mark(c) || c == ':' || c == '：');
    (known(word, &QUESTION) == Some(word.len())).then(|| Label { len: text.len(), ..Label::default() })
}

/// The bytes of the word at the front, if it is short enough for a label.
fn word(text: &str) -> Option<usize> {
    // Most words are of ASCII, where a byte is a letter.
    let bytes = text.bytes().take(LONGEST + 1).position(|byte| !byte.is_ascii_alphabetic());
    if let Some(end) = bytes.filter(|&end| text.as_bytes()[end].is_ascii()) {
        return Some(end).filter(|&end| end > 0);
    }
    let end = text.char_indices().take(LONGEST + 1).find(|(_, c)| !is_word(*c));
    let short = end.is_some() || text.char_indices().nth(LONGEST).is_none();
    Some(end.map_or(text.len(), |(end, _)| end)).filter(|&end| short && end > 0)
}

/// No word of a label has more letters, known or not.
const LONGEST: usize = 12;

/// The bytes of a known label word at the front, if one stands there as a word of its own.
fn known(text: &str, words: &Words) -> Option<usize> {
    let ends = |rest: &&str| rest.chars().next().is_none_or(|next| !is_word(next));
    words.prefixes(text).map(|(_, rest)| rest).filter(ends).map(|rest| text.len() - rest.len()).max()
}

/// A letter or digit that stands for an option, with the bytes it takes: `A)`, `b.`, `(c)`, `A:`, `Г)`, `أ-`, `①`. The number
/// is the letter's place in its alphabet, from 0.
pub fn letter(text: &str) -> Option<(usize, usize)> {
    let rest = trim(text);
    let bracketed = rest.strip_prefix(['(', '（', '[']);
    let inner = bracketed.unwrap_or(rest);
    let first = inner.chars().next()?;
    if first.is_ascii() && !matches!(first, 'A'..='J' | 'a'..='j') {
        return None;
    }
    let after = &inner[first.len_utf8()..];
    // Arabic stretches the fifth of its letters, to tell it from a number.
    let after = after.strip_prefix('ـ').unwrap_or(after);
    // A digit in a ring is closed by its ring.
    let ringed = matches!(first, '①'..='⑳') && bracketed.is_none();
    let closed = match ringed {
        true => after.trim_start_matches(['.', ')', '、']),
        false => after
            .strip_prefix([')', '.', ':', '）', '．', '、', '：', ']', '。'])
            .or_else(|| [" -", " –", " —"].iter().find_map(|dash| after.strip_prefix(dash)))
            .or_else(|| after.strip_prefix("-"))?,
    };
    if !ringed && closed.starts_with(|c: char| c.is_alphanumeric()) && after.starts_with(['.', ':', '-']) {
        return None; // `a.b`, `C:x`, `e-mail`
    }
    Some((place_of(first)?, text.len() - trim(closed).len()))
}

/// The place of an option's letter in its alphabet, from 0.
pub fn place_of(letter: char) -> Option<usize> {
    match letter {
        'A'..='J' => Some(letter as usize - 'A' as usize),
        'a'..='j' => Some(letter as usize - 'a' as usize),
        c if c.is_ascii() => None,
        _ => ALPHABETS.iter().find_map(|alphabet| alphabet.chars().position(|it| it == letter)),
    }
}

/// Whether some words have a tick.
pub fn ticks(text: &str) -> bool {
    ticks_in(text).next().is_some()
}

/// Where the ticks of a text stand.
pub fn ticks_in(text: &str) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(0xe2, text.as_bytes()).filter(|&at| text[at..].starts_with(TICKS))
}

/// The signs that tick something off.
const TICKS: [char; 4] = ['✅', '✔', '☑', '✓'];

/// The signs that say what is right, and those that say what is wrong.
pub const SIGNS: [char; 9] = ['✅', '✔', '☑', '✓', '❌', '❎', '✖', '✗', '✘'];

/// Whether some words are crossed out in so many signs.
pub fn crosses(text: &str) -> bool {
    !text.is_ascii() && text.contains(&SIGNS[TICKS.len()..])
}

/// What [`letter`] reads, for options that may be numbered: `(2)` is the second.
pub fn place(text: &str) -> Option<(usize, usize)> {
    let number = || {
        let label = read(text).filter(|label| !label.known && label.word.is_empty())?;
        Some((usize::try_from(label.number?.checked_sub(1)?).ok()?, label.len))
    };
    letter(text).or_else(number)
}

/// Whether a letter is the first of one of `ALPHABETS`: asked of every line beyond ASCII.
pub fn is_first_letter(letter: char) -> bool {
    matches!(letter, 'А' | 'а' | 'Α' | 'α' | 'أ' | 'ا' | 'א' | 'क' | 'ア' | 'あ' | '가' | 'ㄱ' | '甲' | '①' | 'ก')
}

/// Whether a letter draws a box to be ticked.
pub fn is_box(letter: char) -> bool {
    matches!(letter, '☐' | '☑' | '☒' | '⬜')
}

/// The first letters of the alphabets besides ASCII's that options are lettered with.
const ALPHABETS: &[&str] = &[
    "АБВГДЕЖЗ",
    "абвгдежз",
    "ΑΒΓΔΕΖ",
    "αβγδεζ",
    "أبجدهو",
    "ابجدهو",
    "אבגדהו",
    "कखगघङ",
    "アイウエオ",
    "あいうえお",
    "가나다라마",
    "ㄱㄴㄷㄹㅁ",
    "甲乙丙丁戊",
    "①②③④⑤⑥⑦⑧",
    "กขคงจ",
];

fn trim(text: &str) -> &str {
    normal::trim_start(text)
}

fn is_word(c: char) -> bool {
    normal::is_alphabetic(c) || (!c.is_ascii() && unicode_normalization::char::is_combining_mark(c))
}

/// What may stand before a label: pictures, `#`, list bullets typed as text, quotation marks.
fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '#' | '*' | '•' | '·' | '-' | '▪' | '●' | '>' | '\u{200b}'..='\u{200f}' | '\u{fe0e}' | '\u{fe0f}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Leading digits of any script, at most four.
fn digits(text: &str) -> Option<(u32, &str)> {
    let (mut number, mut count, mut end) = (0, 0, 0);
    for (at, c) in text.char_indices() {
        let Some(digit) = digit(c) else { break };
        number = number * 10 + digit;
        count += 1;
        end = at + c.len_utf8();
        if count > 4 {
            return None;
        }
        // A keycap is a digit with two marks behind it.
        let keycap = text[end..].trim_start_matches('\u{fe0f}');
        if let Some(after) = keycap.strip_prefix('\u{20e3}') {
            end = text.len() - after.len();
        }
    }
    (count > 0).then(|| (number, &text[end..]))
}

/// Whether a letter is a decimal digit that notes use.
pub fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// The blocks of decimal digits that notes use, each ten in order.
fn digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    const ZEROS: [u32; 7] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0xae6];
    ZEROS.iter().find_map(|&zero| (c as u32).checked_sub(zero).filter(|&digit| digit < 10))
}

/// What closes a label; after a known word with its number white space is enough.
fn closes(text: &str, space_is_enough: bool) -> Option<&str> {
    let spaced = text.trim_start_matches([' ', '\u{a0}']);
    let keycapped = text.starts_with(' ') && spaced.len() < text.len();
    if let Some(rest) = text
        .strip_prefix(['.', ')', ':', '：', '。', '．', '、', '）', '】', ']', '|'])
        .or_else(|| spaced.strip_prefix([':', '：', '|', '·']))
    {
        let rest = rest.strip_prefix([')', ':', '.', '-']).unwrap_or(rest);
        return (!rest.starts_with(|c: char| digit(c).is_some())).then_some(rest);
    }
    for dash in ['-', '–', '—'] {
        if let Some(rest) = spaced.strip_prefix(dash)
            && (rest.starts_with(' ') || space_is_enough)
        {
            // "Questions 1–5" are several.
            return Some(rest).filter(|rest| !rest.starts_with(is_digit));
        }
    }
    let remarked = spaced.starts_with(['(', '（', '[', '【']);
    (space_is_enough && (keycapped || remarked || spaced.is_empty())).then_some(spaced)
}
