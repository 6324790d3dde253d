//! Note -> [`Study`]: the questions of a note, each with its answer, as places in its source.
//!
//! Steps: read the note's words and headings; let each family of forms offer candidates; decide one convention; cut each
//! question out; name it. A study holds spans, never events or HTML: `page` reads the body again and lays each event where
//! its bytes belong. Every step is linear in the note, and none recurses.

mod explain;
mod identify;
mod named;

mod cut;

mod convention;

mod form;

mod parts;

mod reading;

mod folder;
mod study;

mod words;

pub use crate::config::Form;
pub use explain::{Explanation, Reason, StyleEvidence};
pub use folder::AskingFolders;
pub use parts::letters_of;
pub use study::{Blank, Choice, Cut, Heading, Named, Question, Study};
pub use words::{SIGNS, place};

use crate::config::{Options, Questions};
use crate::diagnostic::{Diagnostic, Reported};
use crate::note::Note;
use convention::Convention;
use form::Candidate;
use reading::Reading;
use std::ops::Range;

/// Finds the questions of a note that stands by itself.
pub fn recognise(note: Note<'_>, options: &Options) -> Reported<Study> {
    recognise_in(note, options, false)
}

/// Finds the questions of a note among others; `folder_asks` is what [`AskingFolders::hold`] says of it.
pub fn recognise_in(note: Note<'_>, options: &Options, folder_asks: bool) -> Reported<Study> {
    let mut findings = Vec::new();
    let found = find(&note, options, folder_asks, &mut findings);
    let Note { source, front, body, links, ids, footnotes, .. } = note;
    let Found { title, title_heading, headings, asking, questions, blocks } = found;
    let study = Study {
        source: source.clone(),
        front,
        body,
        title,
        title_heading,
        headings: headings.into(),
        asking: asking.into(),
        questions: questions.into(),
        links: links.into(),
        ids: ids.into(),
        footnotes: footnotes.into(),
        blocks: blocks.into(),
    };
    Reported::new(study, findings)
}

/// What is found in a note.
struct Found {
    title: String,
    title_heading: Option<Range<usize>>,
    headings: Vec<Heading>,
    asking: Vec<Heading>,
    questions: Vec<Question>,
    blocks: Vec<Named>,
}

fn find(note: &Note<'_>, options: &Options, folder_asks: bool, findings: &mut Vec<Diagnostic>) -> Found {
    let reading = Reading::new(note);
    let (mut candidates, mut convention) = decide(&reading, options, folder_asks, false);
    findings.extend(explain::ambiguous(note, &candidates, &convention));
    let mut questions = identify::questions(&reading, &mut convention, &mut candidates, findings);
    let (headings, asking) = identify::anchors(&reading, &mut questions);
    let (title, title_heading) = title(&reading, &headings);
    let blocks = named::blocks(&note.blocks, &questions, &headings, title_heading.as_ref());
    Found { title, title_heading, headings, asking, questions, blocks }
}

/// Says which convention was inferred for a note and on what evidence, and why each place that could ask is a question
/// or not: of one line (from 1), or of all that came near.
pub fn explain(note: &Note<'_>, options: &Options, folder_asks: bool, line: Option<usize>) -> Explanation {
    let mut findings = Vec::new();
    let reading = Reading::new(note);
    let (mut candidates, mut convention) = decide(&reading, options, folder_asks, true);
    let questions = identify::questions(&reading, &mut convention, &mut candidates, &mut findings);
    explain::explain(note, &candidates, &convention, &questions, line)
}

/// How many pieces of text, lines and blocks recognising a note looks at: a measure of its cost that no clock disturbs.
pub fn work(note: &Note<'_>, options: &Options) -> usize {
    let mut findings = Vec::new();
    let reading = Reading::new(note);
    let (mut candidates, mut convention) = decide(&reading, options, false, false);
    identify::questions(&reading, &mut convention, &mut candidates, &mut findings);
    reading.work.get()
}

fn decide<'n>(
    reading: &Reading<'n>,
    options: &Options,
    folder_asks: bool,
    explained: bool,
) -> (Vec<Candidate<'n>>, Convention) {
    let note = reading.note;
    let asked = note.front.questions.unwrap_or_else(|| options.questions_in(&note.source.path));
    let only = if let Questions::Only(form) = asked { Some(form) } else { None };
    let all = explained || only.is_some();
    let candidates = if asked == Questions::Off { Vec::new() } else { form::candidates(reading, folder_asks, all) };
    let convention = convention::decide(reading, &candidates, only);
    (candidates, convention)
}

/// Front matter's title, else the first H1 that is no question, else the file's name; and the H1 that says the same, when
/// it is the note's first heading.
fn title(reading: &Reading<'_>, headings: &[Heading]) -> (String, Option<Range<usize>>) {
    let first = reading.heads.iter().find(|head| !head.text.is_empty());
    let is_first = |heading: &Heading| first.is_some_and(|first| first.span == heading.span);
    // Further down `<h1>` is an example or an ornament, and none of Obsidian's headings.
    let is_html = |heading: &Heading| reading.text[heading.span.clone()].trim_start().starts_with('<');
    let names = |heading: &&Heading| heading.level == 1 && (is_first(heading) || !is_html(heading));
    let first_h1 = headings.iter().find(names);
    let title = match (&reading.note.front.title, first_h1) {
        (Some(title), _) => title.clone(),
        (None, Some(h1)) => h1.text.clone(),
        (None, None) => reading.note.source.path.stem().to_owned(),
    };
    let opens = first_h1.filter(|h1| is_first(h1) && h1.text == title);
    (title, opens.map(|h1| h1.span.clone()))
}
