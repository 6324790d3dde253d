//! What `recto check` tells programs, and how much findings weigh.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn site(settings: &str) -> TempDir {
    let root = TempDir::new().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("recto.toml", settings);
    write("content/a, b 50%.md", "# A\n\nÜber [eins](nix.md): a dead link\n");
    write("content/b.md", "---\naliases: [c]\n---\n[[a, b 50%]]\n");
    write("content/c.md", "# C\n");
    root
}

fn check(root: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    let output = command.arg("check").args(args).current_dir(root).output().expect("recto runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn json_gives_each_finding_its_place_and_its_words() {
    let root = site("");
    let (code, out, err) = check(root.path(), &["--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&out).expect("JSON and nothing else");
    assert_eq!((code, rows.len()), (Some(1), 2), "{out}");
    let dead = &rows[0];
    assert_eq!(dead["code"], "dead-link");
    assert_eq!(dead["severity"], "warning");
    assert_eq!(dead["path"], "content/a, b 50%.md");
    assert_eq!((&dead["line"], &dead["column"], &dead["end_column"]), (&3.into(), &6.into(), &20.into()));
    assert_eq!(dead["excerpt"], "Über [eins](nix.md): a dead link");
    let keys: Vec<&String> = dead.as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        ["code", "severity", "path", "line", "column", "end_column", "message", "cause", "hint", "excerpt"]
    );
    assert_eq!(rows[1]["code"], "alias-clash");
    assert!(err.starts_with("recto: 3 notes"), "{err}");
}

#[test]
fn github_gets_one_command_a_finding_with_everything_escaped() {
    let root = site("");
    let (code, out, _) = check(root.path(), &["--format", "github"]);
    assert_eq!((code, out.lines().count()), (Some(1), 2), "{out}");
    let begins =
        "::warning file=content/a%2C b 50%25.md,line=3,col=6,endColumn=20,title=dead-link::nothing is at `nix.md`%0A";
    assert!(out.starts_with(begins), "{out}");
    assert!(out.lines().nth(1).is_some_and(|line| line.starts_with("::notice file=content/b.md,line=2,")), "{out}");
}

#[test]
fn sarif_is_what_its_specification_asks() {
    let root = site("");
    let (_, out, _) = check(root.path(), &["--format", "sarif"]);
    let log: Value = serde_json::from_str(&out).expect("JSON and nothing else");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(run["tool"]["driver"]["name"], "Recto");
    assert!(rules.iter().all(|rule| rule["shortDescription"]["text"].as_str().is_some_and(|it| it.ends_with('.'))));
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 2);
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
        assert!(result["message"]["text"].as_str().is_some_and(|it| !it.is_empty()));
    }
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/a,%20b%2050%25.md", "a relative reference");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&3.into(), &6.into()));
    assert_eq!(place["region"]["endColumn"], 20);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
}

#[test]
fn a_site_without_findings_is_an_empty_report() {
    let root = TempDir::new().expect("a temporary folder");
    fs::write(root.path().join("a.md"), "# A\n").expect("a file");
    assert_eq!(check(root.path(), &["--format", "json"]).1, "[]\n");
    assert_eq!(check(root.path(), &["--format", "github"]).1, "");
    let log: Value = serde_json::from_str(&check(root.path(), &["--format", "sarif"]).1).expect("JSON");
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()), "results is there, or it would mean: not run");
}

#[test]
fn the_settings_say_how_much_a_finding_weighs() {
    let quiet = site("[severity]\ndead-link = \"off\"\nalias-clash = \"hint\"\n");
    let (code, out, err) = check(quiet.path(), &[]);
    assert_eq!((code, err.contains("dead-link")), (Some(0), false), "{out}{err}");
    let loud = site("[severity]\ndead-link = \"error\"\norphan-note = \"warning\"\n");
    let (_, out, err) = check(loud.path(), &[]);
    assert!(err.contains("error[dead-link]") && err.contains("warning[orphan-note]"), "{err}");
    assert!(out.contains("1 error, 2 warnings"), "{out}");
    let mut build = Command::new(env!("CARGO_BIN_EXE_recto"));
    let built = build.arg("build").current_dir(loud.path()).output().expect("recto runs");
    assert_eq!(built.status.code(), Some(1), "a build fails for what the settings call an error");
    let wrong = site("[severity]\ndaed-link = \"off\"\ndead-link = 1\n");
    let (_, _, err) = check(wrong.path(), &[]);
    assert!(err.contains("did you mean `dead-link`?") && err.contains("recto.toml:2:1"), "{err}");
    assert!(err.contains("recto.toml:3:13") && err.contains("\"off\""), "{err}");
}
