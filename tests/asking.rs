//! Which questions are looked for: what a site, a folder and a note ask for, the nearest of them first.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A note that asks in two forms.
const NOTE: &str = "Q: What is a bend?\nA: A knot.\n\n## What is a knot?\n\nA loop.\n\n## Why tie one?\n\nTo hold.\n";

/// The forms of the questions of a note of a site: front matter, the note's folder, `recto.toml`.
fn forms(front: &str, folder: &str, settings: &str) -> Vec<String> {
    let site = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().expect("below the site")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("recto.toml", settings);
    let front = if front.is_empty() { String::new() } else { format!("---\n{front}\n---\n\n") };
    write(&format!("content/{folder}/a.md"), &format!("{front}{NOTE}"));
    let mut forms: Vec<String> =
        rows(site.path()).iter().map(|row| row["form"].as_str().expect("a form").to_owned()).collect();
    forms.dedup();
    forms
}

fn rows(site: &Path) -> Vec<serde_json::Value> {
    let mut recto = Command::new(env!("CARGO_BIN_EXE_recto"));
    let output = recto.args(["questions", "--json"]).arg(site).output().expect("recto runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("error") && !said.contains("warning"), "{said}");
    serde_json::from_slice(&output.stdout).expect("a list")
}

const NONE: [&str; 0] = [];

#[test]
fn a_site_asks_for_all_forms_for_none_or_for_one() {
    assert_eq!(forms("", "sql", ""), ["label", "heading"]);
    assert_eq!(forms("", "sql", "questions = \"auto\"\n"), ["label", "heading"]);
    assert_eq!(forms("", "sql", "questions = \"off\"\n"), NONE);
    assert_eq!(forms("", "sql", "questions = \"label\"\n"), ["label"]);
}

#[test]
fn a_folder_goes_before_the_site_and_the_inner_before_the_outer() {
    let site = tempfile::tempdir().expect("a folder");
    let settings =
        "questions = \"off\"\n[folders.sql]\nquestions = \"label\"\n[folders.\"sql/old/\"]\nquestions = \"heading\"\n";
    fs::write(site.path().join("recto.toml"), settings).expect("a file");
    for folder in ["c", "sql", "sql/old", "sql/old/er", "sqlite"] {
        let folder = site.path().join("content").join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("a.md"), NOTE).expect("a file");
    }
    let asked = |row: &serde_json::Value| format!("{} {}", row["source"], row["form"]).replace('"', "");
    let mut found: Vec<String> = rows(site.path()).iter().map(asked).collect();
    found.sort();
    found.dedup();
    assert_eq!(found, ["content/sql/a.md label", "content/sql/old/a.md heading", "content/sql/old/er/a.md heading"]);
}

#[test]
fn a_note_goes_before_its_folder() {
    let folder = "[folders.sql]\nquestions = \"off\"\n";
    assert_eq!(forms("", "sql", folder), NONE);
    assert_eq!(forms("questions: true", "sql", folder), ["label", "heading"]);
    assert_eq!(forms("questions: auto", "sql", "questions = \"label\"\n"), ["label", "heading"]);
    assert_eq!(forms("questions: heading", "sql", folder), ["heading"]);
    assert_eq!(forms("questions: off", "sql", ""), NONE);
    assert_eq!(forms("questions: false", "sql", "[folders.\"\"]\nquestions = \"heading\"\n"), NONE);
    assert_eq!(forms("questions:", "sql", "[folders.\"\"]\nquestions = \"heading\"\n"), ["heading"]);
}

#[test]
fn the_list_carries_options_without_letters_formulas_as_written_and_clozes_with_their_blanks() {
    let site = tempfile::tempdir().expect("a folder");
    let note =
        "**1. What is $x^2$ of 3?**\n\nA) $6$\nB) 8\nC) *9*\n\nAnswer: C, by $3 \\cdot 3$ and\n\n$$\n\\sum_i x_i\n$$\n";
    fs::write(site.path().join("a.md"), note).expect("a file");
    fs::write(site.path().join("b.md"), "Ice melts at {{c1::0}} degrees.\n\n- [ ] a thing to do\n").expect("a file");
    fs::write(
        site.path().join("c.md"),
        "## Which sees?\n\n- [x] Eye\n- [ ] Ear\n\n## Which hears?\n\n- [ ] Eye\n- [x] Ear\n",
    )
    .expect("a file");
    let rows = rows(site.path());
    assert_eq!(rows[0]["choices"], serde_json::json!(["$6$", "8", "9"]));
    assert_eq!(rows[0]["correct"], serde_json::json!([2]));
    let answer = rows[0]["answer"].as_str().expect("HTML");
    assert!(answer.contains("$3 \\cdot 3$") && answer.contains("$$\n\\sum_i x_i\n$$"), "{answer}");
    assert_eq!(rows[1]["question"], "Ice melts at … degrees.");
    assert_eq!(rows[1]["answer"], "<p>Ice melts at <mark>0</mark> degrees.</p>");
    assert_eq!(
        (&rows[2]["choices"], &rows[2]["correct"]),
        (&serde_json::json!(["Eye", "Ear"]), &serde_json::json!([0]))
    );
}
