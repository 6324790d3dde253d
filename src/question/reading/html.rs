//! The tags of a note's raw HTML, and the `<details>` they make: CommonMark cuts HTML into lines and fragments, so that
//! a `<details>` opens in one block and closes inside a paragraph three blocks on.

use crate::note::block::{Kind, Tree};
use crate::note::dialect::Events;
use pulldown_cmark::Event;
use std::borrow::Cow;
use std::ops::Range;

/// One tag, or a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'n> {
    /// Lower case; `!` for a comment.
    pub name: Cow<'n, str>,
    /// Whether it closes.
    pub closes: bool,
    /// Its bytes.
    pub span: Range<usize>,
}

/// A `<details>` that has a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// From `<details` to the end of `</details>`.
    pub whole: Range<usize>,
    /// Between `<summary>` and `</summary>`.
    pub summary: Range<usize>,
    /// Between `</summary>` and `</details>`.
    pub body: Range<usize>,
    /// How many others it lies in.
    pub depth: usize,
    /// Whether its author closed it.
    pub closed: bool,
}

/// Collects every tag, in order.
pub fn tags<'n>(text: &'n str, events: &Events<'_>, tree: &Tree) -> Vec<Tag<'n>> {
    let mut tags = Vec::new();
    if memchr::memchr(b'<', text.as_bytes()).is_none() {
        return tags;
    }
    // Whole blocks and not their lines: a tag or a comment may span several.
    for block in tree.blocks.iter().filter(|block| block.kind == Kind::Html) {
        scan(text, block.inner.clone(), &mut tags);
    }
    for (event, span) in events {
        if matches!(event, Event::InlineHtml(_)) {
            scan(text, span.clone(), &mut tags);
        }
    }
    tags.sort_by_key(|tag| tag.span.start);
    tags
}

fn scan<'n>(text: &'n str, span: Range<usize>, tags: &mut Vec<Tag<'n>>) {
    let mut at = span.start;
    while let Some(open) = memchr::memchr(b'<', &text.as_bytes()[at..span.end]).map(|open| at + open) {
        let inner = &text[open..span.end];
        let (name, closes, len) = if inner.starts_with("<!--") {
            ("!".into(), false, inner.find("-->").map_or(inner.len(), |end| end + 3))
        } else {
            let closes = inner.starts_with("</");
            let from = if closes { 2 } else { 1 };
            let len = inner.bytes().skip(from).take_while(u8::is_ascii_alphanumeric).count();
            let written = &inner[from..from + len];
            let is_named = written.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
            match is_named.then(|| close(inner)).flatten() {
                Some(end) if written.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                    (written.to_ascii_lowercase().into(), closes, end)
                }
                Some(end) => (Cow::from(written), closes, end),
                None => {
                    at = open + 1;
                    continue;
                }
            }
        };
        tags.push(Tag { name, closes, span: open..open + len });
        at = open + len;
    }
}

/// The byte after the `>` that ends a tag; a `>` in quotes does not, and a tag of more than a few hundred bytes is none.
fn close(tag: &str) -> Option<usize> {
    // Most tags have no attributes.
    let end = tag.bytes().skip(1).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'/');
    if let Some(end) = end.filter(|&end| tag.as_bytes()[end + 1] == b'>' && end < 3999) {
        return Some(end + 2);
    }
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate().take(4000) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'<') if at > 0 => return None,
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Matches `<details>`, `<summary>` and their ends. One that never closes runs to the next that opens beside it, or to the
/// end of the text.
pub fn details(tags: &[Tag<'_>], end: usize) -> Vec<Details> {
    struct Open {
        start: usize,
        summary: Option<usize>,
        summary_end: Option<(usize, usize)>,
        depth: usize,
    }
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let finish = |it: Open, body_end: usize, whole_end: usize, closed: bool, found: &mut Vec<Details>| {
        if let (Some(start), Some((end, body))) = (it.summary, it.summary_end) {
            found.push(Details {
                whole: it.start..whole_end,
                summary: start..end,
                body: body..body_end.max(body),
                depth: it.depth,
                closed,
            });
        }
    };
    for tag in tags {
        match (&*tag.name, tag.closes) {
            ("details", false) => {
                let depth = open.len();
                open.push(Open { start: tag.span.start, summary: None, summary_end: None, depth });
            }
            ("summary", false) => {
                if let Some(last) = open.last_mut().filter(|last| last.summary.is_none()) {
                    last.summary = Some(tag.span.end);
                }
            }
            ("summary", true) => {
                if let Some(last) = open.last_mut().filter(|last| last.summary.is_some() && last.summary_end.is_none())
                {
                    last.summary_end = Some((tag.span.start, tag.span.end));
                }
            }
            ("details", true) => {
                if let Some(last) = open.pop() {
                    finish(last, tag.span.start, tag.span.end, true, &mut found);
                }
            }
            _ => {}
        }
    }
    // What is still open was forgotten: the innermost one that opened later ends it.
    let mut limit = end;
    while let Some(last) = open.pop() {
        let start = last.start;
        finish(last, limit, limit, false, &mut found);
        limit = start;
    }
    found.sort_by_key(|it| it.whole.start);
    found
}
