//! Obsidian's block ids: `^name` after a block's last words, or on a line of its own below it.
//!
//! Source of the rules: Obsidian's page on internal links. Letters, digits and `-`; a space before it; for a list, a
//! quote, a callout or a table as a whole on a line of its own after it. The name is taken out of the events, so that no
//! stage can show it, and kept here with the block that it names.
//!
//! Beside them the names of headings, `## Words {#name}`, as Pandoc, Hugo, Zola, mdBook and Docusaurus read them. Only what
//! begins with `{#` is one: pulldown-cmark's own reading takes any `{...}`, and so the set in `## What is {1, 2}`.

use super::event::Events;
use super::{inline, swallow};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// A block that has a name of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockId {
    /// The name, without its `^`.
    pub id: String,
    /// The bytes of the block that it names, marks included.
    pub span: Range<usize>,
    /// What that block is: a list and its only item may have the same bytes.
    pub of: TagEnd,
    /// The bytes of the name, `^` included.
    pub place: Range<usize>,
}

/// The name that a heading's author gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingName {
    /// The name, without its `#`.
    pub name: String,
    /// The byte at which the heading begins.
    pub heading: usize,
    /// The bytes of the name, braces included.
    pub place: Range<usize>,
}

/// Whether a name is one that a block can have.
pub fn is_block_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A container that is open.
struct Level {
    of: TagEnd,
    span: Range<usize>,
    /// The event after its start.
    from: usize,
    /// The event at which the words begin that are being read.
    run: usize,
    /// The block in it that closed last.
    last: Option<(TagEnd, Range<usize>)>,
}

/// Watches the events go by and takes the names out of them.
pub struct Names<'s> {
    text: &'s str,
    open: Vec<Level>,
    top: Option<(TagEnd, Range<usize>)>,
    /// What has been found.
    pub blocks: Vec<BlockId>,
    /// The headings whose authors named them.
    pub headings: Vec<HeadingName>,
}

impl<'s> Names<'s> {
    /// Watches the events of a source.
    pub fn of(text: &'s str) -> Self {
        Self { text, open: Vec::new(), top: None, blocks: Vec::new(), headings: Vec::new() }
    }

    /// A block begins; `events` are those before it.
    pub fn start(&mut self, tag: &Tag<'_>, span: &Range<usize>, events: &mut Events<'s>) {
        if !is_block(tag) {
            return;
        }
        if self.open.last().is_some_and(|level| level.of == TagEnd::Item) {
            self.finish(events);
        }
        let from = events.len() + 1;
        self.open.push(Level { of: tag.to_end(), span: span.clone(), from, run: from, last: None });
    }

    /// A block ends; `events` are those before its end. Says whether its end is still wanted.
    pub fn end(&mut self, end: TagEnd, events: &mut Events<'s>) -> bool {
        if self.open.last().is_none_or(|level| level.of != end) {
            return true;
        }
        let kept = match end {
            TagEnd::Paragraph => self.paragraph(events),
            TagEnd::TableRow => self.row(events),
            _ => {
                self.finish(events);
                true
            }
        };
        let level = self.open.pop();
        if let Some(level) = level.filter(|_| kept) {
            self.closed(level.of, level.span);
        }
        if let Some(above) = self.open.last_mut() {
            above.run = events.len() + usize::from(kept);
        }
        kept
    }

    fn closed(&mut self, of: TagEnd, span: Range<usize>) {
        match self.open.last_mut() {
            Some(above) => above.last = Some((of, span)),
            None => self.top = Some((of, span)),
        }
    }

    /// A paragraph that is a name and nothing else names the block before it, and is not drawn.
    fn paragraph(&mut self, events: &mut Events<'s>) -> bool {
        let Some(level) = self.open.last() else { return true };
        let above = &self.open[..self.open.len() - 1];
        let before = above.last().map_or(&self.top, |above| &above.last);
        if let (Some((of, span)), [(Event::Text(text), place)]) = (before, &events[level.from..])
            && let Some(id) = text.strip_prefix('^').filter(|id| is_block_id(id))
            // Below its own heading a name stands alone; what a heading is called it says itself.
            && !matches!(of, TagEnd::Heading(_))
        {
            let named = BlockId { id: id.to_owned(), span: span.clone(), of: *of, place: place.clone() };
            self.blocks.push(named);
            events.truncate(level.from - 1);
            return false;
        }
        self.finish(events);
        true
    }

    /// The words of a block have ended: its name goes, and what Markdown does not read in them is read.
    fn finish(&mut self, events: &mut Events<'s>) {
        self.words(events);
        if let Some(level) = self.open.last().filter(|level| matches!(level.of, TagEnd::Heading(_)))
            && events.len() > level.from
            && let Some(name) = heading_name(self.text, level.span.start, events)
        {
            self.headings.push(name);
        }
        let mut levels = self.open.iter().rev();
        let Some(level) = levels.next() else { return };
        let item = match level.of {
            TagEnd::Item => level.run == level.from,
            TagEnd::Paragraph => {
                levels.next().is_some_and(|above| above.of == TagEnd::Item && above.run + 1 == level.from)
            }
            TagEnd::Heading(_) | TagEnd::TableCell => false,
            _ => return,
        };
        if level.run < events.len() {
            swallow::words(events, level.run);
            inline::mend(self.text, events, level.run, item);
        }
    }

    /// A row whose only words are a name: Markdown takes the line below a table for a row of it.
    fn row(&mut self, events: &mut Events<'_>) -> bool {
        let (Some(level), Some(table)) = (self.open.last(), self.open.iter().rev().nth(1)) else { return true };
        let mut texts = events[level.from..].iter().filter_map(|(event, place)| match event {
            Event::Text(text) => Some((text, place)),
            _ => None,
        });
        let only = texts.next().filter(|_| texts.next().is_none());
        let Some((id, place)) = only.and_then(|(text, place)| Some((text.strip_prefix('^')?, place))) else {
            return true;
        };
        if !is_block_id(id) || self.text[level.span.clone()].contains('|') {
            return true;
        }
        let named = BlockId { id: id.to_owned(), span: table.span.clone(), of: table.of, place: place.clone() };
        self.blocks.push(named);
        events.truncate(level.from - 1);
        false
    }

    /// Takes a name from the end of the words that have just ended.
    fn words(&mut self, events: &mut Events<'_>) {
        let Some(level) = self.open.last() else { return };
        if !matches!(level.of, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) || events.len() <= level.from {
            return;
        }
        let Some((Event::Text(text), span)) = events.last() else { return };
        let Some(at) = text.rfind('^').filter(|&at| is_block_id(&text[at + 1..])) else { return };
        let shown = text[..at].trim_end();
        let spaced = match (shown.len() < at, at) {
            (true, _) => true,
            // It begins a line, or the whole.
            (false, 0) => {
                events.len() - 1 == level.from
                    || matches!(events[events.len() - 2].0, Event::SoftBreak | Event::HardBreak)
            }
            (false, _) => false,
        };
        // What was written otherwise than it reads has entities or escapes in it.
        if !spaced || text.len() != span.len() {
            return;
        }
        let (id, place) = (text[at + 1..].to_owned(), span.start + at..span.end);
        let (of, block) = self.named(&place);
        self.blocks.push(BlockId { id, span: block, of, place });
        let (shown, start) = (shown.len(), span.start);
        match events.pop() {
            Some((Event::Text(text), _)) if shown > 0 => {
                events.push((Event::Text(text[..shown].to_owned().into()), start..start + shown));
            }
            _ => {
                if matches!(events.last(), Some((Event::SoftBreak | Event::HardBreak, _))) {
                    events.pop();
                }
            }
        }
    }

    /// The block that a name after words belongs to: the quote whose mark its line lacks, the quote that it ends, the
    /// callout whose title it ends, the item whose first words they are, else the words' own.
    fn named(&self, place: &Range<usize>) -> (TagEnd, Range<usize>) {
        let at = place.start;
        let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let quote = self.open.iter().find(|level| matches!(level.of, TagEnd::BlockQuote(_)));
        if let Some(quote) = quote.filter(|quote| quote.span.start < line && !self.text[line..at].contains('>')) {
            return (quote.of, quote.span.clone());
        }
        let mut levels = self.open.iter().rev();
        let level = levels.next().expect("invariant: names end words, and words stand in a block");
        match levels.next() {
            Some(item) if item.of == TagEnd::Item && item.last.is_none() => (item.of, item.span.clone()),
            Some(quote)
                if matches!(quote.of, TagEnd::BlockQuote(_)) && self.is_whole(quote, &level.span, place.end) =>
            {
                (quote.of, quote.span.clone())
            }
            _ => (level.of, level.span.clone()),
        }
    }

    /// Whether a name behind a paragraph of a quote names the quote: Obsidian knows no part of one, and the title of a
    /// callout is no paragraph of the page.
    fn is_whole(&self, quote: &Level, paragraph: &Range<usize>, end: usize) -> bool {
        let rest = &self.text[end..quote.span.end.max(end)];
        self.text[paragraph.start..].starts_with("[!") || rest.chars().all(|c| c.is_whitespace() || c == '>')
    }
}

/// Takes a name in braces from the end of the words of a heading that begins at a byte; words are left before it.
fn heading_name(source: &str, heading: usize, events: &mut Events<'_>) -> Option<HeadingName> {
    let Some((Event::Text(text), span)) = events.last() else { return None };
    let at = text.rfind("{#")?;
    let name = attributes(&text[at..])?.to_owned();
    let (shown, start) = (text[..at].trim_end().len(), span.start);
    let has_words = shown > 0 || !matches!(events[events.len() - 2].0, Event::Start(Tag::Heading { .. }));
    // What was written otherwise than it reads has entities or escapes in it: those are words.
    if !has_words || text.len() != span.len() || source[..start].ends_with('\\') {
        return None;
    }
    let place = start + at..span.end;
    let shown = text[..shown].to_owned();
    events.pop();
    if !shown.is_empty() {
        let end = start + shown.len();
        events.push((Event::Text(shown.into()), start..end));
    }
    Some(HeadingName { name, heading, place })
}

/// The name that attributes in braces begin with: `{#name}`, or `{#name .class key=value}`.
fn attributes(text: &str) -> Option<&str> {
    let mut parts = text.strip_prefix("{#")?.strip_suffix('}')?.split_whitespace();
    let is_name = |name: &&str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'));
    let name = parts.next().filter(is_name).filter(|name| text[2..].starts_with(name) && !name.starts_with('.'))?;
    parts.all(|part| part.starts_with('.') || part.contains('=')).then_some(name)
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
