//! The links of one note, looked up.

use crate::diagnostic::Reported;
use crate::digest::Digest;
use crate::link::Resolved;
use std::sync::Arc;

/// What a note's links were found to mean, and all that this depends on.
#[derive(Clone, Debug)]
pub struct Looked {
    /// The digest of the names of all there was.
    pub names: Digest,
    /// The digest of what the note itself was read from.
    pub key: Digest,
    /// The notes that were looked into, by their place in the catalogue, each with the digest of what it was read from.
    pub read: Arc<[(usize, Digest)]>,
    /// What was found.
    pub found: Arc<Reported<Resolved>>,
}
