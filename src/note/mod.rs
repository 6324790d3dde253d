//! Source -> [`Note`]: a note's front matter, its events, their outline and what it links to.
//!
//! Steps: cut the front matter from the body and type it; read the body's events in the vault's dialect; lay out which block
//! lies in which; collect links and authors' ids; look for what an author would want to hear of (an open fence). A `Note` borrows its source and
//! lives only until its questions are recognised: an owned event list would cost 40 kB a note.

pub mod block;
mod check;

pub mod front;
mod links;

pub mod callout;
pub mod dialect;
pub mod maths;

use crate::diagnostic::Reported;
use crate::source::Source;
use block::Tree;
use dialect::{Body, Events};
use front::FrontMatter;
use links::Pointers;
use std::ops::Range;
use std::sync::Arc;

pub use dialect::{BlockId, HeadingName, is_block_id};
pub use links::{Link, LinkKind, html_references, picture};

/// A note as it was written.
#[derive(Debug)]
pub struct Note<'s> {
    /// Where it comes from.
    pub source: &'s Arc<Source>,
    /// What its front matter says, with the tags of its text among its tags.
    pub front: FrontMatter,
    /// The byte at which the text after the front matter begins.
    pub body: usize,
    /// The body's events, each with its bytes in the whole source.
    pub events: Events<'s>,
    /// The blocks that these make.
    pub tree: Tree,
    /// What it points at, each target once, in order.
    pub links: Vec<Link>,
    /// The ids and names that its raw HTML sets.
    pub ids: Vec<String>,
    /// Its blocks that have names (`^name`), in order.
    pub blocks: Vec<BlockId>,
    /// Its headings whose authors named them (`{#name}`), in order.
    pub headings: Vec<HeadingName>,
    /// Every place that calls a footnote, with the bytes of the footnote.
    pub footnotes: Vec<(usize, Range<usize>)>,
}

/// The picture that the front matter names, as a link of the note's.
fn cover(source: &Source, front: &FrontMatter, body: usize) -> Option<Link> {
    let written = front.image.as_deref()?;
    let (kind, target) = links::picture(written);
    let at = source.text[..body].find(written).unwrap_or(0);
    let span = at..at + if at == 0 { 0 } else { written.len() };
    Some(Link { kind, target: target.to_owned(), span, more: Vec::new(), context: Box::default() })
}

/// Reads a note.
pub fn parse(source: &Arc<Source>) -> Reported<Note<'_>> {
    let mut findings = source.findings.clone();
    let (mut front, body) = front::read(source).into(&mut findings);
    let Body { events, blocks, headings } = dialect::read(source, body).into(&mut findings);
    let tree = Tree::read(&events);
    let Pointers { mut links, ids, tags, footnotes } = links::collect(&events);
    check::events(source, &events, &mut findings);
    check::ids(source, &blocks, &headings, &ids, &mut findings);
    let ids = ids.into_iter().map(|id| id.name).collect();
    front.join(tags);
    check::embeds(source, &links, &mut findings);
    links.extend(cover(source, &front, body).filter(|it| !links.iter().any(|link| link.names_same(it))));
    Reported::new(Note { source, front, body, events, tree, links, ids, blocks, headings, footnotes }, findings)
}

/// Whether an HTML tag ends a line: `<br>`, `<br/>`.
pub fn is_line_break(tag: &str) -> bool {
    let name = tag.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or("");
    name.trim_end_matches(['/', ' ']).eq_ignore_ascii_case("br")
}
