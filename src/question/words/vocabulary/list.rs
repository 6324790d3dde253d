//! A list of words, read on first use.

use super::super::tree::{Tree, typed};
use crate::normal;
use std::sync::LazyLock;

/// A list of entries in lower case.
pub struct Vocabulary(Tree);

/// A list, read on first use.
pub type Words = LazyLock<Vocabulary>;

impl Vocabulary {
    /// Of a text with `|` between its entries.
    pub fn new(text: &'static str) -> Self {
        Self(Tree::of(text.split('|').filter(|word| !word.trim().is_empty()).collect()))
    }

    /// All entries of several.
    pub fn any(all: &[&Self]) -> Self {
        Self(Tree::of(all.iter().flat_map(|one| one.iter()).collect()))
    }

    /// What is quick to ask: which texts an entry may begin.
    pub fn gate(&self) -> &Tree {
        &self.0
    }

    /// The entries that a text begins with, in any case, the shortest first, each with the rest of the text.
    pub fn prefixes<'t>(&self, text: &'t str) -> impl Iterator<Item = (&'static str, &'t str)> {
        self.0.walk(text, normal::lower)
    }

    /// The same for a text whose apostrophes may be a printer's.
    pub fn typed<'t>(&self, text: &'t str) -> impl Iterator<Item = (&'static str, &'t str)> {
        self.0.walk(text, typed)
    }

    /// Whether a text is one of the entries, in any case.
    pub fn contains(&self, text: &str) -> bool {
        self.prefixes(text).any(|(_, rest)| rest.is_empty())
    }

    /// Every entry.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.words()
    }
}
