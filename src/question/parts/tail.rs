//! What trails an answer and is no part of it.

use crate::normal;
use crate::note::block::Kind;
use crate::question::reading::Reading;
use std::ops::Range;

/// An answer without what trails it: rules, links back to the top, empty HTML.
pub fn tail(reading: &Reading<'_>, span: Range<usize>) -> Range<usize> {
    let mut span = reading.trim(span);
    loop {
        let last = reading.tree.blocks.partition_point(|block| block.span.start < span.end);
        let Some(mut block) = last.checked_sub(1) else { return span };
        while let Some(parent) =
            reading.tree.blocks[block].parent.filter(|&parent| reading.tree.blocks[parent].span.start >= span.start)
        {
            block = parent;
        }
        let it = &reading.tree.blocks[block];
        if it.span.start < span.start || it.span.end < span.end || !trails(reading, block) {
            return span;
        }
        span = reading.trim(span.start..it.span.start);
    }
}

fn trails(reading: &Reading<'_>, block: usize) -> bool {
    let it = &reading.tree.blocks[block];
    match it.kind {
        Kind::Rule => true,
        // Most answers end with words.
        Kind::Paragraph if is_plain(&reading.text[it.inner.clone()]) => false,
        Kind::Html | Kind::Paragraph => {
            let closes = reading.tags_in(it.span.clone()).iter().any(|tag| tag.name == "details");
            !closes && (back_link(reading, &it.span) || !reading.shows(it.span.clone()))
        }
        _ => false,
    }
}

/// Whether a paragraph begins with a word and has no tag: then it shows something, and is more than a link.
fn is_plain(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) && memchr::memchr(b'<', text.as_bytes()).is_none()
}

/// A block that is nothing but one link to a place on the same page.
fn back_link(reading: &Reading<'_>, span: &Range<usize>) -> bool {
    let text = normal::trim(&reading.text[span.clone()])
        .trim_matches(|c: char| matches!(c, '*' | '_' | '⬆' | '↑' | '🔝' | '\u{fe0f}' | ' '));
    let markdown = || {
        let targets = memchr::memchr_iter(b']', text.as_bytes()).map(|at| &text[at + 1..]);
        let mut targets = targets.filter(|behind| behind.starts_with('('));
        targets.next().is_some_and(|behind| behind.starts_with("(#")) && targets.next().is_none()
    };
    let html = || {
        text.len() < 300
            && memchr::memchr(b'<', text.as_bytes()).is_some()
            && text.matches("<a ").count() == 1
            && (text.contains("href=\"#") || text.contains("href='#"))
    };
    (text.starts_with('[') && text.ends_with(')') && markdown()) || html()
}

/// Whether some bytes hold links and nothing else: "Sources", "Where it is implemented".
pub fn only_links(reading: &Reading<'_>, range: Range<usize>) -> bool {
    let blocks = &reading.tree.blocks;
    let first = blocks.partition_point(|block| block.span.start < range.start);
    let within = blocks[first..].iter().take_while(|block| block.span.start < range.end);
    within.enumerate().all(|(i, block)| match block.kind {
        Kind::Paragraph => reading.only_links(first + i) || !reading.shows(block.span.clone()),
        Kind::List(_) | Kind::Item(_) | Kind::Rule => true,
        _ => false,
    })
}
