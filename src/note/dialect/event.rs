//! Events with their places: what every later stage reads of a body.

use pulldown_cmark::Event;
use std::ops::Range;

/// Events in order, each with its bytes in the whole source.
pub type Events<'s> = Vec<(Event<'s>, Range<usize>)>;
