//! The input folder, read once and then kept true: after a change only what changed is read again.
//!
//! A change of plain files is applied file by file. Whatever is harder (folders that come, go or move, `.gitignore`s,
//! links, lost events) takes a walk that looks at every stat and reads what differs: 10,000 files take about 30 ms.

use super::list::{self, Listed, Listing, Rules, Stat, walk};
use super::read;
use crate::address::SourcePath;
use crate::digest::Digest;
use crate::source::{self, Attachment, Source, Sources, Text};
use crate::world::changes::Changes;
use crate::world::error::{WorldError, cause, failed};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// A folder of notes.
#[derive(Debug)]
pub struct InputFolder {
    root: PathBuf,
    site: PathBuf,
    without: Vec<PathBuf>,
    rules: Rules,
    stats: BTreeMap<SourcePath, Stat>,
    /// What [`Self::list`] found and nobody has read yet.
    listed: Option<BTreeMap<SourcePath, Listed>>,
    folders: BTreeSet<PathBuf>,
    has_links: bool,
    sources: Sources,
    /// Whether the notes or attachments have changed since somebody last asked.
    is_other: bool,
}

/// As many files are read one after another, so that the texts of their notes share a sheet.
const TOGETHER: usize = 256;

/// Where notes that are read at once have more bytes, they are held packed: some sixteen thousand long ones. Before that it
/// would cost more time than it saves memory that anybody misses.
const MUCH: u64 = 128 << 20;

/// What reading one file gave.
enum Reading {
    Note(Source),
    Attachment(Attachment),
    Gone,
    Failed(io::Error),
}

impl Reading {
    fn text(&mut self) -> Option<&mut Text> {
        match self {
            Self::Note(note) => Some(&mut note.text),
            _ => None,
        }
    }
}

impl InputFolder {
    /// A folder, not yet read; call [`Self::walk`]. `site` is the folder of `recto.toml`, or the same folder; `without`
    /// are absolute paths that are never read.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn open(root: &Path, site: &Path, without: Vec<PathBuf>) -> Result<Self, WorldError> {
        let root = fs::canonicalize(root).map_err(failed("cannot read", root))?;
        let site = fs::canonicalize(site).map_err(failed("cannot read", site))?;
        let rules = Rules::new(&root, &site, without.clone());
        Ok(Self {
            root,
            site,
            without,
            rules,
            stats: BTreeMap::new(),
            listed: None,
            folders: BTreeSet::new(),
            has_links: false,
            sources: Sources::default(),
            is_other: false,
        })
    }

    /// The folder's own path, canonical.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The picture as of the last walk and the changes since.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Whether a file is there, read or only looked at, or whether something was found about it.
    pub fn knows(&self, path: &SourcePath) -> bool {
        let Sources { notes, attachments, findings } = &self.sources;
        let is_listed = || self.listed.as_ref().is_some_and(|listed| listed.contains_key(path));
        notes.contains_key(path) || attachments.contains_key(path) || findings.contains_key(path) || is_listed()
    }

    /// The folders directly below the top that are read.
    pub fn top_folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(PathBuf::as_path).filter(|folder| folder.parent() == Some(self.root.as_path()))
    }

    /// What a watcher need not tell: paths that are never read, whatever any `.gitignore` says.
    pub fn surely_excluded(&self) -> impl Fn(&Path) -> bool + Send + use<> {
        self.rules.surely_excluded()
    }

    /// Looks at every file and reads none; [`Self::walk`] goes on from there.
    ///
    /// Gives a digest of all that was seen: while it is the same, so is every file. `None` when that cannot be told, because
    /// a file has changed so lately that it could change again unseen.
    pub fn list(&mut self) -> Option<Digest> {
        self.rules = Rules::new(&self.root, &self.site, self.without.clone());
        let Listing { files, findings, folders, has_links } = walk(&self.root, &mut self.rules);
        (self.folders, self.has_links) = (folders, has_links);
        self.sources.findings = findings;
        let now = SystemTime::now();
        let settled = !files.values().any(|it| it.stat.is_fresh(now));
        let seen: Vec<(&SourcePath, &Stat)> = files.iter().map(|(path, it)| (path, &it.stat)).collect();
        let digest = Digest::of(&(&seen, &self.sources.findings));
        self.listed = Some(files);
        settled.then_some(digest)
    }

    /// Looks at every file and reads those that are new or have changed.
    pub fn walk(&mut self) {
        if self.listed.is_none() {
            self.list();
        }
        let files = self.listed.take().unwrap_or_default();
        let before = self.sources.notes.len() + self.sources.attachments.len();
        self.sources.notes.retain(|path, _| files.contains_key(path));
        self.sources.attachments.retain(|path, _| files.contains_key(path));
        self.is_other |= before != self.sources.notes.len() + self.sources.attachments.len();
        self.stats.retain(|path, _| files.contains_key(path));
        let changed = files.into_iter().filter(|(path, listed)| self.stats.get(path) != Some(&listed.stat)).collect();
        self.read(changed);
        // A map that grew in order is half empty; one that is made of what is in order is full.
        self.stats = mem::take(&mut self.stats).into_iter().collect();
        self.sources.notes = mem::take(&mut self.sources.notes).into_iter().collect();
    }

    /// Brings the picture up to date with changes that somebody noticed; whether it is another picture now.
    pub fn apply(&mut self, changes: &Changes) -> bool {
        let findings = self.sources.findings.clone();
        self.is_other = false;
        if changes.everything {
            self.walk();
        } else {
            let excluded = self.surely_excluded();
            let named = changes.paths.iter().filter(|path| path.starts_with(&self.root) && !excluded(path));
            self.named(&named.collect::<Vec<_>>());
        }
        self.is_other || findings != self.sources.findings
    }

    fn named(&mut self, paths: &[&PathBuf]) {
        let mut files = Vec::new();
        for path in paths {
            match self.plain(path) {
                Some(Some(file)) => files.push(file),
                Some(None) => {}
                None => {
                    // A stat may not have moved although an event says that the file did.
                    for path in paths {
                        self.stats.remove(&list::at(&self.root, path));
                    }
                    return self.walk();
                }
            }
        }
        self.read(files);
    }

    /// A changed path as a file to read again; `Some(None)` when it concerns nobody, `None` when it takes a walk.
    fn plain(&mut self, path: &Path) -> Option<Option<(SourcePath, Listed)>> {
        let source = list::at(&self.root, path);
        let parent_is_known = path.parent().is_some_and(|parent| self.folders.contains(parent));
        if self.has_links || !parent_is_known || self.folders.contains(path) || path.ends_with(".gitignore") {
            return None;
        }
        match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_file() && path.to_str().is_some() => {
                let stat = Stat::of(&metadata);
                let wanted = !self.rules.exclude(path, false);
                Some(wanted.then(|| (source, Listed { path: path.to_owned(), stat })))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.forget(&source);
                Some(None)
            }
            _ => None,
        }
    }

    fn forget(&mut self, path: &SourcePath) {
        self.stats.remove(path);
        self.is_other |= self.sources.notes.remove(path).is_some() || self.sources.attachments.remove(path).is_some();
        self.sources.findings.remove(path);
    }

    fn read(&mut self, files: Vec<(SourcePath, Listed)>) {
        let now = SystemTime::now();
        let notes = files.iter().filter(|(path, _)| path.is_note());
        let is_much = notes.map(|(_, listed)| listed.stat.length()).sum::<u64>() > MUCH;
        // So few that every thread has some.
        let together = (files.len() / (8 * rayon::current_num_threads())).clamp(1, TOGETHER);
        let read = files.par_chunks(together).flat_map_iter(|files| {
            let mut read: Vec<Reading> = files.iter().map(|(path, listed)| reading(&listed.path, path)).collect();
            let texts = read.iter_mut().filter_map(Reading::text);
            if is_much {
                source::pack(texts)
            } else {
                source::bind(texts)
            }
            files.iter().zip(read).map(|((path, listed), reading)| (path.clone(), listed.stat, reading))
        });
        let read: Vec<(SourcePath, Stat, Reading)> = read.collect();
        for (path, stat, reading) in read {
            // A stat that cannot be trusted, or that led to nothing, is not kept: the next walk reads the file again.
            let again = stat.is_fresh(now) || matches!(reading, Reading::Failed(_));
            self.take(&path, reading);
            if again {
                self.stats.remove(&path);
            } else {
                self.stats.insert(path, stat);
            }
        }
    }

    /// Puts a reading into the picture. What reads the same keeps its `Arc`; what cannot be read any more is reported
    /// and keeps its last good text, so that the preview stays whole.
    fn take(&mut self, path: &SourcePath, reading: Reading) {
        self.sources.findings.remove(path);
        match reading {
            Reading::Note(note) => {
                let last = self.sources.notes.get(path);
                if last.is_none_or(|last| last.digest != note.digest || last.findings != note.findings) {
                    self.sources.notes.insert(path.clone(), Arc::new(note));
                    self.is_other = true;
                }
            }
            Reading::Attachment(file) => {
                if self.sources.attachments.get(path).is_none_or(|last| **last != file) {
                    self.sources.attachments.insert(path.clone(), Arc::new(file));
                    self.is_other = true;
                }
            }
            Reading::Gone => self.forget(path),
            Reading::Failed(error) => {
                let finding = list::unreadable(path, "this file cannot be read", &cause(&error));
                self.sources.findings.insert(path.clone(), finding);
            }
        }
    }
}

fn reading(path: &Path, at: &SourcePath) -> Reading {
    let read = if at.is_note() {
        read::note(path, at).map(Reading::Note)
    } else {
        read::attachment(path, at).map(Reading::Attachment)
    };
    read.unwrap_or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => Reading::Gone,
        _ => Reading::Failed(error),
    })
}
