//! One immutable picture of the input folder.
//!
//! A note is its text; of an attachment only what pages and keys need is held (length, digest, pixel size), never its
//! bytes. An unchanged file keeps its `Arc` from one picture to the next, which is what makes a run after an edit cheap.

use crate::address::SourcePath;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A Markdown file.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it lies.
    pub path: SourcePath,
    /// What it says, without a byte order mark, whatever its line ends.
    pub text: Box<str>,
    /// The digest of `text`.
    pub digest: Digest,
    /// What reading it found (bytes that are no UTF-8).
    pub findings: Vec<Diagnostic>,
}

impl Source {
    /// A note with this text.
    pub fn new(path: SourcePath, text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        Self { digest: Digest::of_bytes(text.as_bytes()), path, text, findings: Vec::new() }
    }
}

/// Any other file, which is published only when a published note reaches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Where it lies.
    pub path: SourcePath,
    /// Bytes.
    pub length: u64,
    /// Of its bytes.
    pub digest: Digest,
    /// Width and height in pixels, for an image that says.
    pub pixels: Option<(u32, u32)>,
}

/// All that is in the folder, in the order of its paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The notes.
    pub notes: BTreeMap<SourcePath, Arc<Source>>,
    /// Everything else.
    pub attachments: BTreeMap<SourcePath, Arc<Attachment>>,
    /// What the walk found that is no file's own (an unreadable folder, a link that leads outside).
    pub findings: BTreeMap<SourcePath, Diagnostic>,
}

impl Sources {
    /// Notes given as pairs of path and text: for tests, and for whoever has notes that lie in no folder.
    pub fn of_notes<'a>(notes: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut sources = Self::default();
        for (path, text) in notes {
            let path = SourcePath::new(path);
            sources.notes.insert(path.clone(), Arc::new(Source::new(path, text)));
        }
        sources
    }
}
