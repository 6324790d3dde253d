//! A recipe for each file of the site: what it is made of, and the digest of that.

use super::lay::backlinks::Backlinks;
use super::lay::claims::Claims;
use super::lay::lists::{Lists, folder_title, tags_address};
use super::lay::redirects::Redirects;
use super::lay::tree::{self, Tree};
use super::recipe::{Readied, Recipe, What};
use crate::address::Address;
use crate::config::Options;
use crate::digest::Digest;
use crate::link::Target;
use crate::note::picture;
use crate::page::context::{Link, Totals};
use crate::page::frame::Frame;
use crate::page::lists::TagEntry;
use crate::page::theme::Theme;
use crate::page::{note, policy};
use crate::source::Sources;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The ways that lead to notes besides the lists.
#[derive(Clone, Copy)]
pub struct Ways<'a> {
    /// Who links to whom.
    pub backlinks: &'a Backlinks,
    /// Other addresses of notes.
    pub redirects: &'a Redirects,
}

/// Makes a recipe for every file.
#[expect(clippy::too_many_arguments, reason = "called once, by the plan, with all that the plan has made")]
pub fn make(
    notes: &[Readied],
    tree: &Tree,
    folders: &BTreeMap<String, Address>,
    lists: &Lists,
    ways: Ways<'_>,
    theme: &Theme,
    options: &Options,
    sources: &Sources,
    claims: &Claims,
) -> BTreeMap<Address, Recipe> {
    let maker = Maker { notes, tree, folders, lists, ways, options, settings: settings(theme, options) };
    let mut recipes = BTreeMap::new();
    for path in tree.keys() {
        recipes.insert(folders[path].clone(), maker.folder(path));
    }
    let reading: Vec<usize> = (0..notes.len()).filter(|&at| !maker.is_folder_page(at)).collect();
    let neighbour = |place: Option<usize>| place.and_then(|place| reading.get(place)).map(|&at| maker.link(at));
    let note = |(place, &at): (usize, &usize)| {
        let beside = note::Beside {
            previous: neighbour(place.checked_sub(1)),
            next: neighbour(Some(place + 1)),
            tags: lists.tag_links(&notes[at], options),
            linked_from: ways.backlinks.entries(at, notes, options),
        };
        (notes[at].address.clone(), maker.note(at, beside))
    };
    recipes.extend(reading.par_iter().enumerate().map(note).collect::<Vec<_>>());
    for (address, recipe) in maker.tags().into_iter().chain(maker.checks()) {
        recipes.entry(address).or_insert(recipe);
    }
    for (address, &at) in ways.redirects {
        recipes.insert(address.clone(), maker.redirect(at));
    }
    // What only the preview loads is not part of a site.
    let published = |name: &str| options.live || !matches!(name, "live.js" | "live.css" | "check.js");
    for (name, asset) in theme.assets().iter().filter(|(name, _)| published(name)) {
        let key = Digest::of(&("asset", &asset.bytes));
        recipes.insert(asset.address.clone(), Recipe { key, what: What::Asset(name.to_owned()) });
    }
    attachments(notes, sources, claims, &mut recipes);
    recipes.insert(Address::new("404.html"), maker.not_found());
    for (name, text) in texts(notes, tree, folders, ways.redirects, theme, options) {
        recipes.insert(Address::new(name), Recipe { key: Digest::of(&text), what: What::Text(text) });
    }
    recipes
}

/// The digest of what every page reads: the theme, and the options that pages print.
fn settings(theme: &Theme, options: &Options) -> Digest {
    let theme_options = serde_json::to_string(&options.theme_options).unwrap_or_default();
    Digest::of(&(
        theme.digest(),
        &options.description,
        &options.language,
        &options.url,
        options.html,
        (options.live, &options.token, options.structured_data),
        theme_options,
        &options.repo,
    ))
}

struct Maker<'a> {
    notes: &'a [Readied],
    tree: &'a Tree,
    folders: &'a BTreeMap<String, Address>,
    lists: &'a Lists,
    ways: Ways<'a>,
    options: &'a Options,
    settings: Digest,
}

impl Maker<'_> {
    fn is_folder_page(&self, at: usize) -> bool {
        tree::is_page(self.tree, &self.notes[at].note.study.source.path, at)
    }

    fn link(&self, at: usize) -> Link {
        Link { title: self.notes[at].note.study.title.clone(), url: self.options.url.link(&self.notes[at].address) }
    }

    fn site_title(&self) -> String {
        if !self.options.title.is_empty() {
            return self.options.title.clone();
        }
        let home = folder_title("", self.tree, self.notes);
        if home.is_empty() { self.options.folder.clone() } else { home }
    }

    fn frame(&self, kind: &'static str, address: &Address, title: String) -> Frame {
        Frame {
            kind,
            address: address.clone(),
            title,
            description: String::new(),
            image: None,
            noindex: false,
            crumbs: Vec::new(),
            site_title: self.site_title(),
            tags_url: (!self.lists.tags.is_empty()).then(|| self.options.url.link(&tags_address())),
            checks_url: self.lists.checks.as_ref().map(|(address, _)| self.options.url.link(address)),
            totals: None,
        }
    }

    /// The folders from home down to one, each as a link.
    fn crumbs(&self, folder: &str) -> Vec<Link> {
        let mut crumbs = vec![Link { title: self.site_title(), url: self.options.url.prefix().to_owned() }];
        let ends = folder.match_indices('/').map(|(at, _)| at).chain(std::iter::once(folder.len()));
        for end in ends.filter(|end| *end > 0) {
            let path = &folder[..end];
            crumbs.push(Link {
                title: folder_title(path, self.tree, self.notes),
                url: self.options.url.link(&self.folders[path]),
            });
        }
        crumbs
    }

    /// The picture that a note's front matter names, by its whole address where the host is known.
    fn image(&self, at: usize) -> Option<String> {
        let note = &self.notes[at];
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

    /// What a note's text is drawn from.
    fn text_key(&self, at: usize) -> Digest {
        let note = &self.notes[at];
        Digest::of(&(note.key, note.note.draft, &note.linked, &note.address, &note.standings))
    }

    fn note(&self, at: usize, beside: note::Beside) -> Recipe {
        let note = &self.notes[at];
        let study = &note.note.study;
        let mut frame = self.frame("note", &note.address, study.title.clone());
        frame.crumbs = self.crumbs(study.source.path.folder());
        frame.noindex = note.note.draft;
        frame.description = study.front.description.clone().unwrap_or_default();
        frame.image = self.image(at);
        let key = Digest::of(&("note", self.text_key(at), &frame, &beside, self.settings));
        Recipe { key, what: What::Note(at, frame, beside) }
    }

    fn folder(&self, path: &str) -> Recipe {
        let folder = &self.tree[path];
        let own = folder.own.map(|at| &self.notes[at].note);
        let home = path.is_empty();
        let title = if home { self.site_title() } else { folder_title(path, self.tree, self.notes) };
        let mut frame = self.frame(if home { "home" } else { "folder" }, &self.folders[path], title);
        if !home {
            frame.crumbs = self.crumbs(path.rsplit_once('/').map_or("", |(parent, _)| parent));
        }
        frame.noindex = own.is_some_and(|note| note.draft);
        frame.description = own.and_then(|note| note.study.front.description.clone()).unwrap_or_default();
        frame.image = folder.own.and_then(|at| self.image(at));
        let tags = self.lists.tags.len();
        frame.totals = Some(Totals {
            notes: folder.all_notes,
            questions: folder.all_questions,
            folders: folder.folders.len(),
            tags,
            tally: self.lists.tallies[path],
        });
        let mut listing = self.lists.folders[path].clone();
        if let Some(own) = folder.own.filter(|_| !home) {
            listing.linked_from = self.ways.backlinks.entries(own, self.notes, self.options);
        }
        let text = folder.own.map(|at| self.text_key(at));
        let key = Digest::of(&("folder", text, &frame, &listing, self.settings));
        Recipe { key, what: What::Folder(folder.own, frame, listing) }
    }

    fn tags(&self) -> Vec<(Address, Recipe)> {
        let mut recipes = Vec::new();
        let home = self.crumbs("");
        for (address, (entry, groups)) in &self.lists.tags {
            let mut frame = self.frame("tag", address, entry.name.clone());
            frame.crumbs = home.clone();
            let key = Digest::of(&("tag", &frame, entry, groups, self.settings));
            recipes.push((address.clone(), Recipe { key, what: What::Tag(frame, entry.clone(), groups.clone()) }));
        }
        if !recipes.is_empty() {
            let mut frame = self.frame("tags", &tags_address(), "Tags".into());
            frame.crumbs = home;
            let entries: Vec<TagEntry> = self.lists.tags.values().map(|(entry, _)| entry.clone()).collect();
            let key = Digest::of(&("tags", &frame, &entries, self.settings));
            recipes.push((tags_address(), Recipe { key, what: What::Tags(frame, entries) }));
        }
        recipes
    }

    fn checks(&self) -> Option<(Address, Recipe)> {
        let (address, listing) = self.lists.checks.as_ref()?;
        let mut frame = self.frame("checks", address, "Checks".into());
        frame.crumbs = self.crumbs("");
        let key = Digest::of(&("checks", &frame, listing, self.settings));
        Some((address.clone(), Recipe { key, what: What::Checks(frame, listing.clone()) }))
    }

    /// A page for another address of a note. Its frame is the note's own, so that it names that as the address to keep.
    fn redirect(&self, at: usize) -> Recipe {
        let note = &self.notes[at];
        let mut frame = self.frame("redirect", &note.address, note.note.study.title.clone());
        frame.noindex = note.note.draft;
        Recipe { key: Digest::of(&("redirect", &frame, self.settings)), what: What::Redirect(frame) }
    }

    fn not_found(&self) -> Recipe {
        let mut frame = self.frame("not_found", &Address::new("404.html"), "Not found".into());
        frame.noindex = true;
        Recipe { key: Digest::of(&("404", &frame, self.settings)), what: What::NotFound(frame) }
    }
}

/// The files that published notes reach, and no others.
fn attachments(notes: &[Readied], sources: &Sources, claims: &Claims, recipes: &mut BTreeMap<Address, Recipe>) {
    let reached: HashSet<&Address> = notes
        .iter()
        .flat_map(|note| note.linked.targets())
        .filter_map(|target| match target {
            Target::File(address, _) => Some(address),
            _ => None,
        })
        .collect();
    for (path, attachment) in &sources.attachments {
        let address = crate::link::catalogue::Files::address(claims, path);
        if reached.contains(&address) {
            let key = Digest::of(&("attachment", attachment.digest));
            recipes.insert(address, Recipe { key, what: What::Attachment(path.clone()) });
        }
    }
}

/// The files for machines: what search engines may read, and what a host should say of each file.
fn texts(
    notes: &[Readied],
    tree: &Tree,
    folders: &BTreeMap<String, Address>,
    redirects: &Redirects,
    theme: &Theme,
    options: &Options,
) -> Vec<(&'static str, String)> {
    let mut texts = Vec::new();
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    if options.url.has_origin() {
        let drafts: HashSet<&Address> = notes.iter().filter(|it| it.note.draft).map(|it| &it.address).collect();
        let own = tree.keys().map(|path| &folders[path]);
        let pages: BTreeSet<&Address> = own.chain(notes.iter().map(|it| &it.address)).collect();
        let mut map = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for address in pages.into_iter().filter(|address| !drafts.contains(address)) {
            let url = options.url.absolute(address).unwrap_or_default().replace('&', "&amp;");
            map.push_str(&format!("<url><loc>{url}</loc></url>\n"));
        }
        map.push_str("</urlset>\n");
        texts.push(("sitemap.xml", map));
        let address = options.url.absolute(&Address::new("sitemap.xml")).unwrap_or_default();
        robots.push_str(&format!("Sitemap: {address}\n"));
    }
    texts.push(("robots.txt", robots));
    if !redirects.is_empty() {
        // Netlify follows a rule over a file that is there only when it is forced to.
        let rule = |(from, &to): (&Address, &usize)| {
            format!("{} {} 301!\n", options.url.link(from), options.url.link(&notes[to].address))
        };
        texts.push(("_redirects", redirects.iter().map(rule).collect()));
    }
    texts.push(("_headers", policy::headers(theme.snippet(), options.url.prefix())));
    texts
}
