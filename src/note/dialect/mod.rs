//! The Markdown that notes are written in: CommonMark, GitHub's extensions, and what Obsidian adds.
//!
//! One function reads it, for every stage that reads a body: what `question` saw is what `page` draws. Recto's own walks
//! over events never recurse; containers beyond [`DEEPEST`] are flattened here, because HTML tools behind us do recurse.

mod names;

mod inline;
mod swallow;

mod event;

use crate::diagnostic::{Code, Diagnostic, Place, Reported};
use crate::source::Source;
use names::Names;
use pulldown_cmark::{Event, Options, Parser, TagEnd};
use std::ops::Range;

pub use event::Events;
pub use inline::TAG;
pub use names::{BlockId, HeadingName, is_block_id};

/// How many containers may lie in one another. minify-html dies at a few thousand levels; nobody reads twenty.
pub const DEEPEST: usize = 100;

/// What pulldown-cmark itself reads. Its superscripts, subscripts and definition lists are off: Obsidian has none, and
/// `~`, `^` and `:` would mean them. Smart punctuation would change words that ids hang on; its heading attributes would take
/// words (see `names`).
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
    /// Its headings whose authors named them, in order.
    pub headings: Vec<HeadingName>,
}

/// The events of the body that begins at a byte of the source, for who has heard the rest.
pub fn events(source: &Source, body: usize) -> Events<'_> {
    read(source, body).value.events
}

/// Reads the body that begins at a byte of the source.
pub fn read(source: &Source, body: usize) -> Reported<Body<'_>> {
    if !source.text[body..].contains('$') {
        return read_with(source, body, options()).0;
    }
    let (read, prices) = read_with(source, body, options() | Options::ENABLE_MATH);
    // A note that has prices and no formula is read again without formulas, or the marks between two prices are lost.
    if prices { read_with(source, body, options()).0 } else { read }
}

/// Reads it with some options; also says whether all that looks like a formula in it are prices.
fn read_with(source: &Source, body: usize, options: Options) -> (Reported<Body<'_>>, bool) {
    let text = &source.text[body..];
    let mut events = Vec::with_capacity(text.len() / 12);
    let mut findings = Vec::new();
    let mut names = Names::of(&source.text);
    let (mut formulas, mut prices) = (0usize, 0usize);
    let (mut depth, mut flattened) = (0usize, 0usize);
    let mut closings = swallow::Closings::default();
    for (mut event, span) in Parser::new_ext(text, options).into_offset_iter() {
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
                if *end == TagEnd::HtmlBlock && swallow::block(&source.text, &mut events, &mut closings) {
                    event = Event::End(TagEnd::Paragraph);
                }
            }
            // Pandoc's rule: no digit follows the second dollar.
            Event::InlineMath(_) if source.text[span.end..].starts_with(|c: char| c.is_ascii_digit()) => {
                prices += 1;
                event = Event::Text(source.text[span.clone()].into());
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => formulas += 1,
            _ => {}
        }
        events.push((event, span));
    }
    let read = Reported::new(Body { events, blocks: names.blocks, headings: names.headings }, findings);
    (read, prices > 0 && formulas == 0)
}

fn too_deep(source: &Source, span: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        Code::DeepNesting,
        Place::span(&source.path, &source.text, span),
        format!("more than {DEEPEST} blocks lie in one another here"),
        "what lies deeper is drawn at this depth; its text is all there",
    )
}
