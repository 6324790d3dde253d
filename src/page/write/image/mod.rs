//! Images, with their pixels where they are known, so that nothing moves while they load.

mod media;

use super::fragment::Fragment;
use crate::link::Target;
use crate::note::LinkKind;
use crate::note::dialect::Events;
use crate::page::html::sink::escape;
use pulldown_cmark::{Event, LinkType, TagEnd};

impl Fragment<'_, '_> {
    pub(super) fn image(&mut self, link_type: LinkType, written: &str, title: &str, events: &Events<'_>) {
        let kind = LinkKind::of(link_type, true);
        if kind == LinkKind::Embed && self.embed(written, events) {
            return;
        }
        let alt = self.alt(events);
        let Some(src) = self.href(kind, written) else {
            let shown = if alt.is_empty() { written } else { &alt };
            return self.sink.element(&format!("<span class=\"dead\">{}</span>", escape(shown)), false);
        };
        let target = self.scribe.linked.target(kind, written);
        // A note or a document cannot stand in an `img`; a link to it loses nothing.
        if matches!(target, Target::Page(..)) {
            let shown = if alt.is_empty() { written } else { &alt };
            return self.sink.element(&format!("<a href=\"{}\">{}</a>", escape(&src), escape(shown)), false);
        }
        let pixels = match target {
            Target::File(_, pixels) => *pixels,
            _ => None,
        };
        let external = matches!(target, Target::External);
        let (size, mut words) = sized(&alt);
        if words == written {
            // An embed without words is called by its file's name; `#outline` is for a style sheet.
            words.truncate(words.find('#').unwrap_or(words.len()));
        }
        let html = media::draw(&media::Shown { src: &src, written, title, words: &words, size, pixels, external });
        self.sink.element(&html, false);
    }

    /// Gathers the words within an image and moves past its end.
    pub(super) fn alt(&mut self, events: &Events<'_>) -> String {
        let (mut alt, mut depth) = (String::new(), 1);
        while depth > 0 && self.at + 1 < events.len() {
            self.at += 1;
            match &events[self.at].0 {
                Event::Start(_) => depth += 1,
                Event::End(TagEnd::Image) if depth == 1 => depth = 0,
                Event::End(_) => depth -= 1,
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        alt
    }
}

/// Obsidian's `|300` and `|300x200`, or the number alone: the width and height, and what is left of the text.
fn sized(alt: &str) -> (Option<(u32, Option<u32>)>, String) {
    let (words, size) = match alt.rsplit_once('|') {
        Some((words, size)) => (words, size),
        None => ("", alt),
    };
    let (width, height) = match size.trim().split_once('x') {
        Some((width, height)) => (width.parse().ok(), height.parse().ok()),
        None => (size.trim().parse().ok(), None),
    };
    match width {
        Some(width) => (Some((width, height)), words.trim().to_owned()),
        None => (None, alt.to_owned()),
    }
}
