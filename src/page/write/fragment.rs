//! The nouns of writing: what a page's fragments are written with, and one fragment on its way.

use crate::address::{Address, SiteUrl};
use crate::diagnostic::Diagnostic;
use crate::link::Linked;
use crate::page::html::clean::Cleaner;
use crate::page::html::footnote::Footnotes;
use crate::page::html::highlight::Highlights;
use crate::page::html::sink::Sink;
use crate::question::{Named, Study};
use pulldown_cmark::Alignment;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// All that the fragments of one page are written with.
pub struct Scribe<'a> {
    /// The note.
    pub study: &'a Study,
    /// What its targets became.
    pub linked: &'a Linked,
    /// Where its page is.
    pub address: &'a Address,
    /// Where the site is.
    pub url: &'a SiteUrl,
    /// Colours.
    pub lights: &'a Highlights,
    /// Whether raw HTML stands as it was written.
    pub trust: bool,
    /// Whether formulas do: for programs, which draw them themselves or search for them.
    pub tex: bool,
    /// The sanitiser, made for the first fragment that holds raw HTML: most notes have none.
    pub cleaner: OnceCell<Cleaner>,
    /// The level on the page of each of the study's headings.
    pub levels: Vec<u8>,
    /// The study's named blocks that are still to be drawn, by their first byte: one that a cut divides is opened more
    /// than once, and the first has the id.
    pub named: BTreeMap<usize, Vec<&'a Named>>,
    /// The notes at the foot, numbered as they are first referred to.
    pub footnotes: Footnotes,
    /// What drawing finds: only here is it known what a language is coloured by.
    pub findings: Vec<Diagnostic>,
    /// The level of the heading or question that the text stands under; the title's is 1.
    pub under: u8,
    /// Of a part of another note: how its headings move.
    pub shown: Option<Shown>,
    /// How many embeds have been drawn.
    pub embeds: usize,
}

/// How the headings of a part of another note move: the topmost, of this level, to one below the place where it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// The level of its topmost headings.
    pub top: u8,
    /// The level of what it is shown under.
    pub under: u8,
}

impl<'a> Scribe<'a> {
    /// The named blocks of a study that are drawn with an id of their own.
    pub fn named(study: &'a Study) -> BTreeMap<usize, Vec<&'a Named>> {
        let mut named: BTreeMap<usize, Vec<&Named>> = BTreeMap::new();
        for block in study.blocks.iter().filter(|it| it.own) {
            named.entry(block.span.start).or_default().push(block);
        }
        named
    }
}

/// A fragment on its way.
pub struct Fragment<'f, 'a> {
    /// What it is written with.
    pub scribe: &'f mut Scribe<'a>,
    /// Where it is written to.
    pub sink: Sink,
    /// The event that is being written.
    pub at: usize,
    /// What the open quotes, links and items will close with.
    pub closers: Vec<&'static str>,
    /// The open tables.
    pub tables: Vec<Table>,
}

/// A table that is being written.
pub struct Table {
    /// Of each column.
    pub alignments: Vec<Alignment>,
    /// The column that comes next.
    pub column: usize,
    /// Whether this is the head.
    pub head: bool,
    /// Whether the body has begun.
    pub body: bool,
}
