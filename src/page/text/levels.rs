//! The level of each heading and question on its page, for whoever moves through the page by headings.
//!
//! The title is the page's only `h1`; the topmost headings of the text are `h2`; no level is skipped on the way down, however
//! the author chose theirs by size; a question stands one below the heading above it.

use crate::question::Study;

/// Levels from 2 to 6, in the order of the study's own lists.
#[derive(Debug, Default)]
pub struct Levels {
    /// Of each heading; the page's title has 1.
    pub headings: Vec<u8>,
    /// Of each question.
    pub questions: Vec<u8>,
}

/// Works out the levels of one note.
pub fn levels(study: &Study) -> Levels {
    let is_title = |at: usize| Some(&study.headings[at].span) == study.title_heading.as_ref();
    let own = (0..study.headings.len()).filter(|&at| !is_title(at)).map(|at| study.headings[at].level);
    let top = own.min().unwrap_or(2);
    let mut levels = Levels::default();
    let (mut above, mut heading) = (1, 1);
    let mut questions = study.questions.iter().peekable();
    for (at, it) in study.headings.iter().enumerate() {
        while questions.next_if(|question| question.cut.whole.start <= it.span.start).is_some() {
            above = (heading + 1).min(6);
            levels.questions.push(above);
        }
        if is_title(at) {
            levels.headings.push(1);
            continue;
        }
        let wanted = (it.level + 2).saturating_sub(top).clamp(2, 6);
        heading = wanted.min(above + 1);
        above = heading;
        levels.headings.push(heading);
    }
    levels.questions.extend(questions.map(|_| (heading + 1).min(6)));
    levels
}
