//! One written path -> the note, folder or file it means.
//!
//! Order: as written from the note's own folder; from the top of the folder; by bare name, as Obsidian finds it (a
//! wikilink begins at the top). Each exactly first, then case-folded. A path that climbs out of the folder means nothing.

use super::catalogue::{Catalogue, Found, fold};
use crate::address::{SourcePath, decode};
use crate::publish::Published;
use unicode_normalization::UnicodeNormalization;

/// What a path means, and what the author should hear of how it was written.
pub struct Hit {
    /// What it means.
    pub found: Found,
    /// The path of what it means, where capitals tell that from what was written.
    pub spelled: Option<SourcePath>,
    /// The notes that fit equally well, the one that was taken first; empty when one alone fits.
    pub several: Vec<SourcePath>,
    /// Whether titles and aliases had a say.
    pub by_title: bool,
}

impl Hit {
    fn of(found: Found) -> Self {
        Self { found, spelled: None, several: Vec::new(), by_title: false }
    }
}

/// Parts a target into its path and its fragment.
pub fn split(target: &str, wiki: bool) -> (String, Option<String>) {
    let (path, fragment) = match target.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (target, None),
    };
    if wiki {
        // In a table the bar before the shown words is written `\|`, and its backslash stays with what is before it.
        let fragment = fragment.map(|fragment| fragment.trim_end_matches('\\').to_owned());
        return (path.trim_end_matches('\\').trim().to_owned(), fragment);
    }
    let path = path.split('?').next().unwrap_or("");
    (decode(path.trim()).into_owned(), fragment)
}

/// Finds what a path means for a note.
pub fn find(note: &Published, path: &str, wiki: bool, to: &Catalogue<'_>) -> Hit {
    let own = &note.study.source.path;
    if path.is_empty() {
        return Hit::of(to.index.note(own).map_or(Found::Nothing, Found::Note));
    }
    let below = join(own.folder(), path);
    let from_top = join("", path.trim_start_matches('/'));
    let is_relative = path.starts_with("./") || path.starts_with("../");
    let candidates = if wiki && !is_relative { [from_top, below] } else { [below, from_top] };
    for candidate in candidates.iter().flatten() {
        if let Some(hit) = at(candidate, to) {
            return hit;
        }
    }
    // Obsidian finds a bare name in a Markdown link as it does in a wikilink.
    if wiki || !path.contains('/') { by_name(own, path, to) } else { Hit::of(Found::Nothing) }
}

/// Joins a folder and a relative path; `None` when it climbs out.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> =
        if path.starts_with('/') { Vec::new() } else { folder.split('/').filter(|part| !part.is_empty()).collect() };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn at(path: &str, to: &Catalogue<'_>) -> Option<Hit> {
    let with = format!("{path}.md");
    // Exactly, with the extension or without, goes before what only folding finds.
    let exact = [path, &with].into_iter().find_map(|path| to.index.exactly(&SourcePath::new(path)));
    if let Some(found) = exact {
        return Some(Hit::of(found));
    }
    let folded = [path, &with].into_iter().find_map(|path| to.index.by_path(path).map(|hit| (path, hit)));
    if let Some((path, (found, other))) = folded {
        let spelled = other.filter(|other| differs(other.as_str(), path));
        return Some(Hit { spelled, ..Hit::of(found) });
    }
    to.index.folder(path).map(|address| Hit::of(Found::Folder(address.clone())))
}

/// Whether capitals tell two paths apart; forms of one letter that look the same are no difference.
fn differs(a: &str, b: &str) -> bool {
    !a.nfc().eq(b.nfc())
}

/// By bare name or the end of a path: what lies below the note's own folder first, then the shortest path, as Obsidian
/// does. A name that fits several is told of, unless one of them is the note's neighbour, whom a bare name means.
fn by_name(own: &SourcePath, path: &str, to: &Catalogue<'_>) -> Hit {
    let path = path.strip_suffix(".md").unwrap_or(path).trim_start_matches('/');
    let wanted = fold(path);
    let name = wanted.rsplit('/').next().unwrap_or(&wanted);
    let is_it = |it: &&SourcePath| {
        let full = fold(without_extension(it));
        full == wanted || full.ends_with(&format!("/{wanted}"))
    };
    let mut fits: Vec<&SourcePath> = to.index.named(name).filter(is_it).collect();
    if fits.is_empty() {
        fits = to.index.files_named(name).iter().filter(is_it).collect();
    }
    let below = |it: &SourcePath| own.folder().is_empty() || it.as_str().starts_with(&format!("{}/", own.folder()));
    fits.sort_by_key(|it| (it.folder() != own.folder(), !below(it), it.as_str().len(), it.as_str().to_owned()));
    let Some(first) = fits.first() else { return by_alias(&wanted, to) };
    let depth = path.matches('/').count();
    let full = without_extension(first);
    let tail = full.rmatch_indices('/').nth(depth).map_or(full, |(at, _)| &full[at + 1..]);
    let spelled = Some((*first).clone()).filter(|_| differs(tail, path));
    let shown = |it: &&&SourcePath| !matches!(to.index.exactly(it), Some(Found::Withheld(_)));
    let several: Vec<SourcePath> = fits.iter().filter(shown).map(|it| (*it).clone()).collect();
    let is_clear = several.len() < 2 || first.folder() == own.folder();
    let found = to.index.exactly(first).unwrap_or(Found::Nothing);
    Hit { spelled, several: if is_clear { Vec::new() } else { several }, ..Hit::of(found) }
}

fn without_extension(path: &SourcePath) -> &str {
    path.as_str().strip_suffix(".md").unwrap_or(path.as_str())
}

/// People type an alias or a title where Obsidian would write `[[Note|alias]]`.
fn by_alias(wanted: &str, to: &Catalogue<'_>) -> Hit {
    let bearers = to.aliased(wanted);
    let Some(first) = bearers.first() else { return Hit { by_title: true, ..Hit::of(Found::Nothing) } };
    let paths = || bearers.iter().map(|at| to.index.path(*at).clone()).collect();
    let several = if bearers.len() > 1 { paths() } else { Vec::new() };
    Hit { several, by_title: true, ..Hit::of(Found::Note(*first)) }
}

/// The path of what is named most like a path that means nothing, as the note would write it.
pub fn nearest(note: &Published, path: &str, wiki: bool, image: bool, to: &Catalogue<'_>) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let near = to.index.named_like(name, image)?;
    if !wiki {
        return Some(relative(note.study.source.path.folder(), near.as_str()));
    }
    let bare = if near.is_note() { near.stem() } else { near.file_name() };
    let is_unique = !near.is_note() || to.index.named(&fold(near.stem())).nth(1).is_none();
    Some(if is_unique { bare.to_owned() } else { without_extension(near).to_owned() })
}

/// A path from the top as one from a folder.
fn relative(folder: &str, path: &str) -> String {
    let folder: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let path: Vec<&str> = path.split('/').collect();
    let common = folder.iter().zip(&path[..path.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.len() - common);
    up.chain(path[common..].iter().copied()).collect::<Vec<_>>().join("/")
}
