//! Note -> [`Study`]: the questions of a note, each with its answer, as places in its source.
//!
//! Steps: read the note's blocks and headings; let each family of forms offer candidates; decide one convention; cut each
//! question out; name it. A study holds spans, never events or HTML: `page` reads the body again and lays each event where
//! its bytes belong. Every step is linear in the note, and none recurses.

mod convention;
mod cut;
mod folder;
mod form;
mod identify;
mod parts;
mod reading;
mod study;
mod words;

pub use folder::AskingFolders;
pub use study::{Choice, Cut, Form, Heading, Question, Study};

use crate::config::{Options, Questions};
use crate::diagnostic::Reported;
use crate::note::Note;
use reading::Reading;

/// Finds the questions of a note that stands by itself.
pub fn recognise(note: Note<'_>, options: &Options) -> Reported<Study> {
    recognise_in(note, options, false)
}

/// Finds the questions of a note among others; `folder_asks` is what [`AskingFolders::hold`] says of it.
pub fn recognise_in(note: Note<'_>, options: &Options, folder_asks: bool) -> Reported<Study> {
    let mut findings = Vec::new();
    let reading = Reading::new(&note);
    let (off, only) = setting(&note, options);
    let candidates = if off { Vec::new() } else { form::candidates(&reading, folder_asks) };
    let convention = convention::decide(&reading, &candidates, only);
    let chosen = convention.chosen();
    let mut questions = identify::questions(&reading, &convention, &candidates, &chosen, &mut findings);
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

/// Which questions the note's own front matter, else the settings, ask for: none, one form, or whatever there is.
fn setting(note: &Note<'_>, options: &Options) -> (bool, Option<Form>) {
    match note.front.extra.get("questions") {
        Some(serde_json::Value::Bool(yes)) => (!yes, None),
        Some(serde_json::Value::String(word)) if word == "off" => (true, None),
        Some(serde_json::Value::String(word)) => (false, Form::named(word)),
        _ => (options.questions == Questions::Off, None),
    }
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
