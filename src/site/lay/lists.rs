//! What the listing pages list: folders with their notes, and tags with theirs.
//!
//! Of the lists themselves a run keeps only who stands in them; the lines are there in each note, and a list is put together
//! from them when its page is keyed or drawn.

use crate::address::Address;
use crate::config::Options;
use crate::page::index::Listing;
use crate::page::lists::{ChecksListing, FolderEntry, Group, NoteEntry, TagEntry};
use crate::site::ground::{Ground, Tree, natural};
use crate::site::readied::Readied;
use crate::standing::Tally;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The lists of one run.
#[derive(Debug)]
pub struct Lists {
    /// What there is in each folder and below.
    pub sums: BTreeMap<String, Sum>,
    /// Each tag by the address of its page.
    pub tags: BTreeMap<Address, Tag>,
    /// Drafts that the site shows.
    pub drafts: usize,
    /// The page of checks with its address, where anybody has checked anything.
    pub checks: Option<(Address, ChecksListing)>,
}

/// How much some notes ask.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    /// Questions.
    pub questions: usize,
    /// How the answers stand. Notes that keep no checks are not counted: nobody means to check them.
    pub tally: Tally,
}

/// A tag with its bearers.
#[derive(Debug)]
pub struct Tag {
    /// Without `#`, as its first bearer writes it.
    name: String,
    /// Those who bear it or a tag below it, in reading order.
    notes: Vec<usize>,
}

/// Beyond this many notes home lists folders only: a page of ten thousand lines helps nobody.
const HOME: usize = 400;

/// Where the page of all tags is.
pub fn tags_address() -> Address {
    Address::new("tags/")
}

/// The title of a folder: its own page's, else its name.
pub fn folder_title(path: &str, tree: &Tree, notes: &[Arc<Readied>]) -> String {
    match tree.get(path).and_then(|folder| folder.own) {
        Some(own) if notes[own].note.study.title_heading.is_some() || notes[own].note.study.front.title.is_some() => {
            notes[own].note.study.title.clone()
        }
        _ => path.rsplit('/').next().unwrap_or(path).to_owned(),
    }
}

impl Lists {
    /// Finds out who stands in which list.
    pub fn new(notes: &[Arc<Readied>], tree: &Tree) -> Self {
        let drafts = notes.iter().filter(|note| note.note.draft).count();
        Self { sums: sums(notes, tree), tags: tags(notes), drafts, checks: None }
    }

    /// What the page of a folder lists.
    pub fn listing(&self, path: &str, notes: &[Arc<Readied>], ground: &Ground, options: &Options) -> Listing {
        let lister = Lister { lists: self, notes, ground, options };
        let folder = &ground.tree[path];
        let home = path.is_empty();
        let spread = home && folder.all_notes <= HOME;
        let mut groups = Vec::new();
        let shut: Vec<FolderEntry> =
            if spread { Vec::new() } else { folder.folders.iter().map(|it| lister.folder(it)).collect() };
        if !folder.notes.is_empty() || !shut.is_empty() {
            groups.push(Group { folders: shut, ..lister.group(String::new(), None, &folder.notes) });
        }
        if spread {
            groups.extend(folder.folders.iter().map(|it| lister.spread(it)));
        }
        Listing { groups, drafts: if home { self.drafts } else { 0 }, linked_from: Vec::new() }
    }

    /// A tag as lists show it.
    pub fn tag(&self, address: &Address, notes: &[Arc<Readied>], options: &Options) -> TagEntry {
        let tag = &self.tags[address];
        let questions = tag.notes.iter().map(|&at| notes[at].entry.questions).sum();
        TagEntry { name: tag.name.clone(), url: options.url.link(address), notes: tag.notes.len(), questions }
    }

    /// What bears a tag, by folder.
    pub fn bearers(&self, address: &Address, notes: &[Arc<Readied>], ground: &Ground, options: &Options) -> Vec<Group> {
        let lister = Lister { lists: self, notes, ground, options };
        let folder = |at: usize| ground.index.path(at).folder();
        // In reading order the notes of one folder stand together.
        let by_folder = self.tags[address].notes.chunk_by(|&a, &b| folder(a) == folder(b));
        let mut groups: Vec<(&str, Group)> = by_folder
            .map(|notes| {
                let folder = folder(notes[0]);
                let url = (!folder.is_empty()).then(|| lister.url(folder));
                (folder, lister.group(lister.title(folder), url, notes))
            })
            .collect();
        groups.sort_by(|a, b| natural(&a.1.title, &b.1.title).then_with(|| a.0.cmp(b.0)));
        groups.into_iter().map(|(_, group)| group).collect()
    }
}

/// What there is in each folder and below.
fn sums(notes: &[Arc<Readied>], tree: &Tree) -> BTreeMap<String, Sum> {
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    // From the last path to the first, so that a folder comes after those within it.
    for (path, folder) in tree.iter().rev() {
        let own = folder.own.iter().chain(&folder.notes).map(|&at| Sum::of(&notes[at].entry));
        let below = folder.folders.iter().map(|below| sums[below]);
        let sum = own.chain(below).fold(Sum::default(), Sum::and);
        sums.insert(path.clone(), sum);
    }
    sums
}

impl Sum {
    fn of(entry: &NoteEntry) -> Self {
        Self { questions: entry.questions, tally: if entry.marks { entry.tally } else { Tally::default() } }
    }

    fn and(mut self, other: Self) -> Self {
        self.questions += other.questions;
        self.tally += other.tally;
        self
    }
}

fn tags(notes: &[Arc<Readied>]) -> BTreeMap<Address, Tag> {
    let mut tags: HashMap<&Address, Tag> = HashMap::new();
    for (at, note) in notes.iter().enumerate() {
        for (name, page) in note.tags.iter().filter(|(_, page)| *page != tags_address()) {
            tags.entry(page).or_insert_with(|| Tag { name: name.clone(), notes: Vec::new() }).notes.push(at);
        }
    }
    tags.into_iter().map(|(page, tag)| (page.clone(), tag)).collect()
}

struct Lister<'a> {
    lists: &'a Lists,
    notes: &'a [Arc<Readied>],
    ground: &'a Ground,
    options: &'a Options,
}

impl Lister<'_> {
    fn title(&self, folder: &str) -> String {
        folder_title(folder, &self.ground.tree, self.notes)
    }

    fn url(&self, folder: &str) -> String {
        self.options.url.link(&self.ground.index.folders()[folder])
    }

    /// Notes under a heading.
    fn group(&self, title: String, url: Option<String>, notes: &[usize]) -> Group {
        let entries: Vec<Arc<NoteEntry>> = notes.iter().map(|&at| self.notes[at].entry.clone()).collect();
        let sum = entries.iter().map(|entry| Sum::of(entry)).fold(Sum::default(), Sum::and);
        Group { title, url, questions: sum.questions, tally: sum.tally, notes: entries, folders: Vec::new() }
    }

    /// A folder as a heading with its notes; what lies deeper is a line each.
    fn spread(&self, path: &str) -> Group {
        let folder = &self.ground.tree[path];
        let sum = self.lists.sums[path];
        Group {
            questions: sum.questions,
            tally: sum.tally,
            folders: folder.folders.iter().map(|it| self.folder(it)).collect(),
            ..self.group(self.title(path), Some(self.url(path)), &folder.notes)
        }
    }

    fn folder(&self, path: &str) -> FolderEntry {
        let sum = self.lists.sums[path];
        let notes = self.ground.tree[path].all_notes;
        FolderEntry { title: self.title(path), url: self.url(path), questions: sum.questions, tally: sum.tally, notes }
    }
}
