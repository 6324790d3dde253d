//! Who speaks in a chat that was copied or exported: "You:" and "ChatGPT:", as headings or at the front of lines; and bold
//! lines that say "Question" and "Answer" and no more.
//!
//! One name says nothing: two turns of both are a chat. All other headings within it are parts of answers, whatever their
//! levels.

use super::super::view::{Label, Reading};
use crate::note::block::Kind;
use crate::question::words::{self, Pair, Speaker};

/// Notes on the headings what a chat makes of them, and returns the lines that name who asks and who answers.
pub fn find(reading: &mut Reading<'_>) -> Vec<Label> {
    let asking = headed(reading);
    let labels = if asking.is_empty() { labelled(reading) } else { Vec::new() };
    let from = asking.first().map(|&head| reading.heads[head].span.start);
    reading.chat = from.or(labels.first().map(|label| label.line.start)).unwrap_or(usize::MAX);
    let first = reading.heads.partition_point(|head| head.span.start < reading.chat);
    for (i, head) in reading.heads.iter_mut().enumerate().skip(first) {
        head.speaks = asking.binary_search(&i).is_ok();
        head.announces = !head.speaks;
    }
    labels
}

/// The headings of one level that name who asks.
fn headed(reading: &Reading<'_>) -> Vec<usize> {
    let speakers = reading.heads.iter().enumerate();
    let speakers = speakers.filter_map(|(i, head)| Some(((i, head.level), words::names_speaker(&head.text)?)));
    let mut asking: Vec<(usize, u8)> = turns(speakers.collect()).into_iter().map(|(asks, _)| asks).collect();
    if let Some(&(_, level)) = asking.first() {
        asking.retain(|it| it.1 == level);
    }
    if asking.len() < FEWEST { Vec::new() } else { asking.into_iter().map(|(i, _)| i).collect() }
}

/// The labels with which paragraphs begin. Answers are looked for first: most notes have none.
fn labelled(reading: &Reading<'_>) -> Vec<Label> {
    let first = |block: usize| {
        let it = Some(&reading.tree.blocks[block]).filter(|it| it.kind == Kind::Paragraph)?;
        let text = &reading.text[it.inner.clone()];
        let speaker = words::speaker(text).or_else(|| named(text))?;
        let (line, after) = reading.lines_from(block, 0).next()?;
        Some((Label { pair: None, line, block, after }, speaker))
    };
    let bold = |block: usize| reading.text[reading.tree.blocks[block].inner.start..].starts_with("**");
    let may = |block: usize| reading.spoken || bold(block);
    let answers = |&&block: &&usize| may(block) && matches!(first(block), Some((_, Speaker::Answerer)));
    if reading.labelled.iter().filter(answers).nth(FEWEST - 1).is_none() {
        return Vec::new();
    }
    let turns = turns((0..reading.tree.blocks.len()).filter_map(first).collect());
    if turns.len() < FEWEST {
        return Vec::new();
    }
    let said = |label: Label, pair: Pair| Label { pair: Some(pair), ..label };
    turns.into_iter().flat_map(|(asks, tells)| [said(asks, Pair::Question), said(tells, Pair::Answer)]).collect()
}

/// Who speaks below a paragraph that is one bold name.
fn named(text: &str) -> Option<Speaker> {
    let bold = text.starts_with("**") && !text.trim_end().contains('\n');
    match bold {
        true if words::answers(text) => Some(Speaker::Answerer),
        true if words::bare_label(text).is_some() => Some(Speaker::Asker),
        _ => None,
    }
}

/// So many turns make a chat.
const FEWEST: usize = 2;

/// Those that ask, each with the one right behind it that answers.
fn turns<T: Clone>(speakers: Vec<(T, Speaker)>) -> Vec<(T, T)> {
    let turn = |pair: &[(T, Speaker)]| match pair {
        [(asks, Speaker::Asker), (tells, Speaker::Answerer)] => Some((asks.clone(), tells.clone())),
        _ => None,
    };
    speakers.windows(2).filter_map(turn).collect()
}
