//! Readings of notes as bytes: what one process leaves for the next.
//!
//! The text of a note is not among them; it is read in any case, because its digest decides whether a reading still holds.
//! A reading is decoded when its note asks for it, on whatever thread that is.

use super::read::{Asked, Read};
use crate::address::SourcePath;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::question::Study;
use crate::source::Source;
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Readings that were put away.
#[derive(Debug, Default)]
pub struct Kept {
    bytes: Vec<u8>,
    index: HashMap<SourcePath, (Digest, Range<usize>)>,
}

impl Kept {
    /// Takes what [`put_away`] made; nothing, where it is anything else.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self::index(&bytes).map(|index| Self { bytes, index }).unwrap_or_default()
    }

    fn index(bytes: &[u8]) -> Option<HashMap<SourcePath, (Digest, Range<usize>)>> {
        let (lengths, rest) = postcard::take_from_bytes::<Vec<(SourcePath, Digest, usize)>>(bytes).ok()?;
        let mut at = bytes.len() - rest.len();
        let mut index = HashMap::with_capacity(lengths.len());
        for (path, key, length) in lengths {
            let end = at.checked_add(length).filter(|&end| end <= bytes.len())?;
            index.insert(path, (key, at..end));
            at = end;
        }
        Some(index)
    }

    /// The reading of a note, if it was made from the same.
    pub fn read(&self, source: &Arc<Source>, key: Digest, asked: Asked) -> Option<Read> {
        let (_, span) = self.index.get(&source.path).filter(|(made_from, _)| *made_from == key)?;
        let (mut study, findings): (Study, Vec<Diagnostic>) = postcard::from_bytes(&self.bytes[span.clone()]).ok()?;
        study.source = source.clone();
        Some(Read { key, asked, study: Arc::new(study), findings: findings.into() })
    }
}

/// Readings as bytes, in pieces: an index, and a piece for each.
pub fn put_away(reads: &[Read]) -> Vec<Vec<u8>> {
    let encode = |read: &Read| postcard::to_stdvec(&(&*read.study, &*read.findings)).unwrap_or_default();
    let mut pieces: Vec<Vec<u8>> = reads.par_iter().map(encode).collect();
    let index: Vec<(&SourcePath, Digest, usize)> =
        reads.iter().zip(&pieces).map(|(read, piece)| (&read.study.source.path, read.key, piece.len())).collect();
    pieces.insert(0, postcard::to_stdvec(&index).unwrap_or_default());
    pieces
}
