//! The input folder: walked, read, and kept true while files change.

mod folder;
pub mod place;

mod walk;

mod read;

mod ignored;
mod pixels;
mod stat;

pub use folder::InputFolder;
