//! The input folder: what is read, what is left alone, and what the author hears about the rest.

use recto::address::SourcePath;
use recto::diagnostic::Code;
use recto::source::Sources;
use recto::world::changes::Changes;
use recto::world::disk::InputFolder;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (path, bytes) in files {
        write(folder.path(), path, bytes);
    }
    folder
}

fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

fn open(root: &Path) -> InputFolder {
    let mut input = InputFolder::open(root, root, vec![root.join("public")]).expect("it is there");
    input.walk();
    input
}

fn read(root: &Path) -> Sources {
    open(root).sources().clone()
}

fn notes(sources: &Sources) -> Vec<&str> {
    sources.notes.keys().map(SourcePath::as_str).collect()
}

fn files(sources: &Sources) -> Vec<&str> {
    sources.attachments.keys().map(SourcePath::as_str).collect()
}

fn changed(root: &Path, paths: &[&str]) -> Changes {
    let root = fs::canonicalize(root).expect("it is there");
    Changes { everything: false, paths: paths.iter().map(|path| root.join(path)).collect() }
}

#[test]
fn notes_and_attachments_are_told_apart_and_paths_have_slashes() {
    let root = folder(&[("b/a.md", b"# A"), ("b/c/x.markdown", b""), ("b/pic.png", b"no image"), ("Z.MD", b"z")]);
    let sources = read(root.path());
    assert_eq!(notes(&sources), ["Z.MD", "b/a.md", "b/c/x.markdown"]);
    assert_eq!(files(&sources), ["b/pic.png"]);
    assert_eq!(&*sources.notes[&SourcePath::new("b/a.md")].text, "# A");
    assert!(sources.findings.is_empty());
}

#[test]
fn what_is_no_note_is_left_alone() {
    let root = folder(&[
        ("a.md", b""),
        (".obsidian/b.md", b""),
        (".hidden.md", b""),
        ("node_modules/c.md", b""),
        ("sub/target/d.md", b""),
        ("public/e.md", b""),
        ("publicity/f.md", b""),
        ("target.md", b""),
    ]);
    assert_eq!(notes(&read(root.path())), ["a.md", "publicity/f.md", "target.md"]);
}

#[test]
fn gitignores_hold_where_they_lie_and_the_nearest_one_decides() {
    let root = folder(&[
        (".gitignore", b"*.log.md\n/private/\n"),
        ("a.log.md", b""),
        ("private/a.md", b""),
        ("sub/private/b.md", b""),
        ("sub/.gitignore", b"!keep.log.md\nlocal.md\n"),
        ("sub/keep.log.md", b""),
        ("sub/local.md", b""),
        ("local.md", b""),
    ]);
    assert_eq!(notes(&read(root.path())), ["local.md", "sub/keep.log.md", "sub/private/b.md"]);
}

#[test]
fn gitignores_above_the_notes_hold_up_to_the_top_of_the_repository() {
    let root = folder(&[
        (".gitignore", b"outer.md\n"),
        ("repo/.git/HEAD", b""),
        ("repo/.gitignore", b"content/secret/\n"),
        ("repo/content/secret/a.md", b""),
        ("repo/content/outer.md", b""),
    ]);
    let content = root.path().join("repo/content");
    let mut input = InputFolder::open(&content, &root.path().join("repo"), Vec::new()).expect("it is there");
    input.walk();
    assert_eq!(notes(input.sources()), ["outer.md"]);
}

#[test]
fn an_ignored_folder_that_somebody_names_is_read() {
    let root = folder(&[(".git/HEAD", b""), (".gitignore", b"drafts/\n"), ("drafts/a.md", b"")]);
    assert_eq!(notes(&read(&root.path().join("drafts"))), ["a.md"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_inside_the_folder_and_reported_where_it_leads_outside() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.md", b"secret")]);
    let root = folder(&[("real/a.md", b"A")]);
    symlink(outside.path().join("secret.md"), root.path().join("leak.md")).expect("a link");
    symlink(outside.path(), root.path().join("leaks")).expect("a link");
    symlink("real/a.md", root.path().join("alias.md")).expect("a link");
    symlink(".", root.path().join("circle")).expect("a link");
    symlink("nothing.md", root.path().join("dangling.md")).expect("a link");
    symlink("loop.md", root.path().join("loop.md")).expect("a link");
    let sources = read(root.path());
    assert_eq!(notes(&sources), ["alias.md", "real/a.md"]);
    let found: Vec<_> = sources.findings.iter().map(|(path, it)| (path.as_str(), it.code)).collect();
    let expected = [
        ("dangling.md", Code::Unreadable),
        ("leak.md", Code::SymlinkOutside),
        ("leaks", Code::SymlinkOutside),
        ("loop.md", Code::Unreadable),
    ];
    assert_eq!(found, expected);
}

#[cfg(unix)]
#[test]
fn a_pipe_named_like_a_note_is_reported_and_never_waited_for() {
    let root = folder(&[("a.md", b"A")]);
    let pipe = root.path().join("pipe.md");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is there").success());
    let sources = read(root.path());
    assert_eq!(notes(&sources), ["a.md"]);
    assert_eq!(sources.findings[&SourcePath::new("pipe.md")].code, Code::Unreadable);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_utf8_costs_that_file_alone() {
    use std::os::unix::ffi::OsStrExt;
    let root = folder(&[("a.md", b"A")]);
    fs::write(root.path().join(std::ffi::OsStr::from_bytes(b"b\xff.md")), "B").expect("Linux takes such names");
    let sources = read(root.path());
    assert_eq!(notes(&sources), ["a.md"]);
    assert_eq!(sources.findings.values().map(|it| it.code).collect::<Vec<_>>(), [Code::Unreadable]);
}

#[test]
fn bytes_that_are_no_utf8_are_shown_and_reported_where_the_first_stands() {
    let root = folder(&[("a.md", b"# Fine\n\ncaf\xe9 and \xff\n")]);
    let sources = read(root.path());
    let note = &sources.notes[&SourcePath::new("a.md")];
    assert_eq!(&*note.text, "# Fine\n\ncaf\u{fffd} and \u{fffd}\n");
    let [finding] = &note.findings[..] else { panic!("one finding, not {:?}", note.findings) };
    assert_eq!((finding.code, finding.place.line, finding.place.column), (Code::InvalidUtf8, 3, 4));
    assert_eq!(finding.cause, "the byte 0xe9 stands here");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let root = folder(&[("a.md", b"\xef\xbb\xbf---\ntitle: A\n---\n")]);
    assert!(read(root.path()).notes[&SourcePath::new("a.md")].text.starts_with("---"));
}

#[test]
fn images_tell_their_size() {
    let gif = b"GIF89a\x03\x00\x05\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,";
    let root = folder(&[
        ("a.gif", gif),
        ("b.svg", br#"<?xml version="1.0"?><svg xmlns="x" width="20px" height="10" viewBox="0 0 1 1">"#),
        ("c.svg", br#"<svg stroke-width="2" viewBox="0 0 640 480"></svg>"#),
        ("d.svg", br#"<svg width="100%" height="100%">"#),
        ("e.png", b"not a picture"),
    ]);
    let sources = read(root.path());
    let pixels: Vec<_> = sources.attachments.values().map(|it| it.pixels).collect();
    assert_eq!(pixels, [Some((3, 5)), Some((20, 10)), Some((640, 480)), None, None]);
}

#[test]
fn what_has_not_changed_keeps_its_arc() {
    let root = folder(&[("a.md", b"A"), ("b.md", b"B"), ("c.bin", b"C")]);
    let mut input = open(root.path());
    let before = input.sources().clone();
    write(root.path(), "b.md", "other");
    input.walk();
    let after = input.sources();
    let (a, b, c) = (SourcePath::new("a.md"), SourcePath::new("b.md"), SourcePath::new("c.bin"));
    assert!(Arc::ptr_eq(&before.notes[&a], &after.notes[&a]));
    assert!(Arc::ptr_eq(&before.attachments[&c], &after.attachments[&c]));
    assert_eq!(&*after.notes[&b].text, "other");
}

#[test]
fn named_changes_lead_to_the_picture_that_a_walk_would_give() {
    let root = folder(&[("a.md", b"A"), ("sub/b.md", b"B"), ("sub/c.md", b"C"), (".gitignore", b"no.md\n")]);
    let mut input = open(root.path());
    write(root.path(), "a.md", "A2");
    write(root.path(), "no.md", "ignored");
    write(root.path(), "new.md", "N");
    assert!(input.apply(&changed(root.path(), &["a.md", "no.md", "new.md"])));
    assert_eq!(notes(input.sources()), ["a.md", "new.md", "sub/b.md", "sub/c.md"]);
    fs::rename(root.path().join("sub"), root.path().join("moved")).expect("renamed");
    fs::remove_file(root.path().join("a.md")).expect("removed");
    assert!(input.apply(&changed(root.path(), &["sub", "moved", "a.md"])));
    assert_eq!(notes(input.sources()), ["moved/b.md", "moved/c.md", "new.md"]);
    write(root.path(), ".gitignore", "new.md\n");
    assert!(input.apply(&changed(root.path(), &[".gitignore"])));
    assert_eq!(notes(input.sources()), ["moved/b.md", "moved/c.md", "no.md"]);
    assert!(!input.apply(&changed(root.path(), &["public/x.html", ".obsidian/workspace.json"])));
}

#[test]
fn a_folder_that_is_not_there_is_an_error_that_names_it() {
    let error = InputFolder::open(Path::new("/no/such/folder"), Path::new("/"), Vec::new()).expect_err("no folder");
    assert_eq!(error.to_string(), "cannot read /no/such/folder: no such file or directory");
}
