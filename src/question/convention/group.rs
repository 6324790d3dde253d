//! The nouns of judging: a group of candidates, the rules that take them, the verdict on each.

use crate::question::form::Style;
use crate::question::reading::Reading;
use crate::question::words;

/// Why a candidate is a question, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Its author marked it as one: a label pair, a card, a callout, a table's column.
    Marked,
    /// It carries a question's label, and labels are the habit here.
    Labelled,
    /// Options follow it.
    Options,
    /// A hidden answer follows it, as it follows its neighbours.
    Hidden,
    /// An answer's label follows it, as it follows its neighbours.
    Announced,
    /// It asks, and most of its style do.
    Asks,
    /// It asks, and most of its style in its section do.
    AsksHere,
    /// It does not ask by its words, but stands and is answered like those that do.
    Alike,
    /// It is the note's title.
    Title,
    /// It asks, and is all that its note holds.
    Alone,
}

impl Rule {
    /// How sure it makes one, from 0 to 100.
    pub fn confidence(self) -> u8 {
        match self {
            Self::Marked => 99,
            Self::Labelled => 97,
            Self::Options => 96,
            Self::Hidden => 93,
            Self::Announced => 94,
            Self::Asks => 92,
            Self::AsksHere => 85,
            Self::Title => 80,
            Self::Alone => 75,
            Self::Alike => 70,
        }
    }
}

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

/// Where the note says by its names that it holds questions.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    /// Its title, its file's name or its one H1 says so.
    pub note: bool,
    /// For each heading, whether it or one above it does.
    pub heads: Vec<bool>,
}

impl Topics {
    /// Reads every heading once.
    pub fn of(reading: &Reading<'_>) -> Self {
        let mut heads: Vec<bool> = Vec::with_capacity(reading.heads.len());
        for head in &reading.heads {
            let above = head.parent.is_some_and(|parent| heads[parent]);
            heads.push(above || words::topic(&head.text));
        }
        let mut h1s = (0..heads.len()).filter(|&head| reading.heads[head].level == 1);
        let only_h1 = h1s.next().filter(|_| h1s.next().is_none());
        let title = reading.note.front.title.as_deref().unwrap_or("");
        let note =
            words::topic(title) || words::topic(reading.note.source.path.stem()) || only_h1.is_some_and(|h1| heads[h1]);
        Self { note, heads }
    }
}

/// What became of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is a question, by this rule.
    Question(Rule),
    /// Its style's rules do not take it.
    Passed,
    /// It would be one, but it lies within a question of a weightier style, or holds some.
    Overruled(Style),
}
