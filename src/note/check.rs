//! What an author would want to hear of a note by itself: a fence that never closes and takes the rest of the note with it,
//! formulas and diagrams that are not drawn, callouts of no known type, ids that stand twice, images without words.

use super::dialect::{BlockId, Events};
use super::links::{self, Link, LinkKind};
use super::{callout, maths};
use crate::address::{Media, decode};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Source;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::collections::BTreeSet;
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

/// More findings of one kind in one note tell its author nothing new.
const MOST: usize = 50;

/// Reports what a page will show otherwise than it was meant.
pub fn drawing(source: &Source, events: &Events<'_>, findings: &mut Vec<Diagnostic>) {
    let from = findings.len();
    for (at, (event, span)) in events.iter().enumerate() {
        let finding = match event {
            Event::InlineMath(tex) => formula(source, tex, span, false),
            Event::DisplayMath(tex) => formula(source, tex, span, true),
            Event::Text(_) if at == 0 || !is_words(&events[at - 1].0) => unmatched(source, &events[at..]),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => diagram(source, info, span),
            Event::Start(Tag::BlockQuote(_)) => match events.get(at + 1) {
                Some((Event::Start(Tag::Paragraph), paragraph)) => unknown_callout(source, paragraph.start),
                _ => None,
            },
            _ => None,
        };
        findings.extend(finding.filter(|_| findings.len() - from < MOST));
    }
    findings.extend(wordless(source, events));
}

fn formula(source: &Source, tex: &str, span: &Range<usize>, display: bool) -> Option<Diagnostic> {
    let cause = maths::mathml(tex, display).err()?;
    let place = Place::span(&source.path, &source.text, span.clone());
    let hint = "mend it, or write `\\$` where a dollar is meant; until then it is shown as written";
    Some(Diagnostic::new(Code::BadMaths, place, "this formula cannot be read", hint).because(cause))
}

/// Dollars around LaTeX whose braces do not match are no formula to Markdown, and stay in the text.
fn unmatched(source: &Source, events: &[(Event<'_>, Range<usize>)]) -> Option<Diagnostic> {
    let from = events[0].1.start;
    let to = events.iter().take_while(|(event, _)| is_words(event)).last()?.1.end;
    let text = source.text.get(from..to).filter(|text| text.contains('$') && text.contains('\\'))?;
    let mut at = 0;
    while let Some(open) = text[at..].find('$').map(|open| at + open) {
        let mark = if text[open..].starts_with("$$") { "$$" } else { "$" };
        at = open + mark.len();
        if text[..open].ends_with('\\') {
            continue;
        }
        let tex = &text[at..at + text[at..].find(mark)?];
        let has_command = tex.split('\\').skip(1).any(|it| it.starts_with(|c: char| c.is_ascii_alphabetic()));
        if has_command && tex.matches('{').count() != tex.matches('}').count() {
            let place = Place::span(&source.path, &source.text, from + open..from + at + tex.len() + mark.len());
            let hint = "mend it, or write `\\$` where a dollar is meant; until then it stands as it is written";
            let finding = Diagnostic::new(Code::BadMaths, place, "this formula cannot be read", hint);
            return Some(finding.because("its braces do not match"));
        }
    }
    None
}

fn is_words(event: &Event<'_>) -> bool {
    matches!(event, Event::Text(_) | Event::SoftBreak | Event::HardBreak)
}

fn diagram(source: &Source, info: &str, span: &Range<usize>) -> Option<Diagnostic> {
    let word = info.trim().trim_start_matches('{').split([' ', '{', '}', ',']).next().unwrap_or("");
    let end = source.text[span.start..].find('\n').map_or(span.end, |end| span.start + end);
    let place = Place::span(&source.path, &source.text, span.start..end);
    let hint = "readers see its source; an image of it, beside the note, is shown as one";
    word.eq_ignore_ascii_case("mermaid")
        .then(|| Diagnostic::new(Code::UndrawnDiagram, place, "diagrams are not drawn yet", hint))
}

fn unknown_callout(source: &Source, paragraph: usize) -> Option<Diagnostic> {
    let head = callout::head(&source.text, paragraph).filter(|head| callout::known(head.written).is_none())?;
    let place = Place::span(&source.path, &source.text, head.head.clone());
    let hint = match callout::nearest(head.written) {
        Some(near) => format!("did you mean `{near}`? It is drawn as a note"),
        None => "it is drawn as a note; the handbook lists the types there are".into(),
    };
    let message = format!("`{}` is no type of callout", head.written);
    Some(Diagnostic::new(Code::UnknownCallout, place, message, hint))
}

/// Sites whose addresses are written like images and are none.
const PLAYERS: &[&str] = &["//youtu.be/", "youtube.com/", "youtube-nocookie.com/", "//twitter.com/", "//x.com/"];

/// One finding a note for all its images without words: a vault has hundreds.
fn wordless(source: &Source, events: &Events<'_>) -> Option<Diagnostic> {
    let mut found: Vec<&Range<usize>> = Vec::new();
    for (at, (event, span)) in events.iter().enumerate() {
        let bare = match event {
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                let words =
                    events[at + 1..].iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Image)));
                let alt: String = words
                    .filter_map(|(event, _)| match event {
                        Event::Text(text) | Event::Code(text) => Some(&**text),
                        _ => None,
                    })
                    .collect();
                let embed = LinkKind::of(*link_type, true) == LinkKind::Embed;
                let said = alt.split('|').any(|part| {
                    let part = part.trim();
                    !part.is_empty() && part != &**dest_url && !is_size(part)
                });
                let image = match Media::of(dest_url) {
                    Media::Image => true,
                    Media::Other => !embed && !PLAYERS.iter().any(|host| dest_url.contains(host)),
                    _ => false,
                };
                image && !said
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let tag = html.to_ascii_lowercase();
                tag.contains("<img") && !tag.contains("alt=")
            }
            _ => false,
        };
        if bare {
            found.push(span);
        }
    }
    let first = found.first()?;
    let message = match found.len() {
        1 => "this image has no words".to_owned(),
        n => format!("{n} images of this note have no words, this one first"),
    };
    let hint = "say what it shows, for who cannot see it: `![a cup of tea](cup.png)` or `![[cup.png|a cup of tea]]`";
    let place = Place::span(&source.path, &source.text, (*first).clone());
    Some(Diagnostic::new(Code::ImageWithoutText, place, message, hint))
}

/// `300` and `300x200`.
fn is_size(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || c == 'x')
}

/// Reports embeds of files that are linked to instead.
pub fn embeds(source: &Source, links: &[Link], findings: &mut Vec<Diagnostic>) {
    for link in links.iter().filter(|it| matches!(it.kind, LinkKind::Embed | LinkKind::Image)) {
        let path = decode(link.target.split('#').next().unwrap_or(""));
        let what = match path.rsplit('.').next() {
            Some("canvas") => "a canvas",
            Some("base") => "a base",
            _ => continue,
        };
        let place = Place::span(&source.path, &source.text, link.span.clone());
        let hint = "readers get a link to the file; an image of it can be embedded";
        findings.push(Diagnostic::new(Code::UndrawnEmbed, place, format!("{what} cannot be drawn"), hint));
    }
}

/// Reports names of blocks, and ids of raw HTML, that stand twice: links lead to the first.
pub fn ids(source: &Source, events: &Events<'_>, blocks: &[BlockId], findings: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    let mut again: Vec<(String, Range<usize>)> = Vec::new();
    for block in blocks {
        let name = format!("^{}", block.id.to_ascii_lowercase());
        if !seen.insert(name) {
            again.push((format!("^{}", block.id), block.place.clone()));
        }
    }
    for (event, span) in events {
        let (Event::Html(html) | Event::InlineHtml(html)) = event else { continue };
        for (name, value) in links::html_references(html) {
            if name == "id" && !seen.insert(value.clone()) {
                again.push((value, span.clone()));
            }
        }
    }
    for (id, span) in again.into_iter().take(MOST) {
        let place = Place::span(&source.path, &source.text, span);
        let hint = "links lead to the first; give this one a name of its own";
        findings.push(Diagnostic::new(Code::DuplicateId, place, format!("`{id}` stands twice in this note"), hint));
    }
}
