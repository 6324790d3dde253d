//! What a note points at: Markdown links and images, wikilinks, and the `href` and `src` of its raw HTML.

use super::dialect::{Events, TAG};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range;

/// One target, as written, with every place that names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// How it is written, which decides how it is found.
    pub kind: LinkKind,
    /// The destination as written, Markdown's escapes undone, percent-encoding kept.
    pub target: String,
    /// The bytes of its first use.
    pub span: Range<usize>,
    /// The bytes of every further use.
    pub more: Vec<Range<usize>>,
    /// The visible words around its first use, for the page that it leads to; empty where it leads to another site, or
    /// stands alone.
    pub context: Box<str>,
}

impl Link {
    /// Whether two links are written alike: what one became the other became.
    pub fn names_same(&self, other: &Self) -> bool {
        self.kind == other.kind && self.target == other.target
    }

    /// Every use, in order.
    pub fn uses(&self) -> impl Iterator<Item = &Range<usize>> {
        std::iter::once(&self.span).chain(&self.more)
    }
}

/// How the front matter's `image` is written, and what it names: a path, an address, or a wikilink.
pub fn picture(written: &str) -> (LinkKind, &str) {
    match written.trim_start_matches('!').strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        Some(inner) => (LinkKind::Embed, inner.split('|').next().unwrap_or(inner)),
        None => (LinkKind::Image, written),
    }
}

/// How a target is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    /// `[text](target)`, `<a href>`.
    Link,
    /// `![text](target)`, `<img src>` and other media.
    Image,
    /// `[[target]]`.
    Wiki,
    /// `![[target]]`.
    Embed,
}

impl LinkKind {
    /// The kind of a Markdown event.
    pub fn of(link_type: LinkType, image: bool) -> Self {
        match (link_type, image) {
            (LinkType::WikiLink { .. }, false) => Self::Wiki,
            (LinkType::WikiLink { .. }, true) => Self::Embed,
            (_, false) => Self::Link,
            (_, true) => Self::Image,
        }
    }
}

/// What a note points at.
#[derive(Debug, Default)]
pub struct Pointers {
    /// Every target, once.
    pub links: Vec<Link>,
    /// Every id and name that raw HTML sets.
    pub ids: Vec<Id>,
    /// Every tag in the text, without `#`, as often as it stands there.
    pub tags: Vec<String>,
    /// Every place that calls a footnote, with the bytes of the footnote.
    pub footnotes: Vec<(usize, Range<usize>)>,
}

/// An id, or the name of an anchor, that raw HTML sets.
#[derive(Debug)]
pub struct Id {
    /// What it is called.
    pub name: String,
    /// Whether it is an id: a name may stand twice.
    pub once: bool,
    /// The bytes of its HTML.
    pub span: Range<usize>,
}

/// Collects what a note points at.
pub fn collect(events: &Events<'_>) -> Pointers {
    let mut collector = Collector::default();
    for (event, span) in events {
        collector.take(event, span);
    }
    collector.flush();
    let Collector { mut found, calls, footnotes, .. } = collector;
    let footnote = |(name, at)| Some((at, footnotes.get(&name)?.clone()));
    found.footnotes = calls.into_iter().filter_map(footnote).collect();
    found
}

#[derive(Default)]
struct Collector {
    seen: HashMap<(LinkKind, String), usize>,
    found: Pointers,
    /// The visible words of the block that is being read.
    words: String,
    /// Links of that block that want their context, each with where it begins in `words`.
    waiting: Vec<(usize, usize)>,
    /// How many images and blocks of code are open: what stands in them is not said.
    silent: usize,
    /// What calls a footnote, each with its place, and the footnotes by their names.
    calls: Vec<(String, usize)>,
    footnotes: HashMap<String, Range<usize>>,
}

impl Collector {
    fn take(&mut self, event: &Event<'_>, span: &Range<usize>) {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => {}
            Event::Start(Tag::Link { link_type: TAG, dest_url, .. }) => self.found.tags.push(dest_url.to_string()),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                self.add(LinkKind::of(*link_type, false), dest_url, span);
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                self.add(LinkKind::of(*link_type, true), dest_url, span);
                self.silent += 1;
            }
            // A note within a line is not said in it.
            Event::Start(Tag::Subscript) => self.silent += 1,
            Event::End(TagEnd::Image | TagEnd::Subscript) => self.silent -= 1,
            Event::Html(html) | Event::InlineHtml(html) => {
                for (name, value) in html_references(html) {
                    match name {
                        "href" => self.add(LinkKind::Link, &value, span),
                        "src" | "poster" => self.add(LinkKind::Image, &value, span),
                        _ => self.found.ids.push(Id { name: value, once: name == "id", span: span.clone() }),
                    }
                }
            }
            Event::FootnoteReference(name) => self.calls.push((name.to_string(), span.start)),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.footnotes.entry(name.to_string()).or_insert_with(|| span.clone());
            }
            Event::Text(text) | Event::Code(text) if self.silent == 0 => self.words.push_str(text),
            // The title of a callout is no part of the sentence below it.
            Event::SoftBreak | Event::HardBreak if self.words.starts_with("[!") => self.flush(),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => self.words.push(' '),
            Event::Start(Tag::CodeBlock(_)) => {
                self.flush();
                self.silent += 1;
            }
            Event::End(TagEnd::CodeBlock) => self.silent -= 1,
            Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::List(_) | Tag::BlockQuote(_) | Tag::TableRow,
            )
            | Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead,
            ) => {
                self.flush();
            }
            _ => {}
        }
    }

    fn add(&mut self, kind: LinkKind, target: &str, span: &Range<usize>) {
        let key = (kind, target.to_owned());
        if let Some(&at) = self.seen.get(&key) {
            self.found.links[at].more.push(span.clone());
            return;
        }
        // Backlinks are made of what may lead to another note; a page never quotes what stands around anything else.
        let leads_out = kind == LinkKind::Image || target.starts_with('#') || target.contains("://");
        if !leads_out {
            self.waiting.push((self.found.links.len(), self.words.len()));
        }
        self.seen.insert(key, self.found.links.len());
        self.found.links.push(Link {
            kind,
            target: target.to_owned(),
            span: span.clone(),
            more: Vec::new(),
            context: Box::default(),
        });
    }

    /// Ends a block: the links in it have their context now.
    fn flush(&mut self) {
        for (link, at) in self.waiting.drain(..) {
            self.found.links[link].context = around(&self.words, at).into();
        }
        self.words.clear();
    }
}

/// As much context as fits two lines beneath a title, on either side of the link. Bytes.
const CONTEXT: usize = 110;

/// The sentence around a place in a block's words, cut between words where it is long.
fn around(words: &str, at: usize) -> String {
    let ends = |c: char| matches!(c, '.' | '?' | '!' | '。' | '？' | '！' | '؟' | '।');
    let sentence = words[..at]
        .char_indices()
        .zip(words[..at].chars().skip(1))
        .filter(|((_, end), next)| ends(*end) && (next.is_whitespace() || !end.is_ascii()))
        .last()
        .map_or(0, |((index, end), _)| index + end.len_utf8());
    let first = floor_word(words, at.saturating_sub(CONTEXT)).max(sentence);
    let rest = &words[at..];
    let stop = rest
        .char_indices()
        .zip(rest.chars().skip(1).chain([' ']))
        .find(|((_, end), next)| ends(*end) && (next.is_whitespace() || !end.is_ascii()))
        .map_or(words.len(), |((index, end), _)| at + index + end.len_utf8());
    let last = if at + 2 * CONTEXT < stop { floor_word(words, at + 2 * CONTEXT).max(at) } else { stop };
    let body = words[first..last].split_whitespace().collect::<Vec<_>>().join(" ");
    let body = without_callout(&body);
    let (open, close) = (if first > sentence { "…" } else { "" }, if last < stop { " …" } else { "" });
    if body.is_empty() { String::new() } else { format!("{open}{body}{close}") }
}

/// The last border of a word at or before a byte.
fn floor_word(words: &str, at: usize) -> usize {
    let at = words.floor_char_boundary(at);
    if at == 0 { 0 } else { words[..at].rfind(char::is_whitespace).unwrap_or(at) }
}

/// `[!note]` is a mark, not a word.
fn without_callout(words: &str) -> &str {
    match words.strip_prefix("[!").and_then(|rest| rest.split_once(']')) {
        Some((_, rest)) => rest.trim_start_matches(['+', '-']).trim_start(),
        None => words,
    }
}

/// The `href`, `src`, `poster`, `id` and `name` attributes of a piece of raw HTML, with their values.
///
/// A scan, not a parse: it may see an attribute inside a comment, which costs a needless look-up and nothing else, since
/// what is published is decided by the sanitiser. An attribute whose tag is split over two events by a line break is
/// still found when the attribute itself is whole.
pub fn html_references(html: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let lower = html.to_ascii_lowercase();
    for name in ["href", "src", "poster", "id", "name"] {
        let mut from = 0;
        while let Some(at) = lower[from..].find(name).map(|at| from + at) {
            from = at + name.len();
            let before = lower[..at].chars().next_back();
            if !before.is_none_or(|c| c.is_whitespace() || c == '"' || c == '\'') {
                continue;
            }
            let rest = lower[from..].trim_start();
            let Some(rest) = rest.strip_prefix('=').map(str::trim_start) else { continue };
            let start = html.len() - rest.len();
            let value = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => html[start + 1..].split(quote).next().unwrap_or(""),
                Some(_) => html[start..].split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or(""),
                None => continue,
            };
            if !value.is_empty() {
                found.push((name, unescape(value)));
            }
        }
    }
    found
}

/// The entities that stand in addresses.
fn unescape(value: &str) -> String {
    value.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
