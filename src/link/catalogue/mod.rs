//! Every address of the site, and every name by which a note may call one.

mod names;

use super::anchors::Places;
use crate::address::{Address, SourcePath};
use crate::digest::Digest;
use crate::publish::{Published, Withheld};
use crate::question::Study;
use crate::source::{Attachment, Sources};
use names::Names;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};
use unicode_normalization::UnicodeNormalization;

/// What a path means.
#[derive(Clone, Debug)]
pub enum Found {
    /// A note, by its place in the catalogue.
    Note(usize),
    /// A folder that has a page.
    Folder(Address),
    /// An attachment.
    File(Arc<Attachment>),
    /// A note that is not published.
    Withheld(SourcePath),
    /// Nothing.
    Nothing,
}

/// A published note in the catalogue.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The note.
    pub study: &'a Arc<Study>,
    /// Where its page is.
    pub address: Address,
    places: OnceLock<Places<'a>>,
}

impl<'a> Entry<'a> {
    /// The places of the note.
    pub fn places(&self) -> &Places<'a> {
        self.places.get_or_init(|| Places::new(self.study))
    }
}

/// Where everything is.
#[derive(Debug)]
pub struct Catalogue<'a> {
    entries: Vec<Entry<'a>>,
    notes: HashMap<&'a SourcePath, usize>,
    folded: HashMap<String, &'a SourcePath>,
    names: BTreeMap<String, Vec<&'a SourcePath>>,
    aliases: HashMap<String, Vec<usize>>,
    folders: &'a BTreeMap<String, Address>,
    withheld: &'a Withheld,
    attachments: &'a BTreeMap<SourcePath, Arc<Attachment>>,
    folded_files: HashMap<String, &'a SourcePath>,
    file_names: HashMap<String, Vec<&'a SourcePath>>,
    files: &'a dyn Files,
    near_notes: OnceLock<Names<&'a SourcePath>>,
    near_files: OnceLock<Names<&'a SourcePath>>,
}

/// Where an attachment will stand; told by whoever hands out addresses.
pub trait Files: std::fmt::Debug + Sync {
    /// The address of an attachment.
    fn address(&self, path: &SourcePath) -> Address;
}

/// What the names of all there is are, as digests.
#[derive(Clone, Copy, Debug)]
pub struct NamesDigest {
    plain: Digest,
    titled: Digest,
}

impl NamesDigest {
    /// The one that a note's links depend on, by whether titles had a say in any.
    pub fn of(&self, by_title: bool) -> Digest {
        if by_title { self.titled } else { self.plain }
    }
}

/// Names are compared case-folded and in NFC, as Obsidian finds them on a disk that folds case.
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    caseless::default_case_fold_str(&name.nfc().collect::<String>())
}

impl<'a> Catalogue<'a> {
    /// Catalogues the published notes with their addresses, in one order, and what else the folder holds.
    pub fn new(
        published: &'a [Published],
        addresses: &[Address],
        folders: &'a BTreeMap<String, Address>,
        withheld: &'a Withheld,
        sources: &'a Sources,
        files: &'a dyn Files,
    ) -> Self {
        let entries: Vec<Entry<'a>> = published
            .iter()
            .zip(addresses)
            .map(|(note, address)| Entry { study: &note.study, address: address.clone(), places: OnceLock::new() })
            .collect();
        let notes: HashMap<_, _> =
            entries.iter().enumerate().map(|(index, it)| (&it.study.source.path, index)).collect();
        let mut names: BTreeMap<String, Vec<&SourcePath>> = BTreeMap::new();
        let mut folded = HashMap::new();
        for path in entries.iter().map(|it| &it.study.source.path).chain(&withheld.paths) {
            names.entry(fold(path.stem())).or_default().push(path);
            folded.entry(fold(path.as_str())).or_insert(path);
        }
        let mut aliases: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            for alias in entry.study.front.aliases.iter().chain(std::iter::once(&entry.study.title)) {
                let bearers = aliases.entry(fold(alias)).or_default();
                if bearers.last() != Some(&index) {
                    bearers.push(index);
                }
            }
        }
        let mut folded_files = HashMap::new();
        let mut file_names: HashMap<String, Vec<&SourcePath>> = HashMap::new();
        for path in sources.attachments.keys() {
            folded_files.entry(fold(path.as_str())).or_insert(path);
            file_names.entry(fold(path.file_name())).or_default().push(path);
        }
        Self {
            entries,
            notes,
            folded,
            names,
            aliases,
            folders,
            withheld,
            attachments: &sources.attachments,
            folded_files,
            file_names,
            files,
            near_notes: OnceLock::new(),
            near_files: OnceLock::new(),
        }
    }

    /// The digests of the names of all there is: all that a link can go by but the places within notes.
    pub fn names(&self) -> NamesDigest {
        let notes: Vec<_> = self.entries.iter().map(|it| (&it.study.source.path, &it.address)).collect();
        let files: Vec<_> =
            self.attachments.values().map(|it| (&it.path, it.pixels, self.files.address(&it.path))).collect();
        let plain = Digest::of(&(&notes, self.folders, &self.withheld.paths, &files));
        let titles: Vec<_> = self.entries.iter().map(|it| (&it.study.title, &it.study.front.aliases)).collect();
        NamesDigest { plain, titled: Digest::of(&(plain, &titles)) }
    }

    /// The entry at a place in the catalogue.
    pub fn entry(&self, index: usize) -> &Entry<'a> {
        &self.entries[index]
    }

    /// The place of a published note.
    pub fn note(&self, path: &SourcePath) -> Option<usize> {
        self.notes.get(path).copied()
    }

    /// Where an attachment stands.
    pub fn file_address(&self, path: &SourcePath) -> Address {
        self.files.address(path)
    }

    /// A note or a file by its path: exactly, then case-folded. With it comes its path where that is not how it was
    /// written.
    pub fn by_path(&self, path: &str) -> Option<(Found, Option<SourcePath>)> {
        let exact = SourcePath::new(path);
        if let Some(found) = self.exactly(&exact) {
            return Some((found, None));
        }
        let folded = fold(path);
        let other = self.folded.get(&folded).or_else(|| self.folded_files.get(&folded))?;
        Some((self.exactly(other)?, Some((*other).clone())))
    }

    /// A note or a file by exactly its path.
    pub fn exactly(&self, path: &SourcePath) -> Option<Found> {
        if let Some(index) = self.note(path) {
            return Some(Found::Note(index));
        }
        if self.withheld.paths.contains(path) {
            return Some(Found::Withheld(path.clone()));
        }
        self.attachments.get(path).map(|it| Found::File(it.clone()))
    }

    /// The page of a folder.
    pub fn folder(&self, path: &str) -> Option<Address> {
        self.folders.get(path).cloned()
    }

    /// The notes that bear a name, folded.
    pub fn named(&self, name: &str) -> &[&'a SourcePath] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    /// The files that bear a name, folded.
    pub fn files_named(&self, name: &str) -> &[&'a SourcePath] {
        self.file_names.get(name).map_or(&[], Vec::as_slice)
    }

    /// The notes that bear a name as an alias or a title.
    pub fn aliased(&self, folded: &str) -> &[usize] {
        self.aliases.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The published note, or for an image the file, whose name is most like one. The names are gone through once, for
    /// the first path that means nothing.
    pub fn named_like(&self, name: &str, image: bool) -> Option<&SourcePath> {
        let near = if image { &self.near_files } else { &self.near_notes };
        let names = near.get_or_init(|| {
            let notes = self.entries.iter().map(|it| &it.study.source.path).filter(|_| !image);
            let mut names = Names::new();
            for path in notes.chain(self.attachments.keys()) {
                names.add(if path.is_note() { path.stem() } else { path.file_name() }, path);
            }
            names
        });
        // Names of pictures begin alike and end alike without being meant for one another.
        names.nearest(name.strip_suffix(".md").unwrap_or(name), if image { 0.92 } else { 0.86 }).copied()
    }
}
