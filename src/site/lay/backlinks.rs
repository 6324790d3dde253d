//! Who links to whom, the other way round: each note with the notes that link to it.

use crate::config::Options;
use crate::digest::Digest;
use crate::link::Resolved;
use crate::page::context::Backlink;
use crate::site::readied::Readied;
use std::sync::Arc;

/// For each note, the notes that link to it, in reading order: each once, with the link by its place in its note's list.
#[derive(Debug)]
pub struct Backlinks(Vec<Vec<(usize, usize)>>);

impl Backlinks {
    /// Turns the links of all notes round; a note's links to itself are no news.
    pub fn of<'r>(resolved: impl ExactSizeIterator<Item = &'r Resolved>) -> Self {
        let mut to: Vec<Vec<(usize, usize)>> = vec![Vec::new(); resolved.len()];
        for (from, note) in resolved.enumerate() {
            for &(link, target) in note.pages.iter().filter(|(_, target)| *target != from) {
                if to[target].last().is_none_or(|(last, _)| *last != from) {
                    to[target].push((from, link));
                }
            }
        }
        Self(to)
    }

    /// How many notes there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing links to a note.
    pub fn is_orphan(&self, at: usize) -> bool {
        self.0[at].is_empty()
    }

    /// The same as digests of what is said of each note, with the sentence that the link stands in.
    pub fn names<'a>(&self, at: usize, notes: &'a [Arc<Readied>]) -> impl Iterator<Item = (Digest, &'a str)> {
        self.0[at].iter().map(|&(from, link)| (notes[from].name, &*notes[from].note.study.links[link].context))
    }

    /// What a note's page says of those that link to it.
    pub fn entries(&self, at: usize, notes: &[Arc<Readied>], options: &Options) -> Vec<Backlink> {
        let entry = |&(from, link): &(usize, usize)| {
            let study = &notes[from].note.study;
            Backlink {
                title: study.title.clone(),
                url: options.url.link(&notes[from].address),
                context: study.links[link].context.to_string(),
            }
        };
        self.0[at].iter().map(entry).collect()
    }
}
