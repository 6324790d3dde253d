//! Linked -> File.
pub mod theme;
