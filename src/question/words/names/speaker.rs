//! Who asks and who answers in a chat with a machine, or in an interview.

use super::pair::undecorated;
use crate::question::words::vocabulary::{ANSWERER, ASKER, MACHINE, Words};

/// One side of a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// Who asks.
    Asker,
    /// Who answers.
    Answerer,
}

/// Who speaks behind the front of a line, a name and a colon, bold or not; and whether the name is no other thing's.
pub fn speaker(line: &str) -> Option<(Speaker, bool)> {
    let open = undecorated(line);
    let said = |words: &Words| {
        let mut rests = words.prefixes(open).map(|(_, rest)| rest.trim_start_matches(['*', '_', ' ', '\u{a0}']));
        rests.any(|rest| rest.starts_with([':', '：']))
    };
    which(said)
}

/// Whether a text that begins with a letter may begin with who answers: a quick look that never misses one.
pub fn may_answer(text: &str) -> bool {
    ANSWERER.gate().may_go_on(text)
}

/// No name of a speaker is longer. Bytes.
const LONGEST: usize = 40;

/// Who speaks below a heading that is no more than a name: "You said:", "Prompt", "ChatGPT".
pub fn names_speaker(heading: &str) -> Option<(Speaker, bool)> {
    if heading.len() > LONGEST {
        return None;
    }
    let name = undecorated(heading).trim_end_matches(|c: char| !c.is_alphabetic());
    which(|words| words.contains(name))
}

fn which(said: impl Fn(&Words) -> bool) -> Option<(Speaker, bool)> {
    match () {
        () if said(&ANSWERER) => Some((Speaker::Answerer, said(&MACHINE))),
        () if said(&ASKER) => Some((Speaker::Asker, false)),
        () => None,
    }
}
