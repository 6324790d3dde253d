//! `> [!question] Why ...?`, with the answer in its body, in a callout inside it, or in the callout after it; and Python
//! Markdown's `??? question "Why ...?"`, which CommonMark reads as a paragraph and the indented code below it.

use crate::config::Form;
use crate::note::block::Kind;
use crate::note::callout;
use crate::question::form::candidate::{Answer, Candidate, Said, Style, ask_of, said};
use crate::question::parts;
use crate::question::reading::Reading;
use crate::question::study::Choice;
use crate::question::words::{self, Ask, Pair};
use std::ops::Range;

/// Offers every question callout.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    found.extend(reading.quotes.iter().filter_map(|&block| quote(reading, block)));
    if reading.marked.is_empty() && !reading.has("!!! ") {
        return;
    }
    let paragraphs = reading.tree.blocks.iter().enumerate().filter(|(_, it)| it.kind == Kind::Paragraph);
    found.extend(paragraphs.filter_map(|(block, _)| admonition(reading, block)));
}

fn head<'n>(reading: &Reading<'n>, quote: usize) -> Option<callout::Callout<'n>> {
    let first = quote + 1;
    let it = reading.tree.blocks.get(first).filter(|it| it.parent == Some(quote) && it.kind == Kind::Paragraph)?;
    callout::head(reading.text, it.inner.start)
}

fn quote<'n>(reading: &Reading<'n>, quote: usize) -> Option<Candidate<'n>> {
    let callout = head(reading, quote).filter(|callout| callout.kind == "question")?;
    if reading.answering_callout(quote) {
        return None; // "Show answer": what stands before it asks.
    }
    let it = &reading.tree.blocks[quote];
    let body = reading.trim(callout.title.end..it.span.end);
    let inner = reading
        .tree
        .children(Some(quote))
        .find(|&child| reading.tree.blocks[child].kind == Kind::Quote && head(reading, child).is_some());
    let title = reading.visible(callout.title.clone());
    let named = title.is_empty()
        || words::label(&title).is_some_and(|label| label.len == title.len())
        || words::topic(&title) && title.split(' ').count() <= 2;
    let mut prompt: Vec<Range<usize>> = Vec::new();
    prompt.extend(Some(callout.title.clone()).filter(|title| !title.is_empty()));
    let (mut answer, mut end) = (Vec::new(), it.span.end);
    if let Some(inner) = inner {
        let start = reading.tree.blocks[inner].span.start;
        prompt.extend(
            Some(reading.trim(body.start..start.max(body.start)))
                .filter(|rest| !quote_marks(&reading.text[rest.clone()])),
        );
        answer = callout_parts(reading, inner, it.span.end);
    } else if let Some(next) = answering(reading, quote).filter(|_| named || !reading.shows(body.clone())) {
        prompt.extend(Some(body.clone()).filter(|body| reading.shows(body.clone())));
        end = reading.tree.blocks[next].span.end;
        answer = callout_parts(reading, next, end);
    } else if named {
        // Where its title does not ask, a label in its body may say where the answer begins.
        let label = reading.labels.partition_point(|label| label.line.start < body.start);
        let mut labels = reading.labels[label..].iter().take_while(|label| label.line.start < body.end);
        let from = labels.find(|label| label.pair == Some(Pair::Answer)).map_or(body.end, |label| label.line.start);
        prompt.extend(Some(reading.trim(body.start..from)).filter(|asked| reading.shows(asked.clone())));
        answer.extend(Some(reading.trim(from..body.end)).filter(|answer| reading.shows(answer.clone())));
    } else if reading.shows(body.clone()) {
        answer = vec![body.clone()];
    }
    let choices = choices(reading, body.start, &mut prompt, &answer);
    let asks = prompt.last().is_none_or(|last| ask_of(reading, last) > Ask::No);
    if answer.is_empty() && !named && !asks {
        return None; // A banner over what follows.
    }
    let asked = if named { prompt.get(usize::from(prompt.len() > 1))?.clone() } else { callout.title.clone() };
    let Said { text, label, ask } = said(reading, &asked);
    Some(Candidate {
        style: Style { form: Form::Callout, key: 0 },
        head: it.span.start..prompt.last()?.end,
        label,
        ask,
        text,
        prompt,
        answer: Answer::Fixed(answer, reading.trim(it.span.start..end).end),
        choices,
        blanks: Vec::new(),
        section: reading.head_above(it.span.start),
    })
}

/// Takes the options out of the words of a question. Only its own body holds them; its answer may have a list of its own.
fn choices(reading: &Reading<'_>, body: usize, prompt: &mut Vec<Range<usize>>, answer: &[Range<usize>]) -> Vec<Choice> {
    let end = prompt.last().map_or(body, |last| last.end);
    let Some(parts) = parts::options_before(reading, body..end.max(body), answer) else { return Vec::new() };
    prompt.retain(|part| part.start < body);
    prompt.extend(parts.rest);
    parts.choices
}

fn quote_marks(text: &str) -> bool {
    text.chars().all(|c| c == '>' || c.is_whitespace())
}

/// The title of an answering callout and its body: both are words.
fn callout_parts(reading: &Reading<'_>, quote: usize, end: usize) -> Vec<Range<usize>> {
    let Some(callout) = head(reading, quote) else { return Vec::new() };
    let body = reading.trim(callout.title.end..end);
    [callout.title, body]
        .into_iter()
        .filter(|part| !part.is_empty() && !quote_marks(&reading.text[part.clone()]))
        .collect()
}

/// The callout right after this one, when it answers: by its type, or by its title.
fn answering(reading: &Reading<'_>, quote: usize) -> Option<usize> {
    let next = reading.tree.next_sibling(quote).filter(|&next| reading.tree.blocks[next].kind == Kind::Quote)?;
    let callout = head(reading, next)?;
    let title = reading.visible(callout.title.clone());
    (callout.kind == "success"
        || words::answers(&title)
        || words::answers(callout.written)
        || (!title.is_empty() && words::toggles(&title)))
    .then_some(next)
}

fn admonition<'n>(reading: &Reading<'n>, block: usize) -> Option<Candidate<'n>> {
    let it = &reading.tree.blocks[block];
    let text = &reading.text[it.inner.clone()];
    if !text.starts_with(['?', '!']) {
        return None;
    }
    let rest = ["??? ", "???+ ", "!!! "].iter().find_map(|marks| text.strip_prefix(marks))?;
    let rest =
        rest.strip_prefix("question").or_else(|| rest.strip_prefix("faq")).or_else(|| rest.strip_prefix("help"))?;
    let title = rest.trim_start().strip_prefix('"')?;
    let start = it.inner.end - title.len();
    let end = start + title.find("\"\n").or_else(|| title.trim_end().strip_suffix('"').map(str::len))?;
    // What stands right below its line CommonMark reads as more of the paragraph, indented as it is.
    let line = reading.text[end..it.inner.end].find('\n').map_or(it.inner.end, |line| end + line);
    let body = reading.tree.next_sibling(block).filter(|&next| reading.tree.blocks[next].kind == Kind::Code);
    let more = Some(reading.trim(line..it.inner.end)).filter(|more| !more.is_empty());
    let answer: Vec<Range<usize>> =
        more.into_iter().chain(body.map(|body| reading.trim(reading.tree.blocks[body].span.clone()))).collect();
    let Said { text, label, ask } = said(reading, &(start..end));
    let head = it.inner.start..line;
    Some(Candidate {
        style: Style { form: Form::Callout, key: 1 },
        head: head.clone(),
        label,
        ask,
        text,
        prompt: vec![head],
        answer: Answer::Fixed(answer.clone(), answer.last().map_or(line, |answer| answer.end)),
        choices: Vec::new(),
        blanks: Vec::new(),
        section: reading.head_above(it.inner.start),
    })
}
