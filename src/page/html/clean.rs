//! Untrusted HTML -> harmless HTML, by a list of our own.
//!
//! ammonia's defaults strip `id`, `picture` and more that Q&A repositories use, and allow what HTML no longer has; so the
//! list stands here. Authors' ids get a prefix, their links go where `link` says, `style` and scripts go.

use super::sink;
use crate::digest::Digest;
use crate::link::anchors::AUTHOR_PREFIX;
use crate::link::scheme;
use ammonia::Builder;
use std::borrow::Cow;
use std::collections::HashMap;

/// A sanitiser for the fragments of one note.
pub struct Cleaner {
    mark: String,
    builder: Builder<'static>,
}

/// What authors may write, and what Recto writes itself within a fragment.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "audio",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("audio", &["src", "controls", "loop", "preload"]),
    ("details", &["open"]),
    ("iframe", &["src", "width", "height", "allowfullscreen", "loading"]),
    ("img", &["src", "alt", "width", "height"]),
    ("li", &["value"]),
    ("ol", &["start", "reversed", "type"]),
    ("source", &["src", "type", "media"]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("th", &["colspan", "rowspan", "headers", "scope"]),
    ("video", &["src", "controls", "width", "height", "poster", "loop", "muted", "preload"]),
];

/// For each address that a note's HTML names, the address that is to stand there.
#[derive(Debug, Default)]
pub struct Addresses {
    /// Of `href`.
    pub links: HashMap<String, String>,
    /// Of `src` and `poster`, which may be what a link must not: a picture as `data:`, which runs nothing where it is only shown.
    pub media: HashMap<String, String>,
}

impl Cleaner {
    /// A sanitiser for one note, whose HTML names `addresses`. Without `ids` no element keeps its id: what is shown on another
    /// page has its place on its own.
    pub fn new(note: Digest, addresses: Addresses, ids: bool) -> Self {
        let mark = sink::mark_name(note);
        let mut builder = Builder::empty();
        builder
            .tags(TAGS.iter().copied().collect())
            .clean_content_tags(
                ["script", "style", "template", "noscript", "svg", "math", "object", "textarea", "title", "select"]
                    .into(),
            )
            .tag_attributes(ATTRIBUTES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect())
            .generic_attributes(
                ["id", "lang", "dir", "title"].into_iter().filter(|name| ids || *name != "id").collect(),
            )
            // ammonia takes prefixes as `'static`: the part that the marks of all notes share. An author's own attribute with
            // that prefix survives and does nothing: only this note's mark is ever looked for.
            .generic_attribute_prefixes([sink::MARK_PREFIX].into())
            .id_prefix(Some(AUTHOR_PREFIX))
            .link_rel(None)
            .url_schemes(scheme::LINKS.iter().chain(&["data"]).copied().collect())
            .attribute_filter(move |tag, name, value| filter(&addresses, tag, name, value));
        Self { mark, builder }
    }

    /// The attribute that Recto's own marks use.
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// Cleans a fragment, which comes back balanced.
    pub fn clean(&self, html: &str) -> String {
        mend(&self.builder.clean(html).to_string())
    }
}

/// What HTML requires and authors forget, on what ammonia wrote (so every tag has one spelling): an image without words has
/// empty ones, one without an address is its words, and the page keeps its only `h1`.
fn mend(html: &str) -> String {
    // A frame whose address was refused shows an empty box.
    let html = match html.contains("<iframe") {
        true => Cow::Owned(without_empty_frames(html)),
        false => Cow::Borrowed(html),
    };
    let html = html.replace("<h1>", "<h2>").replace("<h1 ", "<h2 ").replace("</h1>", "</h2>");
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some(at) = rest.find("<img") {
        let end = at + rest[at..].find('>').map_or(rest.len() - at, |end| end + 1);
        let tag = &rest[at..end];
        out.push_str(&rest[..at]);
        let alt = tag.split_once(" alt=\"").and_then(|(_, value)| value.split('"').next());
        match (tag.contains(" src=\""), alt) {
            (true, Some(_)) => out.push_str(tag),
            (true, None) => out.push_str(&tag.replacen("<img", "<img alt=\"\"", 1)),
            // A picture by its mark is Recto's own and gets its address later.
            (false, _) if tag.contains(sink::MARK_PREFIX) => out.push_str(tag),
            (false, alt) => out.push_str(&format!("<span>{}</span>", alt.unwrap_or(""))),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn without_empty_frames(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<iframe") {
        let end = at + rest[at..].find('>').map_or(rest.len() - at, |end| end + 1);
        let close = rest[end..].find("</iframe>").map_or(rest.len(), |close| end + close + "</iframe>".len());
        out.push_str(&rest[..at]);
        if rest[at..end].contains(" src=\"") {
            out.push_str(&rest[at..close]);
        }
        rest = &rest[close..];
    }
    out.push_str(rest);
    out
}

fn filter<'v>(addresses: &Addresses, tag: &str, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
    match name {
        // An address is published only as `link` resolved it; one that it never saw, or refused, goes.
        "href" => addresses.links.get(value).map(|to| Cow::Owned(to.clone())),
        "src" | "poster" => {
            let to = addresses.media.get(value).filter(|to| tag != "iframe" || to.starts_with("https://"));
            to.map(|to| Cow::Owned(to.clone()))
        }
        "width" | "height" => {
            let digits = value.trim().trim_end_matches("px");
            let number = !digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
            number.then(|| Cow::Owned(digits.to_owned()))
        }
        "id" if value.is_empty() || value.contains(char::is_whitespace) => None,
        _ => Some(Cow::Borrowed(value)),
    }
}
