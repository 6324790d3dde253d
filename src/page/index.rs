//! The pages that list: home, folders, tags, and the one for addresses that lead nowhere.

use super::context::{Backlink, Link};
use super::frame::Frame;
use super::html::highlight::Highlights;
use super::lists::{ChecksListing, Group, IndexPage, TagEntry, TagPage, TagsPage};
use super::note::{self, Readied, segments};
use super::theme::Theme;
use crate::config::Options;
use crate::diagnostic::Reported;
use serde::Serialize;

/// What a folder's page lists.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Listing {
    /// Its notes and folders.
    pub groups: Vec<Group>,
    /// Drafts among them.
    pub drafts: usize,
    /// The notes that link to the folder's own.
    pub linked_from: Vec<Backlink>,
}

/// Draws home or a folder's page, with the folder's own text where it has one.
pub fn folder(
    own: Option<Readied<'_>>,
    listing: &Listing,
    frame: &Frame,
    theme: &Theme,
    lights: &Highlights,
    options: &Options,
) -> Reported<String> {
    let mut findings = Vec::new();
    let page = IndexPage {
        folder: Link { title: frame.title.clone(), url: options.url.link(&frame.address) },
        note: own.map(|ready| note::info(ready, &[], options)),
        ruler: own.map(note::ruler).unwrap_or_default(),
        body: own.map(|ready| segments(ready, lights, options).into(&mut findings)).unwrap_or_default(),
        groups: &listing.groups,
        drafts: listing.drafts,
        linked_from: &listing.linked_from,
    };
    let template = if frame.kind == "home" { "home.html" } else { "folder.html" };
    let page = theme.render(template, &frame.common(theme, options), &page).into(&mut findings);
    Reported::new(page, findings)
}

/// Draws a tag's page.
pub fn tag(tag: &TagEntry, groups: &[Group], frame: &Frame, theme: &Theme, options: &Options) -> Reported<String> {
    theme.render("tag.html", &frame.common(theme, options), &TagPage { tag, groups })
}

/// Draws the page of all tags.
pub fn tags(tags: &[TagEntry], frame: &Frame, theme: &Theme, options: &Options) -> Reported<String> {
    theme.render("tags.html", &frame.common(theme, options), &TagsPage { tags })
}

/// Draws the page of checks: who stands behind which answers.
pub fn checks(listing: &ChecksListing, frame: &Frame, theme: &Theme, options: &Options) -> Reported<String> {
    theme.render("checks.html", &frame.common(theme, options), listing)
}

/// Draws the page that stands at another address of a note; its frame is the note's.
pub fn redirect(frame: &Frame, theme: &Theme, options: &Options) -> Reported<String> {
    #[derive(Serialize)]
    struct Nothing {}
    theme.render("redirect.html", &frame.common(theme, options), &Nothing {})
}

/// Draws the page for addresses that lead nowhere.
pub fn not_found(frame: &Frame, theme: &Theme, options: &Options) -> Reported<String> {
    #[derive(Serialize)]
    struct Nothing {}
    theme.render("404.html", &frame.common(theme, options), &Nothing {})
}
