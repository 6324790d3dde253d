//! Every address of the site, and every name by which a note may call one.
//!
//! An [`Index`] of paths lasts from run to run; a [`Catalogue`] adds what the notes of one run say: their titles, and the
//! places within them. Both of these are made for the first link that asks for them.

mod index;

mod names;

pub use index::{File, Found, Index, fold};

use super::anchors::Places;
use crate::address::Address;
use crate::digest::Digest;
use crate::publish::Published;
use crate::question::Study;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Where everything is.
#[derive(Debug)]
pub struct Catalogue<'a> {
    /// The names of all there is.
    pub index: &'a Index,
    published: &'a [Published],
    places: Vec<OnceLock<Box<Places<'a>>>>,
    titles: OnceLock<HashMap<String, Vec<usize>>>,
    titled: OnceLock<Digest>,
}

impl<'a> Catalogue<'a> {
    /// Catalogues the published notes, in the order of the index.
    pub fn new(index: &'a Index, published: &'a [Published]) -> Self {
        let places = std::iter::repeat_with(OnceLock::new).take(published.len()).collect();
        Self { index, published, places, titles: OnceLock::new(), titled: OnceLock::new() }
    }

    /// The digest of all that a link can go by but the places within notes; `by_title` says whether titles have a say.
    pub fn names(&self, by_title: bool) -> Digest {
        let said = |note: &'a Published| (&note.study.title, &note.study.front.aliases);
        let titled = || Digest::of(&(self.index.digest(), self.published.iter().map(said).collect::<Vec<_>>()));
        if by_title { *self.titled.get_or_init(titled) } else { self.index.digest() }
    }

    /// A note.
    pub fn study(&self, at: usize) -> &'a Arc<Study> {
        &self.published[at].study
    }

    /// Where the page of a note is.
    pub fn address(&self, at: usize) -> &'a Address {
        self.index.address(at)
    }

    /// The places of a note.
    pub fn places(&self, at: usize) -> &Places<'a> {
        self.places[at].get_or_init(|| Box::new(Places::new(self.study(at))))
    }

    /// The notes that bear a name as an alias or a title.
    pub fn aliased(&self, folded: &str) -> &[usize] {
        self.titles.get_or_init(|| self.titles()).get(folded).map_or(&[], Vec::as_slice)
    }

    fn titles(&self) -> HashMap<String, Vec<usize>> {
        let mut titles: HashMap<String, Vec<usize>> = HashMap::with_capacity(self.published.len());
        for (at, note) in self.published.iter().enumerate() {
            for title in note.study.front.aliases.iter().chain(std::iter::once(&note.study.title)) {
                let bearers = titles.entry(fold(title)).or_default();
                if bearers.last() != Some(&at) {
                    bearers.push(at);
                }
            }
        }
        titles
    }
}
