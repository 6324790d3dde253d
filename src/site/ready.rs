//! Studies, links, checks -> [`Readied`] notes, each made anew only where something of it has changed.

use super::ground::Ground;
use super::memo::{Looked, Notes};
use super::readied::Readied;
use crate::config::Options;
use crate::diagnostic::Reported;
use crate::digest::Digest;
use crate::link::catalogue::Catalogue;
use crate::link::{Resolved, show};
use crate::publish::Published;
use crate::question::Question;
use crate::standing::Register;
use rayon::prelude::*;
use std::sync::Arc;

/// What it takes to make notes ready.
pub struct Readier<'a> {
    /// The notes, in reading order.
    pub published: &'a [Published],
    /// What each was read from.
    pub keys: &'a [Digest],
    /// Where everything is.
    pub catalogue: Catalogue<'a>,
    /// What their links mean.
    pub looked: &'a [Looked],
    /// Who has checked what.
    pub register: Register<'a>,
    /// What the run was told.
    pub options: &'a Options,
    /// Where everything stands.
    pub ground: &'a Arc<Ground>,
}

impl Readier<'_> {
    /// Makes every note ready, or takes it over.
    pub fn all(&self, last: Option<&Notes>) -> Reported<Vec<Arc<Readied>>> {
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
