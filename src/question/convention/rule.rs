//! The rules by which a candidate is a question, and what becomes of it.

use crate::question::form::Style;

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
    /// It is built like a list of questions, where the note or a heading says that questions follow.
    Told,
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
            Self::Alone | Self::Told => 75,
            Self::Alike => 70,
        }
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
