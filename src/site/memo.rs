//! What the last run knew, handed to the next: the studies of notes that have not changed.
//!
//! A value is found again by the digest of all that made it. The memo holds what this run used and nothing older.

use crate::address::SourcePath;
use crate::config::{Options, Questions};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::question::Study;
use crate::source::Source;
use std::collections::HashMap;
use std::sync::Arc;

/// A note read and recognised, with what there was to say about it.
#[derive(Clone, Debug)]
pub struct Read {
    key: Digest,
    /// The note.
    pub study: Arc<Study>,
    /// Carried with the value, or warnings would vanish on a hit.
    pub findings: Arc<[Diagnostic]>,
}

/// Values of the last run by what they were made from.
#[derive(Debug, Default)]
pub struct Memo {
    reads: HashMap<SourcePath, Read>,
}

/// All that a study is made from.
fn key(source: &Source, questions: Questions) -> Digest {
    Digest::of(&(&source.path, source.digest, questions))
}

impl Memo {
    /// The last run's reading of a note, if the note is still the same.
    pub fn read(&self, source: &Source, options: &Options) -> Option<Read> {
        let read = self.reads.get(&source.path)?;
        (read.key == key(source, options.questions)).then(|| read.clone())
    }

    /// A new reading.
    pub fn fresh(source: &Source, options: &Options, study: Study, findings: Vec<Diagnostic>) -> Read {
        Read { key: key(source, options.questions), study: Arc::new(study), findings: findings.into() }
    }

    /// The memo for the next run.
    pub fn of(reads: Vec<Read>) -> Self {
        Self { reads: reads.into_iter().map(|read| (read.study.source.path.clone(), read)).collect() }
    }
}
