//! Which members of a style are questions: every rule looks at what the members do as a whole.

use super::bench::{Bench, Group, those};
use super::rule::Rule;
use crate::config::Form;
use crate::note::block::Kind;
use crate::question::form::{NUMBERED, SILENT, UNSAID};
use crate::question::parts::{Options, Parts};
use crate::question::words::{self, Ask};
use std::ops::Range;

/// An answer between plain paragraphs that ask has no more blocks: what goes on for longer is prose, and asks in passing.
const MOST_TOLD: usize = 3;

/// Judges one style by its members: one or more.
pub fn judge(bench: &Bench<'_, '_>, members: &[usize]) -> Group {
    let (candidates, parts) = (bench.candidates, bench.parts);
    let style = candidates[members[0]].style;
    let eligible = those(members, |member| bench.could_ask(member));
    let count = |is: &dyn Fn(usize) -> bool| eligible.iter().filter(|&&member| is(member)).count();
    // One lone tick is no habit.
    let signed = count(&|it| parts[it].options == Options::Signed);
    let unsigned = if signed < 2 { signed } else { 0 };
    let mut group = Group {
        style,
        eligible: eligible.len(),
        marked: count(&|it| candidates[it].ask == Ask::Marked),
        asking: count(&|it| candidates[it].ask >= Ask::Opens),
        labelled: count(&|it| bench.labelled(it)),
        options: count(&|it| parts[it].options != Options::None) - unsigned,
        hidden: count(&|it| parts[it].hidden),
        announced: count(&|it| parts[it].announced),
        taken: Vec::new(),
        weight: 0,
        answered: 0,
        standing: 0,
    };
    group.taken = match style.form {
        Form::Card if style.key == UNSAID && !(eligible.len() >= 3 && bench.mostly_cards(eligible.len())) => Vec::new(),
        Form::Callout if style.key == SILENT && eligible.len() < 3 && !bench.calls() => Vec::new(),
        Form::Card | Form::Cloze | Form::Callout | Form::Table => {
            eligible.iter().map(|&it| (it, Rule::Marked)).collect()
        }
        Form::Title => eligible.iter().map(|&it| (it, Rule::Title)).collect(),
        Form::Label => bench.labels(&group, &eligible),
        Form::Details => bench.details(&group, &eligible),
        Form::Paragraph if style.key != NUMBERED => bench.paragraphs(&eligible),
        Form::Bold if bench.asides(&eligible) => Vec::new(),
        Form::Heading | Form::Bold | Form::List | Form::Paragraph => bench.heads(&group, &eligible),
    };
    let factor = match style.form {
        Form::Card | Form::Cloze | Form::Table => 6,
        Form::Callout | Form::Label | Form::Heading | Form::Details => 4,
        Form::Bold => 3,
        // A plain paragraph is most often a part of what something else asks.
        Form::Paragraph if style.key != NUMBERED => 1,
        Form::List | Form::Paragraph => 2,
        Form::Title => 1,
    };
    group.answered = group.taken.iter().filter(|(member, _)| !parts[*member].answer.is_empty()).count();
    group.weight = group.taken.iter().map(|&(member, rule)| bench.worth(member, rule)).sum::<usize>() * factor;
    group
}

impl Bench<'_, '_> {
    /// Whether a callout of the note asks.
    fn calls(&self) -> bool {
        self.candidates.iter().any(|it| it.style.form == Form::Callout && it.style.key != SILENT)
    }

    /// `Q:` without `A:` is a question when it is not the note's only label, or asks by itself.
    fn labels(&self, group: &Group, eligible: &[usize]) -> Vec<(usize, Rule)> {
        let paired = group.style.key % 2 == 1;
        let several = self.candidates.iter().filter(|it| it.style.form == Form::Label).nth(1).is_some();
        let fits = |it: &usize| paired || several || self.candidates[*it].ask == Ask::Marked;
        eligible.iter().copied().filter(|it| fits(it)).map(|it| (it, Rule::Marked)).collect()
    }

    /// Plain paragraphs without a number ask in any page: they are questions where the note says that it holds some, or where
    /// question and answer take turns.
    fn paragraphs(&self, eligible: &[usize]) -> Vec<(usize, Rule)> {
        // Right before a hidden answer, or one that its label announces, one that asks needs no company, and two need not ask
        // in so many words.
        // "Symptom: no light? Solution: plug it in." is about trouble.
        let trouble = |answer: &Range<usize>| words::solves_trouble(&self.reading.text[answer.clone()]);
        let announced = |parts: &Parts| parts.announced && !parts.answer.first().is_some_and(trouble);
        let told = |parts: &Parts| (parts.hidden && parts.solved) || announced(parts);
        let direct = |it: usize| told(&self.parts[it]) && self.parts[it].rest.is_none();
        let several = eligible.iter().filter(|&&it| direct(it)).count() >= 2;
        let hidden = |it: usize| direct(it) && (several || self.candidates[it].ask > Ask::No);
        // One ticked box is a choice, where two paragraphs have one or the paragraph asks.
        let chosen = |it: usize| {
            let right = self.parts[it].choices.iter().filter(|choice| choice.correct).count();
            self.parts[it].options == Options::Ticked && right == 1 && self.parts[it].rest.is_none()
        };
        let choices = eligible.iter().filter(|&&it| chosen(it)).count() >= 2;
        // Others that stand right below a heading may have several that are right.
        let ticked = |it: usize| {
            let right = self.parts[it].choices.iter().filter(|choice| choice.correct).count();
            self.parts[it].options == Options::Ticked && right > 0 && right < self.parts[it].choices.len()
        };
        let asking: Vec<usize> =
            eligible.iter().copied().filter(|&it| self.candidates[it].ask == Ask::Marked).collect();
        let enough = self.forced || (asking.len() >= 3 && (self.mostly_topical(&asking) || self.take_turns(&asking)));
        let rule = |it: usize| match self.candidates[it].ask {
            _ if hidden(it) && self.parts[it].announced => Some(Rule::Announced),
            _ if hidden(it) => Some(Rule::Hidden),
            ask if chosen(it) && (choices || ask == Ask::Marked) => Some(Rule::Options),
            _ if choices && ticked(it) && self.begins_section(it) => Some(Rule::Options),
            Ask::Marked if enough => Some(Rule::AsksHere),
            _ => None,
        };
        eligible.iter().filter_map(|&it| Some((it, rule(it)?))).collect()
    }

    /// Whether nothing stands between a paragraph and the heading above it.
    fn begins_section(&self, member: usize) -> bool {
        let candidate = &self.candidates[member];
        let start = candidate.section.map(|head| self.reading.heads[head].span.end);
        start.is_some_and(|start| !self.reading.shows(start..candidate.head.start))
    }

    /// Whether some paragraphs fill one section: each with few blocks behind it, most of which
    /// begin with words. Lists alone below "What went well?" are minutes.
    fn take_turns(&self, members: &[usize]) -> bool {
        let (first, last) = (&self.candidates[members[0]], &self.candidates[members[members.len() - 1]]);
        let start = first.section.map_or(self.reading.note.body, |head| self.reading.heads[head].span.end);
        let heads = members.iter().map(|&it| self.candidates[it].head.clone());
        let ends = heads.clone().skip(1).map(|head| head.start).chain([last.reach()]);
        let told: Vec<(usize, bool)> = heads.zip(ends).map(|(head, end)| self.outer(head.end..end)).collect();
        let words = told.iter().filter(|(_, words)| *words).count();
        first.section == last.section
            && self.outer(start..first.head.start).0 == 0
            && told.iter().all(|(count, _)| (1..=MOST_TOLD).contains(count))
            && words * 2 > told.len()
    }

    /// How many outermost blocks begin in some bytes, rules left out, and whether the first of them is a paragraph.
    fn outer(&self, span: Range<usize>) -> (usize, bool) {
        let blocks = &self.reading.tree.blocks;
        let from = blocks.partition_point(|block| block.span.start < span.start);
        let within = blocks[from..].iter().take_while(|block| block.span.start < span.end);
        let mut outer = within.filter(|block| block.parent.is_none() && block.kind != Kind::Rule).peekable();
        let words = outer.peek().is_some_and(|block| block.kind == Kind::Paragraph);
        (outer.count(), words)
    }

    /// Summaries are questions when a good part of them ask; then all of them are.
    fn details(&self, group: &Group, eligible: &[usize]) -> Vec<(usize, Rule)> {
        let enough = group.labelled >= 2
            || (group.asking * 5 >= group.eligible * 2
                && (group.marked >= 2
                    || (group.marked == 1 && group.asking >= 2 && group.asking * 5 >= group.eligible * 3)
                    || (group.asking >= 1 && self.any_topical(eligible))))
            || (self.forced && group.asking > 0);
        if !enough {
            // In a note of questions those that ask are some, whatever the others are.
            let few = group.asking >= 2 && group.asking * 5 >= group.eligible && self.mostly_topical(eligible);
            let asks = eligible.iter().filter(|&&it| few && self.candidates[it].ask > Ask::No);
            return asks.map(|&it| (it, Rule::AsksHere)).collect();
        }
        eligible
            .iter()
            .map(|&it| (it, if self.candidates[it].ask == Ask::No { Rule::Alike } else { Rule::Asks }))
            .collect()
    }
}
