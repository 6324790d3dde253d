//! A site that is open: its folders, settings, theme and notes, and how it follows the disk.

mod watching;

mod open;

mod author;
mod maker;
mod options;

pub use author::{author, known};
pub use maker::maker;
pub use open::{Picture, Project, Touched};
pub use options::Asked;
pub use watching::follow;
