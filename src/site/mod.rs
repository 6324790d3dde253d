//! plan(), draw(), and the memo of the last run.
//!
//! A [`Plan`] knows every address and what each page is made of; it holds studies (spans and the notes' text), never
//! events or HTML. Drawing is a function of the plan, so that a build draws every address in parallel, a check draws and
//! drops, and the preview draws what is looked at.

mod draw;
mod plan;

pub mod rows;

mod recipe;

mod look;
mod reading;
mod ready;

mod lay;

pub mod memo;

mod readied;

mod ground;

pub use draw::draw;
pub use plan::plan;
pub use recipe::{Counts, Plan};
