//! Lays the styles over one another, heaviest first: what lies within a question that already stands is part of its answer,
//! and what would swallow one is a section.

use super::bench::Group;
use super::rule::{Rule, Verdict};
use crate::config::Form;
use crate::question::form::{Candidate, Style};
use crate::question::parts::{Options, Parts};
use crate::question::words::Ask;
use std::collections::BTreeMap;
use std::ops::Range;

/// Settles what becomes of each candidate, and counts in each group how many were left standing.
pub fn settle(candidates: &[Candidate], parts: &[Parts], groups: &mut [Group]) -> Vec<Verdict> {
    let mut verdicts = vec![Verdict::Passed; candidates.len()];
    let mut standing: BTreeMap<usize, (usize, Style)> = BTreeMap::new();
    let order = order(candidates, parts, groups);
    for i in order {
        let group = &groups[i];
        let style = group.style;
        let habit = group.marked >= 2 && group.asking * 10 >= group.eligible * 6;
        let mut settled: Vec<(Range<usize>, usize, Rule)> = Vec::with_capacity(group.taken.len());
        for (n, &(member, rule)) in group.taken.iter().enumerate() {
            let next = group.taken.get(n + 1).map_or(usize::MAX, |&(next, _)| candidates[next].head.start);
            let candidate = &candidates[member];
            let extent = candidate.head.start..candidate.reach().min(next).max(candidate.head.end);
            // Its head alone must be free where its answer may end at a stronger question.
            let stands_alone = matches!(style.form, Form::Label | Form::Bold | Form::List | Form::Paragraph)
                || (style.form == Form::Heading && (rule <= Rule::Announced || habit));
            let first = standing.range(candidate.head.end..).next().map_or(usize::MAX, |(&start, _)| start);
            let own = parts[member]
                .choices
                .first()
                .map(|choice| choice.span.start)
                .or(parts[member].answer.first().map(|answer| answer.start));
            let extent = if stands_alone && own.is_some_and(|own| own < first) {
                extent.start..extent.end.min(first)
            } else {
                extent
            };
            let last = settled.last().map_or(0, |(last, _, _): &(Range<usize>, usize, Rule)| last.end);
            let mut way = in_the_way(&standing, &extent);
            if extent.start < last {
                way = Some(style); // Its neighbour's head holds it: no note means that.
            }
            match way {
                Some(style) => verdicts[member] = Verdict::Overruled(style),
                None => settled.push((extent, member, rule)),
            }
        }
        groups[i].standing = settled.len();
        for (extent, member, rule) in settled {
            verdicts[member] = Verdict::Question(rule);
            standing.insert(extent.start, (extent.end, style));
        }
    }
    verdicts
}

fn in_the_way(standing: &BTreeMap<usize, (usize, Style)>, extent: &Range<usize>) -> Option<Style> {
    let before = standing.range(..extent.start).next_back().filter(|(_, (end, _))| *end > extent.start);
    before
        .or_else(|| standing.range(extent.start..extent.end.max(extent.start + 1)).next())
        .map(|(_, (_, style))| *style)
}

/// So many questions without an answer may stand in a section of a note whose title asks.
const MOST_FURTHER: usize = 5;

/// The groups by weight; but where the notes around are named as questions, the title comes first, unless what the note
/// holds is marked as questions by more than its words.
fn order(candidates: &[Candidate], parts: &[Parts], groups: &[Group]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    let Some(title) = order.iter().position(|&i| groups[i].style.form == Form::Title && !groups[i].taken.is_empty())
    else {
        return order;
    };
    // A title with a question mark and an answer holds the few questions with which a section below goes on asking.
    let further = |group: &Group| {
        let below = |&(member, _): &(usize, Rule)| candidates[member].section.is_some();
        group.answered == 0 && group.taken.len() <= MOST_FURTHER && group.taken.iter().all(below)
    };
    let asks = candidates[groups[title].taken[0].0].ask == Ask::Marked && groups[title].answered > 0;
    if groups[title].style.key == 0 && !(asks && groups[..title].iter().all(further)) {
        return order;
    }
    let marked = |group: &Group| {
        let strong = |&&(member, rule): &&(usize, Rule)| {
            rule <= Rule::Labelled
                || (rule == Rule::Options && parts[member].options != Options::None)
                || (rule == Rule::Hidden && candidates[member].label.is_some())
        };
        group.taken.iter().filter(strong).count() >= 2
    };
    if !groups.iter().any(marked) {
        let title = order.remove(title);
        order.insert(0, title);
    }
    order
}
