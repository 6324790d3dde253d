//! What the handbook and `recto init` hand a newcomer, done exactly as written.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

fn recto(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recto")).args(arguments).current_dir(folder).output().expect("recto runs")
}

fn handbook(chapter: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/handbook").join(chapter);
    fs::read_to_string(path).expect("the handbook has this chapter")
}

/// The files of a chapter: a path in backticks alone on a line, and the fenced block below it.
fn files_of(chapter: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut lines = chapter.lines().peekable();
    while let Some(line) = lines.next() {
        let path = line.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).filter(|path| path.contains('.'));
        if let (Some(path), true) = (path, lines.peek().is_some_and(|next| next.starts_with("```"))) {
            lines.next();
            let text: String =
                lines.by_ref().take_while(|line| !line.starts_with("```")).map(|line| format!("{line}\n")).collect();
            files.push((path.to_owned(), text));
        }
    }
    files
}

fn lay(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

#[test]
fn the_worked_example_of_theming_does_what_the_chapter_says() {
    let chapter = handbook("theming.md");
    let example = &chapter[chapter.find("## Worked example").expect("it has one")..];
    let files = files_of(&example[..example.find("\n## Templates").expect("the reference follows")]);
    assert_eq!(files.len(), 5, "{:?}", files.iter().map(|(path, _)| path).collect::<Vec<_>>());
    let site = tempfile::tempdir().expect("a folder");
    for (path, text) in &files {
        lay(site.path(), path, text);
    }
    lay(site.path(), "content/a.md", "# A\n\n**What is it?**\n\nIt.\n");
    let built = recto(&["build", "--strict"], site.path());
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
    let read = |path: &str| fs::read_to_string(site.path().join("public").join(path)).expect("written");
    assert!(read("404.html").contains("Nothing stands at this address"));
    let note = read("a/index.html");
    assert!(note.contains("https://example.org/edit/content/a.md") && note.contains("Edit this note"), "{note}");
    let sheet =
        note.split("/assets/site.").nth(1).and_then(|rest| rest.split([' ', '"', '>']).next()).expect("its stylesheet");
    assert!(read(&format!("assets/site.{sheet}")).contains("--ink: light-dark(#0f6b4f, #7fd6b4)"));
}

#[test]
fn a_new_site_builds_clean_and_nothing_is_written_over() {
    let here = tempfile::tempdir().expect("a folder");
    assert_eq!(recto(&["init", "site"], here.path()).status.code(), Some(0));
    let site = here.path().join("site");
    let built = recto(&["build", "--strict"], &site);
    let said = String::from_utf8_lossy(&built.stdout).into_owned();
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(built.stderr.is_empty() && said.contains("2 notes, 12 questions"), "{said}");
    let settings = fs::read_to_string(site.join("recto.toml")).expect("written");
    let keys = handbook("settings.md");
    let keys = keys.lines().filter_map(|line| line.strip_prefix("| [`")?.split('`').next()).collect::<Vec<_>>();
    let missing: Vec<&&str> = keys.iter().filter(|key| !settings.contains(**key)).collect();
    assert!(keys.len() > 15 && missing.is_empty(), "the settings of a new site say nothing of {missing:?}");
    fs::write(site.join("recto.toml"), "title = \"Mine\"\n").expect("edited");
    let again = recto(&["init", "site"], here.path());
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("recto.toml"));
    assert_eq!(fs::read_to_string(site.join("recto.toml")).expect("kept"), "title = \"Mine\"\n");
}

/// A program on the path that stands in for another.
fn stand_in(folder: &Path, name: &str, script: &str) {
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a mode");
}

/// Runs a host's commands with a `cargo` that notes what it was asked for, and this Recto as what it installed.
fn as_a_host(site: &Path, commands: &str) -> String {
    let tools = tempfile::tempdir().expect("a folder");
    let log = tools.path().join("installed");
    stand_in(tools.path(), "cargo", &format!("echo \"$@\" >> '{}'", log.display()));
    stand_in(tools.path(), "recto", &format!("exec '{}' \"$@\"", env!("CARGO_BIN_EXE_recto")));
    let path = format!("{}:{}", tools.path().display(), std::env::var("PATH").unwrap_or_default());
    let run = Command::new("sh")
        .args(["-euc", commands])
        .current_dir(site)
        .env("PATH", path)
        .env("URL", "https://example.org/notes")
        .output()
        .expect("a shell");
    assert!(run.status.success(), "{commands}: {}", String::from_utf8_lossy(&run.stderr));
    fs::read_to_string(log).expect("something was installed")
}

#[test]
fn the_commands_of_a_new_sites_hosts_run_as_they_stand() {
    let here = tempfile::tempdir().expect("a folder");
    recto(&["init"], here.path());
    let read = |path: &str| fs::read_to_string(here.path().join(path)).expect("written");
    let netlify: toml::Table = read("netlify.toml").parse().expect("TOML");
    let command = netlify["build"]["command"].as_str().expect("a command");
    let workflow: serde_json::Value = serde_saphyr::from_str(&read(".github/workflows/site.yml")).expect("YAML");
    let steps = workflow["jobs"]["site"]["steps"].as_array().expect("steps");
    let runs: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    let actions = runs.join("\n").replace("${{ steps.pages.outputs.base_url }}", "https://example.org/notes");
    for commands in [command.to_owned(), actions] {
        let _ = fs::remove_dir_all(here.path().join("public"));
        assert_eq!(
            as_a_host(here.path(), &commands).trim(),
            "install --locked --git https://example.org/recto.git recto"
        );
        let home = read("public/index.html");
        assert!(home.contains("/notes/assets/"), "the base URL's prefix is used: {home}");
        assert!(read("public/_headers").contains("Content-Security-Policy"));
    }
    let hosting = handbook("hosting.md");
    let shown = files_of(&hosting);
    for path in ["netlify.toml", ".github/workflows/site.yml"] {
        let text = shown.iter().find(|(shown, _)| shown == path).map(|(_, text)| text.as_str());
        assert_eq!(text, Some(read(path).as_str()), "the handbook shows {path} as it is written");
    }
}

#[test]
fn the_demo_and_the_handbook_give_no_finding() {
    let checked = recto(&["check"], Path::new(env!("CARGO_MANIFEST_DIR")));
    let said = format!("{}{}", String::from_utf8_lossy(&checked.stdout), String::from_utf8_lossy(&checked.stderr));
    assert_eq!(checked.status.code(), Some(0), "{said}");
    assert!(said.contains("nothing to report"), "{said}");
}

#[test]
fn the_demo_s_checks_stand_on_the_answers_as_they_are_and_name_their_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ledger = fs::read_to_string(root.join("checks.toml")).expect("the demo has a ledger");
    let entries: Vec<&str> = ledger.lines().filter(|line| line.starts_with('{')).collect();
    for entry in &entries {
        assert!(entry.contains("source = \"") && entry.contains("by = \"Recto's developers\""), "{entry}");
    }
    let rows = recto(&["questions", "--json"], root);
    let rows: serde_json::Value = serde_json::from_slice(&rows.stdout).expect("JSON");
    let counts = |state: &str| rows.as_array().expect("rows").iter().filter(|row| row["state"] == state).count();
    assert_eq!(counts("changed"), 0, "an answer was edited: check it anew with `recto review --state changed`");
    assert_eq!(counts("checked") + counts("disputed"), entries.len(), "each entry is of an answer that is there");
    assert!(counts("unchecked") > 0 && counts("disputed") > 0, "the draft shows what is still to do");
}
