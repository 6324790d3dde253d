//! The output folder: whole files, our own files only, and runs that are killed.

use proptest::prelude::*;
use recto::address::{Address, SourcePath};
use recto::digest::Digest;
use recto::file::{Content, File};
use recto::world::WorldError;
use recto::world::output::fault::Fault;
use recto::world::output::{Mode, Writer, Written};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

type Site = BTreeMap<String, String>;

fn site(files: &[(&str, &str)]) -> Site {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn try_build(out: &Path, site: &Site, mode: Mode, fault: Fault) -> Result<Written, WorldError> {
    let writer = Writer::open_with(out, mode, out, "test", fault)?;
    for (path, text) in site {
        let file = File { address: Address::new(path), content: Content::Bytes(text.clone().into_bytes()) };
        writer.put(file, Some(Digest::of(text)))?;
    }
    writer.finish()
}

fn build(out: &Path, files: &[(&str, &str)], mode: Mode) -> Result<Written, WorldError> {
    try_build(out, &site(files), mode, Fault::never())
}

fn temporary() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let out = folder.path().join("public");
    (folder, out)
}

/// Every file in a folder but the list of them.
fn tree(out: &Path) -> Site {
    walkdir::WalkDir::new(out)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != ".recto-manifest")
        .map(|entry| {
            let path = entry.path().strip_prefix(out).expect("below").to_string_lossy().into_owned();
            (path, fs::read_to_string(entry.path()).expect("text"))
        })
        .collect()
}

#[test]
fn a_site_is_written_and_what_it_no_longer_has_is_removed() {
    let (_folder, out) = temporary();
    let first = build(&out, &[("", "home"), ("a/b/", "page"), ("a.css", "css")], Mode::Refuse).expect("written");
    assert_eq!(first, Written { written: 3, unchanged: 0, removed: 0, bytes: 11, list: first.list });
    let second = build(&out, &[("", "home"), ("a.css", "css2")], Mode::Refuse).expect("written");
    assert_eq!(second, Written { written: 1, unchanged: 1, removed: 1, bytes: 8, list: second.list });
    assert_eq!(tree(&out), site(&[("index.html", "home"), ("a.css", "css2")]));
    assert!(!out.join("a").exists(), "the folder that was left empty goes too");
    let beside: Vec<_> = fs::read_dir(out.parent().expect("a parent")).expect("readable").collect();
    assert_eq!(beside.len(), 1, "nothing stays beside the output");
}

#[test]
fn unchanged_files_keep_their_time() {
    let (_folder, out) = temporary();
    build(&out, &[("", "home"), ("x", "1")], Mode::Refuse).expect("written");
    let time = |path: &str| fs::metadata(out.join(path)).expect("there").modified().expect("a time");
    let before = (time("index.html"), time(".recto-manifest"));
    build(&out, &[("", "home"), ("x", "1")], Mode::Refuse).expect("written");
    assert_eq!(before, (time("index.html"), time(".recto-manifest")));
    fs::remove_file(out.join(".recto-manifest")).expect("removed");
    let adopted = build(&out, &[("", "home"), ("x", "2")], Mode::Adopt).expect("written");
    assert_eq!((adopted.written, adopted.unchanged), (1, 1), "where the list is silent, content decides");
    assert_eq!(before.0, time("index.html"));
}

#[test]
fn a_file_that_somebody_shortened_is_written_again() {
    let (_folder, out) = temporary();
    build(&out, &[("", "home")], Mode::Refuse).expect("written");
    fs::write(out.join("index.html"), "ho").expect("written");
    build(&out, &[("", "home")], Mode::Refuse).expect("written");
    assert_eq!(tree(&out), site(&[("index.html", "home")]));
}

#[test]
fn a_folder_of_somebody_elses_files_is_refused_and_left_as_it_is() {
    let (_folder, out) = temporary();
    fs::create_dir_all(out.join("sub")).expect("a folder");
    fs::write(out.join("sub/thesis.txt"), "years of work").expect("a file");
    let error = build(&out, &[("", "home")], Mode::Refuse).expect_err("refused").to_string();
    assert!(error.contains("public") && error.contains("sub/thesis.txt"), "{error}");
    assert!(error.contains("--adopt") && error.contains("--clean"), "{error}");
    assert_eq!(tree(&out), site(&[("sub/thesis.txt", "years of work")]));
}

#[test]
fn a_folder_with_nothing_but_a_gitignore_counts_as_empty() {
    let (_folder, out) = temporary();
    fs::create_dir_all(&out).expect("a folder");
    fs::write(out.join(".gitignore"), "*\n").expect("a file");
    build(&out, &[("", "home")], Mode::Refuse).expect("written");
    build(&out, &[("x", "1")], Mode::Refuse).expect("written");
    assert_eq!(tree(&out), site(&[(".gitignore", "*\n"), ("x", "1")]));
}

#[test]
fn adopting_keeps_foreign_files_for_ever() {
    let (_folder, out) = temporary();
    fs::create_dir_all(&out).expect("a folder");
    fs::write(out.join("CNAME"), "example.org").expect("a file");
    fs::write(out.join("index.html"), "old").expect("a file");
    build(&out, &[("", "home"), ("x", "1")], Mode::Adopt).expect("written");
    build(&out, &[("x", "1")], Mode::Refuse).expect("it is ours now");
    assert_eq!(tree(&out), site(&[("CNAME", "example.org"), ("x", "1")]));
}

#[test]
fn cleaning_removes_foreign_files_but_not_git_and_its_ignores() {
    let (_folder, out) = temporary();
    for (path, text) in [("old/deep/x", "x"), (".git/HEAD", "h"), (".gitignore", "g"), ("sub/.gitignore", "s")] {
        fs::create_dir_all(out.join(path).parent().expect("a parent")).expect("a folder");
        fs::write(out.join(path), text).expect("a file");
    }
    build(&out, &[("", "home")], Mode::Clean).expect("written");
    assert_eq!(tree(&out), site(&[(".git/HEAD", "h"), (".gitignore", "g"), ("index.html", "home")]));
    assert!(!out.join("old").exists());
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let (_folder, out) = temporary();
    build(&out, &[("x", "file"), ("y/", "page"), ("y/deep/", "page")], Mode::Refuse).expect("written");
    build(&out, &[("x/", "page"), ("y", "file")], Mode::Refuse).expect("written");
    assert_eq!(tree(&out), site(&[("x/index.html", "page"), ("y", "file")]));
}

#[test]
fn nothing_is_written_outside_the_folder() {
    let (_folder, out) = temporary();
    for path in ["../x", "a/../../x", "a//b", "./x", ".recto-manifest"] {
        let error = build(&out, &[(path, "x")], Mode::Refuse).expect_err("refused").to_string();
        assert!(error.contains("no path below the output folder"), "{error}");
    }
    let long = "x".repeat(300);
    let error = build(&out, &[(&long, "x")], Mode::Refuse).expect_err("refused").to_string();
    assert!(error.contains("300 bytes"), "{error}");
}

#[cfg(unix)]
#[test]
fn no_link_in_the_output_leads_the_writer_away() {
    let (folder, out) = temporary();
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir_all(&elsewhere).expect("a folder");
    build(&out, &[("a/x", "1")], Mode::Refuse).expect("written");
    fs::remove_dir_all(out.join("a")).expect("removed");
    std::os::unix::fs::symlink(&elsewhere, out.join("a")).expect("a link");
    fs::write(elsewhere.join("x"), "1").expect("a file");
    assert!(build(&out, &[("a/x", "2")], Mode::Refuse).is_err());
    assert!(build(&out, &[("b", "2")], Mode::Refuse).is_err(), "nor does a deletion go through it");
    assert_eq!(tree(&elsewhere), site(&[("x", "1")]));
}

#[test]
fn a_manifest_or_journal_that_leads_outside_deletes_nothing_there() {
    let (folder, out) = temporary();
    fs::write(folder.path().join("precious"), "p").expect("a file");
    build(&out, &[("x", "1")], Mode::Refuse).expect("written");
    let list = fs::read_to_string(out.join(".recto-manifest")).expect("a list");
    fs::write(out.join(".recto-manifest"), format!("{list}- - 1 ../precious\n")).expect("written");
    let staging = folder.path().join(".public.recto-staging");
    fs::create_dir_all(&staging).expect("a folder");
    fs::write(staging.join("journal"), "recto-journal-1\ndelete ../precious\nend").expect("written");
    build(&out, &[("x", "1")], Mode::Refuse).expect("written");
    assert!(folder.path().join("precious").exists());
}

#[test]
fn copies_come_from_the_input_and_errors_name_it() {
    let (folder, out) = temporary();
    let input = folder.path().join("notes");
    fs::create_dir_all(&input).expect("a folder");
    fs::write(input.join("a.bin"), vec![7; 200_000]).expect("a file");
    let copy = |source: &str| {
        let writer = Writer::open(&out, Mode::Refuse, &input, "test")?;
        let file = File { address: Address::new("f/a.bin"), content: Content::Copy(SourcePath::new(source)) };
        writer.put(file, None)?;
        writer.finish()
    };
    assert_eq!(copy("a.bin").expect("written").written, 1);
    assert_eq!(copy("a.bin").expect("written").unchanged, 1);
    assert_eq!(fs::read(out.join("f/a.bin")).expect("there"), vec![7; 200_000]);
    assert!(copy("gone.bin").expect_err("gone").to_string().contains("notes/gone.bin"));
}

#[test]
fn a_key_is_known_while_its_file_is_there_and_the_maker_is_the_same() {
    let (_folder, out) = temporary();
    build(&out, &[("", "home"), ("x/", "page")], Mode::Refuse).expect("written");
    fs::remove_file(out.join("x/index.html")).expect("removed");
    let writer = Writer::open(&out, Mode::Refuse, &out, "test").expect("opened");
    assert_eq!(writer.previous_key(&Address::new("")), Some(Digest::of("home")));
    assert_eq!(writer.previous_key(&Address::new("x/")), None);
    assert_eq!(writer.previous_key(&Address::new("y/")), None);
    writer.keep(&Address::new(""));
    writer.finish().expect("written");
    assert_eq!(tree(&out), site(&[("index.html", "home")]));
    let writer = Writer::open(&out, Mode::Refuse, &out, "newer").expect("opened");
    assert_eq!(writer.previous_key(&Address::new("")), None);
}

#[test]
fn two_writers_do_not_write_into_one_folder() {
    let (_folder, out) = temporary();
    let first = Writer::open(&out, Mode::Refuse, &out, "test").expect("opened");
    let error = Writer::open(&out, Mode::Refuse, &out, "test").expect_err("locked").to_string();
    assert!(error.contains("another recto"), "{error}");
    first.abandon();
    build(&out, &[("x", "1")], Mode::Refuse).expect("free again");
}

#[test]
fn files_come_from_many_threads() {
    let (_folder, out) = temporary();
    let writer = Writer::open(&out, Mode::Refuse, &out, "test").expect("opened");
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let writer = &writer;
            scope.spawn(move || {
                for n in 0..50 {
                    let address = Address::new(format!("{thread}/{n}/"));
                    let file = File { address, content: Content::Bytes(vec![b'x'; n]) };
                    writer.put(file, None).expect("staged");
                }
            });
        }
    });
    assert_eq!(writer.finish().expect("written").written, 200);
    assert_eq!(tree(&out).len(), 200);
}

/// A page of the model names its assets: the text after `page:`.
fn model_site() -> impl Strategy<Value = Site> {
    let page = (0..4u8, prop::collection::vec((0..3u8, 0..3u8), 0..3), 0..2u8);
    prop::collection::vec(page, 0..5).prop_map(|pages| {
        let mut site = Site::new();
        for (page, assets, salt) in pages {
            let mut text = format!("page:{salt}");
            for (asset, version) in assets {
                let name = format!("assets/{asset}.{version}");
                text.push_str(&format!(" {name}"));
                site.insert(name.clone(), format!("asset:{name}"));
            }
            site.insert(format!("p{page}/"), text);
        }
        site
    })
}

fn as_files(site: &Site) -> Site {
    site.iter().map(|(path, text)| (Address::new(path).file(), text.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_a_kill_anywhere_every_file_is_whole_and_every_named_asset_there(
        old in model_site(), new in model_site(), after in 0..60u32, again in 0..40u32,
    ) {
        let (_folder, out) = temporary();
        try_build(&out, &old, Mode::Refuse, Fault::never()).expect("written");
        let (old, target) = (as_files(&old), as_files(&new));
        for fault in [Fault::after(after), Fault::after(again)] {
            drop(try_build(&out, &new, Mode::Refuse, fault));
            let now = tree(&out);
            for (path, text) in &now {
                let is_whole = old.get(path) == Some(text) || target.get(path) == Some(text);
                prop_assert!(is_whole, "{path} is neither old nor new: {text}");
                for asset in text.split(' ').skip(1).filter(|_| path.ends_with(".html")) {
                    prop_assert!(now.contains_key(asset), "{path} names {asset}, which is not there");
                }
            }
        }
        try_build(&out, &new, Mode::Refuse, Fault::never()).expect("the next run finishes");
        prop_assert_eq!(tree(&out), target);
    }

    #[test]
    fn a_killed_run_that_is_never_finished_still_owns_its_files(new in model_site(), after in 0..60u32) {
        let (folder, out) = temporary();
        drop(try_build(&out, &new, Mode::Refuse, Fault::after(after)));
        drop(fs::remove_dir_all(folder.path().join(".public.recto-staging")));
        try_build(&out, &site(&[("only/", "page")]), Mode::Refuse, Fault::never()).expect("it is ours");
        prop_assert_eq!(tree(&out), site(&[("only/index.html", "page")]));
    }
}
