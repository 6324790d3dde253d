//! Who checked which answer, and when: `checks.toml` as a value.
//!
//! One line an entry, sorted by id, each below a comment that names its question; every question has such a comment,
//! checked or not. Git merges two branches line by line, and two lines that are added at one place conflict: the comments
//! are what parts them (measured with git: of two branches that each check twenty of 250 questions, none conflicts; with
//! blocks of their own and no comments all do). One line and no more, because `merge=union`, which also merges two ledgers
//! begun apart, mixes up the lines of longer blocks.

mod read;

mod write;

mod book;
mod lines;

mod entry;

pub use book::Ledger;
pub use entry::{Check, Entry, Ruling};
pub use read::{read, read_toml};
pub use write::{Slot, write};

/// The ledger's name beside `recto.toml`, or at the top of a bare folder.
pub const NAME: &str = "checks.toml";
