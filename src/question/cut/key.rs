//! Answers that stand apart from their questions: behind a rule or a heading, or in a section of answers further down.

use crate::note::block::Kind;
use crate::question::form::{Candidate, number};
use crate::question::parts;
use crate::question::reading::Reading;
use crate::question::study::Cut;
use crate::question::words::{self, Pair};
use std::collections::BTreeMap;
use std::ops::Range;

/// The answer to some options that a label with letters begins, where nothing stands between but rules and headings that
/// name an answer, and no other question begins before it. It ends at the next rule or heading.
pub fn behind(reading: &Reading<'_>, options: Range<usize>, count: usize, next: usize) -> Option<Range<usize>> {
    let labels = reading.labels.partition_point(|label| label.line.start < options.end);
    let answers = reading.labels[labels..].iter().take_while(|label| label.line.start < next).take(2);
    let mut answers = answers.filter(|label| label.pair == Some(Pair::Answer));
    let label = answers.find(|label| !parts::letters_of(&reading.visible(label.line.clone()), count).is_empty())?;
    let blocks = &reading.tree.blocks;
    let first = blocks.partition_point(|block| block.span.start < options.end);
    let between = blocks.get(first..label.block)?;
    let passes = |block: &crate::note::block::Block| match block.kind {
        Kind::Rule => true,
        Kind::Heading(_) => words::solves(&reading.visible(block.inner.clone())),
        _ => false,
    };
    if !between.iter().all(passes) {
        return None;
    }
    let rule = reading.rules.partition_point(|&rule| rule < label.line.end);
    let head = reading.heads.partition_point(|head| head.span.start < label.line.end);
    let ends = [reading.rules.get(rule).copied(), reading.heads.get(head).map(|head| head.span.start), Some(next)];
    let end = ends.into_iter().flatten().min().unwrap_or(next).min(reading.text.len());
    let start = between.iter().find(|block| block.kind != Kind::Rule).map_or(label.line.start, |head| head.span.start);
    Some(parts::tail(reading, start..end.max(label.line.end.min(next))))
}

/// Marks the options that a section of answers names by the numbers of their questions (`2. **C**, because ...`), and says
/// of a question without an answer where its entry is.
pub fn mark(reading: &Reading<'_>, sections: &[Range<usize>], asked: &[&Candidate], cuts: &mut [Cut]) {
    let folded = folded(reading, cuts);
    let mut sections: Vec<&Range<usize>> = sections.iter().chain(&folded).collect();
    sections.sort_by_key(|section| section.start);
    let mut from = 0;
    for section in sections {
        let above = asked.partition_point(|candidate| candidate.head.start < section.start).max(from);
        let waits = |&at: &usize| match cuts[at].choices.as_slice() {
            [] => cuts[at].answer.is_empty() && cuts[at].blanks.is_empty(),
            choices => !choices.iter().any(|choice| choice.correct),
        };
        let number = |at: usize| Some((asked[at].label.as_ref()?.number?, at));
        let waiting: BTreeMap<u32, usize> = (from..above).filter(waits).filter_map(number).collect();
        from = above;
        if !waiting.is_empty() {
            entries(reading, section, waiting, cuts);
        }
    }
}

/// What `<details>` hide that say "Answers" and are part of no question.
fn folded(reading: &Reading<'_>, cuts: &[Cut]) -> Vec<Range<usize>> {
    let apart = |&&it: &&usize| {
        let at = reading.details[it].whole.start;
        let before = cuts.partition_point(|cut| cut.whole.start <= at).checked_sub(1);
        before.is_some_and(|before| cuts[before].whole.end <= at)
    };
    reading.handles.iter().filter(apart).map(|&it| reading.details[it].body.clone()).collect()
}

/// Each entry names its number on its first line, and there its letters too, or behind an answer's label further down.
fn entries(reading: &Reading<'_>, section: &Range<usize>, mut waiting: BTreeMap<u32, usize>, cuts: &mut [Cut]) {
    let (mut current, mut open) = (None, None::<usize>);
    for Line { span, opens, listed, first } in lines(reading, section) {
        let text = reading.visible(span.clone());
        let label = words::label(&text).filter(|label| label.number.is_some());
        let named = label.as_ref().and_then(|label| label.number).or(listed);
        if named.is_none() && !first {
            continue;
        }
        if named.is_some()
            && let Some(at) = open.take()
        {
            close(reading, cuts, at, opens);
        }
        current = named.or(current);
        let said = &text[label.map_or(0, |label| label.len)..];
        let tells = named.is_some() || words::pair(said) == Some(Pair::Answer);
        let Some((asks, at)) = current.filter(|_| tells).and_then(|asks| Some((asks, *waiting.get(&asks)?))) else {
            continue;
        };
        let letters = parts::letters_of(said, cuts[at].choices.len());
        if !letters.is_empty() || cuts[at].choices.is_empty() {
            cuts[at].entry = Some(span.start..section.end);
            open = Some(at);
            letters.iter().for_each(|&letter| cuts[at].choices[letter].correct = true);
            waiting.remove(&asks);
        }
    }
    if let Some(at) = open {
        close(reading, cuts, at, section.end);
    }
}

/// A line of a section of answers.
struct Line {
    span: Range<usize>,
    /// Where what it begins opens: its item, or itself.
    opens: usize,
    /// The number of the item that it begins.
    listed: Option<u32>,
    /// Whether it is the first of its paragraph: the others begin an entry with a number alone.
    first: bool,
}

fn lines<'a>(reading: &'a Reading<'_>, section: &Range<usize>) -> impl Iterator<Item = Line> + 'a {
    let blocks = &reading.tree.blocks;
    let first = blocks.partition_point(|block| block.span.start < section.start);
    let end = section.end;
    let within = blocks.iter().enumerate().skip(first).take_while(move |(_, it)| it.span.start < end);
    let words = within.filter(|(_, it)| matches!(it.kind, Kind::Paragraph | Kind::Heading(_)));
    words.flat_map(move |(block, it)| {
        let item = it.parent.filter(|&item| item + 1 == block && matches!(blocks[item].kind, Kind::Item(_)));
        let listed = item.and_then(|item| number(reading, blocks[item].span.start, true)?.number);
        let opens = item.map_or(it.span.start, |item| blocks[item].span.start);
        let line = move |(i, span): (usize, Range<usize>)| match i {
            0 => Line { span, opens, listed, first: true },
            _ => Line { opens: span.start, span, listed: None, first: false },
        };
        reading.lines(block).into_iter().enumerate().map(line)
    })
}

/// An entry ends where the next begins.
fn close(reading: &Reading<'_>, cuts: &mut [Cut], at: usize, end: usize) {
    cuts[at].entry = cuts[at].entry.take().map(|entry| parts::tail(reading, entry.start..end));
}
