//! What Obsidian and GitHub read in a line of words and Markdown does not: `==highlights==`, `^[notes]`, `#tags`,
//! `:emoji:`, bare addresses, and the states of tasks.
//!
//! The words of one block are mended when it ends, and only where one of the marks stands in them, so that most words are
//! looked at once and not touched. Everything stays pulldown-cmark's own events, so that every later walk knows them:
//! a highlight is `Tag::Superscript` and a note is `Tag::Subscript`, which the parser makes only with options that are
//! off here (an event type of our own would have cost every walk a second vocabulary); a tag is a link of type [`TAG`].

mod marks;

use super::event::Events;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// The type of link that a `#tag` is; its destination is the tag without `#`. The parser makes it only for a callback
/// that is not set here.
pub const TAG: LinkType = LinkType::ShortcutUnknown;

/// Mends the words of one block: the events from `run` on. `item` says that they are the first words of a list's item.
pub fn mend<'s>(text: &'s str, events: &mut Events<'s>, run: usize, item: bool) {
    let marked = events[run..].iter().any(|(event, _)| matches!(event, Event::Text(words) if marks::any(words)));
    let task = item && matches!(&events[run].0, Event::Text(words) if words.starts_with('['));
    if !marked && !task {
        return;
    }
    let words = joined(text, events.split_off(run));
    let mut mender = Mender { text, out: events, frames: vec![Frame::default()], links: 0, anchors: 0 };
    let mut words = words.into_iter().peekable();
    if item && let Some((Event::Text(_), span)) = words.peek() {
        let span = span.clone();
        if let Some(len) = marks::task(&text[span.clone()]) {
            words.next();
            mender.out.push((Event::TaskListMarker(false), span.start..span.start + len));
            let rest = text[span.start + len..span.end].trim_start();
            mender.words(span.end - rest.len()..span.end);
        }
    }
    for (event, span) in words {
        mender.event(event, span);
    }
}

/// The events with neighbouring pieces of text in one: the parser parts them at every mark that could have meant something.
fn joined<'s>(text: &'s str, events: Events<'s>) -> Events<'s> {
    let mut joined: Events<'s> = Events::with_capacity(events.len());
    for (event, span) in events {
        let verbatim = matches!(&event, Event::Text(words) if **words == text[span.clone()]);
        match joined.last_mut() {
            Some((Event::Text(last), place))
                if verbatim && place.end == span.start && **last == text[place.clone()] =>
            {
                place.end = span.end;
                *last = CowStr::Borrowed(&text[place.clone()]);
            }
            _ => joined.push((event, span)),
        }
    }
    joined
}

/// What is open in one inline container.
#[derive(Default)]
struct Frame {
    /// Where the events hold a `==` that may open a highlight.
    mark: Option<usize>,
    /// Where they hold the `^[` of a note, and how many brackets have opened since.
    note: Option<(usize, usize)>,
}

struct Mender<'s, 'e> {
    text: &'s str,
    out: &'e mut Events<'s>,
    frames: Vec<Frame>,
    /// How many links and images are open, and how many `<a>`.
    links: usize,
    anchors: usize,
}

impl<'s> Mender<'s, '_> {
    fn event(&mut self, event: Event<'s>, span: Range<usize>) {
        match &event {
            Event::Text(words) if **words == self.text[span.clone()] => return self.words(span),
            Event::Start(tag) => {
                self.links += usize::from(matches!(tag, Tag::Link { .. } | Tag::Image { .. }));
                self.frames.push(Frame::default());
            }
            Event::End(end) => {
                self.links -= usize::from(matches!(end, TagEnd::Link | TagEnd::Image));
                self.frames.pop();
            }
            Event::InlineHtml(html) => {
                let tag = html.to_ascii_lowercase();
                self.anchors += usize::from(tag.starts_with("<a ") || tag.starts_with("<a>"));
                self.anchors = self.anchors.saturating_sub(usize::from(tag.starts_with("</a")));
            }
            _ => {}
        }
        self.out.push((event, span));
    }

    /// Words as they were written, read mark by mark.
    fn words(&mut self, span: Range<usize>) {
        let mut at = span.start;
        let mut plain = at;
        while let Some(next) = marks::next(&self.text[at..span.end]).map(|next| at + next) {
            let rest = &self.text[next..span.end];
            let escaped = self.text[..next].bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1;
            let linked = self.links + self.anchors > 0;
            let taken = match rest.as_bytes()[0] {
                _ if escaped => None,
                b'=' => self.highlight(plain..next, rest),
                b'^' if !linked => self.note_opens(plain..next, rest),
                b'[' | b']' => self.bracket(plain..next, rest),
                b'#' if !linked => self.tag(plain..next, rest),
                b':' => self.emoji(plain..next, rest),
                b'h' if !linked => self.address(plain..next, rest),
                _ => None,
            };
            match taken {
                Some(len) => {
                    at = next + len;
                    plain = at;
                }
                None => at = next + marks::width(rest),
            }
        }
        self.plain(plain..span.end);
    }

    fn plain(&mut self, span: Range<usize>) {
        if !span.is_empty() {
            self.out.push((Event::Text(CowStr::Borrowed(&self.text[span.clone()])), span));
        }
    }

    fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("invariant: the words of a block are balanced")
    }

    /// `==`, which opens before a word and closes after one.
    fn highlight(&mut self, before: Range<usize>, rest: &str) -> Option<usize> {
        let at = before.end;
        let after = rest[2..].chars().next();
        if rest.starts_with("===") || self.text[..at].ends_with('=') {
            return None;
        }
        let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let opens = !spaced(after) || rest.len() == 2 && self.goes_on(at + 2);
        let closes = before.is_empty() || !spaced(self.text[..at].chars().next_back());
        self.plain(before);
        let mark = self.frame().mark;
        match mark {
            Some(open) if closes && open + 1 < self.out.len() => {
                let span = self.out[open].1.start..at + 2;
                self.out[open] = (Event::Start(Tag::Superscript), span.clone());
                self.out.push((Event::End(TagEnd::Superscript), span));
                let frame = self.frame();
                frame.mark = None;
                // What opened within the highlight and is still open would close outside of it.
                frame.note = frame.note.filter(|(note, _)| *note < open);
            }
            _ => {
                if opens {
                    self.frame().mark = Some(self.out.len());
                }
                self.plain(at..at + 2);
            }
        }
        Some(2)
    }

    /// Whether something that is no white space follows a byte at which a piece of text ends.
    fn goes_on(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_some_and(|c| !c.is_whitespace())
    }

    fn note_opens(&mut self, before: Range<usize>, rest: &str) -> Option<usize> {
        if !rest.starts_with("^[") || self.frame().note.is_some() {
            return None;
        }
        let at = before.end;
        self.plain(before);
        self.frame().note = Some((self.out.len(), 0));
        self.plain(at..at + 2);
        Some(2)
    }

    fn bracket(&mut self, before: Range<usize>, rest: &str) -> Option<usize> {
        let at = before.end;
        let (open, depth) = self.frame().note?;
        if rest.starts_with('[') {
            self.frame().note = Some((open, depth + 1));
            return None;
        }
        if depth > 0 {
            self.frame().note = Some((open, depth - 1));
            return None;
        }
        self.plain(before);
        let frame = self.frame();
        frame.note = None;
        frame.mark = frame.mark.filter(|mark| *mark < open);
        if open + 1 == self.out.len() {
            return None;
        }
        let span = self.out[open].1.start..at + 1;
        self.out[open] = (Event::Start(Tag::Subscript), span.clone());
        self.out.push((Event::End(TagEnd::Subscript), span));
        Some(1)
    }

    fn tag(&mut self, before: Range<usize>, rest: &str) -> Option<usize> {
        let at = before.end;
        let apart = match self.text[..at].chars().next_back() {
            None => true,
            Some(c) if c.is_whitespace() => true,
            // The first words of bold, of a cell, of a quote.
            Some(_) => before.is_empty() && matches!(self.out.last(), None | Some((Event::Start(_), _))),
        };
        let name = marks::tag(&rest[1..]).filter(|_| apart)?;
        let len = 1 + name.len();
        let link = Tag::Link {
            link_type: TAG,
            dest_url: CowStr::Borrowed(&self.text[at + 1..at + len]),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        self.link(link, before, at..at + len);
        Some(len)
    }

    fn address(&mut self, before: Range<usize>, rest: &str) -> Option<usize> {
        let at = before.end;
        let apart = self.text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let len = marks::address(rest).filter(|_| apart)?;
        let link = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: CowStr::Borrowed(&self.text[at..at + len]),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        self.link(link, before, at..at + len);
        Some(len)
    }

    fn link(&mut self, link: Tag<'s>, before: Range<usize>, span: Range<usize>) {
        self.plain(before);
        self.out.push((Event::Start(link), span.clone()));
        self.plain(span.clone());
        self.out.push((Event::End(TagEnd::Link), span));
    }

    fn emoji(&mut self, before: Range<usize>, rest: &str) -> Option<usize> {
        let at = before.end;
        let apart = self.text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != ':');
        let (picture, len) = marks::emoji(rest).filter(|_| apart)?;
        self.plain(before);
        self.out.push((Event::Text(CowStr::Borrowed(picture)), at..at + len));
        Some(len)
    }
}
