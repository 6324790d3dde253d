//! An item of a list that asks: with a bold head, or with plain words, and with its answer in it or none at all.

use super::candidate::{Answer, Candidate, Said, Style, ask_of, item_reach, number, said};
use super::paragraph::{Lead, lead};
use super::told::told;
use crate::config::Form;
use crate::note::block::{Block, Kind};
use crate::question::reading::{Head, Reading};
use crate::question::words::{self, Ask};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Offers every item that begins with words of its own: not with a heading (which asks by itself), not with a link alone
/// (which is a table of contents), not with a ticked box (which is an option or a thing done).
///
/// Items stand or fall with all that lie as deep as they and are numbered as they are; most lists say something, and those
/// of which no item can be a question are read word by word only where `all` are wanted.
pub fn offer<'n>(reading: &Reading<'n>, all: bool, found: &mut Vec<Candidate<'n>>) {
    let items = items(reading);
    let mut speaking = speaking(reading, &items);
    if all {
        speaking.extend(items.iter().map(|item| item.kin));
    }
    if speaking.is_empty() {
        return;
    }
    let told = told(reading, firsts(reading));
    let count = items.iter().filter(|item| speaking.contains(&item.kin)).count();
    let mut offered: Vec<(usize, usize)> = Vec::with_capacity(count);
    found.reserve(count);
    for Item { item, kin } in items.into_iter().filter(|item| speaking.contains(&item.kin)) {
        let (it, first) = (&reading.tree.blocks[item], item + 1);
        // Options are found by what they stand under; here they would only cost time.
        let ticked = |list: usize| {
            reading.tree.children(Some(list)).any(|item| reading.tree.blocks[item].kind == Kind::Item(Some(true)))
        };
        let option = it.kind == Kind::Item(Some(false))
            && it.parent.is_some_and(|list| reading.tree.blocks[list].end < item + 200 && ticked(list));
        if option
            || is_lettered(&reading.text[reading.tree.blocks[first].inner.clone()])
            || reading.only_links(first)
            || leads(reading, first)
        {
            continue;
        }
        let bold = lead(reading, reading.tree.blocks[first].events.clone());
        let is_bold = bold.is_some();
        let (head, inner, rest) = match bold {
            Some(Lead { bold, inner, rest, alone }) if alone || ask_of(reading, &inner) > Ask::No => {
                (bold, inner, rest)
            }
            _ => match told.get(&first) {
                Some(&end) => (it.span.start..end, reading.tree.blocks[first].inner.start..end, end),
                None => plain(reading, first),
            },
        };
        let Said { text, label, ask } = said(reading, &inner);
        offered.push((item, found.len()));
        found.push(Candidate {
            style: Style { form: Form::List, key: kin * 2 + u32::from(is_bold) },
            head: it.span.start..head.end,
            // A label in code is none: `Q: Eq`.
            label: label
                .filter(|label| label.known && !reading.in_code(inner.start))
                .or_else(|| number(reading, it.span.start, kin % 2 == 1)),
            ask,
            prompt: vec![inner],
            text,
            answer: Answer::Runs(rest..item_reach(reading, item)),
            choices: Vec::new(),
            blanks: Vec::new(),
            section: reading.head_above(it.span.start),
        });
    }
    nest(reading, &offered, found);
}

/// Whether an item is an option; the parts of a task have letters too, and ask.
fn is_lettered(text: &str) -> bool {
    words::letter(text).is_some() && !words::ends_with_mark(text)
}

/// Takes items that ask below an item that asks and holds nothing else for as much as that item, where all of its list ask and
/// two or more do below it: they answer nothing. One alone asks further. Each item comes with its candidate.
fn nest(reading: &Reading<'_>, offered: &[(usize, usize)], found: &mut [Candidate<'_>]) {
    let tree = &reading.tree;
    let asking = |list: usize, found: &[Candidate<'_>]| -> Option<Vec<usize>> {
        let at = |item: usize| {
            let at = offered[offered.binary_search_by_key(&item, |it| it.0).ok()?].1;
            Some(at).filter(|&at| found[at].ask > Ask::No)
        };
        tree.children(Some(list)).map(at).collect()
    };
    let mut all: Option<(usize, bool)> = None;
    for &(item, at) in offered {
        let (list, below) = (tree.blocks[item].parent, item + 2);
        let holds = tree.blocks.get(below).is_some_and(|it| {
            matches!(it.kind, Kind::List(_)) && it.parent == Some(item) && it.end == tree.blocks[item].end
        });
        let Some(list) = list.filter(|_| holds) else { continue };
        let around = match all.filter(|known| known.0 == list) {
            Some((_, around)) => around,
            None => all.insert((list, asking(list, found).is_some())).1,
        };
        if let Some(nested) = asking(below, found).filter(|nested| around && nested.len() >= 2) {
            let style = found[at].style;
            nested.into_iter().for_each(|at| found[at].style = style);
        }
    }
}

/// The paragraphs that items begin with, each with its list.
fn firsts<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = (usize, usize)> + 'a {
    let blocks = &reading.tree.blocks;
    (1..blocks.len()).filter_map(|first| {
        let item = &blocks[first - 1];
        let opens = blocks[first].kind == Kind::Paragraph && blocks[first].parent == Some(first - 1);
        Some((item.parent.filter(|_| opens && matches!(item.kind, Kind::Item(_)))?, first))
    })
}

/// An item that begins with words of its own.
struct Item {
    /// Its block.
    item: usize,
    /// How deep it lies, and whether it is numbered: twice the one and the other.
    kin: u32,
}

fn items(reading: &Reading<'_>) -> Vec<Item> {
    let blocks = &reading.tree.blocks;
    let one = |(item, first): (usize, &Block)| {
        let it = &blocks[item];
        let opens = first.kind == Kind::Paragraph && first.parent == Some(item);
        let list = it.parent.filter(|_| opens && matches!(it.kind, Kind::Item(None | Some(false))))?;
        let depth = u32::try_from(reading.tree.depth(item)).unwrap_or(0);
        Some(Item { item, kin: depth * 2 + u32::from(blocks[list].kind == Kind::List(true)) })
    };
    blocks.iter().skip(1).enumerate().filter_map(one).collect()
}

/// The kins of which an item may ask with a mark or be labelled, or of which some may have options, a hidden answer or an
/// announced one. Words that open questions make none by themselves but where the note has frequent ones.
fn speaking(reading: &Reading<'_>, items: &[Item]) -> BTreeSet<u32> {
    let mut speaking = BTreeSet::new();
    let mut reaches: BTreeMap<u32, Range<usize>> = BTreeMap::new();
    for &Item { item, kin } in items {
        if speaking.contains(&kin) {
            continue;
        }
        if words::may_ask(&reading.text[reading.tree.blocks[item + 1].inner.clone()]) {
            speaking.insert(kin);
            continue;
        }
        let (start, end) = (reading.tree.blocks[item].span.start, item_reach(reading, item));
        let reach = reaches.entry(kin).or_insert(start..end);
        reach.end = reach.end.max(end);
    }
    // Tasks of an examiner ask without a mark, if all do.
    let examines = |kin: u32| {
        let mut all = items.iter().filter(|item| item.kin == kin).map(|item| &reading.tree.blocks[item.item + 1]);
        all.clone().nth(2).is_some() && all.all(|first| words::examines(&reading.text[first.inner.clone()]))
    };
    speaking.extend(headed(reading));
    let frequent = LazyCell::new(|| is_frequent(reading));
    let apart = reaches.into_iter().filter(|(kin, reach)| reading.may_part(reach) || *frequent || examines(*kin));
    speaking.extend(apart.map(|(kin, _)| kin));
    if !speaking.is_empty() {
        // Where some ask with a mark, those around them may ask by their words alone.
        let opens = |item: &&Item| {
            let first = &reading.tree.blocks[item.item + 1];
            !speaking.contains(&item.kin) && words::may_open(&reading.text[first.inner.clone()])
        };
        let more: Vec<u32> = items.iter().filter(opens).map(|item| item.kin).collect();
        speaking.extend(more);
    }
    speaking
}

/// The kins of numbered lists right below a heading that says that questions follow, and no more.
fn headed<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = u32> + 'a {
    let blocks = &reading.tree.blocks;
    let below = |head: &Head<'_>| {
        let list =
            blocks.get(head.block + 1).filter(|it| it.kind == Kind::List(true) && it.span.start >= head.span.end)?;
        let depth = u32::try_from(reading.tree.depth(head.block + 2)).unwrap_or(0);
        Some(depth * 2 + 1).filter(|_| list.end > head.block + 2 && words::heads_questions(&head.text))
    };
    reading.heads.iter().filter_map(below)
}

/// Whether the note or a heading of it says that its questions are frequent.
fn is_frequent(reading: &Reading<'_>) -> bool {
    let names = [reading.note.front.title.as_deref().unwrap_or(""), reading.note.source.path.stem()];
    names.into_iter().chain(reading.heads.iter().map(|head| &*head.text)).any(words::frequent)
}

/// Whether an item's words head a list of links: a part of a table of contents.
fn leads(reading: &Reading<'_>, first: usize) -> bool {
    let tree = &reading.tree;
    let Some(list) = tree.next_sibling(first).filter(|&next| matches!(tree.blocks[next].kind, Kind::List(_))) else {
        return false;
    };
    let mut items = tree.children(Some(list));
    items.all(|item| tree.blocks[item].end > item + 1 && reading.only_links(item + 1))
}

/// The head of an item without bold words: its first line where that ends with a question mark and the next does not or
/// where the author broke the line by hand, else its whole paragraph.
fn plain(reading: &Reading<'_>, block: usize) -> (Range<usize>, Range<usize>, usize) {
    let inner = reading.tree.blocks[block].inner.clone();
    let mut lines = reading.lines_from(block, 0).map(|(line, _)| line);
    if let (Some(first), Some(second)) = (lines.next(), lines.next()) {
        let broken = reading.text[first.end..second.start].contains("  \n")
            || reading.text[first.end..second.start].contains("\\\n");
        let asks = words::ask(&reading.words(first.clone())) == Ask::Marked
            && words::ends_with_mark(&reading.text[first.clone()])
            && (!words::ends_with_mark(&reading.text[second.clone()])
                || words::label(&reading.visible(second.clone())).is_some());
        let answered = words::labels_answer(&reading.text[second.clone()]);
        if broken
            || asks
            || answered
            || words::letter(&reading.visible(second.clone())).is_some_and(|(place, _)| place == 0)
        {
            return (first.clone(), first.clone(), first.end);
        }
    }
    let inner = reading.trim(inner);
    (inner.clone(), inner.clone(), inner.end)
}
