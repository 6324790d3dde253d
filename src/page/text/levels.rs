//! The level of each heading and question on its page, for whoever moves through the page by headings.
//!
//! The title is the page's only `h1`; the topmost headings of the text are `h2`; no level is skipped on the way down, however
//! the author chose theirs by size; a question stands one below the heading above it, and the headings of its answer stand
//! below it: those of a chat are larger than the name of who asked.

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
    // Where the last question ends, its level, and the largest heading within it.
    let mut asked: (usize, u8, u8) = (0, 1, 1);
    let mut questions = study.questions.iter().peekable();
    for (at, it) in study.headings.iter().enumerate() {
        while let Some(question) = questions.next_if(|question| question.cut.whole.start <= it.span.start) {
            above = (heading + 1).min(6);
            levels.questions.push(above);
            let end = question.cut.whole.end;
            let within = study.headings[at..].iter().take_while(|it| it.span.start < end);
            asked = (end, above, within.map(|it| it.level).min().unwrap_or(1));
        }
        if is_title(at) {
            levels.headings.push(1);
            continue;
        }
        if it.span.start < asked.0 {
            let wanted = asked.1 + 1 + it.level.saturating_sub(asked.2);
            above = wanted.min(above + 1).min(6);
            levels.headings.push(above);
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
