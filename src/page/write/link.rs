//! Links, each to what `link` found for it.

use super::fragment::Fragment;
use crate::address::encode;
use crate::link::Target;
use crate::link::place;
use crate::note::LinkKind;
use crate::note::dialect::{Events, TAG};
use crate::page::html::sink::escape;
use pulldown_cmark::{Event, LinkType};

impl Fragment<'_, '_> {
    pub(super) fn link(&mut self, link_type: LinkType, written: &str, title: &str) {
        if link_type == TAG {
            let href = self.scribe.url.link(&place::tag(written));
            self.sink.open("a", &format!(" class=\"tag\" href=\"{}\"", escape(&href)));
            self.closers.push("a");
            return;
        }
        let href = if link_type == LinkType::Email {
            Some(format!("mailto:{written}"))
        } else {
            self.href(LinkKind::of(link_type, false), written)
        };
        match href {
            Some(href) => {
                let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
                self.sink.open("a", &format!(" href=\"{}\"{title}", escape(&href)));
                self.closers.push("a");
            }
            None => {
                self.sink.open("span", " class=\"dead\"");
                self.closers.push("span");
            }
        }
    }

    /// Writes the words of a wikilink that has none of its own, and moves past them: Obsidian shows `[[Note#Heading]]` as
    /// `Note > Heading`, and `[[#Heading]]` as `Heading`.
    pub(super) fn target_words(&mut self, written: &str, events: &Events<'_>) {
        let plain = matches!(events.get(self.at + 1), Some((Event::Text(text), _)) if **text == *written);
        if plain && written.contains('#') {
            let parts: Vec<&str> = written.split('#').map(str::trim).filter(|part| !part.is_empty()).collect();
            self.sink.text(&parts.join(" > "));
            self.at += 1;
        }
    }

    /// The address of what was written; `None` when it leads to nothing.
    pub(super) fn href(&self, kind: LinkKind, written: &str) -> Option<String> {
        href(self.scribe.linked.target(kind, written), written, self.scribe.address, self.scribe.url)
    }
}

/// What stands in a page for a target.
pub fn href(
    target: &Target,
    written: &str,
    own: &crate::address::Address,
    url: &crate::address::SiteUrl,
) -> Option<String> {
    match target {
        Target::Page(address, Some(anchor)) if address == own => Some(format!("#{}", encode(anchor))),
        Target::Page(address, Some(anchor)) => Some(format!("{}#{}", url.link(address), encode(anchor))),
        Target::Page(address, None) | Target::File(address, _) => Some(url.link(address)),
        Target::External => Some(written.trim().to_owned()),
        Target::Dead => None,
    }
}
