//! Each stage of a build by itself, over a few notes like those of tests/bench/against-hugo: `cargo bench --bench stages`
//!
//! `-- NAME` runs those whose name holds it, `-- --help` lists what else can be asked. Nothing is asserted: times are of this
//! machine and of this minute. All are of one thread; what a whole build costs is counted by tests/instructions.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use recto::address::{Address, SourcePath};
use recto::config::Options;
use recto::ledger::Ledger;
use recto::link::Linked;
use recto::note;
use recto::page::frame::Frame;
use recto::page::html::highlight::Highlights;
use recto::page::html::minify;
use recto::page::note::{Beside, Readied};
use recto::page::theme::Theme;
use recto::publish::{Published, admit};
use recto::question::recognise;
use recto::site::memo::Memo;
use recto::site::plan;
use recto::source::{Source, Sources};
use recto::standing::Register;
use std::collections::BTreeMap;
use std::sync::Arc;

const NOTES: usize = 100;

fn main() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(divan::main);
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn one<'w>(&mut self, words: &'w str) -> &'w str {
        let words: Vec<&str> = words.split(' ').collect();
        words[self.below(words.len())]
    }

    fn some(&mut self, words: &str, count: usize) -> String {
        (0..count).map(|_| self.one(words)).collect::<Vec<_>>().join(" ")
    }
}

const SUBJECTS: &str =
    "locks joins caches queues shards windows logs offsets indexes views schemas batches streams retries";
const THINGS: &str = "ledger warehouse broker planner scheduler catalogue reader writer buffer gateway replica archive";
const PLAIN: &str =
    "a row the reader may skip while its writer holds back every later change that nobody has asked for yet";

const LANGUAGES: &[&str] = &["python", "sql", "rust", "bash"];

/// Ten lines in which names, numbers and texts vary.
fn code(dice: &mut Dice, language: &str) -> String {
    let mut lines = String::new();
    for _ in 0..10 {
        let (a, b) = (format!("{}_{}", dice.one(THINGS), dice.below(1000)), dice.one(SUBJECTS));
        let (n, words, kind) = (dice.below(10_000), dice.some(PLAIN, 4), dice.below(3));
        lines.push_str(&match (language, kind) {
            ("python", 0) => format!("def {a}({b}: dict[str, int], limit: int = {n}) -> list[str]:\n"),
            ("python", 1) => format!("    return [key for key in {b} if {b}[key] > {n}]  # {words}\n"),
            ("python", _) => format!("    {a} = {{'{b}': {n}, **defaults}}\n"),
            ("sql", 0) => format!("SELECT {a}, SUM({b}) AS total FROM {a} WHERE {b} > {n} -- {words}\n"),
            ("sql", 1) => format!("GROUP BY {a} HAVING COUNT(*) > {n};\n"),
            ("sql", _) => format!("WHERE {a} LIKE '{words}%'\n"),
            ("rust", 0) => format!("fn {a}({b}: &[u8]) -> Result<usize, Error> {{\n"),
            ("rust", 1) => format!("    let {a} = {b}.iter().filter(|it| **it > {n}).count(); // {words}\n"),
            ("rust", _) => format!("    println!(\"{words}: {{{a}}}\");\n"),
            (_, 0) => format!("for {a} in \"${b}\"/*.csv; do  # {words}\n"),
            (_, 1) => format!("if [[ -f ${a} && ${b} -gt {n} ]]; then\n"),
            (_, _) => format!("grep -c '{words}' {a} | tee {b}.log\n"),
        });
    }
    lines
}

/// A note of nine questions in three sections, with two blocks of code, a table and two links.
fn text(number: usize) -> String {
    let dice = &mut Dice(number as u64 + 1);
    let mut text = format!("---\ntitle: {} {number}\ntags: [{}]\n---\n", dice.one(THINGS), dice.one(SUBJECTS));
    for section in 0..3 {
        text.push_str(&format!("\n## {} and {}\n", dice.one(SUBJECTS), dice.one(SUBJECTS)));
        for asked in 0..3 {
            let (thing, subject) = (dice.one(THINGS), dice.one(SUBJECTS));
            text.push_str(&format!("\n**How does a {thing} treat {subject} in case {}?**\n\n", section * 3 + asked));
            text.push_str("- In short:\n");
            for _ in 0..4 {
                text.push_str(&format!("    - **{}**: {}.\n", dice.one(THINGS), dice.some(PLAIN, 14)));
            }
            if (section + asked) % 4 == 1 {
                let language = LANGUAGES[dice.below(LANGUAGES.len())];
                text.push_str(&format!("\n```{language}\n{}```\n", code(dice, language)));
            }
        }
    }
    let (a, b) = (dice.below(NOTES), dice.below(NOTES));
    text.push_str(&format!("\nSee [[note-{a}]] and [[note-{b}|another]].\n\n| Part | Cost |\n|---|---|\n"));
    (0..4).for_each(|_| text.push_str(&format!("| {} | {} ms |\n", dice.one(THINGS), dice.below(900))));
    text
}

fn sources() -> Vec<Arc<Source>> {
    let source = |number| Arc::new(Source::new(SourcePath::new(format!("note-{number}.md")), text(number)));
    (0..NOTES).map(source).collect()
}

fn published(options: &Options) -> Vec<Published> {
    let study = |source| Arc::new(recognise(note::parse(&source).value, options).value);
    admit(sources().into_iter().map(study).collect(), options).0
}

fn theme(options: &Options) -> Theme {
    Theme::load(&BTreeMap::new(), &SourcePath::new("themes/recto"), options).value
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let sources = sources();
    bencher.counter(ItemsCount::new(NOTES)).bench_local(|| {
        sources.iter().for_each(|source| drop(divan::black_box(note::parse(source))));
    });
}

#[divan::bench]
fn recognise_questions(bencher: Bencher<'_, '_>) {
    let (sources, options) = (sources(), Options::default());
    let parsed = || sources.iter().map(|source| note::parse(source).value).collect::<Vec<_>>();
    bencher.counter(ItemsCount::new(NOTES)).with_inputs(parsed).bench_local_values(|notes| {
        notes.into_iter().for_each(|note| drop(divan::black_box(recognise(note, &options))));
    });
}

/// With reading and recognition, which it begins with, and every link.
#[divan::bench]
fn plan_with_both(bencher: Bencher<'_, '_>) {
    let options = Options::default();
    let theme = theme(&options);
    let notes: Vec<(String, String)> = (0..NOTES).map(|number| (format!("note-{number}.md"), text(number))).collect();
    let sources = Sources::of_notes(notes.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    bencher
        .counter(ItemsCount::new(NOTES))
        .bench_local(|| plan(&sources, &Ledger::default(), &options, &theme, &Memo::default()));
}

/// The text of each note, code and all, as fragments of HTML.
#[divan::bench]
fn draw_text(bencher: Bencher<'_, '_>) {
    let options = Options::default();
    let notes = published(&options);
    bencher.counter(ItemsCount::new(NOTES)).bench_local(|| {
        on_each(&notes, |ready| {
            drop(divan::black_box(recto::page::note::segments(ready, Highlights::embedded(), &options)));
        });
    });
}

/// The same with the templates around it.
#[divan::bench]
fn draw_text_and_templates(bencher: Bencher<'_, '_>) {
    let options = Options::default();
    let (notes, theme) = (published(&options), theme(&options));
    bencher.counter(ItemsCount::new(NOTES)).bench_local(|| {
        on_each(&notes, |ready| drop(divan::black_box(page(ready, &theme, &options))));
    });
}

#[divan::bench]
fn minify_pages(bencher: Bencher<'_, '_>) {
    let options = Options::default();
    let (notes, theme) = (published(&options), theme(&options));
    let mut pages = Vec::new();
    on_each(&notes, |ready| pages.push(page(ready, &theme, &options)));
    let counter = BytesCount::new(pages.iter().map(String::len).sum::<usize>());
    bencher.counter(counter).with_inputs(|| pages.clone()).bench_local_values(|pages| {
        pages.into_iter().for_each(|page| drop(divan::black_box(minify::page(page))));
    });
}

#[divan::bench(args = LANGUAGES)]
fn highlight(bencher: Bencher<'_, '_>, language: &str) {
    let blocks: Vec<String> = (0..NOTES).map(|number| code(&mut Dice(number as u64), language)).collect();
    let counter = BytesCount::new(blocks.iter().map(String::len).sum::<usize>());
    bencher.counter(counter).bench_local(|| {
        blocks.iter().for_each(|block| drop(divan::black_box(Highlights::embedded().draw(language, block))));
    });
}

/// Every note as it is drawn, though with links that lead nowhere.
fn on_each(notes: &[Published], mut draw: impl FnMut(Readied<'_>)) {
    let (linked, address, ledger) = (Linked::default(), Address::new("note/"), Ledger::default());
    let register = Register::new(notes.iter().map(|note| &*note.study), &ledger).value;
    for note in notes {
        let standings = register.standings(&note.study, note.draft, |_| Vec::new());
        draw(Readied { note, linked: &linked, address: &address, standings: &standings });
    }
}

fn page(ready: Readied<'_>, theme: &Theme, options: &Options) -> String {
    let frame = Frame {
        kind: "note",
        address: ready.address.clone(),
        title: ready.note.study.title.clone(),
        description: String::new(),
        image: None,
        noindex: false,
        crumbs: Vec::new(),
        site_title: "Notes".to_owned(),
        tags_url: None,
        checks_url: None,
        totals: None,
    };
    let beside = Beside { previous: None, next: None, tags: Vec::new(), linked_from: Vec::new() };
    recto::page::note::draw(ready, &frame, &beside, theme, Highlights::embedded(), options).value
}
