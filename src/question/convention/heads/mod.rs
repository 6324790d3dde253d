//! Which headings, bold paragraphs and items are questions: the structure after them, their labels, then their words.

mod asking;
mod listed;
mod told;

use super::bench::{Bench, Group, those};
use super::rule::Rule;
use crate::config::Form;
use crate::question::parts::{self, Options};
use crate::question::words::{self, Ask};
use std::cell::LazyCell;
use std::collections::BTreeSet;

impl Bench<'_, '_> {
    /// Headings, bold paragraphs and items: the structure after them, their labels, then their words.
    pub fn heads(&self, group: &Group, eligible: &[usize]) -> Vec<(usize, Rule)> {
        // The first rule that takes each, in the order of `eligible`.
        let mut rules: Vec<Option<Rule>> = vec![None; eligible.len()];
        let mut take = |members: Vec<usize>, rule: Rule| {
            for place in members.iter().filter_map(|member| eligible.binary_search(member).ok()) {
                rules[place].get_or_insert(rule);
            }
        };
        take(self.labelled_ones(group, eligible), Rule::Labelled);
        if group.options > 0 {
            take(self.with_options(eligible), Rule::Options);
        }
        if group.hidden > 0 {
            take(self.with_hidden(eligible), Rule::Hidden);
        }
        if group.announced > 0 {
            take(self.announced(eligible), Rule::Announced);
        }
        if group.style.form == Form::Bold
            && group.style.key % 4 == 2
            && eligible.len() >= 2
            && self.any_topical(eligible)
        {
            take(eligible.to_vec(), Rule::Told);
        }
        let habit = self.habitual(group);
        let asking = if group.asking > 0 { self.asking(group, eligible) } else { Vec::new() };
        let whole = !asking.is_empty() || self.forced;
        take(asking, Rule::Asks);
        take(self.in_items(group, eligible), Rule::Alike);
        if !whole && group.asking > 0 {
            take(self.asking_here(eligible), Rule::AsksHere);
            let (asks, plain) = self.frequent(eligible).into_iter().partition(|&it| self.candidates[it].ask > Ask::No);
            take(asks, Rule::AsksHere);
            take(plain, Rule::Alike);
        }
        take(self.listed_one_by_one(group, eligible), Rule::Alike);
        take(self.headed(group, eligible), Rule::Told);
        let taken = taken(eligible, &rules);
        if !habit && taken.len() * 10 < group.eligible * 6 {
            return taken;
        }
        let settled: Vec<usize> = taken.iter().map(|(member, _)| *member).collect();
        if self.among_sections(group, &settled) {
            return taken;
        }
        let alike = self.alike(eligible, &settled);
        if alike.is_empty() {
            return taken;
        }
        let all = taken.into_iter().chain(alike.into_iter().map(|member| (member, Rule::Alike)));
        let mut all: Vec<(usize, Rule)> = all.collect();
        all.sort_unstable();
        all
    }

    /// Whether a heading that does not ask has nothing but links below it: "Where it is implemented".
    fn only_links(&self, it: usize) -> bool {
        let heading = self.candidates[it].style.form == Form::Heading && self.candidates[it].ask == Ask::No;
        let answer = self.parts[it].answer.first().filter(|_| heading);
        answer.is_some_and(|answer| parts::only_links(self.reading, answer.clone()))
    }

    fn habitual(&self, group: &Group) -> bool {
        group.asking * 10 >= group.eligible * 6 && group.marked >= 2
    }

    /// Those that do not ask but are built like those that do: answered, numbered or listed in the contents as they are.
    fn alike(&self, eligible: &[usize], taken: &[usize]) -> Vec<usize> {
        let share = |is: &dyn Fn(usize) -> bool| taken.iter().filter(|&&it| is(it)).count() * 10 >= taken.len() * 7;
        let numbered = |it: usize| self.numbered(it);
        let listed = |it: usize| self.reading.in_contents(&self.candidates[it].text);
        let answered = |it: usize| !self.parts[it].answer.is_empty();
        let labelled = |it: usize| self.labelled(it);
        let hidden = |it: usize| self.parts[it].hidden;
        let offers = |it: usize| self.parts[it].options != Options::None;
        let announced = |it: usize| self.parts[it].announced;
        if taken.is_empty() || taken.len() == eligible.len() || share(&labelled) {
            return Vec::new();
        }
        let (all_numbered, all_answered, all_hidden) = (share(&numbered), share(&answered), share(&hidden));
        let (all_offer, all_announced) = (share(&offers), share(&announced));
        let half_listed = LazyCell::new(|| share(&listed));
        let sections: BTreeSet<Option<usize>> = taken.iter().map(|&it| self.candidates[it].section).collect();
        // An item of several sentences that does not ask says something.
        let states = |it: usize| {
            let candidate = &self.candidates[it];
            candidate.style.form == Form::List
                && candidate.ask == Ask::No
                && words::is_prose(&candidate.text)
                && !words::asks_at_last(&candidate.text)
        };
        // Nor does one in a list of its own in which none asks.
        let lists: BTreeSet<Option<usize>> = taken.iter().map(|&it| self.list(it)).collect();
        let among = |it: usize| self.list(it).is_none_or(|list| lists.contains(&Some(list)));
        let fits = |it: usize| {
            let first_h1 = self.candidates[it].style.form == Form::Heading
                && self.candidates[it].style.key == 1
                && self.candidates[it].section.is_none()
                && eligible[0] == it;
            taken.binary_search(&it).is_err()
                && sections.contains(&self.candidates[it].section)
                && !first_h1
                && !self.only_links(it)
                && !states(it)
                && among(it)
                && (!all_numbered || numbered(it))
                && (!all_answered || answered(it))
                && (!all_hidden || hidden(it))
                && (!all_offer || offers(it))
                && (!all_announced || announced(it))
                && (!*half_listed || listed(it))
        };
        those(eligible, fits)
    }
}

/// Those that a rule takes, each with its rule.
fn taken(eligible: &[usize], rules: &[Option<Rule>]) -> Vec<(usize, Rule)> {
    eligible.iter().zip(rules).filter_map(|(member, rule)| Some((*member, (*rule)?))).collect()
}
