//! `![[Note]]`: a part of another note, drawn where it is called, in a frame that says where it comes from.
//!
//! What is drawn so is read, not asked: its questions stand open, without ids or numbers, and its headings one level below
//! where it stands, without anchors. So nothing on a page has two places.

mod excerpt;

use super::fragment::{Fragment, Scribe, Shown};
use crate::link::Embed;
use crate::note::dialect::{self, Events};
use crate::page::html::footnote::{self, Definition, Footnotes};
use crate::page::html::sink::escape;
use pulldown_cmark::{Event, LinkType, Tag};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

impl<'a> Scribe<'a> {
    /// What a tag embeds, if it embeds a part of a note.
    pub fn embed_of(&self, tag: &Tag<'_>) -> Option<&'a Embed> {
        match tag {
            Tag::Image { link_type: LinkType::WikiLink { .. }, dest_url, .. } => {
                self.linked.embed(dest_url).map(|embed| &**embed)
            }
            _ => None,
        }
    }

    /// Whether one of the events embeds a part of a note, which is a block.
    pub fn shows_blocks(&self, events: &Events<'_>) -> bool {
        let embeds = |event: &Event<'_>| matches!(event, Event::Start(tag) if self.embed_of(tag).is_some());
        self.linked.has_embeds() && events.iter().any(|(event, _)| embeds(event))
    }

    /// The events with their embeds as blocks.
    pub(super) fn lifted<'e, 's>(&self, events: &'e Events<'s>) -> Cow<'e, Events<'s>> {
        if self.shows_blocks(events) {
            Cow::Owned(excerpt::lift(events, |tag| self.embed_of(tag).is_some()))
        } else {
            Cow::Borrowed(events)
        }
    }

    /// Draws a part of another note.
    fn embed(&mut self, embed: &Embed, label: &str) -> String {
        self.embeds += 1;
        let study = &*embed.study;
        let events = excerpt::excerpt(dialect::events(&study.source, study.body), &embed.part, &study.source.text);
        let title = study.title_heading.clone().filter(|_| embed.whole).unwrap_or_default();
        let events = events.into_iter().filter(|(_, span)| !title.contains(&span.start)).collect();
        let (mut body, definitions) = footnote::take(events);
        plain_references(&mut body, &definitions);
        let level = |event: &Event<'_>| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
            _ => None,
        };
        let top = body.iter().filter_map(|(event, _)| level(event)).min().unwrap_or(1);
        let mut scribe = Scribe {
            study,
            linked: &embed.linked,
            address: self.address,
            url: self.url,
            lights: self.lights,
            trust: self.trust,
            tex: self.tex,
            cleaner: OnceCell::new(),
            levels: Vec::new(),
            named: BTreeMap::new(),
            footnotes: Footnotes::within(format!("{}e{}-", self.footnotes.prefix(), self.embeds)),
            // The note itself tells of these.
            findings: Vec::new(),
            shown: Some(Shown { top, under: self.under }),
            under: self.under,
            embeds: 0,
        };
        let mut html = scribe.write(&body);
        let definitions = definitions.into_iter().map(|it| (it.name, scribe.write(&it.events))).collect();
        html.push_str(&scribe.footnotes.foot(definitions));
        let place =
            if embed.anchor.is_empty() { String::new() } else { format!("#{}", crate::address::encode(&embed.anchor)) };
        let from = format!("{}{place}", self.url.link(&embed.address));
        format!(
            "<figure class=\"embed\"><figcaption><a href=\"{}\">{}</a></figcaption>{html}</figure>",
            escape(&from),
            escape(if label.is_empty() { &study.title } else { label })
        )
    }
}

/// A reference to a note at the foot of the other page, outside of what is shown, is a sign without a link.
fn plain_references(body: &mut Events<'_>, definitions: &[Definition<'_>]) {
    for (event, _) in body {
        if let Event::FootnoteReference(name) = event
            && !definitions.iter().any(|definition| definition.name == **name)
        {
            *event = Event::Text(format!("[{name}]").into());
        }
    }
}

impl Fragment<'_, '_> {
    /// Draws an embed and moves past it; false where no block can stand, so that a link has to do.
    pub(super) fn embed(&mut self, written: &str, events: &Events<'_>) -> bool {
        let Some(embed) = self.scribe.linked.embed(written) else { return false };
        if !self.is_block(events) {
            return false;
        }
        let alt = self.alt(events);
        // `![[Note]]` says its own target, `![[Note|words]]` the author's words.
        let label = if alt == written { "" } else { &alt };
        let html = self.scribe.embed(embed, label);
        self.sink.element(&html, true);
        true
    }

    /// Whether what stands here stands in no line of text.
    fn is_block(&self, events: &Events<'_>) -> bool {
        let mut closed = 0usize;
        for (event, _) in events[..self.at].iter().rev() {
            match event {
                Event::End(_) => closed += 1,
                Event::Start(_) if closed > 0 => closed -= 1,
                Event::Start(tag) => {
                    return matches!(
                        tag,
                        Tag::Item | Tag::TableCell | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::List(_)
                    );
                }
                _ => {}
            }
        }
        true
    }
}
