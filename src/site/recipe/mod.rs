//! What a site is made of: the [`Plan`].
//!
//! A plan holds keys and what pages are made of, but no page's frame: that is made when the page is drawn, which for most
//! pages of most runs is never.

mod make;

mod texts;

mod frames;
mod what;

pub use frames::Parts;
pub use make::make;
pub use what::{Recipe, What};

use crate::address::{Address, SourcePath};
use crate::digest::Digest;
use crate::identity::AnswerDigest;
use crate::site::readied::Readied;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything a site is made of, before any HTML.
#[derive(Debug)]
pub struct Plan {
    /// What pages are made of.
    pub(super) parts: Parts,
    /// The keys of the pages of notes, in reading order.
    pub(super) keys: Vec<Digest>,
    /// What stands at every other address.
    pub(super) recipes: BTreeMap<Address, Recipe>,
    /// What the summary line says.
    pub counts: Counts,
}

/// What a run found, for its summary line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Notes that are published.
    pub notes: usize,
    /// Questions in them.
    pub questions: usize,
    /// Drafts published under a banner.
    pub drafts_shown: usize,
    /// Drafts left out.
    pub drafts_hidden: usize,
    /// Pages, of every kind.
    pub pages: usize,
}

impl Plan {
    /// The addresses at which another plan has another file or none: those that it has too, and those that are gone.
    pub fn differs(&self, next: &Self) -> (Vec<Address>, Vec<Address>) {
        let (last, pages) = (&self.parts.ground, &next.parts.ground.pages);
        let is_same = Arc::ptr_eq(last, &next.parts.ground);
        let before = |it: &Address, at: usize| if is_same { Some(self.keys[at]) } else { self.key(it) };
        let pages = pages.iter().filter(|&(it, &at)| before(it, at) != Some(next.keys[at])).map(|(it, _)| it);
        let recipes = next.recipes.iter().filter(|(it, recipe)| self.key(it) != Some(recipe.key)).map(|(it, _)| it);
        let mut changed: Vec<Address> = pages.chain(recipes).cloned().collect();
        let pages = last.pages.keys().filter(|_| !is_same);
        let mut gone: Vec<Address> =
            self.recipes.keys().chain(pages).filter(|it| next.key(it).is_none()).cloned().collect();
        changed.sort_unstable();
        gone.sort_unstable();
        (changed, gone)
    }

    /// Every address, in order.
    pub fn addresses(&self) -> impl Iterator<Item = &Address> {
        let mut all: Vec<&Address> = self.recipes.keys().chain(self.parts.ground.pages.keys()).collect();
        all.sort_unstable();
        all.into_iter()
    }

    /// A page of each kind, by which every template of the theme is tried.
    pub fn one_of_each(&self) -> Vec<&Address> {
        let (mut kinds, mut pages) = (Vec::new(), Vec::new());
        for (address, recipe) in &self.recipes {
            if matches!(recipe.what, What::Asset(_) | What::Attachment(_) | What::Text(_)) {
                continue;
            }
            let is_home = matches!(&recipe.what, What::Folder(path) if path.is_empty());
            let kind = (std::mem::discriminant(&recipe.what), is_home);
            if !kinds.contains(&kind) {
                kinds.push(kind);
                pages.push(address);
            }
        }
        pages.extend(self.parts.ground.pages.keys().next());
        pages
    }

    /// The page of a note.
    pub fn home(&self, note: &SourcePath) -> Option<&Address> {
        let index = &self.parts.ground.index;
        index.note(note).map(|at| index.address(at))
    }

    /// The note whose text stands at an address.
    pub fn note_at(&self, address: &Address) -> Option<&SourcePath> {
        self.own_at(address).map(|at| self.parts.ground.index.path(at))
    }

    /// The digest of what the text of a note is drawn from that stands at an address.
    pub fn text_at(&self, address: &Address) -> Option<Digest> {
        self.own_at(address).map(|at| self.parts.notes[at].text)
    }

    fn own_at(&self, address: &Address) -> Option<usize> {
        let ground = &self.parts.ground;
        match self.recipes.get(address).map(|recipe| &recipe.what) {
            Some(What::Folder(path)) => ground.tree[path].own,
            Some(_) => None,
            None => Some(ground.reading[*ground.pages.get(address)?]),
        }
    }

    /// For each question of a note, the digests of what its answer shows of other notes: whoever reads the answer reads
    /// them too, and the source text of the answer does not have them.
    pub fn shown_in_answers(&self, path: &SourcePath) -> Vec<Vec<AnswerDigest>> {
        let Some(at) = self.parts.ground.index.note(path) else { return Vec::new() };
        let note = &self.parts.notes[at];
        let study = &note.note.study;
        study.questions.iter().map(|question| note.linked.shown_in(study, &question.cut.answer)).collect()
    }

    /// The digest of all that drawing an address reads: equal keys, equal bytes.
    pub fn key(&self, address: &Address) -> Option<Digest> {
        let page = || Some(self.keys[*self.parts.ground.pages.get(address)?]);
        self.recipes.get(address).map(|recipe| recipe.key).or_else(page)
    }

    /// The published notes, in reading order.
    pub(super) fn notes(&self) -> &[Arc<Readied>] {
        &self.parts.notes
    }
}
