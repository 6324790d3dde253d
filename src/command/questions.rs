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
    let mut project = Project::open(Asked { ledger: args.ledger.clone(), ..Asked::reading(&args.dir) })?;
    if let Some(place) = &args.explain {
        return explain(&project, place, terminal);
    }
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

/// Says why what stands at a place (`FILE` or `FILE:LINE`) is a question or not.
fn explain(project: &Project, place: &str, terminal: &Terminal) -> Result<ExitCode, WorldError> {
    let (path, line) = match place.rsplit_once(':') {
        Some((path, line)) if !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()) => {
            (path, line.parse().ok())
        }
        _ => (place, None),
    };
    let missing = line.filter(|line| project.lines(path).is_some_and(|lines| !(1..=lines).contains(line)));
    if let Some(line) = missing {
        return Err(WorldError::new("cannot explain", path, format!("it has no line {line}")));
    }
    match project.explain(path, line) {
        Some(explanation) if explanation.lines.is_empty() && line.is_some() => {
            terminal.output(&format!("{place}: nothing here is shaped like a question\n"));
        }
        Some(explanation) => terminal.output(&explanation.to_string()),
        None => return Err(WorldError::new("cannot explain", path, "no note of this folder has that path")),
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
