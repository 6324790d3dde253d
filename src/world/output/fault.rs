//! Where a writer may be stopped, so that a test can kill it after every single step.

use crate::world::error::WorldError;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};

/// How many steps a writer may still take. Each change of the disk is one step; a real kill lies between two of them,
/// because every step is one call to the operating system.
#[derive(Debug)]
pub struct Fault(AtomicI64);

impl Fault {
    /// Never stops.
    pub fn never() -> Self {
        Self(AtomicI64::new(i64::MAX))
    }

    /// Stops before the step after `steps`, and before each later one.
    pub fn after(steps: u32) -> Self {
        Self(AtomicI64::new(i64::from(steps)))
    }

    /// One step, about to be taken.
    ///
    /// # Errors
    /// When this is where the writer was to be stopped.
    pub fn step(&self, path: &Path) -> Result<(), WorldError> {
        if self.0.fetch_sub(1, Ordering::Relaxed) > 0 {
            return Ok(());
        }
        Err(WorldError::new("stopped before", path, "a test said so"))
    }
}
