//! Where a question's parts are: from its head to the next question, less what stands between them without belonging to
//! either.

use super::form::{Answer, Candidate};
use super::reading::Reading;
use super::study::{Cut, Form};
use crate::note::block::Kind;
use std::ops::Range;

/// Cuts every chosen candidate; the candidates are in order.
pub fn cut(reading: &Reading<'_>, chosen: &[&Candidate]) -> Vec<Cut> {
    let rules: Vec<usize> = reading
        .tree
        .blocks
        .iter()
        .filter(|block| block.kind == Kind::Rule && block.parent.is_none())
        .map(|block| block.span.start)
        .collect();
    let one = |(i, candidate): (usize, &&Candidate)| {
        let next = chosen.get(i + 1).map_or(usize::MAX, |next| next.head.start);
        match &candidate.answer {
            Answer::Fixed(answer, end) => part(reading, candidate, answer.clone(), *end),
            Answer::Runs(range) => {
                let mut end = range.end.min(next).max(range.start);
                if candidate.style.form != Form::Heading {
                    let rule = rules.partition_point(|&rule| rule < range.start);
                    end = rules.get(rule).map_or(end, |&rule| end.min(rule));
                }
                let body = tail(reading, range.start..end);
                let answer = if reading.shows(body.clone()) { vec![body.clone()] } else { Vec::new() };
                let end = if answer.is_empty() { candidate.head.end } else { body.end };
                part(reading, candidate, answer, end)
            }
        }
    };
    chosen.iter().enumerate().map(one).collect()
}

fn part(reading: &Reading<'_>, candidate: &Candidate, answer: Vec<Range<usize>>, end: usize) -> Cut {
    let answer = answer.into_iter().map(|range| reading.trim(range)).filter(|range| !range.is_empty()).collect();
    Cut {
        whole: candidate.head.start..end.max(candidate.head.end),
        prompt: candidate.prompt.clone(),
        choices: candidate.choices.clone(),
        answer,
    }
}

/// An answer without what trails it: rules, links back to the top, empty HTML.
fn tail(reading: &Reading<'_>, span: Range<usize>) -> Range<usize> {
    let mut span = reading.trim(span);
    loop {
        // The last block that begins in the answer at its own level.
        let last = reading.tree.blocks.partition_point(|block| block.span.start < span.end);
        let Some(mut block) = last.checked_sub(1) else { return span };
        while let Some(parent) =
            reading.tree.blocks[block].parent.filter(|&parent| reading.tree.blocks[parent].span.start >= span.start)
        {
            block = parent;
        }
        let it = &reading.tree.blocks[block];
        if it.span.start <= span.start || it.span.end < span.end || !trails(reading, block) {
            return span;
        }
        span = reading.trim(span.start..it.span.start);
    }
}

fn trails(reading: &Reading<'_>, block: usize) -> bool {
    let it = &reading.tree.blocks[block];
    match it.kind {
        Kind::Rule => true,
        Kind::Html | Kind::Paragraph => back_link(reading, &it.span) || !reading.shows(it.span.clone()),
        _ => false,
    }
}

/// A block that is nothing but one link to a place on the same page.
fn back_link(reading: &Reading<'_>, span: &Range<usize>) -> bool {
    let text = reading.text[span.clone()]
        .trim()
        .trim_matches(|c: char| matches!(c, '*' | '_' | '⬆' | '↑' | '🔝' | '\u{fe0f}' | ' '));
    let markdown =
        text.starts_with('[') && text.ends_with(')') && text.matches("](").count() == 1 && text.contains("](#");
    let html =
        text.matches("<a ").count() == 1 && (text.contains("href=\"#") || text.contains("href='#")) && text.len() < 300;
    markdown || html
}
