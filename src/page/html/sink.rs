//! Where HTML is written to: straight, or with Recto's own attributes under marks until the sanitiser has been over it.
//!
//! A fragment with raw HTML must be cleaned as a whole (cleaning event by event closes `<details>` early) and before Recto
//! adds ids, classes and highlighting (or the list of what is allowed would have to allow authors the same). So in such a
//! fragment Recto's attributes stand as one attribute, whose name no author can know because it holds the digest of their
//! own note, and whose value is a number; afterwards the number becomes what it stands for.

use crate::digest::Digest;
use std::fmt::Write;

/// A fragment being written.
#[derive(Debug)]
pub struct Sink {
    html: String,
    marks: Option<Marks>,
}

#[derive(Debug)]
struct Marks {
    name: String,
    kept: Vec<String>,
}

/// What the marks of all notes begin with.
pub const MARK_PREFIX: &str = "data-r";

/// The name of the attribute that marks use in one note.
pub fn mark_name(note: Digest) -> String {
    format!("{MARK_PREFIX}{}", note.short(20))
}

impl Sink {
    /// A fragment of Recto's own HTML alone.
    pub fn straight() -> Self {
        Self { html: String::new(), marks: None }
    }

    /// A fragment with raw HTML of the author's.
    pub fn marked(name: String) -> Self {
        Self { html: String::new(), marks: Some(Marks { name, kept: Vec::new() }) }
    }

    /// Writes a start tag; `attributes` are as they will stand, each with a space before it.
    pub fn open(&mut self, tag: &str, attributes: &str) {
        self.html.push('<');
        self.html.push_str(tag);
        match &mut self.marks {
            Some(marks) if !attributes.is_empty() => {
                write!(self.html, " {}=\"{}\"", marks.name, marks.kept.len())
                    .expect("invariant: a string takes any text");
                marks.kept.push(attributes.to_owned());
            }
            _ => self.html.push_str(attributes),
        }
        self.html.push('>');
    }

    /// Writes an end tag.
    pub fn close(&mut self, tag: &str) {
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
    }

    /// Writes a finished element, in a line of text or (`block`) by itself.
    pub fn element(&mut self, html: &str, block: bool) {
        let Some(marks) = &mut self.marks else {
            self.html.push_str(html);
            return;
        };
        let tag = if block { "div" } else { "span" };
        write!(self.html, "<{tag} {}=\"{}\"></{tag}>", marks.name, marks.kept.len())
            .expect("invariant: a string takes any text");
        // A number whose text begins with `<` is an element and replaces its placeholder whole.
        marks.kept.push(html.to_owned());
    }

    /// Writes text, escaped.
    pub fn text(&mut self, text: &str) {
        escape_into(&mut self.html, text);
    }

    /// Writes the author's own HTML.
    pub fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// The finished fragment; `clean` is called on one that holds raw HTML.
    pub fn finish(self, clean: impl FnOnce(&str) -> String) -> String {
        match self.marks {
            None => self.html,
            Some(marks) => marks.restore(&clean(&self.html)),
        }
    }
}

impl Marks {
    fn restore(&self, cleaned: &str) -> String {
        let needle = format!(" {}=\"", self.name);
        let mut html = String::with_capacity(cleaned.len() * 2);
        let mut rest = cleaned;
        while let Some(at) = rest.find(&needle) {
            let after = &rest[at + needle.len()..];
            let Some((number, after)) = after.split_once('"') else { break };
            let kept = number.parse().ok().and_then(|number: usize| self.kept.get(number)).map_or("", String::as_str);
            if kept.starts_with('<') {
                let tag = rest[..at].rfind('<').unwrap_or(at);
                html.push_str(&rest[..tag]);
                html.push_str(kept);
                rest = after
                    .find("</")
                    .and_then(|end| after[end..].find('>').map(|close| &after[end + close + 1..]))
                    .unwrap_or("");
            } else {
                html.push_str(&rest[..at]);
                html.push_str(kept);
                rest = after;
            }
        }
        html.push_str(rest);
        html
    }
}

/// Escapes text for HTML, in an element or a quoted attribute. U+0000 and the other characters that HTML forbids become
/// U+FFFD (HTML, "control-character-in-input-stream").
pub fn escape_into(html: &mut String, text: &str) {
    escape_by(html, text, |byte, _| match byte {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'&' => Some("&amp;"),
        b'"' => Some("&quot;"),
        _ => None,
    });
}

/// Escapes text that a tag follows as briefly as HTML lets it: an ampersand begins a reference only where a letter, a digit
/// or `#` follows it, and quotes and `>` mean nothing in text.
pub fn escape_code(html: &mut String, text: &str) {
    escape_by(html, text, |byte, next| match byte {
        b'<' => Some("&lt;"),
        b'&' if next.is_some_and(|next| next.is_ascii_alphanumeric() || next == b'#') => Some("&amp;"),
        _ => None,
    });
}

/// Copies a text with what stands for some of its bytes, by the byte and the one after it, and for what HTML forbids.
fn escape_by(html: &mut String, text: &str, escaped: impl Fn(u8, Option<u8>) -> Option<&'static str>) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = bytes[at..].iter().position(|byte| ODD[usize::from(*byte)]) {
        let odd = at + found;
        at = odd + 1;
        let meant = match bytes[odd] {
            b'<' | b'>' | b'&' | b'"' => escaped(bytes[odd], bytes.get(at).copied()),
            _ => Some("\u{fffd}"),
        };
        if let Some(meant) = meant {
            html.push_str(&text[from..odd]);
            html.push_str(meant);
            from = at;
        }
    }
    html.push_str(&text[from..]);
}

/// The bytes that may not stand in HTML as they are.
const ODD: [bool; 256] = {
    let mut odd = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        odd[byte] = matches!(byte as u8, 0..=8 | 11 | 12 | 14..=31 | 127 | b'<' | b'>' | b'&' | b'"');
        byte += 1;
    }
    odd
};

/// Text escaped.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape_into(&mut html, text);
    html
}
