//! What stands around a note: its other addresses, the one its author chose, its picture, its tags.

mod site;

use recto::address::{SiteUrl, SourcePath};
use recto::config::{Drafts, Options};
use recto::source::{Attachment, Sources};
use site::{Drawn, dead_links, draw_notes, draw_with};
use std::sync::Arc;

fn with_file(notes: &[(&str, &str)], file: &str, options: &Options) -> Drawn {
    let mut sources = Sources::of_notes(notes.iter().copied());
    let path = SourcePath::new(file);
    let attachment = Attachment { path: path.clone(), length: 1, digest: Default::default(), pixels: Some((3, 2)) };
    sources.attachments.insert(path, Arc::new(attachment));
    draw_with(&sources, options)
}

#[test]
fn an_alias_is_a_page_that_leads_to_its_note_and_a_rule_for_hosts() {
    let options = Options { url: SiteUrl::parse("https://example.org/p/").expect("an address"), ..Options::default() };
    let notes = [("new/ETL.md", "---\naliases: [Old folder/ELT, plain]\n---\n# ETL\n"), ("b.md", "[[plain]]\n")];
    let site = draw_with(&Sources::of_notes(notes), &options);
    for page in ["old-folder/elt/index.html", "plain/index.html"] {
        let page = site.page(page);
        assert!(page.contains("<meta content=\"0; url=/p/new/etl/\" http-equiv=refresh>"), "{page}");
        assert!(page.contains("<link href=https://example.org/p/new/etl/ rel=canonical>"), "{page}");
        assert!(page.contains("<a href=/p/new/etl/>ETL</a>") && !page.contains("<script"), "{page}");
    }
    assert_eq!(site.page("_redirects"), "/p/old-folder/elt/ /p/new/etl/ 301!\n/p/plain/ /p/new/etl/ 301!\n");
    assert!(!site.page("sitemap.xml").contains("plain"));
    assert_eq!((site.findings.len(), site.plan.counts.notes), (0, 2));
}

#[test]
fn an_alias_never_stands_over_a_page() {
    let site = draw_notes(&[
        ("a.md", "---\naliases: [b, tags/x, c, a]\ntags: [x]\n---\n# A\n"),
        ("b.md", "---\nalias: c\n---\n# B\n"),
    ]);
    assert_eq!(site.codes(), ["alias-clash", "alias-clash", "alias-clash"], "{:?}", site.findings);
    assert!(site.page("b/index.html").contains("<h1>B</h1>") && site.page("c/index.html").contains("url=/a/"));
    assert!(site.page("tags/x/index.html").contains("/a/"));
}

#[test]
fn a_permalink_is_the_address_and_the_path_leads_to_it() {
    let site = draw_notes(&[
        ("deep/a.md", "---\npermalink: /data/Etl/\n---\n# A\n\n[[#Part]]\n\n## Part\n"),
        ("b.md", "[[a#Part]]\n"),
        ("data/etl.md", "# In the way\n"),
    ]);
    assert_eq!(site.codes(), ["address-clash"], "what an author chose goes before what a path makes");
    assert!(site.page("data/Etl/index.html").contains("<h1>A</h1>"));
    assert!(site.page("b/index.html").contains("href=/data/Etl/#part"));
    assert!(site.page("deep/a/index.html").contains("url=/data/Etl/"));
    assert_eq!(dead_links(&site), Vec::<String>::new());
    for wrong in ["../up", "a//b", "a b", "https://x.example/y", "a?b", "."] {
        let site = draw_notes(&[("a.md", &format!("---\npermalink: \"{wrong}\"\n---\nx\n"))]);
        assert_eq!(site.codes(), ["front-matter-type"], "{wrong}");
        assert!(site.files.contains_key("a/index.html"), "{wrong}");
    }
}

#[test]
fn a_note_whose_permalink_is_its_folders_address_or_the_first_pages_stands_there() {
    let site = draw_notes(&[
        ("Bases/Introduction.md", "---\npermalink: bases\n---\nWhat bases are.\n"),
        ("Bases/Views.md", "[[Introduction]] [[Home]]\n"),
        ("Home.md", "---\npermalink: /\n---\n# Welcome\n"),
    ]);
    assert_eq!(site.codes(), Vec::<&str>::new());
    let folder = site.page("bases/index.html");
    assert!(folder.contains("What bases are.") && folder.contains("href=/bases/views/"), "{folder}");
    let home = site.page("index.html");
    assert!(home.contains("<h1>Welcome</h1>") && home.contains("href=/bases/views/"), "{home}");
    for (from, to) in [("bases/introduction/index.html", "url=/bases/"), ("home/index.html", "url=/")] {
        assert!(site.page(from).contains(to), "{from}");
    }
    assert_eq!(dead_links(&site), Vec::<String>::new());
    let taken = draw_notes(&[("a.md", "---\npermalink: bases\n---\nx\n"), ("Bases/Views.md", "x\n")]);
    assert_eq!(taken.codes(), ["address-clash"], "another folder's address is the list's no more");
    assert!(taken.findings[0].message.contains("`Bases` wants /bases/"), "{:?}", taken.findings);
}

#[test]
fn the_picture_of_a_note_is_published_and_named_to_those_who_link_to_it() {
    let options = Options { url: SiteUrl::parse("https://example.org/").expect("an address"), ..Options::default() };
    for written in ["image: img/x.png", "cover: x.png", "image: \"[[x.png]]\""] {
        let site = with_file(&[("a.md", &format!("---\n{written}\n---\nWords.\n"))], "img/x.png", &options);
        assert!(site.files.contains_key("img/x.png"), "{written}");
        let page = site.page("a/index.html");
        assert!(page.contains("<meta content=https://example.org/img/x.png property=og:image>"), "{written}: {page}");
    }
    let missing = draw_notes(&[("a.md", "---\nimage: none.png\n---\nx\n")]);
    assert_eq!(missing.codes(), ["missing-image"]);
    assert_eq!(missing.findings[0].place.to_string(), "a.md:2:8");
    assert!(!missing.page("a/index.html").contains("og:image"));
    let refused = draw_notes(&[("a.md", "---\nimage: \"javascript:alert(1)\"\n---\nx\n")]);
    assert_eq!(refused.codes(), ["refused-url"]);
    assert!(!refused.page("a/index.html").contains("javascript"));
}

#[test]
fn whoever_bears_a_nested_tag_bears_those_above_it() {
    let site =
        draw_notes(&[("a.md", "---\ntags: [sql/joins/left]\n---\n# A\n"), ("b.md", "---\ntag: sql\n---\n# B\n")]);
    for (page, notes) in [("tags/sql/", 2), ("tags/sql/joins/", 1), ("tags/sql/joins/left/", 1)] {
        let page = site.page(&format!("{page}index.html"));
        assert_eq!(page.matches("<li><a href=/a/").count() + page.matches("<li><a href=/b/").count(), notes, "{page}");
    }
}

#[test]
fn nothing_of_a_hidden_note_leads_anywhere() {
    let options = Options { drafts: Drafts::Hide, ..Options::default() };
    let secret = "---\ndraft: true\naliases: [old/zyzzyva]\npermalink: zyzzyva\nimage: zyzzyva.png\n---\n![[zyzzyva.png]] [[a]]\n";
    let site = with_file(&[("a.md", "# A\n"), ("s.md", secret)], "zyzzyva.png", &options);
    for (name, bytes) in &site.files {
        assert!(!name.contains("zyzzyva") && !String::from_utf8_lossy(bytes).contains("zyzzyva"), "{name}");
    }
    assert!(!site.files.contains_key("_redirects"));
}
