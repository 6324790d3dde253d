//! Every address of the site, and every name by which a note may call one.

use super::found::Found;
use crate::address::{Address, SourcePath};
use crate::diagnostic::nearest;
use crate::publish::{Published, Withheld};
use crate::question::Study;
use crate::source::{Attachment, Sources};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// A published note in the catalogue.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The note.
    pub study: &'a Study,
    /// Where its page is.
    pub address: Address,
}

/// Where everything is.
#[derive(Debug)]
pub struct Catalogue<'a> {
    entries: Vec<Entry<'a>>,
    notes: HashMap<&'a SourcePath, usize>,
    folded: HashMap<String, &'a SourcePath>,
    names: BTreeMap<String, Vec<&'a SourcePath>>,
    aliases: HashMap<String, usize>,
    folders: &'a BTreeMap<String, Address>,
    withheld: &'a Withheld,
    attachments: &'a BTreeMap<SourcePath, Arc<Attachment>>,
    folded_files: HashMap<String, &'a SourcePath>,
    file_names: HashMap<String, &'a SourcePath>,
    files: &'a dyn Files,
}

/// Where an attachment will stand; told by whoever hands out addresses.
pub trait Files: std::fmt::Debug + Sync {
    /// The address of an attachment.
    fn address(&self, path: &SourcePath) -> Address;
}

/// Names are compared case-folded and in NFC, as Obsidian finds them on a disk that folds case.
pub fn fold(name: &str) -> String {
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
            .map(|(note, address)| Entry { study: &note.study, address: address.clone() })
            .collect();
        let notes: HashMap<_, _> =
            entries.iter().enumerate().map(|(index, it)| (&it.study.source.path, index)).collect();
        let mut names: BTreeMap<String, Vec<&SourcePath>> = BTreeMap::new();
        let mut folded = HashMap::new();
        for path in entries.iter().map(|it| &it.study.source.path).chain(&withheld.paths) {
            names.entry(fold(path.stem())).or_default().push(path);
            folded.entry(fold(path.as_str())).or_insert(path);
        }
        let mut aliases = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            for alias in entry.study.front.aliases.iter().chain(std::iter::once(&entry.study.title)) {
                aliases.entry(fold(alias)).or_insert(index);
            }
        }
        let (mut folded_files, mut file_names) = (HashMap::new(), HashMap::new());
        for path in sources.attachments.keys() {
            folded_files.entry(fold(path.as_str())).or_insert(path);
            file_names.entry(fold(path.file_name())).or_insert(path);
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
        }
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

    /// A note or a file by its path: exactly, then case-folded.
    pub fn by_path(&self, path: &str) -> Option<Found> {
        let exact = SourcePath::new(path);
        self.exactly(&exact).or_else(|| {
            let folded = fold(path);
            let path = self.folded.get(&folded).or_else(|| self.folded_files.get(&folded))?;
            self.exactly(path)
        })
    }

    fn exactly(&self, path: &SourcePath) -> Option<Found> {
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

    /// A file by its bare name, or the end of its path.
    pub fn file_named(&self, folded: &str) -> Option<Found> {
        let name = folded.rsplit('/').next().unwrap_or(folded);
        self.file_names.get(name).and_then(|path| self.exactly(path))
    }

    /// A note by one of its aliases or its title.
    pub fn aliased(&self, folded: &str) -> Option<Found> {
        self.aliases.get(folded).map(|index| Found::Note(*index))
    }

    /// The published note, or for an image the file, whose name is most like one.
    pub fn named_like(&self, name: &str, image: bool) -> Option<&SourcePath> {
        let notes = self.entries.iter().map(|it| &it.study.source.path).filter(|_| !image);
        let files = self.attachments.keys().filter(|path| image || !path.extension().is_empty());
        let candidates: Vec<&SourcePath> = notes.chain(files).collect();
        // A link without an extension may mean a note by its stem.
        let bare = !name.contains('.');
        let called = |path: &SourcePath| if bare { path.stem().to_owned() } else { path.file_name().to_owned() };
        let names: Vec<String> = candidates.iter().map(|path| called(path)).collect();
        let near = nearest(name, names.iter().map(String::as_str))?;
        names.iter().position(|name| name == near).map(|at| candidates[at])
    }
}
