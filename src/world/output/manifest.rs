//! The list of written files: what Recto put into the output folder, and so what it may delete there.
//!
//! One line a file, in the order of their paths: digest, key, length, path; `-` stands for a digest or a key that is not
//! known. Nothing in it depends on a clock, so that two builds of one site on one machine leave the same list.

use super::paths::is_below;
use crate::address::{decode, encode};
use crate::digest::Digest;
use crate::world::error::{WorldError, failed};
use crate::world::names::MANIFEST;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The first word of the file.
const MAGIC: &str = "recto-manifest-1";

/// One written file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Of its bytes; `None` when only its content can tell.
    pub digest: Option<Digest>,
    /// The key of the recipe that it was made by; `None` when it is to be made again in any case.
    pub key: Option<Digest>,
    /// Bytes.
    pub length: u64,
}

/// Every written file by its path below the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The files.
    pub files: BTreeMap<Arc<str>, Entry>,
}

impl Manifest {
    /// Reads the list of a folder; `None` when it has none. Keys made by another `maker` are forgotten, because another
    /// program draws other bytes by the same recipe.
    ///
    /// # Errors
    /// When it is there and cannot be read, or is none of ours.
    pub fn read(folder: &Path, maker: &str) -> Result<Option<Self>, WorldError> {
        let path = folder.join(MANIFEST);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed("cannot read", &path)(error)),
        };
        let unknown = || WorldError::new("cannot use", &path, "another version of Recto wrote it; build with --adopt");
        Self::parse(&text, maker).map(Some).ok_or_else(unknown)
    }

    /// Reads the text of a list.
    pub fn parse(text: &str, maker: &str) -> Option<Self> {
        let mut lines = text.lines();
        let made_by = lines.next()?.strip_prefix(MAGIC)?.trim();
        let mut files = BTreeMap::new();
        for line in lines {
            let mut fields = line.splitn(4, ' ');
            let (digest, key) = (field(fields.next()?)?, field(fields.next()?)?);
            let (length, path) = (fields.next()?.parse().ok()?, decode(fields.next()?));
            // A line that leads outside was not written by us: it is not followed.
            if is_below(&path) {
                files.insert(path.into(), Entry { digest, key: key.filter(|_| made_by == maker), length });
            }
        }
        Some(Self { files })
    }

    /// The text of the list.
    pub fn text(&self, maker: &str) -> String {
        text(self.files.iter().map(|(path, entry)| (&**path, entry)), maker)
    }
}

/// The text of a list of files, given in the order of their paths.
pub fn text<'a>(files: impl Iterator<Item = (&'a str, &'a Entry)>, maker: &str) -> String {
    let mut text = format!("{MAGIC} {maker}\n");
    for (path, entry) in files {
        let (digest, key) = (shown(entry.digest), shown(entry.key));
        text.push_str(&format!("{digest} {key} {} {}\n", entry.length, encode(path)));
    }
    text
}

/// A digest or `-`; `None` for anything else.
fn field(text: &str) -> Option<Option<Digest>> {
    if text == "-" { Some(None) } else { Digest::parse(text).map(Some) }
}

fn shown(digest: Option<Digest>) -> String {
    digest.map_or_else(|| "-".into(), |digest| digest.to_string())
}
