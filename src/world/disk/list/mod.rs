//! A folder -> the files in it that are the author's, each with its stat; no byte of them is read.

mod ignored;
mod stat;

pub use ignored::Rules;
pub use stat::Stat;

use crate::address::SourcePath;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::world::error::cause;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What a walk found.
#[derive(Debug, Default)]
pub struct Listing {
    /// Files by their path below the folder.
    pub files: BTreeMap<SourcePath, Listed>,
    /// What cannot be listed.
    pub findings: BTreeMap<SourcePath, Diagnostic>,
    /// The folders that were entered, the top one too.
    pub folders: BTreeSet<PathBuf>,
    /// Whether any file is a link, whose target can change without an event that names the link.
    pub has_links: bool,
}

/// A file that a walk found.
#[derive(Debug)]
pub struct Listed {
    /// Where to read it.
    pub path: PathBuf,
    /// As it was then.
    pub stat: Stat,
}

/// Lists a folder. `root` is canonical. A link to a file inside is that file under another name; a link to a folder
/// inside is left alone, because all of it is read where it lies (and so no circle is ever walked); a link that leads
/// outside is reported and not followed.
pub fn walk(root: &Path, rules: &mut Rules) -> Listing {
    let mut listing = Listing::default();
    let mut entries = WalkDir::new(root).follow_links(false).into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                let why = error.io_error().map_or_else(|| error.to_string(), cause);
                listing.unreadable(&at(root, &path), "this folder cannot be read", &why);
                continue;
            }
        };
        let is_folder = entry.file_type().is_dir();
        if entry.depth() > 0 && rules.exclude(entry.path(), is_folder) {
            if is_folder {
                entries.skip_current_dir();
            }
        } else if is_folder {
            rules.enter(entry.path());
            listing.folders.insert(entry.into_path());
        } else {
            listing.add(root, &entry);
        }
    }
    listing
}

impl Listing {
    fn add(&mut self, root: &Path, entry: &DirEntry) {
        let source = at(root, entry.path());
        if entry.path().strip_prefix(root).ok().and_then(Path::to_str).is_none() {
            return self.unreadable(&source, "this file's name is not valid UTF-8", "no address can be made of it");
        }
        let is_link = entry.path_is_symlink();
        if is_link {
            match inside(root, entry.path()) {
                Ok(true) => self.has_links = true,
                Ok(false) => return self.outside(&source),
                Err(error) => return self.unreadable(&source, "this symbolic link leads nowhere", &cause(&error)),
            }
        }
        match fs::metadata(entry.path()) {
            Ok(metadata) if metadata.is_file() => {
                let listed = Listed { path: entry.path().to_owned(), stat: Stat::of(&metadata) };
                self.files.insert(source, listed);
            }
            Ok(metadata) if !metadata.is_dir() && source.is_note() => {
                self.unreadable(&source, "this is no ordinary file", "reading it might never end");
            }
            Ok(_) => {}
            // It went away since its folder was listed.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => self.unreadable(&source, "this file cannot be read", &cause(&error)),
        }
    }

    fn unreadable(&mut self, path: &SourcePath, message: &str, why: &str) {
        self.findings.insert(path.clone(), unreadable(path, message, why));
    }

    fn outside(&mut self, path: &SourcePath) {
        let message = "this symbolic link leads out of the folder";
        let hint = "it is not followed; put the file itself here if it is to be read";
        let finding = Diagnostic::new(Code::SymlinkOutside, Place::file(path), message, hint);
        self.findings.insert(path.clone(), finding.because("what lies outside could be anybody's"));
    }
}

/// The finding for a file or folder that cannot be read.
pub fn unreadable(path: &SourcePath, message: &str, why: &str) -> Diagnostic {
    let hint = "everything else is read; mend its permissions, move it away, or name it in .gitignore";
    Diagnostic::new(Code::Unreadable, Place::file(path), message, hint).because(why)
}

/// A path below the folder as the stages know it.
pub fn at(root: &Path, path: &Path) -> SourcePath {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    SourcePath::new(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}

/// Whether what a link leads to lies below the folder.
///
/// # Errors
/// Where the link leads to nothing, or in a circle.
pub fn inside(root: &Path, link: &Path) -> io::Result<bool> {
    Ok(fs::canonicalize(link)?.starts_with(root))
}
