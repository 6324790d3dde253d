//! Sources -> [`Plan`].
//!
//! Steps: read and recognise each note that has changed (in parallel); admit; sort; hand out addresses; resolve every
//! note's links against the catalogue and give each the parts of others that it embeds (in parallel); say how each answer
//! stands; list folders, tags and checks; make a recipe for each file of the site.

use super::lay::backlinks::Backlinks;
use super::lay::checks;
use super::lay::claims::{self, Claims};
use super::lay::lists::Lists;
use super::lay::redirects;
use super::lay::tree::{self, Tree};
use super::look;
use super::make::{Ways, make};
use super::memo::{Memo, Read};
use super::recipe::{Counts, Plan, Readied};
use super::rows::wanting::checked_drafts;
use crate::address::{Address, SourcePath};
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Place, Reported, Severity};
use crate::digest::Digest;
use crate::ledger::{self, Ledger};
use crate::link::catalogue::Catalogue;
use crate::link::{Embeds, Linked, Resolved, show};
use crate::note;
use crate::page::theme::Theme;
use crate::publish::{Published, Withheld, admit};
use crate::question::{AskingFolders, Question, recognise_in};
use crate::source::{Source, Sources};
use crate::standing::Register;
use rayon::prelude::*;
use std::collections::BTreeMap;
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
    let folders = AskingFolders::of(sources.notes.keys());
    let news = AtomicUsize::new(0);
    let read = |source| read(source, options, folders.hold(&source.path), last, &news);
    let reads: Vec<Read> = sources.notes.values().collect::<Vec<_>>().into_par_iter().map(read).collect();
    findings.extend(reads.iter().flat_map(|read| read.findings.iter().cloned()));
    let (mut published, withheld) = admit(reads.iter().map(|read| read.study.clone()).collect(), options);
    findings.extend(published.is_empty().then(|| empty(sources, &withheld)));
    tree::sort(&mut published);
    let mut claims = Claims::default();
    reserve(&mut claims, theme);
    let addresses = note_addresses(&published, &mut claims, &mut findings);
    let tree = tree::build(&published, &addresses);
    let folders = folder_addresses(&tree, &addresses, &mut claims, &mut findings);
    for path in sources.attachments.keys() {
        claims.attach(path, &mut Vec::new());
    }
    let catalogue = Catalogue::new(&published, &addresses, &folders, &withheld, sources, &claims);
    let keys = look::keys(&published, &reads);
    let looked = look::look(&published, &keys, &catalogue, last);
    findings.extend(looked.iter().flat_map(|it| it.found.findings.iter().cloned()));
    let resolved: Vec<&Resolved> = looked.iter().map(|it| &it.found.value).collect();
    let show = |at| show(at, &resolved, &catalogue);
    let shown: Vec<Reported<Embeds>> = (0..published.len()).into_par_iter().map(show).collect();
    let backlinks = Backlinks::of(&resolved);
    let linked: Vec<Linked> =
        resolved.iter().zip(shown).map(|(it, shown)| it.showing(shown.into(&mut findings))).collect();
    let paths = published.iter().map(|note| note.study.source.path.clone());
    let looked = paths.zip(looked.iter().cloned()).collect();
    let counts = counts(&published, &withheld);
    let register = Register::new(reads.iter().map(|read| &*read.study), ledger).into(&mut findings);
    let notes = ready(published, addresses, linked, &keys, &register);
    findings.extend(checked_drafts(&notes));
    let mut lists = Lists::new(&notes, &tree, &folders, options);
    if !ledger.is_empty() {
        // The author's own folder of this name keeps its address.
        let address = claims.take(Address::new("checks/"), &SourcePath::new(ledger::NAME), &mut Vec::new());
        lists.checks = Some((address, checks::list(&notes, &tree, &folders, options)));
    }
    let redirects = redirects::lay(&notes, &lists, &mut claims, &mut findings);
    findings.extend(orphans(&notes, &tree, &backlinks, options));
    let ways = Ways { backlinks: &backlinks, redirects: &redirects };
    let recipes = make(&notes, &tree, &folders, &lists, ways, theme, options, sources, &claims);
    let pages = recipes.keys().filter(|it| it.file().ends_with(".html") && !redirects.contains_key(it)).count();
    let plan = Plan { recipes, notes, options: options.clone(), counts: Counts { pages, ..counts } };
    (Reported::new(plan, findings), Memo::of(reads, looked, news.into_inner()))
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

/// Brings together what is known of each published note.
fn ready(
    published: Vec<Published>,
    addresses: Vec<Address>,
    linked: Vec<Linked>,
    keys: &[Digest],
    register: &Register<'_>,
) -> Vec<Readied> {
    let notes: Vec<_> = published.into_iter().zip(addresses).zip(linked).zip(keys).collect();
    let one = |(((note, address), linked), &key): (((Published, Address), Linked), &Digest)| {
        let embedded = |question: &Question| linked.shown_with(&note.study, question);
        let standings = register.standings(&note.study, note.draft, embedded);
        Readied { key, note, address, linked, standings }
    };
    notes.into_par_iter().map(one).collect()
}

fn read(source: &Arc<Source>, options: &Options, folder_asks: bool, last: &Memo, news: &AtomicUsize) -> Read {
    let key = Read::key_of(source, options, folder_asks);
    if let Some(read) = last.read(source, key) {
        return read;
    }
    news.fetch_add(1, Ordering::Relaxed);
    let mut findings = Vec::new();
    let note = note::parse(source).into(&mut findings);
    let study = recognise_in(note, options, folder_asks).into(&mut findings);
    Read { key, study: Arc::new(study), findings: findings.into() }
}

/// The addresses that belong to the theme and to hosts, before any note can want them.
fn reserve(claims: &mut Claims, theme: &Theme) {
    let owner = SourcePath::new("the theme");
    let own = ["404.html", "robots.txt", "sitemap.xml", "_headers", "_redirects"].into_iter().map(Address::new);
    for address in own.chain(theme.assets().iter().map(|(_, asset)| asset.address.clone())) {
        claims.take(address, &owner, &mut Vec::new());
    }
}

/// The address of every note; one that an author chose goes before those that paths make.
fn note_addresses(published: &[Published], claims: &mut Claims, findings: &mut Vec<Diagnostic>) -> Vec<Address> {
    let mut addresses = vec![Address::new(""); published.len()];
    for chosen in [true, false] {
        for (address, note) in addresses.iter_mut().zip(published) {
            let path = &note.study.source.path;
            let permalink = note.study.front.permalink.as_deref().map(claims::permalink_address);
            if permalink.is_some() == chosen {
                *address = claims.take(permalink.unwrap_or_else(|| claims::note_address(path)), path, findings);
            }
        }
    }
    addresses
}

fn folder_addresses(
    tree: &Tree,
    addresses: &[Address],
    claims: &mut Claims,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Address> {
    let mut folders = BTreeMap::new();
    for (path, folder) in tree {
        let address = match folder.own {
            Some(own) => addresses[own].clone(),
            None => claims.take(
                claims::folder_address(path),
                &SourcePath::new(if path.is_empty() { "." } else { path }),
                findings,
            ),
        };
        folders.insert(path.clone(), address);
    }
    folders
}

/// Notes that no other links to, but for those that are their folder's page, to which every page leads.
fn orphans(notes: &[Readied], tree: &Tree, backlinks: &Backlinks, options: &Options) -> Vec<Diagnostic> {
    if options.severities.of(Code::OrphanNote) == Severity::Off {
        return Vec::new();
    }
    let is_page = |at: usize| tree::is_page(tree, &notes[at].note.study.source.path, at);
    let is_orphan = |at: &usize| backlinks.is_orphan(*at) && !is_page(*at);
    let finding = |at: usize| {
        let place = Place::file(&notes[at].note.study.source.path);
        Diagnostic::new(
            Code::OrphanNote,
            place,
            "no other note links to this one",
            "link to it from a note where a reader would want it",
        )
    };
    (0..notes.len()).filter(is_orphan).map(finding).collect()
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
