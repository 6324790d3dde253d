//! Sources -> readings: each note read and recognised, or taken over from the last run.

use super::memo::{Asked, Memo, Read};
use crate::config::Options;
use crate::digest::Digest;
use crate::note;
use crate::publish::Published;
use crate::question::{AskingFolders, recognise_in};
use crate::source::{self, Source, Sources};
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The folders whose notes are named as questions, with the digest of all paths.
pub fn asking(sources: &Sources, last: &Memo) -> (Digest, Arc<AskingFolders>) {
    let paths = Digest::of(&sources.notes.keys().collect::<Vec<_>>());
    let of = || Arc::new(AskingFolders::of(sources.notes.keys()));
    (paths, last.asking(paths).unwrap_or_else(of))
}

/// Reads every note, in the order of their paths; how many of the readings are new.
pub fn read(sources: &Sources, options: &Options, folders: &AskingFolders, last: &Memo) -> (Vec<Read>, usize) {
    let news = AtomicUsize::new(0);
    let read = |(at, source): (usize, &Arc<Source>)| {
        let asked = Asked { questions: options.questions_in(&source.path), folder_asks: folders.hold(&source.path) };
        last.read(at, source, asked).unwrap_or_else(|| {
            news.fetch_add(1, Ordering::Relaxed);
            one(source, asked, options)
        })
    };
    let sources: Vec<&Arc<Source>> = sources.notes.values().collect();
    (sources.into_par_iter().enumerate().map(read).collect(), news.into_inner())
}

fn one(source: &Arc<Source>, asked: Asked, options: &Options) -> Read {
    let mut findings = Vec::new();
    let open = source::opened(source);
    let note = note::parse(&open).into(&mut findings);
    let mut study = recognise_in(note, options, asked.folder_asks).into(&mut findings);
    study.source = source.clone();
    Read { key: Read::key_of(source, asked), asked, study: Arc::new(study), findings: findings.into() }
}

/// The digest of each published note's reading; both are in the order of paths.
pub fn keys(published: &[Published], reads: &[Read]) -> Vec<Digest> {
    let mut reads = reads.iter();
    let key = |note: &Published| reads.find(|read| Arc::ptr_eq(&read.study, &note.study)).map(|read| read.key);
    published.iter().map_while(key).collect()
}
