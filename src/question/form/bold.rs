//! A paragraph that is wholly bold, with its answer after it; or whose first line is bold, with its answer on the next.

use super::{Answer, Candidate, Style};
use crate::note::block::Kind;
use crate::question::reading::Reading;
use crate::question::study::Form;
use crate::question::words;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// Offers every bold lead that ends its paragraph or its line.
pub fn offer(reading: &Reading<'_>, found: &mut Vec<Candidate>) {
    for (block, it) in reading.tree.blocks.iter().enumerate() {
        if it.kind != Kind::Paragraph {
            continue;
        }
        let Some((bold, inner, rest)) = lead(reading, it.events.clone()) else { continue };
        let text = reading.visible(inner.clone());
        let label = words::label(&text);
        let container = it.parent.map_or(reading.text.len(), |parent| reading.tree.blocks[parent].span.end);
        let section = reading.head_above(it.span.start);
        let stop = section.map_or(0, |head| head + 1);
        let reach = reading.heads.get(stop).map_or(container, |next| next.span.start.min(container));
        let asked = reading.words(inner.clone());
        found.push(Candidate {
            style: Style { form: Form::Bold, key: u32::try_from(reading.tree.depth(block)).unwrap_or(0) },
            head: bold.clone(),
            prompt: vec![inner],
            ask: words::ask(&asked[words::label(&asked).map_or(0, |label| label.len)..]),
            label,
            text,
            answer: Answer::Runs(rest..reach),
            choices: Vec::new(),
            section,
        });
    }
}

/// The bold lead of a paragraph: with its marks, its words, and the byte where what follows begins. Several bold stretches
/// in a row are one lead; anything else before the line ends makes it an ordinary paragraph.
fn lead(reading: &Reading<'_>, events: Range<usize>) -> Option<(Range<usize>, Range<usize>, usize)> {
    let (mut bold, mut depth): (Option<Range<usize>>, usize) = (None, 0);
    for (event, span) in &reading.note.events[events] {
        match event {
            Event::Start(Tag::Paragraph) | Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
            Event::Start(Tag::Strong) => {
                depth += 1;
                let start = bold.as_ref().map_or(span.start, |bold| bold.start);
                bold = Some(start..span.end);
            }
            Event::End(pulldown_cmark::TagEnd::Strong) => depth -= 1,
            _ if depth > 0 => {}
            Event::SoftBreak | Event::HardBreak => break,
            Event::Text(text) if text.trim().is_empty() || block_id(text).is_some() => {}
            _ => return None,
        }
    }
    let bold = bold?;
    let text = &reading.text[bold.clone()];
    let marks = if text.starts_with("**") || text.starts_with("__") { 2 } else { return None };
    if text.len() < 2 * marks + 1 {
        return None;
    }
    let line_end = reading.text[bold.end..].find('\n').map_or(reading.text.len(), |end| bold.end + end);
    let rest = if block_id(&reading.text[bold.end..line_end]).is_some() { line_end } else { bold.end };
    Some((bold.clone(), bold.start + marks..bold.end - marks, rest))
}

/// `^block-id`, as Obsidian reads it at the end of a paragraph.
fn block_id(text: &str) -> Option<&str> {
    let id = text.trim().strip_prefix('^')?;
    (!id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')).then_some(id)
}
