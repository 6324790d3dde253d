//! A paragraph that is wholly bold, with its answer after it; or whose first line is bold, with its answer on the next.

use crate::config::Form;
use crate::normal;
use crate::note::block::Kind;
use crate::note::{is_block_id, is_line_break};
use crate::question::form::candidate::{
    self, Answer, Candidate, Said, Style, ask_of, behind_label, item_reach, number, sentence,
};
use crate::question::reading::Reading;
use crate::question::words::{self, Ask};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Offers every paragraph that begins with bold words: those that end its line; and those that do not, where they ask, or
/// where they are numbered, so that the whole line is the question.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    let paragraphs = reading.tree.blocks.iter().enumerate().filter(|(_, it)| it.kind == Kind::Paragraph);
    let openings: Vec<Opening<'_>> =
        paragraphs.filter_map(|(block, it)| opening(reading, block, it.events.clone())).collect();
    let lines = openings.iter().filter(|it| !it.lead.alone && it.numbered());
    // Where most of the numbered leads are mere names, the line goes on with the question even behind one that asks.
    let (names, all) = lines.fold((0, 0), |(names, all), it| (names + usize::from(it.said.ask == Ask::No), all + 1));
    let named = names * 2 > all;
    // A question among such that stand alone on their lines may have its answer on its own: it was wrapped.
    let marked =
        |alone: bool| openings.iter().filter(|it| it.lead.alone == alone && it.said.ask == Ask::Marked).count();
    let wrapped = marked(true) >= 3 && marked(false) * 3 <= marked(true);
    for opening in openings {
        let numbered = opening.numbered();
        let Opening { block, lead, said: Said { text, label, ask } } = opening;
        let it = &reading.tree.blocks[block];
        let Lead { bold, inner, rest, alone } = lead;
        let depth = u32::try_from(reading.tree.depth(block)).unwrap_or(0) * 4;
        let (head, inner, rest, key) = match (alone, ask) {
            (true, _) => (bold, inner, rest, depth),
            (false, Ask::Marked) if !(numbered && named) => {
                let broken = wrapped && reading.text[bold.clone()].contains('\n');
                (bold, inner, rest, if broken { depth } else { depth + 1 })
            }
            (false, _) if numbered => {
                let line = reading.lines_from(block, 0).next().map_or(bold, |first| sentence(reading, block, first));
                (line.clone(), line.clone(), line.end, depth + 2)
            }
            _ => continue,
        };
        let (text, ask) =
            if key % 4 == 2 { (reading.visible(inner.clone()), ask_of(reading, &inner)) } else { (text, ask) };
        let section = reading.head_above(it.span.start);
        let (opened, reach) = extent(reading, block, alone, section);
        let asked = behind_label(reading, block, rest, &text, label.as_ref().filter(|_| key % 4 != 1));
        let mut candidate = Candidate {
            style: Style { form: Form::Bold, key },
            head,
            ask,
            label,
            prompt: vec![inner],
            text,
            answer: Answer::Runs(rest..reach),
            choices: Vec::new(),
            blanks: Vec::new(),
            section,
        };
        if let Some(asked) = asked {
            candidate.asks_behind(reading, asked, reach);
        }
        if let Some(item) = opened {
            let list = reading.tree.blocks[item].parent.map(|list| reading.tree.blocks[list].kind);
            candidate.head.start = reading.tree.blocks[item].span.start;
            candidate.label =
                candidate.label.or_else(|| number(reading, candidate.head.start, list == Some(Kind::List(true))));
        }
        found.push(candidate);
    }
}

/// How far the answer of a lead may go, and the item that it opens where that is beyond the item: an answer behind an item
/// ends where the next item begins, number and all.
fn extent(reading: &Reading<'_>, block: usize, alone: bool, section: Option<usize>) -> (Option<usize>, usize) {
    let blocks = &reading.tree.blocks;
    let parent = blocks[block].parent;
    let container = parent.map_or(reading.text.len(), |parent| blocks[parent].span.end);
    let opened = parent.filter(|&it| alone && it + 1 == block && matches!(blocks[it].kind, Kind::Item(_)));
    if let Some((item, reach)) = opened.map(|item| (item, item_reach(reading, item))).filter(|it| it.1 > container) {
        return (Some(item), reach);
    }
    let next = reading.heads.get(section.map_or(0, |head| head + 1));
    (None, next.map_or(container, |next| next.span.start.min(container)))
}

/// A lead and what its words say.
struct Opening<'n> {
    block: usize,
    lead: Lead,
    said: Said<'n>,
}

impl Opening<'_> {
    fn numbered(&self) -> bool {
        self.said.label.as_ref().is_some_and(|label| label.number.is_some())
    }
}

fn opening<'n>(reading: &Reading<'n>, block: usize, events: Range<usize>) -> Option<Opening<'n>> {
    let lead = lead(reading, events)?;
    // Bold words that open a line count where they ask or have a number; most do neither.
    if !lead.alone && !words::may_speak(&reading.text[lead.inner.clone()]) {
        return None;
    }
    let said = candidate::said(reading, &lead.inner);
    Some(Opening { block, lead, said })
}

/// The bold words that a paragraph begins with.
pub struct Lead {
    /// With its marks.
    pub bold: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
    /// Where what follows begins.
    pub rest: usize,
    /// Whether nothing else stands on its line.
    pub alone: bool,
}

/// The bold lead of a paragraph. Several bold stretches in a row are one lead.
pub fn lead(reading: &Reading<'_>, events: Range<usize>) -> Option<Lead> {
    let (mut bold, mut depth, mut alone): (Option<Range<usize>>, usize, bool) = (None, 0, true);
    let (mut picture, mut broken, mut html) = (None, None, false);
    let (mut strong, mut italic): (Option<Range<usize>>, Option<Range<usize>>) = (None, None);
    for (event, span) in &reading.note.events[events] {
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) | Event::TaskListMarker(_) => {}
            Event::Start(Tag::Strong) => {
                depth += 1;
                let outer = italic.take().unwrap_or(span.clone());
                bold = Some(bold.map_or(outer.start, |bold| bold.start)..outer.end);
                strong = Some(strong.map_or(span.start, |strong| strong.start)..span.end);
            }
            // `***x***` is bold in italics.
            Event::Start(Tag::Emphasis) if bold.is_none() && depth == 0 => italic = Some(span.clone()),
            Event::End(TagEnd::Emphasis) if depth == 0 && italic.is_none() => {}
            Event::End(TagEnd::Strong) => depth = depth.saturating_sub(1),
            Event::InlineHtml(tag) if depth == 0 && bold.is_none() && words::opens_bold(tag).is_some() => {
                (depth, html) = (depth + 1, true);
                (bold, strong) = (Some(span.clone()), Some(span.clone()));
            }
            Event::InlineHtml(tag) if html && depth == 1 && closes_bold(tag) => {
                depth = 0;
                bold = bold.map(|bold| bold.start..span.end);
                strong = bold.clone();
            }
            _ if depth > 0 => {}
            Event::InlineHtml(tag) if bold.is_some() && is_line_break(tag) => {
                broken = Some(span.end);
                break;
            }
            // A picture before the bold is a bullet that its author drew.
            Event::Text(text) if bold.is_none() && picture.is_none() && is_picture(text) => picture = Some(span.start),
            // Most paragraphs begin with plain words.
            Event::Text(text) if bold.is_none() && text.starts_with(char::is_alphanumeric) => return None,
            Event::SoftBreak | Event::HardBreak => break,
            Event::Text(text) if normal::trim_start(text).is_empty() || block_id(text) => {}
            // A mark outside the bold ends the sentence inside it: `**Why**?`
            Event::Text(text) if bold.is_some() && matches!(text.trim(), "?" | "？" | ":" | "." | "：") => {
                bold = bold.map(|bold| bold.start..span.end);
                strong = bold.clone();
            }
            _ => {
                alone = false;
                break;
            }
        }
    }
    let (bold, strong) = (bold?, strong?);
    let (opening, closing) = marks(&reading.text[strong.clone()])?;
    let bold = picture.map_or(bold.start, |picture: usize| picture)..bold.end;
    let inner = closing.filter(|_| picture.is_none()).map(|closing| strong.start + opening..strong.end - closing);
    let inner = inner.unwrap_or_else(|| bold.clone());
    let behind = &reading.text.as_bytes()[bold.end..];
    let line_end = memchr::memchr(b'\n', behind).map_or(reading.text.len(), |end| bold.end + end);
    let rest = if block_id(&reading.text[bold.end..line_end]) { line_end } else { bold.end };
    Some(Lead { bold, inner, rest: broken.unwrap_or(rest), alone })
}

/// The bytes of the marks that open bold words and that close them, where these do.
fn marks(bold: &str) -> Option<(usize, Option<usize>)> {
    let opening = match bold.as_bytes() {
        [b'*', b'*', ..] | [b'_', b'_', ..] if bold.len() >= 5 => 2,
        [b'<', ..] => words::opens_bold(bold)?,
        _ => return None,
    };
    let closing = match bold.as_bytes() {
        [.., b'*', b'*'] | [.., b'_', b'_'] => Some(2),
        [.., b'>'] => bold.rfind("</").map(|close| bold.len() - close),
        _ => None,
    };
    Some((opening, closing))
}

/// Whether a tag ends HTML's bold.
fn closes_bold(tag: &str) -> bool {
    tag.strip_prefix("</").is_some_and(|name| ["b>", "strong>"].iter().any(|bold| name.eq_ignore_ascii_case(bold)))
}

/// Whether a text is a picture or two and no words.
fn is_picture(text: &str) -> bool {
    text.len() <= 20 && text.ends_with(' ') && text.trim().chars().all(|c| c >= '\u{2190}' && !c.is_alphanumeric())
}

/// Whether a text is ` ^block-id` and no more: without a space before it the name is words.
fn block_id(text: &str) -> bool {
    text.starts_with(char::is_whitespace) && text.trim().strip_prefix('^').is_some_and(is_block_id)
}
