//! The lines that a label begins, found once: every form asks where an answer is announced.

use super::view::{Head, Label, Reading};
use crate::note::block::Kind;
use crate::question::words::{self, Pair};

/// Finds them, in order.
pub fn find(reading: &Reading<'_>) -> Vec<Label> {
    let (mut labels, mut initials) = (Vec::new(), Vec::new());
    for (block, it) in reading.tree.blocks.iter().enumerate() {
        match it.kind {
            Kind::Paragraph if reading.labelled.binary_search(&block).is_ok() => {
                in_paragraph(reading, block, &mut labels, &mut initials);
            }
            Kind::Heading(_) => {
                let head = reading.heads.partition_point(|head| head.span.start < it.span.start);
                let own = |head: &&Head<'_>| head.block == block && head.span.start == it.span.start;
                if reading.heads.get(head).filter(own).is_some_and(|head| head.announces) {
                    labels.push(Label { pair: Some(Pair::Answer), line: it.span.clone(), block, after: it.events.end });
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
    for (line, after) in reading.lines_from(block, 0) {
        let text = &reading.text[line.clone()];
        let pair = words::pair(text).or_else(|| words::answers(text).then_some(Pair::Answer));
        if pair.is_some() || text.starts_with("C:") {
            labels.push(Label { pair, line, block, after });
        } else if let Some(initial) = words::initial(text) {
            initials.push((initial, Label { pair, line, block, after }));
        }
    }
}
