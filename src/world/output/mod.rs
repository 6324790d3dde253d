//! The output folder: only whole files, only our own, and a run that was killed is finished by the next.

mod writer;

mod claim;

mod journal;

mod manifest;

pub mod fault;
mod paths;

pub use claim::Mode;
pub use writer::{Writer, Written};
