//! Heads that need not ask by their words, because a list holds them: a table of contents, a numbered list, a section of
//! questions.

use super::super::bench::{Bench, Group, those};
use crate::config::Form;
use crate::note::block::Kind;
use crate::question::words::{self, Ask};

impl Bench<'_, '_> {
    /// Numbered headings that the table of contents of a note of questions lists one by one, where at least one asks: there
    /// "2. Virtual DOM" stands beside "1. What is JSX?".
    pub(super) fn listed_one_by_one(&self, group: &Group, eligible: &[usize]) -> Vec<usize> {
        let may = group.style.form == Form::Heading && group.asking > 0 && eligible.len() >= 3;
        if !may || !self.mostly_topical(eligible) {
            return Vec::new();
        }
        let listed = those(eligible, |it| self.numbered(it) && self.reading.in_contents(&self.candidates[it].text));
        if listed.len() * 10 >= eligible.len() * 8 { listed } else { Vec::new() }
    }

    /// The items of a numbered list that is all of a section whose heading says that questions follow, and no more: some name
    /// what they ask about.
    pub(super) fn headed(&self, group: &Group, eligible: &[usize]) -> Vec<usize> {
        if group.style.form != Form::List || eligible.len() < 3 {
            return Vec::new();
        }
        let (heads, blocks) = (&self.reading.heads, &self.reading.tree.blocks);
        let mut taken = Vec::new();
        for members in self.sorted(eligible).chunk_by(self.together()) {
            let Some(section) = self.candidates[members[0]].section.filter(|_| members.len() >= 3) else { continue };
            if !words::heads_questions(&heads[section].text) || words::stops(&heads[section].text) {
                continue;
            }
            let end = heads.get(section + 1).map_or(self.reading.text.len(), |next| next.span.start);
            let list = self.list(members[0]).filter(|&list| blocks[list].kind == Kind::List(true));
            let Some(list) = list else { continue };
            let whole = !self.reading.shows(heads[section].span.end..blocks[list].span.start)
                && !self.reading.shows(blocks[list].span.end..end.max(blocks[list].span.end));
            // Answers to questions that stand elsewhere are prose.
            let prose = members.iter().filter(|&&it| words::is_prose(&self.candidates[it].text)).count();
            let whole = whole && prose * 2 <= members.len();
            if whole && self.reading.tree.children(Some(list)).count() == members.len() {
                taken.extend(members);
            }
        }
        taken
    }

    /// Headings that begin the items of numbered lists, of which three in ten ask: nobody numbers the sections of a page so.
    pub(super) fn in_items(&self, group: &Group, eligible: &[usize]) -> Vec<usize> {
        if group.style.form != Form::Heading || group.asking < 2 {
            return Vec::new();
        }
        let blocks = &self.reading.tree.blocks;
        let list = |it: usize| {
            let start = self.candidates[it].head.start;
            let at = blocks.partition_point(|block| block.span.start < start);
            // HTML's headings are no blocks of their own.
            let is_heading = blocks.get(at).is_some_and(|block| matches!(block.kind, Kind::Heading(_)));
            let item = at.checked_sub(1).filter(|_| is_heading).map(|item| &blocks[item]);
            let item = item.filter(|item| matches!(item.kind, Kind::Item(_)));
            item.and_then(|item| item.parent).map(|list| blocks[list].kind)
        };
        let numbered = |it: usize| list(it) == Some(Kind::List(true));
        if !eligible.iter().any(|&it| self.candidates[it].ask > Ask::No && numbered(it)) {
            return Vec::new();
        }
        let items = those(eligible, numbered);
        let asking = items.iter().filter(|&&it| self.candidates[it].ask > Ask::No).count();
        let enough = asking >= 2 && asking * 10 >= items.len() * 3 && (items.len() >= 3 || asking == items.len());
        // Headings in bullets are parts of an answer.
        let bullets = eligible.iter().filter(|&&it| list(it) == Some(Kind::List(false))).count();
        if enough && items.len() * 10 >= (eligible.len() - bullets) * 8 { items } else { Vec::new() }
    }
}
