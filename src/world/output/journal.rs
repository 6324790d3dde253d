//! What is about to happen to the output folder, written down whole before any of it does, so that the next run can
//! finish it: assets first, pages next, deletions last, then the new list of files.

use super::fault::Fault;
use super::paths::{self, is_below};
use crate::address::{decode, encode};
use crate::world::error::{WorldError, failed};
use crate::world::names::MANIFEST;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The first and the last line: a journal without its last is none.
const OPENS: &str = "recto-journal-1";
const CLOSES: &str = "end";

/// The journal's name in the staging folder, and that of the list of files that becomes the output's.
const JOURNAL: &str = "journal";
pub const NEXT: &str = "manifest";

/// The steps of one run, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// The name of a staged file, which is a number, and the path it goes to.
    pub moves: Vec<(u64, Arc<str>)>,
    /// Paths to delete.
    pub deletions: Vec<Arc<str>>,
}

impl Journal {
    /// Puts the steps into their order. A page must not stand before what it names, nor after it: assets come before pages,
    /// pages go before assets.
    pub fn sort(&mut self) {
        self.moves.sort_by(|a, b| (a.1.ends_with(".html"), &a.1).cmp(&(b.1.ends_with(".html"), &b.1)));
        self.deletions.sort_by(|a, b| (!a.ends_with(".html"), a).cmp(&(!b.ends_with(".html"), b)));
    }

    /// Writes the journal into the staging folder, where the next list of files lies already; from here on the run is as
    /// good as done.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn commit(&self, staging: &Path, fault: &Fault) -> Result<(), WorldError> {
        let mut text = format!("{OPENS}\n");
        for (staged, path) in &self.moves {
            text.push_str(&format!("move {staged} {}\n", encode(path)));
        }
        for path in &self.deletions {
            text.push_str(&format!("delete {}\n", encode(path)));
        }
        text.push_str(CLOSES);
        let draft = staging.join("journal.new");
        write(&draft, text.as_bytes(), fault)?;
        rename(&draft, &staging.join(JOURNAL), fault)
    }

    /// Reads the journal of an interrupted run; `None` when that run changed nothing yet.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn read(staging: &Path) -> Result<Option<Self>, WorldError> {
        let path = staging.join(JOURNAL);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Self::parse(&text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed("cannot read", &path)(error)),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_prefix(OPENS)?.strip_suffix(CLOSES)?.lines().filter(|line| !line.is_empty());
        let mut journal = Self::default();
        lines.try_for_each(|line| {
            let mut fields = line.split(' ');
            match (fields.next()?, fields.next()?, fields.next()) {
                ("move", staged, Some(path)) => journal.moves.push((staged.parse().ok()?, decode(path).into())),
                ("delete", path, None) => journal.deletions.push(decode(path).into()),
                _ => return None,
            }
            Some(())
        })?;
        let mut all = journal.moves.iter().map(|(_, path)| path).chain(&journal.deletions);
        all.all(|path| is_below(path)).then_some(journal)
    }

    /// Does what is written down; doing it again after an interruption ends in the same state.
    ///
    /// # Errors
    /// What the operating system says; the journal stays, and the next run tries again.
    pub fn apply(&self, staging: &Path, folder: &Path, fault: &Fault) -> Result<(), WorldError> {
        let ours: BTreeSet<&str> = self.deletions.iter().map(|path| &**path).collect();
        for (staged, path) in &self.moves {
            let (from, to) = (staging.join(staged.to_string()), paths::join(folder, path)?);
            if !paths::is_file(&from) {
                continue; // It was moved before the interruption.
            }
            make_room(folder, path, &ours, fault)?;
            rename(&from, &to, fault)?;
        }
        let moves = self.moves.iter().filter(|_| !self.deletions.is_empty());
        let folded: BTreeSet<String> = moves.map(|(_, path)| path.to_lowercase()).collect();
        for path in &self.deletions {
            if !(folded.contains(&path.to_lowercase()) && is_same(folder, path, &self.moves)) {
                delete(folder, path, fault)?;
            }
        }
        let next = staging.join(NEXT);
        if paths::is_file(&next) {
            rename(&next, &folder.join(MANIFEST), fault)?;
        }
        Ok(())
    }
}

/// Makes the folders above a path, and clears the path itself. A file of ours that stands where a folder must be (or the
/// other way round) cannot wait for the deletions at the end: the two cannot both be there.
fn make_room(folder: &Path, path: &str, ours: &BTreeSet<&str>, fault: &Fault) -> Result<(), WorldError> {
    paths::refuse_links(folder, path)?;
    let to = folder.join(path);
    for (slash, _) in path.match_indices('/') {
        if ours.contains(&path[..slash]) {
            delete(folder, &path[..slash], fault)?;
        }
    }
    if to.is_dir() && !to.is_symlink() {
        let below = format!("{path}/");
        for old in ours.iter().filter(|old| old.starts_with(&below)) {
            delete(folder, old, fault)?;
        }
    }
    let parent = to.parent().unwrap_or(folder);
    if !parent.is_dir() {
        fault.step(parent)?;
        fs::create_dir_all(parent).map_err(failed("cannot make the folder", parent))?;
    }
    Ok(())
}

/// Deletes a listed file, if it is still there, and the folders that this leaves empty.
fn delete(folder: &Path, path: &str, fault: &Fault) -> Result<(), WorldError> {
    let file = paths::join(folder, path)?;
    paths::refuse_links(folder, path)?;
    fault.step(&file)?;
    match fs::remove_file(&file) {
        Ok(()) => paths::prune(folder, &file),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
        // What was a file of ours is a folder now, and so nothing of ours.
        Err(_) if file.is_dir() => {}
        Err(error) => return Err(failed("cannot delete", &file)(error)),
    }
    Ok(())
}

/// Whether a path to delete is, on a disk that folds case, one that was just written under another spelling.
fn is_same(folder: &Path, path: &str, moves: &[(u64, Arc<str>)]) -> bool {
    let folded = path.to_lowercase();
    let twins = moves.iter().filter(|(_, moved)| moved.to_lowercase() == folded);
    let real = |path: &str| fs::canonicalize(folder.join(path)).ok();
    real(path).is_some_and(|here| twins.into_iter().any(|(_, moved)| real(moved).as_ref() == Some(&here)))
}

/// Writes a file of the staging folder.
///
/// # Errors
/// What the operating system says.
pub fn write(path: &Path, bytes: &[u8], fault: &Fault) -> Result<(), WorldError> {
    fault.step(path)?;
    fs::write(path, bytes).map_err(failed("cannot write", path))
}

/// Moves a file to its place, over whatever file is there.
///
/// # Errors
/// What the operating system says.
pub fn rename(from: &Path, to: &Path, fault: &Fault) -> Result<(), WorldError> {
    fault.step(to)?;
    fs::rename(from, to).map_err(failed("cannot write", to))
}
