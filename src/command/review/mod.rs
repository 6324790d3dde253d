//! `recto review`: one answer after another, and what somebody thinks of each.
//!
//! Every answer is written into the ledger before the next is shown. Nothing is held back, so that whatever ends the
//! process loses nothing, and a later run begins where this one ended: what is checked is no longer unchecked.

mod round;

mod editor;
mod show;

use super::args;
use super::project::{Asked, Project, author};
use crate::config::Drafts;
use crate::world::WorldError;
use crate::world::terminal::Terminal;
use round::Round;
use std::process::ExitCode;

/// Goes through the answers.
///
/// # Errors
/// When the folder cannot be read, the ledger cannot be written, or nobody says who checks.
pub fn run(args: &args::Review, terminal: &Terminal) -> Result<ExitCode, WorldError> {
    let by = author(args.by.as_deref(), &args.dir)?;
    let asked = Asked {
        drafts: Some(Drafts::Banner),
        ledger: args.ledger.clone(),
        checks: true,
        live: true,
        ..Asked::reading(&args.dir)
    };
    let mut project = Project::open(asked)?;
    project.plan();
    if project.ledger().value.is_broken() {
        terminal.findings(&project.ledger().findings, |finding| project.path_shown(finding));
        let path = &project.folders().ledger;
        return Err(WorldError::new(
            "will not write",
            path,
            "it is not understood; mend it first, or checks in it would be lost",
        ));
    }
    if !terminal.is_interactive() {
        terminal.say("there is no terminal: commands are read from standard input, one a line");
    }
    let mut round = Round::new(project, by, &args.state, args.note.as_deref())?;
    round.go(terminal)?;
    Ok(ExitCode::SUCCESS)
}
