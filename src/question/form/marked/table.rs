//! A table with a column of questions and a column of answers: by its head's words, or by what its cells do.

use crate::config::Form;
use crate::note::block::Kind;
use crate::question::form::candidate::{Answer, Candidate, Said, Style, ask_of, said};
use crate::question::reading::Reading;
use crate::question::words::{self, Ask};
use std::borrow::Cow;
use std::ops::Range;

/// Offers every row of such a table.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    for &table in &reading.tables {
        let rows: Vec<usize> = reading.tree.children(Some(table)).collect();
        let Some((question, answer)) = columns(reading, &rows) else { continue };
        for &row in rows.iter().filter(|&&row| reading.tree.blocks[row].kind == Kind::Row(false)) {
            found.extend(candidate(reading, row, question, answer));
        }
    }
}

fn cells(reading: &Reading<'_>, row: usize) -> Vec<usize> {
    reading.tree.children(Some(row)).collect()
}

/// The columns that ask and answer. The head's words decide; without them, a column of which most cells end with a
/// question mark, and the next.
fn columns(reading: &Reading<'_>, rows: &[usize]) -> Option<(usize, usize)> {
    let (&head, body) = rows.split_first()?;
    let names: Vec<Cow<'_, str>> =
        cells(reading, head).into_iter().map(|cell| reading.visible(reading.tree.blocks[cell].inner.clone())).collect();
    if matches!(names.as_slice(), [q, a] if q == "Q" && a == "A") {
        return Some((0, 1));
    }
    let answer =
        names.iter().position(|name| words::answers(name) || words::names_answer(name) || words::is_back(name));
    let topic = |name: &str| words::topic(name) || words::bare_label(name).is_some();
    let asks = |name: &Cow<'_, str>| (topic(name) && words::label(name).is_none()) || words::is_front(name);
    let question = names.iter().position(asks);
    if let (Some(question), Some(answer)) = (question, answer.filter(|&answer| Some(answer) > question)) {
        return Some((question, answer));
    }
    let asking = |column: usize| {
        let cells = body.iter().filter_map(|&row| cells(reading, row).get(column).copied());
        let asks = |cell: &usize| {
            let inner = &reading.tree.blocks[*cell].inner;
            ask_of(reading, inner) == Ask::Marked && is_sentence(&reading.visible(inner.clone()))
        };
        cells.filter(asks).count()
    };
    // Where the head says that the table asks, its last column may: then nobody has answered. A project's open questions are
    // its own.
    let last_may = question.is_some_and(|it| !words::stops(&names[it]));
    let columns = names.len().saturating_sub(usize::from(!last_may));
    (0..columns)
        .find(|&column| {
            body.len() >= 2
                && asking(column) * 10 >= body.len() * 7
                && (question == Some(column) || asking(column) * 10 >= body.len() * 9)
        })
        .map(|column| (column, column + 1))
}

/// Whether a text is longer than the "Passed?" of a checklist: three words, or five letters of a script without spaces.
fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() >= 3 || text.chars().filter(|&c| c > '\u{e00}' && c.is_alphabetic()).count() >= 5
}

/// What stands before the question (a number, a topic) is read with it; what follows it is the answer.
fn candidate<'n>(reading: &Reading<'n>, row: usize, question: usize, answer: usize) -> Option<Candidate<'n>> {
    let inner = |cell: usize| reading.trim(reading.tree.blocks[cell].inner.clone());
    let cells = cells(reading, row);
    let asked = inner(*cells.get(question)?);
    let Said { text, label, ask } = said(reading, &asked);
    // The rows of a key are numbers: they ask nothing.
    if !text.contains(char::is_alphabetic) {
        return None;
    }
    let prompt: Vec<Range<usize>> =
        cells[..answer.min(cells.len())].iter().map(|&cell| inner(cell)).filter(|cell| !cell.is_empty()).collect();
    let answers: Vec<Range<usize>> =
        cells.get(answer..).unwrap_or(&[]).iter().map(|&cell| inner(cell)).filter(|cell| !cell.is_empty()).collect();
    // A link that nothing answers leads to elsewhere.
    if answers.is_empty() && reading.only_links(cells[question]) {
        return None;
    }
    let span = reading.trim(reading.tree.blocks[row].span.clone());
    Some(Candidate {
        style: Style { form: Form::Table, key: 0 },
        head: span.start..prompt.last()?.end,
        label,
        ask,
        text,
        prompt,
        answer: Answer::Fixed(answers, span.end),
        choices: Vec::new(),
        blanks: Vec::new(),
        section: reading.head_above(span.start),
    })
}
