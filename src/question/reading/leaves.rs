//! The leaves of a note: every event that shows text, with the block it lies in.

use crate::note::Note;
use crate::note::block::{Kind, Tree};
use pulldown_cmark::{Event, Tag, TagEnd};
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

/// Collects them, in order.
pub fn collect(note: &Note<'_>, tree: &Tree) -> Vec<Leaf> {
    let mut leaves = Vec::with_capacity(note.events.len() / 2);
    let (mut block, mut image) = (0, 0);
    for (i, (event, span)) in note.events.iter().enumerate() {
        // The innermost block that has begun: blocks are in order of their events.
        while tree.blocks.get(block + 1).is_some_and(|next| next.events.start <= i) {
            block += 1;
        }
        let in_code = tree.blocks.get(block).is_some_and(|it| it.kind == Kind::Code);
        // What an image says instead of itself is not what a page shows, and a note within a line stands at its foot.
        match event {
            Event::Start(Tag::Image { .. } | Tag::Subscript) => image += 1,
            Event::End(TagEnd::Image | TagEnd::Subscript) => image -= 1,
            _ if image > 0 => continue,
            _ => {}
        }
        let kind = match event {
            Event::Text(_) if in_code => LeafKind::Code,
            Event::Text(_) => LeafKind::Text,
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => LeafKind::Code,
            Event::SoftBreak | Event::HardBreak => LeafKind::Break,
            Event::Html(_) | Event::InlineHtml(_) => LeafKind::Html,
            _ => continue,
        };
        leaves.push(Leaf { span: span.clone(), event: i, kind, block });
    }
    leaves
}

/// The entities that stand in prose.
pub fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&nbsp;", " ").replace("&amp;", "&")
}
