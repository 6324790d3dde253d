//! The blocks of a note that have names of their own, each with the place on the page that its name leads to.

use super::study::{Heading, Named, Question};
use crate::address::Anchor;
use crate::note::BlockId;
use std::collections::BTreeSet;
use std::ops::Range;

/// Where each name leads: of a question to the question, of a heading to the heading, of any other block to that block,
/// whose id is `^name`, as Obsidian Publish has it.
pub fn blocks(
    blocks: &[BlockId],
    questions: &[Question],
    headings: &[Heading],
    title: Option<&Range<usize>>,
) -> Vec<Named> {
    let mut taken = BTreeSet::new();
    let mut named: Vec<Named> = Vec::new();
    for block in blocks {
        // The first block of a name has it; the note's findings tell of the second. Obsidian folds the case of names.
        if !taken.insert(block.id.to_ascii_lowercase()) {
            continue;
        }
        let anchor = asked(&block.span, questions)
            .map(|question| question.anchor.clone())
            .or_else(|| {
                let at = headings.binary_search_by_key(&block.span.start, |heading| heading.span.start).ok()?;
                let top = title == Some(&headings[at].span);
                Some(if top { Anchor::new("") } else { headings[at].anchor.clone() })
            })
            .unwrap_or_else(|| Anchor::new(format!("^{}", block.id)));
        let own = anchor.as_str().starts_with('^');
        named.push(Named { id: block.id.clone(), span: block.span.clone(), of: block.of, anchor, own });
    }
    named
}

/// The question that a block is, holds or opens. Its prompt and its options are not drawn as blocks, and a list of
/// questions is not drawn as a list; what lies in an answer is drawn as it stands.
fn asked<'q>(block: &Range<usize>, questions: &'q [Question]) -> Option<&'q Question> {
    let next = questions.partition_point(|question| question.cut.whole.end <= block.start);
    let question = questions.get(next).filter(|question| question.cut.whole.start < block.end)?;
    let inside = question.cut.answer.iter().any(|answer| answer.start <= block.start && block.start < answer.end);
    (!inside).then_some(question)
}
