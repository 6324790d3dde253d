//! One file, one question: the note's title asks, and its body answers.

use super::{Answer, Candidate, Style};
use crate::question::reading::Reading;
use crate::question::study::Form;
use crate::question::words::{self, Ask};

/// Offers the note itself. Its prompt is empty where the page's own title says it: words stand on a page once.
pub fn offer(reading: &Reading<'_>, folder_asks: bool, found: &mut Vec<Candidate>) {
    let path = &reading.note.source.path;
    let h1 = reading.heads.first().filter(|head| head.level == 1 && !head.text.is_empty());
    let says = reading.note.front.title.clone().or_else(|| h1.map(|head| head.text.clone()));
    let stem = path.stem();
    let asks = says.as_deref().map_or(Ask::No, words::ask);
    let announced = reading.heads.iter().any(|head| words::answers(&head.text));
    let named = words::ask(stem);
    let fits =
        !path.is_folder_page() && (folder_asks || asks == Ask::Marked || (announced && asks.max(named) >= Ask::Opens));
    if !fits {
        return;
    }
    let text =
        if asks == Ask::No && named > Ask::No || says.is_none() { stem.to_owned() } else { says.unwrap_or_default() };
    let start = h1.map_or(reading.note.body, |head| head.span.start);
    let from = h1.map_or(reading.note.body, |head| head.span.end);
    found.push(Candidate {
        style: Style { form: Form::Title, key: u32::from(folder_asks) },
        head: start..from,
        prompt: Vec::new(),
        ask: words::ask(&text),
        label: words::label(&text).filter(|label| label.known),
        text,
        answer: Answer::Runs(from..reading.text.len()),
        choices: Vec::new(),
        blanks: Vec::new(),
        section: None,
    });
}
