//! Notes at the foot of a page, numbered as they are first referred to.

use super::sink::escape;
use crate::address::slug;
use crate::note::dialect::Events;
use pulldown_cmark::{Event, Tag, TagEnd};

/// The footnotes of one page.
#[derive(Debug, Default)]
pub struct Footnotes {
    names: Vec<(String, u32)>,
    /// What every id begins with: the notes of what a page embeds are not its own.
    prefix: String,
}

/// A definition with its events.
pub struct Definition<'s> {
    /// Its name.
    pub name: String,
    /// What it says.
    pub events: Events<'s>,
}

impl Footnotes {
    /// The footnotes of a part of a page, whose ids begin with a prefix.
    pub fn within(prefix: String) -> Self {
        Self { names: Vec::new(), prefix }
    }

    /// What every id begins with.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The reference to a footnote as HTML.
    pub fn refer(&mut self, name: &str) -> String {
        let number = self.number(name);
        let times = &mut self.names[number - 1].1;
        *times += 1;
        let again = if *times == 1 { String::new() } else { format!("-{times}") };
        let id = self.id(name, number);
        format!("<sup class=\"fn\"><a href=\"#fn-{id}\" id=\"fnref-{id}{again}\">{number}</a></sup>")
    }

    /// Names may hold anything; two that slug alike are told apart by their number.
    fn id(&self, name: &str, number: usize) -> String {
        let slug = slug(name);
        let id = if slug == name { slug } else { format!("{number}-{slug}").trim_end_matches('-').to_owned() };
        format!("{}{id}", self.prefix)
    }

    /// The number of a footnote, its next one if nothing has referred to it yet.
    pub fn number(&mut self, name: &str) -> usize {
        match self.names.iter().position(|(known, _)| known == name) {
            Some(at) => at + 1,
            None => {
                self.names.push((name.to_owned(), 0));
                self.names.len()
            }
        }
    }

    /// The foot of the page from each definition and its HTML, in the order of the numbers.
    pub fn foot(&mut self, mut definitions: Vec<(String, String)>) -> String {
        if definitions.is_empty() {
            return String::new();
        }
        definitions.sort_by_key(|(name, _)| self.number(name));
        let mut html = String::from("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>");
        for (name, text) in definitions {
            let number = self.number(&name);
            let id = self.id(&name, number);
            let back = match self.names[number - 1].1 {
                0 => String::new(),
                _ => format!(" <a class=\"fn-back\" href=\"#fnref-{id}\" aria-label=\"{}\">↩</a>", escape("Back")),
            };
            // The way back belongs on the last line of the note's text.
            let body = match text.strip_suffix("</p>") {
                Some(body) => format!("{body}{back}</p>"),
                None => format!("{text}{back}"),
            };
            html.push_str(&format!("<li id=\"fn-{id}\" value=\"{number}\">{body}</li>"));
        }
        html.push_str("</ol></section>");
        html
    }
}

/// Takes the definitions out of a body's events: they stand at the foot, wherever they were written.
pub fn take<'s>(events: Events<'s>) -> (Events<'s>, Vec<Definition<'s>>) {
    let mut body = Events::with_capacity(events.len());
    let mut definitions: Vec<Definition<'s>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (event, span) in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                open.push(definitions.len());
                definitions.push(Definition { name: name.to_string(), events: Events::new() });
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                open.pop();
            }
            event => match open.last() {
                Some(&at) => definitions[at].events.push((event, span)),
                None => body.push((event, span)),
            },
        }
    }
    (body, definitions)
}
