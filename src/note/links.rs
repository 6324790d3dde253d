//! What a note points at: Markdown links and images, wikilinks, and the `href` and `src` of its raw HTML.

use super::dialect::Events;
use pulldown_cmark::{Event, LinkType, Tag};
use std::collections::BTreeSet;
use std::ops::Range;

/// One target, as written, with the first place that names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// How it is written, which decides how it is found.
    pub kind: LinkKind,
    /// The destination as written, Markdown's escapes undone, percent-encoding kept.
    pub target: String,
    /// The bytes of its first use.
    pub span: Range<usize>,
}

/// How a target is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// Collects every target once, and every id that raw HTML sets.
pub fn collect(events: &Events<'_>) -> (Vec<Link>, Vec<String>) {
    let mut seen = BTreeSet::new();
    let (mut links, mut ids) = (Vec::new(), Vec::new());
    let mut add = |kind: LinkKind, target: &str, span: &Range<usize>| {
        if seen.insert((kind, target.to_owned())) {
            links.push(Link { kind, target: target.to_owned(), span: span.clone() });
        }
    };
    for (event, span) in events {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => {}
            Event::Start(Tag::Link { link_type, dest_url, .. }) => add(LinkKind::of(*link_type, false), dest_url, span),
            Event::Start(Tag::Image { link_type, dest_url, .. }) => add(LinkKind::of(*link_type, true), dest_url, span),
            Event::Html(html) | Event::InlineHtml(html) => {
                for (name, value) in html_references(html) {
                    match name {
                        "href" => add(LinkKind::Link, &value, span),
                        "src" | "poster" => add(LinkKind::Image, &value, span),
                        _ => ids.push(value),
                    }
                }
            }
            _ => {}
        }
    }
    (links, ids)
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
