//! A note as recognition reads it: its blocks, its leaves of visible text, its tags, its headings and their reach.

use super::html::{self, Details, Tag};
use crate::identity::Prompt;
use crate::note::Note;
use crate::note::block::{Kind, Tree};
use pulldown_cmark::Event;
use std::ops::Range;

/// A piece of visible text.
#[derive(Clone, Debug)]
struct Leaf {
    span: Range<usize>,
    event: usize,
    kind: LeafKind,
    block: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LeafKind {
    Text,
    Code,
    Break,
    Html,
}

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
    leaves: Vec<Leaf>,
}

impl<'n> Reading<'n> {
    /// Reads a note, in one pass over its events and one over its blocks.
    pub fn new(note: &'n Note<'n>) -> Self {
        let text: &str = &note.source.text;
        let tree = Tree::read(&note.events);
        let tags = html::tags(text, &note.events, &tree);
        let details = html::details(&tags, text.len());
        let leaves = leaves(note, &tree);
        let mut reading = Self { text, note, tree, tags, details, heads: Vec::new(), leaves };
        reading.heads = reading.find_heads();
        reading
    }

    /// The visible text of some bytes, white space collapsed.
    pub fn visible(&self, span: Range<usize>) -> String {
        let mut out = String::new();
        self.walk(span, |_, piece| {
            for c in piece.chars() {
                if !c.is_whitespace() {
                    out.push(c);
                } else if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        });
        out.truncate(out.trim_end().len());
        out
    }

    /// The visible text with each piece of code as one letter, for reading marks and words.
    pub fn words(&self, span: Range<usize>) -> String {
        let mut out = String::new();
        self.walk(span, |kind, piece| if kind == LeafKind::Code { out.push('x') } else { out.push_str(piece) });
        out.truncate(out.trim_end().len());
        out
    }

    /// The words of some bytes as identity wants them.
    pub fn prompt(&self, spans: &[Range<usize>]) -> Prompt {
        let mut prompt = Prompt::default();
        for span in spans {
            self.walk(
                span.clone(),
                |kind, piece| if kind == LeafKind::Code { prompt.code(piece) } else { prompt.text(piece) },
            );
            prompt.text(" ");
        }
        prompt
    }

    /// Whether some bytes show anything: words, code, an image.
    pub fn shows(&self, span: Range<usize>) -> bool {
        let mut any = false;
        self.walk(span.clone(), |_, piece| any |= !piece.trim().is_empty());
        any || self.images(span)
    }

    fn images(&self, span: Range<usize>) -> bool {
        let from = self.note.events.partition_point(|(_, it)| it.start < span.start);
        let events = self.note.events[from..].iter().take_while(|(_, it)| it.start < span.end);
        events
            .into_iter()
            .any(|(event, _)| matches!(event, Event::Start(pulldown_cmark::Tag::Image { .. }) | Event::Rule))
            || self
                .tags_in(span)
                .iter()
                .any(|tag| matches!(tag.name.as_str(), "img" | "video" | "audio" | "iframe" | "svg" | "picture"))
    }

    /// The tags that lie in some bytes.
    pub fn tags_in(&self, span: Range<usize>) -> &[Tag] {
        let from = self.tags.partition_point(|tag| tag.span.start < span.start);
        let to = self.tags.partition_point(|tag| tag.span.start < span.end);
        &self.tags[from..to.max(from)]
    }

    /// The bytes without white space at either end.
    pub fn trim(&self, span: Range<usize>) -> Range<usize> {
        let text = &self.text[span.clone()];
        let start = span.start + (text.len() - text.trim_start().len());
        start..(span.start + text.trim_end().len()).max(start)
    }

    /// The last heading that begins before a byte.
    pub fn head_above(&self, at: usize) -> Option<usize> {
        self.heads.partition_point(|head| head.span.start < at).checked_sub(1)
    }

    /// The visible text of the headings above a byte, outermost first.
    pub fn section(&self, head: Option<usize>) -> Vec<usize> {
        let mut path: Vec<usize> = std::iter::successors(head, |&head| self.heads[head].parent).collect();
        path.reverse();
        path
    }

    fn walk(&self, span: Range<usize>, mut each: impl FnMut(LeafKind, &str)) {
        let from = self.leaves.partition_point(|leaf| leaf.span.end <= span.start);
        let mut block = None;
        for leaf in self.leaves[from..].iter().take_while(|leaf| leaf.span.start < span.end) {
            if block.is_some_and(|block| block != leaf.block) {
                each(LeafKind::Text, " ");
            }
            block = Some(leaf.block);
            let part = leaf.span.start.max(span.start)..leaf.span.end.min(span.end);
            match (&self.note.events[leaf.event].0, leaf.kind) {
                (_, LeafKind::Break) => each(LeafKind::Text, " "),
                (_, LeafKind::Html) => self.html(part, &mut each),
                (Event::Text(text) | Event::Code(text), kind) if part == leaf.span => each(kind, text),
                (_, kind) => each(kind, self.text.get(part).unwrap_or("")),
            }
        }
    }

    /// The text between tags.
    fn html(&self, span: Range<usize>, each: &mut impl FnMut(LeafKind, &str)) {
        let mut at = span.start;
        let before = self.tags.partition_point(|tag| tag.span.end <= span.start);
        for tag in self.tags[before..].iter().take_while(|tag| tag.span.start < span.end) {
            if tag.span.start > at {
                each(LeafKind::Text, &unescape(&self.text[at..tag.span.start]));
            }
            at = at.max(tag.span.end);
            if matches!(tag.name.as_str(), "br" | "p" | "li" | "div" | "td" | "th" | "tr" | "summary" | "details") {
                each(LeafKind::Text, " ");
            }
        }
        if at < span.end {
            each(LeafKind::Text, &unescape(&self.text[at..span.end]));
        }
    }

    fn find_heads(&self) -> Vec<Head> {
        let mut heads: Vec<Head> = Vec::new();
        for (block, it) in self.tree.blocks.iter().enumerate() {
            if let Kind::Heading(level) = it.kind {
                heads.push(self.head(block, level, it.span.clone(), it.inner.clone()));
            }
        }
        for (i, tag) in self.tags.iter().enumerate() {
            let Some(level) = level(&tag.name).filter(|_| !tag.closes) else { continue };
            if let Some(close) = self.tags[i..].iter().take(60).find(|close| close.closes && close.name == tag.name) {
                let block =
                    self.tree.blocks.partition_point(|block| block.span.start <= tag.span.start).saturating_sub(1);
                heads.push(self.head(block, level, tag.span.start..close.span.end, tag.span.end..close.span.start));
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

    fn head(&self, block: usize, level: u8, span: Range<usize>, inner: Range<usize>) -> Head {
        let text = self.visible(inner.clone());
        let span = span.start..span.start + self.text[span.clone()].trim_end().len();
        Head { block, level, inner: self.trim(inner), span, text, parent: None }
    }
}

fn level(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h').filter(|rest| rest.len() == 1)?.bytes().next()?;
    (b'1'..=b'6').contains(&digit).then(|| digit - b'0')
}

fn leaves(note: &Note<'_>, tree: &Tree) -> Vec<Leaf> {
    let mut leaves = Vec::with_capacity(note.events.len() / 2);
    let mut block = 0;
    for (i, (event, span)) in note.events.iter().enumerate() {
        // The innermost block that has begun: blocks are in order of their events.
        while tree.blocks.get(block + 1).is_some_and(|next| next.events.start <= i) {
            block += 1;
        }
        let in_code = tree.blocks.get(block).is_some_and(|it| it.kind == Kind::Code);
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
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&nbsp;", " ").replace("&amp;", "&")
}
