//! All entries of a ledger, in order.

use super::entry::Entry;
use crate::diagnostic::Place;
use crate::identity::QuestionId;
use crate::source::Source;
use std::sync::Arc;

/// All that is known of checks.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Sorted; of several for one question the last counts.
    entries: Vec<Entry>,
    /// Keys beside the entries that this Recto does not know, each with its value as TOML.
    pub(super) extra: Vec<(String, String)>,
    /// Comments that somebody wrote before and behind the entries.
    pub(super) head: Vec<String>,
    pub(super) foot: Vec<String>,
    /// The text that it was read from.
    source: Option<Arc<Source>>,
    /// Why it must not be written: something in it was not understood and would be lost.
    broken: bool,
}

impl Ledger {
    /// A ledger of entries in any order.
    pub(super) fn of(source: &Arc<Source>, mut entries: Vec<Entry>, broken: bool) -> Self {
        entries.sort_by(|a, b| a.order().cmp(&b.order()));
        Self { entries, source: Some(source.clone()), broken, ..Self::default() }
    }

    /// Whether nothing was ever checked.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether something in it was not understood, so that writing it would lose that.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// The text that it was read from; none when there was no file.
    pub fn source(&self) -> Option<&Arc<Source>> {
        self.source.as_ref()
    }

    /// Every entry, in order; of several for one question the last counts.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry that counts for a question.
    pub fn get(&self, id: QuestionId) -> Option<&Entry> {
        let end = self.entries.partition_point(|entry| entry.id <= id);
        end.checked_sub(1).map(|last| &self.entries[last]).filter(|entry| entry.id == id)
    }

    /// Writes an entry down, in place of those for the same question and for `adopted`, the id that it had before it moved.
    /// What this Recto does not know of the old entry goes over to the new.
    pub fn record(&mut self, mut entry: Entry, adopted: Option<QuestionId>) {
        let is_old = |old: &Entry| old.id == entry.id || Some(old.id) == adopted;
        let last = self.get(entry.id).or_else(|| adopted.and_then(|id| self.get(id)));
        if let Some(last) = last.filter(|_| entry.extra.is_empty() && entry.comments.is_empty()) {
            entry.extra.clone_from(&last.extra);
            entry.comments.clone_from(&last.comments);
        }
        let id = entry.id;
        self.entries.retain(|old| !is_old(old));
        let at = self.entries.partition_point(|other| other.id < id);
        self.entries.insert(at, entry);
    }

    /// Strikes every entry of a question out.
    pub fn strike(&mut self, id: QuestionId) {
        self.entries.retain(|entry| entry.id != id);
    }

    /// Where an entry stands.
    pub fn place(&self, entry: &Entry) -> Option<Place> {
        let source = self.source.as_ref()?;
        let text = source.text.get(entry.span.clone())?;
        let mut place = Place::span(&source.path, text, 0..text.len());
        place.line = entry.line;
        Some(place)
    }
}
