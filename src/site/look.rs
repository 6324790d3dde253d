//! The links of all notes, each looked up anew only where the answer could be another.
//!
//! What a note's links mean depends on the names of everything there is, on the places within the notes that it points
//! into, and, where a link is no path, on titles. A title is no part of the names: a note that is given another title would
//! else have every link of every note looked up again, when only those that go by titles can mean something else.

use super::memo::{Looked, Memo, Read};
use crate::diagnostic::Reported;
use crate::digest::Digest;
use crate::link::catalogue::Catalogue;
use crate::link::{Resolved, resolve};
use crate::publish::Published;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// Looks up the links of every note; `keys` has the digest of what each was read from, in the same order.
pub fn look(published: &[Published], keys: &[Digest], catalogue: &Catalogue<'_>, last: &Memo) -> Vec<Looked> {
    let names = catalogue.names();
    let look = |at: usize| {
        let note = &published[at];
        let stands = |looked: &&Looked| {
            looked.names == names.of(looked.found.value.by_title)
                && looked.key == keys[at]
                && looked.read.iter().all(|(target, key)| keys.get(*target) == Some(key))
        };
        if let Some(looked) = last.looked(&note.study.source.path).filter(stands) {
            return looked.clone();
        }
        let found: Reported<Resolved> = resolve(note, catalogue);
        let read = found.value.read.iter().map(|&target| (target, keys[target])).collect();
        Looked { names: names.of(found.value.by_title), key: keys[at], read, found: Arc::new(found) }
    };
    (0..published.len()).into_par_iter().map(look).collect()
}

/// The digest of each published note's reading, in their order.
pub fn keys(published: &[Published], reads: &[Read]) -> Vec<Digest> {
    let keys: HashMap<_, _> = reads.iter().map(|read| (&read.study.source.path, read.key)).collect();
    published.iter().map(|note| keys[&note.study.source.path]).collect()
}
