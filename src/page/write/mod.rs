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

use super::html::clean::{Addresses, Cleaner};
use super::html::phrasing;
use super::html::sink::{self, Sink};
use crate::note::LinkKind;
use crate::note::dialect::Events;
use crate::note::maths;
use fragment::{Fragment, Shown};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
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
    fn addresses(&self) -> Addresses {
        let mut addresses = Addresses::default();
        for it in &self.study.links {
            let named = match it.kind {
                LinkKind::Link => &mut addresses.links,
                LinkKind::Image => &mut addresses.media,
                LinkKind::Wiki | LinkKind::Embed => continue,
            };
            let target = self.linked.target(it.kind, &it.target);
            if let Some(to) = link::href(target, &it.target, self.address, self.url) {
                named.insert(it.target.clone(), to);
            }
        }
        addresses
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
            Event::TaskListMarker(_) => {
                let state = state(&self.scribe.study.source.text[span.clone()]);
                self.sink.element(task_box(state != ' '), false);
            }
            Event::InlineMath(tex) => self.formula(tex, span, false),
            Event::DisplayMath(tex) => self.formula(tex, span, true),
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
                let id = self.own_id(tag, span) + self.turn(span);
                self.quote(&id, events);
            }
            Tag::CodeBlock(kind) => {
                let id = self.own_id(tag, span);
                self.code(kind, &id, span, events);
            }
            Tag::List(first) => {
                let id = self.own_id(tag, span) + self.turn(span);
                match first {
                    None => self.sink.open("ul", &id),
                    Some(1) => self.sink.open("ol", &id),
                    Some(first) => self.sink.open("ol", &format!("{id} start=\"{first}\"")),
                }
            }
            Tag::Item => {
                let id = self.own_id(tag, span);
                let task = task(events, self.at).map(|mark| state(&self.scribe.study.source.text[mark]));
                let task = task.map(|state| match state {
                    ' ' | 'x' | 'X' => " class=\"task\"".to_owned(),
                    // Themes draw these as they like; `styles` that Obsidian users know are told by this character.
                    other => format!(" class=\"task\" data-task=\"{}\"", sink::escape(&other.to_string())),
                });
                self.sink.open("li", &format!("{id}{}", task.unwrap_or_default()));
            }
            Tag::Table(alignments) => {
                let id = self.own_id(tag, span) + self.turn(span);
                self.table(alignments, &id);
            }
            Tag::TableHead => self.table_row(true),
            Tag::TableRow => self.table_row(false),
            Tag::TableCell => self.table_cell(),
            Tag::Emphasis => self.sink.open("em", ""),
            Tag::Strong => self.sink.open("strong", ""),
            Tag::Strikethrough => self.sink.open("del", ""),
            // A highlight: see `note::dialect`. Notes within a line, which are `Tag::Subscript` there, stand at the foot.
            Tag::Superscript => self.sink.open("mark", ""),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.link(*link_type, dest_url, title);
                if matches!(link_type, LinkType::WikiLink { has_pothole: false }) {
                    self.target_words(dest_url, events);
                }
            }
            Tag::Image { link_type, dest_url, title, .. } => self.image(*link_type, dest_url, title, events),
            Tag::Subscript | Tag::HtmlBlock | Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
            // The blank of a cloze: see `page::text`.
            Tag::DefinitionListTitle => self.sink.open("span", " class=\"blank\""),
            Tag::DefinitionList | Tag::DefinitionListDefinition => {}
        }
    }

    /// The attribute of a block that may have to be turned as a whole, with its bullets, its line or its columns. A line of
    /// text turns by itself (see the theme), so that nothing is written where no letter runs from right to left.
    fn turn(&self, span: &Range<usize>) -> &'static str {
        let text = &self.scribe.study.source.text[span.clone()];
        if !text.is_ascii() && text.chars().any(runs_left) { " dir=\"auto\"" } else { "" }
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
            TagEnd::Superscript => "mark",
            TagEnd::DefinitionListTitle => "span",
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

    /// A formula; one that is no LaTeX as it was written.
    fn formula(&mut self, tex: &str, span: &Range<usize>, display: bool) {
        if self.scribe.tex {
            let study = self.scribe.study;
            return self.sink.text(&study.source.text[span.clone()]);
        }
        match maths::mathml(tex, display) {
            Ok(html) => self.sink.element(&html, false),
            Err(_) => {
                let written = sink::escape(&self.scribe.study.source.text[span.clone()]);
                self.sink.element(&format!("<code class=\"math-bad\">{written}</code>"), false);
            }
        }
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

/// Whether a character is in a block of Unicode whose script runs from right to left.
fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn heading_tag(level: u8) -> &'static str {
    ["h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(2, 6)) - 2]
}

/// The bytes of the mark of an item that is a task.
fn task(events: &Events<'_>, item: usize) -> Option<Range<usize>> {
    let marker = |at: usize| match events.get(at) {
        Some((Event::TaskListMarker(_), span)) => Some(span.clone()),
        _ => None,
    };
    let paragraph = matches!(events.get(item + 1), Some((Event::Start(Tag::Paragraph), _)));
    marker(item + 1).or_else(|| marker(item + 2).filter(|_| paragraph))
}

/// What stands between the brackets of a task's mark: Obsidian takes any character but a blank for done.
fn state(mark: &str) -> char {
    mark.trim_start_matches('[').chars().next().filter(|c| !c.is_whitespace()).unwrap_or(' ')
}

fn task_box(done: bool) -> &'static str {
    if done {
        "<input type=\"checkbox\" disabled checked aria-label=\"done\">"
    } else {
        "<input type=\"checkbox\" disabled aria-label=\"not done\">"
    }
}
