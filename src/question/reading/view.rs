//! A note as recognition reads it: its blocks, its leaves of visible text, its tags, its headings.

use super::html::{Details, Tag};
use crate::normal;
use crate::note::Note;
use crate::note::block::{Kind, Leaf, LeafKind, Tree};
use crate::question::words::{self, Pair};
use pulldown_cmark::Event;
use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

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

/// A heading, Markdown's or HTML's.
#[derive(Clone, Debug)]
pub struct Head<'n> {
    /// Its block.
    pub block: usize,
    /// 1 to 6.
    pub level: u8,
    /// All of its bytes.
    pub span: Range<usize>,
    /// Its content.
    pub inner: Range<usize>,
    /// Its visible text.
    pub text: Cow<'n, str>,
    /// Whether that is what its words are, no code among them.
    pub plain: bool,
    /// The heading it stands under.
    pub parent: Option<usize>,
    /// Whether it says no more than that the answer follows, or announces it, or stands within the answer of a chat.
    pub announces: bool,
    /// Whether it names who asks in a chat: what stands below it asks.
    pub speaks: bool,
}

/// All that the forms look at.
#[derive(Debug)]
pub struct Reading<'n> {
    /// The whole source.
    pub text: &'n str,
    /// The note.
    pub note: &'n Note<'n>,
    /// Its blocks.
    pub tree: &'n Tree,
    /// Its HTML tags.
    pub tags: Vec<Tag<'n>>,
    /// Its `<details>`.
    pub details: Vec<Details>,
    /// Its headings.
    pub heads: Vec<Head<'n>>,
    /// The lines that a label begins.
    pub labels: Vec<Label>,
    /// Whether a line may begin with who answers in a chat.
    pub spoken: bool,
    /// The bytes of a chat; none where there is no chat.
    pub chat: Range<usize>,
    /// Where its top-level rules begin.
    pub rules: Vec<usize>,
    /// Its blocks that are headings, with their levels.
    pub headings: Vec<(usize, u8)>,
    /// Its quotes, callouts among them.
    pub quotes: Vec<usize>,
    /// Its tables.
    pub tables: Vec<usize>,
    /// Which `<details>` are no questions but hide answers: their summaries say so, or repeat without asking.
    pub handles: BTreeSet<usize>,
    /// Whether the note says that it holds flashcards.
    pub flashcards: bool,
    /// What links within the note point at and say, as [`key`]s in order: a table of contents.
    pub contents: OnceCell<Vec<u64>>,
    /// Whether two colons stand anywhere, as they part the sides of a card and open containers.
    pub colons: bool,
    /// Whether a caret stands anywhere: the names of blocks begin with one.
    pub carets: bool,
    /// Where ticks stand that are drawn as signs: authors mark the right option with one.
    pub ticks: Vec<usize>,
    /// Where items with task boxes begin.
    pub boxes: Vec<usize>,
    /// Where lines may begin with the first of some options.
    pub letters: Vec<usize>,
    /// The blocks in which a line may begin with a label.
    pub labelled: Vec<usize>,
    /// The blocks in which a line begins with a question mark.
    pub marked: Vec<usize>,
    /// How many leaves, line events and blocks have been looked at: what a test of linearity counts.
    pub work: Cell<usize>,
    pub(super) leaves: &'n [Leaf],
}

impl<'n> Reading<'n> {
    pub(super) fn images(&self, span: Range<usize>) -> bool {
        within(&self.tree.images, &span)
            || self
                .tags_in(span)
                .iter()
                .any(|tag| matches!(&*tag.name, "img" | "video" | "audio" | "iframe" | "svg" | "picture"))
    }

    /// The tags that lie in some bytes.
    pub fn tags_in(&self, span: Range<usize>) -> &[Tag<'n>] {
        let from = self.tags.partition_point(|tag| tag.span.start < span.start);
        let to = self.tags.partition_point(|tag| tag.span.start < span.end);
        &self.tags[from..to.max(from)]
    }

    /// The bytes without white space at either end.
    pub fn trim(&self, span: Range<usize>) -> Range<usize> {
        let span = span.start..span.end.max(span.start);
        let text = &self.text[span.clone()];
        let start = span.start + (text.len() - normal::trim_start(text).len());
        start..(span.start + normal::trim_end(text).len()).max(start)
    }

    /// The last heading that begins before a byte.
    pub fn head_above(&self, at: usize) -> Option<usize> {
        self.heads.partition_point(|head| head.span.start < at).checked_sub(1)
    }

    /// Where the containers open that show nothing before a byte: the bullet of an item that begins there, or the mark of a
    /// quote. What stands before ends at it.
    pub fn opening(&self, at: usize) -> usize {
        let blocks = &self.tree.blocks;
        let inner = blocks.partition_point(|block| block.span.start <= at).checked_sub(1);
        let around = std::iter::successors(inner, |&block| blocks[block].parent).map(|block| blocks[block].span.start);
        let bare = |start: usize| !self.shows(start..at) || is_callout_mark(&self.text[start..at]);
        around.take_while(|&start| start >= at || bare(start)).last().unwrap_or(at).min(at)
    }

    /// The visible text of the headings above a byte, outermost first.
    pub fn section(&self, head: Option<usize>) -> Vec<usize> {
        let mut path: Vec<usize> = std::iter::successors(head, |&head| self.heads[head].parent).collect();
        path.reverse();
        path
    }

    /// The lines of a paragraph, each from its first word to its last, without what its containers put before it.
    pub fn lines(&self, block: usize) -> Vec<Range<usize>> {
        self.lines_from(block, 0).map(|(line, _)| line).collect()
    }

    /// The event that opens at a byte: where a line that begins there is read from.
    pub fn event_at(&self, at: usize) -> usize {
        let leaf = self.leaves.partition_point(|leaf| leaf.span.start < at);
        let mut event = self.leaves.get(leaf).map_or(self.note.events.len(), |leaf| leaf.event);
        while event > 0 && matches!(&self.note.events[event - 1], (Event::Start(_), span) if span.start >= at) {
            event -= 1;
        }
        event
    }

    /// The lines of a paragraph from an event on, each with the event after it.
    pub fn lines_from(&self, block: usize, event: usize) -> impl Iterator<Item = (Range<usize>, usize)> + '_ {
        let events = self.tree.blocks[block].events.clone();
        let mut next = events.start.max(event);
        std::iter::from_fn(move || {
            let mut line: Option<Range<usize>> = None;
            while next < events.end {
                let (event, span) = &self.note.events[next];
                next += 1;
                self.count();
                line = match event {
                    Event::Start(pulldown_cmark::Tag::Paragraph)
                    | Event::End(pulldown_cmark::TagEnd::Paragraph)
                    | Event::TaskListMarker(_) => line,
                    Event::SoftBreak | Event::HardBreak if line.is_some() => return line.map(|line| (line, next)),
                    Event::SoftBreak | Event::HardBreak => None,
                    // A stretch that goes over several lines begins on the first of them and ends on the last.
                    Event::Start(_) => {
                        Some(line.map_or(span.start..span.start, |line| line.start.min(span.start)..line.end))
                    }
                    Event::End(_) => line.map(|line| line.start..line.end.max(span.end)),
                    _ => Some(line.map_or(span.clone(), |line| line.start..line.end.max(span.end))),
                };
            }
            line.map(|line| (line, next))
        })
    }

    /// Counts one thing looked at.
    pub fn count(&self) {
        self.work.set(self.work.get() + 1);
    }

    /// Whether all words of a block are links: an entry of some table of contents.
    pub fn only_links(&self, block: usize) -> bool {
        let (mut depth, mut any) = (0, false);
        for (event, _) in &self.note.events[self.tree.blocks[block].events.clone()] {
            match event {
                Event::Start(pulldown_cmark::Tag::Link { .. }) => {
                    depth += 1;
                    any = true;
                }
                Event::End(pulldown_cmark::TagEnd::Link) => depth -= 1,
                Event::Text(text) | Event::Code(text) if depth == 0 => {
                    for word in text.split_whitespace() {
                        if word.starts_with("http://") || word.starts_with("https://") {
                            any = true;
                        } else if word.contains(char::is_alphanumeric) {
                            return false;
                        }
                    }
                }
                _ => {}
            }
        }
        any
    }

    /// Whether a mark stands anywhere in the source: what a form is written with, before anybody looks for the form.
    pub fn has(&self, mark: &str) -> bool {
        let bytes = self.text.as_bytes();
        mark.bytes()
            .next()
            .is_some_and(|first| memchr::memchr_iter(first, bytes).any(|at| bytes[at..].starts_with(mark.as_bytes())))
    }

    /// Whether options, a hidden answer or one that a label announces could begin in some bytes.
    pub fn may_part(&self, span: &Range<usize>) -> bool {
        let label = self.labels.partition_point(|label| label.line.start < span.start);
        let details = self.details.partition_point(|it| it.whole.start < span.start);
        self.may_offer(span)
            || self.labels.get(label).is_some_and(|label| label.line.start < span.end)
            || self.details.get(details).is_some_and(|it| it.whole.start < span.end)
    }

    /// Whether options could begin in some bytes.
    pub fn may_offer(&self, span: &Range<usize>) -> bool {
        self.may_letter(span) || within(&self.boxes, span) || within(&self.ticks, span)
    }

    /// Whether a line in some bytes may begin with the first of some lettered options.
    pub fn may_letter(&self, span: &Range<usize>) -> bool {
        within(&self.letters, span) || self.begins_options(span)
    }

    /// Whether the first option begins some bytes that begin within a line.
    fn begins_options(&self, span: &Range<usize>) -> bool {
        let text = self.text[span.clone()].trim_start_matches([' ', '*', '_']);
        let may = |byte: &u8| matches!(byte, b'A' | b'a' | b'(' | b'[') || *byte > 0x7f;
        text.as_bytes().first().is_some_and(may)
            && words::letter(text).is_some_and(|it| it.0 == 0)
            && self.text.as_bytes().get(span.start.wrapping_sub(1)).is_some_and(|&before| before != b'\n')
    }

    /// Whether a byte stands in words that show, and neither in code nor where a link goes.
    pub fn in_words(&self, at: usize) -> bool {
        let leaf = self.leaves.partition_point(|leaf| leaf.span.end <= at);
        self.leaves.get(leaf).is_some_and(|leaf| leaf.span.start <= at && leaf.kind == LeafKind::Text)
    }

    /// Whether a byte stands within words, some of them before it.
    pub fn splits_words(&self, at: usize) -> bool {
        at > 0 && self.in_words(at) && self.in_words(at - 1)
    }

    /// Whether a byte stands in code.
    pub fn in_code(&self, at: usize) -> bool {
        let leaf = self.leaves.partition_point(|leaf| leaf.span.end <= at);
        self.leaves.get(leaf).is_some_and(|leaf| leaf.span.start <= at && leaf.kind != LeafKind::Text)
    }

    /// The tags by which obsidian-spaced-repetition finds cards, in front matter or in the text, and the comments in which it
    /// keeps its schedule.
    pub(super) fn says_flashcards(&self) -> bool {
        let body = &self.text[self.note.body..];
        let tagged = |at: usize| {
            let tag = &body[at + 1..];
            (tag.starts_with("flashcard") || tag.starts_with("review"))
                && body[..at]
                    .chars()
                    .next_back()
                    .or(self.text[..self.note.body].chars().next_back())
                    .is_none_or(char::is_whitespace)
                && words::tags_cards(tag.split(char::is_whitespace).next().unwrap_or(""))
                && !self.in_code(self.note.body + at)
        };
        self.note.front.tags.iter().any(|tag| words::tags_cards(&tag.to_lowercase()))
            || self.note.front.scheduled
            || self.note.source.scheduled
            || memchr::memchr_iter(b'#', body.as_bytes()).any(tagged)
    }

    pub(super) fn find_handles(&self) -> BTreeSet<usize> {
        let mut seen: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
        let mut handles = BTreeSet::new();
        for (i, details) in self.details.iter().enumerate() {
            let text = self.visible(details.summary.clone());
            if words::toggles(&text) {
                handles.insert(i);
            }
            if words::ask(&text) != words::Ask::No {
                continue;
            }
            // What repeats without asking is a handle in whatever language, the first of them too.
            if let Some(&first) = seen.get(&text) {
                handles.extend([first, i]);
            } else {
                seen.insert(text, i);
            }
        }
        handles
    }

    /// Whether a quote is a callout that holds an answer: by its title, or by its type alone.
    pub fn answering_callout(&self, quote: usize) -> bool {
        let first = self.tree.blocks.get(quote + 1).filter(|it| it.parent == Some(quote) && it.kind == Kind::Paragraph);
        let Some(callout) = first.and_then(|first| crate::note::callout::head(self.text, first.inner.start)) else {
            return false;
        };
        let title = self.visible(callout.title.clone());
        if title.is_empty() {
            words::answers(callout.written)
        } else {
            words::toggles(&title) || words::labels_answer(&title)
        }
    }
}

/// Whether a text is the mark of a callout without a title, and no more: what follows is its first line.
fn is_callout_mark(text: &str) -> bool {
    let inner = text.trim_start_matches(['>', ' ']).strip_prefix("[!").and_then(|inner| inner.split_once(']'));
    inner.is_some_and(|(_, rest)| rest.chars().all(|c| matches!(c, '>' | ' ' | '\n' | '\r' | '+' | '-' | '*' | '_')))
}

/// Whether one of some places lies in some bytes.
fn within(places: &[usize], span: &Range<usize>) -> bool {
    let first = places.partition_point(|&place| place < span.start);
    places.get(first).is_some_and(|&place| place < span.end)
}
