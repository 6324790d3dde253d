//! Quotes, which are callouts when they open with `[!type]`.

use super::fragment::Fragment;
use crate::note::callout::{Callout, head, known};
use crate::note::dialect::Events;
use crate::page::html::sink::escape;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

impl Fragment<'_, '_> {
    pub(super) fn quote(&mut self, id: &str, events: &Events<'_>) {
        let text = &self.scribe.study.source.text;
        let callout = match events.get(self.at + 1) {
            Some((Event::Start(Tag::Paragraph), paragraph)) => head(text, paragraph.start),
            _ => None,
        };
        match callout {
            Some(callout) => {
                let (kind, fold) = (callout.kind, callout.fold);
                let mut attributes = format!("{id} class=\"callout\" data-type=\"{kind}\" data-hue=\"{}\"", hue(kind));
                // A type of the author's own is drawn as a note; a style sheet finds it by the attribute that Obsidian sets.
                if known(callout.written).is_none() {
                    let own = escape(&callout.written.to_lowercase());
                    attributes.push_str(&format!(" data-callout=\"{own}\""));
                }
                match fold {
                    None => self.sink.open("div", &attributes),
                    Some(open) => {
                        self.sink.open("details", &format!("{attributes}{}", if open { " open" } else { "" }))
                    }
                }
                self.closers.push(if fold.is_some() { "details" } else { "div" });
                let title = callout.title.clone();
                let default = callout.default_title();
                self.title(&callout, &title, &default, events);
            }
            None => {
                self.sink.open("blockquote", id);
                self.closers.push("blockquote");
            }
        }
    }

    /// Writes the title and moves past it: to the text under it, or past its paragraph when nothing is under it.
    fn title(&mut self, callout: &Callout<'_>, title: &Range<usize>, default: &str, events: &Events<'_>) {
        let tag = if callout.fold.is_some() { "summary" } else { "p" };
        let from = self.at + 2;
        let end = from + paragraph_end(&events[from..]);
        let line = from + line_end(&events[from..end]);
        // A title that is only the type's name is the theme's word, not the author's.
        self.sink
            .open(tag, if title.is_empty() { " class=\"callout-title untitled\"" } else { " class=\"callout-title\"" });
        // What opens in the title and closes under it, such as emphasis over both lines, is closed here and opened again.
        let mut astride: Vec<usize> = Vec::new();
        if title.is_empty() {
            self.sink.text(default);
        } else {
            self.at = from;
            while self.at < line {
                let (event, span) = &events[self.at];
                match event {
                    Event::Start(tag) if !matches!(tag, Tag::Image { .. }) => {
                        astride.push(self.at);
                        self.event(events);
                    }
                    Event::End(_) => {
                        astride.pop();
                        self.event(events);
                    }
                    Event::Text(text) if span.start < title.start => {
                        let skip = (title.start - span.start).min(text.len());
                        if let Some(rest) = text.get(skip..) {
                            self.sink.text(rest);
                        }
                    }
                    _ => self.event(events),
                }
                self.at += 1;
            }
        }
        for at in astride.iter().rev() {
            if let (Event::Start(tag), _) = &events[*at] {
                self.end(tag.to_end());
            }
        }
        self.sink.close(tag);
        if line < end {
            self.sink.open("p", "");
            for at in astride {
                self.at = at;
                self.event(events);
            }
            self.at = line; // The break itself is passed over; the paragraph's own end closes it.
        } else {
            self.at = end;
        }
    }
}

/// How many events the paragraph has, without its end.
fn paragraph_end(events: &[(Event<'_>, Range<usize>)]) -> usize {
    events.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph))).unwrap_or(events.len())
}

/// How many of them stand on the first line; the words of a picture stand on the line that it begins on.
fn line_end(events: &[(Event<'_>, Range<usize>)]) -> usize {
    let mut pictures = 0_usize;
    let ends_line = |(event, _): &(Event<'_>, Range<usize>)| {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            _ => {}
        }
        pictures == 0 && matches!(event, Event::SoftBreak | Event::HardBreak)
    };
    events.iter().position(ends_line).unwrap_or(events.len())
}

/// The theme's six hues for the thirteen types.
fn hue(kind: &str) -> &'static str {
    match kind {
        "tip" | "success" => "green",
        "question" | "warning" => "amber",
        "failure" | "danger" | "bug" => "red",
        "example" => "plum",
        "quote" => "pencil",
        _ => "ink",
    }
}
