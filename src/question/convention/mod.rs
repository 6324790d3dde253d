//! One convention for the note: candidates of one style stand or fall together, and where two styles want the same bytes
//! the one with more behind it wins.
//!
//! Steps: take apart what follows each candidate; judge each style by all of its members; lay the styles that passed over
//! one another, heaviest first.

mod alone;
mod settle;

mod judge;

mod heads;

mod bench;

mod rule;
mod topics;

use super::form::{Answer, Candidate, Style};
use super::parts::{self, Options, Parts};
use super::reading::{Head, Reading};
use super::words;
use crate::config::Form;
use crate::note::block::Kind;
use std::ops::Range;

use bench::Bench;

pub use bench::Group;
pub use rule::{Rule, Verdict};
use topics::Topics;

/// What was decided.
#[derive(Debug, Default)]
pub struct Convention {
    /// Every style that was found, heaviest first.
    pub groups: Vec<Group>,
    /// What became of each candidate.
    pub verdicts: Vec<Verdict>,
    /// What follows each candidate, up to the next of its style.
    pub parts: Vec<Parts>,
    /// Where the containers of each candidate open that show nothing before it: what stands before it ends there.
    pub openings: Vec<usize>,
    /// The sections that a heading says to hold answers, in order.
    pub keys: Vec<Range<usize>>,
}

impl Convention {
    /// Indexes of the candidates that are questions, in order.
    pub fn chosen(&self) -> Vec<usize> {
        (0..self.verdicts.len()).filter(|&i| matches!(self.verdicts[i], Verdict::Question(_))).collect()
    }

    /// The group of a style.
    pub fn group(&self, style: Style) -> Option<&Group> {
        self.groups.iter().find(|group| group.style == style)
    }
}

/// Decides. `only` restricts the note to one form, as its author may.
pub fn decide(reading: &Reading<'_>, candidates: &[Candidate], only: Option<Form>) -> Convention {
    let mut by_style: Vec<usize> = (0..candidates.len()).collect();
    by_style.sort_by_key(|&i| candidates[i].style);
    let styles = || by_style.chunk_by(|&one, &other| candidates[one].style == candidates[other].style);
    let openings: Vec<usize> = candidates.iter().map(|candidate| reading.opening(candidate.head.start)).collect();
    let parts = take_apart(reading, candidates, &openings, styles());
    let judged = styles().filter(|members| only.is_none_or(|form| form == candidates[members[0]].style.form));
    let keys = keys(reading, candidates);
    let bench = Bench {
        reading,
        candidates,
        parts: &parts,
        topics: Topics::of(reading),
        forced: only.is_some(),
        keys: &keys,
        numbers: bench::numbers(candidates, &keys),
    };
    let mut groups: Vec<Group> = judged.map(|members| judge::judge(&bench, members)).collect();
    groups.sort_by_key(|group| std::cmp::Reverse((bench.said(group), group.weight)));
    let mut verdicts = settle::settle(candidates, &parts, &mut groups);
    let none = !verdicts.iter().any(|verdict| matches!(verdict, Verdict::Question(_)));
    if let Some(at) = alone::alone(reading, candidates, &parts).filter(|_| none && only.is_none()) {
        verdicts[at] = Verdict::Question(Rule::Alone);
    }
    Convention { groups, verdicts, parts, openings, keys }
}

/// What follows each candidate, up to the next of its style: each style reads the note once.
fn take_apart<'a>(
    reading: &Reading<'_>,
    candidates: &[Candidate],
    openings: &[usize],
    styles: impl Iterator<Item = &'a [usize]>,
) -> Vec<Parts> {
    let mut parts = vec![Parts::default(); candidates.len()];
    for members in styles {
        for (i, &member) in members.iter().enumerate() {
            let next = members.get(i + 1).map_or(usize::MAX, |&next| openings[next]);
            parts[member] = match &candidates[member].answer {
                Answer::Runs(range) => {
                    let region = range.start..range.end.min(next).max(range.start);
                    let body = range.start..parts::tail(reading, region.clone()).end.max(range.start);
                    Parts { reach: region, ..parts::read(reading, body) }
                }
                Answer::Fixed(answer, _) => {
                    Parts { answer: answer.clone(), options: Options::None, ..Parts::default() }
                }
            };
        }
    }
    parts
}

/// The sections that a heading behind something that could ask says to hold answers ("Answers to the quiz"), each up to the
/// next heading of its level.
fn keys(reading: &Reading<'_>, candidates: &[Candidate]) -> Vec<Range<usize>> {
    let Some(first) = candidates.iter().map(|candidate| candidate.head.start).min() else { return Vec::new() };
    let heads = &reading.heads[reading.heads.partition_point(|head| head.span.start <= first)..];
    let says = |head: &Head<'_>| {
        let short = head.text.len() <= LONGEST_KEY && !head.text.starts_with(|c: char| c.is_ascii_digit());
        head.announces || (short && !words::has_mark(&head.text) && words::solves(&head.text))
    };
    let keys = heads.iter().enumerate().filter(|(_, head)| says(head));
    let keys = keys.map(|(i, key)| {
        let next = heads[i + 1..].iter().find(|head| head.level <= key.level);
        key.span.end..next.map_or(reading.text.len(), |next| next.span.start)
    });
    let mut keys: Vec<Range<usize>> = keys.chain(folded(reading)).collect();
    keys.sort_by_key(|key| key.start);
    keys
}

/// What `<details>` hide that say "Answers" right below a numbered list of several items.
fn folded<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Range<usize>> + 'a {
    let tree = &reading.tree;
    let below = |&&it: &&usize| {
        let next = tree.blocks.partition_point(|block| block.span.start < reading.details[it].whole.start);
        // From the last block before it outwards, up to one that it follows.
        let mut outwards = std::iter::successors(next.checked_sub(1), |&block| tree.blocks[block].parent);
        let list = outwards.find(|&block| tree.next_sibling(block) == Some(next));
        list.is_some_and(|list| {
            tree.blocks[list].kind == Kind::List(true) && tree.children(Some(list)).nth(1).is_some()
        })
    };
    reading.handles.iter().filter(below).map(|&it| reading.details[it].body.clone())
}

/// No heading over answers is longer. Bytes.
const LONGEST_KEY: usize = 48;
