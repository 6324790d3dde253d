//! What minify-html would leave as it is: blocks of code, which Recto writes as small as they can be
//! (`sink::escape_code`), and plain lists and paragraphs.
//!
//! A mark stands for what is within them, so that minify-html sees what is around them as it is. A test holds pages made
//! this way to those that minify-html makes alone.

use memchr::{memchr, memchr3};
use std::ops::Range;

/// What Recto writes before the text of a block of code; nothing in it is an element but spans.
pub const CODE: &str = "<pre tabindex=\"0\"><code>";
/// What it writes after it.
pub const CODE_END: &str = "</code></pre>";

/// What stands in the page for what was set aside. Recto writes no control characters; where a trusted author does, the
/// page is not put together again but minified whole.
const MARK: u8 = 1;

/// The page with a mark for each part that is set aside, and the parts.
pub fn apart(html: &str) -> (String, Vec<&str>) {
    let (mut rest, mut parts) = (String::with_capacity(html.len()), Vec::new());
    let (mut written, mut at) = (0, 0);
    while let Some(tag) = memchr(b'<', &html.as_bytes()[at..]).map(|found| at + found) {
        if let Some(part) = code(html, tag).or_else(|| plain(html, tag)) {
            rest.push_str(&html[written..part.start]);
            rest.push(char::from(MARK));
            (written, at) = (part.end, part.end);
            parts.push(&html[part]);
        } else if let Some(end) = tag_end(html.as_bytes(), tag) {
            at = end;
        } else {
            break;
        }
    }
    rest.push_str(&html[written..]);
    (rest, parts)
}

/// Puts the parts back in the places of their marks; `None` when marks are not what they were.
pub fn together(rest: &[u8], parts: &[&str]) -> Option<Vec<u8>> {
    let mut page = Vec::with_capacity(rest.len() + parts.iter().map(|part| part.len()).sum::<usize>());
    let mut between = rest.split(|byte| *byte == MARK);
    page.extend_from_slice(between.next()?);
    for part in parts {
        page.extend_from_slice(part.as_bytes());
        page.extend_from_slice(between.next()?);
    }
    between.next().is_none().then_some(page)
}

/// The end of a tag, whose attributes may hold any character between their quotes.
fn tag_end(html: &[u8], tag: usize) -> Option<usize> {
    let mut at = tag + 1;
    loop {
        at += memchr3(b'>', b'"', b'\'', &html[at..])?;
        match html[at] {
            b'>' => return Some(at + 1),
            quote => at += 2 + memchr(quote, &html[at + 1..])?,
        }
    }
}

/// What is within a block of code.
fn code(html: &str, tag: usize) -> Option<Range<usize>> {
    let inner = html[tag..].strip_prefix(CODE)?;
    let start = tag + CODE.len();
    inner.find(CODE_END).map(|length| start..start + length)
}

/// An element without attributes, by what it may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Items.
    List,
    /// Text, lists and paragraphs.
    Item,
    /// Text.
    Paragraph,
    /// Text, and stands in a line of it.
    Phrase,
}

const KINDS: &[(&str, Kind)] = &[
    ("li>", Kind::Item),
    ("strong>", Kind::Phrase),
    ("p>", Kind::Paragraph),
    ("ul>", Kind::List),
    ("code>", Kind::Phrase),
    ("em>", Kind::Phrase),
    ("ol>", Kind::List),
];

impl Kind {
    fn may_stand_in(self, outer: Self) -> bool {
        match self {
            Self::Item => outer == Self::List,
            Self::List | Self::Paragraph => outer == Self::Item,
            Self::Phrase => outer != Self::List,
        }
    }
}

/// The name of a tag with its `>`, and what it is.
fn element(tag: &str) -> Option<(&'static str, Kind)> {
    KINDS.iter().copied().find(|(name, _)| tag.starts_with(name))
}

/// What is within a list or paragraph that minify-html would not touch: its elements have no attributes, lie where they may
/// and are closed in order; its text has no references and no white space but single spaces between words.
fn plain(html: &str, tag: usize) -> Option<Range<usize>> {
    let (name, kind) = element(&html[tag + 1..])?;
    if !matches!(kind, Kind::List | Kind::Paragraph) {
        return None;
    }
    let start = tag + 1 + name.len();
    let mut open = vec![(name, kind)];
    // Beside the tags of blocks white space goes.
    let (mut at, mut is_edge) = (start, true);
    while let Some((_, outer)) = open.last().copied() {
        let next = at + memchr(b'<', &html.as_bytes()[at..])?;
        let text = &html.as_bytes()[at..next];
        let inner = &html[next + 1..];
        let (name, kind, closes) = match inner.strip_prefix('/') {
            Some(end) => element(end).map(|(name, kind)| (name, kind, true))?,
            None => element(inner).map(|(name, kind)| (name, kind, false))?,
        };
        let was_edge = std::mem::replace(&mut is_edge, kind != Kind::Phrase);
        let is_trimmed = was_edge && text.first() == Some(&b' ') || is_edge && text.last() == Some(&b' ');
        if is_trimmed || !is_plain(text) {
            return None;
        }
        if !closes {
            open.push(Some((name, kind)).filter(|_| kind.may_stand_in(outer))?);
        } else if open.pop().is_none_or(|(opened, _)| opened != name) {
            return None;
        }
        if open.is_empty() {
            return Some(start..next);
        }
        at = next + 1 + usize::from(closes) + name.len();
    }
    None
}

/// Whether there is nothing in a text that could be written otherwise.
fn is_plain(text: &[u8]) -> bool {
    let mut before = 0;
    text.iter().all(|byte| {
        let is_odd = *byte < b' ' || *byte == b'&' || *byte == b' ' && before == b' ';
        before = *byte;
        !is_odd
    })
}
