//! A note that is one question: nothing before it but the title, its answer after it, and nothing else.
//!
//! Every other rule wants company, because a single heading that asks is most often rhetoric in a page of documentation.
//! Here there is no page around it.

use super::super::form::{Candidate, Style};
use super::super::parts::Parts;
use super::super::reading::{Head, Reading};
use super::super::words::{self, Ask};
use crate::config::Form;

/// The one candidate that is all of its note.
pub fn alone(reading: &Reading<'_>, candidates: &[Candidate], parts: &[Parts]) -> Option<usize> {
    let asks = |style: Style| matches!(style.form, Form::Bold | Form::Heading | Form::Details);
    let mut marked =
        (0..candidates.len()).filter(|&at| asks(candidates[at].style) && candidates[at].ask == Ask::Marked);
    // "Quiz" above a text that asks is the name of a page.
    let named = |at: &usize| {
        candidates[*at].label.as_ref().is_some_and(|label| !label.known) && candidates[*at].prompt.len() > 1
    };
    let at = marked.next().filter(|at| !named(at))?;
    let candidate = &candidates[at];
    let body = reading.note.body;
    let title = reading.heads.first().filter(|head| head.level == 1 && head.span.end <= candidate.head.start);
    let before = match title {
        Some(title) => reading.shows(body..title.span.start) || reading.shows(title.span.end..candidate.head.start),
        None => reading.shows(body..candidate.head.start),
    };
    // Sources and links below an answer are no page around it.
    let later = |head: &&Head<'_>| head.span.start > candidate.head.start && !words::stops(&head.text);
    let heads = reading.heads.iter().any(|head| later(&head));
    let after = reading.shows(candidate.reach().min(reading.text.len())..reading.text.len());
    let answered = parts[at].answer.iter().any(|span| reading.shows(span.clone()));
    (marked.next().is_none() && !before && !heads && !after && answered).then_some(at)
}
