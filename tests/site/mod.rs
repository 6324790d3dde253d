//! A small site in memory: notes in, files out, without a disk.

#![allow(dead_code, reason = "each suite uses its own part")]

use recto::address::{Address, SourcePath};
use recto::config::Options;
use recto::diagnostic::Diagnostic;
use recto::file::Content;
use recto::ledger::Ledger;
use recto::page::theme::Theme;
use recto::site::memo::Memo;
use recto::site::{Plan, draw, plan};
use recto::source::Sources;
use std::collections::BTreeMap;

/// A site that has been planned and drawn.
pub struct Drawn {
    /// The plan.
    pub plan: Plan,
    /// Every file by its path below the output folder; a copied file is its source path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Everything there was to say.
    pub findings: Vec<Diagnostic>,
}

/// Draws notes given as path and text, with default options.
pub fn draw_notes(notes: &[(&str, &str)]) -> Drawn {
    draw_with(&Sources::of_notes(notes.iter().copied()), &Options::default())
}

/// Draws sources with options.
pub fn draw_with(sources: &Sources, options: &Options) -> Drawn {
    draw_checked(sources, &Ledger::default(), options)
}

/// Draws sources with a ledger and options.
pub fn draw_checked(sources: &Sources, ledger: &Ledger, options: &Options) -> Drawn {
    let themed = Theme::load(&BTreeMap::new(), &SourcePath::new("themes/recto"), options);
    let mut drawn = draw_all(sources, ledger, options, &themed.value);
    drawn.findings.splice(0..0, themed.findings);
    drawn
}

/// Draws sources with all that a site can be made of.
pub fn draw_all(sources: &Sources, ledger: &Ledger, options: &Options, theme: &Theme) -> Drawn {
    let mut findings = Vec::new();
    let (planned, _) = plan(sources, ledger, options, theme, &Memo::default());
    let plan = planned.into(&mut findings);
    let addresses: Vec<Address> = plan.addresses().cloned().collect();
    let mut files = BTreeMap::new();
    for address in addresses {
        let file = draw(&plan, &address, theme).expect("the plan has this address").into(&mut findings);
        files.insert(file.address.file(), bytes(file));
    }
    Drawn { plan, files, findings }
}

impl Drawn {
    /// A page as text.
    pub fn page(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no file {path}: there are {:?}", self.files.keys()));
        std::str::from_utf8(bytes).expect("pages are UTF-8")
    }

    /// Whether a page does nothing but lead to another.
    pub fn page_is_redirect(&self, path: &str) -> bool {
        path.ends_with(".html") && self.page(path).contains("data-kind=redirect")
    }

    /// The codes of what was found, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.findings.iter().map(|finding| finding.code.name()).collect()
    }
}

/// The bytes of a file; a copied file's are its source path.
pub fn bytes(file: recto::file::File) -> Vec<u8> {
    match file.content {
        Content::Bytes(bytes) => bytes,
        Content::Copy(path) => path.as_str().as_bytes().to_vec(),
    }
}

/// The parts of a question in the order of the text.
pub fn parts(question: &recto::question::Question) -> Vec<(std::ops::Range<usize>, &'static str)> {
    let cut = &question.cut;
    let mut parts: Vec<_> = cut.prompt.iter().map(|span| (span.clone(), "prompt")).collect();
    parts.extend(cut.choices.iter().map(|choice| (choice.span.clone(), "choice")));
    parts.extend(cut.answer.iter().map(|span| (span.clone(), "answer")));
    parts.sort_by_key(|(span, _)| (span.start, span.end));
    parts
}

/// Every internal link of a drawn site that leads to no file, or to no anchor of one.
pub fn dead_links(site: &Drawn) -> Vec<String> {
    use scraper::{Html, Selector};
    use std::collections::BTreeSet;
    let pages: BTreeMap<&str, Html> = site
        .files
        .iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(name, bytes)| (name.as_str(), Html::parse_document(&String::from_utf8_lossy(bytes))))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(name, page)| {
            let all = Selector::parse("[id]").expect("a selector");
            (*name, page.select(&all).filter_map(|it| it.value().id()).collect())
        })
        .collect();
    let links = Selector::parse("[href],[src],[poster]").expect("a selector");
    let mut dead = Vec::new();
    for (name, page) in &pages {
        for link in page.select(&links) {
            for url in ["href", "src", "poster"].iter().filter_map(|name| link.value().attr(name)) {
                if url.contains(':') && !url.starts_with('/') {
                    continue;
                }
                let (path, anchor) = url.split_once('#').map_or((url, None), |(path, anchor)| (path, Some(anchor)));
                let path = recto::address::decode(path.split('?').next().unwrap_or(""));
                let file = match path.strip_prefix('/') {
                    None if path.is_empty() => (*name).to_owned(),
                    Some(path) => Address::new(path).file(),
                    None => format!("a relative address: {path}"),
                };
                let anchored = anchor.is_none_or(|anchor| {
                    let anchor = recto::address::decode(anchor);
                    ids.get(file.as_str()).is_some_and(|ids| ids.contains(&*anchor))
                });
                if !site.files.contains_key(&file) || !anchored {
                    dead.push(format!("{name}: {url}"));
                }
            }
        }
    }
    dead
}

/// The words that an author wrote, in order, without white space and signs: the page's, less what the theme adds.
pub fn visible(page: &str) -> String {
    use scraper::{ElementRef, Html, Selector};
    const OWN: &[&str] = &[
        "num",
        "mark",
        // The page's repetition of a sentence with blanks in it; as its author wrote it, it stands in the answer.
        "cloze",
        "foot",
        "tally",
        "actions",
        "meta",
        "banner",
        "choose",
        "key",
        "verdict",
        "letter",
        "unanswered",
        "when-shut",
        "when-open",
        "untitled",
        "neighbours",
        "linked",
        "group",
        "crumbs",
        "address",
        "totals",
    ];
    let page = Html::parse_document(page);
    let main = page.select(&Selector::parse("main").expect("a selector")).next().expect("a page has a main");
    let mut text = String::new();
    let mut pending = vec![*main];
    while let Some(node) = pending.pop() {
        if let Some(words) = node.value().as_text() {
            text.extend(words.chars().filter(|c| !c.is_whitespace()));
        }
        let own = ElementRef::wrap(node).is_some_and(|it| {
            let theirs = it.value().classes().any(|class| class == "given");
            !theirs && it.value().classes().any(|class| OWN.contains(&class))
                || matches!(it.value().name(), "figcaption" | "h1" | "template")
        });
        if !own {
            pending.extend(node.children().collect::<Vec<_>>().into_iter().rev());
        }
    }
    // Signs go: a card's `::` and the point after a number that hangs in the margin are marks, not words.
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
