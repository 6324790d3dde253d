//! What the templates of listing pages are handed: home and folders, tags, checks. Part of the theme contract.

use super::context::{Backlink, CheckInfo, Link, NoteInfo, Segment};
use crate::digest::Digest;
use crate::publish::Published;
use crate::standing::{Standings, Tally};
use serde::Serialize;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// `home.html` and `folder.html`.
#[derive(Debug, Serialize)]
pub struct IndexPage<'a> {
    /// The folder.
    pub folder: Link,
    /// The note that is its page, where it has one.
    pub note: Option<NoteInfo<'a>>,
    /// The state of each of that note's questions, section by section.
    pub ruler: Vec<Vec<&'static str>>,
    /// Its own text.
    pub body: Vec<Segment>,
    /// What lies in it.
    pub groups: &'a [Group],
    /// Drafts that the site shows.
    pub drafts: usize,
    /// The notes that link to the folder's own; none on home, which every note may link to.
    pub linked_from: &'a [Backlink],
}

/// `tag.html`.
#[derive(Debug, Serialize)]
pub struct TagPage<'a> {
    /// The tag.
    pub tag: &'a TagEntry,
    /// What bears it.
    pub groups: &'a [Group],
}

/// `tags.html`.
#[derive(Debug, Serialize)]
pub struct TagsPage<'a> {
    /// Every tag.
    pub tags: &'a [TagEntry],
}

/// A tag with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TagEntry {
    /// Without `#`.
    pub name: String,
    /// The address of its page.
    pub url: String,
    /// Notes that bear it.
    pub notes: usize,
    /// Questions in them.
    pub questions: usize,
}

/// A heading of an index with the notes and folders under it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Group {
    /// The folder's title; empty for what lies at the top.
    pub title: String,
    /// The folder's page.
    pub url: Option<String>,
    /// Questions in it.
    pub questions: usize,
    /// How its answers stand, of notes that keep checks.
    pub tally: Tally,
    /// Its notes.
    pub notes: Vec<Arc<NoteEntry>>,
    /// Its folders.
    pub folders: Vec<FolderEntry>,
}

/// A note in an index.
#[derive(Clone, Debug, Serialize)]
pub struct NoteEntry {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Whether nobody has checked it yet.
    pub draft: bool,
    /// Whether it keeps checks.
    pub marks: bool,
    /// Its questions.
    pub questions: usize,
    /// How its answers stand.
    pub tally: Tally,
    /// One sentence; may be empty.
    pub description: String,
    /// Of all this: a note stands in many lists, and each of them is hashed.
    #[serde(skip)]
    digest: Digest,
}

impl NoteEntry {
    /// The line of a note, whose page is at `url`.
    pub fn new(note: &Published, standings: &Standings, url: String) -> Self {
        let (study, draft, tally) = (&note.study, note.draft, standings.all());
        let (marks, questions) = (standings.are_kept(), study.questions.len());
        let (title, description) = (study.title.clone(), study.front.description.clone().unwrap_or_default());
        let digest = Digest::of(&(&title, &url, draft, marks, questions, tally, &description));
        Self { title, url, draft, marks, questions, tally, description, digest }
    }
}

impl PartialEq for NoteEntry {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl Eq for NoteEntry {}

impl Hash for NoteEntry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

/// A folder in an index.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FolderEntry {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Questions in it.
    pub questions: usize,
    /// How its answers stand, of notes that keep checks.
    pub tally: Tally,
    /// Notes in it.
    pub notes: usize,
}

/// `checks.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ChecksListing {
    /// All notes that keep checks together.
    pub tally: Tally,
    /// Notes that ask something and keep no checks.
    pub without: usize,
    /// Whoever has checked something that still stands.
    pub checkers: Vec<Checker>,
    /// The notes that keep checks, by folder.
    pub groups: Vec<ChecksGroup>,
}

/// Somebody who checks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Checker {
    /// Their name; may be empty.
    pub name: String,
    /// Answers that they checked.
    pub checked: usize,
    /// Answers that they dispute.
    pub disputed: usize,
}

/// A folder on the page of checks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ChecksGroup {
    /// Its title; empty for the top.
    pub title: String,
    /// Its page.
    pub url: Option<String>,
    /// How the answers of its own notes stand.
    pub tally: Tally,
    /// Its notes.
    pub notes: Vec<ChecksNote>,
}

/// A note on the page of checks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ChecksNote {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Whether it is a draft.
    pub draft: bool,
    /// How its answers stand.
    pub tally: Tally,
    /// The answers that are disputed or have changed since they were checked.
    pub open: Vec<ChecksQuestion>,
}

/// An answer that wants looking at.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ChecksQuestion {
    /// The question's words.
    pub text: String,
    /// Its address.
    pub url: String,
    /// `disputed` or `changed`.
    pub state: &'static str,
    /// The last check.
    pub check: Option<CheckInfo>,
}
