//! A page without the white space that no reader sees.
//!
//! Blocks of code are most of the tags of a page and are written as small as they can be (`sink::escape_code`), so they are
//! set aside while minify-html goes over the rest: that takes a quarter of the time.

use minify_html::{Cfg, minify};

/// minify-html recurses by element and dies at a few thousand levels; sanitised or trusted HTML may be as deep as it likes.
const DEEPEST: usize = 600;

/// What Recto writes around a block of code; nothing in it is an element but spans.
pub const CODE: &str = "<pre tabindex=\"0\"><code>";
/// What it writes after it.
pub const CODE_END: &str = "</code></pre>";

/// What stands in the page for a block of code. Recto writes no control characters; where a trusted author does, the page
/// is not put together again but minified whole.
const MARK: char = '\u{1}';

/// Minifies a page; one that lies too deep stays as it is.
pub fn page(html: String) -> Vec<u8> {
    let (rest, blocks) = apart(&html);
    if depth(&rest) > DEEPEST {
        return html.into_bytes();
    }
    together(&whole(&rest), &blocks).unwrap_or_else(|| whole(&html))
}

fn whole(html: &str) -> Vec<u8> {
    let cfg = Cfg { keep_closing_tags: true, keep_html_and_head_opening_tags: true, ..Cfg::default() };
    minify(html.as_bytes(), &cfg)
}

/// The page with a mark for each block of code, and the blocks.
fn apart(html: &str) -> (String, Vec<&str>) {
    let (mut rest, mut blocks) = (String::with_capacity(html.len()), Vec::new());
    let mut from = html;
    while let Some((before, block)) = from.split_once(CODE)
        && let Some((block, after)) = block.split_once(CODE_END)
    {
        rest.extend([before, CODE]);
        rest.push(MARK);
        rest.push_str(CODE_END);
        blocks.push(block);
        from = after;
    }
    rest.push_str(from);
    (rest, blocks)
}

/// Puts the blocks back in the places of their marks; `None` when marks are not what they were.
fn together(rest: &[u8], blocks: &[&str]) -> Option<Vec<u8>> {
    let mut page = Vec::with_capacity(rest.len() + blocks.iter().map(|block| block.len()).sum::<usize>());
    let mut parts = rest.split(|byte| char::from(*byte) == MARK);
    page.extend_from_slice(parts.next()?);
    for block in blocks {
        page.extend_from_slice(block.as_bytes());
        page.extend_from_slice(parts.next()?);
    }
    parts.next().is_none().then_some(page)
}

/// How deep elements lie at most, counted from above: an element that is never closed counts to the end.
fn depth(html: &str) -> usize {
    const VOID: &[&str] =
        &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
    let (mut depth, mut deepest) = (0usize, 0);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            if !VOID.contains(&&rest[..end]) {
                depth += 1;
                deepest = deepest.max(depth);
            }
        }
    }
    deepest
}
