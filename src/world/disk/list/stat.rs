//! What tells without reading that a file has not changed.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// Length and times of a file. Equal stats mean equal bytes, but for files written within a clock tick of being read;
/// see [`Stat::is_fresh`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stat {
    length: u64,
    modified: Option<SystemTime>,
    identity: (u64, i64, i64),
}

/// Coarser than any file system's clock (FAT counts two seconds).
const TICK: Duration = Duration::from_secs(2);

impl Stat {
    /// Takes what the file system says.
    pub fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok(), identity: identity(metadata) }
    }

    /// Bytes of the file.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Whether the file was written so lately before `now` that it could be written again without its stat changing.
    /// Git calls such files racily clean; like Git, whoever compares stats reads them again.
    pub fn is_fresh(&self, now: SystemTime) -> bool {
        self.modified.is_none_or(|modified| now.duration_since(modified).is_ok_and(|age| age < TICK) || modified > now)
    }
}

/// The inode and the time of the last change of status, which no program can set back as it can the time of writing.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
