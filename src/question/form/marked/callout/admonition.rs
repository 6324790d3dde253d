//! Python Markdown's `??? question "Why ...?"`, which CommonMark reads as a paragraph and the indented code below it.

use crate::config::Form;
use crate::note::block::Kind;
use crate::question::form::candidate::{Answer, Candidate, Said, Style, said};
use crate::question::reading::Reading;
use crate::question::words::{self, Ask};
use std::ops::Range;

/// The key of callouts that neither ask nor have an answer that says so: "This is for you if ...".
pub const SILENT: u32 = 2;

/// Offers those of a type that asks; those of any type where two or more have titles that ask.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    if reading.marked.is_empty() && !reading.has("!!! ") {
        return;
    }
    let paragraphs = reading.tree.blocks.iter().enumerate().filter(|(_, it)| it.kind == Kind::Paragraph);
    let all: Vec<Admonition<'_>> = paragraphs.filter_map(|(block, _)| read(reading, block)).collect();
    let asks = |it: &&Admonition<'_>| words::ends_with_mark(&reading.text[it.title.clone()]);
    let several = all.iter().filter(asks).count() >= 2;
    let asking = |it: &&Admonition<'_>| matches!(it.of, "question" | "faq" | "help") || (several && asks(it));
    found.extend(all.iter().filter(asking).map(|it| candidate(reading, it)));
}

/// An admonition.
struct Admonition<'n> {
    block: usize,
    /// Its type.
    of: &'n str,
    title: Range<usize>,
}

fn read<'n>(reading: &Reading<'n>, block: usize) -> Option<Admonition<'n>> {
    let it = &reading.tree.blocks[block];
    let text = &reading.text[it.inner.clone()];
    if !text.starts_with(['?', '!']) {
        return None;
    }
    let rest = ["??? ", "???+ ", "!!! "].iter().find_map(|marks| text.strip_prefix(marks))?;
    let of = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(rest.len())];
    let title = rest[of.len()..].trim_start().strip_prefix('"')?;
    let start = it.inner.end - title.len();
    let end = start + title.find("\"\n").or_else(|| title.trim_end().strip_suffix('"').map(str::len))?;
    Some(Admonition { block, of, title: start..end })
}

fn candidate<'n>(reading: &Reading<'n>, admonition: &Admonition<'n>) -> Candidate<'n> {
    let Admonition { block, title, .. } = admonition;
    let it = &reading.tree.blocks[*block];
    // What stands right below its line CommonMark reads as more of the paragraph, indented as it is.
    let line = reading.text[title.end..it.inner.end].find('\n').map_or(it.inner.end, |line| title.end + line);
    let body = reading.tree.next_sibling(*block).filter(|&next| reading.tree.blocks[next].kind == Kind::Code);
    let more = Some(reading.trim(line..it.inner.end)).filter(|more| !more.is_empty());
    let answer: Vec<Range<usize>> =
        more.into_iter().chain(body.map(|body| reading.trim(reading.tree.blocks[body].span.clone()))).collect();
    let Said { text, label, ask } = said(reading, title);
    let head = it.inner.start..line;
    // "Question 1": what stands below it asks.
    let name = words::label(&text).or_else(|| words::bare_label(&text)).filter(|label| label.len == text.len());
    if let Some((name, first)) = name.zip(answer.first()) {
        let asked = first.start..answer[answer.len() - 1].end;
        let lines = reading.text[asked.clone()].lines().map(str::trim).filter(|line| !line.starts_with("```"));
        let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        return Candidate {
            style: Style { form: Form::Callout, key: 1 },
            head: head.start..asked.end,
            ask: words::ask(&words.join(" ")),
            text: format!("{text} {}", words.join(" ")).into(),
            label: Some(name),
            answer: Answer::Fixed(Vec::new(), asked.end),
            prompt: vec![head, asked],
            choices: Vec::new(),
            blanks: Vec::new(),
            section: reading.head_above(it.inner.start),
        };
    }
    let silent = ask == Ask::No && reading.text[it.inner.start..].starts_with('!') && !words::is_prose(&text);
    Candidate {
        style: Style { form: Form::Callout, key: if silent { SILENT } else { 1 } },
        head: head.clone(),
        label,
        ask,
        text,
        prompt: vec![head],
        answer: Answer::Fixed(answer.clone(), answer.last().map_or(line, |answer| answer.end)),
        choices: Vec::new(),
        blanks: Vec::new(),
        section: reading.head_above(it.inner.start),
    }
}
