//! Where a note says by its names that it holds questions.

use crate::question::reading::Reading;
use crate::question::words;

/// Where the note says by its names that it holds questions.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    /// Its title, its file's name or its one H1 says so.
    pub note: bool,
    /// For each heading, whether it or one above it does.
    pub heads: Vec<bool>,
}

impl Topics {
    /// Reads every heading once.
    pub fn of(reading: &Reading<'_>) -> Self {
        let mut heads: Vec<bool> = Vec::with_capacity(reading.heads.len());
        for head in &reading.heads {
            let above = head.parent.is_some_and(|parent| heads[parent]);
            heads.push(above || words::topic(&head.text));
        }
        let mut h1s = (0..heads.len()).filter(|&head| reading.heads[head].level == 1);
        let only_h1 = h1s.next().filter(|_| h1s.next().is_none());
        let title = reading.note.front.title.as_deref().unwrap_or("");
        let note =
            words::topic(title) || words::topic(reading.note.source.path.stem()) || only_h1.is_some_and(|h1| heads[h1]);
        Self { note, heads }
    }
}
