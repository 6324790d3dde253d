//! The headings of a note, Markdown's and HTML's.

use super::view::{Head, Reading};
use crate::normal;
use crate::question::words::{self, Pair};
use std::ops::Range;

/// Finds them, in order, each with the one that it stands under.
pub fn find<'n>(reading: &Reading<'n>) -> Vec<Head<'n>> {
    let mut heads: Vec<Head<'n>> = Vec::with_capacity(reading.headings.len());
    for &(block, level) in reading.headings.iter().filter(|(block, _)| !is_card(reading, *block)) {
        let it = &reading.tree.blocks[block];
        heads.push(head(reading, block, level, it.span.clone(), it.inner.clone()));
    }
    for (i, tag) in reading.tags.iter().enumerate() {
        let Some(size) = level(&tag.name).filter(|_| !tag.closes) else { continue };
        let after =
            reading.tags[i + 1..].iter().take(60).take_while(|other| other.closes || level(&other.name).is_none());
        if let Some(close) = after.into_iter().find(|close| close.closes && close.name == tag.name) {
            let block =
                reading.tree.blocks.partition_point(|block| block.span.start <= tag.span.start).saturating_sub(1);
            heads.push(head(reading, block, size, tag.span.start..close.span.end, tag.span.end..close.span.start));
        }
    }
    heads.sort_by_key(|head| head.span.start);
    let mut open: Vec<usize> = Vec::new();
    for head in 0..heads.len() {
        while open.last().is_some_and(|&above| heads[above].level >= heads[head].level) {
            open.pop();
        }
        heads[head].parent = open.last().copied();
        open.push(head);
    }
    heads
}

/// Whether a heading is the question and the answer of a card, which the rule below them underlined: "Q: ...", "A: ...",
/// "---". No heading has two labels.
fn is_card(reading: &Reading<'_>, block: usize) -> bool {
    let text = &reading.text[reading.tree.blocks[block].inner.clone()];
    // Nearly every heading is one line.
    let Some(end) = memchr::memchr(b'\n', text.as_bytes()) else { return false };
    let (first, rest) = text.split_at(end);
    words::pair(first) == Some(Pair::Question) && rest.lines().any(words::labels_answer)
}

fn head<'n>(reading: &Reading<'n>, block: usize, level: u8, span: Range<usize>, inner: Range<usize>) -> Head<'n> {
    let (text, plain) = reading.said(inner.clone());
    let span = span.start..span.start + normal::trim_end(&reading.text[span.clone()]).len();
    let announces = words::announces(&text);
    Head { block, level, inner: reading.trim(inner), span, parent: None, announces, speaks: false, text, plain }
}

fn level(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h').filter(|rest| rest.len() == 1)?.bytes().next()?;
    (b'1'..=b'6').contains(&digit).then(|| digit - b'0')
}
