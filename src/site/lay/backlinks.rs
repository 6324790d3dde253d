//! Who links to whom, the other way round: each note with the notes that link to it.

use crate::config::Options;
use crate::link::Resolved;
use crate::page::context::Backlink;
use crate::site::recipe::Readied;

/// For each note, the notes that link to it, in reading order: each once, with the link by its place in its note's list.
pub struct Backlinks(Vec<Vec<(usize, usize)>>);

impl Backlinks {
    /// Turns the links of all notes round; a note's links to itself are no news.
    pub fn of(resolved: &[&Resolved]) -> Self {
        let mut to: Vec<Vec<(usize, usize)>> = vec![Vec::new(); resolved.len()];
        for (from, note) in resolved.iter().enumerate() {
            for &(link, target) in note.pages.iter().filter(|(_, target)| *target != from) {
                if to[target].last().is_none_or(|(last, _)| *last != from) {
                    to[target].push((from, link));
                }
            }
        }
        Self(to)
    }

    /// Whether nothing links to a note.
    pub fn is_orphan(&self, at: usize) -> bool {
        self.0[at].is_empty()
    }

    /// What a note's page says of those that link to it.
    pub fn entries(&self, at: usize, notes: &[Readied], options: &Options) -> Vec<Backlink> {
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
