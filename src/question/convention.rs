//! One convention for the note: candidates of one style stand or fall together, and where two styles want the same bytes
//! the one with more behind it wins.

use super::form::{Candidate, Style};
use super::reading::Reading;
use super::words::{self, Ask};
use std::collections::BTreeMap;
use std::ops::Range;

/// Candidates of one style, and what speaks for them as a whole.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they share.
    pub style: Style,
    /// Indexes of the candidates that could be questions of this style.
    pub members: Vec<usize>,
    /// How many end with a question mark.
    pub marked: usize,
    /// How many open as questions do, or end with a mark.
    pub asking: usize,
    /// How many carry a label that means "question".
    pub labelled: usize,
    /// Indexes of the candidates that the style's rule takes.
    pub taken: Vec<usize>,
    /// What stands behind the group when it meets another: more wins.
    pub weight: usize,
}

/// What was decided.
#[derive(Clone, Debug, Default)]
pub struct Convention {
    /// Every style that was found, heaviest first.
    pub groups: Vec<Group>,
    /// Indexes of the candidates that are questions, in order.
    pub chosen: Vec<usize>,
}

/// Decides.
pub fn decide(reading: &Reading<'_>, candidates: &[Candidate]) -> Convention {
    let mut by_style: BTreeMap<Style, Vec<usize>> = BTreeMap::new();
    for (i, candidate) in candidates.iter().enumerate() {
        if could_ask(candidate) {
            by_style.entry(candidate.style).or_default().push(i);
        }
    }
    let mut groups: Vec<Group> =
        by_style.into_iter().map(|(style, members)| judge(reading, candidates, style, members)).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.weight));
    let chosen = settle(candidates, &groups);
    Convention { groups, chosen }
}

/// Names of answers, handles and neighbours are never questions.
fn could_ask(candidate: &Candidate) -> bool {
    let text = &candidate.text[candidate.label.as_ref().map_or(0, |label| label.len)..];
    !text.trim().is_empty() && !(candidate.ask == Ask::No && (words::toggles(text) || words::stops(text)))
}

fn judge(reading: &Reading<'_>, candidates: &[Candidate], style: Style, members: Vec<usize>) -> Group {
    let count = |is: &dyn Fn(&Candidate) -> bool| members.iter().filter(|&&member| is(&candidates[member])).count();
    let marked = count(&|it| it.ask == Ask::Marked);
    let asking = count(&|it| it.ask >= Ask::Opens);
    let labelled = count(&|it| it.label.as_ref().is_some_and(|label| label.known));
    let mut group = Group { style, marked, asking, labelled, taken: Vec::new(), weight: 0, members };
    group.taken = take(reading, candidates, &group);
    group.weight = group.taken.iter().map(|&member| worth(&candidates[member])).sum();
    group
}

fn worth(candidate: &Candidate) -> usize {
    let asks = match candidate.ask {
        Ask::Marked => 2,
        Ask::Opens => 1,
        Ask::No => 0,
    };
    1 + asks + if candidate.label.as_ref().is_some_and(|label| label.known) { 2 } else { 0 }
}

/// Which members are questions: the labelled ones where labels are the habit; those that ask, where most ask; those that
/// ask within a section where most do.
fn take(reading: &Reading<'_>, candidates: &[Candidate], group: &Group) -> Vec<usize> {
    let members = &group.members;
    if group.labelled >= 2 {
        let labelled = |it: &Candidate| it.label.as_ref().is_some_and(|label| label.known) || it.ask == Ask::Marked;
        return members.iter().copied().filter(|&member| labelled(&candidates[member])).collect();
    }
    if group.marked >= 2 && group.asking * 2 >= members.len() {
        return members.iter().copied().filter(|&member| candidates[member].ask >= Ask::Opens).collect();
    }
    let mut sections: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for &member in members {
        sections.entry(candidates[member].section).or_default().push(member);
    }
    let mut taken = Vec::new();
    for (section, members) in sections {
        let asking: Vec<usize> =
            members.iter().copied().filter(|&member| candidates[member].ask >= Ask::Opens).collect();
        let marked = asking.iter().filter(|&&member| candidates[member].ask == Ask::Marked).count();
        let topic = section.is_some_and(|head| words::topic(&reading.heads[head].text));
        if marked >= 1 && (marked >= 2 || topic) && asking.len() * 2 >= members.len() {
            taken.extend(asking);
        }
    }
    taken.sort_unstable();
    taken
}

/// Lays the groups over one another, heaviest first. What lies within a question that already stands is part of its
/// answer; what would swallow one is a section.
fn settle(candidates: &[Candidate], groups: &[Group]) -> Vec<usize> {
    let mut standing: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for group in groups {
        let mut extents: Vec<(usize, Range<usize>)> = Vec::new();
        for (i, &member) in group.taken.iter().enumerate() {
            let next = group.taken.get(i + 1).map_or(usize::MAX, |&next| candidates[next].head.start);
            let candidate = &candidates[member];
            extents.push((member, candidate.head.start..candidate.reach().min(next).max(candidate.head.end)));
        }
        let free = |extent: &Range<usize>| {
            let before = standing.range(..extent.start).next_back().is_none_or(|(_, &(_, end))| end <= extent.start);
            before && standing.range(extent.start..extent.end).next().is_none()
        };
        let fits: Vec<(usize, Range<usize>)> = extents.into_iter().filter(|(_, extent)| free(extent)).collect();
        for (member, extent) in fits {
            standing.insert(extent.start, (member, extent.end));
        }
    }
    standing.into_values().map(|(member, _)| member).collect()
}
