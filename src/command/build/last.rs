//! What a build leaves of itself, so that the next one need only say the same again where nothing has changed.

use crate::command::project::Project;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::site::Counts;
use crate::world::output::Written;
use serde::{Deserialize, Serialize};

/// A build that ended well.
#[derive(Debug, Serialize, Deserialize)]
pub struct Last {
    /// Of all that it was made from.
    state: Digest,
    /// Of the list of the files that it wrote.
    pub list: Digest,
    /// Its files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// What it found.
    pub counts: Counts,
    /// What it said.
    pub findings: Vec<Diagnostic>,
}

/// Its name in the cache.
const NAME: &str = "build";

impl Last {
    /// The last build of this project, if it was made from what is there now.
    pub fn of(project: &Project) -> Option<Self> {
        let state = project.state()?;
        let last: Self = postcard::from_bytes(&project.cache().load(NAME)?).ok()?;
        (last.state == state).then_some(last)
    }

    /// Leaves it to the next run. One whose notes may have changed since it looked at them leaves nothing.
    pub fn leave(project: &Project, written: &Written, counts: Counts, findings: &[Diagnostic]) {
        let Some(state) = project.state() else { return };
        let Written { list, bytes, .. } = *written;
        let files = written.written + written.unchanged;
        let last = Self { state, list, files, bytes, counts, findings: findings.to_vec() };
        if let Ok(bytes) = postcard::to_stdvec(&last) {
            project.cache().store(NAME, &[bytes]);
        }
    }
}
