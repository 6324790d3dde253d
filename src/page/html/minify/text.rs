//! Text as briefly as minify-html writes it.

use memchr::memchr;
use minify_html_common::r#gen::entities::ENTITY;
use minify_html_common::pattern::TrieNodeMatch;

/// The references that Recto and ammonia write, and what stands for each in a text; an ampersand may need to stay one.
const REFERENCES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&lt;", "&lt;"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&nbsp;", "\u{a0}"),
];

/// HTML's white space.
pub fn is_white(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

/// Writes a text, white space as one space where it `collapses`; `None` when it holds other references.
pub fn write(out: &mut Vec<u8>, text: &[u8], collapses: bool) -> Option<()> {
    if memchr(b'&', text).is_none() && (!collapses || is_collapsed(text)) {
        out.extend_from_slice(text);
        return Some(());
    }
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        if byte == b'&' {
            let rest = &text[at..];
            let (reference, meant) = REFERENCES.iter().find(|(it, _)| rest.starts_with(it.as_bytes()))?;
            let is_needed = *meant == "&" && begins_reference(&rest[reference.len()..]);
            out.extend_from_slice(if is_needed { reference.as_bytes() } else { meant.as_bytes() });
            at += reference.len();
        } else if collapses && is_white(byte) {
            out.push(b' ');
            at += text[at..].iter().take_while(|byte| is_white(**byte)).count();
        } else {
            out.push(byte);
            at += 1;
        }
    }
    Some(())
}

/// Whether the white space of a text is single spaces already.
fn is_collapsed(text: &[u8]) -> bool {
    let mut before = 0;
    text.iter().all(|byte| {
        let is_odd = *byte < b' ' && is_white(*byte) || *byte == b' ' && before == b' ';
        before = *byte;
        !is_odd
    })
}

/// Whether an ampersand before this text would begin a reference. Another reference in it stands for no letter.
fn begins_reference(after: &[u8]) -> bool {
    let mut text = vec![b'&'];
    text.extend(after.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b';')));
    matches!(ENTITY.longest_matching_prefix(&text), TrieNodeMatch::Found { .. })
}
