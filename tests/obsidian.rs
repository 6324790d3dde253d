//! The handbook's table of Obsidian's constructs, row by row: each has a case, which is drawn as the case says.
//!
//! A row's first cell names it; `tests/cases/obsidian/` holds for each a note and, beside it, what is drawn of it: the
//! page's article with each block on a line of its own, then its findings. The notes and files in `vault/` lie around
//! every case. What a property does outside of the article stands behind it, each on a line that begins with `@`. With
//! `SNAPSHOTS=overwrite` a run writes what it drew.

mod site;

use recto::address::{SourcePath, slug};
use recto::config::Options;
use recto::digest::Digest;
use recto::source::{Attachment, Source, Sources};
use site::draw_with;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/obsidian")
}

/// The names of the rows of every table of the handbook's page.
fn rows() -> BTreeSet<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/handbook/obsidian.md");
    let text = fs::read_to_string(page).expect("the handbook has a page on Obsidian");
    let mut rows = BTreeSet::new();
    let mut head = true;
    for line in text.lines() {
        let Some(cells) = line.strip_prefix("| ") else {
            head = !line.starts_with("|--");
            continue;
        };
        if !head {
            let name = slug(cells.split(" |").next().expect("a cell"));
            assert!(rows.insert(name.clone()), "two rows are called {name}");
        }
    }
    rows
}

fn cases(extension: &str) -> BTreeSet<String> {
    let files = fs::read_dir(folder()).expect("there are cases").map(|it| it.expect("readable").path());
    let cases = files.filter(|path| path.extension().is_some_and(|it| it == extension));
    cases.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect()
}

/// What lies around a case.
fn vault() -> Sources {
    let mut sources = Sources::default();
    let root = folder().join("vault");
    for entry in walkdir::WalkDir::new(&root) {
        let entry = entry.expect("readable");
        if !entry.file_type().is_file() {
            continue;
        }
        let path = SourcePath::new(entry.path().strip_prefix(&root).expect("below").to_string_lossy());
        let bytes = fs::read(entry.path()).expect("readable");
        if path.is_note() {
            let text = String::from_utf8(bytes).expect("UTF-8");
            sources.notes.insert(path.clone(), Arc::new(Source::new(path, text)));
        } else {
            let pixels = imagesize::blob_size(&bytes).ok().map(|it| (it.width as u32, it.height as u32));
            let digest = Digest::of_bytes(&bytes);
            let file = Attachment { path: path.clone(), length: bytes.len() as u64, digest, pixels };
            sources.attachments.insert(path, Arc::new(file));
        }
    }
    sources
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<(&'t str, &'t str, &'t str)> {
    let (before, rest) = text.split_once(from)?;
    let (inner, after) = rest.split_once(to)?;
    Some((before, inner, after))
}

/// The article of a case with each block on a line, and its findings.
fn drawn(vault: &Sources, text: &str) -> String {
    let mut sources = vault.clone();
    let path = SourcePath::new("Case.md");
    sources.notes.insert(path.clone(), Arc::new(Source::new(path.clone(), text)));
    let site = draw_with(&sources, &Options::default());
    let Some((address, page)) = own_page(&site) else { return told(&site, &path, String::new()) };
    let article = page.split_once("<article").and_then(|(_, rest)| rest.split_once("</article>"));
    let mut out = format!("<article{}", article.expect("a note's page has an article").0);
    // What the theme says of a note is its own; the tags are the note's.
    if let Some((before, meta, after)) = between(&out, "<ul class=meta>", "</ul>") {
        let tags = between(meta, "<li class=tags>", "</li>").map_or("", |(_, tags, _)| tags);
        out = format!("{before}<p>{tags}{after}").replace("<p><div", "<div");
    }
    for own in [("<p class=foot", "</p>"), ("<div class=actions", "</div>")] {
        while let Some((before, _, after)) = between(&out, own.0, own.1) {
            out = format!("{before}{after}");
        }
    }
    for tag in [
        "p",
        "ul",
        "ol",
        "li",
        "div",
        "blockquote",
        "figure",
        "details",
        "summary",
        "table",
        "tr",
        "section",
        "hr",
        "h",
    ] {
        out =
            out.replace(&format!("<{tag} "), &format!("\n<{tag} ")).replace(&format!("<{tag}>"), &format!("\n<{tag}>"));
    }
    for level in 1..7 {
        out = out.replace(&format!("<h{level}"), &format!("\n<h{level}"));
    }
    out.push_str(&beside(&site, &address, page));
    let source = &sources.notes[&path];
    for (key, value) in &recto::note::parse(source).value.front.extra {
        out.push_str(&format!("\n@ to templates: {key} = {value}"));
    }
    told(&site, &path, out)
}

/// The case's page with its address, which a `permalink` moves; none where the note is not published.
fn own_page(site: &site::Drawn) -> Option<(String, &str)> {
    let path = "case/index.html";
    site.files.get(path)?;
    if !site.page_is_redirect(path) {
        return Some(("/case/".into(), site.page(path)));
    }
    let address = between(site.page(path), "url=", "\"").expect("a redirect leads somewhere").1;
    Some((address.into(), site.page(&format!("{}index.html", address.trim_start_matches('/')))))
}

/// What a note's properties do around its article.
fn beside(site: &site::Drawn, address: &str, page: &str) -> String {
    let mut out = String::new();
    if address != "/case/" {
        out.push_str(&format!("\n@ stands at {address}"));
    }
    for name in ["name=description", "property=og:image", "name=robots"] {
        let tag = page.split('<').find(|tag| tag.starts_with("meta ") && tag.contains(name));
        if let Some(tag) = tag.filter(|tag| !tag.contains("content=Case ")) {
            out.push_str(&format!("\n@ {}", tag.trim_end()));
        }
    }
    let leads = |name: &&String| site.page_is_redirect(name) && site.page(name).contains(&format!("url={address}"));
    for name in site.files.keys().filter(leads) {
        out.push_str(&format!("\n@ /{} leads here", name.trim_end_matches("index.html")));
    }
    out
}

/// What was drawn, and what the author was told.
fn told(site: &site::Drawn, path: &SourcePath, mut out: String) -> String {
    for finding in site.findings.iter().filter(|it| it.place.path == *path) {
        let place = &finding.place;
        out.push_str(&format!("\n! {}:{} {}: {}", place.line, place.column, finding.code.name(), finding.message));
    }
    out.trim_start().to_owned() + "\n"
}

#[test]
fn every_construct_of_the_handbooks_table_has_a_case_and_every_case_a_row() {
    assert!(!rows().is_empty());
    assert_eq!(rows(), cases("md"), "rows of the handbook against notes in tests/cases/obsidian");
    assert_eq!(cases("md"), cases("html"), "notes against what is drawn of them");
}

#[test]
fn every_construct_is_drawn_as_its_case_says() {
    let vault = vault();
    let mut wrong = Vec::new();
    for case in cases("md") {
        let note = fs::read_to_string(folder().join(&case).with_extension("md")).expect("readable");
        let actual = drawn(&vault, &note);
        let file = folder().join(&case).with_extension("html");
        if std::env::var("SNAPSHOTS").is_ok_and(|it| it == "overwrite") {
            fs::write(&file, &actual).expect("writable");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if actual != expected {
            wrong.push(format!("{case}: expected\n{expected}\nbut drawn was\n{actual}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
