//! What the page of checks lists: every note that keeps checks, by folder, with the answers that somebody disputes and
//! those that have changed since they were checked.

use super::lists::folder_title;
use crate::address::encode;
use crate::config::Options;
use crate::ledger::Ruling;
use crate::page::context::CheckInfo;
use crate::page::lists::{Checker, ChecksGroup, ChecksListing, ChecksNote, ChecksQuestion};
use crate::site::ground::Ground;
use crate::site::readied::Readied;
use crate::standing::{State, Tally};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Lists the checks of a site.
pub fn list(notes: &[Arc<Readied>], ground: &Ground, options: &Options) -> ChecksListing {
    let mut listing = ChecksListing::default();
    let mut checkers: BTreeMap<&str, Checker> = BTreeMap::new();
    for note in notes.iter().filter(|note| note.standings.are_kept() && !note.note.study.questions.is_empty()) {
        let folder = note.note.study.source.path.folder();
        let url = (!folder.is_empty()).then(|| options.url.link(&ground.index.folders()[folder]));
        let tally = note.standings.all();
        let is_same = listing.groups.last().is_some_and(|group| group.url == url);
        if !is_same {
            let title = if folder.is_empty() { String::new() } else { folder_title(folder, &ground.tree, notes) };
            listing.groups.push(ChecksGroup { title, url, tally: Tally::default(), notes: Vec::new() });
        }
        let group = listing.groups.last_mut().expect("invariant: a group was pushed where there was none");
        group.tally += tally;
        group.notes.push(entry(note, tally, options));
        listing.tally += tally;
        count(note, &mut checkers);
    }
    listing.without = notes.iter().filter(|it| !it.standings.are_kept() && !it.note.study.questions.is_empty()).count();
    listing.checkers = checkers.into_values().collect();
    listing
}

fn entry(note: &Readied, tally: Tally, options: &Options) -> ChecksNote {
    let study = &note.note.study;
    let url = options.url.link(&note.address);
    let standings = (0..study.questions.len()).map(|at| (&study.questions[at], note.standings.of(at)));
    let open = standings.filter_map(|(question, standing)| {
        let state = standing.state.filter(|state| matches!(state, State::Disputed | State::Changed))?;
        Some(ChecksQuestion {
            text: question.text.to_string(),
            url: format!("{url}#{}", encode(question.anchor.as_str())),
            state: state.name(),
            check: standing.check.map(|check| CheckInfo::of(check)),
        })
    });
    let open = open.collect();
    ChecksNote { title: study.title.clone(), url, draft: note.note.draft, tally, open }
}

/// Counts whose checks stand: those of answers that have changed since do not.
fn count<'a>(note: &'a Readied, checkers: &mut BTreeMap<&'a str, Checker>) {
    for at in 0..note.note.study.questions.len() {
        let standing = note.standings.of(at);
        let Some(check) = standing.check.filter(|_| standing.state != Some(State::Changed)) else { continue };
        let name = || Checker { name: check.by.clone(), ..Checker::default() };
        let checker = checkers.entry(&check.by).or_insert_with(name);
        match check.ruling {
            Ruling::Checked => checker.checked += 1,
            Ruling::Disputed => checker.disputed += 1,
        }
    }
}
