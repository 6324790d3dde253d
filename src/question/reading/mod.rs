//! A note as recognition reads it. Steps: its HTML tags and the `<details>` they make; its leaves of visible
//! text; its headings; the lines that a label begins.

mod labels;
mod text;

mod heads;

mod view;

mod html;
mod leaves;

use crate::note::Note;
use crate::note::block::Kind;
use std::cell::{Cell, OnceCell};
use std::collections::BTreeSet;

pub use html::Details;
pub use view::{Head, Label, Reading};

impl<'n> Reading<'n> {
    /// Reads a note, in one pass over its events and one over its blocks.
    pub fn new(note: &'n Note<'n>) -> Self {
        let text: &str = &note.source.text;
        let tree = &note.tree;
        let tags = html::tags(text, &note.events, tree);
        let details = html::details(&tags, text.len());
        let leaves = leaves::collect(note);
        let boxes = tree.blocks.iter().filter(|block| matches!(block.kind, Kind::Item(Some(_))));
        let boxes = boxes.map(|block| block.span.start).collect();
        let top_rules = tree.blocks.iter().filter(|block| block.kind == Kind::Rule && block.parent.is_none());
        let rules = top_rules.map(|block| block.span.start).collect();
        let mut reading = Self {
            text,
            note,
            tree,
            tags,
            details,
            heads: Vec::new(),
            rules,
            labels: Vec::new(),
            flashcards: false,
            handles: BTreeSet::new(),
            contents: OnceCell::new(),
            boxes,
            letters: leaves.letters,
            labelled: leaves.labelled,
            marked: leaves.marked,
            work: Cell::new(0),
            leaves: leaves.leaves,
            images: leaves.images,
            inward: leaves.inward,
        };
        reading.flashcards = reading.says_flashcards();
        // A summary must come first; anything else is a fragment of some other structure.
        let details: Vec<Details> = std::mem::take(&mut reading.details);
        reading.details = details.into_iter().filter(|it| !reading.shows(it.whole.start..it.summary.start)).collect();
        reading.handles = reading.find_handles();
        reading.heads = heads::find(&reading);
        reading.labels = labels::find(&reading);
        reading
    }
}
