//! Heads that stand out by what is told with them: a question's label, options, a hidden answer, an answer's label.

use super::super::bench::{Bench, Group, those};
use crate::config::Form;
use crate::question::parts::Options;
use crate::question::words::Ask;
use std::collections::BTreeMap;

impl Bench<'_, '_> {
    /// Where two carry a question's label, all that do are questions; so are three that share another word with numbers,
    /// when what follows them or their words speak for it.
    pub(super) fn labelled_ones(&self, group: &Group, eligible: &[usize]) -> Vec<usize> {
        let single = |it: usize| {
            let parts = &self.parts[it];
            let direct = (parts.announced || parts.hidden) && parts.rest.is_none();
            let told = parts.options != Options::None || direct;
            self.candidates[it].ask == Ask::Marked || told
        };
        let mut taken = those(eligible, |it| self.labelled(it) && (group.labelled >= 2 || single(it)));
        let mut words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &it in eligible {
            if let Some(label) =
                self.candidates[it].label.as_ref().filter(|label| !label.known && !label.word.is_empty())
            {
                words.entry(&label.word).or_default().push(it);
            }
        }
        for members in words.into_values().filter(|members| members.len() >= 3) {
            let speaking = members.iter().filter(|&&it| single(it)).count();
            if speaking >= 2 && speaking * 10 >= members.len() * 3 {
                taken.extend(members);
            }
        }
        taken
    }

    /// Options make a question; but task boxes under heads of which few ask or are labelled are things to do.
    pub(super) fn with_options(&self, eligible: &[usize]) -> Vec<usize> {
        let having = |options: Options| those(eligible, |it| self.parts[it].options == options);
        let asks = |it: &&usize| {
            self.candidates[**it].ask == Ask::Marked
                || self.labelled(**it)
                || self.topical(self.candidates[**it].section)
        };
        let speaks = |members: &[usize]| members.iter().filter(asks).count() * 3 >= members.len();
        let answered = |it: &&usize| self.parts[**it].choices.iter().any(|choice| choice.correct);
        let mut taken = having(Options::Ticked);
        // Nobody ticks one box of each of three lists of things to do.
        let one = |it: &&usize| self.parts[**it].choices.iter().filter(|choice| choice.correct).count() == 1;
        let ones = taken.iter().filter(one).count();
        // Nor most of many below headings of which some ask.
        let marked = taken.iter().filter(|&&it| self.candidates[it].ask == Ask::Marked).count();
        let mostly = taken.len() >= 4 && marked >= 2 && ones * 10 >= taken.len() * 6;
        let chosen = (taken.len() >= 3 && ones * 10 >= taken.len() * 9) || mostly;
        if !(speaks(&taken) || chosen) || taken.iter().filter(answered).count() * 2 < taken.len() {
            taken.clear();
        }
        let signed = having(Options::Signed);
        if signed.len() >= 2 && speaks(&signed) {
            taken.extend(signed);
        }
        let lettered = having(Options::Lettered);
        if speaks(&lettered) || lettered.iter().filter(answered).count() * 2 >= lettered.len() {
            taken.extend(lettered);
        }
        taken
    }

    /// Heads that a hidden answer follows, when several do so at once and the style hardly ever goes without.
    pub(super) fn with_hidden(&self, eligible: &[usize]) -> Vec<usize> {
        let hidden = those(eligible, |it| self.parts[it].hidden);
        let asking = hidden.iter().filter(|&&it| self.candidates[it].ask >= Ask::Opens || self.labelled(it)).count();
        if hidden.len() == 1 && !(self.candidates[hidden[0]].ask == Ask::Marked && self.parts[hidden[0]].rest.is_none())
        {
            return Vec::new(); // One folded example in a page of prose.
        }
        let direct = hidden.iter().filter(|&&it| self.parts[it].rest.is_none()).count();
        let plain = |it: usize| self.candidates[it].ask == Ask::Marked || self.labelled(it);
        let plainly = hidden.iter().filter(|&&it| plain(it)).count();
        let solved = hidden.iter().filter(|&&it| self.parts[it].solved).count();
        let speaks = plainly * 3 >= hidden.len().max(1)
            || asking * 2 > hidden.len()
            || self.any_topical(&hidden)
            || (hidden.len() >= 2 && direct.max(solved) * 2 >= hidden.len());
        if speaks && (hidden.len() >= 2 || asking > 0) { hidden } else { Vec::new() }
    }

    /// Heads that an answer's label follows. The word alone is not enough: interfaces answer too.
    pub(super) fn announced(&self, eligible: &[usize]) -> Vec<usize> {
        let announced = those(eligible, |it| self.parts[it].announced);
        let plainly =
            announced.iter().filter(|&&it| self.candidates[it].ask == Ask::Marked || self.labelled(it)).count();
        let asking = announced.iter().filter(|&&it| self.candidates[it].ask >= Ask::Opens || self.labelled(it)).count();
        let speaks = plainly * 3 >= announced.len() || asking * 2 > announced.len() || self.any_topical(&announced);
        // Tasks need not ask where all are numbered and most of what is numbered so is answered so.
        let tasks = || {
            announced.len() >= 3
                && announced.len() * 10 >= eligible.len() * 6
                && announced.iter().all(|&it| self.numbered(it))
        };
        if announced.len() >= 2 && (speaks || tasks()) {
            return announced;
        }
        // One heading that ends with a question mark and has its answer's label right below it needs no company. What an H1
        // or a heading "Answer" makes of a whole note is for the title's form to say.
        let direct = |it: &usize| {
            let (candidate, parts) = (&self.candidates[*it], &self.parts[*it]);
            let ends = candidate.text.trim_end().ends_with(['?', '？', '؟']);
            let start = parts.answer.first().map_or(0, |answer| answer.start);
            let is_headed = self.reading.heads.binary_search_by_key(&start, |head| head.span.start).is_ok();
            let is_below = candidate.style.form == Form::Heading && candidate.style.key > 1;
            is_below && ends && !is_headed && parts.rest.is_none()
        };
        announced.into_iter().filter(direct).collect()
    }
}
