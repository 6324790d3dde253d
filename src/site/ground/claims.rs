//! Who stands where: every file of the site has one owner, and a second one that wants the place is told.

use crate::address::{Address, SourcePath};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::digest::Digest;
use crate::link::place::segment;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The places that are taken, by file, in lower case: half of all disks do not tell case apart.
#[derive(Debug, Default)]
pub struct Claims {
    files: HashMap<String, SourcePath>,
    folders: HashSet<String>,
    /// What was taken before and is not touched any more.
    before: Option<Arc<Claims>>,
}

impl Claims {
    /// Goes on from claims that stay as they are.
    pub fn after(before: Arc<Claims>) -> Self {
        Self { before: Some(before), ..Self::default() }
    }

    /// Takes an address for an owner, or, when it is taken, one beside it, with a finding.
    pub fn take(&mut self, wanted: Address, owner: &SourcePath, findings: &mut Vec<Diagnostic>) -> Address {
        if self.free(&wanted) {
            return self.keep(wanted, owner);
        }
        let other = beside(&wanted, owner);
        let holder = self.holder(&wanted).map_or_else(|| "a folder".to_owned(), |path| format!("`{path}`"));
        findings.push(
            Diagnostic::new(
                Code::AddressClash,
                Place::file(owner),
                format!("`{owner}` wants {wanted}, which is taken"),
                format!("rename one of the two; until then this one stands at {other}"),
            )
            .because(format!("{holder} stands there")),
        );
        self.keep(other, owner)
    }

    /// Takes an address if nothing stands there or in its way.
    pub fn spare(&mut self, wanted: &Address, owner: &SourcePath) -> bool {
        let free = self.free(wanted);
        if free {
            self.keep(wanted.clone(), owner);
        }
        free
    }

    /// Who holds an address.
    pub fn holder(&self, address: &Address) -> Option<&SourcePath> {
        self.holds(&address.file().to_lowercase())
    }

    fn holds(&self, file: &str) -> Option<&SourcePath> {
        self.files.get(file).or_else(|| self.before.as_ref()?.holds(file))
    }

    fn is_folder(&self, file: &str) -> bool {
        self.folders.contains(file) || self.before.as_ref().is_some_and(|before| before.is_folder(file))
    }

    fn free(&self, address: &Address) -> bool {
        let file = address.file().to_lowercase();
        self.holds(&file).is_none() && !self.is_folder(&file) && ancestors(&file).all(|it| self.holds(it).is_none())
    }

    fn keep(&mut self, address: Address, owner: &SourcePath) -> Address {
        let file = address.file().to_lowercase();
        for folder in ancestors(&file).filter(|folder| !self.is_folder(folder)).collect::<Vec<_>>() {
            self.folders.insert(folder.to_owned());
        }
        self.files.insert(file, owner.clone());
        address
    }
}

fn ancestors(file: &str) -> impl Iterator<Item = &str> {
    file.match_indices('/').map(|(at, _)| &file[..at])
}

/// The same address with a short digest of its owner's path.
fn beside(wanted: &Address, owner: &SourcePath) -> Address {
    let digest = Digest::of_bytes(owner.as_str().as_bytes()).short(6);
    let wanted = wanted.as_str();
    Address::new(match wanted.strip_suffix('/') {
        Some(page) => format!("{page}-{digest}/"),
        None if wanted.is_empty() => format!("{digest}/"),
        None => match wanted.rsplit_once('.') {
            Some((stem, extension)) if !extension.contains('/') => format!("{stem}-{digest}.{extension}"),
            _ => format!("{wanted}-{digest}"),
        },
    })
}

/// The address of a folder: the slugs of its parts.
pub fn folder_address(folder: &str) -> Address {
    Address::new(folder.split('/').filter(|part| !part.is_empty()).map(|part| segment(part) + "/").collect::<String>())
}

/// The address that a `permalink` gives: `` is the site's first page.
pub fn permalink_address(permalink: &str) -> Address {
    Address::new(if permalink.is_empty() { String::new() } else { format!("{permalink}/") })
}

/// The address that a note wants.
pub fn note_address(path: &SourcePath) -> Address {
    let folder = folder_address(path.folder());
    if path.is_folder_page() {
        return folder;
    }
    Address::new(format!("{folder}{}/", segment(path.stem())).trim_start_matches('/'))
}
