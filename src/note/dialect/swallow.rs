//! Tags that would swallow the words behind them: `<style>` in the middle of a sentence is what the sentence is about.
//!
//! A browser takes everything behind such a tag for its content, which nobody ever sees; sanitising takes it away. GitHub
//! shows these tags as words wherever they stand (its "disallowed raw HTML"). Here only those become words that nothing
//! closes: a whole `<style>` or `<video>` is meant as one.

use super::event::Events;
use pulldown_cmark::{Event, Tag};

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
    for (at, (event, _)) in events.iter().enumerate().skip(run) {
        let Event::InlineHtml(html) = event else { continue };
        if let Some(name) = named(html.strip_prefix('<').unwrap_or(html)) {
            open.push((at, name));
        } else if let Some(name) = html.strip_prefix("</").and_then(closing)
            && let Some(opened) = open.iter().rposition(|(_, it)| *it == name)
        {
            open.truncate(opened);
        }
    }
    for (at, _) in open {
        to_words(&mut events[at].0);
    }
}

/// Makes a paragraph of a block of HTML that ends now, when such a tag opens in it and nothing behind closes it; whether it
/// was made one. `text` is the whole source.
pub fn block(text: &str, events: &mut Events<'_>) -> bool {
    let Some(start) = events.iter().rposition(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock))) else {
        return false;
    };
    let span = events[start].1.clone();
    let is_open = |(at, _): (usize, &str)| {
        let name = named(&text[at + 1..span.end]).filter(|_| !in_comment(&text[span.start..at]));
        name.is_some_and(|name| !closes(&text[at..], name))
    };
    if !text[span.clone()].match_indices('<').map(|(at, it)| (span.start + at, it)).any(is_open) {
        return false;
    }
    events[start].0 = Event::Start(Tag::Paragraph);
    events[start + 1..].iter_mut().for_each(|(event, _)| to_words(event));
    true
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

fn in_comment(before: &str) -> bool {
    before.rfind("<!--").is_some_and(|open| !before[open..].contains("-->"))
}

fn closes(text: &str, name: &str) -> bool {
    text.match_indices("</").any(|(at, _)| closing(&text[at + 2..]) == Some(name))
}
