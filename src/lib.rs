//! Recto.
pub mod site;

pub mod page;

pub mod question;

pub mod note;

pub mod config;
pub mod file;
pub mod source;

pub mod diagnostic;

pub mod address;
pub mod digest;
pub mod identity;
