//! Keeps the ledger on the disk: whoever changes it, one after another, and the file is always whole, old or new.

use super::disk::place;
use super::error::{WorldError, failed};
use crate::address::SourcePath;
use crate::diagnostic::Diagnostic;
use crate::ledger::{self, Ledger, Slot};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Writes one ledger, and nothing else.
#[derive(Debug)]
pub struct Clerk {
    path: PathBuf,
    /// Threads of this process take turns here, processes by the lock on the folder.
    turn: Mutex<()>,
}

/// Why the ledger was not written.
#[derive(Debug)]
pub enum Refused {
    /// Something in it is not understood and would be lost.
    Broken(Box<Diagnostic>),
    /// The machine refused.
    World(WorldError),
}

impl From<WorldError> for Refused {
    fn from(error: WorldError) -> Self {
        Self::World(error)
    }
}

impl Clerk {
    /// Of the ledger at a path, which need not be there yet.
    pub fn new(path: PathBuf) -> Self {
        Self { path, turn: Mutex::new(()) }
    }

    /// Reads the ledger as it is now, changes it and writes it. Somebody else's changes since it was last read stay, because
    /// it is read anew; a symbolic link stays one.
    ///
    /// # Errors
    /// When the ledger is broken, or cannot be read or written; then it is as it was.
    pub fn change(&self, slots: Vec<Slot>, change: impl FnOnce(&mut Ledger)) -> Result<Ledger, Refused> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let path = place::canonical(&self.path)?;
        let folder = path.parent().unwrap_or(Path::new("/"));
        // The folder is what is locked: a file for that purpose would be a second file that we write. Where folders cannot
        // be locked only threads of one process take turns.
        let lock = File::open(folder).and_then(|folder| folder.lock().map(|()| folder));
        let name = SourcePath::new(path.file_name().unwrap_or_default().to_string_lossy());
        let mut ledger = match place::text(&path, &name)? {
            Some(source) => {
                let read = ledger::read(&Arc::new(source));
                if read.value.is_broken() {
                    let first = read.findings.into_iter().next();
                    return Err(Refused::Broken(Box::new(first.expect("invariant: what is broken was reported"))));
                }
                read.value
            }
            None => Ledger::default(),
        };
        change(&mut ledger);
        // Only one process is here, so the draft of one that was killed is written over; without a lock each has its own.
        let draft = if lock.is_ok() { String::new() } else { format!(".{}", std::process::id()) };
        save(&path, &draft, &ledger::write(&ledger, slots))?;
        drop(lock);
        Ok(ledger)
    }
}

/// Writes a file so that whoever reads it, and whatever is killed, it is the old one or the new one as a whole.
fn save(path: &Path, draft: &str, text: &str) -> Result<(), WorldError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = path.with_file_name(format!(".{name}{draft}.new"));
    let old = fs::metadata(path).ok().map(|old| old.permissions());
    // Putting a file in its place would not ask.
    if old.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(WorldError::new("will not write", path, "it is read-only"));
    }
    let written = File::create(&draft).and_then(|mut file| {
        if let Some(old) = old {
            file.set_permissions(old)?;
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let saved = written.and_then(|()| fs::rename(&draft, path));
    saved.map_err(|error| {
        drop(fs::remove_file(&draft));
        failed("cannot write", path)(error)
    })
}
