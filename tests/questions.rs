//! Every form of question, and the traps around it: each case is a note, and beside it the questions in it.
//!
//! An expectation is one line a question: the line it stands on, its form, its words, the lines of its answer (`-` for
//! none), for a choice how many options it has and which are right, and the lines on which a section of answers has its entry. `RECTO_BLESS=1` writes what was found, to be read
//! and not to be trusted.

mod common;

use recto::question::Study;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/questions");
    let entries = std::fs::read_dir(folder).expect("the cases are there");
    let paths = entries.map(|entry| entry.expect("the cases are readable").path());
    let mut cases: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    cases.sort();
    cases
}

fn found(study: &Study) -> String {
    let text: &str = &study.source.text;
    let line = |at: usize| 1 + text[..text.floor_char_boundary(at)].matches('\n').count();
    let mut lines = String::new();
    for question in &study.questions {
        let cut = &question.cut;
        let at = line(cut.prompt.first().map_or(cut.whole.start, |range| range.start));
        let answer = match (cut.answer.first(), cut.answer.last()) {
            (Some(first), Some(last)) => format!("{}-{}", line(first.start), line(last.end.max(1) - 1)),
            _ => "-".to_owned(),
        };
        write!(lines, "{at} {} {:?} {answer}", question.form.name(), question.text).expect("a string takes text");
        if !cut.choices.is_empty() {
            let right: Vec<usize> = (0..cut.choices.len()).filter(|&i| cut.choices[i].correct).collect();
            write!(lines, " of {} {right:?}", cut.choices.len()).expect("a string takes text");
        }
        if !cut.blanks.is_empty() {
            let blanks: Vec<&str> = cut.blanks.iter().map(|blank| &text[blank.clone()]).collect();
            write!(lines, " blanks {blanks:?}").expect("a string takes text");
        }
        if let Some(entry) = &cut.entry {
            write!(lines, " answered on {}-{}", line(entry.start), line(entry.end.max(1) - 1))
                .expect("a string takes text");
        }
        lines.push('\n');
    }
    lines
}

#[test]
fn every_form_is_found_and_no_trap_is_fallen_into() {
    let bless = std::env::var_os("RECTO_BLESS").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let text = std::fs::read_to_string(&case).expect("a case is text");
        let name = case.file_name().expect("a file has a name").to_string_lossy().into_owned();
        let study = common::study(&name, &text);
        assert_eq!(common::faults(&study), Vec::<String>::new(), "{name}");
        let expected = case.with_extension("questions");
        if bless {
            std::fs::write(&expected, found(&study)).expect("an expectation can be written");
        }
        let expected = std::fs::read_to_string(&expected).unwrap_or_default();
        if found(&study) != expected {
            wrong.push(format!("{name}\n--- expected\n{expected}--- found\n{}", found(&study)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
