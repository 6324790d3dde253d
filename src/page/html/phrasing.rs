//! Raw HTML of a block without the phrasing tags that it opens and never closes, or closes and never opened.
//!
//! `<br><b>` above paragraphs and `</b></details>` below them is a common way to write an answer. HTML allows no paragraph
//! within `<b>`, and a whole answer in bold is harder to read; so such a pair, whose ends stand in two blocks, goes.

use std::borrow::Cow;
use std::ops::Range;

const PHRASING: &[&str] =
    &["b", "i", "em", "strong", "u", "s", "small", "span", "code", "sub", "sup", "font", "big", "tt"];

/// The HTML without its unmatched phrasing tags.
pub fn matched(html: &str) -> Cow<'_, str> {
    let mut open: Vec<(&str, Range<usize>)> = Vec::new();
    let mut unmatched: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|start| at + start) {
        let Some(end) = html[start..].find('>').map(|end| start + end + 1) else { break };
        let tag = &html[start + 1..end - 1];
        let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        if let Some(name) = PHRASING.iter().find(|known| name.eq_ignore_ascii_case(known)) {
            if !closing {
                open.push((name, start..end));
            } else if open.last().is_some_and(|(last, _)| last == name) {
                open.pop();
            } else {
                unmatched.push(start..end);
            }
        }
        at = end;
    }
    unmatched.extend(open.into_iter().map(|(_, span)| span));
    if unmatched.is_empty() {
        return Cow::Borrowed(html);
    }
    unmatched.sort_by_key(|span| span.start);
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    for span in unmatched {
        kept.push_str(&html[from..span.start]);
        from = span.end;
    }
    kept.push_str(&html[from..]);
    Cow::Owned(kept)
}
