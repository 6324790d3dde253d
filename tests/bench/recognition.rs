//! What recognising a note costs beside reading it, file by file: `cargo bench --bench recognition -- FOLDER...`
//!
//! For every note it takes the best of many runs of three things: the Markdown parser's events alone, all that reading a
//! note takes (front matter, events, fences, links), and recognition on the note that was read. Times are of this machine
//! and of this minute; nothing is asserted of them. What is asserted stands in `tests/recognition.rs` and counts.

use recto::address::SourcePath;
use recto::config::Options;
use recto::note::{self, dialect};
use recto::question::{self, AskingFolders};
use recto::source::Source;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long one of the three is tried on one note, and how often at least: the best of few runs on a busy machine is one
/// that something else interrupted.
const PATIENCE: Duration = Duration::from_millis(12);
const FEWEST: usize = 12;

struct Row {
    name: String,
    bytes: usize,
    events: f64,
    parse: f64,
    recognise: f64,
}

fn main() {
    let folders: Vec<PathBuf> =
        std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).map(PathBuf::from).collect();
    if folders.is_empty() {
        println!("SKIPPED: no folder of notes was named: cargo bench --bench recognition -- FOLDER...");
        return;
    }
    let mut all = Vec::new();
    for folder in &folders {
        let rows = measure(folder);
        tell(&folder.display().to_string(), &rows);
        all.extend(rows);
    }
    println!();
    tell("all", &all);
    all.sort_by(|a, b| (b.recognise / b.parse).total_cmp(&(a.recognise / a.parse)));
    println!("\nrecognise/parse  recognise/events     bytes  µs  the dearest");
    for row in all.iter().take(25) {
        println!(
            "{:15.2}  {:16.2}  {:8}  {:.1}  {}",
            row.recognise / row.parse,
            row.recognise / row.events,
            row.bytes,
            row.recognise,
            row.name
        );
    }
}

/// One folder in a line.
fn tell(name: &str, rows: &[Row]) {
    let sum = |of: fn(&Row) -> f64| rows.iter().map(of).sum::<f64>();
    let (events, parse, recognise) = (sum(|row| row.events), sum(|row| row.parse), sum(|row| row.recognise));
    let dearer = |of: fn(&Row) -> f64| rows.iter().filter(|row| row.recognise > of(row)).count();
    println!(
        "{:6} notes  events {:9.0} µs  parse {:9.0} µs  recognise {:9.0} µs  = {:.2} of parse, {:.2} of events; dearer than parse {}, than events {}  {name}",
        rows.len(),
        events,
        parse,
        recognise,
        recognise / parse,
        recognise / events,
        dearer(|row| row.parse),
        dearer(|row| row.events),
    );
}

fn measure(folder: &Path) -> Vec<Row> {
    let sources = sources(folder);
    let folders = AskingFolders::of(sources.iter().map(|source| &source.path));
    let options = Options::default();
    let row = |source: &Arc<Source>| {
        let asks = folders.hold(&source.path);
        let body = note::parse(source).value.body;
        Row {
            name: source.path.to_string(),
            bytes: source.text.len(),
            events: best(|| (), |()| dialect::events(source, body)),
            parse: best(|| (), |()| note::parse(source)),
            recognise: best(|| note::parse(source).value, |note| question::recognise_in(note, &options, asks)),
        }
    };
    sources.iter().map(row).collect()
}

fn sources(folder: &Path) -> Vec<Arc<Source>> {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the folder is readable").into_path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let name = |path: &Path| path.strip_prefix(folder).expect("walked below it").to_string_lossy().into_owned();
    let paths = paths.into_iter().map(|path| (SourcePath::new(name(&path)), path));
    paths
        .filter(|(name, _)| name.is_note())
        .map(|(name, path)| {
            let text = String::from_utf8_lossy(&std::fs::read(path).expect("a note is readable")).into_owned();
            Arc::new(Source::new(name, text))
        })
        .collect()
}

/// The best time of many, in microseconds; what is made before and what is dropped after is not counted.
fn best<T, R>(mut make: impl FnMut() -> T, mut run: impl FnMut(T) -> R) -> f64 {
    let begun = Instant::now();
    let mut best = Duration::MAX;
    let mut runs = 0;
    while runs < FEWEST || (begun.elapsed() < PATIENCE && runs < 400) {
        let input = black_box(make());
        let at = Instant::now();
        let output = run(input);
        best = best.min(at.elapsed());
        black_box(output);
        runs += 1;
    }
    best.as_secs_f64() * 1e6
}
