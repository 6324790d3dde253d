//! Paragraphs that ask and answer on one line: `What is a bight? A bend in a rope.`

use super::candidate::ask_of;
use crate::question::reading::Reading;
use crate::question::words::{self, Ask};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeMap;

/// Where the question ends in the paragraphs that go on with the answer: those of groups (the items of a list) in which most
/// that ask do so, and say there at least as much as they ask, or set it off in bold or by an arrow: what follows a question is
/// else a part of it ("Have you worked with queues? Be honest."). Each paragraph comes with its group.
pub fn told<G: Ord>(reading: &Reading<'_>, paragraphs: impl Iterator<Item = (G, usize)>) -> BTreeMap<usize, usize> {
    let blocks = &reading.tree.blocks;
    let mut groups: BTreeMap<G, (usize, Vec<(usize, usize)>)> = BTreeMap::new();
    for (group, block) in paragraphs {
        if words::has_mark(&reading.text[blocks[block].inner.clone()]) {
            let (asking, ends) = groups.entry(group).or_default();
            *asking += 1;
            ends.extend(told_from(reading, block).map(|end| (block, end)));
        }
    }
    let set_off = |&&(block, end): &&(usize, usize)| {
        let rest = reading.text[end..blocks[block].inner.end].trim_start();
        SET_OFF.iter().any(|mark| rest.starts_with(mark))
    };
    let most = |(asking, ends): &(usize, Vec<(usize, usize)>)| ends.len() >= 2 && ends.len() * 2 > *asking;
    let answers = |(_, ends): &(usize, Vec<(usize, usize)>)| {
        let asked: usize = ends.iter().map(|&(block, end)| end - blocks[block].inner.start).sum();
        let told: usize = ends.iter().map(|&(block, end)| blocks[block].inner.end - end).sum();
        told >= asked || ends.iter().filter(set_off).count() * 2 > ends.len()
    };
    groups.into_values().filter(most).filter(answers).flat_map(|(_, ends)| ends).collect()
}

/// What sets an answer off from the question on its line.
const SET_OFF: [&str; 5] = ["**", "__", "-> ", "=> ", "→"];

/// The end of the first question of a paragraph, where what stands behind it is plain words that ask nothing: no remark in
/// brackets, no name of a block, no task ("Give an example").
fn told_from(reading: &Reading<'_>, block: usize) -> Option<usize> {
    let it = &reading.tree.blocks[block];
    let mut depth = 0_usize;
    for (event, span) in &reading.note.events[it.events.clone()] {
        reading.count();
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(_) if depth == 0 => {
                let text = &reading.text[span.clone()];
                let Some(mark) = words::closing_mark(text) else { continue };
                let end = span.start + mark + text[mark..].chars().next().map_or(0, char::len_utf8);
                let rest = reading.trim(end..it.inner.end);
                let said = reading.text[rest.clone()]
                    .trim_start_matches(['-', '–', '—', '→', '=', '>', '*', '_', '`', '"', '«', '“', '„', ' ']);
                // A remark in brackets is none, unless it says that it answers.
                let labelled = said.strip_prefix('(').filter(|said| words::labels_answer(said));
                let said = labelled.unwrap_or(said);
                let parted = rest.start > end || !text[mark..].starts_with('?');
                let plain = said.starts_with(|c: char| c.is_alphanumeric() || c == '/')
                    && !words::marked(&reading.text[rest.clone()])
                    && !words::adorns(said)
                    && ask_of(reading, &rest) == Ask::No;
                return (parted && plain).then_some(end);
            }
            _ => {}
        }
    }
    None
}
