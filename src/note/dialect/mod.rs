//! The Markdown that notes are written in: CommonMark, GitHub's extensions, and Obsidian's wikilinks.
//!
//! One function reads it, for every stage that reads a body: what `question` saw is what `page` draws. Recto's own walks
//! over events never recurse; containers beyond [`DEEPEST`] are flattened here, because HTML tools behind us do recurse.

mod names;

mod event;

use crate::diagnostic::{Code, Diagnostic, Place, Reported};
use crate::source::Source;
use names::Names;
use pulldown_cmark::{Event, Options, Parser};
use std::ops::Range;

pub use event::Events;
pub use names::{BlockId, is_block_id};

/// How many containers may lie in one another. minify-html dies at a few thousand levels; nobody reads twenty.
pub const DEEPEST: usize = 100;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
}

/// What the body of a note reads as.
#[derive(Debug, Default)]
pub struct Body<'s> {
    /// Its events.
    pub events: Events<'s>,
    /// Its blocks that have names, in the order of those.
    pub blocks: Vec<BlockId>,
}

/// The events of the body that begins at a byte of the source, for who has heard the rest.
pub fn events(source: &Source, body: usize) -> Events<'_> {
    read(source, body).value.events
}

/// Reads the body that begins at a byte of the source.
pub fn read(source: &Source, body: usize) -> Reported<Body<'_>> {
    let text = &source.text[body..];
    let mut events = Vec::with_capacity(text.len() / 24);
    let mut findings = Vec::new();
    let mut names = Names::of(&source.text);
    let (mut depth, mut flattened) = (0usize, 0usize);
    for (event, span) in Parser::new_ext(text, options()).into_offset_iter() {
        let span = span.start + body..span.end + body;
        match &event {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    if flattened == 0 {
                        findings.push(too_deep(source, span));
                    }
                    flattened += 1;
                    continue;
                }
                names.start(tag, &span, &mut events);
            }
            Event::End(end) => {
                depth -= 1;
                if depth >= DEEPEST || !names.end(*end, &mut events) {
                    continue;
                }
            }
            _ => {}
        }
        events.push((event, span));
    }
    Reported::new(Body { events, blocks: names.blocks }, findings)
}

fn too_deep(source: &Source, span: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        Code::DeepNesting,
        Place::span(&source.path, &source.text, span),
        format!("more than {DEEPEST} blocks lie in one another here"),
        "what lies deeper is drawn at this depth; its text is all there",
    )
}
