//! A theme: templates, assets and fixed words, ready to draw with.
//!
//! Recto's own templates load under `recto/`, a site's under their plain names; a name that is not found is looked for
//! under `recto/`. So a site overrides `note.html` by having one, and extends ours as `recto/note.html`.

mod render;

mod load;

pub mod assets;
mod finding;
mod strings;

pub mod files;

pub use load::Theme;
