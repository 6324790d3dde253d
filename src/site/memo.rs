//! What the last run knew, handed to the next: the studies of notes that have not changed.
//!
//! A value is found again by the digest of all that made it. The memo holds what this run used and nothing older.

use crate::address::SourcePath;
use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::ledger::Slot;
use crate::question::Study;
use crate::source::Source;
use std::collections::HashMap;
use std::sync::Arc;

/// A note read and recognised, with what there was to say about it.
#[derive(Clone, Debug)]
pub struct Read {
    /// The digest of all that it was made from.
    pub key: Digest,
    /// The note.
    pub study: Arc<Study>,
    /// Carried with the value, or warnings would vanish on a hit.
    pub findings: Arc<[Diagnostic]>,
}

impl Read {
    /// The digest of all that reading a note depends on; `folder_asks` is what its neighbours' names say of it.
    pub fn key_of(source: &Source, options: &Options, folder_asks: bool) -> Digest {
        Digest::of(&(&source.path, source.digest, options.questions_in(&source.path), folder_asks))
    }
}

/// Values of the last run by what they were made from.
#[derive(Debug, Default)]
pub struct Memo {
    reads: HashMap<SourcePath, Read>,
}

impl Memo {
    /// The last run's reading of a note, if it was made from the same.
    pub fn read(&self, path: &SourcePath, key: Digest) -> Option<Read> {
        self.reads.get(path).filter(|read| read.key == key).cloned()
    }

    /// The place in the ledger of every question there is, also of notes that are not shown; those that are not published at
    /// all keep their words to themselves.
    pub fn slots(&self) -> Vec<Slot> {
        let studies = self.reads.values().map(|read| &read.study).filter(|study| study.front.publish);
        let questions = studies.flat_map(|study| &study.questions);
        questions.map(|question| Slot { id: question.id, words: question.text.clone() }).collect()
    }

    /// The memo for the next run.
    pub fn of(reads: Vec<Read>) -> Self {
        Self { reads: reads.into_iter().map(|read| (read.study.source.path.clone(), read)).collect() }
    }
}
