//! What an author would want to hear of a note by itself: a fence that never closes and takes the rest of the note with it,
//! formulas and diagrams that are not drawn, callouts of no known type, ids that stand twice, images without words.

use super::dialect::{BlockId, Events, HeadingName};
use super::links::{Id, Link, LinkKind};
use super::{callout, maths};
use crate::address::{Media, decode};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Source;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::collections::BTreeSet;
use std::ops::Range;

/// A note larger than this is hardly written by hand. Bytes.
const LARGE: usize = 10_000_000;

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

/// Reports a note beyond all measure, fences that are still open where their containers end, and what a page will show
/// otherwise than it was meant.
pub fn events(source: &Source, events: &Events<'_>, findings: &mut Vec<Diagnostic>) {
    findings.extend(too_large(source));
    let (mut odd, mut wordless) = (Vec::new(), Vec::new());
    for (at, (event, span)) in events.iter().enumerate() {
        let finding = match event {
            Event::InlineMath(tex) => formula(source, tex, span, false),
            Event::DisplayMath(tex) => formula(source, tex, span, true),
            Event::Text(_) if at == 0 || !is_words(&events[at - 1].0) => unmatched(source, &events[at..]),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                findings.extend(unclosed(source, span));
                diagram(source, info, span)
            }
            Event::Start(Tag::BlockQuote(_)) => match events.get(at + 1) {
                Some((Event::Start(Tag::Paragraph), paragraph)) => unknown_callout(source, paragraph.start),
                _ => None,
            },
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                let said = says(&events[at + 1..], dest_url);
                wordless.extend((!said && is_image(*link_type, dest_url)).then_some(span));
                None
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let tag = html.to_ascii_lowercase();
                wordless.extend((tag.contains("<img") && !tag.contains("alt=")).then_some(span));
                None
            }
            _ => None,
        };
        odd.extend(finding.filter(|_| odd.len() < MOST));
    }
    findings.append(&mut odd);
    findings.extend(without_words(source, &wordless));
}

fn too_large(source: &Source) -> Option<Diagnostic> {
    let message = format!("this note has {} MB", source.text.len() / 1_000_000);
    let hint = "a page this long is slow in every browser: split the note";
    (source.text.len() > LARGE).then(|| Diagnostic::new(Code::LargeNote, Place::file(&source.path), message, hint))
}

fn unclosed(source: &Source, span: &Range<usize>) -> Option<Diagnostic> {
    if closes(&source.text, span) {
        return None;
    }
    let first = span.start..source.text[span.start..].find('\n').map_or(span.end, |end| span.start + end);
    let place = Place::span(&source.path, &source.text, first);
    let hint = "close it with the same marks on a line of their own";
    let finding = Diagnostic::new(Code::UnclosedFence, place, "this code fence is never closed", hint);
    Some(finding.because("everything below it is code"))
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

/// Whether the words of an image, which its events begin with, say more than where it lies and how large it is.
fn says(events: &[(Event<'_>, Range<usize>)], target: &str) -> bool {
    let words = events.iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Image)));
    let alt: String = words
        .filter_map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => Some(&**text),
            _ => None,
        })
        .collect();
    let mut parts = alt.split('|').map(str::trim);
    parts.any(|part| !part.is_empty() && part != target && !is_size(part))
}

/// Whether what is written like an image is drawn as one.
fn is_image(link_type: LinkType, target: &str) -> bool {
    match Media::of(target) {
        Media::Image => true,
        Media::Other => {
            LinkKind::of(link_type, true) != LinkKind::Embed && !PLAYERS.iter().any(|host| target.contains(host))
        }
        _ => false,
    }
}

/// One finding a note for all its images without words: a vault has hundreds.
fn without_words(source: &Source, images: &[&Range<usize>]) -> Option<Diagnostic> {
    let first = images.first()?;
    let message = match images.len() {
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

/// Reports names of blocks and headings, and ids of raw HTML, that stand twice: links lead to the first.
pub fn ids(source: &Source, blocks: &[BlockId], headings: &[HeadingName], ids: &[Id], findings: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    let mut again: Vec<(String, Range<usize>)> = Vec::new();
    for block in blocks {
        let name = format!("^{}", block.id.to_ascii_lowercase());
        if !seen.insert(name) {
            again.push((format!("^{}", block.id), block.place.clone()));
        }
    }
    let named = headings.iter().map(|heading| (&heading.name, &heading.place));
    for (name, place) in named.chain(ids.iter().filter(|id| id.once).map(|id| (&id.name, &id.span))) {
        if !seen.insert(name.clone()) {
            again.push((name.clone(), place.clone()));
        }
    }
    for (id, span) in again.into_iter().take(MOST) {
        let place = Place::span(&source.path, &source.text, span);
        let hint = "links lead to the first; give this one a name of its own";
        findings.push(Diagnostic::new(Code::DuplicateId, place, format!("`{id}` stands twice in this note"), hint));
    }
}
