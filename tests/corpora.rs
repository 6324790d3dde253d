//! Runs the shared corpora through recognition and has `score.py` judge the result; says so when they are not there.

mod common;

use recto::address::SourcePath;
use recto::config::Options;
use recto::source::Source;
use recto::{note, question};
use serde_json::{Value, json};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

fn shared() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::var_os("RECTO_SHARED").map(PathBuf::from);
    named
        .into_iter()
        .chain([root.join("../shared"), root.join("../../shared")])
        .find(|path| path.join("truth/score.py").is_file())
}

fn notes(folder: &Path) -> Vec<PathBuf> {
    let mut notes: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the shared corpora are readable").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    notes.sort();
    notes
}

fn recognised(corpus: &Path) -> Vec<Value> {
    let paths = notes(corpus);
    let name = |path: &Path| path.strip_prefix(corpus).expect("walked below it").to_string_lossy().into_owned();
    let names: Vec<SourcePath> = paths.iter().map(|path| SourcePath::new(name(path))).collect();
    let folders = question::AskingFolders::of(&names);
    let mut items = Vec::new();
    for path in &paths {
        let bytes = std::fs::read(path).expect("the shared corpora are readable");
        let text = String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned();
        let name = name(path);
        let source = Arc::new(Source::new(SourcePath::new(&name), text));
        let study =
            question::recognise_in(note::parse(&source).value, &Options::default(), folders.hold(&source.path)).value;
        let faults = common::faults(&study);
        assert!(faults.is_empty(), "{name}: {faults:?}");
        items.extend(study.questions.iter().map(|question| item(&name, &source.text, question)));
    }
    items
}

fn item(name: &str, text: &str, question: &question::Question) -> Value {
    let line = |at: usize| 1 + text[..at].matches('\n').count();
    let slice = |range: &Range<usize>| text[range.clone()].to_owned();
    let cut = &question.cut;
    let correct: Vec<usize> = (0..cut.choices.len()).filter(|&i| cut.choices[i].correct).collect();
    let right: Vec<Range<usize>> =
        cut.choices.iter().filter(|choice| choice.correct).map(|choice| choice.span.clone()).collect();
    json!({
        "source": name,
        "question": question.text,
        "line": line(cut.prompt.first().map_or(cut.whole.start, |range| range.start)),
        "form": question.form.name(),
        "confidence": question.confidence,
        "answer": if cut.answer.is_empty() { &right } else { &cut.answer }.iter().map(slice).collect::<Vec<_>>().join("\n"),
        "choices": cut.choices.iter().map(|choice| slice(&choice.span)).collect::<Vec<_>>(),
        "correct": correct,
        "answer_first_line": cut.answer.first().map(|range| line(range.start)),
        "answer_last_line": cut.answer.last().map(|range| line(range.end)),
    })
}

#[test]
fn the_shared_corpora_are_recognised_as_a_careful_reader_would() {
    let Some(shared) = shared() else {
        println!(
            "SKIPPED: ../shared is not there, so no corpus was scored; set RECTO_SHARED to its folder to score it"
        );
        return;
    };
    let out = std::env::var_os("RECTO_SCORES")
        .map_or_else(|| std::env::temp_dir().join(format!("recto-scores-{}", std::process::id())), PathBuf::from);
    std::fs::create_dir_all(&out).expect("a temporary folder can be made");
    let corpora = std::fs::read_dir(shared.join("corpora")).expect("the shared corpora are readable");
    for corpus in
        corpora.map(|entry| entry.expect("the shared corpora are readable").path()).filter(|path| path.is_dir())
    {
        let name = corpus.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let items = Value::Array(recognised(&corpus)).to_string();
        std::fs::write(out.join(format!("{name}.json")), items).expect("a temporary file can be written");
    }
    let told = out.join("told");
    std::fs::create_dir_all(&told).expect("a temporary folder can be made");
    let told = told.join("scores");
    let score = Command::new("python3")
        .arg(shared.join("truth/score.py"))
        .args([
            out.as_os_str(),
            "--src".as_ref(),
            shared.join("corpora").as_os_str(),
            "--json".as_ref(),
            told.as_os_str(),
        ])
        .output()
        .expect("python3 runs");
    println!("{}", String::from_utf8_lossy(&score.stdout));
    assert!(score.status.success(), "{}", String::from_utf8_lossy(&score.stderr));
    let scores = std::fs::read_to_string(&told).expect("the scores were written");
    hold(&serde_json::from_str(&scores).expect("the scores are JSON"));
}

/// What the issue asks of the scores: `[truth, found, matched, ...]` for each corpus and each format.
fn hold(scores: &Value) {
    let count = |row: &Value, column: usize| row[column].as_f64().expect("a count");
    let f1 = |row: &Value| 2.0 * count(row, 2) / (count(row, 0) + count(row, 1)).max(1.0);
    assert!(f1(&scores["corpus"]["TOTAL"]) >= 0.99, "over all: {}", f1(&scores["corpus"]["TOTAL"]));
    let formats = scores["format"].as_object().expect("scores by format");
    let asking: Vec<(&String, &Value)> = formats.iter().filter(|(_, row)| count(row, 0) > 0.0).collect();
    let mean = asking.iter().map(|(_, row)| f1(row)).sum::<f64>()
        / f64::from(u32::try_from(asking.len()).expect("few formats"));
    assert!(mean >= 0.98, "mean over formats: {mean}");
    for (format, row) in asking.iter().filter(|(_, row)| count(row, 0) < 40.0) {
        let errors = count(row, 0) + count(row, 1) - 2.0 * count(row, 2);
        assert!(errors <= 1.0, "{format}: {errors} errors");
    }
    assert!(count(&scores["format"]["NEG"], 1) <= 3.0, "questions in files that ask nothing");
    for whole in ["seed", "hashcards", "obsidian-spaced-repetition"] {
        assert!((f1(&scores["corpus"][whole]) - 1.0).abs() < 1e-9, "{whole} is not whole");
    }
    let answers = &scores["answers"]["TOTAL"];
    let share = |part: &str, of: &str| {
        answers[part].as_f64().expect("a count") / answers[of].as_f64().expect("a count").max(1.0)
    };
    for (part, of) in [("has_ok", "has_n"), ("head", "n"), ("tail", "n"), ("mc", "mc_n")] {
        assert!(share(part, of) >= 0.97, "{part}: {}", share(part, of));
    }
    assert!(share("bleed", "n") == 0.0 && share("long", "n") <= 0.01, "answers bleed or are too long");
}
