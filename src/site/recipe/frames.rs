//! What pages are made of, and the surroundings of each page, made of that.

use crate::address::Address;
use crate::config::Options;
use crate::link::{Target, place};
use crate::note::picture;
use crate::page::context::{Link, TagLink, Totals};
use crate::page::frame::Frame;
use crate::page::index::Listing;
use crate::page::lists::{Group, TagEntry};
use crate::page::note::Beside;
use crate::site::ground::Ground;
use crate::site::lay::backlinks::Backlinks;
use crate::site::lay::lists::{Lists, folder_title, tags_address};
use crate::site::lay::redirects::Redirects;
use crate::site::readied::Readied;
use std::sync::Arc;

/// All that the pages of a site are made of.
#[derive(Debug)]
pub struct Parts {
    /// Where everything stands.
    pub ground: Arc<Ground>,
    /// The published notes, in reading order.
    pub notes: Vec<Arc<Readied>>,
    /// What the listing pages list.
    pub lists: Lists,
    /// Who links to whom.
    pub backlinks: Backlinks,
    /// Other addresses of notes.
    pub redirects: Redirects,
    /// What the run was told.
    pub options: Options,
}

impl Parts {
    /// The site's name.
    pub fn site_title(&self) -> String {
        if !self.options.title.is_empty() {
            return self.options.title.clone();
        }
        let home = self.folder_title("");
        if home.is_empty() { self.options.folder.clone() } else { home }
    }

    /// What surrounds the page of a note, by its place among those that have pages of their own.
    pub fn note(&self, place: usize) -> (Frame, Beside) {
        let reading = &self.ground.reading;
        let at = reading[place];
        let note = &self.notes[at];
        let study = &note.note.study;
        let link = |place: usize| reading.get(place).map(|&at| self.notes[at].link(&self.options));
        let frame = Frame {
            crumbs: self.crumbs(study.source.path.folder()),
            ..self.frame_of("note", &note.address, study.title.clone(), Some(at))
        };
        let beside = Beside {
            previous: place.checked_sub(1).and_then(link),
            next: link(place + 1),
            tags: self.tag_links(note),
            linked_from: self.backlinks.entries(at, &self.notes, &self.options),
        };
        (frame, beside)
    }

    /// What surrounds the page of a folder, and what it lists.
    pub fn folder(&self, path: &str) -> (Frame, Listing) {
        let folder = &self.ground.tree[path];
        let home = path.is_empty();
        let title = if home { self.site_title() } else { self.folder_title(path) };
        let kind = if home { "home" } else { "folder" };
        let sum = self.lists.sums[path];
        let above = path.rsplit_once('/').map_or("", |(above, _)| above);
        let frame = Frame {
            crumbs: if home { Vec::new() } else { self.crumbs(above) },
            totals: Some(Totals {
                notes: folder.all_notes,
                questions: sum.questions,
                folders: folder.folders.len(),
                tags: self.lists.tags.len(),
                tally: sum.tally,
            }),
            ..self.frame_of(kind, &self.ground.index.folders()[path], title, folder.own)
        };
        let mut listing = self.lists.listing(path, &self.notes, &self.ground, &self.options);
        if let Some(own) = folder.own.filter(|_| !home) {
            listing.linked_from = self.backlinks.entries(own, &self.notes, &self.options);
        }
        (frame, listing)
    }

    /// What surrounds the page of a tag, what is said of it, and what bears it.
    pub fn tag(&self, address: &Address) -> (Frame, TagEntry, Vec<Group>) {
        let entry = self.lists.tag(address, &self.notes, &self.options);
        let groups = self.lists.bearers(address, &self.notes, &self.ground, &self.options);
        let frame = Frame { crumbs: self.crumbs(""), ..self.frame_of("tag", address, entry.name.clone(), None) };
        (frame, entry, groups)
    }

    /// What surrounds the page of all tags, and the tags.
    pub fn tags(&self) -> (Frame, Vec<TagEntry>) {
        let entries = self.lists.tags.keys().map(|tag| self.lists.tag(tag, &self.notes, &self.options)).collect();
        let frame = self.frame_of("tags", &tags_address(), "Tags".into(), None);
        (Frame { crumbs: self.crumbs(""), ..frame }, entries)
    }

    /// What surrounds the page of checks.
    pub fn checks(&self, address: &Address) -> Frame {
        Frame { crumbs: self.crumbs(""), ..self.frame_of("checks", address, "Checks".into(), None) }
    }

    /// What surrounds a page at another address of a note: the note's own address, so that this is named as the one to keep.
    pub fn redirect(&self, at: usize) -> Frame {
        let note = &self.notes[at];
        let frame = self.frame_of("redirect", &note.address, note.note.study.title.clone(), None);
        Frame { noindex: note.note.draft, ..frame }
    }

    /// What surrounds the page for addresses that lead nowhere.
    pub fn not_found(&self) -> Frame {
        let frame = self.frame_of("not_found", &Address::new("404.html"), "Not found".into(), None);
        Frame { noindex: true, ..frame }
    }

    /// The folders from home down to one, each as a link.
    pub fn crumbs(&self, folder: &str) -> Vec<Link> {
        let mut crumbs = vec![Link { title: self.site_title(), url: self.options.url.prefix().to_owned() }];
        let ends = folder.match_indices('/').map(|(at, _)| at).chain(std::iter::once(folder.len()));
        for path in ends.filter(|end| *end > 0).map(|end| &folder[..end]) {
            let url = self.options.url.link(&self.ground.index.folders()[path]);
            crumbs.push(Link { title: self.folder_title(path), url });
        }
        crumbs
    }

    /// The page of all tags, when there are tags, and the page of checks, where anybody has checked anything.
    pub fn lists_urls(&self) -> (Option<String>, Option<String>) {
        let tags = (!self.lists.tags.is_empty()).then(|| self.options.url.link(&tags_address()));
        (tags, self.lists.checks.as_ref().map(|(address, _)| self.options.url.link(address)))
    }

    fn folder_title(&self, path: &str) -> String {
        folder_title(path, &self.ground.tree, &self.notes)
    }

    /// The surroundings that every page has; `own` is the note whose text it shows.
    fn frame_of(&self, kind: &'static str, address: &Address, title: String, own: Option<usize>) -> Frame {
        let (tags_url, checks_url) = self.lists_urls();
        let own = own.map(|at| &*self.notes[at]);
        let description = own.and_then(|own| own.note.study.front.description.clone());
        Frame {
            kind,
            address: address.clone(),
            title,
            description: description.unwrap_or_default(),
            image: own.and_then(|own| self.image(own)),
            noindex: own.is_some_and(|own| own.note.draft),
            crumbs: Vec::new(),
            site_title: self.site_title(),
            tags_url,
            checks_url,
            totals: None,
        }
    }

    /// The picture that a note's front matter names, by its whole address where the host is known.
    fn image(&self, note: &Readied) -> Option<String> {
        let written = note.note.study.front.image.as_deref()?;
        let (kind, target) = picture(written);
        match note.linked.target(kind, target) {
            Target::File(address, _) => {
                let url = &self.options.url;
                Some(url.absolute(address).unwrap_or_else(|| url.link(address)))
            }
            Target::External => Some(target.to_owned()),
            Target::Page(..) | Target::Dead => None,
        }
    }

    /// A note's tags with the addresses of their pages, each once.
    fn tag_links(&self, note: &Readied) -> Vec<TagLink> {
        let mut links: Vec<TagLink> = Vec::new();
        for tag in &note.note.study.front.tags {
            let url = self.options.url.link(&place::tag(tag));
            if !links.iter().any(|link| link.url == url) {
                links.push(TagLink { name: tag.clone(), url });
            }
        }
        links
    }
}
