//! Why a note's questions are what they are: the styles that were found, what spoke for each, and what became of a line.

use super::convention::{Convention, Group, Rule, Verdict};
use super::form::{Candidate, Style};
use super::study::Question;
use super::words::Ask;
use crate::config::Form;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::note::Note;
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

/// The convention of a note, and what became of its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The styles that were found, weightiest first.
    pub styles: Vec<StyleEvidence>,
    /// What became of every place that is shaped like a question, in order; of one line, when one was asked for.
    pub lines: Vec<Reason>,
}

/// What spoke for one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleEvidence {
    /// Its form, as settings name it.
    pub form: Form,
    /// What it looks like, in words.
    pub looks: String,
    /// How many places look so, and could ask.
    pub places: usize,
    /// How many of those end with a question mark.
    pub marked: usize,
    /// How many open as questions do, or end with a mark.
    pub asking: usize,
    /// How many carry a question's label.
    pub labelled: usize,
    /// How many are followed by options.
    pub options: usize,
    /// How many are followed by a hidden answer.
    pub hidden: usize,
    /// How many are followed by an announced answer.
    pub announced: usize,
    /// How many are questions.
    pub questions: usize,
    /// What stood behind the style where it met another.
    pub weight: usize,
}

/// What became of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its line, from 1.
    pub line: usize,
    /// Its words.
    pub text: String,
    /// Whether it is a question.
    pub question: bool,
    /// Why, or why not, as a sentence without its full stop.
    pub why: String,
}

/// Explains a note, or one line of it.
pub(super) fn explain(
    note: &Note<'_>,
    candidates: &[Candidate],
    convention: &Convention,
    questions: &[Question],
    line: Option<usize>,
) -> Explanation {
    let lines = Lines::of(&note.source.text);
    let chosen = convention.chosen();
    let heads = candidates.iter().enumerate().map(|(i, candidate)| (i, lines.of_range(&candidate.head)));
    let wanted = heads.filter(|(i, at)| match line {
        Some(line) => at.contains(&line),
        None => convention.verdicts[*i] != Verdict::Passed || candidates[*i].ask == Ask::Marked,
    });
    let mut reasons: Vec<Reason> =
        wanted.map(|(i, at)| reason(candidates, convention, &chosen, (i, *at.start()), &lines)).collect();
    if let Some(line) = line.filter(|_| reasons.is_empty()) {
        reasons.push(elsewhere(questions, line, &lines));
    }
    Explanation {
        styles: convention.groups.iter().filter(|group| group.eligible > 0).map(evidence).collect(),
        lines: reasons,
    }
}

/// Reports two styles of different forms that want the same words and have nearly as much behind them.
pub(super) fn ambiguous(note: &Note<'_>, candidates: &[Candidate], convention: &Convention) -> Option<Diagnostic> {
    let winner = convention.groups.iter().find(|group| group.standing >= 2)?;
    // An item with bold words is found by two forms, and so is a bold label: what both find is no choice between them.
    let asked = |member: usize| {
        let start = candidates[member].prompt.first().map(|prompt| prompt.start)?;
        Some(memchr::memrchr(b'\n', &note.source.text.as_bytes()[..start]).map_or(0, |end| end + 1))
    };
    let standing = |(member, _): &&(usize, Rule)| matches!(convention.verdicts[*member], Verdict::Question(_));
    let found: LazyCell<BTreeSet<Option<usize>>, _> =
        LazyCell::new(|| winner.taken.iter().filter(standing).map(|&(member, _)| asked(member)).collect());
    let overruled = |group: &Group| {
        let count = |(member, _): &&(usize, Rule)| {
            convention.verdicts[*member] == Verdict::Overruled(winner.style) && !found.contains(&asked(*member))
        };
        group.taken.iter().filter(count).count()
    };
    let fits = |group: &&Group| {
        group.style.form != winner.style.form
            && group.weight * 10 >= winner.weight * 6
            && overruled(group) * 2 > group.taken.len()
    };
    let other = convention.groups.iter().filter(|group| group.taken.len() >= 2).find(fits)?;
    let (first, second) = (winner.style.form.name(), other.style.form.name());
    Some(
        Diagnostic::new(
            Code::AmbiguousConvention,
            Place::file(&note.source.path),
            format!("two conventions fit this note nearly equally: {} and {}", looks(winner.style), looks(other.style)),
            format!(
                "put `questions: {first}` or `questions: {second}` in its front matter to decide; `{first}` is in force"
            ),
        )
        .because(format!(
            "{} of the one and {} of the other could be questions",
            winner.taken.len(),
            other.taken.len()
        )),
    )
}

fn evidence(group: &Group) -> StyleEvidence {
    StyleEvidence {
        form: group.style.form,
        looks: looks(group.style),
        places: group.eligible,
        marked: group.marked,
        asking: group.asking,
        labelled: group.labelled,
        options: group.options,
        hidden: group.hidden,
        announced: group.announced,
        questions: group.standing,
        weight: group.weight,
    }
}

fn reason(
    candidates: &[Candidate],
    convention: &Convention,
    chosen: &[usize],
    (i, line): (usize, usize),
    lines: &Lines<'_>,
) -> Reason {
    let candidate = &candidates[i];
    let style = looks(candidate.style);
    let group = convention.group(candidate.style);
    let (asking, places) = group.map_or((0, 0), |group| (group.asking, group.eligible));
    let why = match convention.verdicts[i] {
        Verdict::Question(rule) => because(rule, &style, asking, places),
        Verdict::Overruled(by) if by == candidate.style => format!("another of the {style} holds it"),
        Verdict::Overruled(by) => {
            let before = chosen.partition_point(|&other| candidates[other].head.start <= candidate.head.start);
            let holder = before.checked_sub(1).map(|before| &candidates[chosen[before]]);
            match holder.filter(|holder| holder.reach() > candidate.head.start) {
                Some(holder) => format!(
                    "it lies in the answer of line {}: {} have more behind them here than {style}",
                    lines.at(holder.head.start),
                    looks(by)
                ),
                None => format!("it holds questions: {} have more behind them here than {style}", looks(by)),
            }
        }
        Verdict::Passed if asking == places && candidate.ask > Ask::No && places == 1 => {
            "it asks, but alone, and nothing says that this note holds questions".to_owned()
        }
        Verdict::Passed if asking == places && candidate.ask > Ask::No => {
            format!("the {places} {style} ask by their words alone, and nothing says that this note holds questions")
        }
        Verdict::Passed => {
            format!("of {places} {style} only {asking} ask, and nothing else marks this one as a question")
        }
    };
    Reason {
        line,
        text: candidate.text.to_string(),
        question: matches!(convention.verdicts[i], Verdict::Question(_)),
        why,
    }
}

fn because(rule: Rule, style: &str, asking: usize, places: usize) -> String {
    match rule {
        Rule::Marked => format!("{style} are questions by what they are"),
        Rule::Labelled => format!("it has a question's label, as {style} have in this note"),
        Rule::Options => "options follow it".to_owned(),
        Rule::Hidden => format!("a hidden answer follows it, as it follows other {style}"),
        Rule::Announced => format!("an answer's label follows it, as it follows other {style}"),
        Rule::Asks => format!("it asks, as {asking} of {places} {style} do"),
        Rule::AsksHere => format!("it asks, as most {style} of its section do"),
        Rule::Told => "it stands where the note or a heading says that questions follow".to_owned(),
        Rule::Alike => format!("it stands and is answered like the {asking} of {places} {style} that ask"),
        Rule::Alone => "it asks, and it is all that the note holds".to_owned(),
        Rule::Title => "the note's title asks, or its neighbours are named as questions".to_owned(),
    }
}

fn elsewhere(questions: &[Question], line: usize, lines: &Lines<'_>) -> Reason {
    let holder = questions.iter().find(|question| lines.of_range(&question.cut.whole).contains(&line));
    let why = match holder {
        Some(question) => format!(
            "it belongs to the question on line {}",
            lines.at(question.cut.prompt.first().map_or(question.cut.whole.start, |range| range.start))
        ),
        None => "nothing on it is shaped like a question".to_owned(),
    };
    Reason { line, text: String::new(), question: false, why }
}

/// A style in words.
fn looks(style: Style) -> String {
    match style.form {
        Form::Heading => format!("headings of level {}", style.key),
        Form::Bold if style.key.is_multiple_of(4) => "bold paragraphs".to_owned(),
        Form::Bold => "paragraphs with a bold beginning".to_owned(),
        Form::Details => "`<details>` summaries".to_owned(),
        Form::List => format!(
            "{} items{}",
            if style.key & 2 == 2 { "numbered" } else { "bulleted" },
            if style.key & 1 == 1 { " with a bold beginning" } else { "" }
        ),
        Form::Paragraph if style.key == 0 => "numbered lines".to_owned(),
        Form::Paragraph => "plain paragraphs".to_owned(),
        Form::Title => "titles".to_owned(),
        Form::Label => "labelled lines".to_owned(),
        Form::Card => "flashcards".to_owned(),
        Form::Cloze => "clozes".to_owned(),
        Form::Callout => "question callouts".to_owned(),
        Form::Table => "rows of a table of questions".to_owned(),
    }
}

/// Lines by their first bytes, so that finding one is no search through the note.
struct Lines<'t>(Vec<usize>, &'t str);

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        Self(starts.collect(), text)
    }

    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start <= byte.min(self.1.len()))
    }

    fn of_range(&self, range: &Range<usize>) -> std::ops::RangeInclusive<usize> {
        self.at(range.start)..=self.at(range.end.max(range.start + 1) - 1)
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for style in &self.styles {
            write!(
                f,
                "{}: {} of {} are questions; {} end with a question mark, {} ask",
                style.looks, style.questions, style.places, style.marked, style.asking
            )?;
            let parts = [
                (style.labelled, "labelled"),
                (style.options, "with options"),
                (style.hidden, "with a hidden answer"),
                (style.announced, "with an answer's label"),
            ];
            for (count, what) in parts.iter().filter(|(count, _)| *count > 0) {
                write!(f, ", {count} {what}")?;
            }
            writeln!(f, " (weight {})", style.weight)?;
        }
        for reason in &self.lines {
            let verdict = if reason.question { "a question" } else { "no question" };
            writeln!(f, "line {}: {verdict}: {} {:?}", reason.line, reason.why, reason.text)?;
        }
        Ok(())
    }
}
