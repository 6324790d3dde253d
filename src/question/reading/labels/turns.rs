//! Who speaks in a chat that was copied or exported, or in an interview: "You:" and "ChatGPT:", as headings or at the front
//! of lines; and bold lines that say "Question" and "Answer" and no more.
//!
//! One name says nothing. Two turns are a chat where somebody in it is a machine by name, or where most of them ask with a
//! mark: "User" and "Assistant" are words of any manual. Headings within it are parts of answers, whatever their levels,
//! but for a chat about questions: there the headings ask, and who spoke is beside the point.

use super::super::view::{Head, Label, Reading};
use crate::note::block::Kind;
use crate::question::words::{self, Pair, Speaker};
use std::ops::Range;

/// A place where somebody begins to speak.
#[derive(Clone)]
struct Turn {
    speaker: Speaker,
    /// Whether the name is no other thing's: "ChatGPT", and not "Assistant".
    sure: bool,
    /// Its heading or its line.
    span: Range<usize>,
    /// The heading, of a turn that one begins.
    head: Option<usize>,
    /// The block and the event after its line, of a turn that a line begins.
    line: (usize, usize),
}

/// Notes on the headings what a chat makes of them, and returns the lines that name who asks and who answers.
pub fn find(reading: &mut Reading<'_>) -> Vec<Label> {
    let (headed, spoken) = (headed(reading), spoken(reading));
    let Some(turns) = [headed, spoken].into_iter().find(|turns| is_chat(reading, turns)) else { return named(reading) };
    let chat = turns[0].span.start..end(reading, &turns);
    if holds_questions(reading, &chat, turns.len() / 2) {
        return Vec::new();
    }
    let asking: Vec<usize> =
        turns.iter().filter(|turn| turn.speaker == Speaker::Asker).filter_map(|it| it.head).collect();
    let first = reading.heads.partition_point(|head| head.span.start < chat.start);
    for (i, head) in reading.heads.iter_mut().enumerate().skip(first) {
        if head.span.start < chat.end {
            head.speaks = asking.binary_search(&i).is_ok();
            head.announces = !head.speaks;
        }
    }
    reading.chat = chat;
    turns.into_iter().filter(|turn| turn.head.is_none()).map(label).collect()
}

/// Turns that headings of one level begin.
fn headed(reading: &Reading<'_>) -> Vec<Turn> {
    let may = |head: &Head<'_>| words::may_answer(head.text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    if !reading.heads.iter().any(may) {
        return Vec::new();
    }
    let heads = reading.heads.iter().enumerate();
    let turns = heads.filter_map(|(i, head)| {
        let (speaker, sure) = words::names_speaker(&head.text)?;
        Some(Turn { speaker, sure, span: head.span.clone(), head: Some(i), line: (head.block, 0) })
    });
    let mut turns = pairs(turns.collect());
    if let Some(level) = turns.first().and_then(|turn| turn.head).map(|head| reading.heads[head].level) {
        turns.retain(|turn| turn.head.is_some_and(|head| reading.heads[head].level == level));
    }
    pairs(turns)
}

/// Turns that the first words of paragraphs begin. Answers are looked for first: most notes have none.
fn spoken(reading: &Reading<'_>) -> Vec<Turn> {
    lines(reading, reading.spoken, words::speaker)
}

/// Bold lines "Question" and "Answer" that take turns.
fn named(reading: &Reading<'_>) -> Vec<Label> {
    let is_bold = |text: &str| text.len() <= LONGEST_NAME && text.starts_with("**") && !text.trim_end().contains('\n');
    let named = |text: &str| match is_bold(text) {
        true if words::answers(text) => Some((Speaker::Answerer, true)),
        true if words::bare_label(text).is_some() => Some((Speaker::Asker, true)),
        _ => None,
    };
    let bold = |&block: &usize| is_bold(&reading.text[reading.tree.blocks[block].inner.clone()]);
    let turns = lines(reading, reading.labelled.iter().any(bold), named);
    if turns.len() < FEWEST { Vec::new() } else { turns.into_iter().map(label).collect() }
}

fn lines(reading: &Reading<'_>, may: bool, says: impl Fn(&str) -> Option<(Speaker, bool)>) -> Vec<Turn> {
    let first = |block: usize| {
        let it = Some(&reading.tree.blocks[block]).filter(|it| it.kind == Kind::Paragraph)?;
        let (speaker, sure) = says(&reading.text[it.inner.clone()])?;
        let (span, after) = reading.lines_from(block, 0).next()?;
        Some(Turn { speaker, sure, span, head: None, line: (block, after) })
    };
    let answers = |&&block: &&usize| first(block).is_some_and(|turn| turn.speaker == Speaker::Answerer);
    if !may || reading.labelled.iter().filter(answers).nth(FEWEST / 2 - 1).is_none() {
        return Vec::new();
    }
    pairs((0..reading.tree.blocks.len()).filter_map(first).collect())
}

/// No bold name is longer, with its marks. Bytes.
const LONGEST_NAME: usize = 48;

/// So many turns make a chat: two that ask, and two that answer.
const FEWEST: usize = 4;

/// Those that ask, each with the one right behind it that answers.
fn pairs(turns: Vec<Turn>) -> Vec<Turn> {
    let take_turns = |pair: &&[Turn]| pair[0].speaker == Speaker::Asker && pair[1].speaker == Speaker::Answerer;
    turns.windows(2).filter(take_turns).flat_map(|pair| pair.iter().cloned()).collect()
}

/// Whether there are enough turns, and a sure name among them, or a question mark in most that ask.
fn is_chat(reading: &Reading<'_>, turns: &[Turn]) -> bool {
    let asks = |pair: &&[Turn]| words::has_mark(&reading.text[pair[0].span.start..pair[1].span.start]);
    let asking = turns.chunks(2).filter(asks).count();
    turns.len() >= FEWEST && (turns.iter().any(|turn| turn.sure) || asking * 4 > turns.len())
}

/// Where a chat ends: at the first heading behind its last turn that stands no deeper than all within it.
fn end(reading: &Reading<'_>, turns: &[Turn]) -> usize {
    let (first, last) = (turns[0].span.start, turns[turns.len() - 1].span.end);
    let from = reading.heads.partition_point(|head| head.span.start < first);
    let until = reading.heads.partition_point(|head| head.span.start < last);
    let highest = reading.heads[from..until].iter().map(|head| head.level).min();
    // The last answer may have headings as those before it had, or deeper ones.
    let ends = |level: u8| highest.is_none_or(|highest| level < highest);
    let mut behind = reading.heads[until..].iter();
    behind.find(|head| ends(head.level)).map_or(reading.text.len(), |head| head.span.start)
}

/// Whether a chat was about questions: its headings ask, or so many of its bold lines do.
fn holds_questions(reading: &Reading<'_>, chat: &Range<usize>, turns: usize) -> bool {
    let within = |at: usize| chat.contains(&at);
    let inner =
        reading.heads.iter().filter(|head| within(head.span.start) && words::names_speaker(&head.text).is_none());
    let asks = inner.clone().filter(|head| words::marked(&head.text)).count();
    let bold = reading.tree.blocks.iter().filter(|it| it.kind == Kind::Paragraph && within(it.inner.start));
    let bold = bold.filter(|it| {
        let line = reading.text[it.inner.clone()].lines().next().unwrap_or("");
        line.starts_with("**") && line.contains("?**")
    });
    (asks >= 2 && asks * 2 >= inner.count()) || bold.count() > turns
}

fn label(turn: Turn) -> Label {
    let pair = if turn.speaker == Speaker::Asker { Pair::Question } else { Pair::Answer };
    Label { pair: Some(pair), line: turn.span, block: turn.line.0, after: turn.line.1 }
}
