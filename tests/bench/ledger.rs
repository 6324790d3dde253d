//! What ten thousand checks cost a build: `cargo bench --bench ledger` for ten thousand notes, of which every tenth is
//! checked whole, and `cargo bench --bench ledger -- 1000` for as many notes of which every answer is checked.
//!
//! Reading the ledger, finding the entry of each question and comparing each answer with the one that was checked are
//! timed beside planning and drawing the whole site (a build's disk comes on top of that), all on one thread and each as
//! the best of several runs. Nothing is asserted: times are of this machine and of this minute.

use recto::address::{Address, SourcePath};
use recto::config::Options;
use recto::ledger::{self, Check, Ledger, Ruling, Slot};
use recto::note;
use recto::page::theme::Theme;
use recto::question::{Study, recognise};
use recto::site::memo::Memo;
use recto::site::rows::answers::answers;
use recto::site::{draw, plan};
use recto::source::{Source, Sources};
use recto::standing::Register;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

const CHECKED: usize = 1_000;
const QUESTIONS: usize = 10;
const RUNS: usize = 3;

fn main() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let notes = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(10_000);
    pool.install(|| measure(notes));
}

fn measure(count: usize) {
    let options = Options::default();
    let theme = Theme::load(&BTreeMap::new(), &SourcePath::new("themes/recto"), &options).value;
    let notes: Vec<(String, String)> = (0..count).map(|n| (format!("part{}/note{n}.md", n / 50), text(n))).collect();
    let sources = Sources::of_notes(notes.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let (planned, _) =
        plan(&sources, &Ledger::default(), &Options { live: true, ..options.clone() }, &theme, &Memo::default());
    let mut all = Ledger::default();
    let mut slots: Vec<Slot> = Vec::new();
    let checked = |source: &str| {
        let number = source.rsplit_once("note").and_then(|(_, end)| end.trim_end_matches(".md").parse::<usize>().ok());
        number.is_some_and(|number| number % (count / CHECKED).max(1) == 0)
    };
    for answer in answers(&planned.value).into_iter().filter(|answer| checked(&answer.source)) {
        all.record(answer.entry(check()), None);
        slots.push(Slot { id: answer.id, words: answer.question });
    }
    let text = ledger::write(&all, slots);
    println!(
        "{} notes of {} kB, {} checks, a ledger of {} kB",
        count,
        size(&notes) / 1000,
        all.entries().len(),
        text.len() / 1000
    );

    let source = Arc::new(Source::new(SourcePath::new(ledger::NAME), text));
    let studies: Vec<Study> =
        sources.notes.values().map(|source| recognise(note::parse(source).value, &options).value).collect();
    let read = best(|| ledger::read(&source));
    let ledger = ledger::read(&source).value;
    let find = best(|| Register::new(studies.iter(), &ledger));
    let register = Register::new(studies.iter(), &ledger).value;
    let compare =
        best(|| studies.iter().map(|study| register.standings(study, false, |_| Vec::new())).collect::<Vec<_>>());
    let build = |ledger: &Ledger| {
        let plan = plan(&sources, ledger, &options, &theme, &Memo::default()).0.value;
        let addresses: Vec<&Address> = plan.addresses().collect();
        addresses.iter().for_each(|address| drop(black_box(draw(&plan, address, &theme))));
    };
    // In turns, so that both meet the same minutes.
    let (mut without, mut with) = (f64::MAX, f64::MAX);
    for _ in 0..RUNS {
        without = without.min(time(|| build(&Ledger::default())));
        with = with.min(time(|| build(&ledger)));
    }
    let checks = read + find + compare;
    println!(
        "reading the ledger {read:.1} ms, finding entries {find:.1} ms, comparing answers {compare:.1} ms: {checks:.1} ms"
    );
    println!("planning and drawing {without:.0} ms without a ledger: checks cost 1/{:.0} of it", without / checks);
    println!("and {:.0} ms with one, whose pages say by whom, when and against what", with + read);
}

fn size(notes: &[(String, String)]) -> usize {
    notes.iter().map(|(_, text)| text.len()).sum()
}

fn check() -> Check {
    Check {
        ruling: Ruling::Checked,
        by: "Somebody".into(),
        date: Some(jiff::civil::date(2026, 11, 25)),
        source: Some("https://example.org/a/page#of-it".into()),
        objection: None,
    }
}

/// A note with ten questions, each answered with a paragraph, a list and some code.
fn text(note: usize) -> String {
    let answer = |question: usize| {
        let n = note * QUESTIONS + question;
        let items: String = (0..4)
            .map(|item| format!("- **Part {item}** of {n} stands beside `part_{item}` and says what it is for.\n"))
            .collect();
        let words =
            format!("Thing {n} is one of many, and what holds for its neighbours holds for it as well. ").repeat(3);
        let code = format!(
            "```python\ndef thing_{n}(parts):\n    for part in parts:\n        yield part + {n}  # as above\n```\n"
        );
        format!("**What is thing {n}, and what are its parts?**\n\n{words}\n\n{items}\n{code}\n")
    };
    // A draft shows marks whether it has checks or not.
    format!("---\ndraft: true\n---\n\n# Note {note}\n\n{}", (0..QUESTIONS).map(answer).collect::<String>())
}

/// The best time of several, in milliseconds.
fn best<T>(mut run: impl FnMut() -> T) -> f64 {
    (0..RUNS).map(|_| time(&mut run)).fold(f64::MAX, f64::min)
}

fn time<T>(run: impl FnOnce() -> T) -> f64 {
    let at = Instant::now();
    black_box(run());
    at.elapsed().as_secs_f64() * 1e3
}
