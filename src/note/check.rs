//! What the Markdown itself gets wrong: a fence that never closes takes the rest of the note with it.

use super::dialect::Events;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Source;
use pulldown_cmark::{CodeBlockKind, Event, Tag};
use std::ops::Range;

/// A note larger than this is hardly written by hand. Bytes.
const LARGE: usize = 10_000_000;

/// Reports a fence that is still open where its container ends, and a note beyond all measure.
pub fn fences(source: &Source, events: &Events<'_>, findings: &mut Vec<Diagnostic>) {
    if source.text.len() > LARGE {
        findings.push(Diagnostic::new(
            Code::LargeNote,
            Place::file(&source.path),
            format!("this note has {} MB", source.text.len() / 1_000_000),
            "a page this long is slow in every browser: split the note",
        ));
    }
    for (event, span) in events {
        if matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))) && !closes(&source.text, span) {
            let first = span.start..source.text[span.start..].find('\n').map_or(span.end, |end| span.start + end);
            findings.push(
                Diagnostic::new(
                    Code::UnclosedFence,
                    Place::span(&source.path, &source.text, first),
                    "this code fence is never closed",
                    "close it with the same marks on a line of their own",
                )
                .because("everything below it is code"),
            );
        }
    }
}

fn closes(text: &str, span: &Range<usize>) -> bool {
    let block = &text[span.clone()];
    let mark = block.chars().next().unwrap_or('`');
    let opening = block.chars().take_while(|&c| c == mark).count();
    // The block's last line may carry the marks of the quote or list it lies in.
    let last = block.trim_end().rsplit('\n').next().unwrap_or("").trim_start_matches(['>', ' ', '\t']).trim_end();
    block.contains('\n') && last.chars().count() >= opening && last.chars().all(|c| c == mark)
}
