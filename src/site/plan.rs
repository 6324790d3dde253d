//! Sources -> [`Plan`].
//!
//! Steps: read and recognise each note that has changed (in parallel); admit; lay the ground, or stay on it; resolve every
//! note's links and give each the parts of others that it embeds (in parallel); say how each answer stands; list folders,
//! tags and checks; make the key of each page and a recipe for every other file.
//!
//! Each step asks the memo first, and by what the value was made from: of a note that has not changed, and whose links mean
//! what they meant, everything is taken over as it is.

use super::ground::{Claims, Ground};
use super::lay::backlinks::Backlinks;
use super::lay::checks;
use super::lay::lists::Lists;
use super::lay::redirects;
use super::memo::{Memo, Notes};
use super::readied::Readied;
use super::ready::Readier;
use super::recipe::{Counts, Parts, Plan, make};
use super::rows::wanting::checked_drafts;
use super::{look, reading};
use crate::address::{Address, SourcePath};
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Place, Reported, Severity};
use crate::ledger::{self, Ledger};
use crate::link::catalogue::Catalogue;
use crate::page::theme::Theme;
use crate::publish::{Published, Withheld, admit};
use crate::source::Sources;
use crate::standing::Register;
use std::sync::Arc;

/// Plans the whole site from the sources: every address, and what each is made of.
pub fn plan(
    sources: &Sources,
    ledger: &Ledger,
    options: &Options,
    theme: &Theme,
    last: &Memo,
) -> (Reported<Plan>, Memo) {
    let mut findings: Vec<Diagnostic> = sources.findings.values().cloned().collect();
    findings.extend(options.folders.without_notes(sources.notes.keys()));
    let asking = reading::asking(sources, last);
    let (reads, news) = reading::read(sources, options, &asking.1, last);
    findings.extend(reads.iter().flat_map(|read| read.findings.iter().cloned()));
    let (by_path, withheld) = admit(reads.iter().map(|read| read.study.clone()).collect(), options);
    findings.extend(by_path.is_empty().then(|| empty(sources, &withheld)));
    let before = last.notes();
    let ground = Ground::of(&by_path, &withheld, sources, theme, before.map(|before| &before.ground));
    findings.extend(ground.findings.iter().cloned());
    let keys = ground.sort(reading::keys(&by_path, &reads));
    let published = ground.sort(by_path);
    let catalogue = Catalogue::new(&ground.index, &published);
    let looked = look::look(&published, &keys, &catalogue, &ground, before);
    findings.extend(looked.iter().flat_map(|it| it.found.findings.iter().cloned()));
    let register = Register::new(reads.iter().map(|read| &*read.study), ledger).into(&mut findings);
    let readier =
        Readier { published: &published, keys: &keys, catalogue, looked: &looked, register, options, ground: &ground };
    let notes = readier.all(before).into(&mut findings);
    let unchecked = readier.register.is_empty();
    findings.extend(checked_drafts(&notes));
    let backlinks = Backlinks::of(looked.iter().map(|it| &it.found.value));
    findings.extend(orphans(&ground, &backlinks, options));
    let parts = parts(notes.clone(), ground.clone(), backlinks, unchecked, options).into(&mut findings);
    let (keys, recipes) = make(&parts, theme, sources);
    let is_page = |it: &&Address| it.file().ends_with(".html") && !parts.redirects.contains_key(it);
    let pages = keys.len() + recipes.keys().filter(is_page).count();
    let counts = Counts { pages, ..counts(&published, &withheld) };
    let plan = Plan { parts, keys, recipes, counts };
    let notes = Notes { ground, looked, ready: notes, url: options.url.clone(), unchecked };
    (Reported::new(plan, findings), Memo::of(reads, news, asking, notes))
}

/// Lists what there is, and hands out the addresses that are left.
fn parts(
    notes: Vec<Arc<Readied>>,
    ground: Arc<Ground>,
    backlinks: Backlinks,
    unchecked: bool,
    options: &Options,
) -> Reported<Parts> {
    let mut findings = Vec::new();
    let mut claims = Claims::after(ground.claims.clone());
    let mut lists = Lists::new(&notes, &ground.tree);
    if !unchecked {
        // The author's own folder of this name keeps its address.
        let address = claims.take(Address::new("checks/"), &SourcePath::new(ledger::NAME), &mut Vec::new());
        lists.checks = Some((address, checks::list(&notes, &ground, options)));
    }
    let redirects = redirects::lay(&notes, &lists, &mut claims, &mut findings);
    Reported::new(Parts { ground, notes, lists, backlinks, redirects, options: options.clone() }, findings)
}

fn counts(published: &[Published], withheld: &Withheld) -> Counts {
    Counts {
        notes: published.len(),
        questions: published.iter().map(|note| note.study.questions.len()).sum(),
        drafts_shown: published.iter().filter(|note| note.draft).count(),
        drafts_hidden: withheld.drafts,
        pages: 0,
    }
}

/// Notes that no other links to, but for those that are their folder's page, to which every page leads.
fn orphans(ground: &Ground, backlinks: &Backlinks, options: &Options) -> Vec<Diagnostic> {
    if options.severities.of(Code::OrphanNote) == Severity::Off {
        return Vec::new();
    }
    let is_orphan = |at: &usize| backlinks.is_orphan(*at) && !ground.is_folder_page(*at);
    let finding = |at: usize| {
        let place = Place::file(ground.index.path(at));
        Diagnostic::new(
            Code::OrphanNote,
            place,
            "no other note links to this one",
            "link to it from a note where a reader would want it",
        )
    };
    (0..backlinks.len()).filter(is_orphan).map(finding).collect()
}

fn empty(sources: &Sources, withheld: &Withheld) -> Diagnostic {
    let (message, hint) = if sources.notes.is_empty() {
        ("there is no note here", "put a Markdown file into this folder, or name another folder")
    } else if withheld.drafts > 0 {
        ("every note is left out", "publish one, or show drafts with `--drafts banner`")
    } else {
        ("every note is left out", "remove `publish: false` from one of them")
    };
    Diagnostic::new(Code::EmptySite, Place::file(&SourcePath::new(".")), message, hint)
}
