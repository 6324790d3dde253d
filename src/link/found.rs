//! What a written path can mean.

use crate::address::{Address, SourcePath};
use crate::source::Attachment;
use std::sync::Arc;

/// What a path means.
pub enum Found {
    /// A note, by its place in the catalogue.
    Note(usize),
    /// A folder that has a page.
    Folder(Address),
    /// An attachment.
    File(Arc<Attachment>),
    /// Several notes bear this name and lie equally near.
    Several(Vec<SourcePath>),
    /// A note that is not published.
    Withheld(SourcePath),
    /// Nothing.
    Nothing,
}
