//! A cloze twice: with its blanks, which is what it asks, and with them filled, which is its answer.
//!
//! The sentence stands in the source once. Its answer is the author's own text, so every word of it is there; what asks is
//! the page's repetition of it with the hidden words left out. The marks around a blank (`{{c1::`, `[`) are no words.

use crate::note::dialect::Events;
use crate::question::Blank;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::ops::Range;

/// What stands in a blank that has no hint.
const GAP: &str = "…";

/// The events of a cloze with its blanks, and the same with them filled. A blank is `Tag::DefinitionListTitle` there, which
/// the dialect has no other use for.
pub fn both<'s>(events: &Events<'s>, blanks: &[Range<usize>], text: &'s str) -> (Events<'s>, Events<'s>) {
    let blanks: Vec<Blank<'_>> = blanks.iter().map(|words| Blank::around(text, words)).collect();
    let (mut hidden, mut shown) = (Events::new(), Events::new());
    let mut next = 0;
    for (event, span) in events {
        while blanks.get(next).is_some_and(|blank| blank.whole.end <= span.start) {
            next += 1;
        }
        match event {
            Event::Text(words) if words.len() == span.len() => {
                parts(&blanks, next, span, text, &mut hidden, &mut shown);
            }
            event => {
                let within =
                    blanks.get(next).filter(|blank| blank.whole.start <= span.start && span.end <= blank.whole.end);
                match within {
                    None => hidden.push((event.clone(), span.clone())),
                    Some(blank) => gap(blank, &mut hidden),
                }
                let is_words = !matches!(event, Event::Start(_) | Event::End(_));
                shown.extend(marked(event.clone(), span.clone(), is_words && within.is_some_and(|it| !it.is_marked)));
            }
        }
    }
    (bare(hidden), shown)
}

/// The events without their paragraph, if they are no more than one: then what asks can stand in a heading.
fn bare(mut events: Events<'_>) -> Events<'_> {
    let blocks = events.iter().filter(|(event, _)| matches!(event, Event::Start(Tag::Paragraph))).count();
    let is_one = matches!(events.first(), Some((Event::Start(Tag::Paragraph), _)))
        && matches!(events.last(), Some((Event::End(TagEnd::Paragraph), _)));
    if is_one && blocks == 1 {
        events.pop();
        events.remove(0);
    }
    events
}

/// Parts a text at the borders of its blanks.
fn parts<'s>(
    blanks: &[Blank<'s>],
    next: usize,
    span: &Range<usize>,
    text: &'s str,
    hidden: &mut Events<'s>,
    shown: &mut Events<'s>,
) {
    let mut at = span.start;
    let plain = |from: usize, to: usize, hidden: &mut Events<'s>, shown: &mut Events<'s>| {
        if from < to {
            let part = (Event::Text(CowStr::Borrowed(&text[from..to])), from..to);
            hidden.push(part.clone());
            shown.push(part);
        }
    };
    for blank in blanks[next..].iter().take_while(|blank| blank.whole.start < span.end) {
        plain(at, blank.whole.start.min(span.end), hidden, shown);
        let words = blank.words.start.max(span.start)..blank.words.end.min(span.end);
        gap(blank, hidden);
        if words.start < words.end {
            shown.extend(marked(Event::Text(CowStr::Borrowed(&text[words.clone()])), words, !blank.is_marked));
        }
        at = blank.whole.end.max(at);
    }
    plain(at, span.end, hidden, shown);
}

/// An event, as a highlight perhaps.
fn marked<'s>(event: Event<'s>, span: Range<usize>, mark: bool) -> impl Iterator<Item = (Event<'s>, Range<usize>)> {
    let open = mark.then(|| (Event::Start(Tag::Superscript), span.clone()));
    let close = mark.then(|| (Event::End(TagEnd::Superscript), span.clone()));
    open.into_iter().chain(std::iter::once((event, span))).chain(close)
}

/// Writes a blank, once however many events its words are.
fn gap<'s>(blank: &Blank<'s>, hidden: &mut Events<'s>) {
    if hidden.last().is_some_and(|(_, span)| *span == blank.whole) {
        return;
    }
    let words = if blank.hint.is_empty() { GAP } else { blank.hint };
    for event in [
        Event::Start(Tag::DefinitionListTitle),
        Event::Text(CowStr::Borrowed(words)),
        Event::End(TagEnd::DefinitionListTitle),
    ] {
        hidden.push((event, blank.whole.clone()));
    }
}
