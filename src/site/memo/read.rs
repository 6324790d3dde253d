//! One note, read and recognised.

use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::question::Study;
use crate::source::Source;
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
