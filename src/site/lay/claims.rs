//! Who stands where: every file of the site has one owner, and a second one that wants the place is told.

use crate::address::{Address, SourcePath};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::digest::Digest;
use crate::link::catalogue::Files;
use crate::link::place::segment;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The places that are taken, by file, in lower case: half of all disks do not tell case apart.
#[derive(Debug, Default)]
pub struct Claims {
    files: HashMap<String, SourcePath>,
    folders: HashSet<String>,
    attachments: BTreeMap<SourcePath, Address>,
}

impl Claims {
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
        self.files.get(&address.file().to_lowercase())
    }

    /// Gives an attachment its place: its own path, so that what links to it in the repository links to it on the site.
    pub fn attach(&mut self, path: &SourcePath, findings: &mut Vec<Diagnostic>) {
        if !self.attachments.contains_key(path) {
            let address = self.take(Address::new(path.as_str()), path, findings);
            self.attachments.insert(path.clone(), address);
        }
    }

    fn free(&self, address: &Address) -> bool {
        let file = address.file().to_lowercase();
        let clear = |folder: &str| !self.files.contains_key(folder);
        !self.files.contains_key(&file) && !self.folders.contains(&file) && ancestors(&file).all(clear)
    }

    fn keep(&mut self, address: Address, owner: &SourcePath) -> Address {
        let file = address.file().to_lowercase();
        self.folders.extend(ancestors(&file).map(str::to_owned));
        self.files.insert(file, owner.clone());
        address
    }
}

impl Files for Claims {
    fn address(&self, path: &SourcePath) -> Address {
        self.attachments.get(path).cloned().unwrap_or_else(|| Address::new(path.as_str()))
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
