//! Paths below the output folder: nothing is ever written or deleted outside it.

use crate::world::error::{WorldError, failed};
use crate::world::names::MANIFEST;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The longest name that common file systems take, in bytes.
const LONGEST: usize = 255;

/// Whether a `/`-joined path stays below the folder it is joined to, and is none of Recto's own files.
pub fn is_below(path: &str) -> bool {
    let odd = |part: &str| {
        part.is_empty()
            || part == "."
            || part == ".."
            || part.contains('\0')
            || cfg!(windows) && part.contains(['\\', ':'])
    };
    path != MANIFEST && !path.split('/').any(odd) && !Path::new(path).is_absolute()
}

/// Joins a path of the site to the output folder.
///
/// # Errors
/// When it would lie outside, or no file system takes such a name.
pub fn join(folder: &Path, path: &str) -> Result<PathBuf, WorldError> {
    let joined = folder.join(path);
    if !is_below(path) {
        return Err(WorldError::new("cannot write", joined, "this is no path below the output folder"));
    }
    if let Some(part) = path.split('/').find(|part| part.len() > LONGEST) {
        let cause = format!("a name of {} bytes is longer than file systems take ({LONGEST})", part.len());
        return Err(WorldError::new("cannot write", joined, cause));
    }
    Ok(joined)
}

/// Whether a plain file, and no link, lies there.
pub fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|it| it.is_file())
}

/// Whether every folder between the output folder and a path of the site is a folder, and no link that leads elsewhere.
/// Folders that are not there count as folders.
///
/// # Errors
/// Names the first that is a link.
pub fn refuse_links(folder: &Path, path: &str) -> Result<(), WorldError> {
    let mut at = folder.to_owned();
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in parts {
        at.push(part);
        match fs::symlink_metadata(&at) {
            Ok(metadata) if metadata.is_symlink() => {
                let cause = "it is a symbolic link, and what lies behind it is not the site's; remove it";
                return Err(WorldError::new("cannot write below", at, cause));
            }
            Ok(_) => {}
            Err(_) => return Ok(()),
        }
    }
    Ok(())
}

/// Removes the folders above a deleted file that are now empty, up to the output folder, which stays.
pub fn prune(folder: &Path, file: &Path) {
    for parent in file.ancestors().skip(1).take_while(|parent| *parent != folder && parent.starts_with(folder)) {
        if fs::remove_dir(parent).is_err() {
            return; // Something else lies in it, and in all that is above it.
        }
    }
}

/// Removes a folder with all in it, if it is there.
///
/// # Errors
/// What the operating system says.
pub fn remove_all(folder: &Path) -> Result<(), WorldError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(WorldError::io("cannot remove", folder, &error)),
        _ => Ok(()),
    }
}

/// Every file and link below the output folder by its path; but not a `.gitignore` or `.git` at its top, which make a
/// folder that holds nothing else still an empty one, and not the list of written files.
///
/// # Errors
/// When the folder cannot be listed.
pub fn foreign(folder: &Path) -> Result<Vec<String>, WorldError> {
    let mut found = Vec::new();
    let kept = |path: &Path| [".gitignore", ".git", MANIFEST].iter().any(|name| path == folder.join(name));
    let mut entries = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            failed("cannot read", &path)(error.into())
        })?;
        if kept(entry.path()) {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        } else if !entry.file_type().is_dir() {
            let relative = entry.path().strip_prefix(folder).expect("invariant: the walk stays below its folder");
            let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            found.push(parts.join("/"));
        }
    }
    Ok(found)
}
