//! Labels whose word no vocabulary has: one that stands before each of several answers labels the questions.

use super::super::view::{Label, Reading};
use crate::note::block::Kind;
use crate::question::words::{self, Pair};
use std::ops::Range;

/// So many of them make a habit.
const FEWEST: usize = 2;

/// Finds them by the labels that are known, which are in order. Most must ask with a mark: "Error: ..., Solution: ..." does not.
pub fn find(reading: &Reading<'_>, known: &[Label]) -> Vec<Label> {
    let count = |pair: Pair| known.iter().filter(|label| label.pair == Some(pair)).count();
    let answers = count(Pair::Answer);
    if answers < FEWEST || count(Pair::Question) * 2 >= answers {
        return Vec::new();
    }
    // "Symptom: ..., Solution: ..." is about trouble.
    let tells =
        |label: &&Label| label.pair == Some(Pair::Answer) && !words::solves_trouble(&reading.text[label.line.clone()]);
    let answers = known.iter().filter(tells);
    let is_known = |line: &Range<usize>| known.binary_search_by_key(&line.start, |label| label.line.start).is_ok();
    let before = answers.filter_map(|answer| before(reading, answer)).filter(|(_, label)| !is_known(&label.line));
    let mut before: Vec<(&str, Label)> = before.collect();
    before.dedup_by_key(|it| it.1.line.start);
    let Some(&(word, _)) = before.first() else { return Vec::new() };
    let (alike, asks) = (
        before.iter().filter(|it| it.0.eq_ignore_ascii_case(word)).count(),
        before.iter().filter(|it| words::has_mark(&reading.text[it.1.line.clone()])).count(),
    );
    let habit = alike >= FEWEST && alike == before.len() && alike * 10 >= count(Pair::Answer) * 7 && asks * 2 > alike;
    if habit { before.into_iter().map(|(_, label)| label).collect() } else { Vec::new() }
}

/// The word and the line that stand before the label of an answer, in its paragraph or as the one right before it.
fn before<'n>(reading: &Reading<'n>, answer: &Label) -> Option<(&'n str, Label)> {
    let tree = &reading.tree;
    let own = tree.blocks.get(answer.block).filter(|it| it.kind == Kind::Paragraph)?;
    let block = match own.inner.start < answer.line.start {
        true => answer.block,
        false => tree.previous_sibling(answer.block)?,
    };
    let (line, after) = reading.lines_from(block, 0).next().filter(|_| tree.blocks[block].kind == Kind::Paragraph)?;
    let word = words::before_colon(&reading.text[line.clone()])?;
    Some((word, Label { pair: Some(Pair::Question), line, block, after }))
}
