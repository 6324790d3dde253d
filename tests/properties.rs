//! What holds for every vault: nothing panics, a run after edits equals a clean one, one thread equals many, and nothing
//! of a hidden draft is anywhere. Each over a thousand cases or more.

mod site;

use proptest::collection::vec;
use proptest::prelude::*;
use recto::address::{Address, SourcePath};
use recto::config::{Drafts, Html, Options, Questions};
use recto::digest::Digest;
use recto::ledger::{Check, Entry, Ledger, Ruling};
use recto::page::theme::Theme;
use recto::repo::Repo;
use recto::site::memo::Memo;
use recto::site::{Plan, draw, plan};
use recto::source::{self, Attachment, Source, Sources};
use site::{draw_all, draw_checked, draw_with, parts};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Pieces of Markdown that mean something to somebody, which random letters hardly ever do.
const PIECES: &[&str] = &[
    "# ",
    "## ",
    "### 1. **",
    "**",
    "*",
    "_",
    "`",
    "```\n",
    "```sql\n",
    "~~~\n",
    "> ",
    "> [!danger]- T",
    "> [!note]\n",
    "- ",
    "1. ",
    "- [x] ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "---\n",
    "---\ndraft: true\n---\n",
    "title: x\n",
    "| a | b |\n|---|:-:|\n| 1 | 2 |\n",
    "[a](b.md)",
    "[a][b]",
    "[b]: c.md\n",
    "![i](x.png)",
    "[[n1]]",
    "[[n1#h|t]]",
    "![[n2]]",
    "![[n1#h]]",
    "![[n2#^id]]",
    "![[a/n1]]",
    "![[C d]]",
    " ^id\n",
    "---\naliases: [n2, old/n]\npermalink: x\n---\n",
    "[^1]",
    "[^1]: note\n",
    "<details>",
    "</details>",
    "<summary>",
    "</summary>",
    "<b>",
    "</b>",
    "<div>",
    "<!--",
    "-->",
    "<script>",
    "&amp;",
    "&#0;",
    "\\",
    "?",
    "What is it?",
    "Why",
    "Q: a\nA: b\n",
    "a::b\n",
    "==x==",
    "{{c1::x}}",
    "A. x\nB. y\n",
    "^id",
    "%%",
    "$x$",
    "\u{0}",
    "\u{feff}",
    "é",
    "日本語？",
    "العربية؟",
    "🎓",
    "\r\n",
    "<a href=\"javascript:x\">",
    "http://x.example ",
    "word ",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => any::<char>().prop_map(String::from)];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

const NAMES: &[&str] = &[
    "README.md",
    "n1.md",
    "n2.md",
    "a/index.md",
    "a/n1.md",
    "a/b/C d.md",
    "a/10.md",
    "a/2.md",
    "tags/x.md",
    "?.md",
    "assets/z.md",
];

fn notes() -> impl Strategy<Value = BTreeMap<&'static str, String>> {
    proptest::collection::btree_map(proptest::sample::select(NAMES), text(), 0..6)
}

/// Notes enough for most of them to have neighbours, which their pages name.
fn vault() -> impl Strategy<Value = BTreeMap<&'static str, String>> {
    proptest::collection::btree_map(proptest::sample::select(NAMES), text(), 4..9)
}

fn options() -> impl Strategy<Value = Options> {
    (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(hide, trust, off, prefix)| Options {
        drafts: if hide { Drafts::Hide } else { Drafts::Banner },
        html: if trust { Html::Trust } else { Html::Sanitise },
        questions: if off { Questions::Off } else { Questions::Auto },
        url: if prefix {
            recto::address::SiteUrl::parse("https://example.org/p/").expect("an address")
        } else {
            recto::address::SiteUrl::local()
        },
        ..Options::default()
    })
}

fn sources(notes: &BTreeMap<&'static str, String>) -> Sources {
    Sources::of_notes(notes.iter().map(|(name, text)| (*name, text.as_str())))
}

fn packed(notes: &BTreeMap<&'static str, String>) -> Sources {
    let source = |(name, text): (&&str, &String)| Source::new(SourcePath::new(name), text.as_str());
    let mut notes: Vec<Source> = notes.iter().map(source).collect();
    source::pack(notes.iter_mut().map(|note| &mut note.text));
    let notes = notes.into_iter().map(|note| (note.path.clone(), Arc::new(note))).collect();
    Sources { notes, ..Sources::default() }
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn arbitrary_notes_never_panic_and_every_page_is_balanced(notes in notes(), options in options()) {
        let site = draw_with(&sources(&notes), &options);
        for (name, bytes) in &site.files {
            let page = std::str::from_utf8(bytes).expect("pages are UTF-8");
            if name.ends_with(".html") && options.html == Html::Sanitise {
                prop_assert!(page.contains("</main>") && page.contains("</html>") && !page.contains("data-r0"), "{name}: {page}");
                prop_assert_eq!(page.matches("<main").count(), 1);
                prop_assert!(!page.contains("javascript:") || notes.values().any(|note| note.contains("javascript:")), "{}", page);
            }
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        draw_with(&Sources::of_notes([("a.md", text.as_str())]), &Options::default());
    }

    #[test]
    fn the_parts_of_questions_are_sorted_disjoint_and_within_the_note(text in text()) {
        let source = Arc::new(Source::new(SourcePath::new("a.md"), text.as_str()));
        let study = recto::question::recognise(recto::note::parse(&source).value, &Options::default()).value;
        // Comments are taken out of it, and move what follows them on their line.
        let text = &source.text;
        let mut at = study.body;
        for question in &study.questions {
            prop_assert!(question.cut.whole.start >= at && question.cut.whole.end <= text.len(), "{:?} in {:?}", question.cut, text);
            at = question.cut.whole.end;
            let mut inside = question.cut.whole.start;
            for (span, _) in parts(question) {
                prop_assert!(span.start >= inside && span.end <= question.cut.whole.end, "{:?} in {:?}", question.cut, text);
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                inside = span.end;
            }
        }
    }

    #[test]
    fn nothing_of_a_hidden_note_or_a_comment_is_anywhere(
        open in notes(),
        words in text(),
        hidden in vec((proptest::sample::select(HIDDEN), text()), 1..3),
        options in secretive(),
    ) {
        let mut all: BTreeMap<&str, String> = open;
        all.insert("open.md", format!("{COMMENTS}\n\n{words}"));
        for (at, (name, text)) in hidden.iter().enumerate() {
            // A draft is hidden by the settings, what says so itself always.
            let front = if at == 0 && options.drafts == Drafts::Hide { "draft: true" } else { "publish: false" };
            all.insert(name, secret(front, text));
        }
        let mut sources = Sources::of_notes(all.iter().map(|(name, text)| (*name, text.as_str())));
        for path in [format!("{SECRET}.png"), format!("{SECRET}/{SECRET}.pdf")] {
            let path = SourcePath::new(path);
            let attachment = Attachment { path: path.clone(), length: 1, digest: Default::default(), pixels: None };
            sources.attachments.insert(path, Arc::new(attachment));
        }
        let site = draw_checked(&sources, &secret_checks(&sources, &hidden), &options);
        prop_assert!(site.files.contains_key("open/index.html"));
        for (name, bytes) in &site.files {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            prop_assert!(!text.contains(SECRET) && !name.to_lowercase().contains(SECRET), "{name}: {text}");
        }
    }
}

/// A word that no reader may ever see.
const SECRET: &str = "zyzzyva";

/// Where hidden notes lie: where others link to, and where a name itself tells something.
const HIDDEN: &[&str] =
    &["n1.md", "n2.md", "a/n1.md", "README.md", "a/index.md", "a/zyzzyva.md", "zyzzyva/README.md", "zyzzyva/n3.md"];

/// A published note's words, with the secret in every kind of comment, and ways to each hidden note.
const COMMENTS: &str = "%%zyzzyva%%

Words %%zyzzyva [[n1]]%% around [[n2|a link]] %%zyzzyva%% and ![[n1]] ![[a/n1#h]] ![[n2#^id]].

%%
zyzzyva

**What is zyzzyva?**

zyzzyva #zyzzyva ![[zyzzyva.png]] [[README]] ^zyzzyva
%%

> [!note] Title %%zyzzyva%%
> Words %%zyzzyva%%.

| a %%zyzzyva%% | b |
|---|---|
| c | d%%zyzzyva%% |

**What is open?%%zyzzyva%%**

An answer. %%zyzzyva%%

A card::its back <!--SR:!zyzzyva,1,250-->

> [!sr|card-metadata]
> zyzzyva

<!-- zyzzyva -->
";

/// A note with the secret wherever a note says something.
fn secret(front: &str, text: &str) -> String {
    format!(
        "---\n{front}\ntitle: {SECRET}\ntags: [{SECRET}, a/{SECRET}]\naliases: [{SECRET}, old/{SECRET}, x]\npermalink: {SECRET}\n\
         image: {SECRET}.png\ndescription: {SECRET}\ncssclasses: {SECRET}\nextra: {SECRET}\n---\n# {SECRET}\n\n**What is {SECRET}?**\n\n\
         {SECRET} ![{SECRET}]({SECRET}.png) ![[{SECRET}/{SECRET}.pdf]] #{SECRET} ^id\n\n## h\n\n{SECRET}[^1] ^[{SECRET}]\n\n[^1]: {SECRET}\n\n\
         {SECRET} [[n1]] [[a/n1]] [[README]] [[open]] [o](open.md) ![[n2]] {SECRET}\n\n**What is open?**\n\n{SECRET}\n\n{text}\n"
    )
}

/// What somebody has found of every answer of the hidden notes.
fn secret_checks(sources: &Sources, hidden: &[(&str, String)]) -> Ledger {
    let mut ledger = Ledger::default();
    hidden.iter().for_each(|(name, _)| check(name, sources, SECRET, &mut ledger));
    ledger
}

/// Somebody checks every answer of a note, and disputes every other one.
fn check(name: &str, sources: &Sources, by: &str, ledger: &mut Ledger) {
    let Some(source) = sources.notes.get(&SourcePath::new(name)) else { return };
    let study = recto::question::recognise(recto::note::parse(source).value, &Options::default()).value;
    for (at, question) in study.questions.iter().enumerate() {
        let said = Some(by.to_owned());
        let ruling = if at % 2 == 0 { Ruling::Disputed } else { Ruling::Checked };
        let check = Check { ruling, by: by.into(), date: None, source: said.clone(), objection: said };
        let seen = recto::standing::seen(&study, question, &[]);
        ledger.record(Entry::new(question.id, question.prompt_hash, seen, check), None);
    }
}

/// Settings that hide drafts or not, and that make everything that a site can hold.
fn secretive() -> impl Strategy<Value = Options> {
    (options(), any::<bool>()).prop_map(|(options, live)| Options {
        // A comment of HTML is the author's own to keep where his HTML is trusted.
        html: Html::Sanitise,
        structured_data: true,
        repo: Repo { url: Some("https://example.org/r".into()), ..Repo::default() },
        live,
        token: if live { "token".into() } else { String::new() },
        ..options
    })
}

/// What an author may do between two runs.
#[derive(Clone, Debug)]
enum Edit {
    Write(&'static str, String),
    Delete(&'static str),
    Rename(&'static str, &'static str),
    Draft(&'static str),
    Front(&'static str, &'static str),
    Settings(Box<Options>),
    Theme(&'static str, &'static str),
    Check(&'static str),
}

/// Lines of front matter, one of which an author adds.
const FRONT: &[&str] =
    &["title: Other", "tags: [t, u/v]", "aliases: [n2]", "permalink: /", "order: 1", "questions: off"];

/// Files of a theme that an author lays over the built-in one.
const THEME: &[(&str, &str)] = &[
    ("strings/en.toml", "question = \"Q\"\n"),
    ("templates/404.html", "{% extends \"base.html\" %}\n{% block main %}gone{% endblock %}\n"),
    ("templates/home.html", "{% broken"),
    ("assets/site.css", "p{}"),
];

/// How what one run knew comes to the next.
#[derive(Clone, Debug)]
enum Handing {
    InMemory,
    PutAway,
    Lost,
    CutShort(usize),
}

fn handing() -> impl Strategy<Value = Handing> {
    prop_oneof![
        // The preview's own way, in which most is taken over as it is.
        6 => Just(Handing::InMemory),
        3 => Just(Handing::PutAway),
        1 => Just(Handing::Lost),
        1 => (0..4000_usize).prop_map(Handing::CutShort),
    ]
}

fn hand(memo: Memo, handing: &Handing) -> Memo {
    let bytes = || memo.put_away().unwrap_or_default().concat();
    match handing {
        Handing::InMemory => memo,
        Handing::PutAway => Memo::kept(bytes()),
        Handing::Lost => Memo::default(),
        Handing::CutShort(length) => {
            let mut bytes = bytes();
            bytes.truncate(*length);
            Memo::kept(bytes)
        }
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    let name = || proptest::sample::select(NAMES);
    prop_oneof![
        4 => (name(), text()).prop_map(|(name, text)| Edit::Write(name, text)),
        1 => name().prop_map(Edit::Delete),
        1 => (name(), name()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => name().prop_map(Edit::Draft),
        4 => (name(), proptest::sample::select(FRONT)).prop_map(|(name, line)| Edit::Front(name, line)),
        1 => options().prop_map(|options| Edit::Settings(Box::new(options))),
        1 => proptest::sample::select(THEME).prop_map(|(path, text)| Edit::Theme(path, text)),
        1 => name().prop_map(Edit::Check),
    ]
}

fn apply(
    edit: &Edit,
    notes: &mut BTreeMap<&'static str, String>,
    options: &mut Options,
    theme: &mut BTreeMap<SourcePath, Vec<u8>>,
    ledger: &mut Ledger,
) {
    match edit {
        Edit::Write(name, text) => {
            notes.insert(name, text.clone());
        }
        Edit::Delete(name) => {
            notes.remove(name);
        }
        Edit::Rename(from, to) => {
            if let Some(text) = notes.remove(from) {
                notes.insert(to, text);
            }
        }
        Edit::Draft(name) => {
            if let Some(text) = notes.get_mut(name) {
                *text = match text.strip_prefix("---\ndraft: true\n---\n") {
                    Some(rest) => rest.to_owned(),
                    None => format!("---\ndraft: true\n---\n{text}"),
                };
            }
        }
        Edit::Front(name, line) => {
            if let Some(text) = notes.get_mut(name) {
                *text = format!("---\n{line}\n---\n{text}");
            }
        }
        Edit::Settings(new) => *options = (**new).clone(),
        Edit::Theme(path, text) => {
            let path = SourcePath::new(path);
            if theme.remove(&path).is_none() {
                theme.insert(path, text.as_bytes().to_vec());
            }
        }
        Edit::Check(name) => check(name, &sources(notes), "Ann", ledger),
    }
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn a_run_after_edits_equals_a_clean_one_and_equal_keys_mean_equal_bytes(
        start in vault(),
        edits in vec((edit(), handing()), 1..6),
    ) {
        let (mut notes, mut options, mut theme) = (start, Options::default(), BTreeMap::new());
        let (mut memo, mut ledger, mut last) = (Memo::default(), Ledger::default(), None::<Plan>);
        let mut drawn: BTreeMap<String, (Digest, Vec<u8>)> = BTreeMap::new();
        for (at, (edit, handing)) in edits.iter().enumerate() {
            apply(edit, &mut notes, &mut options, &mut theme, &mut ledger);
            memo = hand(memo, handing);
            let sources = sources(&notes);
            // How texts are held changes nothing.
            let held = if at % 2 == 0 { packed(&notes) } else { sources.clone() };
            let theme = Theme::load(&theme, &SourcePath::new("themes/recto"), &options).value;
            let (planned, next) = plan(&held, &ledger, &options, &theme, &memo);
            memo = next;
            // Only what has a new key is drawn; the rest stays as the last run left it.
            let mut now = BTreeMap::new();
            for address in planned.value.addresses() {
                let key = planned.value.key(address).expect("an address of the plan has a key");
                let bytes = match drawn.get(&address.file()) {
                    Some((old, bytes)) if *old == key => bytes.clone(),
                    _ => site::bytes(draw(&planned.value, address, &theme).expect("an address of the plan is drawn").value),
                };
                now.insert(address.file(), (key, bytes));
            }
            let key = |drawn: &BTreeMap<String, (Digest, Vec<u8>)>, name: &str| drawn.get(name).map(|(key, _)| *key);
            if let Some(last) = &last {
                let (changed, gone) = last.differs(&planned.value);
                let names = |addresses: Vec<Address>| addresses.iter().map(Address::file).collect::<BTreeSet<_>>();
                let other = now.keys().filter(|name| key(&now, name) != key(&drawn, name)).cloned().collect();
                let lost = drawn.keys().filter(|name| !now.contains_key(*name)).cloned().collect();
                prop_assert_eq!((names(changed), names(gone)), (other, lost), "what differs is what has another key");
            }
            last = Some(planned.value);
            drawn = now;
            let clean = draw_all(&sources, &ledger, &options, &theme);
            let files: BTreeMap<String, Vec<u8>> = drawn.iter().map(|(name, (_, bytes))| (name.clone(), bytes.clone())).collect();
            prop_assert_eq!(files.keys().collect::<Vec<_>>(), clean.files.keys().collect::<Vec<_>>());
            for (name, bytes) in &files {
                prop_assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&clean.files[name]), "{}", name);
            }
            let mut warm = planned.findings;
            let mut cold: Vec<_> = plan(&sources, &ledger, &options, &theme, &Memo::default()).0.findings;
            warm.sort();
            cold.sort();
            prop_assert_eq!(warm, cold, "a value that is found again carries its findings");
        }
    }
}

#[test]
fn one_thread_draws_what_many_draw() {
    let mut runner = proptest::test_runner::TestRunner::new(config(1000));
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    let many = rayon::ThreadPoolBuilder::new().num_threads(4).build().expect("a pool");
    let outcome = runner.run(&(notes(), options()), |(notes, options)| {
        let sources = sources(&notes);
        let a = one.install(|| draw_with(&sources, &options));
        let b = many.install(|| draw_with(&sources, &options));
        prop_assert_eq!(a.files, b.files);
        prop_assert_eq!(a.findings, b.findings);
        Ok(())
    });
    outcome.expect("one thread and many agree");
}
