//! What one run leaves for the next makes it faster and never another: builds with a cache, whatever became of it, against
//! builds without one.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let site = Self { folder: folder.expect("a folder") };
        site.write("site/recto.toml", "title = \"T\"\n");
        for n in 0..9 {
            site.write(
                &format!("site/content/n{n}.md"),
                &format!("---\ntags: [t{n}]\nextra: {{a: [1, x]}}\n---\n# Note {n}\n\n## What is {n}?\n\nIt ==is== [[n0]]. ^b\n"),
            );
        }
        site.write("site/content/warned.md", "[[nowhere]]\n\n```rust\nfn main() {}\n```\n");
        site
    }

    /// Writes a file and sets its time back: of a file that was written a moment ago no stat can be trusted.
    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        let file = File::options().write(true).open(&path).expect("the file");
        file.set_modified(SystemTime::now() - Duration::from_secs(60)).expect("a time");
    }

    fn build(&self, out: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
        command.args(["build", "site", "--out"]).arg(self.folder.path().join(out)).args(arguments);
        let output = command.env("RECTO_CACHE", self.folder.path().join("cache")).current_dir(self.folder.path());
        output.output().expect("recto runs")
    }

    fn files(&self, folder: &str) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
        let folder = self.folder.path().join(folder);
        walkdir::WalkDir::new(&folder)
            .into_iter()
            .flatten()
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let name = entry.path().strip_prefix(&folder).expect("below").to_string_lossy().into_owned();
                let modified = entry.metadata().expect("a file").modified().expect("a time");
                (name, (fs::read(entry.path()).expect("readable"), modified))
            })
            .collect()
    }

    /// That a build with the cache is the same as one without: its files, what it says and how it ends.
    fn same(&self, what: &str) {
        let (ours, clean) = (self.build("out", &[]), self.build("clean", &["--clean", "--no-cache"]));
        let bytes = |folder| -> BTreeMap<String, Vec<u8>> {
            let files = self.files(folder).into_iter().filter(|(name, _)| !name.starts_with(".recto"));
            files.map(|(name, (bytes, _))| (name, bytes)).collect()
        };
        assert_eq!(bytes("out"), bytes("clean"), "{what}");
        assert_eq!(said(&ours), said(&clean), "{what}");
    }
}

/// What a build said without its time and its folder, and how it ended.
fn said(output: &Output) -> (String, String, Option<i32>) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let summary = text(&output.stdout);
    (summary.split(" in ").next().unwrap_or("").to_owned(), text(&output.stderr), output.status.code())
}

#[test]
fn a_build_in_which_nothing_has_changed_touches_nothing_and_says_the_same_again() {
    let site = Site::new();
    let first = site.build("out", &[]);
    let (cache, out) = (site.files("cache"), site.files("out"));
    assert!(said(&first).1.contains("dead-link") && cache.contains_key("build"), "{first:?} {:?}", cache.keys());
    let second = site.build("out", &[]);
    assert_eq!(said(&first), said(&second));
    assert_eq!((site.files("cache"), site.files("out")), (cache, out));
    assert_eq!(site.build("out", &["--strict"]).status.code(), Some(1), "how findings count is this run's own");
}

#[test]
fn whatever_has_changed_is_seen() {
    let site = Site::new();
    site.same("at first");
    let changes: &[(&str, &str)] = &[
        ("site/content/n1.md", "# Other\n\n## What is other?\n\nIt.\n"),
        ("site/content/new.md", "[[n1]] ![p](p.png)\n"),
        ("site/content/p.png", "no picture"),
        ("site/content/p.png", "no picture either"),
        ("site/recto.toml", "title = \"U\"\n"),
        ("site/recto.toml", "title = \"U\"\ndrafts = \"hide\"\nquestions = \"off\"\n"),
        ("site/content/n2.md", "---\ndraft: true\n---\n# Hidden\n"),
        ("site/recto.toml", "[severity]\ndead-link = \"error\"\n"),
        ("site/themes/recto/assets/site.css", "p { order: 1 }\n"),
        ("site/themes/recto/templates/404.html", "{% broken"),
        ("site/content/.gitignore", "n3.md\n"),
        ("site/checks.toml", "broken ="),
    ];
    for (path, text) in changes {
        site.write(path, text);
        site.same(path);
        site.same(&format!("{path}, again"));
    }
    fs::remove_file(site.folder.path().join("site/content/n4.md")).expect("removed");
    site.same("a note is gone");
    fs::remove_file(site.folder.path().join("out/n5/index.html")).expect("removed");
    site.same("a page is gone");
    fs::write(site.folder.path().join("out/n5/index.html"), "").expect("emptied");
    site.same("a page is cut short");
    assert_eq!(site.build("elsewhere", &[]).status.code(), Some(1));
    assert!(site.files("elsewhere").contains_key("n5/index.html"), "another output is a site of its own");
    site.build("out", &["--base-url", "https://example.org/p/"]);
    site.same("the address was another in between");
}

#[test]
fn a_cache_that_is_broken_is_as_good_as_none() {
    let site = Site::new();
    site.same("at first");
    let damages: &[fn(&mut Vec<u8>)] = &[
        |bytes| bytes.clear(),
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| bytes.extend_from_slice(b"more"),
        |bytes| bytes.insert(0, b'x'),
        |bytes| *bytes = b"recto-cache-1 0.0.0 0".to_vec(),
        |bytes| {
            let last = bytes.len() - 1;
            bytes[last] ^= 1;
        },
        |bytes| {
            // As another build of Recto would have written it.
            let space = bytes.iter().position(|&byte| byte == b' ').expect("a name");
            bytes[space + 1] ^= 1;
        },
    ];
    for (round, damage) in damages.iter().enumerate() {
        for (name, (mut bytes, _)) in site.files("cache") {
            damage(&mut bytes);
            fs::write(site.folder.path().join("cache").join(name), bytes).expect("written");
        }
        site.write("site/content/n1.md", &format!("# Round {round}\n\n## What is {round}?\n\nIt.\n"));
        site.same(&format!("damage {round}"));
    }
    fs::remove_dir_all(site.folder.path().join("cache")).expect("removed");
    site.write("cache", "a file stands where the folder should");
    site.same("no folder can be made");
}

#[test]
fn two_builds_at_once_leave_a_cache_that_either_could_have_left() {
    let site = Site::new();
    for round in 0..10 {
        site.write("site/content/n1.md", &format!("# Round {round}\n"));
        std::thread::scope(|scope| {
            for out in ["one", "two", "three"] {
                scope.spawn(|| assert_eq!(site.build(out, &[]).status.code(), Some(0)));
            }
        });
        let names: Vec<String> = site.files("cache").into_keys().collect();
        assert_eq!(names, ["build", "studies"], "no draft stays behind");
        site.same(&format!("round {round}"));
    }
}
