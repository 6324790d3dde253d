//! What lines begin with, so that who looks for a label or an option need not look at every line again.

mod look;

use crate::normal;
use crate::note::Note;
use crate::note::block::LeafKind;
use look::Start;
use pulldown_cmark::Event;

/// What one pass over the leaves finds, in order.
#[derive(Debug, Default)]
pub struct Starts {
    /// Where a line may begin with the first of some options: `A)`. Some of these do not; no line that does is missing.
    pub letters: Vec<usize>,
    /// The blocks in which a line may begin with a label: as sure as `letters`.
    pub labelled: Vec<usize>,
    /// The blocks in which a line begins with a question mark.
    pub marked: Vec<usize>,
    /// Whether a line may begin with who answers in a chat.
    pub spoken: bool,
}

/// Collects them.
pub fn collect(note: &Note<'_>) -> Starts {
    let mut found = Starts::default();
    let (mut block, mut begins) = (0, true);
    for leaf in &note.tree.leaves {
        begins |= leaf.block != block;
        block = leaf.block;
        match &note.events[leaf.event].0 {
            _ if leaf.kind == LeafKind::Break => begins = true,
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) if begins => {
                begins = begin(&mut found, text, &note.source.text[leaf.span.start..], leaf.span.start, block);
            }
            _ => {}
        }
    }
    found
}

/// Notes what a line begins with; whether its next leaf may say more.
fn begin(found: &mut Starts, text: &str, source: &str, at: usize, block: usize) -> bool {
    let text = normal::trim_start(text);
    let start = look::option(text);
    if start == Start::Yes || start == Start::Open {
        found.letters.push(at);
    }
    if found.labelled.last() != Some(&block) && look::label(source) {
        found.labelled.push(block);
        found.spoken |= look::speaker(source);
    }
    if text.starts_with(['?', '？']) && found.marked.last() != Some(&block) {
        found.marked.push(block);
    }
    start == Start::Open
}
