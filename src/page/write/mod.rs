//! Events -> HTML: a piece's balanced events written as one balanced fragment.
//!
//! Steps: one pass over the events, each written as it comes (the pass never recurses); code and images are gathered to
//! their end and written whole; a fragment with raw HTML is then cleaned as a whole.

mod callout;
mod code;
mod embed;
mod image;
mod link;
mod table;

mod fragment;

use super::html::clean::Cleaner;
use super::html::phrasing;
use super::html::sink::{self, Sink};
use crate::note::LinkKind;
use crate::note::dialect::Events;
use fragment::{Fragment, Shown};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

pub use fragment::Scribe;

impl Scribe<'_> {
    /// Writes one fragment.
    pub fn write(&mut self, events: &Events<'_>) -> String {
        let events = &*self.lifted(events);
        let raw = events.iter().any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
        let cleaned = raw && !self.trust;
        let sink = if cleaned { Sink::marked(self.cleaner().mark().to_owned()) } else { Sink::straight() };
        let mut fragment = Fragment { scribe: self, sink, at: 0, closers: Vec::new(), tables: Vec::new() };
        while fragment.at < events.len() {
            fragment.event(events);
            fragment.at += 1;
        }
        fragment.sink.finish(|html| self.cleaner().clean(html))
    }

    fn cleaner(&self) -> &Cleaner {
        let new = || Cleaner::new(self.study.source.digest, self.addresses(), self.shown.is_none());
        self.cleaner.get_or_init(new)
    }

    /// The addresses that the note's raw HTML may name, each with what is to stand there.
    fn addresses(&self) -> HashMap<String, String> {
        let links = self.study.links.iter().filter(|it| matches!(it.kind, LinkKind::Link | LinkKind::Image));
        links
            .filter_map(|it| {
                let target = self.linked.target(it.kind, &it.target);
                Some((it.target.clone(), link::href(target, &it.target, self.address, self.url)?))
            })
            .collect()
    }
}

impl Fragment<'_, '_> {
    fn event(&mut self, events: &Events<'_>) {
        let (event, span) = &events[self.at];
        match event {
            Event::Start(tag) => self.start(tag, span, events),
            Event::End(end) => self.end(*end),
            Event::Text(text) => self.sink.text(text),
            Event::Code(code) => {
                self.sink.open("code", "");
                self.sink.text(code);
                self.sink.close("code");
            }
            Event::Html(html) => self.raw(&phrasing::matched(html), span),
            Event::InlineHtml(html) => self.raw(html, span),
            Event::FootnoteReference(name) => {
                let reference = self.scribe.footnotes.refer(name);
                self.sink.element(&reference, false);
            }
            Event::SoftBreak => self.sink.raw("\n"),
            Event::HardBreak => self.sink.raw("<br>"),
            Event::Rule => self.sink.raw("<hr>"),
            Event::TaskListMarker(done) => self.sink.element(task_box(*done), false),
            // The dialect does not read maths yet.
            Event::InlineMath(tex) | Event::DisplayMath(tex) => self.sink.text(tex),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: &Range<usize>, events: &Events<'_>) {
        match tag {
            Tag::Paragraph => {
                let id = self.own_id(tag, span);
                self.sink.open("p", &id);
            }
            Tag::Heading { level, .. } => self.heading(*level as u8, span),
            Tag::BlockQuote(_) => {
                let id = self.own_id(tag, span);
                self.quote(&id, events);
            }
            Tag::CodeBlock(kind) => {
                let id = self.own_id(tag, span);
                self.code(kind, &id, events);
            }
            Tag::List(first) => {
                let id = self.own_id(tag, span);
                match first {
                    None => self.sink.open("ul", &id),
                    Some(1) => self.sink.open("ol", &id),
                    Some(first) => self.sink.open("ol", &format!("{id} start=\"{first}\"")),
                }
            }
            Tag::Item => {
                let id = self.own_id(tag, span);
                let task = if is_task(events, self.at) { " class=\"task\"" } else { "" };
                self.sink.open("li", &format!("{id}{task}"));
            }
            Tag::Table(alignments) => {
                let id = self.own_id(tag, span);
                self.table(alignments, &id);
            }
            Tag::TableHead => self.table_row(true),
            Tag::TableRow => self.table_row(false),
            Tag::TableCell => self.table_cell(),
            Tag::Emphasis => self.sink.open("em", ""),
            Tag::Strong => self.sink.open("strong", ""),
            Tag::Strikethrough => self.sink.open("del", ""),
            Tag::Superscript => self.sink.open("sup", ""),
            Tag::Subscript => self.sink.open("sub", ""),
            Tag::Link { link_type, dest_url, title, .. } => self.link(*link_type, dest_url, title),
            Tag::Image { link_type, dest_url, title, .. } => self.image(*link_type, dest_url, title, events),
            Tag::HtmlBlock | Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {}
        }
    }

    /// The id attribute of a block that has a name of its own; the empty string of any other.
    fn own_id(&mut self, tag: &Tag<'_>, span: &Range<usize>) -> String {
        if self.scribe.named.is_empty() {
            return String::new();
        }
        let of = tag.to_end();
        let Some(here) = self.scribe.named.get_mut(&span.start) else { return String::new() };
        match here.iter().position(|it| it.of == of) {
            Some(at) => format!(" id=\"{}\"", sink::escape(here.swap_remove(at).anchor.as_str())),
            None => String::new(),
        }
    }

    fn end(&mut self, end: TagEnd) {
        let tag = match end {
            TagEnd::Paragraph => "p",
            TagEnd::List(true) => "ol",
            TagEnd::List(false) => "ul",
            TagEnd::Item => "li",
            TagEnd::Emphasis => "em",
            TagEnd::Strong => "strong",
            TagEnd::Strikethrough => "del",
            TagEnd::Superscript => "sup",
            TagEnd::Subscript => "sub",
            TagEnd::Heading(_) | TagEnd::BlockQuote(_) | TagEnd::Link => match self.closers.pop() {
                Some("") | None => return,
                Some(tag) => tag,
            },
            TagEnd::Table => return self.table_end(),
            TagEnd::TableHead => return self.table_row_end(true),
            TagEnd::TableRow => return self.table_row_end(false),
            TagEnd::TableCell => return self.table_cell_end(),
            _ => return,
        };
        self.sink.close(tag);
    }

    fn heading(&mut self, level: u8, span: &Range<usize>) {
        if let Some(Shown { top, under }) = self.scribe.shown {
            let tag = heading_tag(under + 1 + level.saturating_sub(top));
            self.sink.open(tag, "");
            self.closers.push(tag);
            return;
        }
        let headings = &self.scribe.study.headings;
        let (tag, id) = match headings.binary_search_by_key(&span.start, |heading| heading.span.start) {
            Ok(at) => {
                self.scribe.under = self.scribe.levels[at];
                (heading_tag(self.scribe.levels[at]), format!(" id=\"{}\"", sink::escape(headings[at].anchor.as_str())))
            }
            // A heading that is part of a question has no place of its own.
            Err(_) => (heading_tag(level), String::new()),
        };
        self.sink.open(tag, &id);
        self.closers.push(tag);
    }

    /// Raw HTML, with a place before each heading that it holds.
    fn raw(&mut self, html: &str, span: &Range<usize>) {
        let headings = &self.scribe.study.headings;
        let from = headings.partition_point(|heading| heading.span.start < span.start);
        let is_own = self.scribe.shown.is_none();
        let held = headings[from..].iter().take_while(|heading| is_own && heading.span.start < span.end);
        for heading in held {
            self.sink.element(&format!("<span id=\"{}\"></span>", sink::escape(heading.anchor.as_str())), false);
        }
        self.sink.raw(html);
    }
}

fn heading_tag(level: u8) -> &'static str {
    ["h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(2, 6)) - 2]
}

fn is_task(events: &Events<'_>, item: usize) -> bool {
    let marker = |at: usize| matches!(events.get(at), Some((Event::TaskListMarker(_), _)));
    let paragraph = matches!(events.get(item + 1), Some((Event::Start(Tag::Paragraph), _)));
    marker(item + 1) || paragraph && marker(item + 2)
}

fn task_box(done: bool) -> &'static str {
    if done {
        "<input type=\"checkbox\" disabled checked aria-label=\"done\">"
    } else {
        "<input type=\"checkbox\" disabled aria-label=\"not done\">"
    }
}
