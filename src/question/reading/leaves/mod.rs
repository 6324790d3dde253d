//! The leaves of a note: every event that shows text, with the block it lies in; and on the way what lines begin with,
//! so that who looks for a label or an option need not look at every line again.

mod starts;

use crate::normal;
use crate::note::Note;
use crate::note::block::Kind;
use pulldown_cmark::{Event, Tag, TagEnd};
use starts::Start;
use std::borrow::Cow;
use std::ops::Range;

/// A piece of visible text.
#[derive(Clone, Debug)]
pub struct Leaf {
    pub span: Range<usize>,
    pub event: usize,
    pub kind: LeafKind,
    pub block: usize,
}

/// How it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafKind {
    Text,
    Code,
    Break,
    Html,
}

/// What one pass over the events finds.
#[derive(Debug, Default)]
pub struct Leaves {
    /// Every leaf, in order.
    pub leaves: Vec<Leaf>,
    /// Where images begin.
    pub images: Vec<usize>,
    /// Where a line may begin with the first of some options: `A)`. Some of these do not; no line that does is missing.
    pub letters: Vec<usize>,
    /// The blocks in which a line may begin with a label, in order: as sure as `letters`.
    pub labelled: Vec<usize>,
    /// The blocks in which a line begins with a question mark, in order.
    pub marked: Vec<usize>,
    /// The events that open a link to a place in this note.
    pub inward: Vec<usize>,
}

/// Collects them, in order.
pub fn collect(note: &Note<'_>) -> Leaves {
    let tree = &note.tree;
    // Every block has an event that shows nothing, but for the text of a tight item; there its item has two.
    let most = note.events.len().saturating_sub(tree.blocks.len());
    let mut found = Leaves { leaves: Vec::with_capacity(most), ..Leaves::default() };
    let (mut block, mut image) = (0, 0);
    let mut next_block = tree.blocks.get(1).map_or(usize::MAX, |next| next.events.start);
    let mut in_code = tree.blocks.first().is_some_and(|it| it.kind == Kind::Code);
    let mut line_begins = true;
    for (i, (event, span)) in note.events.iter().enumerate() {
        // The innermost block that has begun: blocks are in order of their events.
        while next_block <= i {
            block += 1;
            in_code = tree.blocks[block].kind == Kind::Code;
            next_block = tree.blocks.get(block + 1).map_or(usize::MAX, |next| next.events.start);
            line_begins = true;
        }
        // What an image says instead of itself is not what a page shows, and a note within a line stands at its foot.
        let (kind, text) = match event {
            Event::Start(tag) => {
                match tag {
                    Tag::Image { .. } => {
                        image += 1;
                        found.images.push(span.start);
                    }
                    Tag::Subscript => image += 1,
                    Tag::Link { dest_url, .. } if dest_url.starts_with('#') => found.inward.push(i),
                    _ => {}
                }
                continue;
            }
            Event::End(end) => {
                image -= usize::from(matches!(end, TagEnd::Image | TagEnd::Subscript));
                continue;
            }
            _ if image > 0 => continue,
            Event::Text(text) if in_code => (LeafKind::Code, text),
            Event::Text(text) => (LeafKind::Text, text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => (LeafKind::Code, text),
            Event::SoftBreak | Event::HardBreak => {
                line_begins = true;
                found.leaves.push(Leaf { span: span.clone(), event: i, kind: LeafKind::Break, block });
                continue;
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                found.leaves.push(Leaf { span: span.clone(), event: i, kind: LeafKind::Html, block });
                continue;
            }
            _ => continue,
        };
        found.leaves.push(Leaf { span: span.clone(), event: i, kind, block });
        if line_begins {
            line_begins = begin(&mut found, text, &note.source.text[span.start..], span.start, block);
        }
    }
    found
}

/// Notes what a line begins with; whether its next leaf may say more.
fn begin(found: &mut Leaves, text: &str, source: &str, at: usize, block: usize) -> bool {
    let text = normal::trim_start(text);
    let start = starts::option(text);
    if start == Start::Yes || start == Start::Open {
        found.letters.push(at);
    }
    if found.labelled.last() != Some(&block) && starts::label(source) {
        found.labelled.push(block);
    }
    if text.starts_with(['?', '？']) && found.marked.last() != Some(&block) {
        found.marked.push(block);
    }
    start == Start::Open
}

/// The entities that stand in prose.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return text.into();
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&nbsp;", " ").replace("&amp;", "&").into()
}
