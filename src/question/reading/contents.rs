//! The table of contents of a note: what its links within itself point at and say. Read when somebody asks.

use super::view::Reading;
use crate::address::decode;
use crate::normal;
use pulldown_cmark::{Event, Tag};

impl Reading<'_> {
    /// Whether a heading stands in the note's table of contents.
    pub fn in_contents(&self, text: &str) -> bool {
        let contents = self.contents.get_or_init(|| self.find_contents());
        !contents.is_empty() && contents.binary_search(&key(text)).is_ok()
    }

    fn find_contents(&self) -> Vec<u64> {
        let mut contents = Vec::new();
        if !self.note.links.iter().any(|link| link.target.starts_with('#')) {
            return contents;
        }
        for (event, span) in &self.note.events {
            if let Event::Start(Tag::Link { dest_url, .. }) = event
                && let Some(fragment) = dest_url.strip_prefix('#').filter(|fragment| !fragment.is_empty())
            {
                let (place, words) = (key(&decode(fragment)), key(&self.visible(span.clone())));
                contents.push(place);
                contents.extend((words != place).then_some(words));
            }
        }
        contents.sort_unstable();
        contents
    }
}

/// A text as tables of contents repeat it: a hash (FNV-1a) of its letters and digits alone, in lower case. Two texts of one
/// hash would make a heading count as listed, and no more.
fn key(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    if text.is_ascii() {
        text.bytes().map(normal::folded).filter(|&letter| letter > 0).for_each(take);
        return hash;
    }
    for c in text.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => take(c.to_ascii_lowercase() as u8),
            c if !c.is_ascii() && c.is_alphanumeric() => {
                c.to_lowercase().for_each(|c| c.encode_utf8(&mut [0; 4]).bytes().for_each(&mut take));
            }
            _ => {}
        }
    }
    hash
}
