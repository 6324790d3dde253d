//! Whether the output folder is ours to write into, where files are staged, and who else is writing.

use super::fault::Fault;
use super::journal::Journal;
use super::manifest::Manifest;
use super::paths;
use crate::world::error::{WorldError, failed};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// What to do with an output folder that holds files but no list of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Refuse it: they could be anybody's.
    #[default]
    Refuse,
    /// Write among them; files of the same names are replaced, the others stay for ever.
    Adopt,
    /// Remove all of them, once the site is written; but not a `.gitignore` or `.git` at the folder's top.
    Clean,
}

/// An output folder that is ours.
#[derive(Debug)]
pub struct Claim {
    /// The folder, canonical.
    pub folder: PathBuf,
    /// Where files are made ready.
    pub staging: PathBuf,
    /// What lies in the folder that is ours.
    pub last: Manifest,
    /// Held for as long as we write.
    _lock: Option<File>,
}

/// Takes an output folder: makes it where it is missing, finishes what an interrupted run began, reads its list.
///
/// # Errors
/// When the folder is not ours, or another Recto writes to it, or the disk refuses.
pub fn claim(folder: &Path, mode: Mode, maker: &str, fault: &Fault) -> Result<Claim, WorldError> {
    fault.step(folder)?;
    fs::create_dir_all(folder).map_err(failed("cannot make the folder", folder))?;
    let folder = fs::canonicalize(folder).map_err(failed("cannot read", folder))?;
    let lock = lock(&folder)?;
    for staging in stagings(&folder) {
        if staging.is_dir() {
            if let Some(journal) = Journal::read(&staging)? {
                journal.apply(&staging, &folder, fault)?;
            }
            fault.step(&staging)?;
            paths::remove_all(&staging)?;
        }
    }
    let listed = match Manifest::read(&folder, maker) {
        Ok(listed) => listed,
        Err(_) if mode != Mode::Refuse => None,
        Err(error) => return Err(error),
    };
    let mut last = listed.clone().unwrap_or_default();
    if mode == Mode::Clean || (mode == Mode::Refuse && listed.is_none()) {
        let foreign = paths::foreign(&folder)?;
        if mode == Mode::Refuse && !foreign.is_empty() {
            return Err(refused(&folder, &foreign));
        }
        // They count as ours, of unknown content; those that the site does not write are deleted at its end.
        for path in foreign {
            last.files.entry(path.into()).or_default();
        }
    }
    let staging = make_staging(&folder, fault)?;
    Ok(Claim { folder, staging, last, _lock: lock })
}

fn refused(folder: &Path, foreign: &[String]) -> WorldError {
    let count = match foreign.len() {
        1 => "1 file".to_owned(),
        n => format!("{n} files"),
    };
    let cause = format!(
        "it holds {count} that Recto did not write (such as {}); name another folder with --out, or give --adopt to write \
         among them, or --clean to remove them",
        foreign[0]
    );
    WorldError::new("will not write into", folder, cause)
}

/// Beside the output, so that no torn file ever lies in it; or in it, where its parent cannot be written to or is another
/// file system (a mounted folder), since only within one does a rename replace a file whole.
fn stagings(folder: &Path) -> Vec<PathBuf> {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = folder.parent().map(|parent| parent.join(format!(".{name}.recto-staging")));
    beside.into_iter().chain([folder.join(".recto-staging")]).collect()
}

fn make_staging(folder: &Path, fault: &Fault) -> Result<PathBuf, WorldError> {
    let places = stagings(folder);
    let mut refused = None;
    for place in &places {
        fault.step(place)?;
        match fs::create_dir(place) {
            Ok(()) if is_same_disk(place, folder) => return Ok(place.clone()),
            Ok(()) => paths::remove_all(place)?,
            Err(error) => refused = Some(failed("cannot make the folder", place)(error)),
        }
    }
    Err(refused
        .unwrap_or_else(|| WorldError::new("cannot write to", folder, "no folder can be made in it or beside it")))
}

#[cfg(unix)]
fn is_same_disk(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let disk = |path: &Path| fs::metadata(path).map(|it| it.dev()).ok();
    disk(a) == disk(b)
}

#[cfg(not(unix))]
fn is_same_disk(_: &Path, _: &Path) -> bool {
    true
}

/// Two builds into one folder would tear each other's staging apart. A system that cannot lock a folder does without.
fn lock(folder: &Path) -> Result<Option<File>, WorldError> {
    let Ok(file) = File::open(folder) else { return Ok(None) };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            Err(WorldError::new("cannot write into", folder, "another recto is writing into it just now"))
        }
        Err(TryLockError::Error(_)) => Ok(None),
    }
}
