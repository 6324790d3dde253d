//! Clozes: `{{c1::x}}` anywhere, `==x==` in a note of flashcards, and hashcards' `C:` with `[x]`.
//!
//! A cloze is one question with blanks: its words are its prompt and hold its answer, since no word may stand twice.

use crate::config::Form;
use crate::note::block::Kind;
use crate::question::form::candidate::{Answer, Candidate, Style};
use crate::question::reading::Reading;
use crate::question::study::Blank;
use crate::question::words::{self, Ask, Label};
use std::ops::Range;

/// Offers every paragraph with a cloze in it.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    if !reading.flashcards && !reading.has("{{c") && !reading.labels.iter().any(|label| label.pair.is_none()) {
        return;
    }
    let mut until = 0;
    for (block, it) in reading.tree.blocks.iter().enumerate() {
        if it.kind != Kind::Paragraph || it.inner.start < until {
            continue;
        }
        let mut inline = pairs(reading, &it.inner, "{{c", "}}");
        if reading.flashcards {
            inline.extend(pairs(reading, &it.inner, "==", "=="));
        }
        inline.sort_by_key(|blank| blank.start);
        let (span, blanks) = if !inline.is_empty() {
            (it.inner.clone(), inline)
        } else {
            match card(reading, block) {
                Some(span) => (span.clone(), brackets(reading, &span)),
                None => continue,
            }
        };
        if blanks.is_empty() {
            continue;
        }
        until = span.end;
        let text = with_blanks(reading, &span, &blanks);
        let label = text.strip_prefix("C:").map(|rest| text.len() - rest.trim_start().len());
        found.push(Candidate {
            style: Style { form: Form::Cloze, key: 0 },
            head: span.clone(),
            text: text.into(),
            label: label.map(|len| Label { known: true, len, ..Label::default() }),
            ask: Ask::No,
            section: reading.head_above(span.start),
            answer: Answer::Fixed(Vec::new(), span.end),
            prompt: vec![span],
            choices: Vec::new(),
            blanks,
        });
    }
}

/// The visible text of a cloze, each blank as it is drawn: its hint, or `…`.
fn with_blanks(reading: &Reading<'_>, span: &Range<usize>, blanks: &[Range<usize>]) -> String {
    let mut text = String::new();
    let mut at = span.start;
    let mut add = |words: &str, glued: bool| {
        if !glued && !text.is_empty() && !words.is_empty() {
            text.push(' ');
        }
        text.push_str(words);
    };
    for blank in blanks.iter().map(|blank| Blank::around(reading.text, blank)) {
        let before = at..blank.whole.start.max(at);
        add(&reading.visible(before.clone()), !reading.text[before.clone()].starts_with(char::is_whitespace));
        let glued = before.is_empty() || !reading.text[before].ends_with(char::is_whitespace);
        add(if blank.hint.is_empty() { "…" } else { blank.hint }, glued);
        at = blank.whole.end.max(at);
    }
    let after = at..span.end.max(at);
    add(&reading.visible(after.clone()), !reading.text[after].starts_with(char::is_whitespace));
    text
}

/// What stands between two marks, less the `1::` and `::hint` around Anki's.
fn pairs(reading: &Reading<'_>, span: &Range<usize>, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut blanks = Vec::new();
    let mut at = span.start;
    while let Some(start) = reading.text[at..span.end].find(open).map(|found| at + found + open.len()) {
        let Some(end) = reading.text[start..span.end].find(close).map(|found| start + found) else { break };
        at = end + close.len();
        let inner = &reading.text[start..end];
        let from = if open == "==" {
            Some(0)
        } else {
            inner
                .find("::")
                .filter(|&colons| inner[..colons].bytes().all(|byte| byte.is_ascii_digit()))
                .map(|colons| colons + 2)
        };
        let Some(from) = from.filter(|_| !reading.in_code(start)) else { continue };
        let to = inner[from..].find("::").map_or(inner.len(), |hint| from + hint);
        if !inner[from..to].trim().is_empty() && !inner.starts_with(char::is_whitespace) {
            blanks.push(start + from..start + to);
        }
    }
    blanks
}

/// hashcards: a paragraph that begins with `C:` at column 0, on to the next label, rule or heading.
fn card(reading: &Reading<'_>, block: usize) -> Option<Range<usize>> {
    let it = &reading.tree.blocks[block];
    let labelled = |block: usize| {
        let it = &reading.tree.blocks[block];
        let line = &reading.text[it.inner.start..];
        it.kind == Kind::Paragraph
            && (line.starts_with("C:") || words::pair(line.lines().next().unwrap_or("")).is_some())
    };
    if !reading.text[it.inner.clone()].contains("C:") {
        return None;
    }
    let starts = reading.lines(block).into_iter().find(|line| reading.text[line.start..].starts_with("C:"))?;
    let mut last = block;
    while let Some(next) = reading.tree.next_sibling(last) {
        if labelled(next) || matches!(reading.tree.blocks[next].kind, Kind::Rule | Kind::Heading(_)) {
            break;
        }
        last = next;
    }
    it.parent.is_none().then(|| reading.trim(starts.start..reading.tree.blocks[last].span.end))
}

/// `[x]`, but not `![x]`, `[x](y)` or `\[x\]`.
fn brackets(reading: &Reading<'_>, span: &Range<usize>) -> Vec<Range<usize>> {
    let mut blanks = Vec::new();
    let mut at = span.start;
    while let Some(open) = reading.text[at..span.end].find('[').map(|found| at + found) {
        at = open + 1;
        let before = reading.text[..open].chars().next_back();
        let Some(close) = reading.text[at..span.end].find(']').map(|found| at + found) else { break };
        let after = reading.text[close + 1..].chars().next();
        let escaped = matches!(before, Some('!' | '\\' | '['))
            || matches!(after, Some('(' | ':'))
            || reading.text[at..close].ends_with('\\');
        if !escaped && close > at {
            blanks.push(at..close);
            at = close + 1;
        }
    }
    blanks
}
