//! Where everything stands: the order of the notes, who has which address, and what the listing pages list.

pub mod backlinks;
pub mod checks;
pub mod redirects;

pub mod lists;

pub mod tree;

pub mod claims;
