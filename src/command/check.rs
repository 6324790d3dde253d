//! `recto check`: plan, draw, drop, report.

use crate::address::Address;
use crate::command::args;
use crate::command::args::Format;
use crate::command::outcome::{Tally, words};
use crate::command::project::{Asked, Project};
use crate::command::report;
use crate::diagnostic::Diagnostic;
use crate::site::draw;
use crate::site::rows::wanting::wanting;
use crate::world::WorldError;
use crate::world::parallel;
use crate::world::terminal::{Terminal, numbers};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

/// Checks a site.
///
/// # Errors
/// When the folder cannot be read.
pub fn run(args: &args::Check, terminal: &Terminal) -> Result<ExitCode, WorldError> {
    let begun = Instant::now();
    let mut project = Project::open(Asked { ledger: args.ledger.clone(), ..Asked::reading(&args.dir) })?;
    let picture = project.plan();
    let found: Mutex<Vec<Diagnostic>> = Mutex::new(picture.findings);
    let addresses: Vec<Address> = picture.plan.addresses().cloned().collect();
    parallel::each(&addresses, |address| {
        let mut drawn = draw(&picture.plan, address, &picture.theme);
        if let (Some(drawn), Ok(mut found)) = (&mut drawn, found.lock()) {
            found.append(&mut drawn.findings);
        }
        Ok(())
    })?;
    let mut findings = found.into_inner().unwrap_or_default();
    findings.extend(wanting(&picture.plan, args.min_checked));
    project.weigh(&mut findings);
    let tally = Tally::of(&findings);
    let summary = format!(
        "{} checked in {}: {}",
        words(&picture.plan.counts),
        numbers::seconds(begun.elapsed()),
        tally.words().unwrap_or_else(|| "nothing to report".into()),
    );
    let written = |paths: &dyn Fn(&Diagnostic) -> String, form: fn(&[(String, &Diagnostic)]) -> String| {
        let told: Vec<(String, &Diagnostic)> = findings.iter().map(|finding| (paths(finding), finding)).collect();
        terminal.output(&form(&told));
        terminal.say(&summary);
    };
    match args.format {
        Format::Human => {
            terminal.findings(&findings, |finding| project.path_shown(finding));
            terminal.result(format_args!("recto: {summary}"));
        }
        Format::Json => written(&|finding| project.path_below(finding), report::json),
        Format::Github => written(&|finding| project.path_shown(finding), report::github),
        Format::Sarif => written(&|finding| project.path_shown(finding), report::sarif),
    }
    Ok(tally.exit(true))
}
