//! What follows a head, once it is taken apart.

use crate::question::study::Choice;
use std::ops::Range;

/// How options are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Options {
    /// There are none.
    #[default]
    None,
    /// By letters: `A)`.
    Lettered,
    /// By task boxes.
    Ticked,
    /// By a lone tick: where that is the habit of the note, and nothing stands between the question and them.
    Signed,
}

/// Options, and the bytes they take.
pub struct Found {
    pub span: Range<usize>,
    pub choices: Vec<Choice>,
    pub options: Options,
}

/// What follows a head.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The bytes up to the next of its style, trailing marks included.
    pub reach: Range<usize>,
    /// The bytes that were taken apart, without white space at their end.
    pub region: Range<usize>,
    /// The rest of the question, before options and answer; empty when nothing marks where the answer begins.
    pub rest: Option<Range<usize>>,
    /// The options.
    pub choices: Vec<Choice>,
    /// How they are marked.
    pub options: Options,
    /// The answer, in order.
    pub answer: Vec<Range<usize>>,
    /// Whether the answer hides in `<details>`.
    pub hidden: bool,
    /// Whether what hides it says that it is an answer.
    pub solved: bool,
    /// Whether a label or a heading of its own says that the answer begins.
    pub announced: bool,
}

/// A block, or the lines of one that the head begins with.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its block.
    pub block: usize,
    /// Its bytes.
    pub span: Range<usize>,
    /// Whether it is all of the block.
    pub whole: bool,
}
