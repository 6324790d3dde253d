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
use super::look;
use super::memo::{Asked, Looked, Memo, Notes, Read};
use super::readied::Readied;
use super::recipe::{Counts, Parts, Plan, make};
use super::rows::wanting::checked_drafts;
use crate::address::{Address, SourcePath};
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Place, Reported, Severity};
use crate::digest::Digest;
use crate::ledger::{self, Ledger};
use crate::link::catalogue::Catalogue;
use crate::link::{Resolved, show};
use crate::note;
use crate::page::theme::Theme;
use crate::publish::{Published, Withheld, admit};
use crate::question::{AskingFolders, Question, recognise_in};
use crate::source::{Source, Sources};
use crate::standing::Register;
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    let asking = asking(sources, last);
    let news = AtomicUsize::new(0);
    let reads = read_all(sources, options, &asking.1, last, &news);
    findings.extend(reads.iter().flat_map(|read| read.findings.iter().cloned()));
    let (by_path, withheld) = admit(reads.iter().map(|read| read.study.clone()).collect(), options);
    findings.extend(by_path.is_empty().then(|| empty(sources, &withheld)));
    let before = last.notes();
    let ground = Ground::of(&by_path, &withheld, sources, theme, before.map(|before| &before.ground));
    findings.extend(ground.findings.iter().cloned());
    let keys = ground.sort(keys(&by_path, &reads));
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
    (Reported::new(plan, findings), Memo::of(reads, news.into_inner(), asking, notes))
}

/// The folders whose notes are named as questions, with the digest of all paths.
fn asking(sources: &Sources, last: &Memo) -> (Digest, Arc<AskingFolders>) {
    let paths = Digest::of(&sources.notes.keys().collect::<Vec<_>>());
    let of = || Arc::new(AskingFolders::of(sources.notes.keys()));
    (paths, last.asking(paths).unwrap_or_else(of))
}

/// Reads every note, in the order of their paths.
fn read_all(
    sources: &Sources,
    options: &Options,
    folders: &AskingFolders,
    last: &Memo,
    news: &AtomicUsize,
) -> Vec<Read> {
    let read = |(at, source): (usize, &Arc<Source>)| {
        let asked = Asked { questions: options.questions_in(&source.path), folder_asks: folders.hold(&source.path) };
        last.read(at, source, asked).unwrap_or_else(|| {
            news.fetch_add(1, Ordering::Relaxed);
            read(source, asked, options)
        })
    };
    let sources: Vec<&Arc<Source>> = sources.notes.values().collect();
    sources.into_par_iter().enumerate().map(read).collect()
}

fn read(source: &Arc<Source>, asked: Asked, options: &Options) -> Read {
    let mut findings = Vec::new();
    let note = note::parse(source).into(&mut findings);
    let study = recognise_in(note, options, asked.folder_asks).into(&mut findings);
    Read { key: Read::key_of(source, asked), asked, study: Arc::new(study), findings: findings.into() }
}

/// The digest of each published note's reading; both are in the order of paths.
fn keys(published: &[Published], reads: &[Read]) -> Vec<Digest> {
    let mut reads = reads.iter();
    let key = |note: &Published| reads.find(|read| Arc::ptr_eq(&read.study, &note.study)).map(|read| read.key);
    published.iter().map_while(key).collect()
}

/// What it takes to make notes ready.
struct Readier<'a> {
    published: &'a [Published],
    keys: &'a [Digest],
    catalogue: Catalogue<'a>,
    looked: &'a [Looked],
    register: Register<'a>,
    options: &'a Options,
    ground: &'a Arc<Ground>,
}

impl Readier<'_> {
    /// Makes every note ready, or takes it over.
    fn all(&self, last: Option<&Notes>) -> Reported<Vec<Arc<Readied>>> {
        let last = last.filter(|last| last.url == self.options.url);
        let resolved: Vec<&Resolved> = self.looked.iter().map(|it| &it.found.value).collect();
        let one = |at| self.one(at, &resolved, last);
        let notes: Vec<_> = (0..self.published.len()).into_par_iter().with_min_len(64).map(one).collect();
        let mut findings = Vec::new();
        let notes = notes.into_iter().map(|note| note.into(&mut findings)).collect();
        Reported::new(notes, findings)
    }

    fn one(&self, at: usize, resolved: &[&Resolved], last: Option<&Notes>) -> Reported<Arc<Readied>> {
        let (note, key, found) = (&self.published[at], self.keys[at], &self.looked[at].found);
        let (study, address) = (&note.study, self.ground.index.address(at));
        let before = last.and_then(|last| Some(&last.ready[last.place(self.ground, at, &study.source.path)?]));
        let before = before.filter(|it| it.stands(key, note, address, found));
        if let Some(before) = before.filter(|_| self.register.is_empty() && last.is_some_and(|last| last.unchecked)) {
            return Reported::clean(before.clone());
        }
        let shown = show(at, resolved, &self.catalogue);
        let linked = resolved[at].showing(shown.value);
        let embedded = |question: &Question| linked.shown_with(study, question);
        let standings = self.register.standings(study, note.draft, embedded);
        let ready = match before.filter(|before| before.standings == standings) {
            Some(before) => before.clone(),
            None => Arc::new(Readied::new(key, note, address, found, linked, standings, self.options)),
        };
        Reported::new(ready, shown.findings)
    }
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
