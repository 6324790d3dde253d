//! What the last run knew, handed to the next.

/// Values of the last run by their keys.
#[derive(Debug, Default)]
pub struct Memo {}
