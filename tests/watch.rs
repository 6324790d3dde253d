//! The watcher: what happened on the disk, told once it has settled.

use recto::world::changes::Changes;
use recto::world::watch::{Depth, Watch};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::TempDir;

struct Watched {
    folder: TempDir,
    batches: Receiver<Changes>,
}

/// Watches a folder on a thread of its own, so that a test that waits in vain fails instead of hanging.
fn watched(folders: &[(&str, Depth)]) -> Watched {
    let folder = TempDir::new().expect("a temporary folder");
    let root = fs::canonicalize(folder.path()).expect("there");
    let mut wanted = BTreeMap::new();
    for (path, depth) in folders {
        let path = root.join(path);
        fs::create_dir_all(&path).expect("a folder");
        wanted.insert(path.components().collect::<PathBuf>(), *depth);
    }
    let (sender, batches) = channel();
    let (ready, is_ready) = channel();
    std::thread::spawn(move || {
        let mut watch =
            Watch::new(|path: &Path| path.components().any(|it| it.as_os_str() == "skipped")).expect("a watcher");
        assert!(watch.follow(&wanted).expect("watched"));
        ready.send(()).expect("the test waits");
        while let Ok(changes) = watch.wait() {
            watch.follow(&wanted).expect("watched again");
            if sender.send(changes).is_err() {
                return;
            }
        }
    });
    is_ready.recv_timeout(Duration::from_secs(10)).expect("the watcher starts");
    Watched { folder, batches }
}

impl Watched {
    fn root(&self) -> PathBuf {
        fs::canonicalize(self.folder.path()).expect("there")
    }

    /// Waits until a batch names a path.
    fn hears_of(&self, path: &str) -> Changes {
        let path = self.root().join(path);
        loop {
            let changes = self.batches.recv_timeout(Duration::from_secs(10)).expect("a batch comes");
            if changes.paths.contains(&path) {
                return changes;
            }
        }
    }
}

#[test]
fn several_writes_at_once_are_one_batch() {
    let watched = watched(&[("", Depth::Deep)]);
    for name in ["a.md", "b.md", "c.md"] {
        fs::write(watched.root().join(name), "text").expect("written");
    }
    let changes = watched.hears_of("a.md");
    assert!(!changes.everything);
    assert_eq!(changes.paths.len(), 3, "{changes:?}");
}

#[test]
fn what_is_to_be_skipped_is_never_told() {
    let watched = watched(&[("", Depth::Deep)]);
    fs::create_dir(watched.root().join("skipped")).expect("a folder");
    fs::write(watched.root().join("skipped/a.md"), "text").expect("written");
    fs::write(watched.root().join("b.md"), "text").expect("written");
    let changes = watched.hears_of("b.md");
    assert!(changes.paths.iter().all(|path| !path.to_string_lossy().contains("skipped")), "{changes:?}");
}

#[test]
fn reading_is_no_change() {
    let watched = watched(&[("", Depth::Deep)]);
    fs::write(watched.root().join("a.md"), "text").expect("written");
    watched.hears_of("a.md");
    fs::read(watched.root().join("a.md")).expect("read");
    assert!(watched.batches.recv_timeout(Duration::from_millis(300)).is_err());
}

#[test]
fn a_folder_that_goes_and_comes_back_is_watched_again() {
    let watched = watched(&[("", Depth::Shallow), ("sub", Depth::Deep)]);
    fs::remove_dir_all(watched.root().join("sub")).expect("removed");
    watched.hears_of("sub");
    fs::create_dir(watched.root().join("sub")).expect("a folder");
    watched.hears_of("sub");
    // The watcher follows the new folder before it hands the batch on.
    fs::write(watched.root().join("sub/a.md"), "text").expect("written");
    watched.hears_of("sub/a.md");
}

#[test]
fn a_note_that_is_emptied_and_then_written_is_one_batch() {
    let watched = watched(&[("", Depth::Deep)]);
    let note = watched.root().join("a.md");
    fs::write(&note, "text").expect("written");
    watched.hears_of("a.md");
    fs::write(&note, "").expect("emptied");
    std::thread::sleep(Duration::from_millis(20));
    fs::write(&note, "new text").expect("written");
    watched.hears_of("a.md");
    assert_eq!(fs::read_to_string(&note).expect("read"), "new text");
    assert!(watched.batches.recv_timeout(Duration::from_millis(300)).is_err(), "there was one batch");
}
