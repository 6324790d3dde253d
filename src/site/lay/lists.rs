//! What the listing pages list: folders with their notes, and tags with theirs.

use super::tree::{Tree, natural};
use crate::address::Address;
use crate::config::Options;
use crate::link::place;
use crate::page::context::TagLink;
use crate::page::index::Listing;
use crate::page::lists::{ChecksListing, FolderEntry, Group, NoteEntry, TagEntry};
use crate::site::recipe::Readied;
use crate::standing::Tally;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The lists of one run.
pub struct Lists {
    /// What each folder's page lists.
    pub folders: BTreeMap<String, Listing>,
    /// Each tag by its address, with what its page lists.
    pub tags: BTreeMap<Address, (TagEntry, Vec<Group>)>,
    /// The address of every tag that a note bears, and of those above it: many notes bear one tag.
    tag_pages: HashMap<String, Address>,
    /// How the answers in each folder and below stand, of notes that keep checks.
    pub tallies: BTreeMap<String, Tally>,
    /// The page of checks with its address, where anybody has checked anything.
    pub checks: Option<(Address, ChecksListing)>,
}

/// Beyond this many notes home lists folders only: a page of ten thousand lines helps nobody.
const HOME: usize = 400;

/// Where the page of all tags is.
pub fn tags_address() -> Address {
    Address::new("tags/")
}

/// The title of a folder: its own page's, else its name.
pub fn folder_title(path: &str, tree: &Tree, notes: &[Readied]) -> String {
    match tree.get(path).and_then(|folder| folder.own) {
        Some(own) if notes[own].note.study.title_heading.is_some() || notes[own].note.study.front.title.is_some() => {
            notes[own].note.study.title.clone()
        }
        _ => path.rsplit('/').next().unwrap_or(path).to_owned(),
    }
}

impl Lists {
    /// A note's tags with the addresses of their pages, each once.
    pub fn tag_links(&self, note: &Readied, options: &Options) -> Vec<TagLink> {
        let mut links: Vec<TagLink> = Vec::new();
        for tag in &note.note.study.front.tags {
            let url = options.url.link(&self.tag_pages[tag]);
            if !links.iter().any(|link| link.url == url) {
                links.push(TagLink { name: tag.clone(), url });
            }
        }
        links
    }

    /// Lists the folders and tags of a site.
    pub fn new(notes: &[Readied], tree: &Tree, folders: &BTreeMap<String, Address>, options: &Options) -> Self {
        let tallies = tallies(notes, tree);
        let entries = notes.par_iter().map(|note| Arc::new(entry(note, options))).collect();
        let lister = Lister { notes, tree, folders, options, tallies: &tallies, entries };
        let listings = tree.keys().map(|path| (path.clone(), lister.listing(path))).collect();
        let tag_pages = tag_pages(notes);
        Self { folders: listings, tags: lister.tags(&tag_pages), tag_pages, tallies, checks: None }
    }
}

/// How the answers in each folder and below stand. Notes that keep no checks are not counted: nobody means to check them.
fn tallies(notes: &[Readied], tree: &Tree) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = tree.keys().map(|path| (path.clone(), Tally::default())).collect();
    for note in notes.iter().filter(|note| note.standings.are_kept()) {
        let tally = note.standings.all();
        let mut folder = note.note.study.source.path.folder();
        loop {
            *tallies.entry(folder.to_owned()).or_default() += tally;
            match folder.rsplit_once('/') {
                Some((parent, _)) => folder = parent,
                None if folder.is_empty() => break,
                None => folder = "",
            }
        }
    }
    tallies
}

/// Whoever bears `sql/joins` bears `sql`.
fn with_those_above(tag: &str) -> impl Iterator<Item = &str> {
    tag.match_indices('/').map(|(at, _)| at).chain([tag.len()]).map(|end| &tag[..end])
}

fn tag_pages(notes: &[Readied]) -> HashMap<String, Address> {
    let mut pages = HashMap::new();
    for tag in notes.iter().flat_map(|note| &note.note.study.front.tags).flat_map(|tag| with_those_above(tag)) {
        if !pages.contains_key(tag) {
            pages.insert(tag.to_owned(), place::tag(tag));
        }
    }
    pages
}

fn entry(note: &Readied, options: &Options) -> NoteEntry {
    let study = &note.note.study;
    NoteEntry {
        title: study.title.clone(),
        url: options.url.link(&note.address),
        draft: note.note.draft,
        marks: note.standings.are_kept(),
        questions: study.questions.len(),
        tally: note.standings.all(),
        description: study.front.description.clone().unwrap_or_default(),
    }
}

struct Lister<'a> {
    notes: &'a [Readied],
    tree: &'a Tree,
    folders: &'a BTreeMap<String, Address>,
    options: &'a Options,
    tallies: &'a BTreeMap<String, Tally>,
    /// A line for each note, which several lists have.
    entries: Vec<Arc<NoteEntry>>,
}

impl Lister<'_> {
    fn listing(&self, path: &str) -> Listing {
        let folder = &self.tree[path];
        let home = path.is_empty();
        let spread = home && folder.all_notes <= HOME;
        let mut groups = Vec::new();
        let own: Vec<Arc<NoteEntry>> = folder.notes.iter().map(|&at| self.note(at)).collect();
        let shut: Vec<FolderEntry> =
            if spread { Vec::new() } else { folder.folders.iter().map(|it| self.folder(it)).collect() };
        if !own.is_empty() || !shut.is_empty() {
            let questions = folder.notes.iter().map(|&at| self.notes[at].note.study.questions.len()).sum();
            let tally = self.tally_of(&folder.notes);
            groups.push(Group { title: String::new(), url: None, questions, tally, notes: own, folders: shut });
        }
        if spread {
            groups.extend(folder.folders.iter().map(|it| self.group(it)));
        }
        let drafts = if home { self.notes.iter().filter(|it| it.note.draft).count() } else { 0 };
        Listing { groups, drafts, linked_from: Vec::new() }
    }

    /// A folder as a heading with its notes; what lies deeper is a line each.
    fn group(&self, path: &str) -> Group {
        let folder = &self.tree[path];
        Group {
            title: folder_title(path, self.tree, self.notes),
            url: Some(self.options.url.link(&self.folders[path])),
            questions: folder.all_questions,
            tally: self.tallies[path],
            notes: folder.notes.iter().map(|&at| self.note(at)).collect(),
            folders: folder.folders.iter().map(|it| self.folder(it)).collect(),
        }
    }

    fn folder(&self, path: &str) -> FolderEntry {
        let folder = &self.tree[path];
        FolderEntry {
            title: folder_title(path, self.tree, self.notes),
            url: self.options.url.link(&self.folders[path]),
            questions: folder.all_questions,
            tally: self.tallies[path],
            notes: folder.all_notes,
        }
    }

    fn tally_of(&self, notes: &[usize]) -> Tally {
        let mut tally = Tally::default();
        for standings in notes.iter().map(|&at| &self.notes[at].standings).filter(|it| it.are_kept()) {
            tally += standings.all();
        }
        tally
    }

    fn note(&self, at: usize) -> Arc<NoteEntry> {
        self.entries[at].clone()
    }

    fn tags(&self, pages: &HashMap<String, Address>) -> BTreeMap<Address, (TagEntry, Vec<Group>)> {
        let mut bearers: BTreeMap<&Address, (String, Vec<usize>)> = BTreeMap::new();
        for (at, note) in self.notes.iter().enumerate() {
            let tags = note.note.study.front.tags.iter().flat_map(|tag| with_those_above(tag));
            for (tag, page) in tags.map(|tag| (tag, &pages[tag])).filter(|(_, page)| **page != tags_address()) {
                let (_, notes) = bearers.entry(page).or_insert_with(|| (tag.to_owned(), Vec::new()));
                if notes.last() != Some(&at) {
                    notes.push(at);
                }
            }
        }
        bearers.into_iter().map(|(address, (name, notes))| (address.clone(), self.tag(address, name, &notes))).collect()
    }

    fn tag(&self, address: &Address, name: String, notes: &[usize]) -> (TagEntry, Vec<Group>) {
        let mut by_folder: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &at in notes {
            by_folder.entry(self.notes[at].note.study.source.path.folder()).or_default().push(at);
        }
        let questions = |notes: &[usize]| notes.iter().map(|&at| self.notes[at].note.study.questions.len()).sum();
        let mut groups: Vec<Group> = by_folder
            .into_iter()
            .map(|(folder, notes)| Group {
                title: folder_title(folder, self.tree, self.notes),
                url: (!folder.is_empty()).then(|| self.options.url.link(&self.folders[folder])),
                questions: questions(&notes),
                tally: self.tally_of(&notes),
                notes: notes.iter().map(|&at| self.note(at)).collect(),
                folders: Vec::new(),
            })
            .collect();
        groups.sort_by(|a, b| natural(&a.title, &b.title));
        let entry =
            TagEntry { name, url: self.options.url.link(address), notes: notes.len(), questions: questions(notes) };
        (entry, groups)
    }
}
