//! Which headings, bold paragraphs and items are questions: the structure after them, their labels, then their words.

use super::bench::{Bench, Group, those};
use super::rule::Rule;
use crate::config::Form;
use crate::note::block::Kind;
use crate::question::parts::Options;
use crate::question::words::{self, Ask};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

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
            take(eligible.to_vec(), Rule::Alike);
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

    /// Numbered headings that the table of contents of a note of questions lists one by one, where at least one asks: there
    /// "2. Virtual DOM" stands beside "1. What is JSX?".
    fn listed_one_by_one(&self, group: &Group, eligible: &[usize]) -> Vec<usize> {
        let may = group.style.form == Form::Heading && group.asking > 0 && eligible.len() >= 3;
        if !may || !self.mostly_topical(eligible) {
            return Vec::new();
        }
        let listed = those(eligible, |it| self.numbered(it) && self.reading.in_contents(&self.candidates[it].text));
        if listed.len() * 10 >= eligible.len() * 8 { listed } else { Vec::new() }
    }

    /// Headings that begin the items of numbered lists, of which three in ten ask: nobody numbers the sections of a page so.
    fn in_items(&self, group: &Group, eligible: &[usize]) -> Vec<usize> {
        let enough = eligible.len() >= 3 || group.asking == eligible.len();
        let may = group.style.form == Form::Heading && group.asking >= 2 && enough;
        if !may || group.asking * 10 < eligible.len() * 3 {
            return Vec::new();
        }
        let blocks = &self.reading.tree.blocks;
        let is_item = |it: &usize| {
            let start = self.candidates[*it].head.start;
            let at = blocks.partition_point(|block| block.span.start < start);
            // HTML's headings are no blocks of their own.
            let is_heading = blocks.get(at).is_some_and(|block| matches!(block.kind, Kind::Heading(_)));
            let item = at.checked_sub(1).filter(|_| is_heading).map(|item| &blocks[item]);
            let item = item.filter(|item| matches!(item.kind, Kind::Item(_)));
            item.and_then(|item| item.parent).is_some_and(|list| blocks[list].kind == Kind::List(true))
        };
        let items: Vec<usize> = eligible.iter().copied().filter(is_item).collect();
        if items.len() * 10 >= eligible.len() * 8 { items } else { Vec::new() }
    }

    fn habitual(&self, group: &Group) -> bool {
        group.asking * 10 >= group.eligible * 6 && group.marked >= 2
    }

    /// Where two carry a question's label, all that do are questions; so are three that share another word with numbers,
    /// when what follows them or their words speak for it.
    fn labelled_ones(&self, group: &Group, eligible: &[usize]) -> Vec<usize> {
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
            if speaking * 10 >= members.len() * 3 {
                taken.extend(members);
            }
        }
        taken
    }

    /// Options make a question; but task boxes under heads of which few ask or are labelled are things to do.
    fn with_options(&self, eligible: &[usize]) -> Vec<usize> {
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
        let chosen = taken.len() >= 3 && taken.iter().filter(one).count() * 10 >= taken.len() * 9;
        if !(speaks(&taken) || chosen) || taken.iter().filter(answered).count() * 2 < taken.len() {
            taken.clear();
        }
        let lettered = having(Options::Lettered);
        if speaks(&lettered) || lettered.iter().filter(answered).count() * 2 >= lettered.len() {
            taken.extend(lettered);
        }
        taken
    }

    /// Heads that a hidden answer follows, when several do so at once and the style hardly ever goes without.
    fn with_hidden(&self, eligible: &[usize]) -> Vec<usize> {
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
    fn announced(&self, eligible: &[usize]) -> Vec<usize> {
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

    /// Those that ask, where most ask. A bare list of questions must be what the note is about.
    fn asking(&self, group: &Group, eligible: &[usize]) -> Vec<usize> {
        let asks = those(eligible, |it| self.candidates[it].ask >= Ask::Opens);
        if self.forced {
            return asks;
        }
        if group.labelled >= 2 {
            return asks.into_iter().filter(|&it| self.candidates[it].ask == Ask::Marked).collect();
        }
        // Some languages ask without a mark.
        let unmarked = || asks.iter().filter(|&&it| words::goes_unmarked(&self.candidates[it].text)).count();
        let plainly = group.marked >= 2 || (group.asking >= 3 && unmarked() >= 3 && self.mostly_topical(&asks));
        // So do an examiner's tasks, and bold ones where the note says that it asks.
        let tasks = || asks.iter().all(|&it| words::examines(&self.candidates[it].text));
        let bold =
            || group.style.form == Form::Bold && group.asking * 10 >= group.eligible * 8 && self.mostly_topical(&asks);
        let plainly = plainly || (asks.len() >= 3 && ((group.asking == group.eligible && tasks()) || bold()));
        let most = plainly && group.asking * 2 >= group.eligible && !self.rhetoric(group, &asks);
        let bare = self.bare(group.style, &asks);
        let about = !bare
            || (group.asking >= 3 && self.mostly_topical(&asks))
            || (group.asking >= 3 && self.keyed())
            || (group.asking >= 5 && (group.asking * 10 >= group.eligible * 7 || self.mostly_lists()));
        if most && about { asks } else { Vec::new() }
    }

    /// Whether headings ask as those of any page do: "What is it?", "Why use it?", and then "Installation". Nothing says that
    /// the note holds questions, and too many of its headings do not ask; fewer of them may where they are numbered or where
    /// a table of contents points to them.
    fn rhetoric(&self, group: &Group, asks: &[usize]) -> bool {
        if group.style.form != Form::Heading || self.any_topical(asks) || group.asking == group.eligible {
            return false;
        }
        let (fewest, share) = if self.kept(asks) { (2, 6) } else { (3, 7) };
        group.marked < fewest || group.asking * 10 < group.eligible * share
    }

    /// Whether half of some are numbered, or a table of contents points to them.
    fn kept(&self, asks: &[usize]) -> bool {
        let half = |is: &dyn Fn(usize) -> bool| asks.iter().filter(|&&it| is(it)).count() * 2 >= asks.len();
        half(&|it| self.numbered(it)) || half(&|it| self.reading.in_contents(&self.candidates[it].text))
    }

    /// Whether headings ask as those of any page may, but so many of them that these are questions: the others are sections.
    fn among_sections(&self, group: &Group, asks: &[usize]) -> bool {
        let few = group.asking * 10 < group.eligible * 8;
        group.style.form == Form::Heading && few && !self.any_topical(asks) && !self.kept(asks)
    }

    /// Those that ask within a section where most do: a page of documentation with its questions at the end.
    fn asking_here(&self, eligible: &[usize]) -> Vec<usize> {
        let mut taken = Vec::new();
        for members in self.sorted(eligible).chunk_by(self.together()) {
            let section = self.candidates[members[0]].section;
            let asks = those(members, |it| self.candidates[it].ask >= Ask::Opens);
            let marked = asks.iter().filter(|&&it| self.candidates[it].ask == Ask::Marked).count();
            let topical = section.is_some() && self.topical(section);
            let style = self.candidates[members[0]].style;
            let many = if style.form == Form::Heading { 4 } else { 2 };
            let about = if self.bare(style, &asks) { topical && asks.len() >= 2 } else { topical || marked >= many };
            if marked >= 1 && about && asks.len() * 2 >= members.len() {
                taken.extend(asks);
            }
        }
        taken
    }

    /// Members by the sections that they stand in.
    fn sorted(&self, members: &[usize]) -> Vec<usize> {
        let mut members = members.to_vec();
        members.sort_by_key(|&it| self.candidates[it].section);
        members
    }

    /// Whether two members stand in one section.
    fn together(&self) -> impl Fn(&usize, &usize) -> bool {
        |&one, &other| self.candidates[one].section == self.candidates[other].section
    }

    /// What stands right under a heading or a title that says FAQ, where one asks with a mark or half do by their words: all
    /// headings under a heading; under a title, and of the answered items of a list, those that ask.
    fn frequent(&self, eligible: &[usize]) -> Vec<usize> {
        let style = eligible.first().map(|&it| self.candidates[it].style);
        let Some(style) = style.filter(|it| it.form == Form::Heading || (it.form == Form::List && it.key / 4 == 1))
        else {
            return Vec::new();
        };
        let heading = style.form == Form::Heading;
        let mut taken = Vec::new();
        for members in self.sorted(eligible).chunk_by(self.together()) {
            let section = self.candidates[members[0]].section;
            let asks =
                those(members, |it| self.candidates[it].ask >= Ask::Opens && (heading || !self.bare(style, &[it])));
            let marked = asks.iter().any(|&it| self.candidates[it].ask == Ask::Marked);
            if !marked && (asks.len() < 2 || asks.len() * 2 < members.len()) {
                continue;
            }
            match section.map(|head| &self.reading.heads[head]) {
                Some(head) if words::frequent(&head.text) => taken.extend(if heading { members } else { &asks }),
                None if self.topics.frequent(self.reading) => taken.extend(asks),
                Some(head) if head.level == 1 && self.topics.frequent(self.reading) => taken.extend(asks),
                _ => {}
            }
        }
        taken
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
