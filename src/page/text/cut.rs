//! Events and cuts -> pieces: each event of a note laid where its bytes belong, to prose, a prompt, a choice or an answer.
//!
//! A container that lies wholly inside a piece goes along with it. One that a cut divides (a list of questions, the
//! paragraph and the bold around a prompt) is opened again in every piece that cannot do without it and left out of the
//! others, so that each piece is a balanced fragment by itself. No visible text is dropped, moved or written twice.

use crate::note::dialect::Events;
use crate::question::Study;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::ops::Range;

/// What a piece is for. Questions and choices by their number in the study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What is neither question nor answer.
    Prose,
    /// A question's words.
    Prompt(usize),
    /// One option of a choice.
    Choice(usize, usize),
    /// A question's answer.
    Answer(usize),
}

/// A run of events with one role.
#[derive(Debug)]
pub struct Piece<'s> {
    /// What it is for.
    pub role: Role,
    /// Balanced events.
    pub events: Events<'s>,
}

/// Lays the events of a study's body into pieces, in the order of the text.
pub fn pieces<'s>(events: Events<'s>, study: &Study) -> Vec<Piece<'s>> {
    let mut cutter =
        Cutter { regions: regions(study), at: 0, text: &study.source.text, stack: Vec::new(), pieces: Vec::new() };
    for (event, span) in events {
        match event {
            Event::Start(tag) => cutter.start(tag, span),
            Event::End(end) => cutter.end(end, span),
            leaf => cutter.leaf(leaf, span),
        }
    }
    cutter.close_all();
    cutter.pieces
}

/// A stretch of the source with one role; `None` is marks.
struct Region {
    span: Range<usize>,
    role: Option<Role>,
}

fn regions(study: &Study) -> Vec<Region> {
    let mut regions = Vec::new();
    let mut at = study.body;
    for (q, question) in study.questions.iter().enumerate() {
        let cut = &question.cut;
        let mut parts: Vec<(Range<usize>, Role)> =
            cut.prompt.iter().map(|span| (span.clone(), Role::Prompt(q))).collect();
        parts.extend(cut.choices.iter().enumerate().map(|(c, choice)| (choice.span.clone(), Role::Choice(q, c))));
        parts.extend(cut.answer.iter().map(|span| (span.clone(), Role::Answer(q))));
        parts.sort_by_key(|(span, _)| span.start);
        push(&mut regions, at..cut.whole.start, Some(Role::Prose));
        at = cut.whole.start;
        for (span, role) in parts {
            push(&mut regions, at..span.start, None);
            at = span.end;
            push(&mut regions, span, Some(role));
        }
        push(&mut regions, at..cut.whole.end, None);
        at = cut.whole.end;
    }
    push(&mut regions, at..usize::MAX, Some(Role::Prose));
    regions
}

fn push(regions: &mut Vec<Region>, span: Range<usize>, role: Option<Role>) {
    if span.start < span.end {
        regions.push(Region { span, role });
    }
}

/// A container that is open in the source.
struct Open<'s> {
    tag: Tag<'s>,
    span: Range<usize>,
    /// Whether its start has been written into the current piece.
    written: bool,
    /// Whether a cut divides it; one that is whole has been written once and for all.
    divided: bool,
    /// For a list: its items so far.
    items: u64,
}

struct Cutter<'s, 't> {
    regions: Vec<Region>,
    at: usize,
    text: &'t str,
    stack: Vec<Open<'s>>,
    pieces: Vec<Piece<'s>>,
}

impl<'s> Cutter<'s, '_> {
    fn start(&mut self, tag: Tag<'s>, span: Range<usize>) {
        if let (Tag::Item, Some(list)) = (&tag, self.stack.last_mut()) {
            list.items += 1;
        }
        let text = self.text;
        let region = self.region(span.start);
        // Spans of containers run on over blank lines and the marks of the quote they lie in.
        let end = region.span.end.min(text.len());
        let whole = span.end <= end
            || text[end..span.end].trim_start_matches(|c: char| c.is_whitespace() || c == '>').is_empty();
        match (whole, region.role) {
            (true, Some(role)) => {
                self.enter(role, Some(&tag));
                self.write(Event::Start(tag.clone()), span.clone());
                self.stack.push(Open { tag, span, written: true, divided: false, items: 0 });
            }
            // Wholly marks, or divided: whoever needs it opens it again.
            _ => self.stack.push(Open { tag, span, written: false, divided: true, items: 0 }),
        }
    }

    fn end(&mut self, end: TagEnd, span: Range<usize>) {
        let open = self.stack.pop().expect("invariant: events are balanced");
        if open.written {
            self.write(Event::End(end), span);
        }
    }

    fn leaf(&mut self, event: Event<'s>, span: Range<usize>) {
        let mut from = span.start;
        loop {
            let region = self.region(from);
            let (role, region_end) = (region.role, region.span.end);
            let to = span.end.min(region_end);
            if let Some(role) = role
                && let Some(part) = part(&event, &span, from..to)
            {
                self.part_lines(role, from);
                self.enter(role, None);
                self.write(part, from..to);
            }
            if to >= span.end || !divisible(&event, &span) {
                return;
            }
            from = to;
        }
    }

    /// Words of a prompt that stood on lines of their own do not run together where what parted them is left out.
    fn part_lines(&mut self, role: Role, at: usize) {
        let Some(piece) = self.pieces.last().filter(|piece| piece.role == role && matches!(role, Role::Prompt(_)))
        else {
            return;
        };
        let words = |event: &Event<'_>| {
            matches!(event, Event::Text(_) | Event::Code(_) | Event::End(TagEnd::Strong | TagEnd::Emphasis))
        };
        let end = piece.events.last().filter(|(event, _)| words(event)).map(|(_, span)| span.end);
        if end.is_some_and(|end| end < at && self.text[end..at].contains('\n')) {
            self.write(Event::SoftBreak, at..at);
        }
    }

    fn region(&mut self, at: usize) -> &Region {
        // Events come in the order of their starts but for rare steps back (a footnote's reference), so the search
        // begins where the last one ended.
        if self.regions[self.at].span.start > at {
            self.at = 0;
        }
        while self.regions[self.at].span.end <= at {
            self.at += 1;
        }
        &self.regions[self.at]
    }

    /// Makes the last piece one of this role, with the divided containers open that `child` (a leaf without one) needs.
    fn enter(&mut self, role: Role, child: Option<&Tag<'s>>) {
        if self.pieces.last().is_none_or(|piece| piece.role != role) {
            self.close_all();
            self.pieces.push(Piece { role, events: Vec::new() });
        }
        let mut needed = vec![false; self.stack.len()];
        let mut below: Option<&Tag<'s>> = child;
        for (level, open) in self.stack.iter().enumerate().rev() {
            if open.divided && !open.written {
                needed[level] = wants(role, &open.tag) || below.is_some_and(|below| depends(below, &open.tag));
            }
            below = if open.written || needed[level] { Some(&open.tag) } else { None };
        }
        for (level, needed) in needed.into_iter().enumerate() {
            if needed {
                let open = &mut self.stack[level];
                open.written = true;
                let (tag, span) = (again(&open.tag, open.items), open.span.clone());
                self.write(Event::Start(tag), span);
            }
        }
    }

    /// Closes what was opened again; whole containers never straddle a piece, so none of them is open here.
    fn close_all(&mut self) {
        for level in (0..self.stack.len()).rev() {
            if self.stack[level].written {
                self.stack[level].written = false;
                let (end, span) = (self.stack[level].tag.to_end(), self.stack[level].span.clone());
                self.write(Event::End(end), span);
            }
        }
    }

    fn write(&mut self, event: Event<'s>, span: Range<usize>) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.events.push((event, span));
        }
    }
}

/// Which divided containers a role opens again for what lies in them.
fn wants(role: Role, tag: &Tag<'_>) -> bool {
    match role {
        Role::Prose => true,
        Role::Answer(_) => {
            matches!(
                tag,
                Tag::Paragraph | Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Link { .. }
            )
        }
        Role::Prompt(_) | Role::Choice(..) => {
            matches!(tag, Tag::Link { .. } | Tag::Strikethrough | Tag::Superscript)
        }
    }
}

/// Whether a container makes no sense without that parent.
fn depends(child: &Tag<'_>, parent: &Tag<'_>) -> bool {
    match child {
        Tag::Item => matches!(parent, Tag::List(_)),
        Tag::TableHead | Tag::TableRow => matches!(parent, Tag::Table(_)),
        Tag::TableCell => matches!(parent, Tag::TableRow | Tag::TableHead),
        _ => false,
    }
}

/// The tag of a container that is opened again: an ordered list goes on with the number it had come to.
fn again<'s>(tag: &Tag<'s>, items: u64) -> Tag<'s> {
    match tag {
        Tag::List(Some(first)) => Tag::List(Some(first + items.saturating_sub(1))),
        tag => tag.clone(),
    }
}

/// Text and raw HTML can be parted by bytes when their bytes are the source's own.
fn divisible(event: &Event<'_>, span: &Range<usize>) -> bool {
    match event {
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => text.len() == span.len(),
        _ => false,
    }
}

/// The part of a leaf that lies in some of its bytes. A leaf that cannot be parted goes whole to where it begins; a break
/// that begins a part is dropped by the writer, not here.
fn part<'s>(event: &Event<'s>, span: &Range<usize>, bytes: Range<usize>) -> Option<Event<'s>> {
    if bytes == *span || !divisible(event, span) {
        return (bytes.start == span.start).then(|| event.clone());
    }
    let inner = bytes.start - span.start..bytes.end - span.start;
    let cut = |text: &CowStr<'s>| text.get(inner.clone()).map(|part| CowStr::from(part.to_owned()));
    match event {
        Event::Text(text) => cut(text).map(Event::Text),
        Event::Html(text) => cut(text).map(Event::Html),
        Event::InlineHtml(text) => cut(text).map(Event::InlineHtml),
        _ => None,
    }
}
