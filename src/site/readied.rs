//! A published note with all that the site knows of it, ready to be drawn and to be named by other pages.

use crate::address::Address;
use crate::config::Options;
use crate::diagnostic::Reported;
use crate::digest::Digest;
use crate::link::{Linked, Resolved, Target, place};
use crate::page::context::Link;
use crate::page::lists::NoteEntry;
use crate::page::note;
use crate::publish::Published;
use crate::standing::Standings;
use std::sync::Arc;

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
    /// The tags that it bears and those above them, each page once: whoever bears `sql/joins` bears `sql`.
    pub tags: Box<[(String, Address)]>,
    /// The files that its page reaches.
    pub files: Box<[Address]>,
    /// Its line in lists.
    pub entry: Arc<NoteEntry>,
    /// The digest of what its text is drawn from.
    pub text: Digest,
    /// The digest of what others say when they name it: its title and its address.
    pub name: Digest,
    /// What its links were found to mean.
    found: Arc<Reported<Resolved>>,
}

impl Readied {
    /// Brings together what is known of a note.
    pub fn new(
        key: Digest,
        note: &Published,
        address: &Address,
        found: &Arc<Reported<Resolved>>,
        linked: Linked,
        standings: Standings,
        options: &Options,
    ) -> Self {
        let study = &note.study;
        let entry = Arc::new(NoteEntry::new(note, &standings, options.url.link(address)));
        let text = Digest::of(&(key, note.draft, &linked, address, &standings));
        let name = Digest::of(&(&study.title, address));
        let (tags, files) = (tags(note), files(&linked));
        let (note, address, found) = (note.clone(), address.clone(), found.clone());
        Self { key, note, address, linked, standings, tags, files, entry, text, name, found }
    }

    /// Whether this is what [`Readied::new`] would make of the same, with the same standings and options. A note that shows
    /// parts of others is always made anew: what these show in their turn may have changed.
    pub fn stands(&self, key: Digest, note: &Published, address: &Address, found: &Arc<Reported<Resolved>>) -> bool {
        self.key == key
            && self.note.draft == note.draft
            && self.address == *address
            && Arc::ptr_eq(&self.found, found)
            && !found.value.shows()
    }

    /// The note to be drawn as `note`, which is its own, opened.
    pub fn drawn<'a>(&'a self, note: &'a Published) -> note::Readied<'a> {
        note::Readied { note, linked: &self.linked, address: &self.address, standings: &self.standings }
    }

    /// A link to it.
    pub fn link(&self, options: &Options) -> Link {
        Link { title: self.note.study.title.clone(), url: options.url.link(&self.address) }
    }
}

fn files(linked: &Linked) -> Box<[Address]> {
    let file = |target: &Target| match target {
        Target::File(address, _) => Some(address.clone()),
        _ => None,
    };
    linked.targets().filter_map(file).collect()
}

fn tags(note: &Published) -> Box<[(String, Address)]> {
    let mut tags: Vec<(String, Address)> = Vec::new();
    for tag in note.study.front.tags.iter().flat_map(|tag| with_those_above(tag)) {
        let page = place::tag(tag);
        if !tags.iter().any(|(_, known)| *known == page) {
            tags.push((tag.to_owned(), page));
        }
    }
    tags.into()
}

fn with_those_above(tag: &str) -> impl Iterator<Item = &str> {
    tag.match_indices('/').map(|(at, _)| at).chain([tag.len()]).map(|end| &tag[..end])
}
