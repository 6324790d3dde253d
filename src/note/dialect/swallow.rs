//! Tags that would swallow the words behind them: `<style>` in the middle of a sentence is what the sentence is about.
//!
//! A browser takes everything behind such a tag for its content, which nobody ever sees; sanitising takes it away. GitHub
//! shows these tags as words wherever they stand (its "disallowed raw HTML"). Here only those become words that nothing
//! closes: a whole `<style>` or `<video>` is meant as one. So does `<T>` behind a word, which no browser knows.

use super::event::Events;
use pulldown_cmark::{Event, Tag};
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

/// GitHub's list, and what browsers show nothing of but a player or a drawing.
const NAMES: &[&str] = &[
    "title",
    "textarea",
    "style",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "script",
    "plaintext",
    "template",
    "audio",
    "video",
];

/// Makes words of such tags among the words of one block, which begin at `run`.
pub fn words(events: &mut Events<'_>, run: usize) {
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut how_often = [0_usize; NAMES.len()];
    let mut types: Vec<(usize, &str)> = Vec::new();
    let closed = LazyCell::new(|| closed(&events[run..]));
    for (at, (event, _)) in events.iter().enumerate().skip(run) {
        let Event::InlineHtml(html) = event else { continue };
        if is_type(html, &events[run..at], &closed) {
            open.push((at, ""));
        } else if let Some(name) = named(html.strip_prefix('<').unwrap_or(html)) {
            open.push((at, name));
            how_often[place(name)] += 1;
        } else if let Some(name) = html.strip_prefix("</").and_then(closing).filter(|name| how_often[place(name)] > 0) {
            // What opened within it is its content.
            while let Some((at, inner)) = open.pop() {
                if inner.is_empty() {
                    types.push((at, inner));
                    continue;
                }
                how_often[place(inner)] -= 1;
                if inner == name {
                    break;
                }
            }
        }
    }
    for (at, _) in open.into_iter().chain(types) {
        to_words(&mut events[at].0);
    }
}

/// Whether a tag is the argument of a type and no tag: it is glued to a word, has a capital and nothing more, and nothing
/// closes it. `List<T>` is written in prose about Java or C#, and a browser would show `List`.
fn is_type(html: &str, before: &[(Event<'_>, Range<usize>)], closed: &BTreeSet<String>) -> bool {
    let Some(name) = html.strip_prefix('<').and_then(|name| name.strip_suffix('>')) else { return false };
    let capital = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let glued = matches!(before.last(), Some((Event::Text(word), _)) if word.ends_with(char::is_alphanumeric));
    let open = || OPEN.iter().any(|it| it.eq_ignore_ascii_case(name));
    capital && glued && !closed.contains(name) && !open()
}

/// What HTML leaves open, in capitals too: `one<BR>two`.
const OPEN: &[&str] = &["br", "hr", "wbr", "img", "p", "li", "dt", "dd", "tr", "td", "th"];

/// The names that some events close.
fn closed(events: &[(Event<'_>, Range<usize>)]) -> BTreeSet<String> {
    let name = |event: &Event<'_>| match event {
        Event::InlineHtml(tag) => Some(tag.strip_prefix("</")?.trim_end_matches(['>', ' ']).to_owned()),
        _ => None,
    };
    events.iter().filter_map(|(event, _)| name(event)).collect()
}

/// Where each of the names is closed last in a source; found for the first block that asks.
pub type Closings = Option<[Option<usize>; NAMES.len()]>;

/// Makes a paragraph of a block of HTML that ends now, when such a tag opens in it and nothing behind closes it; whether it
/// was made one. `text` is the whole source.
pub fn block(text: &str, events: &mut Events<'_>, closings: &mut Closings) -> bool {
    let Some(start) = events.iter().rposition(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock))) else {
        return false;
    };
    let span = events[start].1.clone();
    let mut at = span.start;
    while let Some(tag) = text[at..span.end].find('<').map(|found| at + found) {
        let rest = &text[tag..span.end];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(span.end, |end| tag + end);
            continue;
        }
        at = tag + 1;
        let Some(name) = named(&rest[1..]) else { continue };
        if closings.get_or_insert_with(|| last_closings(text))[place(name)] < Some(tag) {
            events[start].0 = Event::Start(Tag::Paragraph);
            events[start + 1..].iter_mut().for_each(|(event, _)| to_words(event));
            return true;
        }
    }
    false
}

fn last_closings(text: &str) -> [Option<usize>; NAMES.len()] {
    let mut last = [None; NAMES.len()];
    for (at, _) in text.match_indices("</") {
        if let Some(name) = closing(&text[at + 2..]) {
            last[place(name)] = Some(at);
        }
    }
    last
}

fn place(name: &str) -> usize {
    NAMES.iter().position(|it| *it == name).expect("invariant: a name is one of the names")
}

fn to_words(event: &mut Event<'_>) {
    if let Event::Html(html) | Event::InlineHtml(html) = event {
        *event = Event::Text(std::mem::replace(html, "".into()));
    }
}

/// The name that closes something: of `plaintext` nothing does.
fn closing(text: &str) -> Option<&'static str> {
    named(text).filter(|name| *name != "plaintext")
}

/// The name with which a text begins, if it is one of those.
fn named(text: &str) -> Option<&'static str> {
    let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len());
    NAMES.iter().find(|name| text[..end].eq_ignore_ascii_case(name)).copied()
}
