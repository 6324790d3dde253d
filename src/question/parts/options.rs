//! The options of a choice: a list of task boxes, a lettered list, or lettered lines.

use super::inline;
use super::shape::{Found, Options, Piece};
use crate::note::block::Kind;
use crate::question::reading::Reading;
use crate::question::study::Choice;
use crate::question::words;
use std::ops::Range;

/// The first options in the pieces after a head, if there are any before an answer begins.
pub fn find(reading: &Reading<'_>, pieces: &[Piece]) -> Option<Found> {
    for (i, piece) in pieces.iter().enumerate() {
        // What stands behind a tag is not known by how its line begins.
        let lettered = reading.may_letter(&piece.span) || !reading.tags_in(piece.span.clone()).is_empty();
        let found = match reading.tree.blocks[piece.block].kind {
            Kind::List(_) if !lettered => {
                let first = i == 0 && piece.whole && !reading.ticks.is_empty();
                ticked(reading, &pieces[i..]).or_else(|| if first { signed(reading, piece) } else { None })
            }
            Kind::List(_) => ticked(reading, &pieces[i..])
                .or_else(|| lettered_list(reading, piece))
                .or_else(|| inline::find(reading, lines_of_items(reading, piece.block))),
            Kind::Paragraph if !lettered && piece.whole => None,
            Kind::Paragraph => lettered_lines(reading, piece)
                .or_else(|| boxed_lines(reading, piece))
                .or_else(|| lettered_paragraphs(reading, &pieces[i..]))
                .or_else(|| may_letter(&reading.text[piece.span.clone()]).then(|| inline_lines(reading, piece))?),
            Kind::Heading(_) => return None,
            _ => None,
        };
        if let Some(mut found) = found {
            // The first bullet and its box are marks of the options, not words of the question before them.
            let before = piece.span.start..found.span.start;
            if before.start < before.end && !reading.has_text(before.clone()) {
                found.span.start = before.start;
            }
            return Some(found);
        }
    }
    None
}

/// A list of task boxes. Authors break it with code that they did not indent: that code is the option's before it.
fn ticked(reading: &Reading<'_>, pieces: &[Piece]) -> Option<Found> {
    let mut choices: Vec<Choice> = Vec::new();
    let mut pending: Option<usize> = None;
    let mut coded = false;
    for piece in pieces {
        match reading.tree.blocks[piece.block].kind {
            Kind::List(_) => {
                let items: Vec<(usize, Option<bool>)> = items(reading, piece.block);
                if items.iter().filter(|(_, box_)| box_.is_some()).count() * 2 <= items.len() {
                    break;
                }
                if let (Some(end), Some(last)) = (pending.take(), choices.last_mut()) {
                    last.span.end = end;
                    coded = true;
                }
                // A box may hold another tick: `[✅]`.
                choices.extend(items.iter().map(|&(item, box_)| {
                    let span = words_of(reading, item);
                    let mark = &reading.text[reading.tree.blocks[item].span.start.min(span.start)..span.start];
                    Choice { correct: box_ == Some(true) || words::ticks(mark), span }
                }));
            }
            Kind::Code | Kind::Html if !choices.is_empty() => pending = Some(reading.trim(piece.span.clone()).end),
            Kind::Paragraph if !choices.is_empty() && !reading.has_letter(piece.span.clone()) => {
                pending = Some(piece.span.end);
            }
            _ => break,
        }
    }
    if let (true, Some(end), Some(last)) = (coded, pending, choices.last_mut()) {
        last.span.end = end;
    }
    let span = choices.first()?.span.start..choices.last()?.span.end;
    // Boxes before questions tick off what was learned. What has no mark in its source has none on the page.
    let asks = |choice: &&Choice| {
        words::has_mark(&reading.text[choice.span.clone()]) && words::marked(&reading.words(choice.span.clone()))
    };
    if words::has_mark(&reading.text[span.clone()]) && choices.iter().filter(asks).count() * 2 > choices.len() {
        return None;
    }
    // Where every box is ticked, things were done, not chosen.
    let chosen = choices.iter().any(|choice| !choice.correct);
    (choices.len() >= 2 && chosen).then_some(Found { span, choices, options: Options::Ticked })
}

/// A list of which one item of three or more ends with a tick, and no other has a sign. Two ticks weigh something, and so do
/// ticks and crosses.
fn signed(reading: &Reading<'_>, piece: &Piece) -> Option<Found> {
    let signed = |text: &str| words::ticks(text) || words::crosses(text);
    if !signed(&reading.text[piece.span.clone()]) {
        return None;
    }
    let items = reading.tree.children(Some(piece.block));
    let mut choices: Vec<Choice> = items.map(|item| Choice { span: words_of(reading, item), correct: false }).collect();
    let mut right = (0..choices.len()).filter(|&choice| signed(&reading.text[choices[choice].span.clone()]));
    let (one, none) = (right.next()?, right.next());
    let said = &reading.text[choices[one].span.clone()];
    let ends = said.trim_end_matches([')', '*', '_', ' ', '\u{fe0f}']).ends_with(['✅', '✔', '☑', '✓']);
    let is_line = |choice: &Choice| !reading.text[choice.span.clone()].contains('\n');
    let span = choices.first()?.span.start..choices.last()?.span.end;
    let fits = choices.len() >= 3 && none.is_none() && ends && choices.iter().all(is_line);
    choices[one].correct = true;
    fits.then_some(Found { span, choices, options: Options::Signed })
}

fn items(reading: &Reading<'_>, list: usize) -> Vec<(usize, Option<bool>)> {
    let tree = &reading.tree;
    tree.children(Some(list))
        .map(|item| match tree.blocks[item].kind {
            Kind::Item(ticked) => (item, ticked),
            _ => (item, None),
        })
        .collect()
}

/// The bytes of an item without its bullet and its box.
fn words_of(reading: &Reading<'_>, item: usize) -> Range<usize> {
    let block = &reading.tree.blocks[item];
    let start = reading.tree.blocks.get(item + 1).filter(|_| block.end > item + 1).map_or(block.span.start, |first| {
        if first.kind == Kind::Paragraph { first.inner.start } else { first.span.start }
    });
    reading.trim(start..block.span.end.max(start))
}

/// A list whose items begin with A, B, C.
fn lettered_list(reading: &Reading<'_>, piece: &Piece) -> Option<Found> {
    let mut choices: Vec<Choice> = Vec::new();
    for item in reading.tree.children(Some(piece.block)) {
        let span = words_of(reading, item);
        match words::letter(&reading.front(first_line(reading, &span))) {
            // A slip in the letters ends no list: A, B, D, D.
            Some((place, _)) if place == choices.len() || choices.len() >= 2 => {
                choices.push(Choice { span, correct: false });
            }
            _ => break,
        }
    }
    let span = choices.first()?.span.start..choices.last()?.span.end;
    let asking = choices.iter().filter(|it| words::ends_with_mark(&reading.text[it.span.clone()])).count();
    // The parts of a task have letters too.
    (choices.len() >= 2 && asking * 2 <= choices.len()).then_some(Found { span, choices, options: Options::Lettered })
}

/// The first line of each item of a list that is a paragraph and no more.
fn lines_of_items<'a>(reading: &'a Reading<'_>, list: usize) -> impl Iterator<Item = Range<usize>> + 'a {
    reading.tree.children(Some(list)).map(|item| first_line(reading, &words_of(reading, item)))
}

/// Options that share lines of a paragraph, from the first line that begins with one.
fn inline_lines(reading: &Reading<'_>, piece: &Piece) -> Option<Found> {
    let begins = |line: &Range<usize>| words::letter(&reading.front(line.clone())).is_some_and(|(place, _)| place == 0);
    // "Options: A) this B) that"
    let led = lines(reading, piece).map(|line| match words::behind_options(&reading.text[line.clone()]) {
        Some(rest) => line.end - rest.len()..line.end,
        None => line,
    });
    inline::find(reading, led.skip_while(|line| !begins(line)))
}

/// The lines of a paragraph; of one that begins within a line, what is left of that line first.
fn lines<'a>(reading: &'a Reading<'_>, piece: &Piece) -> impl Iterator<Item = Range<usize>> + 'a {
    let span = piece.span.clone();
    let rest = Some(span.start).filter(|&at| reading.splits_words(at));
    let rest = rest.map(|_| reading.trim(first_line(reading, &span))).filter(|rest| !rest.is_empty());
    let lines = reading.lines_from(piece.block, reading.event_at(span.start)).map(|(line, _)| line);
    let lines = lines.skip_while(move |line| line.start < span.start).take_while(move |line| line.end <= span.end);
    rest.into_iter().chain(lines)
}

fn first_line(reading: &Reading<'_>, span: &Range<usize>) -> Range<usize> {
    let end = reading.text[span.clone()].find('\n').map_or(span.end, |end| span.start + end);
    span.start..end
}

/// Lines of one paragraph that begin with A, B, C; a line without a letter goes on with the option before it.
fn lettered_lines(reading: &Reading<'_>, piece: &Piece) -> Option<Found> {
    let mut choices: Vec<Choice> = Vec::new();
    if !may_letter(&reading.text[piece.span.clone()]) {
        return None;
    }
    for line in lines(reading, piece) {
        let text = reading.front(line.clone());
        match words::letter(&text) {
            Some((place, _)) if place == choices.len() => choices.push(Choice { span: line, correct: false }),
            _ if choices.is_empty() => {}
            _ if words::labels_answer(&text) => break,
            _ if choices.len() >= 2 && text.starts_with('[') => break,
            _ => choices.last_mut().expect("invariant: not empty here").span.end = line.end,
        }
    }
    let span = choices.first()?.span.start..choices.last()?.span.end;
    (choices.len() >= 2).then_some(Found { span, choices, options: Options::Lettered })
}

/// Lines of one paragraph that begin with a drawn box: `☐ this`, `☑ that`.
fn boxed_lines(reading: &Reading<'_>, piece: &Piece) -> Option<Found> {
    let mut choices: Vec<Choice> = Vec::new();
    if !reading.text[piece.span.clone()].contains(words::is_box) {
        return None;
    }
    for line in lines(reading, piece) {
        let text = &reading.text[line.clone()];
        match text.strip_prefix(words::is_box) {
            Some(rest) => choices.push(Choice {
                span: reading.trim(line.end - rest.trim_start_matches('\u{fe0f}').len()..line.end),
                // A drawn tick says as often that something is done.
                correct: false,
            }),
            None if choices.is_empty() => {}
            None if words::labels_answer(text) => break,
            None => choices.last_mut().expect("invariant: not empty here").span.end = line.end,
        }
    }
    let span = choices.first()?.span.start..choices.last()?.span.end;
    (choices.len() >= 2).then_some(Found { span, choices, options: Options::Ticked })
}

/// Options that are numbered from 1 on, of which one is known to be right: a numbered list, or lines of a paragraph.
pub fn numbered(reading: &Reading<'_>, pieces: &[Piece], right: usize) -> Option<Found> {
    let mut choices: Vec<Choice> = Vec::new();
    for piece in pieces.iter().filter(|_| right > 0) {
        match reading.tree.blocks[piece.block].kind {
            Kind::List(true) => {
                let items = reading.tree.children(Some(piece.block));
                choices = items.map(|item| Choice { span: words_of(reading, item), correct: false }).collect();
            }
            Kind::Paragraph => {
                let lines = reading.lines_from(piece.block, reading.event_at(piece.span.start)).map(|(line, _)| line);
                let lines = lines.filter(|line| line.start >= piece.span.start && line.end <= piece.span.end);
                let place = |line: &Range<usize>| words::label(&reading.visible(line.clone()))?.number;
                let is_next =
                    |line: &Range<usize>, choices: &[Choice]| place(line) == u32::try_from(choices.len() + 1).ok();
                for line in lines {
                    if is_next(&line, &choices) {
                        choices.push(Choice { span: line, correct: false });
                    } else if let Some(last) = choices.last_mut() {
                        last.span.end = line.end;
                    }
                }
            }
            _ => {}
        }
        if choices.len() >= right.max(2) {
            choices[right - 1].correct = true;
            let span = choices.first()?.span.start..choices.last()?.span.end;
            return Some(Found { span, choices, options: Options::Lettered });
        }
        choices.clear();
    }
    None
}

/// Whether any line begins as a first option does: a quick look before the careful one.
fn may_letter(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start_matches(['*', '_', '>', ' ', '`']);
        words::letter(words::behind_options(line).unwrap_or(line)).is_some_and(|(place, _)| place == 0)
    }) || text.lines().any(|line| {
        line.trim_start().starts_with("**")
            && line.contains(['A', 'a', 'А', 'а'])
            && line.len() < 400
            && line.contains("**)")
    })
}

/// Paragraphs that begin with A, B, C, each by itself, or with code below it where its letter is all of it: steps have code
/// below their words.
fn lettered_paragraphs(reading: &Reading<'_>, pieces: &[Piece]) -> Option<Found> {
    let mut choices: Vec<Choice> = Vec::new();
    let mut bare = false;
    for piece in pieces.iter().filter(|piece| piece.whole) {
        let block = &reading.tree.blocks[piece.block];
        if let (Kind::Code, true, Some(last)) = (block.kind, bare, choices.last_mut()) {
            last.span.end = reading.trim(piece.span.clone()).end;
            bare = false;
            continue;
        }
        let front = reading.front(first_line(reading, &block.inner));
        match words::letter(&front) {
            Some((place, len)) if place == choices.len() && block.kind == Kind::Paragraph => {
                let span = reading.trim(block.inner.clone());
                bare = len == front.len() && front.len() >= reading.visible(span.clone()).len();
                choices.push(Choice { span, correct: false });
            }
            _ => break,
        }
    }
    let span = choices.first()?.span.start..choices.last()?.span.end;
    (choices.len() >= 2).then_some(Found { span, choices, options: Options::Lettered })
}
