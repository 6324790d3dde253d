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
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':');
    bytes[start..].iter().position(|byte| !is_name(byte)).filter(|length| *length > 0).map(|length| start + length)
}

fn has_capital(name: &str) -> bool {
    name.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn form(tag: &str, name: &str, value: &str) -> Form {
    if has_capital(name) {
        return Form::Unclear;
    }
    let mut is_quoted = false;
    let mut before = b' ';
    let (mut is_spaced, mut is_capital) = (false, false);
    for &byte in value.as_bytes() {
        match byte {
            b'&' => return Form::Unclear,
            b'\t' | b'\n' | 12 | b'\r' => (is_quoted, is_spaced) = (true, true),
            b' ' => (is_quoted, is_spaced) = (true, is_spaced || before == b' '),
            b'\'' | b'=' | b'<' | b'>' | b'`' => is_quoted = true,
            b'A'..=b'Z' => is_capital = true,
            _ => {}
        }
        before = byte;
    }
    is_spaced |= before == b' ';
    // Of an author's own attributes nothing is known.
    let known =
        if name.starts_with("data-") { None } else { ATTRS.get(Namespace::Html, tag.as_bytes(), name.as_bytes()) };
    if known.is_some_and(|it| {
        (it.trim || it.collapse) && is_spaced && !value.is_empty() || it.case_insensitive && is_capital
    }) || tag == "meta" && value.eq_ignore_ascii_case("viewport")
    {
        return Form::Unclear;
    }
    let is_default = |it: &AttributeMinification| {
        value.is_empty() && it.redundant_if_empty || it.default_value == Some(value.as_bytes())
    };
    match known {
        Some(it) if is_default(it) => Form::Gone,
        Some(it) if it.boolean => Form::Bare,
        _ if value.is_empty() => Form::Bare,
        _ if is_quoted => Form::Quoted,
        _ => Form::Unquoted,
    }
}
