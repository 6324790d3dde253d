//! A heading that asks; its answer is its section.

use super::candidate::{Answer, Candidate, Style, ask_said, behind_label};
use crate::config::Form;
use crate::question::reading::{Details, Reading};
use crate::question::words::{self, Ask, Label};

/// Offers every heading that does not announce an answer: one that does ends nothing, and is part of the question above it.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    let reaches = reaches(reading);
    let before = found.len();
    for (i, head) in reading.heads.iter().enumerate().filter(|(_, head)| !head.announces) {
        let spoken = head.speaks.then(|| Label { known: true, len: head.text.len(), ..Label::default() });
        let label = spoken.or_else(|| words::label(&head.text)).or_else(|| words::bare_label(&head.text));
        let ask = ask_said(reading, &head.inner, head.plain.then_some(&head.text), label.as_ref());
        if ask == Ask::No && reading.only_links(head.block) {
            continue; // A way to elsewhere.
        }
        let mut candidate = Candidate {
            style: Style { form: Form::Heading, key: u32::from(head.level) },
            head: head.span.clone(),
            prompt: vec![head.inner.clone()],
            text: head.text.clone(),
            label,
            ask,
            answer: Answer::Runs(head.span.end..reaches[i]),
            choices: Vec::new(),
            blanks: Vec::new(),
            section: head.parent,
        };
        let at_head = reading.tree.blocks.get(head.block).is_some_and(|block| block.inner.start == head.inner.start);
        let label = candidate.label.as_ref().filter(|_| at_head);
        if let Some(asked) = behind_label(reading, head.block, head.span.end, &head.text, label) {
            candidate.asks_behind(reading, asked, reaches[i]);
        }
        found.push(candidate);
    }
    for level in 1..=6 {
        let mut members: Vec<_> = found[before..].iter_mut().filter(|it| it.style.key == level).collect();
        label_by_letters(reading, &mut members);
    }
}

/// Letters that label the headings of a level: `P:` before each that asks, or `a.`, `b.`, `c.` in their order. One heading
/// alone may begin with a letter for any reason.
fn label_by_letters(reading: &Reading<'_>, members: &mut [&mut Candidate<'_>]) {
    let asking: Vec<&Candidate<'_>> = members.iter().map(|it| &**it).filter(|it| it.ask == Ask::Marked).collect();
    let Some(first) = asking.first().filter(|_| asking.len() >= 2).map(|it| it.text.clone()) else { return };
    let all = |is: &dyn Fn(&str) -> bool| asking.iter().all(|it| it.label.is_none() && is(&it.text));
    let initial = words::initial(&first).filter(|letter| all(&|text| words::initial(text) == Some(*letter)));
    let places: Vec<usize> = members.iter().filter_map(|it| Some(letter(&it.text)?.0)).collect();
    let is_series = places.iter().enumerate().all(|(i, &place)| place == i) && all(&|text| letter(text).is_some());
    for member in members.iter_mut().filter(|it| it.label.is_none()) {
        let label = match letter(&member.text) {
            _ if initial.is_some() && words::initial(&member.text) == initial => words::initial_label(&member.text),
            Some((place, len)) if is_series => {
                Some(Label { number: u32::try_from(place + 1).ok(), len, ..Label::default() })
            }
            _ => None,
        };
        if let Some(label) = label {
            let said = reading.words(member.prompt[0].clone());
            member.ask = words::ask(said.get(label.len..).unwrap_or(""));
            member.label = Some(label);
        }
    }
}

/// A letter that numbers a heading, as it would an option, with the bytes it takes; there are more headings than options.
fn letter(text: &str) -> Option<(usize, usize)> {
    let later = || {
        let place = text.bytes().next()?.to_ascii_lowercase().checked_sub(b'a').filter(|place| *place < 26)?;
        let rest = text[1..].strip_prefix(['.', ')'])?.strip_prefix(' ')?;
        Some((usize::from(place), text.len() - rest.trim_start().len()))
    };
    words::letter(text).or_else(later)
}

/// Where each heading's section ends: at the next heading of its level or above. A heading that says no more than
/// "Answer" ends nothing, whatever its level, unless it is the one key to all that stands before it; and one within a
/// `<details>` ends nothing that began outside.
fn reaches(reading: &Reading<'_>) -> Vec<usize> {
    let mut reaches = vec![reading.text.len(); reading.heads.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut within: Vec<&Details> = Vec::new();
    let mut details = reading.details.iter().filter(|details| details.closed).peekable();
    let key = key(reading);
    for (i, head) in reading.heads.iter().enumerate().filter(|(i, head)| !head.announces || key == Some(*i)) {
        while let Some(details) = details.next_if(|details| details.whole.start <= head.span.start) {
            within.push(details);
        }
        while within.pop_if(|details| details.whole.end <= head.span.start).is_some() {}
        let border = within.last().map_or(0, |details| details.whole.start);
        while let Some(above) =
            open.pop_if(|above| reading.heads[*above].level >= head.level && reading.heads[*above].span.start >= border)
        {
            reaches[above] = head.span.start;
        }
        open.push(i);
    }
    reaches
}

/// The heading over a note's answers, where it announces them before any other, all others stand deeper, and several headings
/// of its level or below stand before it.
fn key(reading: &Reading<'_>) -> Option<usize> {
    let mut announcing = (0..reading.heads.len()).filter(|&head| reading.heads[head].announces);
    let first = announcing.next()?;
    let level = reading.heads[first].level;
    let below = reading.heads[..first].iter().filter(|head| head.level >= level);
    (announcing.all(|head| reading.heads[head].level > level) && below.count() >= 2).then_some(first)
}
