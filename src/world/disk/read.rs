//! One file -> a [`Source`] or an [`Attachment`].

use super::pixels::pixels;
use crate::address::SourcePath;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::digest::Digest;
use crate::source::{Attachment, Source};
use std::fs;
use std::io;
use std::path::Path;

/// Reads a note. Bytes that are no UTF-8 are shown as `�`, with a finding at the first of them; a byte order mark goes.
///
/// # Errors
/// What the operating system says.
pub fn note(path: &Path, at: &SourcePath) -> io::Result<Source> {
    let mut bytes = fs::read(path)?;
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    Ok(decode(bytes, at))
}

fn decode(bytes: Vec<u8>, at: &SourcePath) -> Source {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Source::new(at.clone(), text),
        Err(error) => error,
    };
    let (good, bytes) = (error.utf8_error().valid_up_to(), error.into_bytes());
    let hint = if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        "this looks like UTF-16: save the file as UTF-8"
    } else {
        "save the file as UTF-8; until then such bytes are shown as \u{fffd}"
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mark = '\u{fffd}'.len_utf8();
    // The line is shown as the source has it: without comments.
    let mut source = Source::new(at.clone(), text);
    let finding = Diagnostic::new(
        Code::InvalidUtf8,
        Place::span(at, &source.text, good..good + mark),
        "this note is not valid UTF-8",
        hint,
    )
    .because(format!("the byte 0x{:02x} stands here", bytes[good]));
    source.findings.push(finding);
    source
}

/// Reads what is to be known of an attachment; its bytes pass by and are not kept.
///
/// # Errors
/// What the operating system says.
pub fn attachment(path: &Path, at: &SourcePath) -> io::Result<Attachment> {
    let (digest, length) = Digest::of_reader(fs::File::open(path)?)?;
    Ok(Attachment { path: at.clone(), length, digest, pixels: pixels(path, &at.extension()) })
}
