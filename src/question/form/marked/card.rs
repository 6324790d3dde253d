//! Flashcards as obsidian-spaced-repetition reads them: `front::back`, `front:::back`, and a line `?` or `??` between
//! front and back.
//!
//! One trap of the plugin is not copied: it loses a back that a blank line parts from its `?`. Here the back is then the
//! block after the blank line.

use crate::config::Form;
use crate::note::block::Kind;
use crate::note::callout;
use crate::question::form::candidate::{Answer, Candidate, Said, Style, ask_of, said};
use crate::question::reading::Reading;
use crate::question::words::{self, Ask};
use std::ops::Range;

/// The key of lines that have a card's separator in a note that says nothing of flashcards: three of them speak for
/// themselves where the note is made of them.
pub const UNSAID: u32 = 2;

/// Offers every card.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    let colons = reading.colons;
    if reading.note.source.scheduled {
        arrows(reading, found);
    }
    let tags = reading.note.front.tags.iter().any(|tag| words::CARD_TAGS.contains(&tag.as_str()));
    if !colons && !tags && reading.marked.is_empty() {
        return;
    }
    for (block, it) in reading.tree.blocks.iter().enumerate().filter(|(_, it)| it.kind == Kind::Paragraph) {
        let text = &reading.text[it.inner.clone()];
        let lone = |line: &str| matches!(line.trim_start_matches(['>', ' ', '\t']).trim_end(), "?" | "??" | "？");
        let marked = || reading.marked.binary_search(&block).is_ok() && text.lines().any(lone);
        let tagged_here = tags && (text.contains(" #flashcard") || text.contains(" #card"));
        if tagged_here || (colons && text.contains("::")) || marked() {
            let lines = reading.lines(block);
            if tagged_here {
                tagged(reading, block, &lines, found);
            }
            multi_line(reading, block, &lines, found);
            for line in &lines {
                inline(reading, line, found);
            }
        }
    }
}

fn multi_line<'n>(reading: &Reading<'n>, block: usize, lines: &[Range<usize>], found: &mut Vec<Candidate<'n>>) {
    let separator = |line: &Range<usize>| matches!(reading.text[line.clone()].trim(), "?" | "??" | "？");
    let mut from = 0;
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| separator(line)) {
        let next = (i + 1..lines.len()).find(|&next| separator(&lines[next]));
        let lines_before = (i > from).then(|| (None, lines[from].start..lines[i - 1].end));
        let (head, front) = lines_before.unwrap_or_else(|| before(reading, block));
        let back = match next {
            // Of what stands between two separators the last line asks the second question.
            Some(next) if next > i + 2 => lines[i + 1].start..lines[next - 2].end,
            Some(_) => line.end..line.end,
            None => back(reading, block, lines.get(i + 1).map(|line| line.start)),
        };
        from = next.map_or(0, |next| next.saturating_sub(1));
        if !front.is_empty() && reading.shows(front.clone()) && reading.shows(back.clone()) {
            let card = card(reading, front, back, 0);
            found.push(Candidate { head: head.unwrap_or(card.head.clone()), ..card });
        }
    }
}

/// The paragraph before a `?` that stands by itself, or the words of the heading right above it, and before these all of it.
fn before(reading: &Reading<'_>, block: usize) -> (Option<Range<usize>>, Range<usize>) {
    let before = reading.tree.previous_sibling(block).map(|before| &reading.tree.blocks[before]);
    match before {
        Some(it) if it.kind == Kind::Paragraph => (None, it.inner.clone()),
        Some(it) if matches!(it.kind, Kind::Heading(_)) => (Some(it.span.clone()), it.inner.clone()),
        _ => (None, 0..0),
    }
}

/// From the line after `?` to the first blank line; blocks that follow without one (a list, a code block) are in.
fn back(reading: &Reading<'_>, block: usize, start: Option<usize>) -> Range<usize> {
    let mut last = block;
    let start = match start {
        Some(start) => start,
        None => match reading.tree.next_sibling(block) {
            Some(next) if !matches!(reading.tree.blocks[next].kind, Kind::Heading(_) | Kind::Rule) => {
                last = next;
                reading.tree.blocks[next].span.start
            }
            _ => return 0..0,
        },
    };
    while let Some(next) = reading.tree.next_sibling(last) {
        let gap = &reading.text
            [reading.trim(start..reading.tree.blocks[last].span.end).end..reading.tree.blocks[next].span.start];
        if gap.matches('\n').count() > 1 || matches!(reading.tree.blocks[next].kind, Kind::Heading(_) | Kind::Rule) {
            break;
        }
        last = next;
    }
    reading.trim(start..reading.tree.blocks[last].span.end)
}

/// `front #flashcard` and the back below it, as Obsidian_to_Anki and Flashcards read it. The note's own tag is `#flashcards`.
fn tagged<'n>(reading: &Reading<'n>, block: usize, lines: &[Range<usize>], found: &mut Vec<Candidate<'n>>) {
    let front = |line: &Range<usize>| {
        let (front, tag) = reading.text[line.clone()].trim_end().rsplit_once(" #")?;
        (words::CARD_TAGS.contains(&tag) && !front.contains("::"))
            .then(|| reading.trim(line.start..line.start + front.len()))
    };
    let Some((i, front)) = lines.iter().enumerate().find_map(|(i, line)| Some((i, front(line)?))) else { return };
    // The back begins on the next line, in this paragraph or in the block below.
    let below = reading.tree.next_sibling(block).map(|next| reading.tree.blocks[next].span.start);
    let below = below.filter(|&at| reading.text[lines[i].end..at.max(lines[i].end)].matches('\n').count() <= 1);
    if lines.get(i + 1).is_none() && below.is_none() {
        return;
    }
    let back = back(reading, block, lines.get(i + 1).map(|line| line.start));
    if !front.is_empty() && reading.shows(back.clone()) {
        // The tag stays where it stands, and asks nothing.
        let line = reading.trim(front.start..lines[i].end);
        found.push(Candidate { head: line.clone(), prompt: vec![line], ..card(reading, front, back, 0) });
    }
}

/// `front::back` on one line; the longest separator at the first place that has one.
fn inline<'n>(reading: &Reading<'n>, line: &Range<usize>, found: &mut Vec<Candidate<'n>>) {
    let text = &reading.text[line.clone()];
    let Some(at) = text.find("::") else { return };
    let len = text.len() - text[at..].trim_start_matches(':').len();
    let (front, back) = (&text[..at], &text[len..]);
    if len - at > 3
        || !reading.in_words(line.start + at)
        || front.contains("{{c")
        || (reading.note.source.scheduled && front.contains(SEMICOLONS))
        || scope(front, back, reading.flashcards)
    {
        return;
    }
    let (front, back) = (reading.trim(line.start..line.start + at), reading.trim(line.start + len..line.end));
    let said = reading.flashcards || ask_of(reading, &front) == Ask::Marked;
    // `Type::method` in a note that has nothing to do with cards.
    let glued = line.start + at == front.end
        && line.start + len == back.start
        && reading.text[..front.end].ends_with(|c: char| c.is_ascii())
        && reading.text[back.start..].starts_with(|c: char| c.is_ascii());
    // A card that asks may wait for its back.
    let told = !back.is_empty() || ask_of(reading, &front) == Ask::Marked;
    if !front.is_empty() && told && (said || !glued) {
        found.push(card(reading, front, back, if said { 1 } else { UNSAID }));
    }
}

/// What people set for `::` besides arrows.
const SEMICOLONS: &str = ";;";

/// `front -> back` in a note that the plugin schedules, where every line of a paragraph is so and two or more are: the
/// separator is a setting, and arrows and semicolons are what people set.
fn arrows<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    let split = |line: Range<usize>| {
        let text = &reading.text[line.clone()];
        let at = ["->", "=>", "→", SEMICOLONS].iter().filter_map(|arrow| text.find(arrow)).min()?;
        let len = text.len() - text[at..].trim_start_matches(['-', '>', '=', '→', ';']).len();
        let cut = (reading.trim(line.start..line.start + at), reading.trim(line.start + len..line.end));
        let told = !cut.1.is_empty() || ask_of(reading, &cut.0) == Ask::Marked;
        (reading.in_words(line.start + at) && !cut.0.is_empty() && told).then_some(cut)
    };
    let before = found.len();
    for (block, _) in
        reading.tree.blocks.iter().enumerate().filter(|(_, it)| it.kind == Kind::Paragraph && it.parent.is_none())
    {
        let cuts: Option<Vec<_>> = reading.lines(block).into_iter().map(split).collect();
        found.extend(cuts.into_iter().flatten().map(|(front, back)| card(reading, front, back, 1)));
    }
    if found.len() < before + 2 {
        found.truncate(before);
    }
}

/// C++ and Rust scopes, and Dataview's `key:: value` and `[key:: value]`.
fn scope(front: &str, back: &str, flashcards: bool) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let left = front.rsplit(|c: char| !word(c)).next().unwrap_or("");
    let right: &str = back.split(|c: char| !word(c)).next().unwrap_or("");
    let after = &back[right.len()..];
    let call = after.starts_with(['(', '<', ';', '{']) || after.starts_with("::");
    let scoped =
        !left.is_empty() && !right.is_empty() && (call || matches!(left, "std" | "boost" | "self" | "crate" | "super"));
    let field = front.trim_start().starts_with(['[', '(']) && !front.contains([']', ')']);
    let key = !flashcards && back.starts_with(' ') && !front.ends_with(' ') && front.split_whitespace().count() <= 3;
    let path = !flashcards
        && !left.is_empty()
        && !right.is_empty()
        && !front.trim().contains(' ')
        && !back.trim().contains(' ');
    scoped || field || key || path
}

/// A front without the tag that says of what deck it is.
fn behind_tag(reading: &Reading<'_>, front: Range<usize>) -> Range<usize> {
    let text = &reading.text[front.clone()];
    let behind = text.strip_prefix('#').and_then(|tag| tag.split_once(char::is_whitespace));
    match behind.filter(|(tag, front)| words::tags_cards(tag) && !front.trim().is_empty()) {
        Some((_, rest)) => reading.trim(front.end - rest.len()..front.end),
        None => front,
    }
}

fn card<'n>(reading: &Reading<'n>, front: Range<usize>, back: Range<usize>, key: u32) -> Candidate<'n> {
    // A callout may stand for the front.
    let titled = callout::head(reading.text, front.start).map(|callout| callout.title.start..front.end);
    let front = titled.unwrap_or_else(|| behind_tag(reading, front));
    let Said { text, ask, .. } = said(reading, &front);
    Candidate {
        style: Style { form: Form::Card, key },
        head: front.clone(),
        text,
        label: None,
        ask,
        section: reading.head_above(front.start),
        prompt: vec![front],
        answer: Answer::Fixed(Some(back.clone()).filter(|back| !back.is_empty()).into_iter().collect(), back.end),
        choices: Vec::new(),
        blanks: Vec::new(),
    }
}
