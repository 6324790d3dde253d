//! `Q:` and `A:` at the start of a line, in any case and language, bold or not; the answer may be missing.
//!
//! hashcards' rules are a part of this (labels at column 0, `---` or the next label ends a card), read without its errors.

use super::quoted::{quoted, quotes};
use crate::config::Form;
use crate::note::block::Kind;
use crate::question::form::candidate::{Answer, Candidate, Said, Style, ask_of, behind_label, joined, said, sentence};
use crate::question::form::paragraph::lead;
use crate::question::parts;
use crate::question::reading::{Label, Reading};
use crate::question::words::{self, Ask, Pair};
use std::ops::Range;

/// Offers every labelled question.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    // Headings and callouts announce answers too, but a labelled line is answered by another.
    let marks: Vec<&Label> = reading.labels.iter().filter(|label| !headed(reading, label)).collect();
    for (i, mark) in marks.iter().enumerate().filter(|(_, mark)| mark.pair == Some(Pair::Question)) {
        let section = reading.head_above(mark.line.start);
        if let Some(quotes) = marks.get(i + 1).and_then(|next| quotes(reading, mark, next)) {
            found.push(quoted(reading, mark, quotes));
            continue;
        }
        let reach = reach(reading, mark, &marks[i + 1..], section);
        let answer = marks.get(i + 1).filter(|next| next.pair == Some(Pair::Answer) && next.line.start < reach);
        let first = asked(reading, mark, answer.map(|answer| &answer.line));
        let Said { mut text, label, ask } = said(reading, &first);
        // A dash that parts the answer on the same line is none of the question's words.
        if answer.is_some_and(|answer| !reading.text[first.end..answer.line.start].contains('\n')) {
            text = text.trim_end_matches([' ', '—', '–', '|', '→']).to_owned().into();
        }
        let label = label.filter(|label| label.known).or_else(|| words::initial_label(&text));
        let label = label.or_else(|| words::bare_label(&text)).or_else(|| words::unknown_label(&text));
        // Without an answer's label a name may stand in the question's place: "Question 4: easy".
        let stem = || behind_label(reading, mark.block, first.end, &text, label.as_ref());
        // Nor where the label is all that its line says, or goes on with what asks nothing.
        let names = answer.is_none() || ask == Ask::No || label.as_ref().is_some_and(|label| label.len == text.len());
        let end = answer.map_or(reach, |answer| answer.line.start);
        let stem = Some(()).filter(|()| names).and_then(|()| stem()).filter(|stem| stem.end <= end);
        // Where the label is all, what stands before the answer asks, code and all.
        let bare = answer.is_some() && label.as_ref().is_some_and(|label| label.len == text.len());
        let stem = stem
            .or_else(|| Some(reading.trim(first.end..end)).filter(|between| bare && reading.shows(between.clone())));
        let text = match &stem {
            Some(stem) => joined(reading, &text, label.as_ref(), stem),
            None => text,
        };
        let asked = stem.as_ref().unwrap_or(&first);
        found.push(Candidate {
            style: Style {
                form: Form::Label,
                key: u32::try_from(reading.tree.depth(mark.block)).unwrap_or(0) * 2 + u32::from(answer.is_some()),
            },
            head: first.start..asked.end,
            label,
            ask: stem.as_ref().map_or(ask, |stem| ask_of(reading, stem)),
            text,
            answer: Answer::Runs(asked.end..reach),
            prompt: std::iter::once(first).chain(stem).collect(),
            choices: Vec::new(),
            blanks: Vec::new(),
            section,
        });
    }
}

/// How far what a label asks may go, with its answer: to the next heading, the next label that is no answer's, or the end of
/// what it lies in.
fn reach(reading: &Reading<'_>, mark: &Label, later: &[&Label], section: Option<usize>) -> usize {
    let blocks = &reading.tree.blocks;
    let it = &blocks[mark.block];
    let container = it.parent.map_or(reading.text.len(), |parent| blocks[parent].span.end);
    let container = if it.kind == Kind::Paragraph { container } else { it.inner.end };
    // A label in a list item may be answered in the next item, so the list and not the item is the border.
    let outer = reading.tree.ancestor(mark.block, |kind| matches!(kind, Kind::List(_)));
    let container = outer.map_or(container, |list| blocks[list].span.end);
    let next = later.iter().find(|next| next.pair != Some(Pair::Answer));
    let next = next.map_or(usize::MAX, |next| reading.opening(next.line.start));
    // Headings within the answer of a chat are parts of it.
    let heads = reading.heads[section.map_or(0, |head| head + 1)..].iter().take_while(|head| head.span.start < next);
    let mut heads = heads.skip_while(|head| head.announces && reading.chat.contains(&head.span.start));
    let next_head = heads.next().map_or(reading.text.len(), |head| head.span.start);
    next_head.min(container).min(next).max(mark.line.end)
}

/// Whether a label is a heading or a callout, and not a line.
fn headed(reading: &Reading<'_>, label: &Label) -> bool {
    let it = &reading.tree.blocks[label.block];
    it.kind != Kind::Paragraph && label.line == it.span
}

/// The bold words of a line that goes on behind them: `**Q. Why?** Because.`
fn bold(reading: &Reading<'_>, mark: &Label) -> Option<Range<usize>> {
    let lead = lead(reading, reading.tree.blocks[mark.block].events.clone())?;
    let whole = lead.bold.start == mark.line.start && lead.bold.end < mark.line.end && !lead.alone;
    (whole && words::label(&reading.visible(lead.inner.clone())).is_some_and(|label| label.len < lead.inner.len()))
        .then_some(lead.bold)
}

/// The lines that ask: up to the answer's label or the first option in the paragraph; without an answer the labelled line,
/// and what it is wrapped over, because what follows may be anything.
fn asked(reading: &Reading<'_>, mark: &Label, answer: Option<&Range<usize>>) -> Range<usize> {
    let Some(answer) = answer else {
        return bold(reading, mark).unwrap_or_else(|| sentence(reading, mark.block, (mark.line.clone(), mark.after)));
    };
    let lines = reading.lines_from(mark.block, mark.after).map(|(line, _)| line);
    let counted = parts::number_of(&reading.text[answer.clone()]).is_some();
    let first = |line: &Range<usize>| {
        let text = reading.visible(line.clone());
        words::letter(&text).is_some_and(|(place, _)| place == 0)
            || (counted && words::label(&text).is_some_and(|label| !label.known && label.number == Some(1)))
    };
    let more = lines.take_while(|line| line.start < answer.start && !first(line));
    let end = more.last().map_or(mark.line.end, |line| line.end);
    reading.trim(mark.line.start..end.min(answer.start))
}
