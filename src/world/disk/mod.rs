//! The input folder: walked, read, and kept true while files change.

mod folder;
pub mod place;

mod list;
mod read;

mod pixels;

pub use folder::InputFolder;
