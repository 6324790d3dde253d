//! Answers that stand apart from their questions: behind a rule or a heading, or in a section of answers further down.

use crate::note::block::Kind;
use crate::question::form::{Candidate, number};
use crate::question::parts;
use crate::question::reading::{Label, Reading};
use crate::question::study::Cut;
use crate::question::words::{self, Pair};
use std::collections::BTreeMap;
use std::ops::Range;

/// The answer to some options that a label with letters begins, where nothing stands between but rules and headings that
/// name an answer, and no other question begins before it. It ends at the next rule or heading.
pub fn behind(reading: &Reading<'_>, options: Range<usize>, count: usize, next: usize) -> Option<Range<usize>> {
    let labels = reading.labels.partition_point(|label| label.line.start < options.end);
    let answers = reading.labels[labels..].iter().take_while(|label| label.line.start < next).take(2);
    let mut answers = answers.filter(|label| label.pair == Some(Pair::Answer));
    let label = answers.find(|label| !parts::letters_of(&reading.visible(label.line.clone()), count).is_empty())?;
    let blocks = &reading.tree.blocks;
    let first = blocks.partition_point(|block| block.span.start < options.end);
    let between = blocks.get(first..label.block)?;
    let passes = |block: &crate::note::block::Block| match block.kind {
        Kind::Rule => true,
        Kind::Heading(_) => words::solves(&reading.visible(block.inner.clone())),
        _ => false,
    };
    if !between.iter().all(passes) {
        return None;
    }
    let rule = reading.rules.partition_point(|&rule| rule < label.line.end);
    let head = reading.heads.partition_point(|head| head.span.start < label.line.end);
    let ends = [reading.rules.get(rule).copied(), reading.heads.get(head).map(|head| head.span.start), Some(next)];
    let end = ends.into_iter().flatten().min().unwrap_or(next).min(reading.text.len());
    let start = between.iter().find(|block| block.kind != Kind::Rule).map_or(label.line.start, |head| head.span.start);
    Some(parts::tail(reading, start..end.max(label.line.end.min(next))))
}

/// Marks the options that a section of answers names by the numbers of their questions (`2. **C**, because ...`), and says
/// of a question without an answer where its entry is.
pub fn mark(reading: &Reading<'_>, sections: &[Range<usize>], asked: &[&Candidate], cuts: &mut [Cut]) {
    let folded = folded(reading, cuts);
    let mut sections: Vec<&Range<usize>> = sections.iter().chain(&folded).collect();
    sections.sort_by_key(|section| section.start);
    let mut from = 0;
    for section in sections {
        let above = asked.partition_point(|candidate| candidate.head.start < section.start).max(from);
        let waiting = waiting(from..above, asked, cuts);
        from = above;
        if !waiting.is_empty() {
            entries(reading, section, waiting, cuts);
        }
    }
    lists(reading, asked, cuts);
}

/// The numbered questions of some that wait for their answer or to hear which of their options are right.
fn waiting(among: Range<usize>, asked: &[&Candidate], cuts: &[Cut]) -> BTreeMap<u32, usize> {
    let waits = |&at: &usize| match cuts[at].choices.as_slice() {
        [] => cuts[at].answer.is_empty() && cuts[at].blanks.is_empty(),
        choices => !choices.iter().any(|choice| choice.correct),
    };
    let number = |at: usize| Some((asked[at].label.as_ref()?.number?, at));
    among.filter(waits).filter_map(number).collect()
}

/// Marks the options that one line names for several questions above it: `Answers: 1-C, 2-B, 3-A`.
fn lists(reading: &Reading<'_>, asked: &[&Candidate], cuts: &mut [Cut]) {
    let mut from = 0;
    let may = |label: &&Label| {
        let digits = reading.text[label.line.clone()].bytes().filter(u8::is_ascii_digit).count();
        label.pair == Some(Pair::Answer) && digits >= 2 && label.line.len() <= LONGEST_LINE
    };
    for label in reading.labels.iter().filter(may) {
        let line = reading.visible(label.line.clone());
        let told = several(line.split_once([':', '：']).map_or("", |(_, told)| told));
        if told.is_empty() {
            continue;
        }
        let above = asked.partition_point(|candidate| candidate.head.start < label.line.start).max(from);
        let waiting = waiting(from..above, asked, cuts);
        from = above;
        choose(&told, &label.line, &waiting, cuts);
    }
}

/// No key on one line is longer. Bytes.
const LONGEST_LINE: usize = 1000;

/// Marks what one line names for several questions. Where these have no answer of their own, the line is it.
fn choose(told: &[(u32, &str)], line: &Range<usize>, waiting: &BTreeMap<u32, usize>, cuts: &mut [Cut]) {
    for (number, letters) in told {
        let Some(cut) = waiting.get(number).map(|&at| &mut cuts[at]) else { continue };
        let places: Vec<usize> = letters.chars().filter_map(words::place_of).collect();
        if places.iter().all(|&place| place < cut.choices.len()) {
            places.into_iter().for_each(|place| cut.choices[place].correct = true);
            cut.entry = Some(line.clone()).filter(|_| cut.answer.is_empty());
        }
    }
}

/// The numbers of a key on one line, each with its letters; none of a line that says anything else.
fn several(text: &str) -> Vec<(u32, &str)> {
    let (mut told, mut rest) = (Vec::new(), text);
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '·' | '.' | '，'));
        if rest.is_empty() {
            return if told.len() >= 2 { told } else { Vec::new() };
        }
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let behind = rest[digits..].trim_start_matches([' ', '-', '–', '—', '.', ':', ')', '=', '→', '：']);
        let letters = behind.len() - behind.trim_start_matches(char::is_alphabetic).len();
        let closed = !behind[letters..].starts_with(char::is_alphanumeric);
        match rest[..digits].parse() {
            Ok(number) if behind.len() < rest.len() - digits && closed && is_key(&behind[..letters]) => {
                told.push((number, &behind[..letters]));
                rest = &behind[letters..];
            }
            _ => return Vec::new(),
        }
    }
}

/// Whether a word is the letter of an option, or the capitals of several.
fn is_key(letters: &str) -> bool {
    let places = letters.chars().all(|c| words::place_of(c).is_some());
    let several = letters.chars().count() <= MOST_RIGHT && letters.chars().all(char::is_uppercase);
    places && (several && !letters.is_empty() || letters.chars().count() == 1)
}

/// So many options are right at most where a key names them as one word.
const MOST_RIGHT: usize = 4;

/// What `<details>` hide that say "Answers" and are part of no question.
fn folded(reading: &Reading<'_>, cuts: &[Cut]) -> Vec<Range<usize>> {
    let apart = |&&it: &&usize| {
        let at = reading.details[it].whole.start;
        let before = cuts.partition_point(|cut| cut.whole.start <= at).checked_sub(1);
        before.is_some_and(|before| cuts[before].whole.end <= at)
    };
    reading.handles.iter().filter(apart).map(|&it| reading.details[it].body.clone()).collect()
}

/// Each entry names its number on its first line, and there its letters too, or behind an answer's label further down.
fn entries(reading: &Reading<'_>, section: &Range<usize>, mut waiting: BTreeMap<u32, usize>, cuts: &mut [Cut]) {
    let (mut current, mut open) = (None, None::<usize>);
    for Line { span, opens, listed, first } in lines(reading, section) {
        let text = reading.visible(span.clone());
        let told = several(&text);
        if !told.is_empty() {
            choose(&told, &span, &waiting, cuts);
            continue;
        }
        let label = words::label(&text).filter(|label| label.number.is_some());
        let named = label.as_ref().and_then(|label| label.number).or(listed);
        if named.is_none() && !first {
            continue;
        }
        if named.is_some()
            && let Some(at) = open.take()
        {
            close(reading, cuts, at, opens);
        }
        current = named.or(current);
        let said = &text[label.map_or(0, |label| label.len)..];
        let tells = named.is_some() || words::pair(said) == Some(Pair::Answer);
        let Some((asks, at)) = current.filter(|_| tells).and_then(|asks| Some((asks, *waiting.get(&asks)?))) else {
            continue;
        };
        let letters = parts::letters_of(said, cuts[at].choices.len());
        if !letters.is_empty() || cuts[at].choices.is_empty() {
            cuts[at].entry = Some(span.start..section.end);
            open = Some(at);
            letters.iter().for_each(|&letter| cuts[at].choices[letter].correct = true);
            waiting.remove(&asks);
        }
    }
    if let Some(at) = open {
        close(reading, cuts, at, section.end);
    }
}

/// A line of a section of answers.
struct Line {
    span: Range<usize>,
    /// Where what it begins opens: its item, or itself.
    opens: usize,
    /// The number of the item that it begins.
    listed: Option<u32>,
    /// Whether it is the first of its paragraph: the others begin an entry with a number alone.
    first: bool,
}

fn lines<'a>(reading: &'a Reading<'_>, section: &Range<usize>) -> impl Iterator<Item = Line> + 'a {
    let blocks = &reading.tree.blocks;
    let first = blocks.partition_point(|block| block.span.start < section.start);
    let end = section.end;
    let within = blocks.iter().enumerate().skip(first).take_while(move |(_, it)| it.span.start < end);
    let words = within.filter(|(_, it)| matches!(it.kind, Kind::Paragraph | Kind::Heading(_) | Kind::Row(false)));
    words.flat_map(move |(block, it)| {
        if it.kind == Kind::Row(false) {
            return row(reading, block).into_iter().collect();
        }
        let item = it.parent.filter(|&item| item + 1 == block && matches!(blocks[item].kind, Kind::Item(_)));
        let listed = item.and_then(|item| number(reading, blocks[item].span.start, true)?.number);
        let opens = item.map_or(it.span.start, |item| blocks[item].span.start);
        let line = move |(i, span): (usize, Range<usize>)| match i {
            0 => Line { span, opens, listed, first: true },
            _ => Line { opens: span.start, span, listed: None, first: false },
        };
        reading.lines(block).into_iter().enumerate().map(line).collect::<Vec<Line>>()
    })
}

/// A row of a table of which the first cell is a number and the others are what it stands for.
fn row(reading: &Reading<'_>, row: usize) -> Option<Line> {
    let mut cells = reading.tree.children(Some(row)).map(|cell| reading.tree.blocks[cell].inner.clone());
    let listed = reading.visible(cells.next()?).trim().parse().ok()?;
    let it = &reading.tree.blocks[row].span;
    Some(Line { span: cells.next()?.start..it.end, opens: it.start, listed: Some(listed), first: true })
}

/// An entry ends where the next begins.
fn close(reading: &Reading<'_>, cuts: &mut [Cut], at: usize, end: usize) {
    cuts[at].entry = cuts[at].entry.take().map(|entry| parts::tail(reading, entry.start..end));
}
