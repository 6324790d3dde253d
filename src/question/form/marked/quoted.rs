//! A question that fills one quote or callout, and its answer the next: each begins with its label and has no title.

use crate::config::Form;
use crate::note::block::Kind;
use crate::note::callout;
use crate::question::form::candidate::{Answer, Candidate, Said, Style, said};
use crate::question::parts::options_before;
use crate::question::reading::{Label, Reading};
use crate::question::study::Choice;
use crate::question::words::{self, Pair};
use std::ops::Range;

/// The quote that a label begins and the one right behind it that the answer's begins: `> [!note]`, `> **Question:** ...`, and
/// then a callout with the answer. Neither has a title of its own, which would be words.
pub fn quotes(reading: &Reading<'_>, mark: &Label, next: &Label) -> Option<(usize, usize)> {
    let blocks = &reading.tree.blocks;
    let begun = |label: &Label| {
        let quote = blocks[label.block].parent.filter(|&quote| blocks[quote].kind == Kind::Quote)?;
        let it = &blocks[quote + 1];
        let callout = callout::head(reading.text, it.inner.start);
        let from = callout.as_ref().map_or(it.inner.start, |callout| callout.head.end);
        let untitled = callout.is_none_or(|callout| callout.title.is_empty());
        (label.block == quote + 1 && untitled && !reading.shows(from..label.line.start)).then_some(quote)
    };
    let (asks, answers) = (begun(mark)?, begun(next).filter(|_| next.pair == Some(Pair::Answer))?);
    (reading.tree.next_sibling(asks) == Some(answers)).then_some((asks, answers))
}

/// A question that fills one quote, and its answer the next.
pub fn quoted<'n>(reading: &Reading<'n>, mark: &Label, (asks, answers): (usize, usize)) -> Candidate<'n> {
    let blocks = &reading.tree.blocks;
    let is_option = |line: &Range<usize>| words::letter(&reading.front(line.clone())).is_some();
    let below = reading.lines_from(mark.block, mark.after).map(|(line, _)| line).take_while(|line| !is_option(line));
    let first = mark.line.start..below.last().map_or(mark.line.end, |last| last.end);
    let Said { text, label, ask } = said(reading, &first);
    let from = blocks[answers + 1].inner.start;
    let from = callout::head(reading.text, from).map_or(from, |callout| callout.head.end);
    let end = blocks[answers].span.end;
    let answer = vec![reading.trim(from..end)];
    let rest = reading.trim(first.end..blocks[asks].span.end);
    let mut prompt: Vec<Range<usize>> = std::iter::once(first.clone()).chain(Some(rest)).collect();
    prompt.retain(|part| reading.shows(part.clone()));
    let choices = choices(reading, first.end, &mut prompt, &answer);
    let start = blocks[asks].span.start;
    Candidate {
        style: Style { form: Form::Label, key: 1 },
        head: start..prompt.last().map_or(first.end, |last| last.end),
        label: label.filter(|label| label.known),
        ask,
        text,
        prompt,
        answer: Answer::Fixed(answer, end),
        choices,
        blanks: Vec::new(),
        section: reading.head_above(start),
    }
}

/// Takes the options out of the words of a question. Only its own body holds them; its answer may have a list of its own.
pub fn choices(
    reading: &Reading<'_>,
    body: usize,
    prompt: &mut Vec<Range<usize>>,
    answer: &[Range<usize>],
) -> Vec<Choice> {
    let end = prompt.last().map_or(body, |last| last.end);
    let Some(parts) = options_before(reading, body..end.max(body), answer) else { return Vec::new() };
    prompt.retain(|part| part.start < body);
    prompt.extend(parts.rest);
    parts.choices
}
