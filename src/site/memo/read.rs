//! One note, read and recognised.

use crate::config::Questions;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::question::Study;
use crate::source::Source;
use std::sync::Arc;

/// What reading a note depends on besides its path and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    /// Which forms of questions its settings let it have.
    pub questions: Questions,
    /// What its neighbours' names say of it.
    pub folder_asks: bool,
}

/// A note read and recognised, with what there was to say about it.
#[derive(Clone, Debug)]
pub struct Read {
    /// The digest of all that it was made from.
    pub key: Digest,
    /// What was asked of it.
    pub asked: Asked,
    /// The note.
    pub study: Arc<Study>,
    /// Carried with the value, or warnings would vanish on a hit.
    pub findings: Arc<[Diagnostic]>,
}

impl Read {
    /// The digest of all that reading a note depends on.
    pub fn key_of(source: &Source, asked: Asked) -> Digest {
        Digest::of(&(&source.path, source.digest, asked))
    }
}
