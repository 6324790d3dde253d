//! What in a folder is not the author's notes: dot-files, `node_modules`, `target`, the output, what `.gitignore` names.

use crate::world::names::MANIFEST;
use ignore::gitignore::Gitignore;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rules in force below one folder.
#[derive(Debug)]
pub struct Rules {
    root: PathBuf,
    without: Vec<PathBuf>,
    /// Of folders above the root, nearest first.
    above: Vec<Gitignore>,
    /// Of the root and of folders below it.
    below: BTreeMap<PathBuf, Gitignore>,
    /// Whether `.gitignore`s count at all.
    plain: bool,
}

impl Rules {
    /// Rules for a folder; `without` are folders (the output, its staging) that are never read. The `.gitignore`s above
    /// the folder count up to the repository's top; without a repository, up to `site`.
    pub fn new(root: &Path, site: &Path, without: Vec<PathBuf>) -> Self {
        Self { root: root.to_owned(), without, above: above(root, site), below: BTreeMap::new(), plain: false }
    }

    /// Rules for a folder of no notes: `.gitignore`s say nothing about it.
    pub fn plain(root: &Path) -> Self {
        Self { root: root.to_owned(), without: Vec::new(), above: Vec::new(), below: BTreeMap::new(), plain: true }
    }

    /// Takes up the `.gitignore` of a folder that the walk enters.
    pub fn enter(&mut self, folder: &Path) {
        let file = folder.join(".gitignore");
        if !self.plain && file.is_file() {
            // What is wrong in a single line costs that line, as with Git.
            self.below.insert(folder.to_owned(), Gitignore::new(&file).0);
        }
    }

    /// Whether a path whose folder has been entered is not for reading.
    pub fn exclude(&self, path: &Path, is_folder: bool) -> bool {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        if name.starts_with('.') || self.without.iter().any(|without| path.starts_with(without)) {
            return true;
        }
        if is_folder && (name == "node_modules" || name == "target" || path.join(MANIFEST).is_file()) {
            return true;
        }
        self.gitignored(path, is_folder)
    }

    /// Tells whether a path lies below something that never holds notes; `.gitignore` aside, which needs a walk to be known.
    pub fn surely_excluded(&self) -> impl Fn(&Path) -> bool + Send + use<> {
        let (root, without) = (self.root.clone(), self.without.clone());
        let odd =
            |name: &str| (name.starts_with('.') && name != ".gitignore") || name == "node_modules" || name == "target";
        move |path| {
            let Ok(relative) = path.strip_prefix(&root) else { return false };
            relative.iter().any(|part| odd(&part.to_string_lossy())) || without.iter().any(|it| path.starts_with(it))
        }
    }

    /// The nearest file that says anything decides, as with Git.
    fn gitignored(&self, path: &Path, is_folder: bool) -> bool {
        if self.above.is_empty() && self.below.is_empty() {
            return false;
        }
        let below = path.ancestors().skip(1).filter_map(|folder| self.below.get(folder));
        for file in below.chain(&self.above) {
            let says = file.matched(path, is_folder);
            if !says.is_none() {
                return says.is_ignore();
            }
        }
        false
    }
}

fn above(root: &Path, site: &Path) -> Vec<Gitignore> {
    let repository = root.ancestors().find(|folder| folder.join(".git").exists());
    let top = repository.unwrap_or(site);
    let mut files = Vec::new();
    for folder in root.ancestors().skip(1).take_while(|folder| folder.starts_with(top)) {
        let file = folder.join(".gitignore");
        if file.is_file() {
            files.push(Gitignore::new(&file).0);
        }
    }
    // Somebody who names an ignored folder wants that folder: then what is above has nothing to say about it.
    if files.iter().any(|file| file.matched_path_or_any_parents(root, true).is_ignore()) {
        files.clear();
    }
    files
}
