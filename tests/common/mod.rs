//! What must hold of every study, whatever the note.
#![allow(dead_code, reason = "each suite uses a part of this")]

use pulldown_cmark::{Event, Tag, TagEnd};
use recto::address::SourcePath;
use recto::config::Options;
use recto::note::{self, dialect};
use recto::question::{self, Question, Study};
use recto::source::Source;
use std::ops::Range;
use std::sync::Arc;

/// Recognises a text as a note of this name.
pub fn study(path: &str, text: &str) -> Study {
    let source = Arc::new(Source::new(SourcePath::new(path), text));
    question::recognise(note::parse(&source).value, &Options::default()).value
}

/// Says what is wrong with the places of a study: questions out of order or over one another, parts outside of their
/// question, over one another or not on character borders, and words of a question that lie in none of its parts.
pub fn faults(study: &Study) -> Vec<String> {
    let text: &str = &study.source.text;
    let mut faults = Vec::new();
    let mut last = study.body;
    for question in &study.questions {
        let whole = &question.cut.whole;
        if whole.start < last || whole.end < whole.start || whole.end > text.len() {
            faults.push(format!("{:?} begins before {last} or is no range", whole));
        }
        last = whole.end;
        faults.extend(parts_fault(question, text));
    }
    faults.extend(dropped_words(study));
    faults
}

/// The parts of a question in the order of the source.
pub fn parts(question: &Question) -> Vec<Range<usize>> {
    let cut = &question.cut;
    let choices = cut.choices.iter().map(|choice| &choice.span);
    let mut parts: Vec<Range<usize>> = cut.prompt.iter().chain(choices).chain(&cut.answer).cloned().collect();
    parts.sort_by_key(|part| part.start);
    parts
}

fn parts_fault(question: &Question, text: &str) -> Option<String> {
    let mut last = question.cut.whole.start;
    for part in parts(question) {
        let ordered = part.start >= last && part.end >= part.start && part.end <= question.cut.whole.end;
        if !ordered || !text.is_char_boundary(part.start) || !text.is_char_boundary(part.end) {
            return Some(format!("part {part:?} of {:?} ({})", question.cut.whole, question.text));
        }
        last = part.end;
    }
    None
}

fn dropped_words(study: &Study) -> Option<String> {
    let text: &str = &study.source.text;
    let mut covered: Vec<(Range<usize>, Vec<Range<usize>>)> =
        study.questions.iter().map(|it| (it.cut.whole.clone(), parts(it))).collect();
    covered.sort_by_key(|(whole, _)| whole.start);
    let mut image = 0;
    for (event, span) in dialect::events(&study.source, study.body) {
        match event {
            Event::Start(Tag::Image { .. }) => image += 1,
            Event::End(TagEnd::Image) => image -= 1,
            Event::Text(_) | Event::Code(_) if image == 0 => {
                let at = covered.partition_point(|(whole, _)| whole.end <= span.start);
                let Some((whole, parts)) = covered.get(at).filter(|(whole, _)| whole.start < span.end) else {
                    continue;
                };
                let lost = text[span.clone()].char_indices().find(|(i, c)| {
                    let at = span.start + i;
                    c.is_alphanumeric()
                        && whole.contains(&at)
                        && !parts.iter().any(|part| part.contains(&at))
                        && !is_mark(text, at)
                });
                if let Some((i, _)) = lost {
                    let at = span.start + i;
                    let end = text.floor_char_boundary((at + 40).min(text.len()));
                    return Some(format!("the words at {at} ({:?}) lie in no part of {whole:?}", &text[at..end]));
                }
            }
            _ => {}
        }
    }
    None
}

/// `^block-id` is a mark, and so is `[!question]`.
fn is_mark(text: &str, at: usize) -> bool {
    let callout = text[..at].rfind("[!").is_some_and(|open| !text[open..at].contains([']', '\n']));
    callout || is_block_id(text, at)
}

fn is_block_id(text: &str, at: usize) -> bool {
    let word = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    text[word..].starts_with('^')
}
