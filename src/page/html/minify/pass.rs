//! A page in one pass, without a tree: what minify-html makes of HTML whose elements are closed in order.

use super::code::{CODE, CODE_END};
use super::tag::Tag;
use super::text::{self, is_white};
use memchr::{memchr, memmem};
use minify_html_common::spec::tag::ns::Namespace;
use minify_html_common::spec::tag::omission::{can_omit_as_before, can_omit_as_last_node};
use minify_html_common::spec::tag::void::VOID_TAGS;
use minify_html_common::spec::tag::whitespace::{WhitespaceMinification, get_whitespace_minification_for_tag};

/// minify-html itself.
type Whole = fn(&str) -> Vec<u8>;

/// The page minified; `None` when it holds what only minify-html can judge: elements that are not closed or not in their
/// place, comments, tags that are written in other ways than Recto's.
pub fn page(html: &str, whole: Whole) -> Option<Vec<u8>> {
    // Two signs are shorter as references, and both end with this one.
    if memmem::find(html.as_bytes(), "\u{20d2}".as_bytes()).is_some() {
        return None;
    }
    let root = Open { kind: Kind::of(""), is_begun: false, is_pre: false };
    let (out, kinds) = (Vec::with_capacity(html.len()), Vec::new());
    let mut pass = Pass { html, whole, at: 0, out, open: vec![root], kinds, tag: Tag::default() };
    while let Some(tag) = memchr(b'<', &html.as_bytes()[pass.at..]).map(|found| pass.at + found) {
        let next = html.as_bytes().get(tag + 1)?;
        pass.text(tag, *next == b'/')?;
        match next {
            b'/' => pass.close()?,
            b'!' => pass.doctype()?,
            b'a'..=b'z' => pass.element()?,
            _ => return None,
        }
    }
    pass.text(html.len(), true)?;
    (pass.open.len() == 1).then_some(pass.out)
}

/// Elements whose content is not HTML, or HTML by other rules: minify-html is handed each by itself.
const APART: &[&str] = &["script", "style", "svg", "textarea", "title"];

/// Elements of which a page has one; minify-html passes over another.
const FRAME: &[&str] = &["html", "head", "body"];

const DOCTYPE: &str = "<!doctype html>";

/// Elements that may end where another one begins.
const ENDED: &[&str] = &[
    "body", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th",
    "thead", "tr",
];

struct Pass<'h> {
    html: &'h str,
    whole: Whole,
    /// How far it has come.
    at: usize,
    out: Vec<u8>,
    /// The elements that are open, below them the page.
    open: Vec<Open<'h>>,
    /// What was met, the latest last.
    kinds: Vec<Kind<'h>>,
    /// Room for the tag that is being read.
    tag: Tag<'h>,
}

struct Open<'h> {
    kind: Kind<'h>,
    /// Whether it has a child.
    is_begun: bool,
    is_pre: bool,
}

/// What an element's name says, looked up once a page.
#[derive(Clone, Copy)]
struct Kind<'h> {
    name: &'h str,
    /// What becomes of the white space in it.
    white: &'static WhitespaceMinification,
    is_void: bool,
    is_apart: bool,
    is_frame: bool,
    is_ended: bool,
}

impl<'h> Kind<'h> {
    fn of(name: &'h str) -> Self {
        Self {
            name,
            white: get_whitespace_minification_for_tag(Namespace::Html, name.as_bytes(), false),
            is_void: VOID_TAGS.contains(name.as_bytes()),
            is_apart: APART.contains(&name),
            is_frame: FRAME.contains(&name),
            is_ended: ENDED.contains(&name),
        }
    }
}

impl<'h> Pass<'h> {
    /// Text up to a place; `is_last` when its element ends there.
    fn text(&mut self, end: usize, is_last: bool) -> Option<()> {
        let mut text = &self.html.as_bytes()[self.at..end];
        self.at = end;
        if text.is_empty() {
            return Some(());
        }
        let here = self.open.last_mut()?;
        let is_first = !std::mem::replace(&mut here.is_begun, true);
        if here.is_pre {
            return text::write(&mut self.out, text, false);
        }
        let white = here.kind.white;
        if white.trim && is_first {
            text = text.trim_ascii_start();
        }
        if white.trim && is_last {
            text = text.trim_ascii_end();
        }
        if white.destroy_whole && text.iter().all(|byte| is_white(*byte)) {
            return Some(());
        }
        text::write(&mut self.out, text, white.collapse)
    }

    fn doctype(&mut self) -> Option<()> {
        let is_plain = self.html[self.at..].starts_with(DOCTYPE) && self.open.len() == 1;
        self.out.extend_from_slice(DOCTYPE.as_bytes());
        self.at += DOCTYPE.len();
        is_plain.then_some(())
    }

    fn close(&mut self) -> Option<()> {
        let closed = self.open.pop()?.kind.name;
        let above = self.open.last()?.kind.name;
        // An element in one of the same name may end with that one's end.
        if closed == above && can_omit_as_last_node(above.as_bytes(), closed.as_bytes()) {
            return None;
        }
        let end = &self.html[self.at..];
        let is_its = end[2..].strip_prefix(closed)?.starts_with('>');
        let length = closed.len() + 3;
        self.out.extend_from_slice(&end.as_bytes()[..length]);
        self.at += length;
        is_its.then_some(())
    }

    fn element(&mut self) -> Option<()> {
        let start = self.at;
        self.at = self.tag.read(self.html, start)?;
        let kind = self.kind(self.tag.name)?;
        let above = self.open.last_mut()?;
        above.is_begun = true;
        // The element above may end where this one begins.
        if above.kind.is_ended && can_omit_as_before(above.kind.name.as_bytes(), kind.name.as_bytes()) {
            return None;
        }
        let is_pre = above.is_pre || kind.name == "pre";
        if kind.is_apart {
            return self.apart(start);
        }
        if !self.tag.write(&mut self.out) {
            self.out.extend((self.whole)(&self.html[start..self.at]));
        }
        if self.html[start..].starts_with(CODE) {
            return self.code(start + CODE.len());
        }
        if !kind.is_void {
            self.open.push(Open { kind, is_begun: false, is_pre });
        }
        Some(())
    }

    /// What is known of an element; `None` for a second one where a page has one.
    fn kind(&mut self, name: &'h str) -> Option<Kind<'h>> {
        if let Some(kind) = self.kinds.iter().rev().find(|kind| kind.name == name) {
            return (!kind.is_frame).then_some(*kind);
        }
        let kind = Kind::of(name);
        self.kinds.push(kind);
        Some(kind)
    }

    /// A block of code, behind its `pre`.
    fn code(&mut self, start: usize) -> Option<()> {
        let end = start + memmem::find(&self.html.as_bytes()[start..], CODE_END.as_bytes())? + CODE_END.len();
        self.out.extend_from_slice(&self.html.as_bytes()[self.at..end]);
        self.at = end;
        Some(())
    }

    /// An element that minify-html is handed by itself.
    fn apart(&mut self, start: usize) -> Option<()> {
        let name = self.tag.name;
        let is_end = |end: &usize| {
            let end = self.html.as_bytes()[*end..].get(2..2 + name.len());
            end.is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
        };
        let ends = memmem::find_iter(&self.html.as_bytes()[self.at..], "</").map(|end| self.at + end);
        let end = { ends }.find(is_end)?;
        let length = name.len() + 3;
        let is_plain = self.html[end + 2..].strip_prefix(name)?.starts_with('>');
        let inner = &self.html[self.at..end];
        self.at = end + length;
        self.out.extend((self.whole)(&self.html[start..self.at]));
        (is_plain && (name != "svg" || !inner.contains("<svg"))).then_some(())
    }
}
