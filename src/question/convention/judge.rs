//! Which members of a style are questions: every rule looks at what the members do as a whole.

use super::rule::Rule;
use super::topics::Topics;
use crate::note::block::Kind;
use crate::question::form::{Candidate, Style, UNSAID};
use crate::question::parts::{Options, Parts};
use crate::question::reading::Reading;
use crate::question::study::Form;
use crate::question::words::{self, Ask};
use std::collections::{BTreeMap, BTreeSet};

/// Candidates of one style, and what speaks for them as a whole.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they share.
    pub style: Style,
    /// How many members are in question at all: neither answers' names nor bare links nor empty.
    pub eligible: usize,
    /// How many of these end with a question mark.
    pub marked: usize,
    /// How many open as questions do, or end with a mark.
    pub asking: usize,
    /// How many carry a label that means "question".
    pub labelled: usize,
    /// How many have options, a hidden answer, an announced answer.
    pub options: usize,
    /// See `options`.
    pub hidden: usize,
    /// See `options`.
    pub announced: usize,
    /// The candidates that the rules take, each with its rule.
    pub taken: Vec<(usize, Rule)>,
    /// What stands behind the group when it meets another: more wins.
    pub weight: usize,
    /// How many of `taken` are answered.
    pub answered: usize,
    /// How many of `taken` were left standing.
    pub standing: usize,
}

impl Group {
    /// Whether a part is this group's habit: three members in ten have it.
    pub fn habit(&self, count: usize) -> bool {
        count * 10 >= self.taken.len().max(1) * 3
    }
}

/// What judging looks at.
pub struct Bench<'a, 'n> {
    /// The note.
    pub reading: &'a Reading<'n>,
    /// Every candidate.
    pub candidates: &'a [Candidate<'n>],
    /// What follows each.
    pub parts: &'a [Parts],
    /// What the note says of itself.
    pub topics: &'a Topics,
    /// Whether the author named the form: what asks is then taken wherever it stands.
    pub forced: bool,
}

/// Judges one style.
pub fn judge(bench: &Bench<'_, '_>, style: Style, members: Vec<usize>) -> Group {
    let (candidates, parts) = (bench.candidates, bench.parts);
    let eligible: Vec<usize> = members.iter().copied().filter(|&member| bench.could_ask(member)).collect();
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
        Form::Card if style.key == UNSAID && eligible.len() < 3 => Vec::new(),
        Form::Card | Form::Cloze | Form::Callout | Form::Table => {
            eligible.iter().map(|&it| (it, Rule::Marked)).collect()
        }
        Form::Title => eligible.iter().map(|&it| (it, Rule::Title)).collect(),
        Form::Label => bench.labels(&group, &eligible),
        Form::Details => bench.details(&group, &eligible),
        Form::Heading | Form::Bold | Form::List => bench.heads(&group, &eligible),
    };
    let factor = match style.form {
        Form::Card | Form::Cloze | Form::Table => 6,
        Form::Callout | Form::Label | Form::Heading | Form::Details => 4,
        Form::Bold => 3,
        Form::List => 2,
        Form::Title => 1,
    };
    group.answered = group.taken.iter().filter(|(member, _)| !parts[*member].answer.is_empty()).count();
    group.weight = group.taken.iter().map(|&(member, rule)| bench.worth(member, rule)).sum::<usize>() * factor;
    group
}

impl Bench<'_, '_> {
    /// Names of answers, handles and neighbours are never questions, nor are headings that are links to elsewhere.
    fn could_ask(&self, member: usize) -> bool {
        let candidate = &self.candidates[member];
        let label = candidate.label.as_ref().map_or(0, |label| label.len.min(candidate.text.len()));
        let text = candidate.text[label..].trim();
        let handle = candidate.style.form == Form::Details && {
            let details = self.reading.details.partition_point(|it| it.whole.start < candidate.head.start);
            self.reading.handles.contains(&details)
        };
        let named = words::answers(text) || words::stops(text) || (handle);
        // A bold line that ends with a colon leads into what follows.
        let leads = candidate.style.form == Form::Bold
            && candidate.ask != Ask::Marked
            && label == 0
            && text.ends_with([':', '：']);
        if leads {
            return false;
        }
        let image_only = text.is_empty() && candidate.style.form == Form::Card;
        (image_only || text.chars().any(char::is_alphanumeric))
            && !(candidate.ask == Ask::No && (named || handle))
            && !words::answers(text)
    }

    fn labelled(&self, member: usize) -> bool {
        self.candidates[member].label.as_ref().is_some_and(|label| label.known)
    }

    fn worth(&self, member: usize, rule: Rule) -> usize {
        let asks = match self.candidates[member].ask {
            Ask::Marked => 2,
            Ask::Opens => 1,
            Ask::No => 0,
        };
        let strong = usize::from(rule <= Rule::Announced) * 2;
        1 + asks + strong
    }

    /// Whether the note or the section says that it holds questions.
    fn topical(&self, section: Option<usize>) -> bool {
        self.topics.note || section.is_some_and(|head| self.topics.heads[head])
    }

    /// `Q:` without `A:` is a question when it is not alone, or asks by itself.
    fn labels(&self, group: &Group, eligible: &[usize]) -> Vec<(usize, Rule)> {
        let paired = group.style.key % 2 == 1;
        let fits = |it: &usize| paired || eligible.len() >= 2 || self.candidates[*it].ask == Ask::Marked;
        eligible.iter().copied().filter(|it| fits(it)).map(|it| (it, Rule::Marked)).collect()
    }

    /// Summaries are questions when a good part of them ask; then all of them are.
    fn details(&self, group: &Group, eligible: &[usize]) -> Vec<(usize, Rule)> {
        let enough = group.labelled >= 2
            || (group.asking * 5 >= group.eligible * 2
                && (group.marked >= 2 || (group.asking >= 1 && self.any_topical(eligible))))
            || (self.forced && group.asking > 0);
        if !enough {
            return Vec::new();
        }
        eligible
            .iter()
            .map(|&it| (it, if self.candidates[it].ask == Ask::No { Rule::Alike } else { Rule::Asks }))
            .collect()
    }

    fn any_topical(&self, members: &[usize]) -> bool {
        members.iter().any(|&it| self.topical(self.candidates[it].section))
    }

    /// Headings, bold paragraphs and items: the structure after them, their labels, then their words.
    fn heads(&self, group: &Group, eligible: &[usize]) -> Vec<(usize, Rule)> {
        let mut taken: BTreeMap<usize, Rule> = BTreeMap::new();
        let mut take = |members: Vec<usize>, rule: Rule| {
            for member in members {
                taken.entry(member).or_insert(rule);
            }
        };
        take(self.labelled_ones(group, eligible), Rule::Labelled);
        take(self.with_options(eligible), Rule::Options);
        take(self.with_hidden(eligible), Rule::Hidden);
        take(self.announced(eligible), Rule::Announced);
        if group.style.form == Form::Bold
            && group.style.key % 4 == 2
            && eligible.len() >= 2
            && self.any_topical(eligible)
        {
            take(eligible.to_vec(), Rule::Alike);
        }
        let habit = self.habitual(group);
        let asking = self.asking(group, eligible);
        let whole = !asking.is_empty() || self.forced;
        take(asking, Rule::Asks);
        if !whole {
            take(self.asking_here(eligible), Rule::AsksHere);
        }
        if habit || taken.len() * 10 >= group.eligible * 6 {
            let settled: Vec<usize> = taken.keys().copied().collect();
            for member in self.alike(eligible, &settled) {
                taken.entry(member).or_insert(Rule::Alike);
            }
        }
        taken.into_iter().collect()
    }

    fn habitual(&self, group: &Group) -> bool {
        group.asking * 10 >= group.eligible * 6 && group.marked >= 2
    }

    /// Where two carry a question's label, all that do are questions; so are three that share another word with numbers,
    /// when what follows them or their words speak for it.
    fn labelled_ones(&self, group: &Group, eligible: &[usize]) -> Vec<usize> {
        let mut taken: Vec<usize> = Vec::new();
        let single = |it: usize| self.candidates[it].ask == Ask::Marked || self.parts[it].options != Options::None;
        if group.labelled >= 2 {
            taken.extend(eligible.iter().copied().filter(|&it| self.labelled(it)));
        } else {
            taken.extend(eligible.iter().copied().filter(|&it| self.labelled(it) && single(it)));
        }
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
        let having = |options: Options| -> Vec<usize> {
            eligible.iter().copied().filter(|&it| self.parts[it].options == options).collect()
        };
        let asks = |it: &&usize| {
            self.candidates[**it].ask == Ask::Marked
                || self.labelled(**it)
                || self.topical(self.candidates[**it].section)
        };
        let speaks = |members: &[usize]| members.iter().filter(asks).count() * 3 >= members.len();
        let answered = |it: &&usize| self.parts[**it].choices.iter().any(|choice| choice.correct);
        let mut taken = having(Options::Ticked);
        if !speaks(&taken) || taken.iter().filter(answered).count() * 2 < taken.len() {
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
        let hidden: Vec<usize> = eligible.iter().copied().filter(|&it| self.parts[it].hidden).collect();
        let asking = hidden.iter().filter(|&&it| self.candidates[it].ask >= Ask::Opens || self.labelled(it)).count();
        if hidden.len() == 1 && !(self.candidates[hidden[0]].ask == Ask::Marked && self.parts[hidden[0]].rest.is_none())
        {
            return Vec::new(); // One folded example in a page of prose.
        }
        let direct = hidden.iter().filter(|&&it| self.parts[it].rest.is_none()).count();
        let speaks = asking * 3 >= hidden.len().max(1)
            || self.any_topical(&hidden)
            || (hidden.len() >= 2 && direct * 2 >= hidden.len());
        if speaks && (hidden.len() >= 2 || asking > 0) { hidden } else { Vec::new() }
    }

    /// Heads that an answer's label follows. The word alone is not enough: interfaces answer too.
    fn announced(&self, eligible: &[usize]) -> Vec<usize> {
        let announced: Vec<usize> = eligible.iter().copied().filter(|&it| self.parts[it].announced).collect();
        let asking = announced.iter().filter(|&&it| self.candidates[it].ask >= Ask::Opens || self.labelled(it)).count();
        let speaks = asking * 3 >= announced.len() || self.any_topical(&announced);
        if announced.len() >= 2 && speaks { announced } else { Vec::new() }
    }

    /// Those that ask, where most ask. A bare list of questions must be what the note is about.
    fn asking(&self, group: &Group, eligible: &[usize]) -> Vec<usize> {
        let asks: Vec<usize> = eligible.iter().copied().filter(|&it| self.candidates[it].ask >= Ask::Opens).collect();
        if self.forced {
            return asks;
        }
        if group.labelled >= 2 {
            return asks.into_iter().filter(|&it| self.candidates[it].ask == Ask::Marked).collect();
        }
        let most = group.marked >= 2 && group.asking * 2 >= group.eligible;
        let bare = self.bare(group.style, &asks);
        let about = !bare
            || (group.asking >= 3 && self.any_topical(&asks))
            || (group.asking >= 5 && (group.asking * 10 >= group.eligible * 7 || self.mostly_lists()));
        if most && about { asks } else { Vec::new() }
    }

    /// Whether a note is lists and little else.
    fn mostly_lists(&self) -> bool {
        let tree = &self.reading.tree;
        let bytes = |block: usize| tree.blocks[block].span.len();
        let lists: usize =
            tree.children(None).filter(|&it| matches!(tree.blocks[it].kind, Kind::List(_))).map(bytes).sum();
        lists * 10 >= (self.reading.text.len() - self.reading.note.body) * 7
    }

    /// Whether a list's questions have no answers.
    fn bare(&self, style: Style, asks: &[usize]) -> bool {
        style.form == Form::List && asks.iter().filter(|&&it| self.parts[it].answer.is_empty()).count() * 2 > asks.len()
    }

    /// Those that ask within a section where most do: a page of documentation with its questions at the end.
    fn asking_here(&self, eligible: &[usize]) -> Vec<usize> {
        let mut sections: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for &member in eligible {
            sections.entry(self.candidates[member].section).or_default().push(member);
        }
        let mut taken = Vec::new();
        for (section, members) in sections {
            let asks: Vec<usize> =
                members.iter().copied().filter(|&it| self.candidates[it].ask >= Ask::Opens).collect();
            let marked = asks.iter().filter(|&&it| self.candidates[it].ask == Ask::Marked).count();
            let topical = section.is_some() && self.topical(section);
            let style = self.candidates[members[0]].style;
            let about = if self.bare(style, &asks) { topical && asks.len() >= 2 } else { topical || marked >= 2 };
            if marked >= 1 && about && asks.len() * 2 >= members.len() {
                taken.extend(asks);
            }
        }
        taken
    }

    /// Those that do not ask but are built like those that do: answered, numbered or listed in the contents as they are.
    fn alike(&self, eligible: &[usize], taken: &[usize]) -> Vec<usize> {
        let share = |is: &dyn Fn(usize) -> bool| taken.iter().filter(|&&it| is(it)).count() * 10 >= taken.len() * 7;
        let numbered = |it: usize| self.candidates[it].label.as_ref().is_some_and(|label| label.number.is_some());
        let listed = |it: usize| self.reading.in_contents(&self.candidates[it].text);
        let answered = |it: usize| !self.parts[it].answer.is_empty();
        let labelled = |it: usize| self.labelled(it);
        let (all_numbered, half_listed, all_answered) = (share(&numbered), share(&listed), share(&answered));
        if taken.is_empty() || share(&labelled) {
            return Vec::new();
        }
        let sections: BTreeSet<Option<usize>> = taken.iter().map(|&it| self.candidates[it].section).collect();
        let fits = |it: usize| {
            let first_h1 = self.candidates[it].style.form == Form::Heading
                && self.candidates[it].style.key == 1
                && self.candidates[it].section.is_none()
                && eligible[0] == it;
            taken.binary_search(&it).is_err()
                && sections.contains(&self.candidates[it].section)
                && !first_h1
                && (!all_numbered || numbered(it))
                && (!half_listed || listed(it))
                && (!all_answered || answered(it))
        };
        eligible.iter().copied().filter(|&it| fits(it)).collect()
    }
}
