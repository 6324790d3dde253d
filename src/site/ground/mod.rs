//! Published notes -> [`Ground`]: the order of the notes, who has which address, the folders, and every name.
//!
//! Nothing of it depends on what a note says, on its title or its questions: while one writes, it stays what it was, and a
//! run takes it over from the last. What it depends on is hashed as a whole, which costs a thousandth of laying it.

mod tree;

mod claims;

pub use claims::{Claims, note_address};
pub use tree::{Tree, natural};

use crate::address::{Address, SourcePath};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::link::catalogue::{File, Index};
use crate::page::theme::Theme;
use crate::publish::{Published, Withheld};
use crate::source::Sources;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where everything stands.
#[derive(Debug)]
pub struct Ground {
    key: Digest,
    /// The places of the notes in the order of their paths, note by note in reading order.
    order: Vec<usize>,
    /// Every name.
    pub index: Index,
    /// The folders over the notes.
    pub tree: Tree,
    /// The notes that have pages of their own and are not their folder's, in reading order.
    pub reading: Vec<usize>,
    /// The addresses of those, each with its place in `reading`.
    pub pages: BTreeMap<Address, usize>,
    /// Who has which address.
    pub claims: Arc<Claims>,
    /// What there was to say about addresses.
    pub findings: Vec<Diagnostic>,
}

impl Ground {
    /// Where everything stands, for notes in the order of their paths: what the last run knew, if nothing has moved.
    pub fn of(
        notes: &[Published],
        withheld: &Withheld,
        sources: &Sources,
        theme: &Theme,
        last: Option<&Arc<Self>>,
    ) -> Arc<Self> {
        let faces = notes.iter().map(|note| {
            let front = &note.study.front;
            (&note.study.source.path, &front.permalink, front.order)
        });
        let files = sources.attachments.values().map(|it| (&it.path, it.pixels));
        let assets = theme.assets().iter().map(|(_, asset)| &asset.address);
        let key = Digest::of(&(
            faces.collect::<Vec<_>>(),
            &withheld.paths,
            files.collect::<Vec<_>>(),
            assets.collect::<Vec<_>>(),
        ));
        last.filter(|last| last.key == key)
            .cloned()
            .unwrap_or_else(|| Arc::new(Self { key, ..Self::lay(notes, withheld, sources, theme) }))
    }

    fn lay(notes: &[Published], withheld: &Withheld, sources: &Sources, theme: &Theme) -> Self {
        let mut order: Vec<usize> = (0..notes.len()).collect();
        order.sort_by(|&a, &b| tree::compare(&notes[a], &notes[b]));
        let notes: Vec<&Published> = order.iter().map(|&at| &notes[at]).collect();
        let (mut claims, mut findings) = (Claims::default(), Vec::new());
        reserve(&mut claims, theme);
        let addresses = note_addresses(&notes, &mut claims, &mut findings);
        let tree = tree::build(&notes, &addresses);
        let folders = folder_addresses(&tree, &addresses, &mut claims, &mut findings);
        let file = |it: &SourcePath| claims.take(Address::new(it.as_str()), it, &mut Vec::new());
        let places: Vec<Address> = sources.attachments.keys().map(file).collect();
        let files = sources.attachments.values().zip(places);
        let files = files.map(|(it, address)| (it.path.clone(), File { address, pixels: it.pixels })).collect();
        let is_own = |&at: &usize| {
            let folder = tree.get(notes[at].study.source.path.folder());
            folder.is_none_or(|folder| folder.own != Some(at))
        };
        let reading: Vec<usize> = (0..notes.len()).filter(is_own).collect();
        let pages = reading.iter().enumerate().map(|(place, &at)| (addresses[at].clone(), place)).collect();
        let paths = notes.iter().map(|note| note.study.source.path.clone());
        let index = Index::new(paths.zip(addresses).collect(), folders, withheld.paths.clone(), files);
        let claims = Arc::new(claims);
        Self { key: Digest::default(), order, index, tree, reading, pages, claims, findings }
    }

    /// Brings what was given in the order of paths into reading order.
    pub fn sort<T>(&self, by_path: Vec<T>) -> Vec<T> {
        let mut by_path: Vec<Option<T>> = by_path.into_iter().map(Some).collect();
        self.order.iter().filter_map(|&at| by_path[at].take()).collect()
    }

    /// Whether a note is the page of the folder that it lies in.
    pub fn is_folder_page(&self, at: usize) -> bool {
        self.reading.binary_search(&at).is_err()
    }
}

/// The addresses that belong to the theme and to hosts, before any note can want them.
fn reserve(claims: &mut Claims, theme: &Theme) {
    let owner = SourcePath::new("the theme");
    let own = ["404.html", "robots.txt", "sitemap.xml", "_headers", "_redirects"].into_iter().map(Address::new);
    for address in own.chain(theme.assets().iter().map(|(_, asset)| asset.address.clone())) {
        claims.take(address, &owner, &mut Vec::new());
    }
}

/// The address of every note; one that an author chose goes before those that paths make.
fn note_addresses(notes: &[&Published], claims: &mut Claims, findings: &mut Vec<Diagnostic>) -> Vec<Address> {
    let mut addresses = vec![Address::new(""); notes.len()];
    for chosen in [true, false] {
        for (address, note) in addresses.iter_mut().zip(notes) {
            let path = &note.study.source.path;
            let permalink = note.study.front.permalink.as_deref().map(claims::permalink_address);
            if permalink.is_some() == chosen {
                *address = claims.take(permalink.unwrap_or_else(|| note_address(path)), path, findings);
            }
        }
    }
    addresses
}

fn folder_addresses(
    tree: &Tree,
    addresses: &[Address],
    claims: &mut Claims,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Address> {
    let mut folders = BTreeMap::new();
    for (path, folder) in tree {
        let owner = || SourcePath::new(if path.is_empty() { "." } else { path });
        let address = match folder.own {
            Some(own) => addresses[own].clone(),
            None => claims.take(claims::folder_address(path), &owner(), findings),
        };
        folders.insert(path.clone(), address);
    }
    folders
}
