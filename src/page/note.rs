//! A note's page.

use super::context::{Backlink, Link, NoteInfo, NotePage, OutlineEntry, Segment, TagLink, long};
use super::frame::Frame;
use super::html::footnote::Footnotes;
use super::html::highlight::Highlights;
use super::text as body;
pub use super::text::plain;
use super::theme::Theme;
use super::write::Scribe;
use crate::address::Address;
use crate::config::{Html, Options};
use crate::diagnostic::Reported;
use crate::link::Linked;
use crate::note::dialect;
use crate::publish::Published;
use crate::question::Study;
use crate::standing::Standings;
use std::cell::OnceCell;

/// What stands beside a note on its page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Beside {
    /// The note before.
    pub previous: Option<Link>,
    /// The note after.
    pub next: Option<Link>,
    /// Its tags.
    pub tags: Vec<TagLink>,
    /// The notes that link to it.
    pub linked_from: Vec<Backlink>,
}

/// A note with the answers to its links, ready to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Readied<'a> {
    /// The note.
    pub note: &'a Published,
    /// What its targets became.
    pub linked: &'a Linked,
    /// Where its text will stand.
    pub address: &'a Address,
    /// How its answers stand.
    pub standings: &'a Standings,
}

/// Draws the text of a note as the segments of a page.
pub fn segments(ready: Readied<'_>, lights: &Highlights, options: &Options) -> Reported<Vec<Segment>> {
    segments_with(ready, lights, options, false)
}

/// The same for programs that read HTML and TeX: formulas stand between dollar signs, as they were written.
pub fn segments_with_tex(ready: Readied<'_>, lights: &Highlights, options: &Options) -> Reported<Vec<Segment>> {
    segments_with(ready, lights, options, true)
}

fn segments_with(ready: Readied<'_>, lights: &Highlights, options: &Options, tex: bool) -> Reported<Vec<Segment>> {
    let study: &Study = &ready.note.study;
    let mut scribe = Scribe {
        study,
        linked: ready.linked,
        address: ready.address,
        url: &options.url,
        lights,
        trust: options.html == Html::Trust,
        tex,
        cleaner: OnceCell::new(),
        levels: Vec::new(),
        named: Scribe::named(study),
        footnotes: Footnotes::default(),
        findings: Vec::new(),
        under: 1,
        shown: None,
        embeds: 0,
    };
    let mut segments = body::draw(&mut scribe, ready.standings, options.live, &options.repo);
    if tex {
        answered_apart(&mut scribe, &mut segments);
    }
    Reported::new(segments, scribe.findings)
}

/// A program has no page on which to follow a link: it gets the entries of a section of answers as the answers they are.
fn answered_apart(scribe: &mut Scribe<'_>, segments: &mut [Segment]) {
    let study = scribe.study;
    if study.questions.iter().all(|question| question.cut.entry.is_none()) {
        return;
    }
    let events = dialect::events(&study.source, study.body);
    for segment in segments {
        if let Segment::Question(question) = segment
            && question.answer_html.is_none()
            && let Some(entry) = &scribe.study.questions[question.number - 1].cut.entry
        {
            let html = body::excerpt(scribe, &events, entry);
            // The letter of a choice says nothing that its right options do not.
            question.answer_html = Some(html).filter(|html| question.choices.is_empty() || plain(html).contains(' '));
        }
    }
}

/// Draws a note's page.
pub fn draw(
    ready: Readied<'_>,
    frame: &Frame,
    beside: &Beside,
    theme: &Theme,
    lights: &Highlights,
    options: &Options,
) -> Reported<String> {
    let study: &Study = &ready.note.study;
    let mut findings = Vec::new();
    let body = segments(ready, lights, options).into(&mut findings);
    let told = options.structured_data && !frame.noindex;
    let page = NotePage {
        quiz: told.then(|| body::quiz(study, &body)).flatten(),
        note: info(ready, &beside.tags, options),
        outline: outline(study, ready.standings),
        ruler: ruler(ready),
        body,
        previous: beside.previous.clone(),
        next: beside.next.clone(),
        linked_from: &beside.linked_from,
    };
    let page = theme.render("note.html", &frame.common(theme, options), &page).into(&mut findings);
    Reported::new(page, findings)
}

/// What a page says of a note.
pub fn info<'a>(ready: Readied<'a>, tags: &[TagLink], options: &Options) -> NoteInfo<'a> {
    let study: &Study = &ready.note.study;
    let tally = ready.standings.all();
    let words = words(&study.source.text[study.body..]);
    let apart = study.questions.iter().filter(|it| !it.answered() && it.cut.entry.is_some()).count();
    NoteInfo {
        title: &study.title,
        url: options.url.link(ready.address),
        source: study.source.path.as_str(),
        edit_url: options.repo.edit_url(study.source.path.as_str(), 1),
        draft: ready.note.draft,
        date: study.front.date.map(|date| date.to_string()),
        date_long: study.front.date.map(long),
        description: study.front.description.as_deref().unwrap_or(""),
        tags: tags.to_vec(),
        classes: study.front.classes.join(" "),
        extra: &study.front.extra,
        questions: tally.questions,
        unanswered: (tally.questions - tally.answers).saturating_sub(apart),
        minutes: words.div_ceil(WORDS_A_MINUTE),
        kept: ready.standings.are_kept(),
        marks: ready.standings.are_kept() && !tally.is_whole(),
        tally,
    }
}

/// How many words a text has. Most are ASCII, where each byte is soon judged.
fn words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let is_white = |byte: u8| matches!(byte, 9..=13 | b' ');
    let bytes = text.as_bytes();
    let begun = bytes.iter().zip(bytes.iter().skip(1)).map(|(before, byte)| is_white(*before) & !is_white(*byte));
    begun.map(usize::from).sum::<usize>() + usize::from(bytes.first().is_some_and(|byte| !is_white(*byte)))
}

/// Silent reading of expository English: 238 words a minute (Brysbaert 2019), slower for code.
const WORDS_A_MINUTE: usize = 200;

/// The headings of the text itself, down to the third level below the topmost.
fn outline(study: &Study, standings: &Standings) -> Vec<OutlineEntry> {
    let own: Vec<usize> = (0..study.headings.len()).filter(|&at| is_own(study, at)).collect();
    let top = own.iter().map(|&at| study.headings[at].level).min().unwrap_or(1);
    own.into_iter()
        .filter(|&at| study.headings[at].level < top + 3)
        .map(|at| {
            let heading = &study.headings[at];
            let (label, title) =
                body::label(&heading.text).map_or((None, heading.text.as_str()), |(label, rest)| (Some(label), rest));
            OutlineEntry {
                level: heading.level - top + 1,
                label: label.map(str::to_owned),
                title: title.to_owned(),
                anchor: heading.anchor.to_string(),
                questions: body::under(study, at).len(),
                tally: standings.tally(body::under(study, at)),
            }
        })
        .collect()
}

/// Neither the page's title nor a heading within a question.
fn is_own(study: &Study, heading: usize) -> bool {
    let span = &study.headings[heading].span;
    let before = study.questions.partition_point(|question| question.cut.whole.start <= span.start);
    let inside = before > 0 && study.questions[before - 1].cut.whole.end > span.start;
    !inside && Some(span) != study.title_heading.as_ref()
}

/// The state of each answer of a note that keeps checks, parted at the topmost headings.
pub fn ruler(ready: Readied<'_>) -> Vec<Vec<&'static str>> {
    let study: &Study = &ready.note.study;
    let own: Vec<usize> = (0..study.headings.len()).filter(|&at| is_own(study, at)).collect();
    let top = own.iter().map(|&at| study.headings[at].level).min().unwrap_or(1);
    let starts: Vec<usize> =
        own.into_iter().map(|at| &study.headings[at]).filter(|it| it.level == top).map(|it| it.span.start).collect();
    let mut sections = vec![Vec::new(); starts.len() + 1];
    for (at, question) in study.questions.iter().enumerate() {
        if let Some(state) = ready.standings.state(at) {
            sections[starts.partition_point(|start| *start <= question.cut.whole.start)].push(state.name());
        }
    }
    sections.retain(|section| !section.is_empty());
    sections
}
