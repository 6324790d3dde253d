//! How a file that is no note's page is made.

use crate::address::{Address, SourcePath};
use crate::digest::Digest;

/// A file and the digest of all that it is made of.
#[derive(Debug)]
pub struct Recipe {
    /// The digest of all that drawing it reads: equal keys, equal bytes.
    pub key: Digest,
    /// What it is.
    pub what: What,
}

/// The kinds of files.
#[derive(Debug)]
pub enum What {
    /// The page of a folder, by its path.
    Folder(String),
    /// The page of a tag, by its own address.
    Tag(Address),
    /// The page of all tags.
    Tags,
    /// The page of checks.
    Checks,
    /// A page for another address of a note.
    Redirect(usize),
    /// The page for addresses that lead nowhere.
    NotFound,
    /// A file of the theme.
    Asset(String),
    /// A file of the input folder.
    Attachment(SourcePath),
    /// A text for machines.
    Text(String),
}
