//! The command line: what it prints, what it exits with, and what it leaves on the disk.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const QUIZ: &str = "# Quiz\n\n**What is a tuple?**\n\nA list that does not change.\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn recto(here: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    let Output { status, stdout, stderr } = command.args(args).current_dir(here).output().expect("recto runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code().expect("an exit code"), text(stdout), text(stderr))
}

#[test]
fn a_build_ends_in_one_line_that_says_what_there_is() {
    let root = folder(&[("notes/a.md", QUIZ), ("notes/b.md", "---\ndraft: true\n---\n# B\n")]);
    let (code, out, err) = recto(root.path(), &["build", "notes"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(out.starts_with("recto: 2 notes, 1 question, 1 draft shown under a banner, "), "{out}");
    assert!(out.contains(" pages, ") && out.contains(" kB in ") && out.ends_with(" -> public\n"), "{out}");
    assert!(root.path().join("public/a/index.html").is_file());
    let left: Vec<_> = fs::read_dir(root.path().join("notes")).expect("there").collect();
    assert_eq!(left.len(), 2, "nothing is written into the notes");
}

#[test]
fn hidden_drafts_are_counted_and_left_out() {
    let root = folder(&[("a.md", QUIZ), ("b.md", "---\ndraft: true\n---\n# Secret\n")]);
    recto(root.path(), &["build"]);
    assert!(root.path().join("public/b/index.html").is_file());
    let (code, out, _) = recto(root.path(), &["build", "--drafts", "hide"]);
    assert_eq!(code, 0);
    assert!(out.contains("1 draft hidden"), "{out}");
    assert!(!root.path().join("public/b").exists());
}

#[test]
fn the_output_is_never_read_as_notes() {
    let root = folder(&[("a.md", QUIZ)]);
    recto(root.path(), &["build", "--out", "site"]);
    write(root.path(), "site/stray.md", "# Stray\n");
    for args in [&["build", "--out", "site"][..], &["build", "--out", "other"], &["check"]] {
        let (code, out, _) = recto(root.path(), args);
        assert_eq!(code, 0);
        assert!(out.starts_with("recto: 1 note,"), "{out}");
    }
}

#[test]
fn errors_make_a_build_fail_and_strict_counts_warnings_too() {
    let root = folder(&[("a.md", "# A\n\n[x](gone.md)\n")]);
    let (code, out, err) = recto(root.path(), &["build"]);
    assert_eq!(code, 0);
    assert!(out.ends_with("(1 warning)\n"), "{out}");
    assert!(err.contains("warning[dead-link]") && err.contains("a.md:3:1") && err.contains("help: "), "{err}");
    assert_eq!(recto(root.path(), &["build", "--strict"]).0, 1);
    assert_eq!(recto(root.path(), &["check"]).0, 1);
    write(root.path(), "a.md", "---\ntitle: [\n---\n# A\n");
    assert_eq!(recto(root.path(), &["build"]).0, 1);
}

#[test]
fn a_second_build_says_again_what_is_wrong() {
    let files =
        [("recto.toml", ""), ("content/a.md", QUIZ), ("themes/recto/templates/note.html", "{{ nothing.at.all }}")];
    let root = folder(&files);
    let first = recto(root.path(), &["build"]);
    let second = recto(root.path(), &["build"]);
    assert!(first.2.contains("template-render"), "{}", first.2);
    assert_eq!((first.0, &first.2), (second.0, &second.2));
}

#[test]
fn quiet_prints_errors_alone_and_colour_is_for_terminals() {
    let root = folder(&[("a.md", "# A\n\n[x](gone.md)\n"), ("b.md", "---\ntitle: [\n---\n")]);
    let (_, out, err) = recto(root.path(), &["-q", "build"]);
    assert_eq!(out, "");
    assert!(err.contains("error[front-matter-syntax]") && !err.contains("warning["), "{err}");
    assert!(!err.contains('\u{1b}'));
}

#[test]
fn findings_in_a_site_are_named_below_its_folder() {
    let root = folder(&[("s/recto.toml", "titel = \"x\"\n"), ("s/content/a.md", "# A\n\n[x](gone.md)\n")]);
    let (_, _, err) = recto(root.path(), &["check", "s"]);
    assert!(err.contains("--> s/content/a.md:3:1") && err.contains("--> s/recto.toml:1:1"), "{err}");
    assert!(err.contains("did you mean `title`?"), "{err}");
}

#[test]
fn a_site_without_content_and_a_theme_that_is_not_there_are_reported() {
    let root = folder(&[("recto.toml", "theme = \"paper\"\n")]);
    let (code, _, err) = recto(root.path(), &["check"]);
    assert_eq!(code, 1);
    assert!(err.contains("this site has no folder `content`") && err.contains("there is no theme `paper`"), "{err}");
}

#[test]
fn what_cannot_run_exits_with_2_and_says_why_in_a_sentence() {
    let root = folder(&[("a.md", QUIZ), ("out/thesis.txt", "mine")]);
    let failing: [(&[&str], &str); 6] = [
        (&["build", "nowhere"], "error: cannot read notes from nowhere: there is no such folder\n"),
        (&["check", "a.md"], "give the folder that holds it, ."),
        (&["build", "--out", "."], "the notes lie in it"),
        (&["build", "--out", "out"], "--adopt"),
        (&["build", "--adopt", "--clean"], "cannot be used with"),
        (&["build", "--base-url", "example.org"], "a base URL begins with https://"),
    ];
    for (args, words) in failing {
        let (code, out, err) = recto(root.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(err.contains(words), "{args:?}: {err}");
    }
    assert_eq!(fs::read_to_string(root.path().join("out/thesis.txt")).expect("untouched"), "mine");
    assert_eq!(recto(root.path(), &["build", "--out", "out", "--adopt"]).0, 0);
    assert!(root.path().join("out/thesis.txt").is_file());
    assert_eq!(recto(root.path(), &["build", "--out", "out", "--clean"]).0, 0);
    assert!(!root.path().join("out/thesis.txt").exists() && root.path().join("out/index.html").is_file());
}

#[test]
fn questions_are_listed_for_people_and_for_programs() {
    let root = folder(&[("recto.toml", ""), ("content/a.md", QUIZ)]);
    let (code, out, err) = recto(root.path(), &["questions"]);
    assert_eq!((code, out.as_str()), (0, "content/a.md:3: What is a tuple?\n"));
    assert_eq!(err, "recto: 1 question in 1 note\n");
    let (code, out, err) = recto(root.path(), &["questions", "--json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let rows: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let row = rows[0].as_object().expect("an object");
    assert_eq!((&row["source"], &row["line"]), (&"content/a.md".into(), &3.into()));
    for key in ["form", "section", "question", "answer", "answer_first_line", "answer_last_line", "id", "prompt_hash"] {
        assert!(row.contains_key(key), "{key}");
    }
}

#[test]
fn a_line_that_a_note_does_not_have_cannot_be_explained() {
    let root = folder(&[("a.md", QUIZ)]);
    for line in [0, 999] {
        let (code, out, err) = recto(root.path(), &["questions", "--explain", &format!("a.md:{line}")]);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.contains(&format!("it has no line {line}")), "{err}");
    }
    assert_eq!(recto(root.path(), &["questions", "--explain", "a.md:3"]).0, 0);
}

#[test]
fn help_completions_and_the_manual_are_there() {
    let here = TempDir::new().expect("a temporary folder");
    for args in [&["--help"][..], &["build", "--help"], &["completions", "bash"], &["man"], &["--version"]] {
        let (code, out, err) = recto(here.path(), args);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
        assert!(out.contains("recto"), "{args:?}");
    }
}
