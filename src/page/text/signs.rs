//! The signs by which an author marks the right options (`✅`, bold words): they wait for the answer, or nobody is asked.

use super::quiz::plain;
use crate::page::context::ChoiceSegment;
use crate::question;

/// What may mark an option as a whole.
const MARKS: [&str; 4] = ["strong", "b", "mark", "em"];

/// Puts what tells the right options from the others into elements of the class `sign`, which the theme shows with the
/// answer.
pub fn hide(choices: &mut [ChoiceSegment]) {
    if !choices.iter().any(|choice| choice.correct) {
        return;
    }
    let whole = |mark: &&&str| choices.iter().all(|choice| is_whole(&choice.html, mark) == choice.correct);
    if let Some(mark) = MARKS.iter().find(whole) {
        for choice in choices.iter_mut().filter(|choice| choice.correct) {
            choice.html = choice.html.replace(&format!("<{mark}>"), &format!("<{mark} class=\"sign\">"));
        }
    }
    for choice in choices.iter_mut().filter(|choice| choice.html.contains(question::SIGNS)) {
        choice.html = wrapped(&choice.html);
    }
}

/// Whether an answer begins with the letters of the right options, behind the words that hide it: then nobody need name them
/// again.
pub fn names(answer: &str, choices: &[ChoiceSegment]) -> bool {
    let right: Vec<usize> = (0..choices.len()).filter(|&at| choices[at].correct).collect();
    let body = answer.find("<p").map_or(answer, |paragraph| &answer[paragraph..]);
    let says = |html: &str| question::letters_of(&plain(html), choices.len()) == right;
    !right.is_empty() && choices.iter().all(|choice| choice.given) && (says(answer) || says(body))
}

/// Whether elements of one kind hold all words of an option.
fn is_whole(html: &str, mark: &str) -> bool {
    let (open, close) = (format!("<{mark}>"), format!("</{mark}>"));
    let mut pieces = html.split(&open);
    let mut outside = pieces.next().unwrap_or("").to_owned();
    let marked = pieces.clone().next().is_some();
    pieces.for_each(|piece| outside.push_str(piece.split_once(&close).map_or(piece, |(_, behind)| behind)));
    marked && !plain(&outside).contains(char::is_alphanumeric)
}

/// HTML with each sign in its words within an element.
fn wrapped(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 32);
    let mut tag = false;
    let mut letters = html.chars().peekable();
    while let Some(c) = letters.next() {
        tag = (tag || c == '<') && c != '>';
        if tag || !question::SIGNS.contains(&c) {
            out.push(c);
            continue;
        }
        out.push_str("<span class=\"sign\">");
        out.push(c);
        out.extend(letters.next_if_eq(&'\u{fe0f}'));
        out.push_str("</span>");
    }
    out
}
