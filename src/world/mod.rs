//! All the I/O: the input folder, the output folder, the watcher, the preview server, the terminal.
//!
//! `world` knows words (addresses, files, sources, findings) and no stage; what a site is it learns from `command`.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "this is where I/O belongs")]

pub mod store;

pub mod disk;
pub mod output;
pub mod server;
pub mod terminal;
pub mod watch;

pub mod changes;
pub mod parallel;

pub mod error;
pub mod names;

pub use error::WorldError;
