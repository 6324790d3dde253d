//! The visible text of any bytes of a note.

use super::view::Reading;
use crate::identity::Prompt;
use crate::normal;
use crate::note::block::LeafKind;
use pulldown_cmark::{CowStr, Event};
use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

/// No letter or label with its decorations is longer. Bytes.
const LONGEST_FRONT: usize = 256;

/// Whether a text's only white space is single spaces.
fn is_collapsed(text: &str) -> bool {
    if normal::regular(text) {
        return true;
    }
    let bytes = text.as_bytes();
    // Every byte is looked at: without early exits the compiler takes sixteen at a time.
    let odd = bytes.iter().fold(false, |odd, &byte| odd | (byte < b' '));
    let double = bytes
        .iter()
        .zip(bytes.get(1..).unwrap_or(&[]))
        .fold(false, |double, (&a, &b)| double | ((a == b' ') & (b == b' ')));
    !odd && !double && (text.is_ascii() || !has_wide_space(bytes))
}

/// Whether white space beyond ASCII stands in the bytes of a text: U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028,
/// U+2029, U+202F, U+205F, U+3000.
fn has_wide_space(bytes: &[u8]) -> bool {
    let (second, third) = (bytes.get(1..).unwrap_or(&[]), bytes.get(2..).unwrap_or(&[]));
    let two = |(&a, &b): (&u8, &u8)| (a == 0xc2) & ((b == 0x85) | (b == 0xa0));
    let three = |((&a, &b), &c): ((&u8, &u8), &u8)| {
        let general = (c <= 0x8a) | (c == 0xa8) | (c == 0xa9) | (c == 0xaf);
        ((a == 0xe2) & (((b == 0x80) & general) | ((b == 0x81) & (c == 0x9f))))
            | ((a == 0xe1) & (b == 0x9a) & (c == 0x80))
            | ((a == 0xe3) & (b == 0x80) & (c == 0x80))
    };
    bytes.iter().zip(second).fold(false, |any, pair| any | two(pair))
        || bytes.iter().zip(second).zip(third).fold(false, |any, triple| any | three(triple))
}

impl<'n> Reading<'n> {
    /// The visible text of some bytes, white space collapsed.
    pub fn visible(&self, span: Range<usize>) -> Cow<'n, str> {
        self.said(span).0
    }

    /// As much of it as an option's letter or a label takes at its front.
    pub fn front(&self, span: Range<usize>) -> Cow<'n, str> {
        let end = self.text.floor_char_boundary(span.end.min(span.start + LONGEST_FRONT));
        self.visible(span.start..end)
    }

    /// The visible text, and whether it is letter by letter what [`Self::words`] has, as it is where no code stands in it.
    pub fn said(&self, span: Range<usize>) -> (Cow<'n, str>, bool) {
        let from = self.first_leaf(&span);
        if let Some((kind, piece)) = self.only(from, &span) {
            let text = normal::trim(piece);
            if is_collapsed(text) {
                return (text.into(), kind == LeafKind::Text);
            }
        }
        let mut out = String::with_capacity(span.len());
        let mut same = true;
        self.walk(from, span, |kind, piece| {
            same &= kind != LeafKind::Code;
            if is_collapsed(piece) {
                let spaced = out.is_empty() || out.ends_with(' ');
                let shown = piece.strip_prefix(' ').filter(|_| spaced).unwrap_or(piece);
                same &= shown.len() == piece.len() || out.is_empty();
                out.push_str(shown);
                return ControlFlow::Continue(());
            }
            same = false;
            for (i, word) in piece.split(char::is_whitespace).enumerate() {
                if i > 0 && !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                out.push_str(word);
            }
            ControlFlow::Continue(())
        });
        out.truncate(out.trim_end().len());
        (out.into(), same)
    }

    /// The visible text with each piece of code as one letter, for reading marks and words.
    pub fn words(&self, span: Range<usize>) -> Cow<'n, str> {
        let from = self.first_leaf(&span);
        if let Some((LeafKind::Text, piece)) = self.only(from, &span) {
            return piece.trim_end().into();
        }
        let mut out = String::with_capacity(span.len());
        self.walk(from, span, |kind, piece| {
            out.push_str(if kind == LeafKind::Code { "x" } else { piece });
            ControlFlow::Continue(())
        });
        out.truncate(out.trim_end().len());
        out.into()
    }

    /// The one piece that some bytes show, where it stands in the source as it shows: most heads are no more than that.
    fn only(&self, from: usize, span: &Range<usize>) -> Option<(LeafKind, &'n str)> {
        let leaf = self.leaves.get(from).filter(|leaf| leaf.span.start < span.end)?;
        if self.leaves.get(from + 1).is_some_and(|next| next.span.start < span.end) {
            return None;
        }
        self.count();
        let piece = match (&self.note.events[leaf.event].0, leaf.kind) {
            (_, LeafKind::Break | LeafKind::Html) => return None,
            (Event::Text(CowStr::Borrowed(text)) | Event::Code(CowStr::Borrowed(text)), _)
                if leaf.span.start >= span.start && leaf.span.end <= span.end =>
            {
                *text
            }
            (Event::Text(_) | Event::Code(_), _) if leaf.span.start >= span.start && leaf.span.end <= span.end => {
                return None;
            }
            _ => self.text.get(leaf.span.start.max(span.start)..leaf.span.end.min(span.end))?,
        };
        Some((leaf.kind, piece))
    }

    /// Adds the words of some bytes to a prompt, as identity wants them, and a space.
    pub fn prompt(&self, span: &Range<usize>, prompt: &mut Prompt) {
        self.walk(self.first_leaf(span), span.clone(), |kind, piece| {
            if kind == LeafKind::Code {
                prompt.code(piece);
            } else {
                prompt.text(piece);
            }
            ControlFlow::Continue(())
        });
        prompt.text(" ");
    }

    /// Whether some bytes show anything: words, code, an image.
    pub fn shows(&self, span: Range<usize>) -> bool {
        !span.is_empty() && (self.has_text(span.clone()) || self.images(span))
    }

    /// Whether some bytes show words or code, white space aside.
    pub fn has_text(&self, span: Range<usize>) -> bool {
        self.any(span, |piece| !normal::trim_start(piece).is_empty())
    }

    /// Whether some bytes show a letter or a digit.
    pub fn has_letter(&self, span: Range<usize>) -> bool {
        self.any(span, |piece| piece.contains(char::is_alphanumeric))
    }

    fn any(&self, span: Range<usize>, is: impl Fn(&str) -> bool) -> bool {
        let mut any = false;
        self.walk(self.first_leaf(&span), span, |_, piece| {
            any = is(piece);
            if any { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        any
    }

    /// Whether no visible text lies in some bytes.
    pub fn is_bare(&self, span: &Range<usize>) -> bool {
        self.leaves.get(self.first_leaf(span)).is_none_or(|leaf| leaf.span.start >= span.end)
    }

    /// The first leaf that shows any of some bytes, if any does.
    fn first_leaf(&self, span: &Range<usize>) -> usize {
        self.leaves.partition_point(|leaf| leaf.span.end <= span.start)
    }

    /// Hands over the visible pieces of some bytes from their first leaf on, in order, with a space between blocks, until it
    /// is told to stop.
    fn walk(&self, from: usize, span: Range<usize>, mut each: impl FnMut(LeafKind, &str) -> ControlFlow<()>) {
        let mut block = None;
        for leaf in self.leaves[from..].iter().take_while(|leaf| leaf.span.start < span.end) {
            self.count();
            let mut flow = ControlFlow::Continue(());
            if block.is_some_and(|block| block != leaf.block) {
                flow = each(LeafKind::Text, " ");
            }
            block = Some(leaf.block);
            let part = leaf.span.start.max(span.start)..leaf.span.end.min(span.end);
            flow = match (&self.note.events[leaf.event].0, leaf.kind) {
                _ if flow.is_break() => flow,
                (_, LeafKind::Break) => each(LeafKind::Text, " "),
                (_, LeafKind::Html) => self.html(part, &mut each),
                (Event::Text(text) | Event::Code(text), kind) if part == leaf.span => each(kind, text),
                (_, kind) => each(kind, self.text.get(part).unwrap_or("")),
            };
            if flow.is_break() {
                return;
            }
        }
    }

    /// The text between tags.
    fn html(&self, span: Range<usize>, each: &mut impl FnMut(LeafKind, &str) -> ControlFlow<()>) -> ControlFlow<()> {
        let mut at = span.start;
        let before = self.tags.partition_point(|tag| tag.span.end <= span.start);
        for tag in self.tags[before..].iter().take_while(|tag| tag.span.start < span.end) {
            if tag.span.start > at {
                each(LeafKind::Text, &unescape(&self.text[at..tag.span.start]))?;
            }
            at = at.max(tag.span.end);
            if matches!(&*tag.name, "br" | "p" | "li" | "div" | "td" | "th" | "tr" | "summary" | "details") {
                each(LeafKind::Text, " ")?;
            }
        }
        if at < span.end {
            each(LeafKind::Text, &unescape(&self.text[at..span.end]))
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// The entities that stand in prose.
fn unescape(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return text.into();
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&nbsp;", " ").replace("&amp;", "&").into()
}
