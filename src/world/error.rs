//! The environment's kind of wrong: what could not be done, to which path, and why.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Something that the machine refused. It ends a command; the author's mistakes are diagnostics and never come here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorldError {
    doing: String,
    path: PathBuf,
    cause: String,
}

impl WorldError {
    /// `doing` reads as `cannot write`; `cause` as `the disk is full`.
    pub fn new(doing: impl Into<String>, path: impl Into<PathBuf>, cause: impl Into<String>) -> Self {
        Self { doing: doing.into(), path: path.into(), cause: cause.into() }
    }

    /// From what the operating system said.
    pub fn io(doing: impl Into<String>, path: impl Into<PathBuf>, error: &io::Error) -> Self {
        Self::new(doing, path, cause(error))
    }

    /// The path that it happened to.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl fmt::Display for WorldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.doing, self.path.display(), self.cause)
    }
}

impl std::error::Error for WorldError {}

/// The operating system's words as the end of a sentence: without its number, and beginning with a small letter.
pub fn cause(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// `.map_err(failed("cannot read", &path))`, the form in which nearly all of these are made.
pub fn failed(doing: &str, path: &Path) -> impl FnOnce(io::Error) -> WorldError {
    move |error| WorldError::io(doing, path, &error)
}
