//! A study's body -> the segments of its page: prose, headings and questions, in the order of the text.

use crate::page::context::{CheckInfo, ChoiceSegment, HeadingSegment, PlaceInfo, QuestionSegment, Segment};
mod cloze;
mod cut;
mod front;
mod levels;
mod signs;

mod quiz;

use super::html::footnote;
use super::write::Scribe;
use crate::link::Linked;
use crate::note::dialect::{self, Events};
use crate::question::{Heading, Question, Study};
use crate::repo::Repo;
use crate::standing::{Standings, State, seen};
use cut::{Piece, Role, pieces};
use front::{without_breaks, without_label, without_letter};
use levels::Levels;
use pulldown_cmark::{Event, Tag, TagEnd};
pub use quiz::{plain, quiz};
use std::ops::Range;

/// Draws the body of a note, each question with its standing and, where there is one, its place in the repository.
pub fn draw(scribe: &mut Scribe<'_>, standings: &Standings, live: bool, repo: &Repo) -> Vec<Segment> {
    let study = scribe.study;
    // What the dialect has to say was said when the note was planned.
    let events = dialect::events(&study.source, study.body);
    let (events, definitions) = footnote::take(without_title(events, study));
    let mut segments = Vec::new();
    let Levels { headings, questions } = levels::levels(study);
    scribe.levels = headings;
    let checked_by = live.then_some((study, scribe.linked));
    let stand = Stand { standings, checked_by, places: places(study, repo) };
    let mut drawn: Vec<Drawn> = questions.into_iter().map(|level| Drawn { level, ..Drawn::default() }).collect();
    for piece in pieces(events, study) {
        lay(scribe, piece, &mut segments, &mut drawn, &stand);
    }
    fill(study, &mut segments, drawn);
    let definitions = definitions.into_iter().map(|it| (it.name, scribe.write(&it.events))).collect();
    let foot = scribe.footnotes.foot(definitions);
    if !foot.is_empty() {
        segments.push(Segment::Prose { html: foot });
    }
    segments
}

/// The HTML of some bytes of a note's text, by themselves, of its events in their order.
pub fn excerpt(scribe: &mut Scribe<'_>, events: &Events<'_>, span: &Range<usize>) -> String {
    let study = scribe.study;
    let within = |(_, at): &&(Event<'_>, Range<usize>)| span.start <= at.start && at.start < span.end;
    let mut events: Events<'_> = events.iter().filter(within).cloned().collect();
    let mut open = 0usize;
    events.retain(|(event, at)| {
        // A list holds the blank lines behind it.
        let end = at.start + study.source.text[at.clone()].trim_end().len();
        let inside = end <= span.end;
        match event {
            Event::Start(_) if inside => open += 1,
            // What began before the excerpt ends in it without having begun.
            Event::End(_) if inside && open == 0 => return false,
            Event::End(_) if inside => open -= 1,
            _ => {}
        }
        inside
    });
    scribe.write(&events)
}

/// What is known of a note's questions beside their text.
struct Stand<'a> {
    standings: &'a Standings,
    /// What an answer is seen with, where somebody may check it.
    checked_by: Option<(&'a Study, &'a Linked)>,
    places: Vec<PlaceInfo>,
}

/// Where each question stands in the repository; nothing where no repository is known.
fn places(study: &Study, repo: &Repo) -> Vec<PlaceInfo> {
    if !repo.is_known() {
        return Vec::new();
    }
    let (source, text) = (study.source.path.as_str(), &study.source.text);
    let (mut line, mut counted) = (1, 0);
    let place = |question: &Question| {
        let start = question.cut.prompt.first().map_or(question.cut.whole.start, |span| span.start);
        line += text[counted..start.max(counted)].matches('\n').count();
        counted = start.max(counted);
        let (edit_url, file) = (repo.edit_url(source, line), repo.file(source));
        PlaceInfo { file, line, text: question.text.to_string(), edit_url }
    };
    study.questions.iter().map(place).collect()
}

/// The parts of a question that have been drawn so far.
#[derive(Clone, Default)]
struct Drawn {
    placed: bool,
    labelled: bool,
    level: u8,
    prompt: String,
    block: bool,
    choices: Vec<Lettered>,
    answer: String,
}

/// An option, without the author's letter where it had one.
#[derive(Clone, Default)]
struct Lettered {
    letter: Option<String>,
    html: String,
}

/// The heading that is the page's title is not drawn a second time.
fn without_title<'s>(events: Events<'s>, study: &Study) -> Events<'s> {
    match &study.title_heading {
        Some(title) => events.into_iter().filter(|(_, span)| !title.contains(&span.start)).collect(),
        None => events,
    }
}

fn lay(scribe: &mut Scribe<'_>, piece: Piece<'_>, segments: &mut Vec<Segment>, drawn: &mut [Drawn], stand: &Stand<'_>) {
    match piece.role {
        Role::Prose => prose(scribe, piece.events, segments, stand.standings),
        Role::Prompt(q) => {
            place(scribe.study, q, segments, drawn, stand);
            let mut piece = piece;
            if drawn[q].prompt.is_empty()
                && let Some(label) = numbered(&scribe.study.questions[q])
            {
                drawn[q].labelled |= without_label(&mut piece.events, label);
            }
            let blanks = &scribe.study.questions[q].cut.blanks;
            if !blanks.is_empty() {
                let (hidden, shown) = cloze::both(&piece.events, blanks, &scribe.study.source.text);
                drawn[q].answer.push_str(&scribe.write(&shown));
                piece.events = hidden;
            }
            let part = &mut drawn[q];
            part.block |= has_block(&piece.events) || scribe.shows_blocks(&piece.events);
            if !part.prompt.is_empty() && !part.block {
                part.prompt.push_str("<br>");
            }
            part.prompt.push_str(&scribe.write(&piece.events));
        }
        Role::Choice(q, c) => {
            place(scribe.study, q, segments, drawn, stand);
            let mut piece = piece;
            let choices = &mut drawn[q].choices;
            choices.resize(choices.len().max(c + 1), Lettered::default());
            if choices[c].html.is_empty() {
                choices[c].letter = without_letter(&mut piece.events, c);
            }
            choices[c].html.push_str(&scribe.write(&piece.events));
        }
        Role::Answer(q) => {
            place(scribe.study, q, segments, drawn, stand);
            let above = std::mem::replace(&mut scribe.under, drawn[q].level);
            let mut piece = piece;
            if drawn[q].answer.is_empty() {
                without_breaks(&mut piece.events);
            }
            drawn[q].answer.push_str(&scribe.write(&piece.events));
            scribe.under = above;
        }
    }
}

/// Gives a question its segment, at the place of its first part.
fn place(study: &Study, q: usize, segments: &mut Vec<Segment>, drawn: &mut [Drawn], stand: &Stand<'_>) {
    if !std::mem::replace(&mut drawn[q].placed, true) {
        segments.push(Segment::Question(Box::new(segment(study, q, drawn[q].level, stand))));
    }
}

fn segment(study: &Study, q: usize, level: u8, stand: &Stand<'_>) -> QuestionSegment {
    let question = &study.questions[q];
    let entry = question.cut.entry.as_ref().filter(|_| !question.answered()).map(|entry| entry.start);
    let above = |entry: usize| study.headings.iter().rfind(|heading| heading.span.start <= entry);
    let answered = !question.cut.answer.is_empty() || !question.cut.blanks.is_empty();
    let letters = ('A'..='Z').map(String::from).chain((27..).map(|n: usize| n.to_string()));
    let choices = question.cut.choices.iter().zip(letters);
    QuestionSegment {
        id: question.id.to_string(),
        prompt_hash: question.prompt_hash.to_string(),
        anchor: question.anchor.to_string(),
        number: q + 1,
        label: None,
        label_parts: Default::default(),
        prompt_html: String::new(),
        prompt_block: false,
        choices: choices
            .map(|(it, letter)| ChoiceSegment { letter, given: false, html: String::new(), correct: it.correct })
            .collect(),
        multiple: question.cut.choices.iter().filter(|choice| choice.correct).count() > 1,
        keyed: false,
        answer_html: answered.then(String::new),
        answer_at: entry.map(|entry| above(entry).map_or(String::new(), |heading| heading.anchor.to_string())),
        form: question.form.name(),
        state: stand.standings.state(q).map(State::name),
        check: stand.standings.of(q).check.map(|check| CheckInfo::of(check)),
        seen: stand.checked_by.filter(|_| question.answered()).map(|(study, linked)| {
            // Only whoever checks the answer needs it, and it costs as much as reading the answer.
            seen(study, question, &linked.shown_with(study, question)).to_string()
        }),
        place: stand.places.get(q).cloned(),
        level,
    }
}

fn fill(study: &Study, segments: &mut [Segment], mut drawn: Vec<Drawn>) {
    for segment in segments {
        let Segment::Question(question) = segment else { continue };
        let parts = std::mem::take(&mut drawn[question.number - 1]);
        question.prompt_html = parts.prompt;
        question.label = numbered(&study.questions[question.number - 1]).filter(|_| parts.labelled).map(str::to_owned);
        question.label_parts = question.label.as_deref().map(front::parted).unwrap_or_default();
        question.prompt_block = parts.block;
        if question.answer_html.is_some() {
            question.answer_html = Some(parts.answer).filter(|html| !html.trim().is_empty());
        }
        for (choice, part) in question.choices.iter_mut().zip(parts.choices) {
            choice.html = part.html;
            choice.given = part.letter.is_some();
            choice.letter = part.letter.unwrap_or(std::mem::take(&mut choice.letter));
        }
        signs::hide(&mut question.choices);
        question.keyed = question.answer_html.as_deref().is_some_and(|html| signs::names(html, &question.choices));
    }
}

/// The author's label when it tells questions apart; a bare `Q` stays with the words.
fn numbered(question: &Question) -> Option<&str> {
    question.label.as_deref().filter(|label| label.contains(|c: char| c.is_numeric()))
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
fn prose(scribe: &mut Scribe<'_>, events: Events<'_>, segments: &mut Vec<Segment>, standings: &Standings) {
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
            segments.push(Segment::Heading(section(scribe, &events, standings)));
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

fn section(scribe: &mut Scribe<'_>, events: &Events<'_>, standings: &Standings) -> HeadingSegment {
    let study = scribe.study;
    let start = events[0].1.start;
    let known = study.headings.binary_search_by_key(&start, |heading| heading.span.start).ok();
    let (questions, anchor, level) = match known {
        Some(at) => (under(study, at), study.headings[at].anchor.to_string(), scribe.levels[at]),
        None => (0..0, String::new(), 2),
    };
    scribe.under = level;
    let inner = &events[1..events.len() - 1];
    let (label, inner) = split_label(inner);
    let (tally, questions) = (standings.tally(questions.clone()), questions.len());
    HeadingSegment { level, anchor, label, title_html: scribe.write(&inner), questions, tally }
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

/// The questions under a heading, up to the next one of its level or higher.
pub fn under(study: &Study, heading: usize) -> std::ops::Range<usize> {
    let Heading { level, span, .. } = &study.headings[heading];
    let end = study.headings[heading + 1..]
        .iter()
        .find(|next| next.level <= *level)
        .map_or(usize::MAX, |next| next.span.start);
    let before = |at: usize| study.questions.partition_point(|question| question.cut.whole.start < at);
    before(span.start)..before(end)
}
