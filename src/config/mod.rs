//! `recto.toml`, typed, defaulted and documented; and [`Options`], which is what a run is told.

mod read;

mod options;

mod folders;

mod asking;
mod words;

pub use asking::{Form, Questions};
pub use folders::{ByFolder, Folder};
pub use options::Options;
pub use read::{json, read};
pub use words::{Drafts, Html, Share};
