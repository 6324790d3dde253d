//! A note's text without what its author hides: `%%comments%%`, and what the spaced-repetition plugin leaves behind.
//!
//! What is taken out here is in no stage, no excerpt, no digest and no output, by construction. Every line stays where it
//! is: the bytes that go are made up for by tabs at the end of their line, which Markdown does not see. (Blanks in their
//! place would turn what follows a comment into indented code, and two at the end of a line into a line break.)
//!
//! Source of the rules: Obsidian's page on basic formatting for comments, which hide up to the next `%%` whatever lies
//! between, but begin neither in code nor in front matter; the plugin's documentation for its residue
//! (`<!--SR:...-->`, `> [!sr|card-metadata]`, `^sr-data-id-...`). Unsure: what Obsidian does with a `%%` that nothing
//! closes. On a line's start it hides the rest, as it does in its editor; within a line it is text, because `%%` is also
//! what C, batch files and notebooks write.

use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// A text without what is hidden.
#[derive(Debug, PartialEq, Eq)]
pub struct Veiled {
    /// The text, as long as it was, line by line.
    pub text: String,
    /// Whether the spaced-repetition plugin has left its marks: then the note holds flashcards.
    pub scheduled: bool,
    /// The byte at which a comment opens that nothing closes.
    pub unclosed: Option<usize>,
}

/// Comments whose inside unsettles what is code after them cost a reading each; beyond so many the rest is read as
/// though it held no code, which hides too much rather than too little.
const READINGS: usize = 16;

/// The marks of whatever can be hidden.
const MARKS: &[&str] = &["%%", "<!--SR:", "[!sr|", "^sr-data-id-"];

/// Takes out what is hidden in the body that begins at a byte; `None` when nothing is.
pub fn veil(text: &str, body: usize) -> Option<Veiled> {
    if !MARKS.iter().any(|mark| text[body..].contains(mark)) {
        return None;
    }
    let mut reader = Reader { text, body, code: code(text, body), readings: 1, hidden: Vec::new(), unclosed: None };
    reader.comments();
    let comments = reader.hidden.len();
    reader.residue();
    let scheduled = reader.hidden.len() > comments;
    let (unclosed, mut hidden) = (reader.unclosed, reader.hidden);
    hidden.sort_by_key(|span| span.start);
    Some(Veiled { text: without(text, &hidden), scheduled, unclosed })
}

struct Reader<'t> {
    text: &'t str,
    body: usize,
    /// The bytes of each piece of code, and whether it is a block.
    code: Vec<(Range<usize>, bool)>,
    readings: usize,
    hidden: Vec<Range<usize>>,
    unclosed: Option<usize>,
}

impl Reader<'_> {
    fn comments(&mut self) {
        let mut at = self.body;
        while let Some(open) = self.find("%%", at) {
            if let Some((code, _)) = self.code_at(open) {
                at = code.end;
                continue;
            }
            let opens_line = self.opens_line(open);
            let close = self.find("%%", open + 2);
            match close.filter(|&close| opens_line || self.code_at(close).is_none_or(|(_, block)| !block)) {
                Some(close) => {
                    at = close + 2;
                    self.hide(open..at);
                }
                None if opens_line => {
                    self.unclosed = Some(open);
                    self.hidden.push(open..self.text.len());
                    return;
                }
                None => {
                    self.unclosed.get_or_insert(open);
                    at = open + 2;
                }
            }
        }
    }

    /// Hides a comment; code that opened in it, by a stray backtick or a fence, is no code.
    fn hide(&mut self, span: Range<usize>) {
        self.hidden.push(span.clone());
        let astray = |(code, _): &(Range<usize>, bool)| span.contains(&code.start) && code.end > span.end;
        if !self.code.iter().any(astray) {
            return;
        }
        self.readings += 1;
        self.code.retain(|(code, _)| code.start < span.end);
        if self.readings <= READINGS {
            self.code = code(&masked(self.text, &self.hidden), self.body);
        }
    }

    fn residue(&mut self) {
        for (at, _) in self.text[self.body..].match_indices("<!--SR:") {
            let at = self.body + at;
            if let (None, Some(end)) = (self.code_at(at), self.find("-->", at)) {
                self.hidden.push(at..end + 3);
            }
        }
        for (at, _) in self.text[self.body..].match_indices("^sr-data-id-") {
            let at = self.body + at;
            let spaced = self.text[..at].ends_with(char::is_whitespace) || at == self.body;
            let word = self.text[at + 1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            if spaced && self.code_at(at).is_none() {
                self.hidden.push(at..word.map_or(self.text.len(), |end| at + 1 + end));
            }
        }
        for (at, _) in self.text[self.body..].match_indices("[!sr|") {
            self.callout(self.body + at);
        }
    }

    /// The plugin's own callout, from its mark on to the end of each line that has as many marks.
    fn callout(&mut self, at: usize) {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let lead = &self.text[start..at];
        if self.code_at(at).is_some() || !lead.contains('>') || !lead.chars().all(|c| matches!(c, ' ' | '\t' | '>')) {
            return;
        }
        let depth = lead.matches('>').count();
        let mut line_start = start;
        for line in self.text[start..].split_inclusive('\n') {
            let marks = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
            let Some((mark, _)) = line[..marks].match_indices('>').nth(depth - 1) else { return };
            self.hidden.push(line_start + mark..line_start + line.trim_end().len());
            line_start += line.len();
        }
    }

    fn find(&self, what: &str, from: usize) -> Option<usize> {
        self.text[from..].find(what).map(|at| from + at)
    }

    fn code_at(&self, at: usize) -> Option<(Range<usize>, bool)> {
        let next = self.code.partition_point(|(span, _)| span.end <= at);
        self.code.get(next).filter(|(span, _)| span.start <= at).cloned()
    }

    /// Whether nothing stands before a byte on its line but the marks of a quote or an item.
    fn opens_line(&self, at: usize) -> bool {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        self.text[start..at].chars().all(|c| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+'))
    }
}

/// The code of a body, by what Markdown itself makes of it.
fn code(text: &str, body: usize) -> Vec<(Range<usize>, bool)> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut code: Vec<(Range<usize>, bool)> = Parser::new_ext(&text[body..], options)
        .into_offset_iter()
        .filter_map(|(event, span)| match event {
            Event::Start(Tag::CodeBlock(_)) => Some((span.start + body..span.end + body, true)),
            Event::Code(_) => Some((span.start + body..span.end + body, false)),
            _ => None,
        })
        .collect();
    // A footnote that is defined before it is used comes later than its bytes.
    code.sort_by_key(|(span, _)| span.start);
    code
}

/// The text with letters for what is hidden, marks of quotes kept: as good as the text itself for finding code in it.
fn masked(text: &str, hidden: &[Range<usize>]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for span in hidden {
        for byte in &mut bytes[span.clone()] {
            if !matches!(byte, b'\n' | b'\r' | b'>' | b' ') {
                *byte = b'x';
            }
        }
    }
    String::from_utf8(bytes).expect("invariant: hidden spans begin and end between characters")
}

/// The text without the hidden bytes, each line made up with tabs at its end. A line of a quote keeps its marks, or
/// a comment over several lines would cut the quote in two.
fn without(text: &str, hidden: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut start, mut next) = (0, 0);
    let mut quoted = false;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let content = start + line.trim_end_matches(['\n', '\r']).len();
        let mut at = start;
        let written = out.len();
        while let Some(span) = hidden.get(next).filter(|span| span.start < end) {
            if span.start < start && quoted {
                let marks = line.len() - line.trim_start_matches([' ', '>']).len();
                out.push_str(&line[..marks]);
                at = start + marks;
            } else if span.start >= start {
                quoted = line[..span.start - start].trim_start().starts_with('>');
            }
            if span.start > at {
                out.push_str(&text[at..span.start]);
            }
            at = at.max(span.end.min(content));
            if span.end >= end {
                break;
            }
            next += 1;
        }
        out.push_str(&text[at..content]);
        let gone = (content - start) - (out.len() - written);
        out.extend(std::iter::repeat_n('\t', gone));
        out.push_str(&text[content..end]);
        start = end;
    }
    out
}
