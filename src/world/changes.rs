//! What has changed on the disk, as far as anybody knows.

use std::collections::BTreeSet;
use std::path::PathBuf;

/// A settled batch of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Events were lost, or folders moved: whoever holds a picture looks at everything again.
    pub everything: bool,
    /// The files and folders that were named, as absolute paths.
    pub paths: BTreeSet<PathBuf>,
}

impl Changes {
    /// Look at everything again.
    pub fn everything() -> Self {
        Self { everything: true, paths: BTreeSet::new() }
    }

    /// Adds a later batch to this one.
    pub fn add(&mut self, later: Self) {
        self.everything |= later.everything;
        self.paths.extend(later.paths);
    }

    /// Whether nothing was named.
    pub fn is_empty(&self) -> bool {
        !self.everything && self.paths.is_empty()
    }
}
