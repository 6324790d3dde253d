//! Recto turns a folder of Q&A notes into a study site.
//!
//! # The road
//!
//! Data goes one way. A module is the noun that a stage makes, and its public function is the verb; every stage is a
//! function from owned data to owned data, and all I/O is at the two ends.
//!
//! ```text
//! folder --world--> Sources --note--> Note --question--> Study --publish--> Published --link--> Linked
//!                                                                              \-- Withheld (addresses only)
//! checks.toml --ledger--> Ledger --standing--> Standings (what is known of each answer)
//! Linked, Standings --site::plan--> Plan --site::draw (page: HTML, cleaning, colours, theme)--> File --world--> the site
//! ```
//!
//! A [`site::Plan`] knows every address and what each page is made of, and holds no HTML. A build draws every address in
//! parallel, a check draws and drops, the preview draws what is looked at and what has changed.
//!
//! # Rules of the house
//!
//! - The modules below are listed floor by floor, the top floor first; a blank line parts two floors. A module uses only
//!   what lies on a lower floor, never its neighbours and never what is above. In a folder `mod.rs` is the top floor and
//!   lists its own modules in the same way. `tests/tidy.rs` holds the code to this.
//! - `std::fs`, `std::env`, the clock and printing belong to `world` and `command` (`.clippy.toml`); threads start only in
//!   `site` and `world`.
//! - The author's mistake is a [`diagnostic::Diagnostic`], the environment's an error with a path in it, ours an `expect`
//!   that names the invariant.
//!
//! # Where the code left its first plan
//!
//! - A [`diagnostic::Place`] carries the line it is about, so that findings can be shown, cached and sent to a browser
//!   without the file they came from.
//! - `file.rs` and `policy` are words of their own: what a run leaves behind is known to `site` and to `world`, neither of
//!   which may know the other.
//! - A plan holds the key of each note's page, but not its frame: that is made when the page is drawn. Where notes stand and
//!   how they are called ([`site`]'s `Ground`) lasts from run to run as one value, and so does all that is known of each
//!   note; an edit at ten thousand notes costs what it changes and a few milliseconds of comparing digests.
//! - Of syntect only the syntaxes are used. Its parser goes round in circles over some code; the scan of
//!   `page::html::highlight` takes the same steps, counts them, and asks Oniguruma only what an automaton cannot tell.
//! - minify-html makes trees of pages that are nearly minimal; one pass does what it would, and asks it for odd parts.
//! - The text of a note ([`source::Text`]) is a part of a sheet, and where there is very much of it packed; a copy is opened
//!   to recognise or draw a note.
//! - `notify` is used without a debouncer: draining a channel until it has been silent for 10 ms is ten lines, and the
//!   debouncer's own timer would come on top of it.

#![deny(clippy::disallowed_methods, clippy::disallowed_macros)]

pub mod command;

pub mod world;

pub mod site;

pub mod page;

pub mod standing;

pub mod link;

pub mod publish;

pub mod question;

pub mod note;

pub mod config;
pub mod file;
pub mod ledger;

pub mod source;

pub mod diagnostic;
pub mod repo;

pub mod address;
pub mod digest;
pub mod identity;

mod normal;
