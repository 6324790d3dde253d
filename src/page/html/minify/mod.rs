//! A page without the white space that no reader sees.
//!
//! minify-html says what a page becomes. It takes long over one, mostly over trees and tables, so HTML as Recto writes it is
//! gone over in one pass that follows minify-html's rules and asks minify-html itself for the few parts that are not
//! plain. What is torn or odd is left to minify-html whole. A test holds the two to each other.

mod pass;

mod code;
mod tag;
mod text;

pub use code::{CODE, CODE_END};
use minify_html::{Cfg, minify};

/// minify-html recurses by element and dies at a few thousand levels; sanitised or trusted HTML may be as deep as it likes.
const DEEPEST: usize = 600;

/// Minifies a page; one that minify-html would have to do whole and that lies too deep for it stays as it is.
pub fn page(html: String) -> Vec<u8> {
    if let Some(page) = pass::page(&html, whole) {
        return page;
    }
    if depth(&html) > DEEPEST { html.into_bytes() } else { whole(&html) }
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
