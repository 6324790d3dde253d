//! The writer: files come from many threads, each is staged if it differs, and all go to their places at the end.
//!
//! Steps: claim the folder (finishing an interrupted run); stage what changed; list the union of old and new files, so
//! that nothing of ours is ever foreign; commit the journal; move, delete, put the new list in place. After a kill of the
//! process between any two of these every file is whole. Against a failing machine nothing is promised: syncing 10,000
//! files takes longer than writing them again.

use super::claim::{Claim, Mode, claim};
use super::fault::Fault;
use super::journal::{self, Journal, NEXT};
use super::manifest::{self, Entry, Manifest};
use super::paths;
use crate::address::Address;
use crate::digest::Digest;
use crate::file::{Content, File};
use crate::world::error::{WorldError, failed};
use crate::world::names::MANIFEST;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

/// What a run did to the output folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were as they are.
    pub unchanged: usize,
    /// Files that are no longer of the site.
    pub removed: usize,
    /// Bytes of the whole site.
    pub bytes: u64,
    /// Of the list of its files.
    pub list: Digest,
}

/// Writes one site into one folder, once.
#[derive(Debug)]
pub struct Writer {
    claim: Claim,
    input: PathBuf,
    maker: String,
    fault: Fault,
    next: Mutex<BTreeMap<Arc<str>, Entry>>,
    staged: Mutex<Vec<(u64, Arc<str>)>>,
    names: AtomicU64,
    unchanged: AtomicUsize,
}

impl Writer {
    /// Opens the output folder. `input` is the folder that copied files come from; `maker` tells apart programs that draw
    /// differently (it holds no line break), and keys of another maker are not known.
    ///
    /// # Errors
    /// When the folder is not ours to write into, or the disk refuses.
    pub fn open(folder: &Path, mode: Mode, input: &Path, maker: &str) -> Result<Self, WorldError> {
        Self::open_with(folder, mode, input, maker, Fault::never())
    }

    /// [`Self::open`], to be stopped by a test.
    ///
    /// # Errors
    /// Those of `open`, and where the test stops it.
    pub fn open_with(folder: &Path, mode: Mode, input: &Path, maker: &str, fault: Fault) -> Result<Self, WorldError> {
        let claim = claim(folder, mode, maker, &fault)?;
        Ok(Self {
            claim,
            input: input.to_owned(),
            maker: maker.to_owned(),
            fault,
            next: Mutex::default(),
            staged: Mutex::default(),
            names: AtomicU64::new(0),
            unchanged: AtomicUsize::new(0),
        })
    }

    /// Whether the site stands there as the run left it whose list had this digest.
    pub fn stands(&self, list: Digest) -> bool {
        let last = &self.claim.last;
        let is_listed = || last.files.par_iter().all(|(path, entry)| self.is_as_listed(path, entry));
        Digest::of_bytes(last.text(&self.maker).as_bytes()) == list && is_listed()
    }

    /// The key by which an address was last drawn, if its file is still there as it was written.
    pub fn previous_key(&self, address: &Address) -> Option<Digest> {
        let path = address.file();
        let entry = self.claim.last.files.get(&*path)?;
        entry.key.filter(|_| self.is_as_listed(&path, entry))
    }

    /// Keeps the file of an address as it is; [`Self::previous_key`] has just said that it is there.
    pub fn keep(&self, address: &Address) {
        let path = address.file();
        if let Some((path, entry)) = self.claim.last.files.get_key_value(&*path) {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            held(&self.next).insert(path.clone(), *entry);
        }
    }

    /// Takes one file of the site, from any thread. `key` is its recipe's; `None` for a file that the next run should draw
    /// again because drawing it had something to report.
    ///
    /// # Errors
    /// When the disk refuses, the path leads outside or is too long, or two files want one path.
    pub fn put(&self, file: File, key: Option<Digest>) -> Result<(), WorldError> {
        let path: Arc<str> = file.address.file().into();
        let to = paths::join(&self.claim.folder, &path)?;
        paths::refuse_links(&self.claim.folder, &path)?;
        let last = self.claim.last.files.get(&path);
        let entry = match file.content {
            Content::Bytes(bytes) => self.bytes(&path, &to, last, &bytes)?,
            Content::Copy(source) => self.copy(&path, &to, last, &self.input.join(source.as_str()))?,
        };
        match held(&self.next).insert(path, Entry { key, ..entry }) {
            None => Ok(()),
            Some(_) => Err(WorldError::new("cannot write", to, "two files of the site want this path")),
        }
    }

    /// Drops all that was staged; the output folder stays as it was.
    pub fn abandon(self) {
        // Where this fails, the next run clears it away.
        drop(paths::remove_all(&self.claim.staging));
    }

    /// Puts everything in its place, and deletes what was listed and is no longer of the site.
    ///
    /// # Errors
    /// When the disk refuses; the next run goes on from there.
    pub fn finish(self) -> Result<Written, WorldError> {
        let next = Manifest { files: self.next.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) };
        let moves = self.staged.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let Claim { folder, staging, last, .. } = &self.claim;
        let deletions = last.files.keys().filter(|path| !next.files.contains_key(*path)).cloned().collect();
        let mut journal = Journal { moves, deletions };
        journal.sort();
        let (text, list) = (next.text(&self.maker), folder.join(MANIFEST));
        let written = Written {
            written: journal.moves.len(),
            unchanged: self.unchanged.into_inner(),
            removed: journal.deletions.len(),
            bytes: next.files.values().map(|entry| entry.length).sum(),
            list: Digest::of_bytes(text.as_bytes()),
        };
        if !journal.moves.is_empty() || !journal.deletions.is_empty() {
            journal::write(&staging.join(NEXT), text.as_bytes(), &self.fault)?;
            drop(text);
            let union = union(last, &next, &journal);
            let union = manifest::text(union.iter().map(|(path, entry)| (*path, entry)), &self.maker);
            let draft = staging.join("union");
            journal::write(&draft, union.as_bytes(), &self.fault)?;
            drop(union);
            journal::rename(&draft, &list, &self.fault)?;
            journal.commit(staging, &self.fault)?;
            journal.apply(staging, folder, &self.fault)?;
        } else if fs::read(&list).ok().as_deref() != Some(text.as_bytes()) {
            let draft = staging.join("manifest.new");
            journal::write(&draft, text.as_bytes(), &self.fault)?;
            journal::rename(&draft, &list, &self.fault)?;
        }
        self.fault.step(staging)?;
        paths::remove_all(staging)?;
        Ok(written)
    }

    fn bytes(&self, path: &Arc<str>, to: &Path, last: Option<&Entry>, bytes: &[u8]) -> Result<Entry, WorldError> {
        let entry = Entry { digest: Some(Digest::of_bytes(bytes)), key: None, length: bytes.len() as u64 };
        if self.is_unchanged(path, to, last, &entry) {
            return Ok(entry);
        }
        let name = self.name();
        journal::write(&self.claim.staging.join(name.to_string()), bytes, &self.fault)?;
        held(&self.staged).push((name, path.clone()));
        Ok(entry)
    }

    /// Copies and hashes in one pass: what is published is what was hashed, even while somebody writes to the source.
    fn copy(&self, path: &Arc<str>, to: &Path, last: Option<&Entry>, from: &Path) -> Result<Entry, WorldError> {
        let name = self.name();
        let staged = self.claim.staging.join(name.to_string());
        self.fault.step(&staged)?;
        let source = fs::File::open(from).map_err(failed("cannot read", from))?;
        let sink = fs::File::create(&staged).map_err(failed("cannot write", &staged))?;
        let (digest, length) =
            Digest::of_reader(Tee { source, sink }).map_err(|error| WorldError::io("cannot copy", from, &error))?;
        let entry = Entry { digest: Some(digest), key: None, length };
        if self.is_unchanged(path, to, last, &entry) {
            fs::remove_file(&staged).map_err(failed("cannot remove", &staged))?;
        } else {
            held(&self.staged).push((name, path.clone()));
        }
        Ok(entry)
    }

    /// Whether the file that stands there is the one that is to stand there: by the list, else by its content.
    fn is_unchanged(&self, path: &str, to: &Path, last: Option<&Entry>, next: &Entry) -> bool {
        let same = match last {
            Some(last) if last.digest.is_some() => {
                last.digest == next.digest && last.length == next.length && self.is_as_listed(path, last)
            }
            _ => {
                let is_as_long = fs::symlink_metadata(to).is_ok_and(|it| it.is_file() && it.len() == next.length);
                let digest = || fs::File::open(to).and_then(Digest::of_reader).ok();
                is_as_long && digest().map(|(digest, _)| digest) == next.digest
            }
        };
        self.unchanged.fetch_add(usize::from(same), Ordering::Relaxed);
        same
    }

    fn is_as_listed(&self, path: &str, entry: &Entry) -> bool {
        let metadata = fs::symlink_metadata(self.claim.folder.join(path));
        entry.digest.is_some() && metadata.is_ok_and(|it| it.is_file() && it.len() == entry.length)
    }

    fn name(&self) -> u64 {
        self.names.fetch_add(1, Ordering::Relaxed)
    }
}

/// The old list and the new one together, for the time in between: whatever lies in the folder is on it, and what is about
/// to change is of unknown content.
fn union<'a>(last: &'a Manifest, next: &'a Manifest, journal: &'a Journal) -> BTreeMap<&'a str, Entry> {
    let files = last.files.iter().chain(&next.files);
    let mut union: BTreeMap<&str, Entry> = files.map(|(path, entry)| (&**path, *entry)).collect();
    for path in journal.moves.iter().map(|(_, path)| path).chain(&journal.deletions) {
        union.insert(path, Entry::default());
    }
    union
}

/// A panic in another thread ends the run anyway; it must not hide its own words behind a second one.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Writes down all that is read.
struct Tee {
    source: fs::File,
    sink: fs::File,
}

impl Read for Tee {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.sink.write_all(&buffer[..read])?;
        Ok(read)
    }
}
