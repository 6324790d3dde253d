//! One file, one question: folders whose notes are named as questions.

use super::words::{self, Ask};
use crate::address::SourcePath;
use std::collections::{BTreeMap, BTreeSet};

/// The folders whose notes, at any depth, are mostly named as questions. In such a folder a note whose name does not ask
/// ("Lifecycle", "TCP and UDP") is a question as its neighbours are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskingFolders(BTreeSet<String>);

/// Fewer notes than this make no habit.
const FEWEST: usize = 4;

impl AskingFolders {
    /// Looks at the paths of all notes.
    pub fn of<'a>(notes: impl IntoIterator<Item = &'a SourcePath>) -> Self {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for note in notes.into_iter().filter(|note| note.is_note() && !note.is_folder_page()) {
            let asks = words::ask(note.stem()) > Ask::No;
            for folder in note.folders() {
                let count = counts.entry(folder).or_default();
                count.0 += 1;
                count.1 += usize::from(asks);
            }
        }
        let asking = counts.into_iter().filter(|(_, (all, asking))| *all >= FEWEST && asking * 2 >= *all);
        Self(asking.map(|(folder, _)| folder.to_owned()).collect())
    }

    /// Whether a note lies in such a folder.
    pub fn hold(&self, note: &SourcePath) -> bool {
        !self.0.is_empty() && note.folders().any(|folder| self.0.contains(folder))
    }
}
