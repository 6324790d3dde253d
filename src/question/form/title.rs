//! One file, one question: the note's title asks, and its body answers.

use super::candidate::{Answer, Candidate, Style};
use crate::config::Form;
use crate::question::reading::{Head, Reading};
use crate::question::words::{self, Ask};
use std::borrow::Cow;
use std::cell::LazyCell;

/// Offers the note itself. Its prompt is empty where the page's own title says it: words stand on a page once.
pub fn offer<'n>(reading: &Reading<'n>, folder_asks: bool, found: &mut Vec<Candidate<'n>>) {
    let path = &reading.note.source.path;
    let first = reading.heads.first().filter(|head| !head.text.is_empty());
    let h1 = first.filter(|head| head.level == 1);
    // A note of one question may begin with a smaller heading, as long as it is the largest.
    let top = first.filter(|head| reading.heads[1..].iter().all(|other| other.level > head.level));
    let front = reading.note.front.title.as_deref();
    // An H1 that asks is the question, where the page is called by what asks less and the note has an answer's heading, or
    // no other heading asks.
    let named_apart = front.is_some_and(|title| words::ask(title) < Ask::Marked);
    let asks_below = h1.filter(|h1| named_apart && words::ask(&h1.text) == Ask::Marked);
    let others = reading.heads.get(1..).unwrap_or_default();
    let alone = || others.iter().all(|head| head.level > 1 && words::ask(&head.text) < Ask::Marked);
    let asked = asks_below.filter(|_| others.iter().any(answers) || alone());
    let says = front.filter(|_| asked.is_none()).map(Cow::from).or_else(|| h1.or(top).map(|head| head.text.clone()));
    let asks = says.as_deref().map_or(Ask::No, words::ask);
    let named = LazyCell::new(|| words::ask(path.stem()));
    // Where front matter has the title, the first heading may be the answer's.
    let first = usize::from(h1.is_some() || front.is_none());
    let announced = reading
        .heads
        .iter()
        .take(2)
        .skip(first)
        .any(|head| words::names_answer(&head.text) || (h1.is_none() && words::solves(&head.text)));
    // "Question 32. Generators" asks by its label.
    let labelled = says.as_deref().is_some_and(|says| {
        let label = words::label(says).filter(|label| label.known && label.number.is_some() && !words::is_task(says));
        let marked = |len: usize| says[..len].trim_end().ends_with(|c: char| !c.is_alphanumeric());
        label.is_some_and(|label| label.len < says.len() && marked(label.len))
    });
    let asks = if labelled && h1.is_some() { Ask::Marked } else { asks };
    let marked = asks == Ask::Marked && (h1.is_some() || front.is_some());
    let fits = folder_asks || marked || (announced && asks.max(*named) >= Ask::Opens);
    if !fits || path.is_folder_page() {
        return;
    }
    let (text, label) = match says {
        Some(says) if asks > Ask::No || *named == Ask::No => {
            (says.clone(), words::label(&says).filter(|label| label.known))
        }
        _ => (path.stem().into(), None),
    };
    let head = h1.or(top.filter(|head| head.text == text));
    let shown = head.filter(|head| head.level > 1 || asked.is_some()).map(|head| head.inner.clone());
    let from = head.map_or(reading.note.body, |head| head.span.end);
    found.push(Candidate {
        style: Style { form: Form::Title, key: u32::from(folder_asks) },
        head: head.map_or(from, |head| head.span.start)..from,
        prompt: shown.into_iter().collect(),
        ask: words::ask(&text),
        label,
        text,
        answer: Answer::Runs(from..reading.text.len()),
        choices: Vec::new(),
        blanks: Vec::new(),
        section: None,
    });
}

/// Whether a heading says no more than "Answer", and perhaps in which language: "Answer (EN)".
fn answers(head: &Head<'_>) -> bool {
    words::answers(head.text.split(['(', '（']).next().unwrap_or(""))
}
