//! The nouns of a run: the plan, its notes made ready, and the recipe of each file.

use crate::address::{Address, SourcePath};
use crate::config::Options;
use crate::digest::Digest;
use crate::identity::AnswerDigest;
use crate::link::Linked;
use crate::page::frame::Frame;
use crate::page::index::Listing;
use crate::page::lists::{ChecksListing, Group, TagEntry};
use crate::page::note;
use crate::publish::Published;
use crate::standing::Standings;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Everything a site is made of, before any HTML.
#[derive(Debug)]
pub struct Plan {
    /// What stands at each address.
    pub(super) recipes: BTreeMap<Address, Recipe>,
    /// The published notes in reading order.
    pub(super) notes: Vec<Readied>,
    /// What the run was told.
    pub(super) options: Options,
    /// What the summary line says.
    pub counts: Counts,
}

/// A published note with its address and the answers to its links.
#[derive(Debug)]
pub struct Readied {
    /// The digest of all that its study was made from.
    pub key: Digest,
    /// The note.
    pub note: Published,
    /// Where its page is.
    pub address: Address,
    /// What its targets became.
    pub linked: Linked,
    /// How its answers stand.
    pub standings: Standings,
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
        let (mut last, mut changed, mut gone) = (self.recipes.iter().peekable(), Vec::new(), Vec::new());
        for (address, recipe) in &next.recipes {
            while let Some((before, _)) = last.next_if(|(before, _)| *before < address) {
                gone.push(before.clone());
            }
            let old = last.next_if(|(before, _)| *before == address);
            if old.is_none_or(|(_, old)| old.key != recipe.key) {
                changed.push(address.clone());
            }
        }
        gone.extend(last.map(|(address, _)| address.clone()));
        (changed, gone)
    }

    /// Every address, in order.
    pub fn addresses(&self) -> impl Iterator<Item = &Address> {
        self.recipes.keys()
    }

    /// The page of each note.
    pub fn homes(&self) -> HashMap<&SourcePath, &Address> {
        self.notes.iter().map(|it| (&it.note.study.source.path, &it.address)).collect()
    }

    /// For each question of a note, the digests of what its answer shows of other notes: whoever reads the answer reads
    /// them too, and the source text of the answer does not have them.
    pub fn shown_in_answers(&self, path: &SourcePath) -> Vec<Vec<AnswerDigest>> {
        let Some(note) = self.notes.iter().find(|it| it.note.study.source.path == *path) else { return Vec::new() };
        let study = &note.note.study;
        study.questions.iter().map(|question| note.linked.shown_in(study, &question.cut.answer)).collect()
    }

    /// The digest of all that drawing an address reads: equal keys, equal bytes.
    pub fn key(&self, address: &Address) -> Option<Digest> {
        self.recipes.get(address).map(|recipe| recipe.key)
    }
}

/// How one file of the site is made.
#[derive(Debug)]
pub struct Recipe {
    /// The digest of all that drawing it reads: equal keys, equal bytes.
    pub key: Digest,
    pub(super) what: What,
}

/// The kinds of files; notes by their place in the plan.
#[derive(Debug)]
pub(super) enum What {
    Note(usize, Frame, note::Beside),
    Folder(Option<usize>, Frame, Listing),
    Tag(Frame, TagEntry, Vec<Group>),
    Tags(Frame, Vec<TagEntry>),
    Checks(Frame, ChecksListing),
    Redirect(Frame),
    NotFound(Frame),
    Asset(String),
    Attachment(SourcePath),
    Text(String),
}
