//! What a run leaves behind: files of the site, each whole.

use crate::address::{Address, SourcePath};

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it stands on the site.
    pub address: Address,
    /// What is in it.
    pub content: Content,
}

/// The bytes of a file, or where they lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Drawn by this run.
    Bytes(Vec<u8>),
    /// The input's own bytes, which `world` copies without their passing through a stage.
    Copy(SourcePath),
}
