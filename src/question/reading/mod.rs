//! A note as recognition reads it. Steps: its HTML tags and the `<details>` they make; what its lines begin
//! with; its headings; the lines that a label begins.

mod contents;
mod labels;
mod text;

mod heads;

mod view;

mod html;
mod starts;

use crate::note::Note;
use crate::note::block::Kind;
use crate::question::words;
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
        let starts = starts::collect(note);
        let mut reading = Self {
            text,
            note,
            tree,
            tags,
            details,
            heads: Vec::new(),
            rules: Vec::new(),
            headings: Vec::new(),
            quotes: Vec::new(),
            tables: Vec::new(),
            labels: Vec::new(),
            spoken: starts.spoken,
            chat: 0..0,
            flashcards: false,
            handles: BTreeSet::new(),
            contents: OnceCell::new(),
            colons: false,
            carets: memchr::memchr(b'^', text.as_bytes()).is_some(),
            ticks: words::ticks_in(text).collect(),
            boxes: Vec::new(),
            letters: starts.letters,
            labelled: starts.labelled,
            marked: starts.marked,
            work: Cell::new(0),
            leaves: &tree.leaves,
        };
        reading.sort_blocks();
        reading.colons = reading.has("::");
        reading.flashcards = reading.says_flashcards();
        // A summary must come first; anything else is a fragment of some other structure.
        let details: Vec<Details> = std::mem::take(&mut reading.details);
        reading.details = details.into_iter().filter(|it| !reading.shows(it.whole.start..it.summary.start)).collect();
        reading.handles = reading.find_handles();
        reading.heads = heads::find(&reading);
        reading.labels = labels::find(&mut reading);
        reading
    }

    /// Notes where the blocks are that notes have few of, so that nobody need look for them among all.
    fn sort_blocks(&mut self) {
        for (block, it) in self.tree.blocks.iter().enumerate() {
            match it.kind {
                Kind::Item(Some(_)) => self.boxes.push(it.span.start),
                Kind::Rule if it.parent.is_none() => self.rules.push(it.span.start),
                Kind::Heading(level) => self.headings.push((block, level)),
                Kind::Quote => self.quotes.push(block),
                Kind::Table => self.tables.push(block),
                _ => {}
            }
        }
    }
}
