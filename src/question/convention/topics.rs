//! What a note says by its names: that it holds questions, or that a section does.

use crate::question::reading::Reading;
use crate::question::words;
use std::cell::OnceCell;

/// Where the note says by its names that it holds questions. Each is read when somebody asks.
#[derive(Clone, Debug)]
pub struct Topics {
    /// Its title, its file's name or its one H1 says so.
    note: OnceCell<bool>,
    /// Which headings say so.
    heads: Vec<OnceCell<bool>>,
}

impl Topics {
    /// Nothing is read yet.
    pub fn of(reading: &Reading<'_>) -> Self {
        Self { note: OnceCell::new(), heads: vec![OnceCell::new(); reading.heads.len()] }
    }

    /// Whether the note as a whole says so.
    pub fn note(&self, reading: &Reading<'_>) -> bool {
        *self.note.get_or_init(|| {
            let mut h1s = (0..reading.heads.len()).filter(|&head| reading.heads[head].level == 1);
            let only_h1 = h1s.next().filter(|_| h1s.next().is_none());
            let title = reading.note.front.title.as_deref().unwrap_or("");
            words::topic(title) || words::topic(reading.note.source.path.stem()) || self.section(reading, only_h1)
        })
    }

    /// Whether its title or its file's name says that its questions are frequent.
    pub fn frequent(&self, reading: &Reading<'_>) -> bool {
        let title = reading.note.front.title.as_deref().unwrap_or("");
        words::frequent(title) || words::frequent(reading.note.source.path.stem())
    }

    /// Whether a heading or one above it says so. "Open questions" are a project's own and nobody studies them.
    pub fn section(&self, reading: &Reading<'_>, head: Option<usize>) -> bool {
        let says = |text: &str| words::topic(text) && !words::stops(text);
        std::iter::successors(head, |&head| reading.heads[head].parent)
            .any(|head| *self.heads[head].get_or_init(|| says(&reading.heads[head].text)))
    }
}
