//! Start tags as Recto writes them, and as minify-html would.

use memchr::memchr;
use minify_html_common::r#gen::attrs::{ATTRS, AttributeMinification};
use minify_html_common::spec::tag::ns::Namespace;

/// A start tag whose names are in lower case and whose values stand between double quotes.
#[derive(Default)]
pub struct Tag<'h> {
    /// The element's name.
    pub name: &'h str,
    attributes: Vec<Attribute<'h>>,
}

struct Attribute<'h> {
    name: &'h str,
    value: &'h str,
    form: Form,
}

/// How an attribute is written, in the order in which a tag has them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Quoted,
    Unquoted,
    /// By its name alone.
    Bare,
    /// Not at all: it says what holds without it.
    Gone,
    /// As only minify-html can tell.
    Unclear,
}

impl<'h> Tag<'h> {
    /// Reads the tag at a place; the end of it, or `None` where it is written otherwise.
    pub fn read(&mut self, html: &'h str, start: usize) -> Option<usize> {
        let bytes = html.as_bytes();
        let mut at = end_of_name(bytes, start + 1)?;
        self.name = Some(&html[start + 1..at]).filter(|name| !has_capital(name))?;
        self.attributes.clear();
        loop {
            let from = at;
            while bytes.get(at)?.is_ascii_whitespace() {
                at += 1;
            }
            if bytes[at] == b'>' {
                return Some(at + 1);
            }
            let begin = Some(at).filter(|_| at > from)?;
            at = end_of_name(bytes, begin)?;
            let name = &html[begin..at];
            let mut value = "";
            if bytes.get(at) == Some(&b'=') {
                let from = Some(at + 2).filter(|_| bytes.get(at + 1) == Some(&b'"'))?;
                at = from + memchr(b'"', &bytes[from..])?;
                value = &html[from..at];
                at += 1;
            }
            let form = form(self.name, name, value);
            self.attributes.push(Attribute { name, value, form });
        }
    }

    /// Writes the tag: quoted values first, each in the order of names. Whether it could; if not, nothing is written.
    pub fn write(&mut self, out: &mut Vec<u8>) -> bool {
        let is_twice =
            |(at, it): (usize, &Attribute<'_>)| self.attributes[..at].iter().any(|other| other.name == it.name);
        if self.attributes.iter().any(|it| it.form == Form::Unclear) || self.attributes.iter().enumerate().any(is_twice)
        {
            return false;
        }
        self.attributes.sort_unstable_by_key(|it| (it.form != Form::Quoted, it.name));
        out.push(b'<');
        out.extend_from_slice(self.name.as_bytes());
        for Attribute { name, value, form } in &self.attributes {
            if *form == Form::Gone {
                continue;
            }
            out.push(b' ');
            out.extend_from_slice(name.as_bytes());
            match form {
                Form::Quoted => [b"=\"", value.as_bytes(), b"\""].iter().for_each(|part| out.extend_from_slice(part)),
                Form::Unquoted => [b"=", value.as_bytes()].iter().for_each(|part| out.extend_from_slice(part)),
                _ => {}
            }
        }
        out.push(b'>');
        true
    }
}

/// Where a name ends; it has a letter at least. SVG's attributes have capitals.
fn end_of_name(bytes: &[u8], start: usize) -> Option<usize> {
    let length = bytes[start..].iter().position(|byte| KINDS[usize::from(*byte)] & NAME == 0)?;
    Some(start + length).filter(|end| *end > start)
}

fn has_capital(text: &str) -> bool {
    kinds(text) & CAPITAL != 0
}

/// What bytes are in a tag, a bit each.
const NAME: u8 = 1;
const CAPITAL: u8 = 2;
/// In a value that stands between quotes.
const QUOTED: u8 = 4;
const WHITE: u8 = 8;
const REFERENCE: u8 = 16;

const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = match byte as u8 {
            b'A'..=b'Z' => NAME | CAPITAL,
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b':' => NAME,
            b' ' | b'\t' | b'\n' | 12 | b'\r' => QUOTED | WHITE,
            b'\'' | b'=' | b'<' | b'>' | b'`' => QUOTED,
            b'&' => REFERENCE,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// All kinds of bytes that a text holds.
fn kinds(text: &str) -> u8 {
    text.bytes().fold(0, |kinds, byte| kinds | KINDS[usize::from(byte)])
}

fn form(tag: &str, name: &str, value: &str) -> Form {
    let kinds = kinds(value);
    if kinds & REFERENCE != 0 || has_capital(name) || tag == "meta" && value.eq_ignore_ascii_case("viewport") {
        return Form::Unclear;
    }
    // Of an author's own attributes nothing is known.
    let known =
        if name.starts_with("data-") { None } else { ATTRS.get(Namespace::Html, tag.as_bytes(), name.as_bytes()) };
    if known.is_some_and(|it| {
        (it.trim || it.collapse) && kinds & WHITE != 0 && !is_collapsed(value)
            || it.case_insensitive && kinds & CAPITAL != 0
    }) {
        return Form::Unclear;
    }
    let is_default = |it: &AttributeMinification| {
        value.is_empty() && it.redundant_if_empty || it.default_value == Some(value.as_bytes())
    };
    match known {
        Some(it) if is_default(it) => Form::Gone,
        Some(it) if it.boolean => Form::Bare,
        _ if value.is_empty() => Form::Bare,
        _ if kinds & QUOTED != 0 => Form::Quoted,
        _ => Form::Unquoted,
    }
}

/// Whether the white space of a value is single spaces between words.
fn is_collapsed(value: &str) -> bool {
    value.split(' ').all(|word| !word.is_empty() && kinds(word) & WHITE == 0)
}
