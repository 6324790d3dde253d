//! What fragments of HTML are made with: the sink they are written to, the sanitiser, the colours of code, footnotes.

pub mod clean;
pub mod footnote;
pub mod highlight;
pub mod minify;
pub mod phrasing;

pub mod sink;
