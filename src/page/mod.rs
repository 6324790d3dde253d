//! Linked -> HTML: what stands on each page.
//!
//! Steps: a note's events are cut into pieces, each piece is written as a balanced fragment (cleaned where it holds raw
//! HTML), the fragments become the segments of a context, the theme's template draws the context, the page is minified.
//! `page` never sees a path on disk, a hidden note, or a link that nobody resolved.

pub mod index;

pub mod note;

mod text;

mod write;

pub mod html;

pub mod frame;
pub mod lists;

pub mod theme;

pub mod context;
pub mod policy;
