//! What stands beside the notes: who links to them, other addresses of theirs, and what the listing pages list.

pub mod backlinks;
pub mod checks;
pub mod redirects;

pub mod lists;
