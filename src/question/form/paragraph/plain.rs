//! Plain lines that ask: numbered by hand where the number makes no item of a list (`2、什么是线程？`, `6.Why?`, `3️⃣ Why?`),
//! or a paragraph by itself, which counts where the note says that it holds questions.

use crate::config::Form;
use crate::note::block::Kind;
use crate::question::form::candidate::{Answer, Candidate, Said, Style, ask_said, said};
use crate::question::form::told::told;
use crate::question::reading::Reading;
use crate::question::words::{self, Ask, Label};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// The key of numbered lines.
pub const NUMBERED: u32 = 0;

/// The key of paragraphs without a number.
const ALONE: u32 = 1;

/// Offers both kinds. A numbered line that goes on with the number before it is of the style of what has that number.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    let mut lines = lines(reading);
    if lines.is_empty() {
        return;
    }
    let whole =
        |line: &&Line<'_>| line.label.is_some() && reading.tree.blocks[line.block].inner.start == line.head.start;
    let told = told(reading, lines.iter().filter(whole).map(|line| (line.section, line.block)));
    for line in &mut lines {
        if let Some(&end) =
            told.get(&line.block).filter(|_| line.head.start == reading.tree.blocks[line.block].inner.start)
        {
            line.head.end = end;
            line.text = reading.visible(line.head.clone());
        }
    }
    let repeated = repeated(&lines);
    let mut before: Vec<(usize, u32, Style)> = found.iter().filter_map(series).collect();
    before.sort_by_key(|&(start, ..)| start);
    let mut last: Option<(usize, u32, Style)> = None;
    for line in lines {
        let own = if line.label.is_some() { NUMBERED } else { ALONE };
        let mut style = Style { form: Form::Paragraph, key: own };
        if let Some(number) = line.label.as_ref().and_then(|label| label.number) {
            let above = before.partition_point(|&(start, ..)| start < line.head.start);
            let above = above.checked_sub(1).map(|above| before[above]);
            let goes_on = above.max(last).filter(|&(_, above, _)| above.checked_add(1) == Some(number));
            let follows = goes_on.is_some_and(|(.., style)| style.form == Form::Paragraph);
            if line.ask == Ask::No && (!follows || repeated.contains(&line.section)) {
                continue;
            }
            style = goes_on.map_or(style, |(.., style)| style);
            last = Some((line.head.start, number, style));
        }
        found.push(Candidate {
            style,
            head: line.head.clone(),
            answer: Answer::Runs(line.head.end..line.reach),
            prompt: vec![line.head],
            text: line.text,
            label: line.label,
            ask: line.ask,
            choices: Vec::new(),
            blanks: Vec::new(),
            section: line.section,
        });
    }
}

/// Where a numbered head stands, its number and its style.
fn series(candidate: &Candidate<'_>) -> Option<(usize, u32, Style)> {
    let heads = matches!(candidate.style.form, Form::Heading | Form::Bold | Form::List);
    Some((candidate.head.start, candidate.label.as_ref().filter(|_| heads)?.number?, candidate.style))
}

/// The sections in which a number stands twice: there an answer counts as well, and only what asks is a question.
fn repeated(lines: &[Line<'_>]) -> BTreeSet<Option<usize>> {
    let mut seen = BTreeSet::new();
    let numbers = lines.iter().filter_map(|line| Some((line.section, line.label.as_ref()?.number?)));
    numbers.filter(|&number| !seen.insert(number)).map(|(section, _)| section).collect()
}

/// A line that may ask.
struct Line<'n> {
    head: Range<usize>,
    text: Cow<'n, str>,
    label: Option<Label>,
    ask: Ask,
    block: usize,
    section: Option<usize>,
    reach: usize,
}

fn lines<'n>(reading: &Reading<'n>) -> Vec<Line<'n>> {
    let mut found = Vec::new();
    for (block, it) in reading.tree.blocks.iter().enumerate().filter(|(_, it)| it.kind == Kind::Paragraph) {
        let item = it.parent.filter(|&parent| matches!(reading.tree.blocks[parent].kind, Kind::Item(_)));
        if it.parent.is_some() && item.is_none() {
            continue;
        }
        let text = &reading.text[it.inner.clone()];
        let (first, rest) = text.split_at(memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len()));
        // The first words of an item are the item's own, and most items have no more.
        if rest.is_empty() && item.is_some_and(|item| item + 1 == block) {
            continue;
        }
        // Bold ones are another form's, unless they name what asks: `**Challenge:** why ...?`
        let bold = (text.starts_with("**") || text.starts_with("__")) && !(names(text) && hides(reading, block));
        let answered = it.parent.is_none() && is_answered(reading, block);
        let bold = bold && !(answered && words::ends_with_mark(first) && !first.ends_with("**"));
        let hidden = it.parent.is_none() && !bold && (answered || hides(reading, block) || boxed(reading, block));
        let alone = hidden || (it.parent.is_none() && !bold && words::ends_with_mark(first));
        let numbered = begins_number(first) || may_number(rest);
        let alone = alone || (it.parent.is_none() && !bold && asks_and_goes_on(reading, first, it.span.start));
        if !(numbered || alone) {
            continue;
        }
        let section = reading.head_above(it.span.start);
        let next = reading.heads.get(section.map_or(0, |head| head + 1));
        let reach = item.map_or(reading.text.len(), |item| reading.tree.blocks[item].span.end);
        let reach = next.map_or(reach, |next| next.span.start.min(reach));
        let lines = reading.lines(block);
        for (i, line) in lines.iter().enumerate() {
            if i == 0 && item == block.checked_sub(1) && item.is_some() {
                continue;
            }
            let line = if numbered { number(reading, line, &lines[i + 1..]) } else { None };
            let line = line.or_else(|| if alone && i == 0 { by_itself(reading, hidden, &lines) } else { None });
            found.extend(line.map(|(head, text, label, ask)| Line { head, text, label, ask, block, section, reach }));
        }
    }
    found
}

/// Whether a line below a heading that says that questions follow opens as they do and goes on behind its mark: "Which is it?
/// Give an example."
fn asks_and_goes_on(reading: &Reading<'_>, line: &str, at: usize) -> bool {
    memchr::memchr(b'?', line.as_bytes()).is_some()
        && words::may_open(line)
        && reading.head_above(at).is_some_and(|head| words::heads_questions(&reading.heads[head].text))
}

/// Whether a line begins with bold words that a colon or a dash ends.
fn names(text: &str) -> bool {
    let inner = text.trim_start_matches(['*', '_']);
    let end = inner.find("**").or_else(|| inner.find("__"));
    end.is_some_and(|end| {
        inner[..end].ends_with([':', '：'])
            || inner[end + 2..].starts_with([':', '：'])
            || inner[end + 2..].starts_with(" —")
            || inner[end + 2..].starts_with(" –")
    })
}

/// Whether a callout that answers stands right behind a block.
fn is_answered(reading: &Reading<'_>, block: usize) -> bool {
    let next = (!reading.quotes.is_empty()).then(|| reading.tree.next_sibling(block)).flatten();
    let next = next.filter(|&next| reading.tree.blocks[next].kind == Kind::Quote);
    next.is_some_and(|next| reading.answering_callout(next))
}

/// Whether a list of task boxes stands right behind a block.
fn boxed(reading: &Reading<'_>, block: usize) -> bool {
    let next = (!reading.boxes.is_empty()).then(|| reading.tree.next_sibling(block)).flatten();
    let boxed = |item: usize| matches!(reading.tree.blocks[item].kind, Kind::Item(Some(_)));
    next.is_some_and(|next| matches!(reading.tree.blocks[next].kind, Kind::List(_)) && boxed(next + 1))
}

/// Whether a hidden answer stands right behind a block.
fn hides(reading: &Reading<'_>, block: usize) -> bool {
    if reading.handles.is_empty() {
        return false;
    }
    let next = reading.tree.next_sibling(block).map(|next| reading.tree.blocks[next].span.start);
    let details = next.map(|next| reading.details.partition_point(|it| it.whole.start < next));
    details.is_some_and(|it| reading.handles.contains(&it) && reading.details.get(it).map(|it| it.whole.start) == next)
}

/// Whether a line of a paragraph may begin with a number: a quick look.
fn may_number(text: &str) -> bool {
    begins_number(text) || memchr::memchr_iter(b'\n', text.as_bytes()).any(|end| begins_number(&text[end + 1..]))
}

fn begins_number(line: &str) -> bool {
    // Most lines begin with a letter.
    if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let line = line.trim_start_matches([' ', '(', '（', '【']);
    line.starts_with(words::is_digit)
}

type Read<'n> = (Range<usize>, Cow<'n, str>, Option<Label>, Ask);

/// A line with a number and no other label. A question may go on over the lines below it, up to its mark.
fn number<'n>(reading: &Reading<'n>, line: &Range<usize>, below: &[Range<usize>]) -> Option<Read<'n>> {
    if !may_number(&reading.text[line.clone()]) {
        return None;
    }
    let is_number = |label: &Label| !label.known && label.word.is_empty() && label.number.is_some();
    let label = words::label(&reading.visible(line.clone())).filter(is_number);
    let label = label.or_else(|| words::tabbed(&reading.text[line.clone()]))?;
    let asks = |line: &Range<usize>| words::has_mark(&reading.text[line.clone()]);
    let goes_on = below.iter().take_while(|line| !may_number(&reading.text[(*line).clone()])).take(2);
    let end = if asks(line) {
        None
    } else {
        goes_on.into_iter().find(|line| words::ends_with_mark(&reading.text[(*line).clone()]))
    };
    let head = line.start..end.map_or(line.end, |line| line.end);
    let (text, plain) = reading.said(head.clone());
    // Behind a number and a tab there may be nothing to read but a picture.
    if !text.is_char_boundary(label.len) {
        return None;
    }
    let ask = ask_said(reading, &head, plain.then_some(&text), Some(&label));
    Some((head, text, Some(label), ask))
}

/// A line that is one question and no more; before a hidden answer the paragraph may say something else, and ask nothing in
/// so many words.
fn by_itself<'n>(reading: &Reading<'n>, hidden: bool, lines: &[Range<usize>]) -> Option<Read<'n>> {
    let last = if hidden { lines.last()? } else { lines.first()? };
    let line = &(lines.first()?.start..last.end);
    let Said { text, label, ask } = said(reading, line);
    let named = label.as_ref().is_some_and(|label| hidden && label.number.is_some());
    let is_one = (label.is_none() || named) && words::pair(&text).is_none() && words::letter(&text).is_none();
    let is_one = is_one && (hidden || (ask == Ask::Marked && !words::is_prose(&text)));
    is_one.then(|| (line.clone(), text, label, ask))
}
