//! The watcher: events of the file system, gathered until they have settled.

use super::changes::Changes;
use super::error::WorldError;
use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// So long nothing must happen for a batch to be whole: editors write in several steps.
const SETTLE: Duration = Duration::from_millis(10);

/// So long a batch may grow before it is handed on all the same.
const LONGEST: Duration = Duration::from_millis(100);

/// So long a file that is suddenly gone or empty may take to come back: many programs save by emptying or replacing.
const HALF_SAVED: Duration = Duration::from_millis(40);

/// How far down a folder is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What lies directly in it.
    Shallow,
    /// Everything below it.
    Deep,
}

/// A watcher of some folders.
pub struct Watch {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    followed: BTreeMap<PathBuf, Depth>,
    skip: Box<dyn Fn(&Path) -> bool + Send>,
}

impl Watch {
    /// A watcher that follows nothing yet and never tells of the paths that `skip` names.
    ///
    /// # Errors
    /// When the system has none to give.
    pub fn new(skip: impl Fn(&Path) -> bool + Send + 'static) -> Result<Self, WorldError> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(|error| cannot_watch(Path::new("files"), &error))?;
        Ok(Self { watcher, events, followed: BTreeMap::new(), skip: Box::new(skip) })
    }

    /// Follows exactly these folders from now on; whether any of them is new, in which case something may have happened in
    /// it before. A folder that is not there is passed over.
    ///
    /// # Errors
    /// When a folder that is there cannot be watched: most often because the system's limit is reached.
    pub fn follow(&mut self, wanted: &BTreeMap<PathBuf, Depth>) -> Result<bool, WorldError> {
        let gone: Vec<PathBuf> = self
            .followed
            .iter()
            .filter(|(path, depth)| wanted.get(*path) != Some(*depth))
            .map(|(it, _)| it.clone())
            .collect();
        // Before anything is added: a renamed folder keeps its watch under Linux, and ending the old one would end both.
        gone.iter().for_each(|path| self.leave(path));
        let mut any_new = false;
        for (path, depth) in wanted {
            if self.followed.contains_key(path) || !path.is_dir() {
                continue;
            }
            let mode = if *depth == Depth::Deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match self.watcher.watch(path, mode) {
                Ok(()) => {
                    self.followed.insert(path.clone(), *depth);
                    any_new = true;
                }
                Err(_) if !path.is_dir() => {}
                Err(error) => return Err(cannot_watch(path, &error)),
            }
        }
        Ok(any_new)
    }

    /// Waits for the next settled batch.
    ///
    /// # Errors
    /// When the watcher has ended.
    pub fn wait(&mut self) -> Result<Changes, WorldError> {
        loop {
            let first = self.events.recv();
            let first =
                first.map_err(|_| WorldError::new("cannot watch", "files", "the system's watcher has ended"))?;
            let mut changes = Changes::default();
            self.take(first, &mut changes);
            self.settle(&mut changes);
            if !changes.is_empty() && looks_half_saved(&changes) {
                self.linger(&mut changes);
            }
            if !changes.is_empty() {
                self.forget_moved(&changes);
                return Ok(changes);
            }
        }
    }

    fn settle(&self, changes: &mut Changes) {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            match self.events.recv_timeout(SETTLE) {
                Ok(event) => self.take(event, changes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn linger(&self, changes: &mut Changes) {
        let begun = Instant::now();
        while looks_half_saved(changes) {
            let left = HALF_SAVED.saturating_sub(begun.elapsed());
            match self.events.recv_timeout(left) {
                Ok(event) => self.take(event, changes),
                Err(_) => return,
            }
        }
        self.settle(changes);
    }

    fn take(&self, event: notify::Result<Event>, changes: &mut Changes) {
        match event {
            Ok(event) if event.need_rescan() => changes.everything = true,
            Ok(event) if !says_something(event.kind) => {}
            Ok(event) => changes.paths.extend(event.paths.into_iter().filter(|path| !(self.skip)(path))),
            Err(_) => changes.everything = true,
        }
    }

    /// A followed folder that was itself named may be another one under its old name, which the old watch does not see.
    fn forget_moved(&mut self, changes: &Changes) {
        let named: Vec<PathBuf> = self
            .followed
            .keys()
            .filter(|path| path.ancestors().any(|it| changes.paths.contains(it)))
            .cloned()
            .collect();
        named.iter().for_each(|path| self.leave(path));
    }

    fn leave(&mut self, path: &Path) {
        self.followed.remove(path);
        // It fails where the folder is gone, and the watch with it.
        drop(self.watcher.unwatch(path));
    }
}

/// Reading a file changes nothing, nor does the time of reading it.
fn says_something(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)))
}

fn looks_half_saved(changes: &Changes) -> bool {
    changes.paths.iter().any(|path| fs::metadata(path).map_or(true, |it| it.is_file() && it.len() == 0))
}

fn cannot_watch(path: &Path, error: &notify::Error) -> WorldError {
    let cause = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system's limit of watched folders is reached (on Linux: fs.inotify.max_user_watches)".to_owned()
        }
        notify::ErrorKind::Io(error) => super::error::cause(error),
        _ => error.to_string(),
    };
    WorldError::new("cannot watch", path, cause)
}
