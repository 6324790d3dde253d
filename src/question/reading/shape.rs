//! The nouns of reading: a note as recognition sees it.

use super::html::{Details, Tag};
use super::leaves::Leaf;
use crate::note::Note;
use crate::note::block::Tree;
use crate::question::words::Pair;
use std::collections::BTreeSet;
use std::ops::Range;

/// A heading, Markdown's or HTML's.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its block.
    pub block: usize,
    /// 1 to 6.
    pub level: u8,
    /// All of its bytes.
    pub span: Range<usize>,
    /// Its content.
    pub inner: Range<usize>,
    /// Its visible text.
    pub text: String,
    /// The heading it stands under.
    pub parent: Option<usize>,
    /// Whether it says no more than that the answer follows, or announces it.
    pub announces: bool,
}

/// A line that a label begins, or a heading or callout that is one.
#[derive(Clone, Debug)]
pub struct Label {
    /// What it says; none for the label of another kind of card, which only ends what stands before it.
    pub pair: Option<Pair>,
    /// Its line; for a heading or a callout all of it.
    pub line: Range<usize>,
    /// The block it lies in.
    pub block: usize,
    /// The event after its line.
    pub after: usize,
}

/// All that the forms look at.
#[derive(Debug)]
pub struct Reading<'n> {
    /// The whole source.
    pub text: &'n str,
    /// The note.
    pub note: &'n Note<'n>,
    /// Its blocks.
    pub tree: Tree,
    /// Its HTML tags.
    pub tags: Vec<Tag>,
    /// Its `<details>`.
    pub details: Vec<Details>,
    /// Its headings.
    pub heads: Vec<Head>,
    /// The lines that a label begins.
    pub labels: Vec<Label>,
    /// Where its top-level rules begin.
    pub rules: Vec<usize>,
    /// Which `<details>` are no questions but hide answers: their summaries say so, or repeat without asking.
    pub handles: BTreeSet<usize>,
    /// Whether the note says that it holds flashcards.
    pub flashcards: bool,
    /// What links within the note point at and say, as [`key`]s: a table of contents.
    pub contents: BTreeSet<String>,
    /// Its leaves of visible text.
    pub leaves: Vec<Leaf>,
    /// Where its images begin.
    pub images: Vec<usize>,
}
