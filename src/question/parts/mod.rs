//! What follows a head, taken apart: the rest of the question, its options, and its answer, open or hidden.
//!
//! The order is always question, options, answer; what marks the borders are option letters, task boxes, an answer's
//! label or heading, and `<details>` whose summary names no more than an answer.

mod correct;
mod mend;
mod options;
mod tail;

mod inline;

mod shape;

pub use inline::behind;

pub use correct::{letters_of, mark, mark_within, number_of};
pub use mend::mend;
pub use shape::{Options, Parts};
pub use tail::{only_links, tail};

use super::reading::Reading;
use super::words::{self, Pair};
use crate::note::block::Kind;
use shape::Piece;
use std::ops::Range;

/// Takes the bytes after a head apart.
pub fn read(reading: &Reading<'_>, region: Range<usize>) -> Parts {
    let read = region.start..region.start.max(reading.trim(region.clone()).end);
    let mut parts = Parts { region: read, ..Parts::default() };
    let mut after = region.start;
    // Boxes and letters behind the border are part of the answer: a checklist, a list of steps.
    let border = border(reading, &region);
    let limit = border.as_ref().map_or(region.end, |border| border.start(reading));
    let found = reading
        .may_offer(&region)
        .then(|| options::find(reading, &pieces(reading, &(region.start..region.end), limit)))
        .flatten()
        .or_else(|| numbered(reading, &region, border.as_ref()?));
    if let Some(found) = found {
        parts.rest = some(reading.trim(region.start..found.span.start));
        after = found.span.end.min(region.end);
        parts.options = found.options;
        parts.choices = found.choices;
        // Within the paragraph of the last option the next question may begin.
        if let Some(last) = parts.choices.last_mut().filter(|last| last.span.end > region.end) {
            last.span = reading.trim(last.span.start..region.end);
        }
    }
    match border {
        Some(Border::Hidden(details)) => {
            let details = &reading.details[details];
            if parts.choices.is_empty() {
                parts.rest = some(reading.trim(region.start..details.whole.start));
            } else {
                parts.answer.extend(some(reading.trim(after..details.whole.start)));
            }
            for part in [details.summary.clone(), details.body.clone()] {
                parts.answer.extend(some(reading.trim(part.start.min(region.end)..part.end.min(region.end))));
            }
            parts.answer.extend(some(reading.trim(details.whole.end.min(region.end)..region.end)));
            parts.hidden = true;
            parts.solved = words::solves(&reading.visible(details.summary.clone()));
        }
        Some(Border::Label(at)) => {
            if parts.choices.is_empty() {
                parts.rest = some(reading.trim(region.start..at));
                after = at;
            }
            parts.answer.extend(some(reading.trim(after..region.end)));
            parts.announced = true;
        }
        None => parts.answer = some(reading.trim(after..region.end)).into_iter().collect(),
    }
    correct::mark(reading, &mut parts);
    parts
}

/// The options before a key that is a number and no more ("Answer: 2"), which then are numbered too.
fn numbered(reading: &Reading<'_>, region: &Range<usize>, border: &Border) -> Option<shape::Found> {
    let at = border.start(reading);
    let key = match border {
        Border::Label(at) => *at,
        Border::Hidden(details) => reading.trim(reading.details[*details].body.clone()).start,
    };
    let line = reading.text[key..region.end.max(key)].lines().next()?;
    let right =
        correct::number_of(line).filter(|_| matches!(border, Border::Label(_)) || words::labels_answer(line))?;
    options::numbered(reading, &pieces(reading, &(region.start..at), at), right)
}

/// Finds the options in bytes whose answer is known to stand elsewhere.
pub fn options_before(reading: &Reading<'_>, region: Range<usize>, answer: &[Range<usize>]) -> Option<Parts> {
    let found = options::find(reading, &pieces(reading, &region, region.end))?;
    let mut parts =
        Parts { rest: some(reading.trim(region.start..found.span.start)), answer: answer.to_vec(), ..Parts::default() };
    (parts.choices, parts.options) = (found.choices, found.options);
    correct::mark(reading, &mut parts);
    Some(parts)
}

fn some(range: Range<usize>) -> Option<Range<usize>> {
    (!range.is_empty()).then_some(range)
}

/// The outermost blocks that begin in a region before a byte and before a heading, and before them the lines of the
/// paragraph that the region begins in.
fn pieces(reading: &Reading<'_>, region: &Range<usize>, limit: usize) -> Vec<Piece> {
    let blocks = &reading.tree.blocks;
    let mut pieces = Vec::new();
    let first = blocks.partition_point(|block| block.span.start < region.start);
    let within = |block: &usize| blocks[*block].inner.end > region.start && blocks[*block].kind == Kind::Paragraph;
    if let Some(block) = first.checked_sub(1).filter(within) {
        let end = blocks[block].inner.end.min(region.end).min(limit);
        pieces.extend(some(region.start..end).map(|span| Piece { block, span, whole: false }));
    }
    let mut next = first;
    while let Some(block) = blocks.get(next).filter(|block| block.span.start < region.end.min(limit)) {
        reading.count();
        if matches!(block.kind, Kind::Heading(_)) {
            break;
        }
        // A container that goes on beyond the region was opened by somebody else's answer: look inside.
        if reading.trim(block.span.clone()).end > region.end && block.end > next + 1 {
            next += 1;
            continue;
        }
        pieces.push(Piece { block: next, span: block.span.start..block.span.end.min(region.end), whole: true });
        next = block.end;
    }
    pieces
}

enum Border {
    Hidden(usize),
    Label(usize),
}

impl Border {
    fn start(&self, reading: &Reading<'_>) -> usize {
        match self {
            Self::Hidden(details) => reading.details[*details].whole.start,
            Self::Label(at) => *at,
        }
    }
}

/// The first thing in a region that says that the answer begins: a label on a line of its own blocks, or `<details>`.
fn border(reading: &Reading<'_>, region: &Range<usize>) -> Option<Border> {
    let blocks = &reading.tree.blocks;
    if reading.labels.is_empty() && reading.handles.is_empty() {
        return None;
    }
    // What stands under a heading of its own is another matter, unless the heading names the answer or a part of the task.
    let heads = reading.heads.partition_point(|head| head.span.start < region.start);
    let mut heads = reading.heads[heads..].iter().take_while(|head| head.span.start < region.end);
    let end =
        heads.find(|head| !(head.announces || words::is_part(&head.text))).map_or(region.end, |head| head.span.start);
    let hidden = reading.details.partition_point(|it| it.whole.start < region.start);
    let hidden =
        reading.handles.contains(&hidden).then_some(hidden).filter(|&it| reading.details[it].whole.start < end);
    let end = hidden.map_or(end, |hidden| reading.details[hidden].whole.start);
    let labels = reading.labels.partition_point(|label| label.line.start < region.start);
    let labels = reading.labels[labels..].iter().take_while(|label| label.line.start < end);
    // Not one that lies deeper: a list within the answer may label things of its own.
    let outermost = |block: usize| {
        blocks[block]
            .parent
            .is_none_or(|parent| blocks[parent].span.start < region.start || blocks[parent].span.end > region.end)
    };
    // But the first item of a list right below the head: "- **Answer:** this", "- **Why:** that". `A: this` and `A` are options.
    let heads_list = |block: usize| {
        let list = block.checked_sub(2).filter(|&list| matches!(blocks[list].kind, Kind::List(_)));
        let is_first = list.filter(|_| blocks[block].parent == block.checked_sub(1));
        let front = || reading.front(blocks[block].inner.clone());
        let lettered = || words::letter(&front()).is_some() || front().chars().nth(1).is_none();
        is_first
            .is_some_and(|list| outermost(list) && !lettered() && !reading.shows(region.start..blocks[list].span.start))
    };
    let mut labels = labels.filter(|label| label.pair == Some(Pair::Answer));
    match labels.find(|label| outermost(label.block) || heads_list(label.block)) {
        Some(label) => Some(Border::Label(label.line.start)),
        None => hidden.map(Border::Hidden),
    }
}
