//! What the last run knew, handed to the next: the studies of notes that have not changed.
//!
//! A value is found again by the digest of all that made it. The memo holds what this run used and nothing older. The
//! first run of a process may begin with what another process put away ([`Memo::kept`]).

mod kept;

mod looked;
mod read;

use crate::address::SourcePath;
use crate::digest::Digest;
use crate::ledger::Slot;
use crate::source::Source;
use kept::Kept;
use std::collections::HashMap;
use std::sync::Arc;

pub use looked::Looked;
pub use read::Read;

/// Values of the last run by what they were made from.
#[derive(Debug, Default)]
pub struct Memo {
    reads: HashMap<SourcePath, Read>,
    looked: HashMap<SourcePath, Looked>,
    kept: Kept,
    /// How many of the readings no run before had made.
    news: usize,
}

impl Memo {
    /// What another process put away by [`Memo::put_away`]; bytes that are anything else are as good as none.
    pub fn kept(bytes: Vec<u8>) -> Self {
        Self { kept: Kept::new(bytes), ..Self::default() }
    }

    /// The last run's reading of a note, if it was made from the same.
    pub fn read(&self, source: &Arc<Source>, key: Digest) -> Option<Read> {
        let last = self.reads.get(&source.path).filter(|read| read.key == key).cloned();
        last.or_else(|| self.kept.read(source, key))
    }

    /// What the last run found a note's links to mean.
    pub fn looked(&self, path: &SourcePath) -> Option<&Looked> {
        self.looked.get(path)
    }

    /// All readings as pieces of bytes, for another process; `None` when it would find the same there already.
    pub fn put_away(&self) -> Option<Vec<Vec<u8>>> {
        (self.news > 0).then(|| kept::put_away(self.reads.values()))
    }

    /// The place in the ledger of every question there is, also of notes that are not shown; those that are not published at
    /// all keep their words to themselves.
    pub fn slots(&self) -> Vec<Slot> {
        let studies = self.reads.values().map(|read| &read.study).filter(|study| study.front.publish);
        let questions = studies.flat_map(|study| &study.questions);
        questions.map(|question| Slot { id: question.id, words: question.text.clone() }).collect()
    }

    /// The memo for the next run; `news` of the readings are new.
    pub fn of(reads: Vec<Read>, looked: HashMap<SourcePath, Looked>, news: usize) -> Self {
        let reads = reads.into_iter().map(|read| (read.study.source.path.clone(), read)).collect();
        Self { reads, looked, kept: Kept::default(), news }
    }
}
