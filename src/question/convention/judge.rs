//! Which members of a style are questions: every rule looks at what the members do as a whole.

use super::bench::{Bench, Group, those};
use super::rule::Rule;
use crate::config::Form;
use crate::question::form::{NUMBERED, UNSAID};
use crate::question::parts::Options;
use crate::question::words::Ask;

/// Judges one style by its members: one or more.
pub fn judge(bench: &Bench<'_, '_>, members: &[usize]) -> Group {
    let (candidates, parts) = (bench.candidates, bench.parts);
    let style = candidates[members[0]].style;
    let eligible = those(members, |member| bench.could_ask(member));
    let count = |is: &dyn Fn(usize) -> bool| eligible.iter().filter(|&&member| is(member)).count();
    let mut group = Group {
        style,
        eligible: eligible.len(),
        marked: count(&|it| candidates[it].ask == Ask::Marked),
        asking: count(&|it| candidates[it].ask >= Ask::Opens),
        labelled: count(&|it| bench.labelled(it)),
        options: count(&|it| parts[it].options != Options::None),
        hidden: count(&|it| parts[it].hidden),
        announced: count(&|it| parts[it].announced),
        taken: Vec::new(),
        weight: 0,
        answered: 0,
        standing: 0,
    };
    group.taken = match style.form {
        Form::Card if style.key == UNSAID && !(eligible.len() >= 3 && bench.mostly_cards(eligible.len())) => Vec::new(),
        Form::Card | Form::Cloze | Form::Callout | Form::Table => {
            eligible.iter().map(|&it| (it, Rule::Marked)).collect()
        }
        Form::Title => eligible.iter().map(|&it| (it, Rule::Title)).collect(),
        Form::Label => bench.labels(&group, &eligible),
        Form::Details => bench.details(&group, &eligible),
        Form::Paragraph if style.key != NUMBERED => bench.paragraphs(&eligible),
        Form::Heading | Form::Bold | Form::List | Form::Paragraph => bench.heads(&group, &eligible),
    };
    let factor = match style.form {
        Form::Card | Form::Cloze | Form::Table => 6,
        Form::Callout | Form::Label | Form::Heading | Form::Details => 4,
        Form::Bold => 3,
        Form::List | Form::Paragraph => 2,
        Form::Title => 1,
    };
    group.answered = group.taken.iter().filter(|(member, _)| !parts[*member].answer.is_empty()).count();
    group.weight = group.taken.iter().map(|&(member, rule)| bench.worth(member, rule)).sum::<usize>() * factor;
    group
}

impl Bench<'_, '_> {
    /// `Q:` without `A:` is a question when it is not alone, or asks by itself.
    fn labels(&self, group: &Group, eligible: &[usize]) -> Vec<(usize, Rule)> {
        let paired = group.style.key % 2 == 1;
        let fits = |it: &usize| paired || eligible.len() >= 2 || self.candidates[*it].ask == Ask::Marked;
        eligible.iter().copied().filter(|it| fits(it)).map(|it| (it, Rule::Marked)).collect()
    }

    /// Plain paragraphs without a number ask in any page: they are questions where the note says that it holds some.
    fn paragraphs(&self, eligible: &[usize]) -> Vec<(usize, Rule)> {
        let enough = self.forced || (eligible.len() >= 3 && self.mostly_topical(eligible));
        eligible.iter().filter(|_| enough).map(|&it| (it, Rule::AsksHere)).collect()
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
            return Vec::new();
        }
        eligible
            .iter()
            .map(|&it| (it, if self.candidates[it].ask == Ask::No { Rule::Alike } else { Rule::Asks }))
            .collect()
    }
}
