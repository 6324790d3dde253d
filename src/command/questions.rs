//! `recto questions`: every question, for people or for programs.

use super::args;
use super::project::{Asked, Project};
use crate::site::rows::{Row, rows};
use crate::world::WorldError;
use crate::world::terminal::{Terminal, numbers};
use std::fmt::Write;
use std::process::ExitCode;

/// Lists the questions.
///
/// # Errors
/// When the folder cannot be read.
pub fn run(args: &args::Questions, terminal: &Terminal) -> Result<ExitCode, WorldError> {
    let mut project = Project::open(Asked::reading(&args.dir))?;
    let picture = project.plan();
    let mut rows = rows(&picture.plan);
    for row in &mut rows {
        row.source.insert_str(0, project.folders().prefix());
    }
    if args.json {
        let json = serde_json::to_string_pretty(&rows).expect("invariant: rows are plain structs, which serialise");
        terminal.output(&(json + "\n"));
    } else {
        terminal.output(&lines(&rows));
        let counts = &picture.plan.counts;
        let [questions, notes] =
            [(counts.questions, "question"), (counts.notes, "note")].map(|(n, it)| numbers::count(n, it));
        terminal.say(format_args!("{questions} in {notes}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// `path:line: question`, which editors and grep understand.
fn lines(rows: &[Row]) -> String {
    rows.iter().fold(String::new(), |mut text, row| {
        let question = row.question.split_whitespace().collect::<Vec<_>>().join(" ");
        let unanswered = if row.answer.is_empty() { " (no answer)" } else { "" };
        writeln!(text, "{}:{}: {question}{unanswered}", row.source, row.line)
            .expect("invariant: a String takes all text");
        text
    })
}
