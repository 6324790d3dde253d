//! The links of all notes, each looked up anew only where the answer could be another.
//!
//! What a note's links mean depends on the names of everything there is, on the places within the notes that it points
//! into, and, where a link is no path, on titles. A title is no part of the names: a note that is given another title would
//! else have every link of every note looked up again, when only those that go by titles can mean something else.

use super::ground::Ground;
use super::memo::{Looked, Notes};
use crate::diagnostic::Reported;
use crate::digest::Digest;
use crate::link::catalogue::Catalogue;
use crate::link::{Resolved, resolve};
use crate::publish::Published;
use rayon::prelude::*;
use std::sync::Arc;

/// Looks up the links of every note; `keys` has the digest of what each was read from, in the same order.
pub fn look(
    published: &[Published],
    keys: &[Digest],
    catalogue: &Catalogue<'_>,
    ground: &Arc<Ground>,
    last: Option<&Notes>,
) -> Vec<Looked> {
    let look = |at: usize| {
        let note = &published[at];
        let stands = |looked: &&Looked| {
            looked.key == keys[at]
                && looked.names == catalogue.names(looked.found.value.by_title)
                && looked.read.iter().all(|(target, key)| keys.get(*target) == Some(key))
        };
        let before = || Some(&last?.looked[last?.place(ground, at, &note.study.source.path)?]);
        if let Some(looked) = before().filter(stands) {
            return looked.clone();
        }
        let found: Reported<Resolved> = resolve(note, catalogue);
        let read = found.value.read.iter().map(|&target| (target, keys[target])).collect();
        Looked { names: catalogue.names(found.value.by_title), key: keys[at], read, found: Arc::new(found) }
    };
    (0..published.len()).into_par_iter().with_min_len(64).map(look).collect()
}
