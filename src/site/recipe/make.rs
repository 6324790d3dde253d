//! Parts -> keys and recipes: the digest of all that each file of the site is made of.
//!
//! The key of a note's page is made of digests that its notes carry already, so that ten thousand of them cost a few
//! milliseconds.

use super::frames::Parts;
use super::texts::texts;
use super::what::{Recipe, What};
use crate::address::Address;
use crate::config::Options;
use crate::digest::Digest;
use crate::page::theme::Theme;
use crate::source::Sources;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};

/// The keys of the pages of notes, in reading order, and the recipes of all other files.
pub fn make(parts: &Parts, theme: &Theme, sources: &Sources) -> (Vec<Digest>, BTreeMap<Address, Recipe>) {
    let settings = settings(theme, &parts.options);
    let mut recipes = BTreeMap::new();
    let folders: Vec<(&String, &Address)> = parts.ground.index.folders().iter().collect();
    let folder = |(path, address): (&String, &Address)| (address.clone(), folder(parts, path, settings));
    recipes.par_extend(folders.into_par_iter().map(folder));
    lists(parts, settings, &mut recipes);
    for (address, &at) in &parts.redirects {
        let key = Digest::of(&("redirect", parts.redirect(at), settings));
        recipes.insert(address.clone(), Recipe { key, what: What::Redirect(at) });
    }
    // What only the preview loads is not part of a site.
    let published = |name: &str| parts.options.live || !matches!(name, "live.js" | "live.css" | "check.js");
    for (name, asset) in theme.assets().iter().filter(|(name, _)| published(name)) {
        let key = Digest::of(&("asset", &asset.bytes));
        recipes.insert(asset.address.clone(), Recipe { key, what: What::Asset(name.to_owned()) });
    }
    attachments(parts, sources, &mut recipes);
    let key = Digest::of(&("404", parts.not_found(), settings));
    recipes.insert(Address::new("404.html"), Recipe { key, what: What::NotFound });
    for (name, text) in texts(parts, theme) {
        recipes.insert(Address::new(name), Recipe { key: Digest::of(&text), what: What::Text(text) });
    }
    (pages(parts, settings), recipes)
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

/// The keys of the pages of notes. Whatever [`Parts::note`] reads has a part in them.
fn pages(parts: &Parts, settings: Digest) -> Vec<Digest> {
    let reading = &parts.ground.reading;
    let every = Digest::of(&(settings, parts.site_title(), parts.lists_urls()));
    let crumbs: BTreeMap<&str, Digest> =
        parts.ground.tree.keys().map(|path| (path.as_str(), Digest::of(&parts.crumbs(path)))).collect();
    let name = |place: usize| reading.get(place).map(|&at| parts.notes[at].name);
    let key = |(place, &at): (usize, &usize)| {
        let note = &parts.notes[at];
        let around = (place.checked_sub(1).and_then(name), name(place + 1));
        let from: Vec<(Digest, &str)> = parts.backlinks.names(at, &parts.notes).collect();
        Digest::of(&("note", note.text, crumbs[note.note.study.source.path.folder()], around, from, every))
    };
    reading.par_iter().with_min_len(64).enumerate().map(key).collect()
}

fn folder(parts: &Parts, path: &str, settings: Digest) -> Recipe {
    let (frame, listing) = parts.folder(path);
    let text = parts.ground.tree[path].own.map(|at| parts.notes[at].text);
    Recipe { key: Digest::of(&("folder", text, frame, listing, settings)), what: What::Folder(path.to_owned()) }
}

/// The pages of tags and of checks, where nothing else stands.
fn lists(parts: &Parts, settings: Digest, recipes: &mut BTreeMap<Address, Recipe>) {
    let mut add = |address: &Address, recipe: Recipe| {
        if !parts.ground.pages.contains_key(address) {
            recipes.entry(address.clone()).or_insert(recipe);
        }
    };
    let tags: Vec<&Address> = parts.lists.tags.keys().collect();
    let tag = |address: &&Address| {
        let key = Digest::of(&("tag", parts.tag(address), settings));
        Recipe { key, what: What::Tag((*address).clone()) }
    };
    let made: Vec<Recipe> = tags.par_iter().map(tag).collect();
    tags.iter().zip(made).for_each(|(address, recipe)| add(address, recipe));
    if !tags.is_empty() {
        let key = Digest::of(&("tags", parts.tags(), settings));
        add(&crate::site::lay::lists::tags_address(), Recipe { key, what: What::Tags });
    }
    if let Some((address, listing)) = &parts.lists.checks {
        let key = Digest::of(&("checks", parts.checks(address), listing, settings));
        add(address, Recipe { key, what: What::Checks });
    }
}

/// The files that published notes reach, and no others.
fn attachments(parts: &Parts, sources: &Sources, recipes: &mut BTreeMap<Address, Recipe>) {
    let reached: HashSet<&Address> = parts.notes.iter().flat_map(|note| &note.files).collect();
    for (path, attachment) in &sources.attachments {
        let file = parts.ground.index.file(path).filter(|file| reached.contains(&file.address));
        if let Some(file) = file {
            let key = Digest::of(&("attachment", attachment.digest));
            recipes.insert(file.address.clone(), Recipe { key, what: What::Attachment(path.clone()) });
        }
    }
}
