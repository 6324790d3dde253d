//! Where things are: a file below the input folder, a place on the site, an anchor on a page.
//!
//! No stage ever holds a `PathBuf`: what a stage knows of a disk is a [`SourcePath`], and only `world` joins one to a
//! folder.

use crate::normal;
use serde::{Deserialize, Serialize};
use std::borrow::{Borrow, Cow};
use std::fmt;
use std::sync::Arc;

/// A file below the input folder: relative, `/` between its parts, never `..`, spelled as the disk spells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a relative path with `/` between its parts.
    pub fn new(path: impl AsRef<str>) -> Self {
        Self(path.as_ref().trim_matches('/').into())
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file, `""` at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The folders that hold the file, the innermost first, the top (`""`) last.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(Some(self.folder()), |folder| {
            (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(above, _)| above))
        })
    }

    /// The last part: `b.md` of `a/b.md`.
    pub fn file_name(&self) -> &str {
        memchr::memrchr(b'/', self.0.as_bytes()).map_or(&self.0, |slash| &self.0[slash + 1..])
    }

    /// The last part without its extension: `b` of `a/b.md`.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match memchr::memrchr(b'.', name.as_bytes()) {
            Some(dot) if dot > 0 => &name[..dot],
            _ => name,
        }
    }

    /// The extension in lower case, `""` without one.
    pub fn extension(&self) -> String {
        match self.file_name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
            _ => String::new(),
        }
    }

    /// Markdown is a note; every other file is an attachment.
    pub fn is_note(&self) -> bool {
        let (_, extension) = self.file_name().rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).unwrap_or_default();
        ["md", "markdown"].iter().any(|note| extension.eq_ignore_ascii_case(note))
    }

    /// `README.md` and `index.md` are the page of their folder.
    pub fn is_folder_page(&self) -> bool {
        let stem = self.stem();
        ["readme", "index"].iter().any(|page| stem.eq_ignore_ascii_case(page)) && self.is_note()
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A place on the site: relative to its root, `/` between the parts, never percent-encoded. A page ends with `/` (the
/// root is `""`) and lies in that folder's `index.html`; any other address is a file's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Address(Arc<str>);

impl Address {
    /// Takes the address as it is to be.
    pub fn new(address: impl AsRef<str>) -> Self {
        Self(address.as_ref().trim_start_matches('/').into())
    }

    /// The address without a leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is a page and not a plain file.
    pub fn is_page(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }

    /// The file below the output folder that holds it.
    pub fn file(&self) -> String {
        if self.is_page() { format!("{}index.html", self.0) } else { self.0.to_string() }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

/// The name of a place on a page, without `#`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Anchor(Arc<str>);

impl Anchor {
    /// Takes the anchor as it is to be.
    pub fn new(name: impl AsRef<str>) -> Self {
        Self(name.as_ref().into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Anchors can be looked up by their names.
impl Borrow<str> for Anchor {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where the site will stand: an origin, when one is known, and a path prefix that begins and ends with `/`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteUrl {
    origin: Option<String>,
    prefix: String,
}

impl SiteUrl {
    /// A site at the root of an unknown host.
    pub fn local() -> Self {
        Self { origin: None, prefix: "/".into() }
    }

    /// Reads `https://host/prefix/`, or a bare `/prefix/`.
    ///
    /// # Errors
    /// Says in a sentence what is wrong with the address.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (origin, path) = if text.starts_with('/') {
            (None, text)
        } else {
            let rest = text
                .strip_prefix("https://")
                .or_else(|| text.strip_prefix("http://"))
                .ok_or("a base URL begins with https://, http:// or /")?;
            let end = text.len() - rest.len() + rest.find('/').unwrap_or(rest.len());
            (Some(&text[..end]), &text[end..])
        };
        if path.contains(['?', '#']) || text.contains(char::is_whitespace) {
            return Err("a base URL has no query, no fragment and no white space".into());
        }
        if origin.is_some_and(|origin| origin.ends_with("//")) {
            return Err("the base URL names no host".into());
        }
        let path = path.trim_matches('/');
        let prefix = if path.is_empty() { "/".into() } else { format!("/{path}/") };
        Ok(Self { origin: origin.map(str::to_owned), prefix })
    }

    /// `/` or `/prefix/`.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether the host is known, which a sitemap and canonical addresses need.
    pub fn has_origin(&self) -> bool {
        self.origin.is_some()
    }

    /// The address as a page of the site links to it: absolute on its host, percent-encoded.
    pub fn link(&self, address: &Address) -> String {
        let mut link = self.prefix.clone();
        link.push_str(&encode(address.as_str()));
        link
    }

    /// The whole address with its host, where the host is known.
    pub fn absolute(&self, address: &Address) -> Option<String> {
        self.origin.as_ref().map(|origin| format!("{origin}{}", self.link(address)))
    }
}

/// What may stand in a path or a fragment unencoded (RFC 3986 `pchar` and `/`), less what HTML would need escaped.
const KEPT: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':');

/// Percent-encodes a path or a fragment as a URL wants it.
pub fn encode(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, KEPT).to_string()
}

/// Undoes percent-encoding; what does not decode to UTF-8 stays as it was.
pub fn decode(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'%', text.as_bytes()).is_none() {
        return text.into();
    }
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap_or(text.into())
}

/// A slug in the text's own script: letters and digits in lower case, everything else one `-`. `C++`, `C#` and `.NET`
/// keep what tells them apart, because three questions on them must not share one address. A name has one slug, however
/// the disk that it comes from composes its letters (macOS takes `é` apart).
pub fn slug(text: &str) -> String {
    if text.is_ascii() && memchr::memchr2(b'+', b'#', text.as_bytes()).is_none() {
        return plain_slug(text);
    }
    let mut slug = String::with_capacity(text.len());
    for c in normal::nfc(text).chars() {
        match c {
            c if normal::is_small(c) => slug.push(c),
            c if c.is_ascii_uppercase() => slug.push(c.to_ascii_lowercase()),
            '+' => slug.push_str("plus"),
            '#' if slug.ends_with(char::is_alphanumeric) => slug.push_str("sharp"),
            '\'' | '’' => {}
            c if !c.is_ascii() && (c.is_alphanumeric() || is_mark(c)) => slug.extend(c.to_lowercase()),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The same of ASCII without `+` and `#`, where no byte becomes more than one.
fn plain_slug(text: &str) -> String {
    let mut slug = vec![b'-'; text.len()];
    let (mut len, mut parted) = (0, true);
    for byte in text.bytes() {
        let letter = normal::folded(byte);
        if letter > 0 {
            slug[len] = letter;
            (len, parted) = (len + 1, false);
        } else if !parted && byte != b'\'' {
            slug[len] = b'-';
            (len, parted) = (len + 1, true);
        }
    }
    slug.truncate(len);
    slug.truncate(len - usize::from(slug.ends_with(b"-")));
    String::from_utf8(slug).expect("invariant: ASCII alone")
}

/// Combining marks belong to the letter before them (Devanagari vowel signs, Arabic points).
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// What a page does with a file: decided by its name alone, as Obsidian does (its page on accepted file formats).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// Drawn as an image.
    Image,
    /// Played.
    Audio,
    /// Played with a picture.
    Video,
    /// Shown in a frame.
    Pdf,
    /// Linked to.
    Other,
}

impl Media {
    /// By the end of a path or an address, whose query and fragment do not count.
    pub fn of(address: &str) -> Self {
        let path = address.split(['?', '#']).next().unwrap_or("");
        let name = path.rsplit('/').next().unwrap_or("");
        match name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase().as_str() {
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "bmp" | "ico" => Self::Image,
            "mp3" | "ogg" | "oga" | "opus" | "wav" | "flac" | "m4a" | "3gp" => Self::Audio,
            "mp4" | "webm" | "ogv" | "mov" | "mkv" => Self::Video,
            "pdf" => Self::Pdf,
            _ => Self::Other,
        }
    }
}
