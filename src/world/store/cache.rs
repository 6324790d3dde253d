//! A folder of what runs leave for the next: everything in it can be made again, and is when it is missing or broken.
//!
//! A file is a line that names the program, a digest, and the bytes. Files are replaced whole, so that two runs at once
//! leave one of theirs; what was written by another program, cut short or changed is as good as missing. Nothing that
//! goes wrong here is a failure of a run: a cache that cannot be written makes the next run slower and no more.

use crate::digest::Digest;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, SystemTime};

/// How long the folder of a site that nobody builds any more stays.
const KEPT: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// How long the draft of a run that was killed stays.
const DRAFT: Duration = Duration::from_secs(60 * 60);

/// A cache, or none.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
    maker: String,
}

impl Cache {
    /// A cache in a folder that somebody named.
    pub fn at(folder: PathBuf, maker: String) -> Self {
        Self { folder: Some(folder), maker }
    }

    /// The cache of a site in the folder that this system has for caches; folders of sites that nobody has built for
    /// sixty days are removed. No cache where the system has no such folder.
    pub fn of_site(site: &Path, maker: String) -> Self {
        let Some(all) = dirs::cache_dir().map(|folder| folder.join("recto")) else { return Self::default() };
        let own = all.join(Digest::of(site).short(16));
        if !own.is_dir() {
            remove_old(&all, KEPT);
        }
        Self::at(own, maker)
    }

    /// Whether there is one.
    pub fn is_there(&self) -> bool {
        self.folder.is_some()
    }

    /// The bytes that the same program put away under a name.
    pub fn load(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.folder.as_ref()?.join(name)).ok()?;
        let head = self.head(&Digest::default());
        let (written, body) = bytes.split_at_checked(head.len())?;
        (written == self.head(&Digest::of_bytes(body)).as_bytes()).then(|| bytes.split_off(head.len()))
    }

    /// Puts bytes away under a name, one piece after another; whether that could be done.
    pub fn store<B: AsRef<[u8]>>(&self, name: &str, pieces: &[B]) -> bool {
        let Some(folder) = &self.folder else { return false };
        let drafts = folder.join("drafts");
        let draft = drafts.join(format!("{name}-{}", process::id()));
        let write = || -> io::Result<()> {
            make(&drafts)?;
            let mut file = BufWriter::new(fs::File::create(&draft)?);
            file.write_all(self.head(&Digest::of_pieces(pieces)).as_bytes())?;
            pieces.iter().try_for_each(|piece| file.write_all(piece.as_ref()))?;
            file.flush()?;
            drop(file);
            fs::rename(&draft, folder.join(name))?;
            remove_old(&drafts, DRAFT);
            Ok(())
        };
        let written = write().is_ok();
        if !written {
            drop(fs::remove_file(&draft));
        }
        written
    }

    /// Always as long, whatever the digest.
    fn head(&self, digest: &Digest) -> String {
        format!("recto-cache-1 {} {digest}\n", self.maker)
    }
}

/// Makes a folder that is its user's alone, as the rules for such folders ask (XDG Base Directory Specification): what is
/// kept of notes holds their words, those of hidden drafts too.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Removes what lies in a folder and has not been written to for so long.
fn remove_old(folder: &Path, age: Duration) {
    let now = SystemTime::now();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(metadata) = entry.metadata() else { continue };
        let is_old = |written| now.duration_since(written).is_ok_and(|since| since > age);
        if metadata.modified().is_ok_and(is_old) {
            let path = entry.path();
            drop(if metadata.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) });
        }
    }
}
