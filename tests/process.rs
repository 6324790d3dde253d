//! The program itself, as a person or a CI job runs it: its words, its exit codes, its preview, and what it leaves when it
//! is killed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder in memory where there is one: these tests write thousands of files.
fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a folder")
}

fn recto(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recto")).args(arguments).current_dir(folder).output().expect("recto runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// Every file below a folder but Recto's own list, by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("readable"))
        })
        .filter(|(name, _)| !name.starts_with(".recto"))
        .collect()
}

#[test]
fn a_bare_folder_is_built_beside_where_one_stands_and_nothing_is_written_into_it() {
    let here = folder();
    write(here.path(), "vault/a.md", "**What is it?**\n\nIt.\n");
    let before = files(&here.path().join("vault"));
    let output = recto(&["build", "vault"], here.path());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).starts_with("recto: 1 note, 1 question"), "{}", out(&output));
    assert!(here.path().join("public/a/index.html").is_file());
    assert_eq!(files(&here.path().join("vault")), before);
}

#[test]
fn the_summary_counts_drafts_shown_and_hidden() {
    let here = folder();
    write(here.path(), "v/a.md", "---\ndraft: true\n---\nx\n");
    write(here.path(), "v/b.md", "y\n");
    assert!(out(&recto(&["build", "v"], here.path())).contains("1 draft shown under a banner"));
    assert!(out(&recto(&["build", "v", "--drafts", "hide"], here.path())).contains("1 draft hidden"));
    assert!(!here.path().join("public/a").exists(), "a page that has become a hidden draft is deleted");
}

#[test]
fn strict_turns_warnings_into_failure_and_check_counts_them() {
    let here = folder();
    write(here.path(), "v/a.md", "[b](b.md)\n");
    assert_eq!(recto(&["build", "v"], here.path()).status.code(), Some(0));
    assert_eq!(recto(&["build", "v", "--strict"], here.path()).status.code(), Some(1));
    let check = recto(&["check", "v"], here.path());
    assert_eq!(check.status.code(), Some(1));
    assert!(err(&check).contains("warning[dead-link]") && err(&check).contains("a.md:1:1"), "{}", err(&check));
    assert!(!err(&check).contains('\u{1b}'), "no colour off a terminal");
}

#[test]
fn what_cannot_run_says_why_in_a_sentence_and_ends_with_two() {
    let here = folder();
    write(here.path(), "v/a.md", "x\n");
    write(here.path(), "full/precious.txt", "keep me\n");
    for (arguments, words) in [
        (vec!["build", "nowhere"], "nowhere"),
        (vec!["build", "v/a.md"], "v"),
        (vec!["build", "v", "--out", "full"], "--adopt"),
        (vec!["build", "v", "--base-url", "example.org"], "https://"),
    ] {
        let output = recto(&arguments, here.path());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", err(&output));
        assert!(err(&output).contains(words), "{arguments:?}: {}", err(&output));
    }
    assert_eq!(fs::read_to_string(here.path().join("full/precious.txt")).expect("kept"), "keep me\n");
}

#[test]
fn questions_are_listed_as_json_with_their_places() {
    let here = folder();
    write(
        here.path(),
        "v/a.md",
        "# T\n\n## Basics\n\n**What is a queue?**\n\nA line.\n\n**And a stack?**\n\nA pile.\n",
    );
    let output = recto(&["questions", "v", "--json"], here.path());
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let row = &rows[0];
    assert_eq!((row["source"].as_str(), row["line"].as_u64()), (Some("a.md"), Some(5)));
    assert_eq!((row["question"].as_str(), row["form"].as_str()), (Some("What is a queue?"), Some("bold")));
    assert_eq!((row["answer_first_line"].as_u64(), row["answer_last_line"].as_u64()), (Some(7), Some(7)));
    assert_eq!(row["answer"].as_str(), Some("<p>A line.</p>"));
    assert_eq!((row["id"].as_str().map(str::len), row["prompt_hash"].as_str().map(str::len)), (Some(32), Some(32)));
}

#[test]
fn an_answer_in_a_section_of_answers_is_given_with_its_question() {
    let here = folder();
    let open = "# Test\n\n1. What is red?\n2. Who gives way?\n3. Why?\n\n## Answers\n\n1. *Port*.\n2. The other.\n   - Always.\n\n---\n";
    let choice = "**Q1.** Which is red?\n\n- A) Port\n- B) Starboard\n\n**Q2.** Which is green?\n\n- A) Port\n- B) Starboard\n\n## Answer key\n\n1. **A**\n2. **B** — as on every ship\n";
    write(here.path(), "v/a.md", open);
    write(here.path(), "v/b.md", choice);
    write(
        here.path(),
        "v/c.md",
        "# Birds\n\n1. What eats?\n2. What sings?\n3. What swims?\n\n## Answers\n\n1. The owl\n2. The wren\n3. The coot\n",
    );
    let output = recto(&["questions", "v", "--json"], here.path());
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let said: Vec<(&str, Option<u64>, Option<u64>)> = rows
        .iter()
        .map(|row| {
            let line = |key: &str| row[key].as_u64();
            (row["answer"].as_str().expect("words"), line("answer_first_line"), line("answer_last_line"))
        })
        .collect();
    let expected = [
        ("<em>Port</em>.", Some(9), Some(9)),
        ("The other.<ul><li>Always.</li></ul>", Some(10), Some(11)),
        ("", None, None),
        ("<p>Port</p>", Some(13), Some(13)),
        ("<strong>B</strong> — as on every ship", Some(14), Some(14)),
        ("The owl", Some(9), Some(9)),
        ("The wren", Some(10), Some(10)),
        ("The coot", Some(11), Some(11)),
    ];
    assert_eq!(
        said.iter().map(|it| (it.0.replace('\n', ""), it.1, it.2)).collect::<Vec<_>>(),
        expected.map(|it| (it.0.to_owned(), it.1, it.2))
    );
    let output = recto(&["questions", "v"], here.path());
    let text = String::from_utf8(output.stdout).expect("text");
    assert_eq!(text.matches("(no answer)").count(), 1, "{text}");
}

/// A preview server that ends with its test.
struct Preview {
    child: Child,
    port: u16,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn start(folder: &Path) -> Self {
        let port = 20_000 + (std::process::id() % 20_000) as u16;
        let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
            .args(["serve", ".", "--port", &port.to_string()])
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("recto serves");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let line = lines
            .by_ref()
            .map_while(Result::ok)
            .find(|line| line.contains("http://127.0.0.1:"))
            .expect("it says where it serves");
        let port = line
            .split("127.0.0.1:")
            .nth(1)
            .expect("a port")
            .split(|c: char| !c.is_ascii_digit())
            .next()
            .expect("digits");
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port: port.parse().expect("a port") }
    }

    fn ask(&self, path: &str, host: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        let text = String::from_utf8_lossy(&answer).into_owned();
        let status = text.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        (status, text)
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.ask(path, &format!("127.0.0.1:{}", self.port))
    }

    /// The lines of the event stream.
    fn events(&self) -> std::io::Lines<BufReader<TcpStream>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
        write!(stream, "GET /_recto/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).expect("sent");
        BufReader::new(stream).lines()
    }
}

/// The data of the next `change` event that names a page.
fn change(events: &mut std::io::Lines<BufReader<TcpStream>>, page: &str) -> String {
    for line in events.by_ref() {
        let line = line.expect("the preview tells of the change in time");
        if line.starts_with("data:") && line.contains(page) {
            return line;
        }
    }
    panic!("the stream ended")
}

#[test]
fn the_preview_shows_an_edit_before_it_tells_of_it() {
    let here = folder();
    write(here.path(), "a.md", "# A\n\nfirst words\n");
    write(here.path(), "b.md", "# B\n\n[to a](a.md)\n");
    let preview = Preview::start(here.path());
    let (status, page) = preview.get("/a/");
    assert!(status == 200 && page.contains("first words"), "{page}");
    assert!(page.to_lowercase().contains("content-security-policy"), "{page}");
    let mut events = preview.events();
    assert!(events.by_ref().map_while(Result::ok).any(|line| line.contains("hello")), "it greets");
    write(here.path(), "a.md", "# A\n\nsecond words\n");
    change(&mut events, "\"/a/\"");
    assert!(preview.get("/a/").1.contains("second words"));
    fs::rename(here.path().join("b.md"), here.path().join("c.md")).expect("renamed");
    let told = change(&mut events, "\"/c/\"");
    assert!(told.contains("\"/b/\""), "the page that is gone is named: {told}");
    assert_eq!(preview.get("/b/").0, 404);
    assert_eq!(preview.get("/c/").0, 200);
    fs::remove_file(here.path().join("c.md")).expect("deleted");
    change(&mut events, "\"/c/\"");
    assert_eq!(preview.get("/c/").0, 404);
    assert_eq!(preview.get("/a").0, 308, "a page without its slash leads to it");
}

#[test]
fn the_preview_answers_nobody_but_this_machine() {
    let here = folder();
    write(here.path(), "a.md", "x\n");
    let preview = Preview::start(here.path());
    assert_eq!(preview.ask("/a/", "evil.example").0, 403);
    assert_eq!(preview.ask("/a/", &format!("localhost:{}", preview.port)).0, 200);
    assert_eq!(preview.get("/../../etc/passwd").0, 404);
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// One edit of a vault, as an author makes them.
fn edit(vault: &Path, dice: &mut Dice, round: usize) {
    let name = |n: u64| format!("{}n{}.md", ["", "x/", "x/y/"][(n % 3) as usize], n % 5);
    let (a, b) = (name(dice.roll(15)), name(dice.roll(15)));
    match dice.roll(8) {
        0 => drop(fs::remove_file(vault.join("content").join(a))),
        1 if vault.join("content").join(&a).exists() => {
            fs::create_dir_all(vault.join("content").join(&b).parent().expect("a parent")).expect("a folder");
            fs::rename(vault.join("content").join(a), vault.join("content").join(b)).expect("renamed");
        }
        2 => write(
            vault,
            "recto.toml",
            ["", "drafts = \"hide\"\n", "title = \"T\"\n", "questions = \"off\"\n"][dice.roll(4) as usize],
        ),
        3 => write(vault, "themes/recto/assets/site.css", &format!("h1 {{ color: #{round:03} }}\n")),
        4 => write(
            vault,
            &format!("content/{a}"),
            &format!("---\ndraft: true\ntags: [t{}]\n---\n# N\n\n[l]({b})\n", dice.roll(3)),
        ),
        _ => write(
            vault,
            &format!("content/{a}"),
            &format!("# Note {round}\n\n**What is {round}?**\n\nIt.\n\n[[n{}]]\n", dice.roll(5)),
        ),
    }
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(30), "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_watch_leaves_equals_a_clean_build_after_every_edit() {
    let here = folder();
    let vault = here.path().join("site");
    write(&vault, "recto.toml", "");
    write(&vault, "content/n0.md", "# Start\n");
    let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
        .args(["build", "--watch"])
        .current_dir(&vault)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("recto watches");
    wait_until("the first build", || vault.join("public/index.html").exists());
    std::thread::sleep(Duration::from_millis(300)); // The watch begins after the first build, and nothing says when.
    let mut dice = Dice(7);
    for round in 0..60 {
        edit(&vault, &mut dice, round);
        let clean = here.path().join("clean");
        let built =
            recto(&["build", "site", "--out", clean.to_str().expect("a path"), "--clean", "--no-cache"], here.path());
        assert_ne!(built.status.code(), Some(2), "{}", err(&built));
        let wanted = files(&clean);
        let ours = || files(&vault.join("public"));
        wait_until(&format!("round {round}"), || ours() == wanted);
    }
    child.kill().expect("stopped");
    child.wait().expect("gone");
}

/// The names of all assets that a page asks for.
fn assets(page: &str) -> Vec<&str> {
    page.split("/assets/").skip(1).map(|rest| rest.split(['"', ' ', '>', '\'']).next().unwrap_or("")).collect()
}

#[test]
fn a_build_that_is_killed_leaves_every_file_whole_and_every_asset_there() {
    let here = folder();
    let site = here.path().join("site");
    let lay = |version: usize| {
        write(&site, "recto.toml", "");
        write(&site, "themes/recto/assets/site.css", &format!("h1 {{ order: {version} }}\n"));
        for n in 0..60 {
            write(
                &site,
                &format!("content/n{n}.md"),
                &format!("# Version {version}\n\n{}\n", format!("words {version} ").repeat(200)),
            );
        }
    };
    lay(0);
    assert_eq!(recto(&["build", "site"], here.path()).status.code(), Some(0));
    let mut dice = Dice(11);
    let mut old = files(&site.join("public"));
    for round in 1..=60 {
        lay(round);
        let clean = here.path().join("clean");
        recto(&["build", "site", "--out", clean.to_str().expect("a path"), "--clean", "--no-cache"], here.path());
        let new = files(&clean);
        let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
            .args(["build", "site"])
            .current_dir(here.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("recto builds");
        std::thread::sleep(Duration::from_micros(dice.roll(60_000)));
        let _ = child.kill();
        let _ = child.wait();
        let left = files(&site.join("public"));
        for (name, bytes) in left.iter().filter(|(name, _)| *name != ".gitignore") {
            assert!(
                old.get(name) == Some(bytes) || new.get(name) == Some(bytes),
                "round {round}: {name} is neither old nor new"
            );
            if name.ends_with(".html") {
                for asset in assets(&String::from_utf8_lossy(bytes)) {
                    assert!(
                        left.contains_key(&format!("assets/{asset}")),
                        "round {round}: {name} names {asset}, which is gone"
                    );
                }
            }
        }
        assert_eq!(recto(&["build", "site"], here.path()).status.code(), Some(0), "the next run finishes the job");
        assert_eq!(files(&site.join("public")), new, "round {round}");
        old = new;
    }
}

/// Where the memory of a build is measured: a vault of this many notes, each about as long as one written by hand.
#[test]
fn memory_grows_by_little_more_than_the_notes_themselves() {
    if !Path::new("/proc/self/status").exists() {
        eprintln!("this system does not say how much memory a process took: nothing was measured");
        return;
    }
    let peak = |notes: usize| -> u64 {
        let here = folder();
        for n in 0..notes {
            let body: String = (0..9)
                .map(|q| format!("**What is {n} and {q}?**\n\n- It is {}\n\n", format!("word{q} ").repeat(90)))
                .collect();
            write(here.path(), &format!("v/part-{}/n{n}.md", n / 100), &format!("# Note {n}\n\n{body}"));
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
            .args(["build", "v", "--out", "out"])
            .current_dir(here.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("recto builds");
        let status: PathBuf = format!("/proc/{}/status", child.id()).into();
        let mut peak = 0;
        while child.try_wait().expect("its state").is_none() {
            let text = fs::read_to_string(&status).unwrap_or_default();
            let kilobytes = text
                .lines()
                .find_map(|line| line.strip_prefix("VmHWM:"))
                .and_then(|it| it.trim().split(' ').next()?.parse().ok());
            peak = peak.max(kilobytes.unwrap_or(0));
            std::thread::sleep(Duration::from_millis(2));
        }
        peak
    };
    let (small, large) = (peak(100), peak(2_100));
    let a_note = (large - small.min(large)) / 2_000;
    println!("peak memory: {small} kB with 100 notes, {large} kB with 2,100: {a_note} kB a note");
    assert!(a_note <= 30, "a note costs {a_note} kB of memory; 10,000 of them must fit into 350 MB");
}
