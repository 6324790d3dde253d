//! Heads that ask by their words: most of a style, most of a section, or what stands below "FAQ".

use super::super::bench::{Bench, Group, those};
use crate::config::Form;
use crate::question::words::{self, Ask};

impl Bench<'_, '_> {
    /// Those that ask, where most ask. A bare list of questions must be what the note is about.
    pub(super) fn asking(&self, group: &Group, eligible: &[usize]) -> Vec<usize> {
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
    pub(super) fn among_sections(&self, group: &Group, asks: &[usize]) -> bool {
        let few = group.asking * 10 < group.eligible * 8;
        group.style.form == Form::Heading && few && !self.any_topical(asks) && !self.kept(asks)
    }

    /// Those that ask within a section where most do: a page of documentation with its questions at the end.
    pub(super) fn asking_here(&self, eligible: &[usize]) -> Vec<usize> {
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
    pub(super) fn sorted(&self, members: &[usize]) -> Vec<usize> {
        let mut members = members.to_vec();
        members.sort_by_key(|&it| self.candidates[it].section);
        members
    }

    /// Whether two members stand in one section.
    pub(super) fn together(&self) -> impl Fn(&usize, &usize) -> bool {
        |&one, &other| self.candidates[one].section == self.candidates[other].section
    }

    /// What stands right under a heading or a title that says FAQ, where one asks with a mark or half do by their words: all
    /// headings under a heading; under a title, and of the answered items of a list, those that ask.
    pub(super) fn frequent(&self, eligible: &[usize]) -> Vec<usize> {
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
}
