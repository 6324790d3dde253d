//! Note -> [`Study`]: the questions of a note, each with its answer, as places in its source.
//!
//! Steps: read the note's blocks and headings; let each family of forms offer candidates; decide one convention; cut each
//! question out; name it. A study holds spans, never events or HTML: `page` reads the body again and lays each event where
//! its bytes belong. Every step is linear in the note, and none recurses.

#[allow(dead_code, reason = "explain reads these next")]
mod convention;
mod cut;
mod form;
mod html;
mod identify;
#[allow(dead_code, reason = "forms read these next")]
mod reading;
mod study;
#[allow(dead_code, unused_imports, reason = "the next forms use these")]
mod words;

pub use study::{Choice, Cut, Form, Heading, Question, Study};

use crate::config::{Options, Questions};
use crate::diagnostic::Reported;
use crate::note::Note;
use reading::Reading;

/// Finds the questions of a note.
pub fn recognise(note: Note<'_>, options: &Options) -> Reported<Study> {
    let mut findings = Vec::new();
    let reading = Reading::new(&note);
    let candidates = match options.questions {
        Questions::Off => Vec::new(),
        Questions::Auto => form::candidates(&reading),
    };
    let convention = convention::decide(&reading, &candidates);
    let chosen: Vec<&form::Candidate> = convention.chosen.iter().map(|&chosen| &candidates[chosen]).collect();
    let cuts = cut::cut(&reading, &chosen);
    let mut questions = identify::questions(&reading, &chosen, cuts, &mut findings);
    let headings = identify::anchors(&reading, &mut questions);
    let (title, title_heading) = title(&reading, &headings);
    let study = Study {
        source: note.source.clone(),
        body: note.body,
        title,
        title_heading,
        headings,
        questions,
        links: note.links.clone(),
        ids: note.ids.clone(),
        front: note.front,
    };
    Reported::new(study, findings)
}

/// Front matter's title, else the first H1 that is no question, else the file's name; and the H1 that says the same, when
/// it is the note's first heading.
fn title(reading: &Reading<'_>, headings: &[Heading]) -> (String, Option<std::ops::Range<usize>>) {
    let first_h1 = headings.iter().find(|heading| heading.level == 1);
    let title = match (&reading.note.front.title, first_h1) {
        (Some(title), _) => title.clone(),
        (None, Some(h1)) => h1.text.clone(),
        (None, None) => reading.note.source.path.stem().to_owned(),
    };
    let first = reading.heads.iter().find(|head| !head.text.is_empty());
    let opens = first_h1.filter(|h1| first.is_some_and(|first| first.span == h1.span) && h1.text == title);
    (title, opens.map(|h1| h1.span.clone()))
}
