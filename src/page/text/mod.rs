//! A study's body -> the segments of its page: prose, headings and questions, in the order of the text.

use crate::page::context::{ChoiceSegment, HeadingSegment, QuestionSegment, Segment};
mod cut;

use super::html::footnote;
use super::write::{Scribe, heading_level};
use crate::note::dialect::{self, Events};
use crate::question::{Heading, Question, Study};
use cut::{Piece, Role, pieces};
use pulldown_cmark::{Event, Tag, TagEnd};

/// Draws the body of a note. `marked` says that its questions show who has checked them.
pub fn draw(scribe: &mut Scribe<'_>, marked: bool) -> Vec<Segment> {
    let study = scribe.study;
    // What the dialect has to say was said when the note was planned.
    let events = dialect::events(&study.source, study.body).value;
    let (events, definitions) = footnote::take(without_title(events, study));
    let mut segments = Vec::new();
    let mut drawn = vec![Drawn::default(); study.questions.len()];
    for piece in pieces(events, study) {
        lay(scribe, piece, &mut segments, &mut drawn, marked);
    }
    fill(&mut segments, drawn);
    let definitions = definitions.into_iter().map(|it| (it.name, scribe.write(&it.events))).collect();
    let foot = scribe.footnotes.foot(definitions);
    if !foot.is_empty() {
        segments.push(Segment::Prose { html: foot });
    }
    segments
}

/// The parts of a question that have been drawn so far.
#[derive(Clone, Default)]
struct Drawn {
    placed: bool,
    prompt: String,
    block: bool,
    choices: Vec<String>,
    answer: String,
}

/// The heading that is the page's title is not drawn a second time.
fn without_title<'s>(events: Events<'s>, study: &Study) -> Events<'s> {
    match &study.title_heading {
        Some(title) => {
            events.into_iter().filter(|(_, span)| !title.contains(&span.start)).collect()
        }
        None => events,
    }
}

fn lay(scribe: &mut Scribe<'_>, piece: Piece<'_>, segments: &mut Vec<Segment>, drawn: &mut [Drawn], marked: bool) {
    match piece.role {
        Role::Prose => prose(scribe, piece.events, segments),
        Role::Prompt(q) => {
            place(scribe.study, q, segments, drawn, marked);
            let part = &mut drawn[q];
            part.block |= has_block(&piece.events);
            if !part.prompt.is_empty() && !part.block {
                part.prompt.push_str("<br>");
            }
            part.prompt.push_str(&scribe.write(&piece.events));
        }
        Role::Choice(q, c) => {
            place(scribe.study, q, segments, drawn, marked);
            let choices = &mut drawn[q].choices;
            choices.resize(choices.len().max(c + 1), String::new());
            choices[c].push_str(&scribe.write(&piece.events));
        }
        Role::Answer(q) => {
            place(scribe.study, q, segments, drawn, marked);
            drawn[q].answer.push_str(&scribe.write(&piece.events));
        }
    }
}

/// Gives a question its segment, at the place of its first part.
fn place(study: &Study, q: usize, segments: &mut Vec<Segment>, drawn: &mut [Drawn], marked: bool) {
    if !std::mem::replace(&mut drawn[q].placed, true) {
        segments.push(Segment::Question(Box::new(segment(study, &study.questions[q], q, marked))));
    }
}

fn segment(study: &Study, question: &Question, q: usize, marked: bool) -> QuestionSegment {
    let answered = !question.cut.answer.is_empty();
    let letters = ('A'..='Z').map(String::from).chain((27..).map(|n: usize| n.to_string()));
    let choices = question.cut.choices.iter().zip(letters);
    QuestionSegment {
        id: question.id.to_string(),
        prompt_hash: question.prompt_hash.to_string(),
        anchor: question.anchor.to_string(),
        number: q + 1,
        label: None,
        prompt_html: String::new(),
        prompt_block: false,
        choices: choices
            .map(|(it, letter)| ChoiceSegment { letter, html: String::new(), correct: it.correct })
            .collect(),
        multiple: question.cut.choices.iter().filter(|choice| choice.correct).count() > 1,
        answer_html: answered.then(String::new),
        form: question.form.name(),
        state: (marked && answered).then_some("unchecked"),
        level: level_under(study, question.cut.whole.start),
    }
}

/// One deeper than the heading above, for whoever moves through the page by headings.
fn level_under(study: &Study, at: usize) -> u8 {
    let above = &study.headings[..study.headings.partition_point(|heading| heading.span.start < at)];
    let above = above.iter().rev().find(|heading| Some(&heading.span) != study.title_heading.as_ref());
    above.map_or(2, |heading| (heading_level(heading.level, shift(study)) + 1).min(6))
}

/// How far headings move so that the topmost of them is an `h2`: the title is the page's only `h1`, and no level may be
/// skipped below it.
pub fn shift(study: &Study) -> i8 {
    let own = study.headings.iter().filter(|heading| Some(&heading.span) != study.title_heading.as_ref());
    let top = own.map(|heading| heading.level).min().unwrap_or(2);
    2 - i8::try_from(top).unwrap_or(2)
}

fn fill(segments: &mut [Segment], mut drawn: Vec<Drawn>) {
    for segment in segments {
        let Segment::Question(question) = segment else { continue };
        let parts = std::mem::take(&mut drawn[question.number - 1]);
        question.prompt_html = parts.prompt;
        question.prompt_block = parts.block;
        if question.answer_html.is_some() {
            question.answer_html = Some(parts.answer).filter(|html| !html.trim().is_empty());
        }
        question.choices.iter_mut().zip(parts.choices).for_each(|(choice, html)| choice.html = html);
    }
}

fn has_block(events: &Events<'_>) -> bool {
    events.iter().any(|(event, _)| {
        matches!(
            event,
            Event::Start(
                Tag::Paragraph
                    | Tag::CodeBlock(_)
                    | Tag::List(_)
                    | Tag::Table(_)
                    | Tag::BlockQuote(_)
                    | Tag::Heading { .. }
                    | Tag::HtmlBlock
            ) | Event::Rule
        )
    })
}

/// Prose is parted at the headings of the text itself, which the theme draws as sections.
fn prose(scribe: &mut Scribe<'_>, events: Events<'_>, segments: &mut Vec<Segment>) {
    let mut run = Events::new();
    let mut heading: Option<Events<'_>> = None;
    let mut depth = 0usize;
    for (event, span) in events {
        match &event {
            Event::Start(Tag::Heading { .. }) if depth == 0 => {
                flush(scribe, &mut run, segments);
                heading = Some(Events::new());
            }
            Event::Start(_) => depth += 1,
            Event::End(TagEnd::Heading(_)) if depth == 0 => {}
            Event::End(_) => depth -= 1,
            _ => {}
        }
        let ends = matches!(event, Event::End(TagEnd::Heading(_))) && depth == 0;
        heading.as_mut().unwrap_or(&mut run).push((event, span));
        if ends && let Some(events) = heading.take() {
            segments.push(Segment::Heading(section(scribe, &events)));
        }
    }
    flush(scribe, &mut run, segments);
}

fn flush(scribe: &mut Scribe<'_>, run: &mut Events<'_>, segments: &mut Vec<Segment>) {
    let html = scribe.write(run);
    run.clear();
    if !html.trim().is_empty() {
        segments.push(Segment::Prose { html });
    }
}

fn section(scribe: &mut Scribe<'_>, events: &Events<'_>) -> HeadingSegment {
    let study = scribe.study;
    let start = events[0].1.start;
    let known = study.headings.binary_search_by_key(&start, |heading| heading.span.start).ok();
    let (questions, anchor, level) = match known {
        Some(at) => (under(study, at), study.headings[at].anchor.to_string(), study.headings[at].level),
        None => (0, String::new(), 2),
    };
    let inner = &events[1..events.len() - 1];
    let (label, inner) = split_label(inner);
    HeadingSegment {
        level: heading_level(level, scribe.shift),
        anchor,
        label,
        title_html: scribe.write(&inner),
        questions,
        checked: 0,
    }
}

/// Parts `1. ` or `2.3) ` from the first words of a heading.
fn split_label<'s>(events: &[(Event<'s>, std::ops::Range<usize>)]) -> (Option<String>, Events<'s>) {
    let mut events: Events<'s> = events.to_vec();
    if let Some((Event::Text(text), _)) = events.first()
        && let Some((label, rest)) = label(text)
    {
        let (label, rest) = (label.to_owned(), rest.to_owned());
        events[0].0 = Event::Text(rest.into());
        return (Some(label), events);
    }
    (None, events)
}

/// The number at the front of a heading's words, and the words after it.
pub fn label(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let digits = text[..end].trim_end_matches('.');
    let rest = &text[end..];
    let closed = text[..end].ends_with('.') || rest.starts_with(')');
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    let fits = !digits.is_empty() && digits.len() <= 8 && !digits.starts_with('.') && closed && rest.starts_with(' ');
    fits.then(|| (digits, rest.trim_start()))
}

/// How many questions stand under a heading, up to the next one of its level or higher.
pub fn under(study: &Study, heading: usize) -> usize {
    let Heading { level, span, .. } = &study.headings[heading];
    let end = study.headings[heading + 1..]
        .iter()
        .find(|next| next.level <= *level)
        .map_or(usize::MAX, |next| next.span.start);
    let before = |at: usize| study.questions.partition_point(|question| question.cut.whole.start < at);
    before(end) - before(span.start)
}
