//! The text of a note: a part of a sheet that it may share with others, where there is much of it packed.
//!
//! Allocators hand out blocks in steps of an eighth, and of pages they leave the rest: ten thousand texts of some thousand
//! bytes, each in a block of its own, take a fifth more than they hold. What is read together therefore lies together.
//!
//! A hundred thousand notes are held packed. To read one, somebody opens a copy and drops it; whoever reads a packed text
//! itself reads the same words, but it stays open from then on. So nothing but memory depends on who opens what.
//! Reading the file again instead was rejected: it may be another by then, and no stage knows a disk.

use lz4_flex::block::{compress, decompress};
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

/// A text that nobody changes. A sheet stays as long as any text on it.
#[derive(Clone)]
pub struct Text(Kept);

#[derive(Clone)]
enum Kept {
    Plain(Arc<str>, Range<usize>),
    Packed(Packed),
}

#[derive(Clone)]
struct Packed {
    sheet: Arc<[u8]>,
    part: Range<usize>,
    /// Bytes of the text.
    length: usize,
    open: OnceLock<Box<str>>,
}

impl Packed {
    fn unpack(&self) -> String {
        let bytes = decompress(&self.sheet[self.part.clone()], self.length).expect("invariant: it was packed here");
        String::from_utf8(bytes).expect("invariant: a text was packed")
    }
}

/// Lays some texts onto one sheet.
pub fn bind<'t>(texts: impl Iterator<Item = &'t mut Text>) {
    let texts: Vec<&mut Text> = texts.collect();
    let sheet: Arc<str> = texts.iter().map(|text| &***text).collect::<String>().into();
    let mut at = 0;
    for text in texts {
        let part = at..at + text.length();
        at = part.end;
        *text = Text(Kept::Plain(sheet.clone(), part));
    }
}

/// Packs some texts, each by itself, onto one sheet.
pub fn pack<'t>(texts: impl Iterator<Item = &'t mut Text>) {
    let texts: Vec<&mut Text> = texts.collect();
    let packed: Vec<Vec<u8>> = texts.iter().map(|text| compress(text.as_bytes())).collect();
    let sheet: Arc<[u8]> = packed.concat().into();
    let mut at = 0;
    for (text, packed) in texts.into_iter().zip(packed) {
        let (part, length) = (at..at + packed.len(), text.length());
        at = part.end;
        *text = Text(Kept::Packed(Packed { sheet: sheet.clone(), part, length, open: OnceLock::new() }));
    }
}

impl Text {
    /// Bytes of it; nothing is opened.
    pub fn length(&self) -> usize {
        match &self.0 {
            Kept::Plain(_, part) => part.len(),
            Kept::Packed(packed) => packed.length,
        }
    }

    /// The same text to read, where this is packed; `None` where it can be read as it is.
    pub fn opened(&self) -> Option<Self> {
        match &self.0 {
            Kept::Plain(..) => None,
            Kept::Packed(packed) => Some(packed.unpack().into()),
        }
    }
}

impl<T: Into<Arc<str>>> From<T> for Text {
    fn from(text: T) -> Self {
        let sheet = text.into();
        let part = 0..sheet.len();
        Self(Kept::Plain(sheet, part))
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::from("")
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Kept::Plain(sheet, part) => &sheet[part.clone()],
            Kept::Packed(packed) => packed.open.get_or_init(|| packed.unpack().into()),
        }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
