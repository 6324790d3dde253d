//! The lines that a label begins, found once: every form asks where an answer is announced.

mod turns;
mod unknown;

use super::view::{Head, Label, Reading};
use crate::note::block::Kind;
use crate::question::words::{self, Pair};
use std::ops::Range;

/// Finds them, in order.
pub fn find(reading: &mut Reading<'_>) -> Vec<Label> {
    let mut labels = turns::find(reading);
    let reading = &*reading;
    let mut initials = Vec::new();
    let mut labelled = reading.labelled.iter().peekable();
    for (block, it) in reading.tree.blocks.iter().enumerate() {
        let labelled = labelled.next_if_eq(&&block).is_some();
        match it.kind {
            Kind::Paragraph if labelled => {
                in_paragraph(reading, block, &mut labels, &mut initials);
            }
            Kind::Heading(_) => {
                let head = reading.heads.partition_point(|head| head.span.start < it.span.start);
                let own = |head: &&Head<'_>| head.block == block && head.span.start == it.span.start;
                match reading.heads.get(head).filter(own) {
                    Some(head) if head.announces => labels.push(Label {
                        pair: Some(Pair::Answer),
                        line: it.span.clone(),
                        block,
                        after: it.events.end,
                    }),
                    Some(_) => {}
                    // A card, underlined by the rule below it.
                    None => in_paragraph(reading, block, &mut labels, &mut initials),
                }
            }
            Kind::Quote if reading.answering_callout(block) => {
                labels.push(Label { pair: Some(Pair::Answer), line: it.span.clone(), block, after: it.events.end });
            }
            _ => {}
        }
    }
    labels.extend(paired(initials));
    labels.sort_by_key(|label| label.line.start);
    labels.dedup_by_key(|label| label.line.start);
    let unknown = unknown::find(reading, &labels);
    if !unknown.is_empty() {
        labels.extend(unknown);
        labels.sort_by_key(|label| label.line.start);
    }
    labels
}

/// Labels of one letter (`P:` and `R:`), where two questions and their answers take turns: alone a letter says nothing.
fn paired(initials: Vec<(char, Label)>) -> Vec<Label> {
    let asks = |at: usize| words::initials(initials[at].0, initials.get(at + 1).map_or(' ', |next| next.0));
    let turns: Vec<usize> = (0..initials.len()).filter(|&at| asks(at)).collect();
    if turns.len() < 2 {
        return Vec::new();
    }
    let said = |pair: Pair, at: usize| Label { pair: Some(pair), ..initials[at].1.clone() };
    turns.into_iter().flat_map(|at| [said(Pair::Question, at), said(Pair::Answer, at + 1)]).collect()
}

fn in_paragraph(reading: &Reading<'_>, block: usize, labels: &mut Vec<Label>, initials: &mut Vec<(char, Label)>) {
    let mut asks = false;
    // "Task 3:" behind a box is a thing to do.
    let boxed =
        reading.tree.blocks[block].parent.is_some_and(|it| matches!(reading.tree.blocks[it].kind, Kind::Item(Some(_))));
    for (line, after) in reading.lines_from(block, 0) {
        let text = &reading.text[line.clone()];
        let pair = words::pair(text)
            .filter(|_| !(boxed && words::is_task(text)))
            .or_else(|| words::answers(text).then_some(Pair::Answer))
            .or_else(|| labels.last().filter(|_| dotted(reading, &line, 'A')).and_then(|last| answers(reading, last)));
        // `A:` answers by itself, and is the other half of `F:`.
        let initial = words::initial(text);
        asks = if pair.is_none() && initial.is_none() { asks } else { pair != Some(Pair::Answer) };
        let inner = Some(()).filter(|()| asks).and_then(|()| within(reading, &line));
        if pair.is_some() || text.starts_with("C:") {
            labels.push(Label { pair, line: line.clone(), block, after });
        }
        if let Some(initial) = initial {
            initials.push((initial, Label { pair, line: line.clone(), block, after }));
        }
        if let Some(at) = inner {
            asks = false;
            let label = Label { pair: Some(Pair::Answer), line: at..line.end, block, after };
            match words::pair(&reading.text[at..line.end]) {
                Some(_) => labels.push(label),
                None => initials.extend(words::initial(&reading.text[at..line.end]).map(|it| (it, label))),
            }
        }
    }
}

/// Whether a line begins with a letter that a stop parts from its words: `Q. ...`, `A- ...`, `A.`
fn dotted(reading: &Reading<'_>, line: &Range<usize>, letter: char) -> bool {
    let text = reading.text[line.clone()].trim_start_matches(['*', '_']);
    let rest = text.strip_prefix(letter).and_then(|rest| rest.strip_prefix(['.', '-']));
    rest.is_some_and(|rest| rest.trim_start_matches(['*', '_']).trim().is_empty() || rest.starts_with([' ', '*']))
}

/// `A.` answers `Q.`; but `A.`, `B.` are options.
fn answers(reading: &Reading<'_>, asked: &Label) -> Option<Pair> {
    let dotted = asked.pair == Some(Pair::Question) && dotted(reading, &asked.line, 'Q');
    let behind = reading.text[asked.line.end..].lines().take(FEW_LINES);
    let offers = behind.into_iter().any(|line| words::letter(line).is_some_and(|(place, _)| place == 1));
    (dotted && !offers).then_some(Pair::Answer)
}

/// Options have their second within so many lines of the question.
const FEW_LINES: usize = 12;

/// A question of more colons has its answer's label where nobody would find it.
const MOST: usize = 20;

/// Where in a line that asks the label of its answer stands: `Q: Why? A: Because.` It is behind a question mark, or parted
/// from the question by a dash or by its own bold.
fn within(reading: &Reading<'_>, line: &Range<usize>) -> Option<usize> {
    let text = &reading.text[line.clone()];
    let parted = |at: usize| {
        let before = text[..at].trim_end_matches(['*', '_', ' ', '\t', '(', '（']);
        before.len() < at && before.ends_with(['?', '？', '؟', '—', '–', '|', '→'])
            || (at > 0 && text[at..].starts_with("**"))
    };
    // Where the last word of what stands before a byte begins, if another stands before it.
    let word = |end: usize| {
        let (_, word) = text[..end].trim_end_matches(['*', '_', ' ']).rsplit_once(char::is_whitespace)?;
        Some(text[..end].trim_end_matches(['*', '_', ' ']).len() - word.len())
    };
    let says = |&at: &usize| {
        parted(at) && (words::pair(&text[at..]) == Some(Pair::Answer) || words::initial(&text[at..]).is_some())
    };
    // A label may be two words: "Correct answer:".
    let label = |(colon, _)| {
        let last = word(colon)?;
        std::iter::once(last).chain(word(last)).find(says)
    };
    let starts = text.match_indices([':', '：']).take(MOST).filter_map(label);
    // `A: one B: two` are options.
    let offers =
        |at: usize| words::letter(text[at..].trim_start_matches(['*', '_'])).is_some() && text[at..].contains(" B:");
    let mut starts = starts.filter(|&at| !offers(at)).map(|at| line.start + at);
    starts.find(|&at| reading.in_words(at + reading.text[at..].find(char::is_alphanumeric).unwrap_or(0)))
}
