//! Every question as a row, for `recto questions`; and every answer, for whoever checks it.

pub mod answers;
pub mod wanting;

use super::readied::Readied;
use super::recipe::Plan;
use crate::address::SourcePath;
use crate::config::Options;
use crate::note;
use crate::page;
use crate::page::context::{ChoiceSegment, Segment};
use crate::page::html::highlight::Highlights;
use crate::question::{self, AskingFolders, Explanation, Study};
use crate::source::Sources;
use crate::standing::State;
use rayon::prelude::*;
use serde::Serialize;

/// One question, as tools read it.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The note's path below the input folder.
    pub source: String,
    /// The line on which the question begins, from 1.
    pub line: usize,
    /// The family of forms it is written in.
    pub form: &'static str,
    /// The words of the headings above it, outermost first, with ` / ` between.
    pub section: String,
    /// Its words.
    pub question: String,
    /// Its answer as HTML, formulas as TeX between dollar signs; empty when nobody has written one.
    pub answer: String,
    /// The options of a choice, as plain text.
    pub choices: Vec<String>,
    /// Which of them are right, counted from 0.
    pub correct: Vec<usize>,
    /// How sure Recto is that this is a question, in hundredths.
    pub confidence: u8,
    /// The first line of the answer, from 1.
    pub answer_first_line: Option<usize>,
    /// The last line of the answer, from 1.
    pub answer_last_line: Option<usize>,
    /// For ever.
    pub id: String,
    /// Its words alone.
    pub prompt_hash: String,
    /// How its answer stands: unchecked, checked, disputed or changed; none when nobody has written one with it.
    pub state: Option<&'static str>,
}

/// Lists the questions of every published note, in reading order.
pub fn rows(plan: &Plan) -> Vec<Row> {
    plan.notes().par_iter().flat_map(|ready| of_note(ready, plan)).collect()
}

/// Why what stands in a note is a question or not; `None` when there is no such note.
pub fn explain(sources: &Sources, options: &Options, path: &SourcePath, line: Option<usize>) -> Option<Explanation> {
    let source = sources.notes.get(path)?;
    let asks = AskingFolders::of(sources.notes.keys()).hold(path);
    Some(question::explain(&note::parse(source).value, options, asks, line))
}

fn of_note(ready: &Readied, plan: &Plan) -> Vec<Row> {
    let open = ready.note.opened();
    let study = &open.study;
    let text = &*study.source.text;
    let segments = page::note::segments_with_tex(ready.drawn(&open), Highlights::embedded(), &plan.parts.options).value;
    let drawn = segments.into_iter().filter_map(|segment| match segment {
        Segment::Question(question) => Some(question),
        _ => None,
    });
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let line = |at: usize| starts.partition_point(|start| *start <= at);
    drawn
        .map(|drawn| {
            let question = &study.questions[drawn.number - 1];
            let visible = |span: &std::ops::Range<usize>| {
                let lead = text[span.clone()].len() - text[span.clone()].trim_start().len();
                (span.start + lead, span.start + text[span.clone()].trim_end().len())
            };
            let cut = &question.cut;
            let first = cut.answer.first().or(cut.entry.as_ref()).map(|span| line(visible(span).0));
            let last = cut.answer.last().or(cut.entry.as_ref()).map(|span| line(visible(span).1.saturating_sub(1)));
            let start = || titled(study).unwrap_or(question.cut.whole.start);
            let prompt = question.cut.prompt.first().map_or_else(start, |span| span.start);
            Row {
                source: study.source.path.to_string(),
                line: line(prompt),
                form: question.form.name(),
                section: question.section.join(" / "),
                question: question.text.to_string(),
                answer: drawn.answer_html.clone().unwrap_or_else(|| right(&drawn.choices)),
                correct: (0..drawn.choices.len()).filter(|&at| drawn.choices[at].correct).collect(),
                choices: drawn.choices.iter().map(|choice| page::note::plain(&choice.html)).collect(),
                confidence: question.confidence,
                answer_first_line: first,
                answer_last_line: last,
                id: question.id.to_string(),
                prompt_hash: question.prompt_hash.to_string(),
                state: ready.standings.of(drawn.number - 1).state.map(State::name),
            }
        })
        .collect()
}

/// Where front matter has the title of a note whose page has no heading for it.
fn titled(study: &Study) -> Option<usize> {
    let head = &study.source.text[..study.body];
    study.front.title.as_ref().filter(|_| study.title_heading.is_none())?;
    let starts = std::iter::once(0).chain(head.match_indices('\n').map(|(end, _)| end + 1));
    let is_title = |at: &usize| head[*at..].get(..6).is_some_and(|key| key.eq_ignore_ascii_case("title:"));
    starts.into_iter().find(is_title)
}

/// What answers a choice that nobody explains: the options that are right.
fn right(choices: &[ChoiceSegment]) -> String {
    choices.iter().filter(|choice| choice.correct).map(|choice| format!("<p>{}</p>", choice.html)).collect()
}
