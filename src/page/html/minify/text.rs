//! Text as briefly as minify-html writes it.

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
    let (mut written, mut at) = (0, 0);
    while let Some(&byte) = text.get(at) {
        let is_run =
            collapses && is_white(byte) && (byte != b' ' || text.get(at + 1).is_some_and(|next| is_white(*next)));
        if !is_run && byte != b'&' {
            at += 1;
            continue;
        }
        out.extend_from_slice(&text[written..at]);
        if is_run {
            out.push(b' ');
            at += text[at..].iter().take_while(|byte| is_white(**byte)).count();
        } else {
            let (reference, meant) =
                REFERENCES.iter().find(|(reference, _)| text[at..].starts_with(reference.as_bytes()))?;
            at += reference.len();
            let is_needed = *meant == "&" && begins_reference(&text[at..]);
            out.extend_from_slice(if is_needed { reference.as_bytes() } else { meant.as_bytes() });
        }
        written = at;
    }
    out.extend_from_slice(&text[written..]);
    Some(())
}

/// Whether an ampersand before this text would begin a reference. Another reference in it stands for no letter.
fn begins_reference(after: &[u8]) -> bool {
    let mut text = vec![b'&'];
    text.extend(after.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b';')));
    matches!(ENTITY.longest_matching_prefix(&text), TrieNodeMatch::Found { .. })
}
