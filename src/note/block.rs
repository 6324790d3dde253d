//! The blocks of a note as one flat list in the order they open: what lies in what, without recursion; and in the same
//! pass the leaves of text that show in them.
//!
//! The text of a tight list item has no paragraph of its own in the events; here it gets one, so that every walk finds
//! words in the same place. Invariant: a block's descendants are the blocks after it up to its `end`.

use super::dialect::Events;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use std::ops::Range;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A paragraph, or the bare text of a tight item.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A list; `true` when it is numbered.
    List(bool),
    /// An item, and whether its task box is ticked when it has one.
    Item(Option<bool>),
    /// A block quote, callouts included.
    Quote,
    /// Code, fenced or indented.
    Code,
    /// Raw HTML.
    Html,
    /// A table.
    Table,
    /// A row of a table; `true` for its head.
    Row(bool),
    /// A cell.
    Cell,
    /// A thematic break.
    Rule,
    /// A footnote's text.
    Footnote,
}

/// One block.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its bytes, marks included.
    pub span: Range<usize>,
    /// The bytes of its inline content, marks excluded; for a container the same as `span`.
    pub inner: Range<usize>,
    /// Its events, from its start to its end; for the text of a tight item, that text's events.
    pub events: Range<usize>,
    /// The block it lies in.
    pub parent: Option<usize>,
    /// The index after its last descendant.
    pub end: usize,
}

/// A piece of visible text.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Its bytes.
    pub span: Range<usize>,
    /// Its event.
    pub event: usize,
    /// How it shows.
    pub kind: LeafKind,
    /// The innermost block that it lies in.
    pub block: usize,
}

/// How a leaf shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafKind {
    /// As words.
    Text,
    /// As code or as a formula.
    Code,
    /// As the end of a line.
    Break,
    /// As what raw HTML makes of it.
    Html,
}

/// All blocks.
#[derive(Debug, Default)]
pub struct Tree {
    /// In the order they open.
    pub blocks: Vec<Block>,
    /// What shows text, in order: not what an image says instead of itself, nor a note within a line, which stands at the
    /// foot of the page.
    pub leaves: Vec<Leaf>,
    /// Where images begin, in order.
    pub images: Vec<usize>,
}

impl Tree {
    /// Reads the blocks from the events, in one pass.
    pub fn read(events: &Events<'_>) -> Self {
        // A paragraph makes three events or more, and no event more than one leaf.
        let tree = Self {
            blocks: Vec::with_capacity(events.len() / 3),
            leaves: Vec::with_capacity(events.len()),
            images: Vec::new(),
        };
        let mut builder = Builder { tree, ..Builder::default() };
        for (i, (event, span)) in events.iter().enumerate() {
            builder.take(i, event, span);
        }
        while !builder.open.is_empty() {
            builder.close(events.len());
        }
        builder.tree
    }

    /// The children of a block, or the top-level blocks.
    pub fn children(&self, parent: Option<usize>) -> Children<'_> {
        let (next, end) = match parent {
            Some(parent) => (parent + 1, self.blocks[parent].end),
            None => (0, self.blocks.len()),
        };
        Children { tree: self, next, end }
    }

    /// The block after this one in the same container.
    pub fn next_sibling(&self, block: usize) -> Option<usize> {
        let next = self.blocks[block].end;
        let end = self.blocks[block].parent.map_or(self.blocks.len(), |parent| self.blocks[parent].end);
        (next < end).then_some(next)
    }

    /// The block before this one in the same container.
    pub fn previous_sibling(&self, block: usize) -> Option<usize> {
        let parent = self.blocks[block].parent;
        let before = block.checked_sub(1).filter(|&before| Some(before) != parent)?;
        std::iter::successors(Some(before), |&before| self.blocks[before].parent)
            .find(|&before| self.blocks[before].parent == parent)
    }

    /// How many containers a block lies in.
    pub fn depth(&self, block: usize) -> usize {
        std::iter::successors(self.blocks[block].parent, |&parent| self.blocks[parent].parent).count()
    }

    /// The nearest container of a kind that `is` names.
    pub fn ancestor(&self, block: usize, is: impl Fn(Kind) -> bool) -> Option<usize> {
        std::iter::successors(self.blocks[block].parent, |&parent| self.blocks[parent].parent)
            .find(|&parent| is(self.blocks[parent].kind))
    }
}

/// Iterates over the children of one block.
#[derive(Debug, Clone)]
pub struct Children<'t> {
    tree: &'t Tree,
    next: usize,
    end: usize,
}

impl Iterator for Children<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let child = self.next;
        if child >= self.end {
            return None;
        }
        self.next = self.tree.blocks[child].end;
        Some(child)
    }
}

#[derive(Default)]
struct Builder {
    tree: Tree,
    open: Vec<usize>,
    /// The innermost of them, if it holds inline content.
    inner: Option<usize>,
    /// Whether the innermost open block is one that we opened for the text of a tight item.
    bare: bool,
    /// How many inline containers are open.
    inline: usize,
    /// How many of them do not show what they hold where they stand.
    silent: usize,
}

impl Builder {
    fn take(&mut self, i: usize, event: &Event<'_>, span: &Range<usize>) {
        match event {
            Event::Start(tag) => match kind(tag) {
                Some(kind) => {
                    self.end_bare(i);
                    self.open(kind, i, span.clone());
                }
                None => {
                    self.text(i, span);
                    self.inline += 1;
                    self.silent += usize::from(matches!(tag, Tag::Image { .. } | Tag::Subscript));
                    self.tree.images.extend(matches!(tag, Tag::Image { .. }).then_some(span.start));
                }
            },
            Event::End(end) if self.inline > 0 => {
                self.inline -= 1;
                self.silent -= usize::from(matches!(end, TagEnd::Image | TagEnd::Subscript));
                self.text(i, span);
            }
            Event::End(_) => {
                self.end_bare(i);
                self.close(i + 1);
            }
            Event::Rule => {
                self.end_bare(i);
                self.open(Kind::Rule, i, span.clone());
                self.close(i + 1);
            }
            Event::TaskListMarker(ticked) => {
                if let Some(&item) =
                    self.open.iter().rev().find(|&&open| matches!(self.tree.blocks[open].kind, Kind::Item(_)))
                {
                    self.tree.blocks[item].kind = Kind::Item(Some(*ticked));
                }
            }
            _ => self.leaf(i, event, span),
        }
    }

    fn open(&mut self, kind: Kind, event: usize, span: Range<usize>) {
        let parent = self.open.last().copied();
        self.inner = holds_text(kind).then_some(self.tree.blocks.len());
        self.open.push(self.tree.blocks.len());
        let inner = match kind {
            Kind::Paragraph | Kind::Heading(_) | Kind::Cell | Kind::Code | Kind::Html => span.end..span.end,
            _ => span.clone(),
        };
        self.tree.blocks.push(Block { kind, span, inner, events: event..event + 1, parent, end: 0 });
    }

    fn close(&mut self, event: usize) {
        let end = self.tree.blocks.len();
        if let Some(block) = self.open.pop().map(|open| &mut self.tree.blocks[open]) {
            block.end = end;
            block.events.end = event;
        }
        self.inner = self.open.last().copied().filter(|&open| holds_text(self.tree.blocks[open].kind));
    }

    fn end_bare(&mut self, event: usize) {
        if self.bare {
            self.bare = false;
            self.close(event);
        }
    }

    fn leaf(&mut self, i: usize, event: &Event<'_>, span: &Range<usize>) {
        let block = self.text(i, span);
        let kind = match event {
            Event::Text(_) if self.tree.blocks[block].kind == Kind::Code => LeafKind::Code,
            Event::Text(_) => LeafKind::Text,
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => LeafKind::Code,
            Event::SoftBreak | Event::HardBreak => LeafKind::Break,
            Event::Html(_) | Event::InlineHtml(_) => LeafKind::Html,
            _ => return,
        };
        if self.silent == 0 {
            self.tree.leaves.push(Leaf { span: span.clone(), event: i, kind, block });
        }
    }

    /// Inline content widens the block it lies in; where none holds such content, one is opened.
    fn text(&mut self, event: usize, span: &Range<usize>) -> usize {
        let inner = self.inner.unwrap_or_else(|| {
            self.open(Kind::Paragraph, event, span.clone());
            self.bare = true;
            self.tree.blocks.len() - 1
        });
        let block = &mut self.tree.blocks[inner];
        block.inner = match block.inner.is_empty() {
            true => span.clone(),
            false => block.inner.start.min(span.start)..block.inner.end.max(span.end),
        };
        if self.bare {
            block.span = block.inner.clone();
        }
        inner
    }
}

fn holds_text(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Heading(_) | Kind::Cell | Kind::Code | Kind::Html)
}

fn kind(tag: &Tag<'_>) -> Option<Kind> {
    Some(match tag {
        Tag::Paragraph => Kind::Paragraph,
        Tag::Heading { level, .. } => Kind::Heading(match level {
            HeadingLevel::H1 => 1,
            HeadingLevel::H2 => 2,
            HeadingLevel::H3 => 3,
            HeadingLevel::H4 => 4,
            HeadingLevel::H5 => 5,
            HeadingLevel::H6 => 6,
        }),
        Tag::List(start) => Kind::List(start.is_some()),
        Tag::Item => Kind::Item(None),
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::CodeBlock(_) => Kind::Code,
        Tag::HtmlBlock => Kind::Html,
        Tag::Table(_) => Kind::Table,
        Tag::TableHead => Kind::Row(true),
        Tag::TableRow => Kind::Row(false),
        Tag::TableCell => Kind::Cell,
        Tag::FootnoteDefinition(_) => Kind::Footnote,
        _ => return None,
    })
}
