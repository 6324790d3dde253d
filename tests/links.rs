//! Where a link leads: every way to write one, from one note into a small vault, and what the author hears of it.

mod site;

use recto::address::SourcePath;
use recto::config::Options;
use recto::source::{Attachment, Sources};
use scraper::{Html, Selector};
use site::draw_with;
use std::sync::Arc;

const VAULT: &[(&str, &str)] = &[
    ("README.md", "# Home\n"),
    ("Same.md", "At the top.\n"),
    ("deep/Same.md", "Further down.\n"),
    ("deep/er/Same.md", "At the bottom.\n"),
    ("deep/One.md", "# One\n\n## Part\n\n### Below\n\nWords. ^block\n\n## A: B | C#d [e]\n\n## Other\n\n### Below\n"),
    // As macOS writes a name: letters and their points apart.
    ("Cafe\u{301}.md", "# Cafe\u{301}\n\n## Hu\u{308}rde\n"),
    ("alias.md", "---\naliases: [Nickname, Two words]\n---\n# Alias\n"),
    ("C++ & C#.md", "# Languages\n"),
];

/// A link as it is written, where it leads (the empty string where it leads nowhere), and the code of what is said of it.
const CASES: &[(&str, &str, &str)] = &[
    ("[[One]]", "/deep/one/", ""),
    ("[[deep/One]]", "/deep/one/", ""),
    ("[[/deep/One]]", "/deep/one/", ""),
    ("[[deep/One.md]]", "/deep/one/", ""),
    ("[[one]]", "/deep/one/", ""),
    ("[[deep/one]]", "/deep/one/", "case-mismatch"),
    ("[[One|words]]", "/deep/one/", ""),
    ("[[One#Part]]", "/deep/one/#part", ""),
    ("[[One#part|words]]", "/deep/one/#part", ""),
    ("[[One#Part#Below]]", "/deep/one/#below", ""),
    ("[[One#Below#Part]]", "/deep/one/", "dead-anchor"),
    ("[[One#A B Cd e]]", "/deep/one/#a-b-csharpd-e", ""),
    ("[[One#^block]]", "/deep/one/#%5Eblock", ""),
    ("[[One#^blok]]", "/deep/one/", "dead-anchor"),
    ("[[#Here]]", "#here", ""),
    ("[[#Nowhere]]", "/from/", "dead-anchor"),
    ("[[Same]]", "/same/", ""),
    ("[[deep/Same]]", "/deep/same/", ""),
    ("[[er/Same]]", "/deep/er/same/", ""),
    ("[[Nickname]]", "/alias/", ""),
    ("[[two words|x]]", "/alias/", ""),
    ("[[Caf\u{e9}]]", "/caf%C3%A9/", ""),
    ("[[Cafe\u{301}]]", "/caf%C3%A9/", ""),
    ("[[CAF\u{c9}]]", "/caf%C3%A9/", ""),
    ("[[Caf\u{e9}#H\u{fc}rde]]", "/caf%C3%A9/#h%C3%BCrde", ""),
    ("[[Cafe\u{301}#Hu\u{308}rde]]", "/caf%C3%A9/#h%C3%BCrde", ""),
    ("[x](Caf%C3%A9.md#h%C3%BCrde)", "/caf%C3%A9/#h%C3%BCrde", ""),
    ("[x](Cafe%CC%81.md#hu%CC%88rde)", "/caf%C3%A9/#h%C3%BCrde", ""),
    ("[x](deep/One.md)", "/deep/one/", ""),
    ("[x](./deep/../deep/One.md#part)", "/deep/one/#part", ""),
    ("[x](/deep/One.md)", "/deep/one/", ""),
    ("[x](One.md)", "/deep/one/", ""),
    ("[x](deep/One)", "/deep/one/", ""),
    ("[x](deep/ONE.md)", "/deep/one/", "case-mismatch"),
    ("[x](#here)", "#here", ""),
    ("[x](C++%20&%20C%23.md)", "/cplusplus-csharp/", ""),
    ("[x](<C++ & C%23.md>)", "/cplusplus-csharp/", ""),
    ("[x](Two%20words)", "/alias/", ""),
    ("[x](my%20file.txt)", "/my%20file.txt", ""),
    ("[[my file.txt]]", "/my%20file.txt", ""),
    ("[x](https://example.org/a%20b#c)", "https://example.org/a%20b#c", ""),
    ("[x](mailto:a@example.org)", "mailto:a@example.org", ""),
    ("[x](nothing.md)", "", "dead-link"),
    ("[[Nothing]]", "", "dead-link"),
    ("[[Onee]]", "", "dead-link"),
    ("[[javascript:alert(1)]]", "", "dead-link"),
    ("[x](javascript:alert(1))", "", "refused-url"),
    ("[x](java&#9;script:alert(1))", "", "refused-url"),
];

fn vault() -> Sources {
    let mut sources = Sources::of_notes(VAULT.iter().copied());
    let path = SourcePath::new("my file.txt");
    let file = Attachment { path: path.clone(), length: 1, digest: Default::default(), pixels: None };
    sources.attachments.insert(path, Arc::new(file));
    sources
}

/// Where the one link of a note leads, and the codes of what is said of it.
fn followed(link: &str) -> (String, String) {
    let mut sources = vault();
    let note = Sources::of_notes([("from.md", format!("## Here\n\n{link}\n").as_str())]);
    sources.notes.extend(note.notes);
    let site = draw_with(&sources, &Options::default());
    let page = Html::parse_document(site.page("from/index.html"));
    let links = Selector::parse("article p a").expect("a selector");
    let href = page.select(&links).next().and_then(|it| it.attr("href")).unwrap_or_default();
    (href.to_owned(), site.codes().join(" "))
}

#[test]
fn every_way_to_write_a_link_leads_where_it_says_and_says_what_is_wrong() {
    for (link, href, code) in CASES {
        assert_eq!(followed(link), ((*href).to_owned(), (*code).to_owned()), "{link}");
    }
}

#[test]
fn a_link_reads_as_obsidian_shows_it() {
    let words = |link: &str| {
        let site = site::draw_notes(&[("a.md", &format!("## Here\n\n{link}\n")), ("b.md", "## C\n\n### D\n\nx ^e\n")]);
        let page = Html::parse_document(site.page("a/index.html"));
        let links = Selector::parse("article p").expect("a selector");
        page.select(&links).next().map(|it| it.text().collect::<String>()).unwrap_or_default()
    };
    assert_eq!(words("[[b]]"), "b");
    assert_eq!(words("[[b#C]]"), "b > C");
    assert_eq!(words("[[b#C#D]]"), "b > C > D");
    assert_eq!(words("[[b#^e]]"), "b > ^e");
    assert_eq!(words("[[#Here]]"), "Here");
    assert_eq!(words("[[b#C|b#C]]"), "b#C", "the author's own words");
    assert_eq!(words("[[gone#C]]"), "gone > C", "a dead link reads the same");
}
