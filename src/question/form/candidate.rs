//! A candidate: a place that may be a question, and what is asked of every such place.

use crate::config::Form;
use crate::normal;
use crate::note::block::Kind;
use crate::question::reading::Reading;
use crate::question::study::Choice;
use crate::question::words::{self, Ask, Label, Pair};
use std::borrow::Cow;
use std::ops::Range;

/// What repeats: candidates of one style stand or fall together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Style {
    /// The family.
    pub form: Form,
    /// What tells members of a family apart: a heading's level, a summary's depth.
    pub key: u32,
}

/// A place that may be a question, and what speaks for it.
#[derive(Clone, Debug)]
pub struct Candidate<'n> {
    /// What it looks like.
    pub style: Style,
    /// Its head, with its marks.
    pub head: Range<usize>,
    /// The words of the head; none where the page's own title says them.
    pub prompt: Vec<Range<usize>>,
    /// The head's visible text, label and all.
    pub text: Cow<'n, str>,
    /// Its label.
    pub label: Option<Label>,
    /// Whether it asks.
    pub ask: Ask,
    /// Where its answer is.
    pub answer: Answer,
    /// Its options.
    pub choices: Vec<Choice>,
    /// The words that a cloze hides.
    pub blanks: Vec<Range<usize>>,
    /// The heading above it.
    pub section: Option<usize>,
}

/// Where an answer is.
#[derive(Clone, Debug)]
pub enum Answer {
    /// From a byte on, up to the next question, and never beyond the second byte.
    Runs(Range<usize>),
    /// Exactly here; the second range is where the question ends, marks included.
    Fixed(Vec<Range<usize>>, usize),
}

impl Candidate<'_> {
    /// Goes on with the lines that ask behind its label; its answer may go as far as `reach`.
    pub fn asks_behind(&mut self, reading: &Reading<'_>, asked: Range<usize>, reach: usize) {
        self.head.end = asked.end;
        self.ask = ask_of(reading, &asked);
        self.text = joined(reading, &self.text, self.label.as_ref(), &asked);
        self.answer = Answer::Runs(asked.end..reach);
        self.prompt.push(asked);
    }

    /// The furthest byte that it may take.
    pub fn reach(&self) -> usize {
        match &self.answer {
            Answer::Runs(range) => range.end,
            Answer::Fixed(_, end) => *end,
        }
    }

    /// Whether it is a plain item that goes on, on the line of its head, with what stands at a byte.
    pub fn goes_on(&self, reading: &Reading<'_>, at: usize) -> bool {
        let plain = self.style.form == Form::List && self.style.key.is_multiple_of(2);
        plain && !reading.text[self.head.end.min(at)..at].contains('\n')
    }
}

/// Where a head is nothing but a label ("Question 4"), the lines that ask behind it: the rest of its paragraph, else the
/// next one, up to an option or an answer's label. So too where a label goes on with words that ask nothing
/// ("Question 4: easy"), if options follow that next paragraph.
pub fn behind_label(
    reading: &Reading<'_>,
    block: usize,
    rest: usize,
    text: &str,
    label: Option<&Label>,
) -> Option<Range<usize>> {
    let label = label?;
    let behind = text[label.len..].trim_start_matches([':', '：', ' ']);
    let named = !words::adorns(behind);
    let siblings =
        |from: usize| std::iter::successors(reading.tree.next_sibling(from), |&it| reading.tree.next_sibling(it));
    // What the question is about may stand before it: code, a picture of a graph.
    let is_code = |&it: &usize| reading.tree.blocks[it].kind == Kind::Code;
    let next = siblings(block).take(MOST_CODE + 1).find(|it| named || !is_code(it));
    let next = next.and_then(|next| match reading.tree.blocks[next].kind {
        Kind::Paragraph => Some(next),
        Kind::Quote => quoted(reading, next).filter(|_| !named),
        _ => None,
    });
    if named {
        let paragraph = |block: &usize| reading.tree.blocks[*block].kind == Kind::Paragraph;
        let mut near = next.into_iter().chain(siblings(next?)).take(MOST_PARAGRAPHS);
        let options = near.find(|block| !paragraph(block))?;
        let offers = reading.may_offer(&reading.tree.blocks[options].span);
        // What closes with a mark is a sentence, and as much of a question as what follows it.
        let name = behind.len() <= LONGEST_NAME && behind.ends_with(char::is_alphanumeric);
        if !(offers && name && label.known && words::ask(behind) == Ask::No) {
            return None;
        }
    }
    let asked = |block: usize| {
        let lines: Vec<Range<usize>> = reading.lines(block).into_iter().filter(|line| line.start >= rest).collect();
        // "Type: several of these" may stand before "Question: ...".
        if let Some(line) =
            lines.iter().skip(1).find(|line| words::pair(&reading.text[(*line).clone()]) == Some(Pair::Question))
        {
            return Some(behind_colon(reading, line));
        }
        let mut asking = lines.into_iter().take_while(|line| {
            let text = reading.front(line.clone());
            words::letter(&text).is_none_or(|(place, _)| place > 0) && words::pair(&text).is_none()
        });
        let first = asking.next()?;
        let end = asking.last().map_or(first.end, |last| last.end);
        Some(first.start..end)
    };
    let own = (reading.tree.blocks[block].kind == Kind::Paragraph).then(|| asked(block)).flatten();
    own.or_else(|| asked(next?))
}

/// What a line says behind its colon, and behind the marks that close the label's bold.
fn behind_colon(reading: &Reading<'_>, line: &Range<usize>) -> Range<usize> {
    let text = &reading.text[line.clone()];
    let said =
        text.find([':', '：']).map_or(text, |colon| text[colon..].trim_start_matches([':', '：', '*', '_', ' ']));
    line.end - said.len()..line.end
}

/// A line that asks, given with the event after it; the lines below it too, up to a question mark that ends one of the next
/// few, or all of them where the line is wrapped, unless one of them begins something else. "Why?" may be the last.
pub fn sentence(reading: &Reading<'_>, block: usize, (line, after): (Range<usize>, usize)) -> Range<usize> {
    let text = |line: &Range<usize>| &reading.text[line.clone()];
    if reading.tree.blocks[block].inner.end <= line.end {
        return line;
    }
    let goes_on = |line: &Range<usize>| words::letter(text(line)).is_none() && words::pair(text(line)).is_none();
    let below: Vec<Range<usize>> =
        reading.lines_from(block, after).map(|(line, _)| line).take_while(goes_on).take(MOST_WRAPPED).collect();
    if words::has_mark(text(&line)) {
        let one = below.first().filter(|next| below.len() == 1 && words::ends_with_mark(text(next)));
        return line.start..one.filter(|_| words::ends_with_mark(text(&line))).map_or(line.end, |one| one.end);
    }
    // The word that begins the next line would have made this one the longest.
    let wrapped = below.first().is_some_and(|next| {
        let goes_on = text(next).trim_start_matches(['*', '_', '`', '(']).starts_with(char::is_lowercase);
        let word = text(next).find(' ').unwrap_or(next.len());
        goes_on && below.iter().all(|other| other.len() < line.len() + 1 + word)
    });
    let wrapped = wrapped && line.len() >= SHORTEST_WRAPPED;
    let asks = || below.iter().take(MOST_LINES).find(|line| words::ends_with_mark(text(line)));
    let end = if wrapped { below.last() } else { asks() };
    line.start..end.map_or(line.end, |end| end.end)
}

/// A line that goes on below it is no shorter, for somebody wrapped it by hand. Bytes.
const SHORTEST_WRAPPED: usize = 50;

/// And over so many lines at most.
const MOST_WRAPPED: usize = 12;

/// A question that is wrapped goes on over so many lines at most.
const MOST_LINES: usize = 3;

/// The paragraph with which a quote begins.
fn quoted(reading: &Reading<'_>, quote: usize) -> Option<usize> {
    let (it, blocks) = (quote + 1, &reading.tree.blocks);
    let begins = it < blocks[quote].end && blocks[it].kind == Kind::Paragraph;
    Some(it).filter(|_| begins && !reading.text[blocks[it].inner.clone()].starts_with("[!"))
}

/// So many blocks of code stand before a question at most.
const MOST_CODE: usize = 4;

/// Within so many blocks a question that has a name comes to its options.
const MOST_PARAGRAPHS: usize = 8;

/// No name of a question is longer. Bytes.
const LONGEST_NAME: usize = 48;

/// The text of a head that is no more than a label, or a label and a name, and of the lines that ask behind it.
pub fn joined(reading: &Reading<'_>, text: &str, label: Option<&Label>, asked: &Range<usize>) -> Cow<'static, str> {
    let len = label.map_or(0, |label| label.len);
    format!("{} {}", text[..len].trim_end(), reading.visible(asked.clone())).into()
}

/// Whether the words of some bytes ask, label and code left out.
pub fn ask_of(reading: &Reading<'_>, span: &Range<usize>) -> Ask {
    let asked = reading.words(span.clone());
    words::ask(&asked[words::label(&asked).map_or(0, |label| label.len)..])
}

/// What the words of a head say.
pub struct Said<'n> {
    /// Its visible text, label and all.
    pub text: Cow<'n, str>,
    /// Its label.
    pub label: Option<Label>,
    /// Whether it asks, label and code left out.
    pub ask: Ask,
}

/// Reads the words of some bytes, once for all that is asked of them.
pub fn said<'n>(reading: &Reading<'n>, span: &Range<usize>) -> Said<'n> {
    let (text, plain) = reading.said(span.clone());
    let label = words::label(&text);
    let ask = ask_said(reading, span, plain.then_some(&text), label.as_ref());
    Said { text, label, ask }
}

/// Whether some bytes ask, for who has their visible text, if their words are that, and its label.
pub fn ask_said(reading: &Reading<'_>, span: &Range<usize>, plain: Option<&str>, label: Option<&Label>) -> Ask {
    match plain {
        Some(text) => words::ask(&text[label.map_or(0, |label| label.len)..]),
        None => ask_of(reading, span),
    }
}

/// An item's answer lies in it. Only where an item is a list by itself, its author having forgotten to indent what
/// follows, may the answer stand behind it: all of it, where the item holds nothing but its head; else the rest of it, where
/// the next list goes on with the next number. So may that of a list's last item.
pub fn item_reach(reading: &Reading<'_>, item: usize) -> usize {
    let tree = &reading.tree;
    let it = &tree.blocks[item];
    let Some(list) = it.parent else { return it.span.end };
    let alone = tree.blocks[list].end == it.end && list + 1 == item;
    let last = tree.blocks[list].end == it.end;
    let bare = it.end == item + 2;
    let next = || next_in_series(reading, list, item).map(|next| tree.blocks[next].span.start);
    if !alone {
        return if last && bare { next().unwrap_or(it.span.end) } else { it.span.end };
    }
    if !bare {
        return next().or_else(|| hidden_behind(reading, list)).unwrap_or(it.span.end);
    }
    let container = tree.blocks[list].parent.map_or(reading.text.len(), |parent| tree.blocks[parent].span.end);
    let next = reading.head_above(it.span.start).map_or(0, |head| head + 1);
    reading.heads.get(next).map_or(container, |head| head.span.start.min(container))
}

/// The end of the `<details>` right behind a list, if they hide an answer.
fn hidden_behind(reading: &Reading<'_>, list: usize) -> Option<usize> {
    let next = reading.tree.next_sibling(list)?;
    let at = reading.tree.blocks[next].span.start;
    let details = reading.details.partition_point(|it| it.whole.start < at);
    let it = reading.details.get(details).filter(|it| it.whole.start == at && reading.handles.contains(&details))?;
    Some(it.whole.end)
}

/// The next numbered list under the same heading, if it goes on with the number after that of an item of this one.
fn next_in_series(reading: &Reading<'_>, list: usize, item: usize) -> Option<usize> {
    let tree = &reading.tree;
    let first = |list: usize, at: usize| {
        let ordered = tree.blocks[list].kind == Kind::List(true);
        number(reading, tree.blocks[at].span.start, ordered)?.number
    };
    let after = first(list, item)?.checked_add(1)?;
    let siblings = std::iter::successors(tree.next_sibling(list), |&block| tree.next_sibling(block));
    let mut section = siblings.take_while(|&block| !matches!(tree.blocks[block].kind, Kind::Heading(_)));
    section.find(|&block| tree.blocks[block].kind == Kind::List(true)).filter(|&next| first(next, next) == Some(after))
}

/// The number of a numbered item, which its list shows.
pub fn number(reading: &Reading<'_>, start: usize, ordered: bool) -> Option<Label> {
    let digits = normal::trim_start(&reading.text[start..]);
    let end = digits.find(|c: char| !c.is_ascii_digit())?;
    let number = digits[..end].parse().ok().filter(|_| ordered)?;
    Some(Label { number: Some(number), ..Label::default() })
}
