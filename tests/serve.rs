//! The commands that stay: a real process, real edits, a real socket.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What the browser sends with a page's own request.
const OWN: &[(&str, &str)] =
    &[("Host", "{}"), ("Origin", "http://{}"), ("Content-Type", "application/json"), ("Sec-Fetch-Site", "same-origin")];

const WAIT: Duration = Duration::from_secs(20);

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().expect("it can be stopped");
        self.0.wait().expect("it ends");
    }
}

fn spawn(here: &Path, args: &[&str]) -> (Running, Receiver<String>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    command.args(args).current_dir(here).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("recto runs");
    let (sender, lines) = channel();
    let streams: [Box<dyn Read + Send>; 2] =
        [Box::new(child.stdout.take().expect("piped")), Box::new(child.stderr.take().expect("piped"))];
    for stream in streams {
        let sender = sender.clone();
        std::thread::spawn(move || {
            BufReader::new(stream).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
    }
    (Running(child), lines)
}

fn line_with(lines: &Receiver<String>, words: &str) -> String {
    let begun = Instant::now();
    loop {
        let left = WAIT.saturating_sub(begun.elapsed());
        let line = lines.recv_timeout(left).unwrap_or_else(|_| panic!("no line says `{words}`"));
        if line.contains(words) {
            return line;
        }
    }
}

struct Served {
    root: TempDir,
    address: String,
    events: Receiver<serde_json::Value>,
    _process: Running,
    lines: Receiver<String>,
}

fn serve(files: &[(&str, &str)]) -> Served {
    let root = TempDir::new().expect("a temporary folder");
    for (path, text) in files {
        write(root.path(), path, text);
    }
    let (process, lines) = spawn(root.path(), &["serve", "--port", "0", "--by", "Ann"]);
    let line = line_with(&lines, "http://");
    let address = line.split("http://").nth(1).expect("an address").trim_end_matches('/').to_owned();
    let mut stream = TcpStream::connect(&address).expect("connected");
    write!(stream, "GET /_recto/events HTTP/1.1\r\nHost: {address}\r\n\r\n").expect("sent");
    let (sender, events) = channel();
    std::thread::spawn(move || {
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        let data = lines.filter_map(|line| line.strip_prefix("data: ").map(str::to_owned));
        data.map(|data| serde_json::from_str(&data).expect("JSON")).try_for_each(|event| sender.send(event))
    });
    let served = Served { root, address, events, _process: process, lines };
    assert!(served.event().get("version").is_some(), "the first event is hello");
    served
}

/// Saves as most editors do, in one step: on a busy machine a plain write can be seen half done, and told twice.
fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
    let draft = path.with_file_name(".draft");
    fs::write(&draft, text).expect("a file");
    fs::rename(draft, path).expect("saved");
}

/// Sends a body to a server; the status and the answer.
fn post(address: &str, path: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).expect("connected");
    let mut request = format!("POST {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        request.push_str(&format!("{name}: {}\r\n", value.replace("{}", address)));
    }
    // A server that refuses early may close before it has read everything.
    let _ = stream.write_all(format!("{request}\r\n{body}").as_bytes());
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    (head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status"), body.to_owned())
}

impl Served {
    fn write(&self, path: &str, text: &str) {
        write(self.root.path(), path, text);
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("connected");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        (head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status"), body.to_owned())
    }

    fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
        post(&self.address, path, headers, body)
    }

    /// Checks as a page does that the server has sent.
    fn says(&self, said: &serde_json::Value) -> (u16, serde_json::Value) {
        let (status, answer) = self.post("/_recto/checks", OWN, &said.to_string());
        (status, serde_json::from_str(&answer).unwrap_or_default())
    }

    /// What a page would say of each of its questions, as checked.
    fn checks_of(&self, page: &str) -> Vec<serde_json::Value> {
        use scraper::{Html, Selector};
        let html = Html::parse_document(&self.get(page).1);
        let select = |selector| Selector::parse(selector).expect("a selector");
        let token = html.select(&select("[data-token]")).next().and_then(|it| it.value().attr("data-token"));
        let question = |it: scraper::ElementRef<'_>| {
            let (id, answer) = (it.value().attr("data-id"), it.value().attr("data-answer"));
            serde_json::json!({ "token": token, "id": id, "answer": answer, "state": "checked" })
        };
        html.select(&select(".question")).map(question).collect()
    }

    fn ledger(&self) -> String {
        fs::read_to_string(self.path("checks.toml")).unwrap_or_default()
    }

    fn event(&self) -> serde_json::Value {
        self.events.recv_timeout(WAIT).expect("an event comes")
    }

    /// Waits for an event that names a page as changed (or as removed).
    fn hears(&self, list: &str, page: &str) -> serde_json::Value {
        loop {
            let event = self.event();
            if event[list].as_array().is_some_and(|pages| pages.iter().any(|it| it == page)) {
                return event;
            }
        }
    }
}

#[test]
fn an_edit_is_told_and_the_page_is_another_one() {
    let served = serve(&[("a.md", "# A\n\nold words\n"), ("b.md", "# B\n")]);
    assert!(served.get("/a/").1.contains("old words"));
    served.write("a.md", "# A\n\nnew words\n");
    let event = served.hears("pages", "/a/");
    assert_eq!(event["pages"].as_array().map(Vec::len), Some(1), "nothing else changed: {event}");
    assert_eq!(event["reload"], false);
    assert!(served.get("/a/").1.contains("new words"));
    assert!(line_with(&served.lines, "a.md").contains("1 page changed"));
}

#[test]
fn renames_deletions_and_new_folders_are_followed() {
    let served = serve(&[("sub/a.md", "# A\n")]);
    fs::rename(served.path("sub"), served.path("moved")).expect("renamed");
    served.hears("pages", "/moved/a/");
    assert_eq!((served.get("/sub/a/").0, served.get("/moved/a/").0), (404, 200));
    served.write("new/deep/b.md", "# B\n");
    served.hears("pages", "/new/deep/b/");
    served.write("new/deep/b.md", "# B\n\nagain\n");
    served.hears("pages", "/new/deep/b/");
    assert!(served.get("/new/deep/b/").1.contains("again"));
    fs::remove_dir_all(served.path("new")).expect("removed");
    served.hears("removed", "/new/deep/b/");
    assert_eq!(served.get("/new/deep/b/").0, 404);
}

#[test]
fn a_note_that_breaks_is_reported_and_one_that_is_mended_is_not() {
    let served = serve(&[("a.md", "# A\n")]);
    served.write("a.md", "---\ntitle: [\n---\n# A\n");
    let event = served.hears("pages", "/a/");
    let finding = &event["diagnostics"][0];
    assert_eq!((&finding["path"], &finding["severity"]), (&"a.md".into(), &"error".into()), "{event}");
    assert_eq!((&finding["code"], &finding["page"]), (&"front-matter-syntax".into(), &"/a/".into()));
    assert!(finding["line"].is_u64() && finding["hint"].is_string() && finding["excerpt"].is_string());
    served.write("a.md", "# A\n");
    assert_eq!(served.hears("pages", "/a/")["diagnostics"], serde_json::json!([]));
}

#[test]
fn what_drawing_a_page_found_is_told_until_it_is_mended() {
    let site = serve(&[("a.md", "# A\n\nText.\n"), ("b.md", "# B\n\nText.\n")]);
    let told = |event: &serde_json::Value| event["diagnostics"].as_array().expect("a list").len();
    site.write("a.md", "# A\n\n```pyhton\nx = 1\n```\n");
    assert_eq!(told(&site.hears("pages", "/a/")), 1, "the language is none");
    site.write("b.md", "# B\n\nMore text.\n");
    assert_eq!(told(&site.hears("pages", "/b/")), 1, "an edit of another page mends nothing");
    site.write("a.md", "# A\n\n```python\nx = 1\n```\n");
    assert_eq!(told(&site.hears("pages", "/a/")), 0);
}

#[test]
fn a_template_that_fails_is_told_whether_or_not_a_page_of_it_is_open() {
    let fails = "{% extends \"base.html\" %}{% block main %}{{ nobody.knows.this }}{% endblock %}";
    let files = [
        ("recto.toml", ""),
        ("content/a.md", "---\ntags: [x]\n---\n# A\n"),
        ("themes/recto/templates/404.html", fails),
    ];
    let served = serve(&files);
    let told = |event: &serde_json::Value| {
        let all = event["diagnostics"].as_array().expect("a list").iter();
        all.map(|it| it["path"].as_str().expect("a path").to_owned()).collect::<Vec<_>>()
    };
    // Whoever looks before every template was tried hears of it a little later.
    let hears = |wanted: &[&str]| while told(&served.event()) != wanted {};
    hears(&["themes/recto/templates/404.html"]);
    served.write("themes/recto/templates/tags.html", fails);
    let both = ["themes/recto/templates/404.html", "themes/recto/templates/tags.html"];
    hears(&both);
}

#[test]
fn settings_and_templates_load_pages_anew_and_styles_are_put_in_place() {
    let served = serve(&[("recto.toml", "title = \"One\"\n"), ("content/a.md", "# A\n")]);
    served.write("recto.toml", "title = \"Two\"\n");
    assert_eq!(served.hears("pages", "/")["reload"], true);
    assert!(served.get("/").1.contains("Two"));
    served.write("themes/recto/templates/404.html", "<p>Lost here</p>");
    assert_eq!(served.event()["reload"], true);
    assert!(served.get("/nowhere").1.contains("Lost here"));
    served.write("themes/recto/assets/css/99-own.css", "p { color: teal }\n");
    let event = served.hears("pages", "/a/");
    assert_eq!(event["reload"], false);
    let page = served.get("/a/").1;
    let (_, sheet) = page.split_once("/assets/recto.").expect("a stylesheet");
    let (sheet, _) = sheet.split_once(".css").expect("its name");
    assert!(served.get(&format!("/assets/recto.{sheet}.css")).1.contains("teal"));
}

#[test]
fn an_attachment_is_served_once_a_note_reaches_it() {
    let served = serve(&[("a.md", "# A\n"), ("pic.svg", "<svg width=\"3\" height=\"4\"/>")]);
    served.write("a.md", "# A\n\n![a picture](pic.svg)\n");
    served.hears("pages", "/a/");
    let page = served.get("/a/").1;
    let words = page.split(['"', ' ', '=', '>']);
    let address = words.into_iter().find(|word| word.contains("pic") && word.ends_with(".svg")).expect("an image");
    assert_eq!(served.get(address), (200, "<svg width=\"3\" height=\"4\"/>".to_owned()));
}

#[test]
fn build_with_watch_builds_again_after_every_edit() {
    let root = TempDir::new().expect("a temporary folder");
    write(root.path(), "a.md", "# A\n");
    let (_process, lines) = spawn(root.path(), &["build", "--watch"]);
    line_with(&lines, "waiting for edits");
    write(root.path(), "b.md", "# B\n");
    line_with(&lines, "b.md: ");
    assert!(root.path().join("public/b/index.html").is_file());
    fs::remove_file(root.path().join("b.md")).expect("removed");
    line_with(&lines, "b.md: ");
    assert!(!root.path().join("public/b").exists());
}

const ASKS: &str = "# A\n\n**What is one?**\n\nOne.\n\n**What is two?**\n\nTwo.\n";

#[test]
fn a_check_from_a_page_is_written_and_the_page_tells_of_it() {
    let served = serve(&[("a.md", ASKS)]);
    let mut checks = served.checks_of("/a/");
    assert!(served.ledger().is_empty(), "there is no ledger before somebody checks");
    checks[0]["source"] = "a book".into();
    let (status, written) = served.says(&checks[0]);
    assert_eq!((status, &written["state"], &written["by"]), (200, &"checked".into(), &"Ann".into()), "{written}");
    assert!(served.ledger().contains("by = \"Ann\"") && served.ledger().contains("source = \"a book\""));
    served.hears("pages", "/a/");
    assert!(served.get("/a/").1.contains("Checked by Ann"), "the page tells of it");
    checks[1]["state"] = "disputed".into();
    assert_eq!(served.says(&checks[1]).0, 400, "a dispute says why");
    checks[1]["objection"] = "It is not so.".into();
    assert_eq!(served.says(&checks[1]).0, 200);
    served.hears("pages", "/a/");
    assert!(served.get("/a/").1.contains("It is not so."));
    checks[1]["state"] = "unchecked".into();
    assert_eq!(served.says(&checks[1]).1["state"], "unchecked");
    assert!(!served.ledger().contains("disputed"), "taken back: {}", served.ledger());
    assert_eq!(fs::read_to_string(served.path("a.md")).expect("the note"), ASKS, "notes are never written to");
}

#[test]
fn nothing_but_a_page_of_this_preview_can_write_and_nothing_but_the_ledger() {
    let served = serve(&[("a.md", ASKS)]);
    let check = served.checks_of("/a/").remove(0);
    let good = check.to_string();
    let other = |name: &'static str, value: &'static str| -> Vec<(&str, &str)> {
        let kept = OWN.iter().copied().filter(|(it, _)| *it != name);
        kept.chain((!value.is_empty()).then_some((name, value))).collect()
    };
    let with = |key: &str, value: serde_json::Value| {
        let mut said = check.clone();
        said[key] = value;
        said.to_string()
    };
    let long = with("source", "x".repeat(70_000).into());
    for (status, headers, body, why) in [
        (403, other("Origin", "http://evil.example"), &good, "another site"),
        (403, other("Origin", "http://localhost:1"), &good, "another port"),
        (403, other("Origin", "https://{}"), &good, "another scheme"),
        (403, other("Origin", "null"), &good, "a sandboxed frame"),
        (403, other("Origin", ""), &good, "no page at all"),
        (403, other("Host", "evil.example"), &good, "a name that leads here"),
        (403, other("Sec-Fetch-Site", "cross-site"), &good, "what the browser calls foreign"),
        (415, other("Content-Type", "text/plain"), &good, "what a form can send"),
        (413, OWN.to_vec(), &long, "a flood"),
        (400, OWN.to_vec(), &"{".to_owned(), "no JSON"),
        (400, OWN.to_vec(), &with("path", "../notes.md".into()), "a key that we do not know"),
        (400, OWN.to_vec(), &with("state", "maybe".into()), "no state"),
        (403, OWN.to_vec(), &with("token", "".into()), "no token"),
        (403, OWN.to_vec(), &with("token", "0123456789abcdef0123456789abcdef".into()), "a guessed token"),
        (404, OWN.to_vec(), &with("id", "../../../etc/passwd".into()), "a path for an id"),
        (404, OWN.to_vec(), &with("id", "00112233445566778899aabbccddeeff".into()), "no question"),
        (409, OWN.to_vec(), &with("answer", "00112233445566778899aabbccddeeff".into()), "another answer"),
    ] {
        let (got, said) = served.post("/_recto/checks", &headers, body);
        assert_eq!(got, status, "{why}: {said}");
        assert!(served.ledger().is_empty(), "{why}");
    }
    assert_eq!(served.post("/_recto/checks/../a/", OWN, &good).0, 405);
    assert_eq!(served.post("/a/", OWN, &good).0, 405);
    assert_eq!(served.get("/_recto/checks").0, 405);
    served.write("a.md", &ASKS.replace("One.", "Another one."));
    served.hears("pages", "/a/");
    assert_eq!(served.says(&check).0, 409, "the page shows an answer that is there no more");
    let files: Vec<_> =
        fs::read_dir(served.root.path()).expect("a folder").flatten().map(|it| it.file_name()).collect();
    assert_eq!(files, ["a.md"], "nothing was written");
}

#[test]
fn what_was_said_is_taken_back_step_by_step_and_an_old_check_is_what_it_was() {
    let served = serve(&[("a.md", ASKS)]);
    let say = |state: &str| {
        let mut said = served.checks_of("/a/")[0].clone();
        said["state"] = state.into();
        said["objection"] = "No.".into();
        served.says(&said)
    };
    assert_eq!(say("undo").0, 409, "nothing was said yet");
    assert_eq!(say("checked").0, 200);
    served.hears("pages", "/a/");
    let old = served.ledger();
    served.write("a.md", &ASKS.replace("One.", "Another one."));
    served.hears("pages", "/a/");
    assert_eq!(say("disputed").0, 200);
    served.hears("pages", "/a/");
    assert_eq!(say("unchecked").0, 200);
    served.hears("pages", "/a/");
    assert_eq!(say("undo").1["state"], "disputed");
    served.hears("pages", "/a/");
    let (status, back) = say("undo");
    assert_eq!((status, &back["state"]), (200, &"changed".into()), "{back}");
    assert_eq!(served.ledger(), old);
    served.hears("pages", "/a/");
    // Somebody else's hand is not undone.
    served.write("checks.toml", &old.replace("by = \"", "by = \"not "));
    served.hears("pages", "/a/");
    assert_eq!(say("undo").0, 409);
    assert!(served.ledger().contains("by = \"not "));
}

#[test]
fn checks_that_come_at_once_are_written_one_after_another() {
    let notes: String = (0..20).map(|n| format!("**What is number {n}?**\n\nIt is {n}.\n\n")).collect();
    let served = serve(&[("a.md", &notes)]);
    let checks = served.checks_of("/a/");
    assert_eq!(checks.len(), 20);
    let address = served.address.as_str();
    std::thread::scope(|scope| {
        for check in checks.iter().chain(&checks[..5]) {
            scope.spawn(move || assert_eq!(post(address, "/_recto/checks", OWN, &check.to_string()).0, 200));
        }
    });
    assert_eq!(served.ledger().matches("state = \"checked\"").count(), 20, "{}", served.ledger());
}

#[test]
fn a_broken_ledger_is_reported_left_alone_and_the_last_good_one_stays() {
    let served = serve(&[("a.md", ASKS)]);
    let checks = served.checks_of("/a/");
    assert_eq!(served.says(&checks[0]).0, 200);
    served.hears("pages", "/a/");
    let broken = served.ledger() + "<<<<<<< HEAD\n";
    served.write("checks.toml", &broken);
    let event = loop {
        let event = served.event();
        if event["diagnostics"][0]["code"] == "ledger-syntax" {
            break event;
        }
    };
    assert_eq!(event["diagnostics"][0]["path"], "checks.toml");
    assert!(served.get("/a/").1.contains("Checked by Ann"), "the last good ledger stays in force");
    let (status, answer) = served.says(&checks[1]);
    assert_eq!(status, 500, "{answer}");
    assert!(answer["error"].as_str().is_some_and(|error| error.contains("broken")), "{answer}");
    assert_eq!(served.ledger(), broken, "nothing of it is lost");
}
