//! `recto build`: plan, draw what has changed, write, and say what there is; with `--watch` again after every edit.

mod last;
mod timings;

use super::args;
use super::outcome::{Tally, words};
use super::project::{self, Asked, Picture, Project, maker};
use crate::address::Address;
use crate::diagnostic::Diagnostic;
use crate::site::{Counts, draw};
use crate::world::WorldError;
use crate::world::output::{Mode, Writer, Written};
use crate::world::parallel;
use crate::world::terminal::{Terminal, numbers};
use last::Last;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use timings::Timings;

/// Builds, once or for ever.
///
/// # Errors
/// When the folders cannot be read or written.
pub fn run(args: &args::Build, terminal: &Terminal) -> Result<ExitCode, WorldError> {
    let mut timings = Timings::start(args.timings);
    let mode = if args.adopt {
        Mode::Adopt
    } else if args.clean {
        Mode::Clean
    } else {
        Mode::Refuse
    };
    let mut project = Project::look(Asked {
        out: Some(args.out.clone()),
        url: args.base_url.clone(),
        drafts: args.drafts,
        ledger: args.ledger.clone(),
        caching: args.caching.clone(),
        ..Asked::reading(&args.dir)
    })?;
    timings.mark("looking at every file, reading settings, theme and ledger");
    // Whoever stays needs the notes themselves, and who clears a folder of others' files wants to see it done.
    let may_stand = !args.watch && mode == Mode::Refuse;
    if let Some(last) = may_stand.then(|| Last::of(&project)).flatten()
        && stands(&project, &last)?
    {
        let written = Written { unchanged: last.files, bytes: last.bytes, ..Written::default() };
        timings.mark("comparing what stands with what was last written");
        let tally = told(&project, &written, &last.counts, &last.findings, timings.elapsed(), terminal);
        if args.timings {
            terminal.output(&timings.table(None));
        }
        return Ok(tally.exit(args.strict));
    }
    project.read();
    timings.mark("reading notes and what the last run left");
    terminal.step(format_args!("read {} in {}", args.dir.display(), numbers::seconds(timings.elapsed())));
    let mut picture = project.plan();
    timings.mark("finding questions, links and addresses");
    terminal.step(format_args!("planned after {}", numbers::seconds(timings.elapsed())));
    let written = write(&project, &mut picture, mode, &timings, terminal)?;
    timings.mark("drawing and writing");
    project.put_away();
    Last::leave(&project, &written, picture.plan.counts, &picture.findings);
    timings.mark("leaving things to the next run");
    let tally = told(&project, &written, &picture.plan.counts, &picture.findings, timings.elapsed(), terminal);
    if args.timings {
        terminal.output(&timings.table(Some(&picture.plan)));
    }
    if args.watch {
        again(&mut project, picture.findings.clone(), terminal)?;
    }
    // The process ends here; to take ten thousand notes apart first would cost a tenth of a second.
    std::mem::forget((project, picture));
    Ok(tally.exit(args.strict))
}

/// Whether the site stands in the output folder as the last build left it.
fn stands(project: &Project, last: &Last) -> Result<bool, WorldError> {
    let writer = writer(project, Mode::Refuse)?;
    let stands = writer.stands(last.list);
    writer.abandon();
    Ok(stands)
}

fn writer(project: &Project, mode: Mode) -> Result<Writer, WorldError> {
    let folders = project.folders();
    let out = folders.out.as_ref().expect("invariant: a build knows its output");
    Writer::open(out, mode, &folders.notes, &maker())
}

/// Says what was found and what was written.
fn told(
    project: &Project,
    written: &Written,
    counts: &Counts,
    findings: &[Diagnostic],
    time: Duration,
    terminal: &Terminal,
) -> Tally {
    terminal.findings(findings, |finding| project.path_shown(finding));
    let tally = Tally::of(findings);
    let out = project.folders().out.as_deref().map(shown).unwrap_or_default();
    let trouble = tally.words().map(|words| format!(" ({words})")).unwrap_or_default();
    terminal.step(format_args!("{}", changed(written)));
    terminal.result(format_args!(
        "recto: {}, {} in {} -> {out}{trouble}",
        words(counts),
        numbers::bytes(written.bytes),
        numbers::seconds(time),
    ));
    tally
}

/// Builds after every change; findings are printed when they are new.
fn again(project: &mut Project, mut told: Vec<Diagnostic>, terminal: &Terminal) -> Result<(), WorldError> {
    let ready = |_: &mut Project| terminal.event("waiting for edits; stop with Ctrl-C");
    project::follow(project, terminal, ready, |project, _, changes| {
        let timings = Timings::start(false);
        let mut picture = project.plan();
        match write(project, &mut picture, Mode::Refuse, &timings, terminal) {
            Ok(written) => {
                let new: Vec<Diagnostic> = picture.findings.iter().filter(|it| !told.contains(it)).cloned().collect();
                terminal.first_findings(&new, |finding| project.path_shown(finding));
                let trouble =
                    Tally::of(&picture.findings).words().map(|words| format!("; {words}")).unwrap_or_default();
                terminal.event(format_args!(
                    "{}: {} in {}{trouble}",
                    project.named(changes),
                    changed(&written),
                    numbers::seconds(timings.elapsed()),
                ));
                told = picture.findings;
            }
            Err(error) => terminal.event(format_args!("{error}; the last good site stays")),
        }
    })
}

/// Draws what the output folder does not hold yet, and writes it. What drawing finds joins the picture's findings.
fn write(
    project: &Project,
    picture: &mut Picture,
    mode: Mode,
    timings: &Timings,
    terminal: &Terminal,
) -> Result<Written, WorldError> {
    let writer = writer(project, mode)?;
    let findings = Mutex::new(Vec::new());
    let (plan, theme) = (&picture.plan, &picture.theme);
    let addresses: Vec<Address> = plan.addresses().cloned().collect();
    let progress = terminal.progress("drawing", addresses.len());
    let drawn = parallel::each(&addresses, |address| {
        progress.step();
        let key = plan.key(address);
        if key.is_some() && writer.previous_key(address) == key {
            writer.keep(address);
            return Ok(());
        }
        let begun = Instant::now();
        let Some(mut file) = draw(plan, address, theme) else { return Ok(()) };
        // A page with findings is drawn again by the next run, or its findings would be heard of once and never again.
        let key = key.filter(|_| file.findings.is_empty());
        if let Ok(mut findings) = findings.lock() {
            findings.append(&mut file.findings);
        }
        let drawn = Instant::now();
        writer.put(file.value, key)?;
        timings.page(address, begun, drawn);
        Ok(())
    });
    drop(progress);
    if let Err(error) = drawn {
        writer.abandon();
        return Err(error);
    }
    picture.findings.extend(findings.into_inner().unwrap_or_default());
    project.weigh(&mut picture.findings);
    writer.finish()
}

/// `2 files written, 1 removed`.
fn changed(written: &Written) -> String {
    let removed = match written.removed {
        0 => String::new(),
        n => format!(", {} removed", numbers::thousands(n)),
    };
    format!("{} written{removed}", numbers::count(written.written, "file"))
}

/// A path from the current folder, where it lies below that.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}
