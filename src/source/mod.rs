//! One immutable picture of the input folder.
//!
//! A note is its text; of an attachment only what pages and keys need is held (length, digest, pixel size), never its
//! bytes. An unchanged file keeps its `Arc` from one picture to the next, which is what makes a run after an edit cheap.

mod front;
mod text;
mod veil;

use crate::address::SourcePath;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::digest::Digest;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use front::{Format, Front, front_matter};
pub use text::{Text, bind, pack};

/// A Markdown file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Where it lies.
    pub path: SourcePath,
    /// What it says to a reader: without a byte order mark, whatever its line ends, and without its comments and the
    /// residue of plugins. Lines are those of the file; so are columns, but on a line after a comment.
    pub text: Text,
    /// Whether the residue of the spaced-repetition plugin was in it.
    pub scheduled: bool,
    /// The digest of what it says.
    pub digest: Digest,
    /// What reading it found (bytes that are no UTF-8, a comment without an end).
    pub findings: Vec<Diagnostic>,
}

impl Source {
    /// A note with this text. What its author hides is taken out here, so that nobody after can show it.
    pub fn new(path: SourcePath, text: impl Into<Text>) -> Self {
        let text: Text = text.into();
        let hidden = || veil::veil(&text, front_matter(&text).and_then(|front| front.body).unwrap_or(0));
        // Only notes are Markdown: the same signs in settings and in the ledger are their values.
        let Some(veiled) = path.is_note().then(hidden).flatten() else {
            let digest = Digest::of_bytes(text.as_bytes());
            return Self { path, text, scheduled: false, digest, findings: Vec::new() };
        };
        let findings = veiled.unclosed.map(|at| unclosed(&path, &text, at)).into_iter().collect();
        let digest = Digest::of(&(&veiled.text, veiled.scheduled));
        Self { path, text: veiled.text.into(), scheduled: veiled.scheduled, digest, findings }
    }
}

/// A note to read: where its text is packed, a copy with its text open.
pub fn opened(source: &Arc<Source>) -> Arc<Source> {
    let Some(text) = source.text.opened() else { return source.clone() };
    let Source { path, scheduled, digest, findings, .. } = &**source;
    Arc::new(Source { path: path.clone(), text, scheduled: *scheduled, digest: *digest, findings: findings.clone() })
}

/// The finding for a comment that nothing closes, with no more of its line than the mark.
fn unclosed(path: &SourcePath, text: &str, at: usize) -> Diagnostic {
    let mut place = Place::span(path, text, at..at + 2);
    let (start, end) = place.mark;
    place.excerpt.truncate(end);
    place.excerpt.replace_range(..start, &" ".repeat(start));
    Diagnostic::new(
        Code::UnclosedComment,
        place,
        "this `%%` opens a comment that nothing closes",
        "close it with `%%`, or put it in backticks if it is no comment; at the start of a line it hides the rest of the note",
    )
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
