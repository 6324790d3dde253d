//! The events of a part of a note, balanced: what lies wholly in it, and the lists that its items cannot do without.

use crate::note::dialect::Events;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// The events of some bytes of a source.
pub fn excerpt<'s>(events: Events<'s>, part: &Range<usize>, text: &str) -> Events<'s> {
    let mut kept = Events::new();
    let mut open: Vec<Open<'s>> = Vec::new();
    for (event, span) in events {
        // Spans of containers run on over blank lines and the marks of the quote they lie in.
        let ends = span.end <= part.end || text[part.end..span.end].chars().all(|c| c.is_whitespace() || c == '>');
        let within = part.start <= span.start && span.start < part.end && ends;
        match event {
            Event::Start(tag) => {
                if let (Tag::Item, Some(list)) = (&tag, open.last_mut()) {
                    list.items += 1;
                    if within && !list.kept {
                        let again = list.again();
                        list.kept = true;
                        kept.push((Event::Start(again), list.span.clone()));
                    }
                }
                if within {
                    kept.push((Event::Start(tag.clone()), span.clone()));
                }
                open.push(Open { tag, span, kept: within, items: 0 });
            }
            Event::End(end) => kept.extend(open.pop().filter(|open| open.kept).map(|_| (Event::End(end), span))),
            leaf if within => kept.push((leaf, span)),
            _ => {}
        }
    }
    kept
}

/// A container that is open in the note.
struct Open<'s> {
    tag: Tag<'s>,
    span: Range<usize>,
    kept: bool,
    /// For a list: its items so far.
    items: u64,
}

impl<'s> Open<'s> {
    /// Its tag where it begins with a later item: an ordered list goes on with the number that it had come to.
    fn again(&self) -> Tag<'s> {
        match &self.tag {
            Tag::List(Some(first)) => Tag::List(Some(first + self.items - 1)),
            tag => tag.clone(),
        }
    }
}

/// The events with every embed that `shown` names out of its paragraph, which is closed before it and goes on behind it: a
/// block cannot stand in a line of text.
pub fn lift<'s>(events: &Events<'s>, shown: impl Fn(&Tag<'s>) -> bool) -> Events<'s> {
    let mut lifted = Events::with_capacity(events.len());
    let mut paragraph: Option<Range<usize>> = None;
    let (mut depth, mut inside) = (0usize, false);
    for (event, span) in events {
        match event {
            Event::Start(Tag::Paragraph) if paragraph.is_none() => paragraph = Some(span.clone()),
            Event::Start(tag @ Tag::Image { .. }) if depth == 0 && paragraph.is_some() && shown(tag) => {
                close(&mut lifted, paragraph.clone().unwrap_or_default());
                inside = true;
                depth += 1;
            }
            Event::End(TagEnd::Image) if inside && depth == 1 => {
                inside = false;
                depth -= 1;
                lifted.push((event.clone(), span.clone()));
                lifted.push((Event::Start(Tag::Paragraph), paragraph.clone().unwrap_or_default()));
                continue;
            }
            Event::End(TagEnd::Paragraph) if depth == 0 => {
                if let Some(span) = paragraph.take() {
                    close(&mut lifted, span);
                    continue;
                }
            }
            Event::Start(_) if paragraph.is_some() => depth += 1,
            Event::End(_) if paragraph.is_some() => depth -= 1,
            // A break that begins what goes on is none.
            Event::SoftBreak | Event::HardBreak if starts_paragraph(&lifted) => continue,
            _ => {}
        }
        lifted.push((event.clone(), span.clone()));
    }
    lifted
}

fn starts_paragraph(events: &Events<'_>) -> bool {
    matches!(events.last(), Some((Event::Start(Tag::Paragraph), _)))
}

/// Closes a paragraph without the breaks and the white space at its end; one that holds nothing was never there.
fn close(events: &mut Events<'_>, span: Range<usize>) {
    while events.last().is_some_and(|(event, _)| match event {
        Event::SoftBreak | Event::HardBreak => true,
        Event::Text(text) => text.trim().is_empty(),
        _ => false,
    }) {
        events.pop();
    }
    if starts_paragraph(events) {
        events.pop();
    } else {
        events.push((Event::End(TagEnd::Paragraph), span));
    }
}
