//! Parts of notes shown in other notes, and the notes that link to one: what a reader finds, and what is not drawn again.

mod site;

use recto::address::{Address, SourcePath};
use recto::config::{Drafts, Options};
use recto::ledger::Ledger;
use recto::page::theme::Theme;
use recto::site::memo::Memo;
use recto::site::plan;
use recto::source::{Attachment, Sources};
use scraper::{Html, Selector};
use site::{dead_links, draw_notes, draw_with};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn texts(html: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let words =
        |it: scraper::ElementRef<'_>| it.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    page.select(&Selector::parse(selector).expect("a selector")).map(words).collect()
}

/// What `call` shows of `note` on the page of another note, without the line that says where it comes from.
fn shown(note: &str, call: &str) -> Vec<String> {
    let site = draw_notes(&[("a.md", call), ("b.md", note)]);
    assert_eq!(dead_links(&site), Vec::<String>::new());
    texts(site.page("a/index.html"), "figure.embed > :not(figcaption)")
}

const BLOCKS: &str = "# B\n\nFirst words. ^para\n\n- one\n  - inner ^inner\n- two\n  - below two\n\n  ^two\n- three\n\n^list\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n^table\n\n> quoted\n\n^quote\n\n> [!tip] Title\n> Body.\n\n^callout\n\nLast words.\n";

#[test]
fn each_kind_of_block_is_shown_by_its_name_and_nothing_else_with_it() {
    let cases: &[(&str, &[&str])] = &[
        ("![[b#^para]]", &["First words."]),
        ("![[b#^inner]]", &["inner"]),
        ("![[b#^list]]", &["oneinnertwobelow twothree"]),
        ("![[b#^table]]", &["ab12"]),
        ("![[b#^quote]]", &["quoted"]),
        ("![[b#^callout]]", &["TitleBody."]),
    ];
    for (call, expected) in cases {
        assert_eq!(shown(BLOCKS, call), *expected, "{call}");
    }
}

#[test]
fn a_name_at_the_end_of_a_quote_or_of_a_callouts_title_names_the_whole() {
    let note = "> first\n>\n> last ^quote\n\n> [!tip]- Title\n> Body. ^folded\n\n> [!tip] Alone ^alone\n\n> [!tip] Head ^head\n>\n> - an item ^item\n\n> part ^part\n>\n> rest\n";
    assert_eq!(shown(note, "![[b#^quote]]"), ["firstlast"]);
    assert_eq!(shown(note, "![[b#^folded]]"), ["TitleBody."]);
    assert_eq!(shown(note, "![[b#^alone]]"), ["Alone"]);
    assert_eq!(shown(note, "![[b#^head]]"), ["Headan item"]);
    assert_eq!(shown(note, "![[b#^item]]"), ["an item"]);
    assert_eq!(shown(note, "![[b#^part]]"), ["part"]);
}

#[test]
fn a_heading_is_shown_with_its_section_and_a_chain_means_the_nested_one() {
    let note = "# B\n\nTop.\n\n## One\n\nFirst.\n\n### Same\n\nInner one.\n\n## Two\n\n### Same\n\nInner two.\n\n## Last\n\nEnd.\n";
    assert_eq!(shown(note, "![[b#One]]"), ["One", "First.", "Same", "Inner one."]);
    assert_eq!(shown(note, "![[b#Two#Same]]"), ["Same", "Inner two."]);
    assert_eq!(shown(note, "![[b#Last]]"), ["Last", "End."]);
    let whole = shown(note, "![[b]]");
    assert_eq!((whole[0].as_str(), whole.len()), ("Top.", 10), "its title is said above it, not in it: {whole:?}");
}

#[test]
fn what_is_shown_has_no_second_place_and_asks_nothing() {
    let note = "# B\n\n## What is X?\n\nAn answer. ^ans\n\n## What is Y?\n\nAnother.[^n]\n\n<a id=\"mine\"></a>\n\n[^n]: Foot.\n";
    let site = draw_notes(&[("a.md", "# A\n\n## Here\n\n![[b]]\n\n![[b#What is Y?]]\n"), ("b.md", note)]);
    let page = Html::parse_document(site.page("a/index.html"));
    let mut ids = BTreeSet::new();
    for it in page.select(&Selector::parse("[id]").expect("a selector")) {
        assert!(ids.insert(it.value().id()), "{:?} stands twice", it.value().id());
    }
    assert_eq!(page.select(&Selector::parse(".question,[data-id]").expect("a selector")).count(), 0);
    assert_eq!(site.plan.counts.questions, 2, "they count once, where they are asked");
    assert_eq!(texts(site.page("a/index.html"), "main h2"), ["Here"]);
    assert_eq!(
        texts(site.page("a/index.html"), "main h3"),
        ["What is X?", "What is Y?", "What is Y?"],
        "one below where it stands"
    );
    assert!(!site.page("a/index.html").contains("^ans"));
}

#[test]
fn an_embed_says_where_it_comes_from_and_its_links_are_its_own_notes() {
    let site = draw_notes(&[
        ("a.md", "Before ![[deep/b#Part]] after.\n"),
        ("deep/b.md", "# The B\n\n## Part\n\nSee [c](c.md) and [[#Part|here]].\n"),
        ("deep/c.md", "# C\n"),
    ]);
    let page = site.page("a/index.html");
    assert!(page.contains("<figcaption><a href=/deep/b/#part>The B</a></figcaption>"), "{page}");
    assert!(page.contains("<a href=/deep/c/>c</a>") && page.contains("<a href=/deep/b/#part>here</a>"), "{page}");
    assert_eq!(texts(page, "article p"), ["Before", "See c and here.", "after."], "no block stands in a line of text");
    assert!(site.findings.is_empty(), "{:?}", site.findings);
}

#[test]
fn a_circle_is_cut_and_told_once_with_its_chain() {
    let site = draw_notes(&[("a.md", "A ![[b]]\n"), ("b.md", "B ![[c]]\n"), ("c.md", "C ![[a]]\n")]);
    assert_eq!(site.codes(), ["embed-cycle"]);
    assert!(site.findings[0].message.contains("`a.md` shows `b.md` shows `c.md` shows `a.md`"), "{:?}", site.findings);
    assert_eq!(texts(site.page("b/index.html"), "figure.embed p").last().map(String::as_str), Some("A b"));
    let own = draw_notes(&[("a.md", "One. ^x\n\n![[#^x]]\n\n![[a]]\n")]);
    assert_eq!(own.codes(), ["embed-cycle"]);
    assert_eq!(texts(own.page("a/index.html"), "figure.embed p"), ["One."], "a block of the note itself is no circle");
    let parts = draw_notes(&[("a.md", "![[b#^y]] ^x\n"), ("b.md", "![[a#^x]] ^y\n")]);
    assert_eq!(parts.codes(), ["embed-cycle"]);
}

#[test]
fn embeds_end_at_a_depth_and_a_number_and_lose_no_words() {
    let names: Vec<(String, String)> =
        (0..9).map(|at| (format!("n{at}.md"), format!("Words {at}. ![[n{}]]\n", at + 1))).collect();
    let mut notes: Vec<(&str, &str)> = names.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    notes.push(("n9.md", "The end.\n"));
    let site = draw_notes(&notes);
    assert!(site.codes().iter().all(|code| *code == "embed-depth") && !site.codes().is_empty(), "{:?}", site.codes());
    assert!(site.page("n0/index.html").contains("Words 5.") && !site.page("n0/index.html").contains("Words 6."));
    assert!(site.page("n0/index.html").contains("<a href=/n6/>"), "what is cut is a link");
    let many: Vec<(String, String)> = (0..5)
        .map(|at| {
            (
                format!("n{at}.md"),
                format!("Words. {}\n", (0..9).map(|_| format!("![[n{}]] ", at + 1)).collect::<String>()),
            )
        })
        .collect();
    let mut notes: Vec<(&str, &str)> = many.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    notes.push(("n5.md", "The end.\n"));
    let site = draw_notes(&notes);
    assert!(site.page("n0/index.html").len() < 1_000_000);
}

#[test]
fn a_hidden_draft_is_shown_nowhere_and_links_from_nowhere() {
    let notes = [
        ("a.md", "![[secret]] ![[secret#^x]]\n"),
        ("secret.md", "---\ndraft: true\n---\nzyzzyva [[a]] ^x\n"),
        ("shown.md", "See [[a]].\n"),
    ];
    let options = Options { drafts: Drafts::Hide, ..Options::default() };
    let site = draw_with(&Sources::of_notes(notes), &options);
    assert!(site.files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("zyzzyva")));
    assert_eq!(site.codes(), ["withheld-link", "withheld-link"]);
    assert_eq!(texts(site.page("a/index.html"), ".linked a"), ["shown"]);
}

#[test]
fn a_dead_embed_says_what_it_may_have_meant() {
    let site = draw_notes(&[
        ("a.md", "![[Been]] ![[plan.png|a plan]] ![[b#^wrods]]\n"),
        ("bean.md", "x\n"),
        ("b.md", "x ^words\n"),
    ]);
    assert_eq!(site.codes(), ["dead-embed", "missing-image", "dead-anchor"]);
    assert!(site.findings[0].hint.contains("`bean`"), "{:?}", site.findings[0]);
    assert!(site.findings[2].hint.contains("`#^words`"), "{:?}", site.findings[2]);
}

#[test]
fn a_file_that_only_an_embedded_part_shows_is_published() {
    let mut sources = Sources::of_notes([("a.md", "![[b#Part]]\n"), ("b.md", "## Part\n\n![[x.png]]\n")]);
    let path = SourcePath::new("img/x.png");
    let attachment = Attachment { path: path.clone(), length: 1, digest: Default::default(), pixels: Some((3, 2)) };
    sources.attachments.insert(path, Arc::new(attachment));
    let site = draw_with(&sources, &Options::default());
    assert!(site.files.contains_key("img/x.png"));
    assert!(site.page("a/index.html").contains("src=/img/x.png"), "{}", site.page("a/index.html"));
}

#[test]
fn a_note_says_who_links_to_it_and_in_what_words() {
    let site = draw_notes(&[
        ("a.md", "# Target\n\nOwn link: [[a]].\n"),
        (
            "b.md",
            "# B\n\nFirst sentence. The *second* one names [[Target|the target]] in `passing`. A third.\n\nAgain [[a]].\n",
        ),
        ("c.md", "# C\n\n- item with [a link](a.md#nothing-of-note) in it\n- other\n\n"),
        ("d.md", "# D\n\n![[a]]\n"),
    ]);
    let page = site.page("a/index.html");
    assert_eq!(texts(page, ".linked a"), ["B", "C", "D"]);
    assert_eq!(texts(page, ".linked p"), ["The second one names the target in passing.", "item with a link in it"]);
}

/// The keys of every page of some notes.
fn keys(notes: &[(&str, &str)]) -> BTreeMap<String, recto::digest::Digest> {
    let options = Options::default();
    let theme = Theme::load(&BTreeMap::new(), &SourcePath::new("themes/recto"), &options).value;
    let plan =
        plan(&Sources::of_notes(notes.iter().copied()), &Ledger::default(), &options, &theme, &Memo::default()).0.value;
    let addresses: Vec<Address> = plan.addresses().cloned().collect();
    addresses.iter().map(|it| (it.file(), plan.key(it).expect("an address of the plan has a key"))).collect()
}

fn changed(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
    let (old, new) = (keys(before), keys(after));
    new.into_iter().filter(|(name, key)| old.get(name) != Some(key)).map(|(name, _)| name).collect()
}

#[test]
fn an_edit_redraws_what_shows_it_and_nothing_else() {
    let start = [
        ("a.md", "# A\n\n![[b#Part]]\n"),
        ("b.md", "# B\n\nIntro with [[c]] in it.\n\n## Part\n\nShown [[d]].\n"),
        ("c.md", "# C\n"),
        ("d.md", "# D\n"),
    ];
    let with = |text| [start[0], ("b.md", text), start[2], start[3]];
    let elsewhere = with("# B\n\nIntro with [[c]] in it, and [[d|more]].\n\n## Part\n\nShown [[d]].\n");
    assert_eq!(
        changed(&start, &elsewhere),
        ["b/index.html", "c/index.html", "d/index.html"],
        "not the page that shows a part"
    );
    let within = with("# B\n\nIntro with [[c]] in it.\n\n## Part\n\nShown at last [[d]].\n");
    assert_eq!(
        changed(&start, &within),
        ["a/index.html", "b/index.html", "d/index.html"],
        "not the page whose sentence is the same"
    );
    let target = with("# B\n\nIntro with [[c]] in it.\n\n## Part\n\nShown [[c]].\n");
    assert_eq!(
        changed(&start, &target),
        ["a/index.html", "b/index.html", "d/index.html"],
        "a link within what is shown"
    );
}

#[test]
fn the_digests_of_what_an_answer_shows_change_with_it_and_with_nothing_else() {
    let digests = |b: &str, c: &str| {
        let site = draw_notes(&[
            ("a.md", "## What is it?\n\nIt is ![[b#^x]]\n\n## And then?\n\nWords.\n"),
            ("b.md", b),
            ("c.md", c),
        ]);
        site.plan.shown_in_answers(&SourcePath::new("a.md")).iter().map(|it| format!("{it:?}")).collect::<Vec<_>>()
    };
    let first = digests("Shown ![[c]] ^x\n\nElse.\n", "Deep.\n");
    assert_eq!(first.len(), 2);
    assert_ne!(first[0], first[1]);
    assert_eq!(first, digests("New. \n\nShown  ![[c]] ^x\n\nElse, changed.\n", "Deep.\n"));
    assert_ne!(first[0], digests("Shown too ![[c]] ^x\n", "Deep.\n")[0]);
    assert_ne!(first[0], digests("Shown ![[c]] ^x\n", "Deeper.\n")[0]);
}
