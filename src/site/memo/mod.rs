//! What the last run knew, handed to the next: the readings of notes that have not changed, and what was made of them.
//!
//! A value is found again by all that made it. The memo holds what this run used and nothing older. The first run of a
//! process may begin with what another process put away ([`Memo::kept`]).

mod kept;

mod looked;
mod read;

use super::ground::Ground;
use super::readied::Readied;
use crate::address::{SiteUrl, SourcePath};
use crate::digest::Digest;
use crate::ledger::Slot;
use crate::question::AskingFolders;
use crate::source::Source;
use kept::Kept;
use std::sync::Arc;

pub use looked::Looked;
pub use read::{Asked, Read};

/// Values of the last run by what they were made from.
#[derive(Debug, Default)]
pub struct Memo {
    /// In the order of their paths.
    reads: Vec<Read>,
    kept: Kept,
    /// How many of the readings no run before had made.
    news: usize,
    /// The folders whose notes are named as questions, with the digest of all paths.
    asking: Option<(Digest, Arc<AskingFolders>)>,
    notes: Option<Notes>,
}

/// What was known of the published notes, in reading order.
#[derive(Debug)]
pub struct Notes {
    /// Where everything stood.
    pub ground: Arc<Ground>,
    /// What their links were found to mean.
    pub looked: Vec<Looked>,
    /// What was known of each.
    pub ready: Vec<Arc<Readied>>,
    /// Where the site stood.
    pub url: SiteUrl,
    /// Whether nobody had checked anything.
    pub unchecked: bool,
}

impl Memo {
    /// What another process put away by [`Memo::put_away`]; bytes that are anything else are as good as none.
    pub fn kept(bytes: Vec<u8>) -> Self {
        Self { kept: Kept::new(bytes), ..Self::default() }
    }

    /// The last run's reading of a note, if it was made from the same; `at` is where it probably stands in the order of
    /// paths.
    pub fn read(&self, at: usize, source: &Arc<Source>, asked: Asked) -> Option<Read> {
        let is_it = |read: &&Read| read.study.source.path == source.path;
        let by_path = || self.reads.binary_search_by(|read| read.study.source.path.cmp(&source.path)).ok();
        let last = self.reads.get(at).filter(is_it).or_else(|| self.reads.get(by_path()?));
        let stands = |read: &&Read| read.asked == asked && read.study.source.digest == source.digest;
        // A study holds the text that it was made of; one that was read again and is the same may stay with the old.
        last.filter(stands).cloned().or_else(|| self.kept.read(source, Read::key_of(source, asked), asked))
    }

    /// The folders whose notes are named as questions, for the same paths.
    pub fn asking(&self, paths: Digest) -> Option<Arc<AskingFolders>> {
        self.asking.as_ref().filter(|(of, _)| *of == paths).map(|(_, asking)| asking.clone())
    }

    /// What was known of the published notes.
    pub fn notes(&self) -> Option<&Notes> {
        self.notes.as_ref()
    }

    /// All readings as pieces of bytes, for another process; `None` when it would find the same there already.
    pub fn put_away(&self) -> Option<Vec<Vec<u8>>> {
        (self.news > 0).then(|| kept::put_away(&self.reads))
    }

    /// The place in the ledger of every question there is, also of notes that are not shown; those that are not published at
    /// all keep their words to themselves.
    pub fn slots(&self) -> Vec<Slot> {
        let studies = self.reads.iter().map(|read| &read.study).filter(|study| study.front.publish);
        let questions = studies.flat_map(|study| &study.questions);
        questions.map(|question| Slot { id: question.id, words: question.text.to_string() }).collect()
    }

    /// The memo for the next run; `news` of the readings, which are in the order of their paths, are new.
    pub fn of(reads: Vec<Read>, news: usize, asking: (Digest, Arc<AskingFolders>), notes: Notes) -> Self {
        Self { reads, kept: Kept::default(), news, asking: Some(asking), notes: Some(notes) }
    }
}

impl Notes {
    /// The place that a note had, which has `at` now and this path.
    pub fn place(&self, ground: &Arc<Ground>, at: usize, path: &SourcePath) -> Option<usize> {
        if Arc::ptr_eq(ground, &self.ground) { Some(at) } else { self.ground.index.note(path) }
    }
}
