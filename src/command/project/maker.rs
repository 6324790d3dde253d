//! Which program draws: pages of the last run are kept only while it is still the same one.

use crate::digest::Digest;
use std::time::UNIX_EPOCH;

/// The version, and a digest of when this binary was built, because whoever works on Recto itself keeps the version. It
/// tells two builds apart, and not two runs: what a run leaves behind stays the same to the byte.
pub fn maker() -> String {
    let metadata = std::env::current_exe().and_then(std::fs::metadata);
    let built = metadata.ok().and_then(|it| {
        let modified = it.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some((it.len(), modified.as_nanos()))
    });
    format!("{}-{}", env!("CARGO_PKG_VERSION"), Digest::of(&built).short(8))
}
