//! Real notes by their authors, read in place: they lie beside the checkout on the developers' machines and nowhere in it.
//! Without them every test here says so and passes.

mod site;

use recto::address::SourcePath;
use recto::config::{Options, Questions};
use recto::source::{Attachment, Source, Sources};
use site::{dead_links, draw_with, visible};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn corpora() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let folder = std::env::var_os("RECTO_SHARED").map_or(beside, |shared| PathBuf::from(shared).join("corpora"));
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("the shared corpora are not here ({}): nothing was compared", folder.display());
        return Vec::new();
    };
    let mut corpora: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    corpora.sort();
    corpora
}

fn read(corpus: &Path) -> Sources {
    let mut sources = Sources::default();
    for entry in walkdir::WalkDir::new(corpus).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let relative = entry.path().strip_prefix(corpus).expect("below the corpus").to_string_lossy().into_owned();
        let path = SourcePath::new(relative);
        let bytes = std::fs::read(entry.path()).expect("readable");
        if path.is_note() {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            sources.notes.insert(path.clone(), Arc::new(Source::new(path, text)));
        } else {
            let attachment =
                Attachment { path: path.clone(), length: bytes.len() as u64, digest: Default::default(), pixels: None };
            sources.attachments.insert(path, Arc::new(attachment));
        }
    }
    sources
}

#[test]
fn every_internal_link_of_every_corpus_is_alive_on_the_site() {
    for corpus in corpora() {
        let site = draw_with(&read(&corpus), &Options::default());
        assert_eq!(dead_links(&site), Vec::<String>::new(), "in {}", corpus.display());
    }
}

#[test]
fn what_check_says_of_obsidians_manual_has_been_looked_at_entry_by_entry() {
    let Some(corpus) = corpora().into_iter().find(|corpus| corpus.ends_with("obsidian-help")) else {
        eprintln!("Obsidian's manual is not here: nothing was checked");
        return;
    };
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/obsidian-help.txt");
    let list = std::fs::read_to_string(list).expect("the list is here");
    let mut known: Vec<String> = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let (entry, reason) = line.rsplit_once(" | ").expect("an entry and its reason");
        assert!(reason.contains(' '), "{entry} needs a reason");
        known.push(entry.to_owned());
    }
    let written = |finding: &recto::diagnostic::Diagnostic| {
        let place = finding.place.to_string();
        let line = place.rsplit_once(':').filter(|(_, column)| column.parse::<u32>().is_ok());
        let place = line.map_or(place.as_str(), |(line, _)| line);
        format!("{} | {place} | {}", finding.code.name(), finding.message)
    };
    let mut told: Vec<String> = draw_with(&read(&corpus), &Options::default()).findings.iter().map(written).collect();
    known.sort();
    told.sort();
    let gone: Vec<&String> = known.iter().filter(|entry| !told.contains(entry)).collect();
    let new: Vec<&String> = told.iter().filter(|entry| !known.contains(entry)).collect();
    assert!(new.is_empty() && gone.is_empty(), "nobody has looked at {new:#?}; no longer told: {gone:#?}");
}

/// Asks a running preview for an address: its status and its bytes.
fn get(host: &str, address: &str) -> (u16, String) {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(host).expect("connected");
    write!(stream, "GET {address} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("sent");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("answered");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status line");
    (status, text.split_once("\r\n\r\n").map_or_else(String::new, |(_, body)| body.to_owned()))
}

#[test]
fn every_link_and_fragment_of_obsidians_manual_resolves_in_a_crawl_of_the_preview() {
    use std::collections::{BTreeMap, BTreeSet};
    use std::io::{BufRead, BufReader};
    let Some(corpus) = corpora().into_iter().find(|corpus| corpus.ends_with("obsidian-help")) else {
        eprintln!("Obsidian's manual is not here: no preview of it was crawled");
        return;
    };
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_recto"));
    command.arg("serve").arg(&corpus).args(["--port", "0"]).stderr(std::process::Stdio::null());
    let mut process = command.stdout(std::process::Stdio::piped()).spawn().expect("recto runs");
    let out = BufReader::new(process.stdout.take().expect("piped"));
    let line = out.lines().map_while(Result::ok).find(|line| line.contains("http://")).expect("it says where");
    let host = line.split("http://").nth(1).expect("an address").trim().trim_end_matches('/').to_owned();
    let mut ids: BTreeMap<String, Option<BTreeSet<String>>> = BTreeMap::new();
    let mut wanted: Vec<(String, String, Option<String>)> = vec![("the start".into(), "/".into(), None)];
    let mut links = wanted.clone();
    while let Some((from, address, _)) = wanted.pop() {
        if ids.contains_key(&address) {
            continue;
        }
        let (status, body) = get(&host, &address);
        assert_eq!(status, 200, "{from} links to {address}");
        if !body.starts_with("<!doctype html") {
            ids.insert(address, None);
            continue;
        }
        let page = scraper::Html::parse_document(&body);
        let all = |selector: &str| scraper::Selector::parse(selector).expect("a selector");
        ids.insert(
            address.clone(),
            Some(page.select(&all("[id]")).filter_map(|it| it.value().id().map(str::to_owned)).collect()),
        );
        let named = all("a[href],link[href],img[src],script[src],audio[src],video[src],source[src]");
        for element in page.select(&named) {
            let url = element.value().attr("href").or(element.value().attr("src")).unwrap_or("");
            let (path, anchor) = url.split_once('#').map_or((url, None), |(path, anchor)| (path, Some(anchor)));
            if url.starts_with('#') || url.starts_with('/') && !url.starts_with("//") {
                let to = if path.is_empty() { address.clone() } else { path.to_owned() };
                let link = (
                    address.clone(),
                    to,
                    anchor.filter(|it| !it.is_empty()).map(|it| recto::address::decode(it).into_owned()),
                );
                links.push(link.clone());
                wanted.push(link);
            }
        }
    }
    process.kill().expect("it can be stopped");
    process.wait().expect("it ends");
    assert!(ids.len() > 190 && links.len() > 5_000, "{} pages, {} links", ids.len(), links.len());
    let dead: Vec<_> = links
        .iter()
        .filter(|(_, to, anchor)| match (anchor, &ids[to]) {
            (Some(anchor), Some(ids)) => !ids.contains(anchor),
            _ => false,
        })
        .collect();
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn recognition_changes_no_visible_word_of_any_corpus() {
    let mut wrong = Vec::new();
    for corpus in corpora() {
        let sources = read(&corpus);
        let on = draw_with(&sources, &Options::default());
        let off = draw_with(&sources, &Options { questions: Questions::Off, ..Options::default() });
        for (name, bytes) in on.files.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("<article")) {
            let (a, b) =
                (visible(&String::from_utf8_lossy(bytes)), visible(&String::from_utf8_lossy(&off.files[name])));
            if a != b {
                let at = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
                let (from, to) = (a.floor_char_boundary(at.saturating_sub(40)), a.floor_char_boundary(at + 60));
                let to_b = b.floor_char_boundary(at + 60);
                wrong.push(format!(
                    "{}/{name}:\n  with    {}\n  without {}",
                    corpus.display(),
                    &a[from..to],
                    &b[b.floor_char_boundary(from)..to_b]
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} pages differ:\n{}",
        wrong.len(),
        wrong.iter().take(30).cloned().collect::<Vec<_>>().join("\n")
    );
}
