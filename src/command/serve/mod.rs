//! `recto serve`: watch -> Sources -> plan -> draw what is looked at -> tell -> wait.

mod preview;

mod compare;
mod desk;

use super::args;
use super::outcome::{Tally, words};
use super::project::{self, Asked, Picture, Project, Touched};
use crate::address::SiteUrl;
use crate::diagnostic::Diagnostic;
use crate::world::WorldError;
use crate::world::changes::Changes;
use crate::world::parallel;
use crate::world::server::Server;
use crate::world::server::news::{Change, Finding};
use crate::world::terminal::{Terminal, numbers};
use compare::compare;
use desk::Desk;
use preview::Preview;
use std::cell::RefCell;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

/// Serves until the process is stopped.
///
/// # Errors
/// When the folder cannot be read or watched, or no port is free.
pub fn run(args: &args::Serve, terminal: &Terminal) -> Result<ExitCode, WorldError> {
    let begun = Instant::now();
    let token = desk::token();
    let asked = Asked {
        drafts: args.drafts,
        ledger: args.ledger.clone(),
        caching: args.caching.clone(),
        checks: true,
        live: true,
        token: token.clone(),
        ..Asked::reading(&args.dir)
    };
    let mut project = Project::open(asked)?;
    let picture = project.plan();
    let counts = words(&picture.plan.counts);
    let by = project::known(args.by.as_deref(), &args.dir);
    let desk = Desk::new(&project.folders().ledger, by, token);
    let told = picture.findings.clone();
    let preview = Arc::new(Preview::new(picture, &project.folders().notes, desk));
    terminal.findings(&told, |finding| project.path_shown(finding));
    let trouble = Tally::of(&told).words().map(|words| format!(" ({words})")).unwrap_or_default();
    preview.warn(shown(&told, &preview.picture(), &project));
    let server = Server::start(preview.clone(), args.port)?;
    if server.port() != args.port && args.port != 0 {
        terminal.say(format_args!("port {} is taken; {} is the next free one", args.port, server.port()));
    }
    project.put_away_aside();
    let (url, ready_in) = (server.url(), begun.elapsed());
    let turns = RefCell::new(Loop { preview, server, told });
    // The address is told when edits are followed, so that none made after it is missed.
    let ready = |project: &mut Project| {
        terminal.result(format_args!("recto: {counts}, ready in {}{trouble}", numbers::seconds(ready_in)));
        terminal.result(format_args!("recto: serving {} on {url}", args.dir.display()));
        if args.open
            && let Err(error) = open::that_detached(&url)
        {
            terminal.say(format_args!("no browser could be opened: {error}"));
        }
        turns.borrow_mut().try_templates(project, terminal);
    };
    project::follow(&mut project, terminal, ready, |project, touched, changes| {
        turns.borrow_mut().turn(project, touched, changes, terminal);
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Findings as open pages show them, each with the page that its note became.
fn shown(findings: &[Diagnostic], picture: &Picture, project: &Project) -> Vec<Finding> {
    let page = |finding: &Diagnostic| Some(SiteUrl::local().link(picture.plan.home(&finding.place.path)?));
    findings.iter().map(|it| Finding::new(it, project.path_below(it), page(it))).collect()
}

/// What lasts from one change to the next.
struct Loop {
    preview: Arc<Preview>,
    server: Server,
    /// The findings that were last told.
    told: Vec<Diagnostic>,
}

impl Loop {
    /// Draws a page of each kind, so that no template fails unseen, and tells what that found. It comes after everything
    /// that somebody waits for: the page of a home that lists ten thousand notes takes half a second.
    fn try_templates(&mut self, project: &mut Project, terminal: &Terminal) {
        let picture = self.preview.picture();
        let mut findings = self.preview.draw_each_kind(&picture);
        findings.extend(picture.findings.iter().cloned());
        project.weigh(&mut findings);
        let new: Vec<Diagnostic> = findings.iter().filter(|it| !self.told.contains(it)).cloned().collect();
        if new.is_empty() {
            return;
        }
        let diagnostics = shown(&findings, &picture, project);
        let version = self.preview.replace(picture, &project.folders().notes, true);
        self.preview.warn(diagnostics.clone());
        self.server.tell(Change { version, pages: Vec::new(), removed: Vec::new(), reload: false, diagnostics });
        terminal.findings(&new, |finding| project.path_shown(finding));
        self.told = findings;
    }

    fn turn(&mut self, project: &mut Project, touched: Touched, changes: &Changes, terminal: &Terminal) {
        let begun = Instant::now();
        let last = self.preview.picture();
        let next = project.plan();
        let different = compare(&last, &next, touched);
        // The pages that somebody looks at are drawn before anybody is told, so that they are there when asked for.
        let mut findings = self.preview.draw_ahead(&next, &different.changed, touched.frame);
        findings.extend(next.findings.iter().cloned());
        project.weigh(&mut findings);
        let is_same = different.is_empty() && findings == self.told;
        let version = self.preview.replace(next, &project.folders().notes, !is_same);
        if is_same {
            return;
        }
        let diagnostics = shown(&findings, &self.preview.picture(), project);
        self.preview.warn(diagnostics.clone());
        self.server.tell(Change {
            version,
            pages: different.pages(),
            removed: different.removed(),
            reload: different.reload,
            diagnostics,
        });
        let new: Vec<Diagnostic> = findings.iter().filter(|it| !self.told.contains(it)).cloned().collect();
        terminal.first_findings(&new, |finding| project.path_shown(finding));
        let trouble = Tally::of(&findings).words().map(|words| format!("; {words}")).unwrap_or_default();
        terminal.event(format_args!(
            "{}: {different} in {}{trouble}",
            project.named(changes),
            numbers::seconds(begun.elapsed()),
        ));
        self.told = findings;
        if touched.frame {
            self.try_templates(project, terminal);
        }
        // Putting ten thousand notes out of memory takes as long as finding what has changed in one.
        parallel::aside(move || drop(last));
    }
}
