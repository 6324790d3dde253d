//! Checking answers as people do: at a terminal, over weeks, two of them, with notes that change meanwhile.
#![cfg(unix)]

use rexpect::session::{PtySession, spawn_command};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn numbered(numbers: std::ops::Range<usize>) -> String {
    numbers.map(|n| format!("**What is number {n}?**\n\nIt is {n}.\n\n")).collect()
}

/// A vault with twenty questions.
fn vault() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "one.md", &numbered(0..12));
    write(folder.path(), "more/two.md", &format!("---\ndraft: true\n---\n# Two\n\n{}", numbered(12..20)));
    folder
}

fn recto(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("VISUAL")
        .env_remove("EDITOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("recto runs");
    // A command that ends before it has read everything closes the pipe.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    child.wait_with_output().expect("it ends")
}

fn review(folder: &Path, more: &[&str], input: &str) -> String {
    let output = recto(folder, &[&["review", "--by", "Ann"], more].concat(), input);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// `checks --json` of a folder.
fn checks(folder: &Path) -> serde_json::Value {
    serde_json::from_slice(&recto(folder, &["checks", "--json"], "").stdout).expect("JSON")
}

fn total(folder: &Path) -> (u64, u64, u64, u64) {
    let total = checks(folder)["total"].clone();
    let count = |key: &str| total[key].as_u64().expect("a count");
    (count("checked"), count("disputed"), count("changed"), count("unchecked"))
}

/// The state of the question whose words hold this, as `recto questions --json` gives it.
fn state(folder: &Path, words: &str) -> String {
    let rows: serde_json::Value =
        serde_json::from_slice(&recto(folder, &["questions", "--json"], "").stdout).expect("JSON");
    let rows = rows.as_array().expect("a list");
    let row =
        rows.iter().find(|row| row["question"].as_str().is_some_and(|it| it.contains(words))).expect("a question");
    row["state"].as_str().unwrap_or("none").to_owned()
}

/// What runs recto so that Ctrl-C reaches it: whatever a script starts in the background is told to ignore it, and so are
/// these tests then, and all that they start.
fn hearing_ctrl_c() -> Command {
    let recto = env!("CARGO_BIN_EXE_recto");
    let mut command = Command::new("env");
    command.args(["--default-signal=INT", recto]);
    // GNU's `env` alone knows how.
    let knows = Command::new("env").args(["--default-signal=INT", "true"]).stderr(Stdio::null()).status();
    if knows.is_ok_and(|status| status.success()) { command } else { Command::new(recto) }
}

fn terminal(folder: &Path, more: &[&str]) -> PtySession {
    let mut command = hearing_ctrl_c();
    command.args(["review", "--by", "Ann"]).args(more).current_dir(folder).env("TERM", "xterm");
    spawn_command(command, Some(20_000)).expect("a terminal")
}

#[test]
fn twenty_answers_are_checked_at_a_terminal_and_ctrl_c_loses_none_of_them() {
    let folder = vault();
    let mut session = terminal(folder.path(), &[]);
    for n in 1..=12 {
        session.exp_string(&format!("{n} of 20")).expect("the next question");
        session.exp_string("> ").expect("a prompt");
        session.send_line(if n == 3 { "c https://example.org/three" } else { "c" }).expect("typed");
    }
    session.exp_string("13 of 20").expect("the next question");
    session.send_control('c').expect("typed");
    session.exp_eof().expect("it ends");
    assert_eq!(total(folder.path()).0, 12, "what was said is written");
    let mut session = terminal(folder.path(), &[]);
    session.exp_string("1 of 8").expect("it goes on where it was left");
    session.exp_string("> ").expect("a prompt");
    session.send_line("d").expect("typed");
    session.exp_string("What is wrong with it? ").expect("it asks");
    session.send_line("Half of it.").expect("typed");
    for n in 2..=8 {
        session.exp_string(&format!("{n} of 8")).expect("the next question");
        session.exp_string("> ").expect("a prompt");
        session.send_line("c").expect("typed");
    }
    session.exp_string("7 checked, 1 disputed, 0 of 8 answers left").expect("a sum");
    session.exp_eof().expect("it ends");
    assert_eq!(total(folder.path()), (19, 1, 0, 0));
    let ledger = fs::read_to_string(folder.path().join("checks.toml")).expect("a ledger");
    assert!(
        ledger.contains("source = \"https://example.org/three\"") && ledger.contains("objection = \"Half of it.\"")
    );
    let mut session = terminal(folder.path(), &[]);
    session.exp_string("nothing to review").expect("all is said");
}

#[test]
fn every_command_of_a_review_does_what_it_says_and_works_without_a_terminal() {
    let folder = vault();
    let said =
        review(folder.path(), &["--note", "one.md"], "s a book\nc\nd Not so.\nn\nb\nb\nu\n\n?\nc\nb\ns late\nq\n");
    assert!(said.contains("one.md:1") && said.contains("It is 0."), "question, answer and place are shown: {said}");
    // Checked 0 with a source; disputed 1; skipped 2; back to 2 and to 1, and took the dispute back; skipped it; checked 2,
    // went back to it and gave a source.
    assert_eq!(total(folder.path()).0, 2, "{said}");
    let ledger = fs::read_to_string(folder.path().join("checks.toml")).expect("a ledger");
    assert!(ledger.contains("source = \"a book\"") && ledger.contains("source = \"late\""), "{ledger}");
    assert!(!ledger.contains("Not so."), "{ledger}");
    let output = recto(folder.path(), &["review", "--by", "Ann"], "");
    assert!(err(&output).contains("no terminal"), "{}", err(&output));
    let output = recto(folder.path(), &["review", "--by", "Ann", "--note", "none.md"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("none.md"), "{}", err(&output));
    assert!(review(folder.path(), &["--state", "checked"], "q\n").contains("1 of 2"));
}

#[test]
fn an_editor_is_opened_at_the_line_and_what_it_saves_is_read() {
    let folder = vault();
    let editor = folder.path().join(".editor.sh");
    fs::write(&editor, "#!/bin/sh\necho \"$1\" > .opened\nsed -i.old 's/It is 1\\./It is one./' \"$2\"\nrm -f *.old\n")
        .expect("written");
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("may run");
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    command.args(["review", "--by", "Ann"]).current_dir(folder.path()).env_remove("VISUAL").env("EDITOR", &editor);
    let mut session = spawn_command(command, Some(20_000)).expect("a terminal");
    for command in ["n", "o"] {
        session.exp_string("> ").expect("a prompt");
        session.send_line(command).expect("typed");
    }
    session.exp_string("It is one.").expect("the answer as it is now");
    session.exp_string("> ").expect("a prompt");
    session.send_line("c").expect("typed");
    session.exp_string("3 of 20").expect("the next question");
    session.exp_string("> ").expect("a prompt");
    session.send_line("q").expect("typed");
    session.exp_eof().expect("it ends");
    assert_eq!(fs::read_to_string(folder.path().join(".opened")).expect("it ran").trim(), "+5");
    assert_eq!(state(folder.path(), "number 1?"), "checked");
}

#[test]
fn a_review_that_is_killed_at_any_point_leaves_a_whole_ledger() {
    let folder = vault();
    for shown in 1..=20 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
            .args(["review", "--by", "Ann", "--state", "unchecked,checked"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("recto runs");
        // All answers are there at once, so that it is writing when it is killed.
        child.stdin.take().expect("piped").write_all("c\n".repeat(20).as_bytes()).expect("typed");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines().map_while(Result::ok);
        assert!(lines.any(|line| line.contains(&format!("{shown} of 20"))), "it comes to the question");
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let output = recto(folder.path(), &["check"], "");
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        if shown > 1 {
            assert!(total(folder.path()).0 >= shown - 1, "what came before is written");
        }
    }
}

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let output = Command::new("git")
        .args(["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git runs");
    output.status.success()
}

#[test]
fn edits_moves_renames_branches_and_a_broken_ledger_leave_every_state_right() {
    let folder = vault();
    let path = folder.path();
    review(path, &[], &"c\n".repeat(4));
    assert!(git(path, &["init", "-q"]) && git(path, &["add", "-A"]) && git(path, &["commit", "-qm", "begin"]));
    // Two people, two branches, ten answers each that lie side by side.
    assert!(git(path, &["checkout", "-qb", "ann"]));
    review(path, &[], &"c\nn\n".repeat(8));
    assert!(git(path, &["commit", "-qam", "ann"]) && git(path, &["checkout", "-q", "main"]));
    review(path, &[], &"n\nc\n".repeat(8));
    assert!(git(path, &["commit", "-qam", "bob"]) && git(path, &["merge", "-q", "--no-edit", "ann"]), "no conflict");
    assert_eq!(total(path), (20, 0, 0, 0));
    let hint = recto(path, &["check"], "");
    assert!(err(&hint).contains("[checked-draft]"), "{}", err(&hint));
    // One answer is edited, one question moves, one note is renamed.
    let text = fs::read_to_string(path.join("one.md")).expect("a note");
    write(path, "one.md", &text.replace("It is 1.", "It is *one*."));
    assert_eq!((state(path, "number 1?"), state(path, "number 2?")), ("changed".into(), "checked".into()));
    let moved = "**What is number 3?**\n\nIt is 3.\n\n";
    let text = fs::read_to_string(path.join("one.md")).expect("a note");
    write(path, "one.md", &text.replace(moved, ""));
    write(path, "three.md", moved);
    assert_eq!(state(path, "number 3?"), "checked");
    fs::rename(path.join("more"), path.join("less")).expect("renamed");
    assert_eq!(total(path), (19, 0, 1, 0));
    // Whoever checks it again does so under its new name, and nothing is left of the old.
    let before = fs::read_to_string(path.join("checks.toml")).expect("a ledger").matches("{ id").count();
    review(path, &["--note", "less/two.md", "--state", "checked"], &"c\n".repeat(8));
    assert_eq!(fs::read_to_string(path.join("checks.toml")).expect("a ledger").matches("{ id").count(), before);
    // A share that is met, and one that is not.
    assert_eq!(recto(path, &["check", "--min-checked", "95%"], "").status.code(), Some(0));
    let short = recto(path, &["check", "--min-checked", "96%"], "");
    assert_eq!(short.status.code(), Some(1));
    assert!(err(&short).contains("error[changed-answer]") && err(&short).contains("one.md:5:"), "{}", err(&short));
    review(path, &["--note", "three.md", "--state", "checked"], "d No.\n");
    let disputed = recto(path, &["check", "--min-checked", "100%"], "");
    assert!(
        err(&disputed).contains("error[disputed-answer]") && err(&disputed).contains("three.md:1:"),
        "{}",
        err(&disputed)
    );
    // Broken by hand: nobody writes it, and everybody says so.
    let ledger = fs::read_to_string(path.join("checks.toml")).expect("a ledger");
    let broken = ledger.replacen("state = \"checked\"", "state = checked", 1);
    write(path, "checks.toml", &broken);
    let output = recto(path, &["review", "--by", "Ann"], "c\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("[ledger-syntax]") && err(&output).contains("checks.toml:"), "{}", err(&output));
    assert_eq!(fs::read_to_string(path.join("checks.toml")).expect("a ledger"), broken, "nothing of it is lost");
    assert_eq!(recto(path, &["check"], "").status.code(), Some(1));
}

#[test]
fn folders_say_how_much_of_them_must_be_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(
        path,
        "recto.toml",
        "[folders.\"sql\"]\nmin_checked = \"50%\"\n[folders.\"sql/old\"]\nmin_checked = \"0%\"\n",
    );
    write(path, "content/sql/a.md", &numbered(0..2));
    write(path, "content/sql/old/b.md", &numbered(2..4));
    write(path, "content/c.md", &numbered(4..6));
    let output = recto(path, &["check"], "");
    assert_eq!(output.status.code(), Some(1));
    let said = err(&output);
    assert_eq!(said.matches("error[unchecked-answer]").count(), 2, "{said}");
    assert!(
        said.contains("content/sql/a.md:1:") && said.contains("of `sql` 0 of 2 are checked, and 50% must be"),
        "{said}"
    );
    review(path, &["--note", "content/sql/a.md"], "c\nq\n");
    assert_eq!(recto(path, &["check"], "").status.code(), Some(0));
    assert!(path.join("checks.toml").is_file(), "beside recto.toml");
    let output = recto(path, &["check", "--min-checked", "50"], "");
    assert!(err(&output).contains("content/c.md:1:"), "{}", err(&output));
    assert_eq!(recto(path, &["check", "--min-checked", "lots"], "").status.code(), Some(2));
}

#[test]
fn what_is_missing_disputed_or_changed_is_listed_in_every_output_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(path, "sub/a.md", &numbered(0..4));
    review(path, &[], "c\nc\nd Half of it.\nq\n");
    write(path, "sub/a.md", &numbered(0..4).replace("It is 1.", "It is one."));
    let wanted = [("changed-answer", 5), ("disputed-answer", 9), ("unchecked-answer", 13)]
        .map(|(code, line)| (code, line as u64));
    let check = |format: &str| {
        let output = recto(path, &["check", "--min-checked", "80%", "--format", format], "");
        assert_eq!(output.status.code(), Some(1), "{format}: {}", err(&output));
        (String::from_utf8_lossy(&output.stdout).into_owned(), err(&output))
    };
    let human = check("human").1;
    let json: serde_json::Value = serde_json::from_str(&check("json").0).expect("JSON");
    let github = check("github").0;
    let sarif: serde_json::Value = serde_json::from_str(&check("sarif").0).expect("JSON");
    for (at, (code, line)) in wanted.into_iter().enumerate() {
        assert!(human.contains(&format!("error[{code}]")) && human.contains(&format!("sub/a.md:{line}:3")), "{human}");
        let found = &json.as_array().expect("a list")[at];
        let told = (&found["code"], &found["severity"], &found["path"], &found["line"]);
        assert_eq!(told, (&code.into(), &"error".into(), &"sub/a.md".into(), &line.into()), "{json}");
        let told = format!("::error file=sub/a.md,line={line},col=3,");
        assert!(github.lines().any(|it| it.starts_with(&told) && it.contains(code)), "{github}");
        let found = &sarif["runs"][0]["results"][at];
        let place = &found["locations"][0]["physicalLocation"];
        assert_eq!((&found["ruleId"], &found["level"]), (&code.into(), &"error".into()), "{sarif}");
        assert_eq!(place["artifactLocation"]["uri"], "sub/a.md");
        assert_eq!(place["region"]["startLine"], line);
    }
    for said in [&human, &json.to_string(), &github, &sarif.to_string()] {
        assert!(said.contains("1 of 4 are checked"), "each tells how much is: {said}");
    }
}

#[test]
fn what_an_answer_shows_of_other_notes_is_shown_to_whoever_checks_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(path, "a.md", "**What is it?**\n\nSee:\n\n![[b#Part]]\n");
    write(path, "b.md", "# B\n\nElsewhere.\n\n## Part\n\nThis part, and ![[c]]\n");
    write(path, "c.md", "The innermost words.\n");
    let shown = review(path, &[], "c\n");
    for words in ["![[b#Part]] shows:", "This part", "![[c]] shows:", "The innermost words."] {
        assert!(shown.contains(words), "`{words}` is not in {shown}");
    }
    assert!(!shown.contains("Elsewhere"), "{shown}");
    assert_eq!(state(path, "What is it?"), "checked");
    write(path, "c.md", "Other words.\n");
    assert_eq!(state(path, "What is it?"), "changed");
}

#[test]
fn two_who_review_at_once_lose_nothing_of_each_other() {
    let folder = vault();
    let path = folder.path();
    std::thread::scope(|scope| {
        for note in ["one.md", "more/two.md"] {
            scope.spawn(move || review(path, &["--note", note], &"c\n".repeat(12)));
        }
    });
    assert_eq!(total(path), (20, 0, 0, 0));
}

#[test]
fn a_ledger_that_is_read_only_is_left_alone_and_one_from_windows_keeps_every_entry() {
    let folder = vault();
    let (path, ledger) = (folder.path(), folder.path().join("checks.toml"));
    review(path, &[], "c\nc\nq\n");
    let text = fs::read_to_string(&ledger).expect("a ledger");
    for other in [text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
        write(path, "checks.toml", &other);
        assert_eq!(total(path).0, 2, "{other}");
        review(path, &["--state", "checked"], "s A book.\nc\nq\n");
        assert_eq!(fs::read_to_string(&ledger).expect("a ledger").matches("{ id").count(), 2);
    }
    write(path, "checks.toml", &text);
    let mut permissions = fs::metadata(&ledger).expect("a ledger").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&ledger, permissions).expect("permitted");
    let output = recto(path, &["review", "--by", "Ann"], "c\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("will not write") && err(&output).contains("it is read-only"), "{}", err(&output));
    assert_eq!(fs::read_to_string(&ledger).expect("a ledger"), text);
    assert!(!path.join(".checks.toml.new").exists(), "nothing is left lying about");
}

#[test]
fn the_ledger_lies_where_it_is_told_to_and_is_begun_only_by_a_check() {
    let folder = vault();
    review(folder.path(), &["--ledger", "else.toml"], "q\n");
    assert!(!folder.path().join("else.toml").exists());
    review(folder.path(), &["--ledger", "else.toml"], "c\nq\n");
    assert!(folder.path().join("else.toml").is_file() && !folder.path().join("checks.toml").exists());
    let rows = recto(folder.path(), &["questions", "--json", "--ledger", "else.toml"], "");
    assert!(String::from_utf8_lossy(&rows.stdout).contains("\"state\": \"checked\""));
    let missing = recto(folder.path(), &["build", "--ledger", "gone.toml"], "");
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("gone.toml"), "{}", err(&missing));
    let table = recto(folder.path(), &["checks", "--ledger", "else.toml"], "");
    let table = String::from_utf8_lossy(&table.stdout).into_owned();
    assert!(table.contains("1/12") && table.contains("0/8") && table.contains("more/two.md (draft)"), "{table}");
}
