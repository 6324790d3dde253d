//! What recognition makes: a [`Study`], which is a note's questions as places in its source.

use crate::address::Anchor;
use crate::config::Form;
use crate::identity::{PromptHash, QuestionId};
use crate::note::Link;
use crate::note::front::FrontMatter;
use crate::source::{self, Source};
use pulldown_cmark::TagEnd;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;

/// A note with its questions found. There is one of every note for as long as a run lasts, so nothing in it has room to
/// grow.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Study {
    /// The note's text; whoever reads a study that was put away gives it its text again.
    #[serde(skip)]
    pub source: Arc<Source>,
    /// What its front matter says.
    pub front: FrontMatter,
    /// The byte at which its body begins.
    pub body: usize,
    /// Front matter's title, else the first H1, else the file's name.
    pub title: String,
    /// The bytes of the H1 that says the title, which the page shows as its own heading and not again in the text.
    pub title_heading: Option<Range<usize>>,
    /// Every heading that is no question, in order.
    pub headings: Box<[Heading]>,
    /// Every heading that is a question, in order, with that question's anchor.
    pub asking: Box<[Heading]>,
    /// Every question, in order; their `whole`s do not overlap.
    pub questions: Box<[Question]>,
    /// What the note points at.
    pub links: Box<[Link]>,
    /// The ids that its raw HTML sets.
    pub ids: Box<[String]>,
    /// Every place that calls a footnote, with the bytes of the footnote.
    pub footnotes: Box<[(usize, Range<usize>)]>,
    /// The blocks that have names (`^name`), in order, each name once.
    pub blocks: Box<[Named]>,
}

/// A block that has a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The name, without its `^`.
    pub id: String,
    /// The bytes of the block, marks included.
    pub span: Range<usize>,
    /// What the block is: a list and its only item may have the same bytes.
    pub of: TagEnd,
    /// The place on the page that the name leads to; the empty one is the top.
    pub anchor: Anchor,
    /// Whether the block is drawn with that place as its own id; else a question or a heading has it.
    pub own: bool,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its visible text.
    pub text: String,
    /// Its name on the page, unique there.
    pub anchor: Anchor,
    /// Its bytes.
    pub span: Range<usize>,
}

/// A question with its answer, as places in the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Question {
    /// What it is, for ever.
    pub id: QuestionId,
    /// Its words alone.
    pub prompt_hash: PromptHash,
    /// Which family of forms it is written in.
    pub form: Form,
    /// Its visible text, without number or label.
    pub text: Box<str>,
    /// The number that the author gave it, such as `12` or `Q3`.
    pub label: Option<Box<str>>,
    /// The visible text of the headings above it, outermost first.
    pub section: Arc<[String]>,
    /// Its name on the page, unique there.
    pub anchor: Anchor,
    /// How sure recognition is, from 0 to 100.
    pub confidence: u8,
    /// Where its parts are.
    pub cut: Cut,
}

/// Where the parts of a question are. Bytes of `whole` that are in none of the parts are marks (`**`, `<details>`), never
/// words: leaving them out loses no visible text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cut {
    /// All of it.
    pub whole: Range<usize>,
    /// The question, in order. Empty where the page's own title asks it: then `Question::text` has its words.
    pub prompt: Vec<Range<usize>>,
    /// The options of a choice, each with its mark, in order.
    pub choices: Vec<Choice>,
    /// The answer, in order; empty for a question that nobody has answered.
    pub answer: Vec<Range<usize>>,
    /// The words of the prompt that a cloze hides, in order; empty for any other question.
    pub blanks: Vec<Range<usize>>,
    /// The entry that a section of answers further down has for a question that is not answered here. It stays where it
    /// stands, for its bytes are not this question's.
    pub entry: Option<Range<usize>>,
}

/// One blank of a cloze, with the marks that its author set around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank<'s> {
    /// The words that it hides.
    pub words: Range<usize>,
    /// The same with their marks: `{{c1::words::hint}}`, `[words]`, `==words==`.
    pub whole: Range<usize>,
    /// What its author lets stand in it; may be empty.
    pub hint: &'s str,
    /// Whether the marks are a highlight already.
    pub is_marked: bool,
}

impl<'s> Blank<'s> {
    /// The blank that hides some words of a text.
    pub fn around(text: &'s str, words: &Range<usize>) -> Self {
        let (before, after) = (&text[..words.start], &text[words.end..]);
        let blank = |before: usize, after: usize| Self {
            words: words.clone(),
            whole: words.start - before..words.end + after,
            hint: "",
            is_marked: false,
        };
        let anki = before.ends_with("::").then(|| before.rfind("{{c")).flatten().zip(after.find("}}"));
        match anki {
            Some((open, close)) => {
                Self { hint: after[..close].trim_start_matches("::"), ..blank(words.start - open, close + 2) }
            }
            None if before.ends_with('[') && after.starts_with(']') => blank(1, 1),
            None if before.ends_with("==") && after.starts_with("==") => Self { is_marked: true, ..blank(2, 2) },
            None => blank(0, 0),
        }
    }
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Choice {
    /// Its words.
    pub span: Range<usize>,
    /// Whether it is right.
    pub correct: bool,
}

impl Study {
    /// A study whose text is read: where that is packed, a copy with its text open.
    pub fn opened(study: &Arc<Self>) -> Arc<Self> {
        let source = source::opened(&study.source);
        if Arc::ptr_eq(&source, &study.source) { study.clone() } else { Arc::new(Self { source, ..(**study).clone() }) }
    }

    /// The footnotes that some bytes call, and those that these call in their turn, each once; but none that lies within
    /// those bytes.
    pub fn footnotes_of(&self, part: &Range<usize>) -> Vec<Range<usize>> {
        let mut found = vec![part.clone()];
        let mut at = 0;
        while at < found.len() {
            let within = found[at].clone();
            for (_, footnote) in self.footnotes.iter().filter(|(call, _)| within.contains(call)) {
                if !part.contains(&footnote.start) && !found.contains(footnote) {
                    found.push(footnote.clone());
                }
            }
            at += 1;
        }
        found.split_off(1)
    }
}

impl Question {
    /// Whether it is answered: by words, by options that are known to be right, or by the blanks of a cloze.
    pub fn answered(&self) -> bool {
        !self.cut.answer.is_empty()
            || !self.cut.blanks.is_empty()
            || self.cut.choices.iter().any(|choice| choice.correct)
    }
}
