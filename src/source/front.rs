//! Where front matter ends and a note's body begins.

use std::ops::Range;

/// The bytes between `---` on the first line and the next `---`, and the byte at which the body begins; `None` for a note
/// without front matter, or whose front matter never closes.
pub fn front_matter(text: &str) -> Option<(Range<usize>, usize)> {
    let open = ["---\n", "---\r\n"].iter().find(|open| text.starts_with(*open)).map(|open| open.len())?;
    let mut at = open;
    for line in text[open..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") && line.starts_with(['-', '.']) {
            return Some((open..at, at + line.len()));
        }
        at += line.len();
    }
    None
}
