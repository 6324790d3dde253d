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
        let line = &reading.text[label.line.clone()];
        let Some(colon) = line.find([':', '：']) else { continue };
        let told = several(line, colon);
        if told.is_empty() {
            continue;
        }
        let above = asked.partition_point(|candidate| candidate.head.start < label.line.start).max(from);
        // "1-C, 2-A" may match the parts of one question with one another: a key names the last above it, and most that wait.
        let Some(last) = above.checked_sub(1).map(|last| asked[last]) else { continue };
        let number = last.label.as_ref().and_then(|label| label.number);
        let item = reading.tree.ancestor(label.block, |kind| matches!(kind, Kind::Item(_)));
        let own = item.is_some_and(|item| reading.tree.blocks[item].span.contains(&last.head.start));
        if own || !told.iter().any(|it| Some(it.number) == number) {
            continue;
        }
        let waiting = waiting(from..above, asked, cuts);
        if told.iter().all(|it| waiting.contains_key(&it.number)) && told.len() * 10 >= waiting.len() * 6 {
            choose(reading, &told, label.line.start, &waiting, cuts);
            from = above;
        }
    }
}

/// No key on one line is longer. Bytes.
const LONGEST_LINE: usize = 2000;

/// What a key on one line says of one question: its place in the line.
struct Told {
    number: u32,
    whole: Range<usize>,
    letters: Range<usize>,
}

/// Marks what one line names for several questions. Where these have no answer of their own, that is it.
fn choose(reading: &Reading<'_>, told: &[Told], start: usize, waiting: &BTreeMap<u32, usize>, cuts: &mut [Cut]) {
    for Told { number, whole, letters } in told {
        let Some(cut) = waiting.get(number).map(|&at| &mut cuts[at]) else { continue };
        let letters = reading.text[start + letters.start..start + letters.end].chars();
        let places: Vec<usize> = letters.filter_map(words::place_of).collect();
        if places.iter().all(|&place| place < cut.choices.len()) {
            places.into_iter().for_each(|place| cut.choices[place].correct = true);
            cut.entry = Some(start + whole.start..start + whole.end).filter(|_| cut.answer.is_empty());
        }
    }
}

/// The numbers of a key on one line, each with its letters, from a byte on; none of a line that says anything else.
fn several(line: &str, from: usize) -> Vec<Told> {
    let (mut told, mut at) = (Vec::new(), from);
    let skip = |at: usize, is: &dyn Fn(char) -> bool| line.len() - line[at..].trim_start_matches(is).len();
    loop {
        let between =
            |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '：' | '|' | '·' | '.' | '，' | '*' | '_');
        at = skip(at, &between);
        if at == line.len() {
            return if told.len() >= 2 { told } else { Vec::new() };
        }
        let digits = skip(at, &|c| c.is_ascii_digit());
        let letters = skip(digits, &|c| matches!(c, ' ' | '-' | '–' | '—' | '.' | ':' | ')' | '=' | '→' | '：' | '*'));
        let end = skip(letters, &char::is_alphabetic);
        let closed = !line[end..].starts_with(char::is_alphanumeric);
        match line[at..digits].parse() {
            Ok(number) if letters > digits && closed && is_key(&line[letters..end]) => {
                told.push(Told { number, whole: at..end, letters: letters..end });
                at = end;
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
    for Line { span, opens, listed, first, entry } in lines(reading, section) {
        let text = reading.visible(span.clone());
        let told = several(&reading.text[span.clone()], 0);
        if !told.is_empty() {
            if let Some(at) = open.take() {
                close(reading, cuts, at, opens);
            }
            choose(reading, &told, span.start, &waiting, cuts);
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
            open = Some(at).filter(|_| entry.is_none());
            cuts[at].entry = Some(entry.unwrap_or(span.start..section.end));
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
    /// All of its entry, where that is known.
    entry: Option<Range<usize>>,
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
            0 => Line { span, opens, listed, first: true, entry: None },
            _ => Line { opens: span.start, span, listed: None, first: false, entry: None },
        };
        reading.lines(block).into_iter().enumerate().map(line).collect::<Vec<Line>>()
    })
}

/// A row of a table of which the first cell is a number and the second its letter or its answer; what explains it may stand
/// in the last.
fn row(reading: &Reading<'_>, row: usize) -> Option<Line> {
    let mut cells = reading.tree.children(Some(row)).map(|cell| reading.tree.blocks[cell].inner.clone());
    let listed = reading.visible(cells.next()?).trim().parse().ok()?;
    let span = cells.next()?;
    let entry = cells.last().filter(|last| reading.shows(last.clone())).unwrap_or(span.clone());
    Some(Line {
        span,
        opens: reading.tree.blocks[row].span.start,
        listed: Some(listed),
        first: true,
        entry: Some(entry),
    })
}

/// An entry ends where the next begins.
fn close(reading: &Reading<'_>, cuts: &mut [Cut], at: usize, end: usize) {
    cuts[at].entry = cuts[at].entry.take().map(|entry| parts::tail(reading, entry.start..end));
}
