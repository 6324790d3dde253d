//! Questions that a command asks of the disk before it begins.

use super::list::{self, Rules, walk};
use super::read;
use crate::address::SourcePath;
use crate::diagnostic::{Diagnostic, Reported};
use crate::source::Source;
use crate::world::error::{WorldError, cause, failed};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The absolute path without links and `..`, of a path that need not be there yet.
///
/// # Errors
/// When the current folder is gone.
pub fn canonical(path: &Path) -> Result<PathBuf, WorldError> {
    let path = std::path::absolute(path).map_err(failed("cannot find", path))?;
    let mut rest: Vec<PathBuf> = Vec::new();
    for ancestor in path.ancestors() {
        if let Ok(mut found) = fs::canonicalize(ancestor) {
            for part in rest.into_iter().rev() {
                if part.as_os_str() == ".." {
                    found.pop();
                } else {
                    found.push(part);
                }
            }
            return Ok(found);
        }
        rest.push(ancestor.components().next_back().map_or_else(PathBuf::new, |part| PathBuf::from(part.as_os_str())));
    }
    Ok(path)
}

/// A text that may not be there, with what reading it found.
///
/// # Errors
/// When it is there and cannot be read.
pub fn text(path: &Path, at: &SourcePath) -> Result<Option<Source>, WorldError> {
    match read::note(path, at) {
        Ok(source) => Ok(Some(source)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed("cannot read", path)(error)),
    }
}

/// Every file below a folder with its bytes, by its path below it; none where there is no folder. `shown` is the folder's
/// path in findings.
pub fn files(folder: &Path, shown: &SourcePath) -> Reported<BTreeMap<SourcePath, Vec<u8>>> {
    let Ok(root) = fs::canonicalize(folder) else { return Reported::default() };
    let listing = walk(&root, &mut Rules::plain(&root));
    let below = |path: &SourcePath| SourcePath::new(format!("{shown}/{path}"));
    let mut findings: Vec<Diagnostic> = Vec::new();
    for (path, mut finding) in listing.findings {
        finding.place.path = below(&path);
        findings.push(finding);
    }
    let mut files = BTreeMap::new();
    for (path, listed) in listing.files {
        match fs::read(&listed.path) {
            Ok(bytes) => drop(files.insert(path, bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => findings.push(list::unreadable(&below(&path), "this file cannot be read", &cause(&error))),
        }
    }
    Reported::new(files, findings)
}

/// The bytes of an attachment, for the preview.
///
/// # Errors
/// When it cannot be read.
pub fn bytes(root: &Path, path: &SourcePath) -> Result<Vec<u8>, WorldError> {
    let path = root.join(path.as_str());
    fs::read(&path).map_err(failed("cannot read", &path))
}
