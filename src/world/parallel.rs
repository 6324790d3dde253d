//! Work on every processor, for commands, which start no threads themselves.

use super::error::WorldError;
use rayon::prelude::*;

/// Does the work on each item, in any order; after a failure no more are begun.
///
/// # Errors
/// One of those that the work gave.
pub fn each<T: Sync>(items: &[T], work: impl Fn(&T) -> Result<(), WorldError> + Sync + Send) -> Result<(), WorldError> {
    items.par_iter().try_for_each(work)
}

/// Does work that nobody waits for. It ends with the process, done or not.
pub fn aside(work: impl FnOnce() + Send + 'static) {
    std::thread::spawn(work);
}
