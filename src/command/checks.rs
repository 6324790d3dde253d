//! `recto checks`: how many answers are checked, by folder and note.

use super::args;
use super::project::{Asked, Project};
use crate::config::Drafts;
use crate::site::rows::answers::{NoteTally, tallies};
use crate::standing::Tally;
use crate::world::WorldError;
use crate::world::terminal::{Terminal, numbers};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::ExitCode;

/// Says how the answers stand. Drafts are counted whether the site shows them or not: they are what is to be checked.
///
/// # Errors
/// When the folder cannot be read.
pub fn run(args: &args::Checks, terminal: &Terminal) -> Result<ExitCode, WorldError> {
    let asked = Asked { drafts: Some(Drafts::Banner), ledger: args.ledger.clone(), ..Asked::reading(&args.dir) };
    let mut project = Project::open(asked)?;
    let picture = project.plan();
    terminal.findings(&project.ledger().findings, |finding| project.path_shown(finding));
    let mut notes = tallies(&picture.plan);
    notes.iter_mut().for_each(|note| note.source.insert_str(0, project.folders().prefix()));
    let folders = folders(&notes);
    if args.json {
        let folders: Vec<serde_json::Value> = folders
            .iter()
            .map(|(folder, tally)| {
                let mut row = serde_json::json!({ "folder": folder });
                if let (Some(row), Ok(serde_json::Value::Object(counts))) =
                    (row.as_object_mut(), serde_json::to_value(tally))
                {
                    row.extend(counts);
                }
                row
            })
            .collect();
        let all = serde_json::json!({ "total": total(&notes), "folders": folders, "notes": notes });
        let json = serde_json::to_string_pretty(&all).expect("invariant: JSON values serialise");
        terminal.output(&(json + "\n"));
    } else {
        terminal.output(&table(&notes, &folders));
        let Tally { checked, answers, .. } = total(&notes);
        let kept = notes.iter().filter(|note| note.kept).count();
        let without = match notes.len() - kept {
            0 => String::new(),
            n => format!("; {} kept without checks", numbers::count(n, "more note")),
        };
        let notes = numbers::count(kept, "note");
        terminal.say(format_args!("{checked} of {} checked in {notes}{without}", numbers::count(answers, "answer")));
    }
    // A ledger that is broken counts for less than is in it.
    Ok(ExitCode::from(u8::from(project.ledger().value.is_broken())))
}

fn total(notes: &[NoteTally]) -> Tally {
    notes.iter().filter(|note| note.kept).fold(Tally::default(), |mut all, note| {
        all += note.tally;
        all
    })
}

/// Each folder with all that lies in it, also further down; of notes that keep checks.
fn folders(notes: &[NoteTally]) -> BTreeMap<String, Tally> {
    let mut folders: BTreeMap<String, Tally> = BTreeMap::new();
    for note in notes.iter().filter(|note| note.kept) {
        for (at, _) in note.source.match_indices('/') {
            *folders.entry(note.source[..at].to_owned()).or_default() += note.tally;
        }
    }
    folders
}

/// A line for each folder, and below it one for each of its own notes.
fn table(notes: &[NoteTally], folders: &BTreeMap<String, Tally>) -> String {
    let mut text = String::new();
    let mut line = |tally: &Tally, what: String| {
        let share = format!("{}/{}", tally.checked, tally.answers);
        let Tally { disputed, changed, unchecked, .. } = tally;
        writeln!(text, "{share:>11} {disputed:>9} {changed:>8} {unchecked:>10}   {what}")
            .expect("invariant: a String takes all text");
    };
    let kept: Vec<&NoteTally> = notes.iter().filter(|note| note.kept).collect();
    let mut last = "";
    for note in kept {
        let folder = note.source.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder != last
            && let Some(tally) = folders.get(folder)
        {
            line(tally, format!("{folder}/"));
        }
        last = folder;
        line(&note.tally, format!("{}{}", note.source, if note.draft { " (draft)" } else { "" }));
    }
    if text.is_empty() {
        return "Nobody has checked anything yet, and there is no draft; `recto review` begins.\n".into();
    }
    format!("    checked  disputed  changed  unchecked\n{text}")
}
