//! Whole small sites, drawn in memory: what a reader finds on the pages, and what must never be there.

mod site;

use recto::address::{SiteUrl, SourcePath};
use recto::config::{Drafts, Options, Questions};
use recto::source::{Attachment, Source, Sources};
use scraper::{Html, Selector};
use site::{draw_notes, draw_with, visible};
use std::sync::Arc;

fn count(html: &str, selector: &str) -> usize {
    Html::parse_document(html).select(&Selector::parse(selector).expect("a selector")).count()
}

fn texts(html: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let words =
        |it: scraper::ElementRef<'_>| it.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    page.select(&Selector::parse(selector).expect("a selector")).map(words).collect()
}

const NOTE: &str = "---\ntitle: Queues\ntags: [kafka, streams]\ndraft: true\n---\n\n> [!danger] Careful\n> Not checked.\n\n### 1. **Basics**\n\n**What is an offset?**\n\n- The place of a record in its partition.\n\n**Why do consumers commit it?**\n\nTo go on where they were.\n\n```python\nconsumer.commit()\n```\n\n---\n\n### 2. **Running it**\n\n**When is a rebalance a problem?**\n\nWhen it happens all the time.\n";

#[test]
fn a_note_in_the_seeds_form_becomes_a_page_of_closed_questions() {
    let site = draw_notes(&[("queues.md", NOTE)]);
    let page = site.page("queues/index.html");
    assert_eq!(
        texts(page, "details.question .prompt"),
        ["What is an offset?", "Why do consumers commit it?", "When is a rebalance a problem?"]
    );
    assert_eq!(count(page, "details.question[open]"), 0);
    assert_eq!(texts(page, "main h2"), ["1 Basics", "2 Running it"], "sections are sections, not questions");
    assert_eq!(texts(page, ".callout[data-type=danger] .callout-title"), ["Careful"]);
    assert!(page.contains("<span class=f>commit</span>"), "code is coloured: {page}");
    assert!(site.findings.is_empty(), "{:?}", site.findings);
}

#[test]
fn what_opens_in_a_callouts_title_and_closes_under_it_leaves_the_page_whole() {
    let site = draw_notes(&[
        ("a.md", "> [!tip] Some *words and\n> more* **bold [link\n> text](b.md) end**\n\n**What is it?**\n\nIt.\n"),
        ("b.md", "> [!note]- See ![a\n> picture](https://example.org/p.png) here\n> text\n"),
        ("c.md", "> [!danger]- T{_title: x\n**_# "),
    ]);
    let page = site.page("a/index.html");
    assert_eq!(texts(page, ".callout-title em"), ["words and"]);
    assert_eq!(texts(page, ".callout > p:not(.callout-title)"), ["more bold link text end"]);
    assert_eq!(texts(page, ".callout strong a[href='/b/']"), ["link text"]);
    assert!(texts(page, ".callout ~ *").join(" ").contains("What is it?"), "{page}");
    let page = site.page("b/index.html");
    assert_eq!((texts(page, "summary"), count(page, "summary img")), (vec!["See here".to_owned()], 1));
    for name in ["a", "b", "c"] {
        assert!(site.page(&format!("{name}/index.html")).contains("</main>"), "{name}");
    }
}

#[test]
fn a_draft_stands_under_its_banner_and_out_of_the_sitemap() {
    let options =
        Options { url: SiteUrl::parse("https://example.org/notes/").expect("an address"), ..Options::default() };
    let sources = Sources::of_notes([("queues.md", NOTE), ("done.md", "# Done\n\nText.\n")]);
    let site = draw_with(&sources, &options);
    let page = site.page("queues/index.html");
    assert_eq!(count(page, "meta[name=robots][content=noindex]"), 1);
    assert!(page.contains("No answer here is checked yet"));
    let map = site.page("sitemap.xml");
    assert!(map.contains("https://example.org/notes/done/") && !map.contains("queues"), "{map}");
    assert_eq!(count(site.page("done/index.html"), "meta[name=robots]"), 0);
}

#[test]
fn a_hidden_draft_is_in_no_output() {
    let secret = NOTE.replace("offset", "zyzzyva").replace("kafka", "quokka").replace("record", "axolotl");
    let notes = [("queues.md", secret.as_str()), ("done.md", "# Done\n\nSee [the queues](queues.md).\n")];
    let options = Options { drafts: Drafts::Hide, ..Options::default() };
    let site = draw_with(&Sources::of_notes(notes), &options);
    for (name, bytes) in &site.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !["zyzzyva", "quokka", "axolotl"].iter().any(|word| text.contains(word)) && !name.contains("queues"),
            "{name}"
        );
    }
    assert_eq!(site.codes(), ["withheld-link"]);
    assert!(site.page("done/index.html").contains("<span class=dead>the queues</span>"));
}

#[test]
fn every_page_has_one_title_heading_and_skips_no_level() {
    let note = "### Deep\n\ntext\n\n##### Deeper\n\n## What is up?\n\nAnswer.\n\n#### Inside the answer\n\nmore\n";
    let site = draw_notes(&[("a.md", note)]);
    let page = site.page("a/index.html");
    assert_eq!(count(page, "h1"), 1);
    let levels: Vec<u8> = Html::parse_document(page)
        .select(&Selector::parse("h1,h2,h3,h4,h5,h6").expect("a selector"))
        .map(|it| it.value().name().as_bytes()[1] - b'0')
        .collect();
    assert_eq!(levels[0], 1);
    assert!(levels.contains(&2), "the topmost heading of the text is an h2: {levels:?}");
}

#[test]
fn links_between_notes_work_as_they_do_in_the_repository() {
    let site = draw_notes(&[
        (
            "README.md",
            "# Home\n\n[etl](Data%20Engineering/ETL%20vs%20ELT.md#what-is-etl) [wiki]([[nothing]]) [[ETL vs ELT|by name]] [web](https://example.org)\n",
        ),
        (
            "Data Engineering/ETL vs ELT.md",
            "# ETL\n\n## What is ETL?\n\nExtract, transform, load. [up](../README.md) [here](#what-is-etl)\n",
        ),
    ]);
    let home = site.page("index.html");
    assert!(home.contains("href=/data-engineering/etl-vs-elt/#what-is-etl"), "{home}");
    assert!(home.contains("<a href=/data-engineering/etl-vs-elt/>by name</a>"), "{home}");
    let note = site.page("data-engineering/etl-vs-elt/index.html");
    assert!(note.contains("<a href=/>up</a>") && note.contains("<a href=#what-is-etl>here</a>"), "{note}");
}

#[test]
fn a_dead_link_says_what_it_may_have_meant_and_leaves_its_words() {
    let site = draw_notes(&[
        ("a.md", "# A\n\n[b](bee.md) and ![pic](pic.png) and [c](b.md#nowhere)\n"),
        ("b.md", "# B\n\n## Somewhere\n"),
    ]);
    assert_eq!(site.codes(), ["dead-link", "missing-image", "dead-anchor"]);
    assert!(site.findings[2].hint.contains("#somewhere") || !site.findings[2].hint.is_empty());
    assert_eq!((site.findings[0].place.line, site.findings[0].place.column), (3, 1));
    assert_eq!(texts(site.page("a/index.html"), ".dead"), ["b", "pic"]);
}

#[test]
fn an_attachment_is_published_only_when_a_published_note_reaches_it() {
    let mut sources = Sources::of_notes([
        ("a.md", "![x](img/seen.png)"),
        ("b.md", "---\npublish: false\n---\n![x](img/private.png)"),
    ]);
    for name in ["img/seen.png", "img/private.png", "img/unused.png"] {
        let path = SourcePath::new(name);
        let attachment =
            Attachment { path: path.clone(), length: 1, digest: Default::default(), pixels: Some((30, 20)) };
        sources.attachments.insert(path, Arc::new(attachment));
    }
    let site = draw_with(&sources, &Options::default());
    assert!(site.files.contains_key("img/seen.png"));
    assert!(!site.files.contains_key("img/private.png") && !site.files.contains_key("img/unused.png"));
    assert!(site.page("a/index.html").contains("height=20"), "images carry their pixels");
}

#[test]
fn scripts_handlers_and_their_addresses_do_not_survive() {
    let note = "# X\n\n<script>alert(1)</script><img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) [b](JaVa&Tab;Script:alert(1)) ![c](javascript:alert(1)) <a href='javascript:alert(1)'>d</a> <https://example.org>\n\n<p style=\"color:red\" onclick=x()>hi <iframe src=\"javascript:alert(1)\"></iframe></p>\n\n<svg onload=alert(1)></svg><math><mtext><img src onerror=alert(1)></math>\n";
    let site = draw_notes(&[("x.md", note)]);
    let page = site.page("x/index.html");
    for word in ["alert", "javascript:", "onerror", "onclick", "style=", "<svg onload"] {
        let body = &page[page.find("<main").expect("a page has a main")..];
        assert!(!body.to_lowercase().contains(word), "{word} in {body}");
    }
    assert!(site.codes().contains(&"refused-url"));
}

#[test]
fn raw_html_is_cleaned_as_a_whole_and_comes_out_balanced() {
    let note = "<details>\n<summary>Why is a name cached?</summary>\n\nTo spare a question.\n\n</details>\n\n<details>\n<summary>What is DNS?</summary>\n\nA **phone book**.\n\n```sh\ndig example.org\n```\n\n</details>\n\nAfter <b>bold <kbd>Esc</kbd></b> and an unclosed <div>\n";
    let site = draw_notes(&[("x.md", note)]);
    let page = site.page("x/index.html");
    assert_eq!(texts(page, "details.question .prompt"), ["Why is a name cached?", "What is DNS?"]);
    assert!(
        page.contains("<strong>phone book</strong>") && page.contains("<figure class=code data-lang=sh>"),
        "{page}"
    );
    assert!(page.contains("<kbd>Esc</kbd>"));
    assert_eq!(count(page, "main .foot"), 2, "the theme's own foot stands outside what the author left open");
}

#[test]
fn what_a_type_holds_is_words_and_a_tag_in_capitals_is_a_tag() {
    let site = draw_notes(&[("a.md", "It returns Future<T> and not List<Rope>; x<Q>y</Q>, one<BR>two.\n")]);
    let page = site.page("a/index.html");
    let words = texts(page, "main p").join(" ");
    assert!(words.contains("It returns Future<T> and not List<Rope>; xy, onetwo."), "{words}");
    assert_eq!((count(page, "main p q"), count(page, "main p br")), (1, 1));
}

#[test]
fn a_tag_that_would_swallow_the_words_behind_it_is_words_unless_it_is_closed() {
    let swallowing = ["title", "textarea", "style", "script", "iframe", "template", "video", "plaintext", "xmp"];
    for tag in swallowing {
        for note in [
            format!("# X\n\nUse the <{tag}> tag, or **another**.\n\nThe end.\n"),
            format!("# X\n\n- What does <{tag}> do?\n\nThe end.\n"),
            format!("# X\n\n| <{tag}> | b |\n|---|---|\n| c | d |\n\nThe end.\n"),
            format!("# X\n\n<{tag}> is a tag.\n\nThe end.\n"),
        ] {
            let site = draw_notes(&[("x.md", &note)]);
            let page = site.page("x/index.html");
            assert!(page.contains(&format!("&lt;{tag}>")) && page.contains("The end."), "{note}\n{page}");
        }
        if tag == "plaintext" {
            continue; // Nothing closes it.
        }
        let note = format!("# X\n\nA <{tag}>hidden</{tag}> one.\n\n<{tag}>\nhidden\n</{tag}>\n\nThe end.\n");
        let site = draw_notes(&[("x.md", &note)]);
        let page = site.page("x/index.html");
        assert!(!page.contains(&format!("&lt;{tag}>")) && page.contains("The end."), "{note}\n{page}");
    }
}

#[test]
fn two_notes_that_want_one_address_both_stand() {
    let site = draw_notes(&[("a b.md", "one"), ("a-b.md", "two"), ("tags/x.md", "---\ntags: [x]\n---\nthree")]);
    assert_eq!(site.codes(), ["address-clash"]);
    let pages: Vec<&String> = site.files.keys().filter(|name| name.starts_with("a-b")).collect();
    assert_eq!(pages.len(), 2, "{pages:?}");
    assert!(site.page("tags/x/index.html").contains("three"), "a note goes before a tag's page");
}

#[test]
fn everything_works_under_a_path_prefix() {
    let options =
        Options { url: SiteUrl::parse("https://example.org/base/").expect("an address"), ..Options::default() };
    let site = draw_with(&Sources::of_notes([("a.md", NOTE), ("b/c.md", "# C\n\n[a](../a.md)\n")]), &options);
    for (name, bytes) in site.files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = Html::parse_document(&String::from_utf8_lossy(bytes));
        for link in page.select(&Selector::parse("[href],[src]").expect("a selector")) {
            let url = link.value().attr("href").or(link.value().attr("src")).unwrap_or("");
            assert!(
                url.starts_with("/base/") || url.starts_with('#') || url.starts_with("https://example.org/base/"),
                "{name}: {url}"
            );
        }
    }
}

#[test]
fn notes_stand_in_natural_order_and_by_their_order_key() {
    let site = draw_notes(&[
        ("10 z.md", "x"),
        ("2 a.md", "x"),
        ("last.md", "x"),
        ("first.md", "---\norder: 1\n---\nx"),
        ("sub/x.md", "x"),
    ]);
    assert_eq!(texts(site.page("index.html"), "main .lines a"), ["first", "2 a", "10 z", "last", "x"]);
    assert_eq!(texts(site.page("2-a/index.html"), ".neighbours a"), ["Previous first", "Next 10 z"]);
}

#[test]
fn recognition_changes_no_visible_word() {
    let notes: &[&str] = &[
        NOTE,
        "# T\n\n<details><summary>What is <b>X</b>?</summary><br>\nIt is a thing.\n\n- one\n- two\n</details>\n\ntail[^1]\n\n[^1]: A note.\n",
        "## What is A?\nText\n\n1. ### What is B?\n\n   Answer B\n\n2. ### What is C?\n\n   Answer C\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n",
        "> [!NOTE]\n> **Question 1:** Which floats?\n> ```\n> hemp\n> ```\n\n> [!TIP]\n> **Answer:** None.\n\n## Heading {#h}\n?\n- back\n",
        "Q: alpha?\n\nA: beta.\n\n> [!info]\n> **Q:** gamma delta\n",
        "> **Question:** Which of these is\n> the right one\n>\n> A) one\n> B) two\n\n> **Answer:** B\n",
        "**Question one?**\nAnswer on the next line.\n\n> [!question]- Why?\n> Because.\n\n* a\n* **bold?** b\n",
    ];
    for note in notes {
        let words = |questions| {
            let sources = Sources::of_notes([("a.md", *note)]);
            let site = draw_with(&sources, &Options { questions, ..Options::default() });
            visible(site.page("a/index.html"))
        };
        assert_eq!(words(Questions::Auto), words(Questions::Off), "in {note}");
    }
}

#[test]
fn a_note_of_any_depth_is_drawn() {
    let deep = format!("{}deep words\n", "> ".repeat(10_000));
    let html = format!("{}raw words{}\n", "<div>".repeat(5_000), "</div>".repeat(5_000));
    let site = draw_notes(&[("deep.md", &deep), ("html.md", &html)]);
    assert!(site.page("deep/index.html").contains("deep words"));
    assert!(site.page("html/index.html").contains("raw words"));
    assert_eq!(site.codes(), ["deep-nesting"]);
}

#[test]
fn what_reading_a_source_found_is_told() {
    let mut source = Source::new(SourcePath::new("a.md"), "---\ntitle: [\n---\n# A\n\n```sql\nselect 1\n");
    source.findings.clear();
    let mut sources = Sources::default();
    sources.notes.insert(source.path.clone(), Arc::new(source));
    let site = draw_with(&sources, &Options::default());
    assert_eq!(site.codes(), ["front-matter-syntax", "unclosed-fence"]);
    assert_eq!(site.findings[1].place.to_string(), "a.md:6:1");
    assert!(site.page("a/index.html").contains("select"), "what could be read is drawn");
}

#[test]
fn a_note_beyond_all_measure_is_read_whole_and_said_to_be_large() {
    let text = "A line of words that somebody pasted.\n\n".repeat(270_000);
    let source = Arc::new(Source::new(SourcePath::new("a.md"), text.as_str()));
    let read = recto::note::parse(&source);
    assert_eq!(read.findings.iter().map(|it| it.code.name()).collect::<Vec<_>>(), ["large-note"]);
    assert_eq!(read.value.events.len(), 270_000 * 3);
}

#[test]
fn blocks_turn_where_their_words_run_from_right_to_left_and_nothing_is_written_elsewhere() {
    let turned = "- لا تنزلق.\n\n> اقتباس.\n\n> [!tip] نصيحة\n> x\n\n| أ |\n|---|\n| 1 |\n\n1. واحد\n";
    let site = draw_notes(&[("a.md", turned), ("b.md", "- Größe\n\n> 大きさ\n\n| é |\n|---|\n| 1 |\n")]);
    for block in ["ul", "ol", "blockquote", ".callout", ".table"] {
        assert_eq!(count(site.page("a/index.html"), &format!("article {block}[dir=auto]")), 1, "{block}");
    }
    assert_eq!(count(site.page("b/index.html"), "article [dir]"), 0);
}

#[test]
fn many_are_counted_with_the_languages_mark_between_thousands() {
    let notes: Vec<(String, String)> = (0..4).map(|n| (format!("{n}.md"), "**Why?**\n\nSo.\n\n".repeat(300))).collect();
    let notes: Vec<(&str, &str)> = notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert!(texts(draw_notes(&notes).page("index.html"), ".totals").concat().contains("1,200 questions in 4 notes"));
}

const NAMED: &str = "# Rope ^top\n\nTwo\nlines. ^lines\n\n- hemp ^hemp\n  - sisal ^sisal\n- nylon\n\n^fibres\n\n> [!tip] Dry\n> Hang it.\n\n^dry\n\n> said\n^said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n^table\n\n```\n^code\n```\n\n^block\n\n## Care ^care\n\nAt 2 ^ 3 or x^2.\n\n[[#^TOP|a]] [[#^lines|b]] [[#^care|c]] [[#^knot|d]]\n\n**What is a knot?** ^knot\n\nA loop. ^loop\n\n**Why tie one?**\n\nTo hold.\n";

#[test]
fn block_names_are_never_shown_and_lead_to_their_blocks() {
    let site = draw_notes(&[("rope.md", NAMED)]);
    let page = site.page("rope/index.html");
    assert_eq!(site.codes(), Vec::<&str>::new());
    for id in ["p[id='^lines']", "li[id='^hemp'] li[id='^sisal']", "ul[id='^fibres']", ".callout[id='^dry']"] {
        assert_eq!(count(page, id), 1, "{id}: {page}");
    }
    for id in ["blockquote[id='^said']", ".table[id='^table']", "figure[id='^block']", ".answer p[id='^loop']"] {
        assert_eq!(count(page, id), 1, "{id}: {page}");
    }
    let shown = texts(page, "article").concat();
    assert_eq!(shown.matches('^').count(), 3, "in code and in sums alone: {shown}");
    assert_eq!(count(page, "table tr"), 2, "a name below a table is no row of it");
    for href in ["a[href='/rope/']", "a[href='#%5Elines']", "a[href='#care']", "a[href='#what-is-a-knot']"] {
        assert_eq!(count(page, &format!(".prose {href}")), 1, "{href}: {page}");
    }
}

#[test]
fn names_that_authors_gave_to_headings_are_never_shown_and_lead_to_them() {
    let note = "# Ropes {#top-of-it}\n\nSee [a](#care_2), [b](#hitch), [c](#top-of-it) and [d](other.md#splice).\n\n## Care {#care_2 .wide}\n\nDry.\n\n## What is a `hitch`? {#hitch}\n\nA knot.\n\n## Which are in {1, 2}?\n\nOne.\n\n## Why tie it?\n\nTo hold.\n\n## How long is it?\n\nTwo ells.\n\n## The set {#}\n\n## Three {#three} ^blk\n\n## Not \\{#here}\n\n## {#alone}\n";
    let site = draw_notes(&[("rope.md", note), ("other.md", "# Other\n\nText.\n\n## Splicing {#splice}\n\nLay.\n")]);
    let page = site.page("rope/index.html");
    assert_eq!(site.codes(), Vec::<&str>::new());
    for href in ["a[href='#care_2']", "a[href='#hitch']", "a[href='/rope/']", "a[href='/other/#splice']"] {
        assert_eq!(count(page, &format!(".prose {href}")), 1, "{href}: {page}");
    }
    for id in ["#care_2", "#hitch.question", "#three"] {
        assert_eq!(count(page, id), 1, "{id}: {page}");
    }
    let shown = texts(page, "article").concat();
    for (word, times) in
        [("care_2", 0), ("{#three", 0), ("wide", 0), ("{#hitch}", 0), ("{1, 2}", 1), ("{#}", 1), ("{#here}", 1)]
    {
        assert_eq!(shown.matches(word).count(), times, "{word}: {shown}");
    }
    assert!(shown.contains("{#alone}") && !texts(page, "h1").concat().contains('{'), "{shown}");
    let twice = draw_notes(&[("a.md", "## One {#a}\n\n## Two {#a}\n")]);
    assert_eq!(twice.codes(), ["duplicate-id"]);
}

#[test]
fn words_of_a_prompt_that_stood_on_two_lines_do_not_run_together() {
    let led =
        "## What is alpha?\n\nOptions: A) x B) y\n\nAnswer: A\n\n## What is beta?\n\nOptions: A) x B) y\n\nAnswer: B\n";
    let quoted = "> **Question:** Which of these is\n> the right one\n\n> **Answer:** B\n";
    let site = draw_notes(&[("a.md", led), ("b.md", quoted)]);
    let words =
        |page: &str| texts(site.page(page), ".prompt").concat().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words("a/index.html").contains("What is alpha? Options:"), "{}", words("a/index.html"));
    assert!(words("b/index.html").contains("of these is the right one"), "{}", words("b/index.html"));
}

#[test]
fn a_label_hangs_in_the_margin_with_its_mark_and_an_answer_begins_with_its_words() {
    let note = "**Question 1**: Why?<br>\n**Answer**: Because.\n\n<b>Question 2</b>: Who?\n<b>Answer</b>: We.\n\n\
        **Q3. Where?**\n<br>Here.\n";
    let site = draw_notes(&[("a.md", note)]);
    let page = site.page("a/index.html");
    assert_eq!(texts(page, ".question .num"), ["Question 1", "Question 2", "Q3"]);
    assert_eq!(texts(page, ".question .prompt"), ["Why?", "Who?", "Where?"]);
    assert_eq!(count(page, ".prompt strong:empty, .prompt b:empty, .answer p br:first-child"), 0, "{page}");
    assert!(site.findings.is_empty(), "two forms that find the same are no ambiguity: {:?}", site.findings);
}

#[test]
fn what_marks_the_right_option_is_set_apart_for_the_theme_to_hide() {
    let ticked = "### Which floats?\n\nA) stone\nB) cork ✅\nC) a **red** nail\n";
    let bold = "### Which sinks?\n\n- **A) stone**\n- B) cork\n";
    let plain = "### Which is *not* a knot?\n\nA) **bowline**\nB) **winch**\n\nAnswer: B\n";
    let site = draw_notes(&[("a.md", ticked), ("b.md", bold), ("c.md", plain)]);
    assert_eq!(texts(site.page("a/index.html"), ".choice .sign"), ["✅"]);
    assert_eq!(texts(site.page("b/index.html"), ".choice strong.sign"), ["stone"]);
    assert_eq!(count(site.page("c/index.html"), ".sign"), 0, "emphasis that tells nothing stays");
}

#[test]
fn a_page_whose_answers_stand_in_a_section_leads_there_and_has_none_to_open() {
    let key = "1. Who pulls?\n2. Who steers?\n3. Who rows?\n\n## Answers\n\n1. Ann\n2. Ben\n3. Cai\n";
    let site = draw_notes(&[("a.md", key), ("b.md", "**Who pulls?**\n\nAnn.\n\n**Who steers?**\n\nBen.\n")]);
    assert_eq!(count(site.page("a/index.html"), ".unanswered a[href='#answers']"), 3);
    assert_eq!(count(site.page("a/index.html"), "[data-do=all]"), 0);
    assert_eq!(count(site.page("b/index.html"), "[data-do=all]"), 1);
}

#[test]
fn a_cloze_is_asked_with_its_blanks_and_answered_with_them_filled() {
    let note = "---\ntags: [flashcards]\n---\n\nThe {{c1::capital}} of *Norway* is {{c2::Oslo::a city}}, no ==**larger**== town.\n";
    let site = draw_notes(&[("a.md", note)]);
    let page = site.page("a/index.html");
    assert_eq!(texts(page, "details.question .prompt"), ["The … of Norway is a city, no … town."]);
    assert_eq!(texts(page, ".prompt .blank"), ["…", "a city", "…"]);
    assert_eq!(count(page, ".prompt mark"), 0, "{page}");
    assert_eq!(texts(page, ".answer > p:first-child"), ["The capital of Norway is Oslo, no larger town."]);
    assert_eq!(texts(page, ".answer mark"), ["capital", "Oslo", "larger"]);
    // hashcards: the brackets of its blanks go, those of its links and pictures stay what they are.
    let site = draw_notes(&[("b.md", "C: Ice melts at [0 `°C`], see [here](https://example.org).\n")]);
    let page = site.page("b/index.html");
    assert_eq!(texts(page, ".prompt"), ["C: Ice melts at …, see here."]);
    assert_eq!(texts(page, ".answer > p:first-child"), ["C: Ice melts at 0 °C, see here."]);
    assert_eq!(texts(page, ".answer mark"), ["0", "°C"]);
    assert_eq!(count(page, ".answer a[href^=https]"), 1);
}

#[test]
fn no_word_of_a_cloze_is_lost_or_stands_twice_beside_the_pages_own() {
    for note in ["C: A [b] c [$x^2$] d.\n\nC: [all of it]\n", "C: one\n- [two]\n- three\n"] {
        let on = draw_notes(&[("a.md", note)]);
        let off = draw_with(
            &Sources::of_notes([("a.md", note)]),
            &Options { questions: Questions::Off, ..Options::default() },
        );
        assert!(count(on.page("a/index.html"), ".blank") > 0, "{}", on.page("a/index.html"));
        assert_eq!(visible(on.page("a/index.html")), visible(off.page("a/index.html")), "{note}");
    }
}
