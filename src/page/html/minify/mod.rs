//! A page without the white space that no reader sees.
//!
//! minify-html takes long over a page, and of most of it there is nothing to make smaller: that is set aside while
//! minify-html goes over the rest.

mod aside;

pub use aside::{CODE, CODE_END};
use aside::{apart, together};
use minify_html::{Cfg, minify};

/// minify-html recurses by element and dies at a few thousand levels; sanitised or trusted HTML may be as deep as it likes.
const DEEPEST: usize = 600;

/// Minifies a page; one that lies too deep stays as it is.
pub fn page(html: String) -> Vec<u8> {
    let (rest, parts) = apart(&html);
    if depth(&rest) > DEEPEST {
        return html.into_bytes();
    }
    together(&whole(&rest), &parts).unwrap_or_else(|| whole(&html))
}

fn whole(html: &str) -> Vec<u8> {
    let cfg = Cfg { keep_closing_tags: true, keep_html_and_head_opening_tags: true, ..Cfg::default() };
    minify(html.as_bytes(), &cfg)
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
