//! The names of everything there is, and what each of them means: all that lasts until something is added, removed,
//! renamed, hidden or given another address.

use super::names::Names;
use crate::address::{Address, SourcePath};
use crate::digest::Digest;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// What a path means.
#[derive(Clone, Debug)]
pub enum Found {
    /// A note, by its place in the index.
    Note(usize),
    /// A folder that has a page.
    Folder(Address),
    /// An attachment.
    File(File),
    /// A note that is not published.
    Withheld(SourcePath),
    /// Nothing.
    Nothing,
}

/// What a link must know of an attachment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct File {
    /// Where it will stand.
    pub address: Address,
    /// Width and height, for an image that says.
    pub pixels: Option<(u32, u32)>,
}

/// Names are compared case-folded and in NFC, as Obsidian finds them on a disk that folds case.
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    caseless::default_case_fold_str(&name.nfc().collect::<String>())
}

/// The names.
#[derive(Debug)]
pub struct Index {
    notes: Vec<(SourcePath, Address)>,
    places: HashMap<SourcePath, usize>,
    folded: HashMap<String, SourcePath>,
    /// In the order of their names, those of one name in reading order.
    names: Vec<(Box<str>, SourcePath)>,
    folders: BTreeMap<String, Address>,
    withheld: BTreeSet<SourcePath>,
    files: BTreeMap<SourcePath, File>,
    folded_files: HashMap<String, SourcePath>,
    file_names: HashMap<String, Vec<SourcePath>>,
    near_notes: OnceLock<Names<SourcePath>>,
    near_files: OnceLock<Names<SourcePath>>,
    digest: Digest,
}

impl Index {
    /// Indexes the published notes in their order, the folders that have pages, the notes that are not published, and the
    /// attachments.
    pub fn new(
        notes: Vec<(SourcePath, Address)>,
        folders: BTreeMap<String, Address>,
        withheld: BTreeSet<SourcePath>,
        files: BTreeMap<SourcePath, File>,
    ) -> Self {
        let places = notes.iter().enumerate().map(|(at, (path, _))| (path.clone(), at)).collect();
        let mut names: Vec<(Box<str>, SourcePath)> = Vec::with_capacity(notes.len());
        let mut folded = HashMap::with_capacity(notes.len());
        for path in notes.iter().map(|(path, _)| path).chain(&withheld) {
            names.push((fold(path.stem()).into(), path.clone()));
            folded.entry(fold(path.as_str())).or_insert_with(|| path.clone());
        }
        names.sort_by(|a, b| a.0.cmp(&b.0));
        let mut folded_files = HashMap::new();
        let mut file_names: HashMap<String, Vec<SourcePath>> = HashMap::new();
        for path in files.keys() {
            folded_files.entry(fold(path.as_str())).or_insert_with(|| path.clone());
            file_names.entry(fold(path.file_name())).or_default().push(path.clone());
        }
        let digest = Digest::of(&(&notes, &folders, &withheld, &files));
        Self {
            notes,
            places,
            folded,
            names,
            folders,
            withheld,
            files,
            folded_files,
            file_names,
            near_notes: OnceLock::new(),
            near_files: OnceLock::new(),
            digest,
        }
    }

    /// The digest of all names.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The path of a published note.
    pub fn path(&self, at: usize) -> &SourcePath {
        &self.notes[at].0
    }

    /// Where the page of a published note is.
    pub fn address(&self, at: usize) -> &Address {
        &self.notes[at].1
    }

    /// The place of a published note.
    pub fn note(&self, path: &SourcePath) -> Option<usize> {
        self.places.get(path).copied()
    }

    /// An attachment.
    pub fn file(&self, path: &SourcePath) -> Option<&File> {
        self.files.get(path)
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
        Some((self.exactly(other)?, Some(other.clone())))
    }

    /// A note or a file by exactly its path.
    pub fn exactly(&self, path: &SourcePath) -> Option<Found> {
        if let Some(at) = self.note(path) {
            return Some(Found::Note(at));
        }
        if self.withheld.contains(path) {
            return Some(Found::Withheld(path.clone()));
        }
        self.files.get(path).cloned().map(Found::File)
    }

    /// The page of a folder.
    pub fn folder(&self, path: &str) -> Option<&Address> {
        self.folders.get(path)
    }

    /// The folders that have pages, with their addresses.
    pub fn folders(&self) -> &BTreeMap<String, Address> {
        &self.folders
    }

    /// The notes that bear a name, folded.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &SourcePath> {
        let first = self.names.partition_point(|(known, _)| **known < *name);
        self.names[first..].iter().take_while(move |(known, _)| **known == *name).map(|(_, path)| path)
    }

    /// The files that bear a name, folded.
    pub fn files_named(&self, name: &str) -> &[SourcePath] {
        self.file_names.get(name).map_or(&[], Vec::as_slice)
    }

    /// The published note, or for an image the file, whose name is most like one. The names are gone through once, for
    /// the first path that means nothing.
    pub fn named_like(&self, name: &str, image: bool) -> Option<&SourcePath> {
        let near = if image { &self.near_files } else { &self.near_notes };
        let names = near.get_or_init(|| {
            let notes = self.notes.iter().map(|(path, _)| path).filter(|_| !image);
            let mut names = Names::new();
            for path in notes.chain(self.files.keys()) {
                names.add(if path.is_note() { path.stem() } else { path.file_name() }, path.clone());
            }
            names
        });
        // Names of pictures begin alike and end alike without being meant for one another.
        names.nearest(name.strip_suffix(".md").unwrap_or(name), if image { 0.92 } else { 0.86 })
    }
}
