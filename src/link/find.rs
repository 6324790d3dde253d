//! One written path -> the note, folder or file it means.
//!
//! Order: as written from the note's own folder; from the top of the folder; by bare name, as Obsidian finds it. Each
//! exactly first, then case-folded. A path that climbs out of the folder means nothing.

use super::catalogue::{Catalogue, fold};
use super::found::Found;
use crate::address::{SourcePath, decode};
use crate::publish::Published;

/// Parts a target into its path and its fragment.
pub fn split(target: &str, wiki: bool) -> (String, Option<String>) {
    let (path, fragment) = match target.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (target, None),
    };
    if wiki {
        // In a table the bar before the shown words is written `\|`, and its backslash stays with the path.
        return (path.trim_end_matches('\\').trim().to_owned(), fragment);
    }
    let path = path.split('?').next().unwrap_or("");
    (decode(path.trim()), fragment)
}

/// Finds what a path means for a note.
pub fn find(note: &Published, path: &str, wiki: bool, to: &Catalogue<'_>) -> Found {
    let own = &note.study.source.path;
    if path.is_empty() {
        return to.note(own).map_or(Found::Nothing, Found::Note);
    }
    let below = join(own.folder(), path);
    let from_top = join("", path.trim_start_matches('/'));
    let candidates = if wiki { [from_top, below] } else { [below, from_top] };
    for candidate in candidates.iter().flatten() {
        let found = at(candidate, to);
        if !matches!(found, Found::Nothing) {
            return found;
        }
    }
    // Obsidian finds a bare name in a Markdown link as it does in a wikilink.
    if wiki || !path.contains('/') { by_name(own, path, to) } else { Found::Nothing }
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

fn at(path: &str, to: &Catalogue<'_>) -> Found {
    for candidate in [path.to_owned(), format!("{path}.md")] {
        if let Some(found) = to.by_path(&candidate) {
            return found;
        }
    }
    to.folder(path).map_or(Found::Nothing, Found::Folder)
}

/// By bare name or the end of a path; the fewest folders win, then the note's own folder, as Obsidian does.
fn by_name(own: &SourcePath, path: &str, to: &Catalogue<'_>) -> Found {
    let wanted = fold(path.strip_suffix(".md").unwrap_or(path));
    let mut fits: Vec<&SourcePath> = to
        .named(wanted.rsplit('/').next().unwrap_or(&wanted))
        .iter()
        .copied()
        .filter(|it| {
            let full = fold(it.as_str().strip_suffix(".md").unwrap_or(it.as_str()));
            !wanted.contains('/') || full == wanted || full.ends_with(&format!("/{wanted}"))
        })
        .collect();
    fits.sort_by_key(|it| (it.folder() != own.folder(), it.as_str().matches('/').count(), it.as_str().to_owned()));
    match fits.as_slice() {
        [] => to.file_named(&wanted).or_else(|| to.aliased(&wanted)).unwrap_or(Found::Nothing),
        [only] => to.by_path(only.as_str()).unwrap_or(Found::Nothing),
        [first, second, ..] => {
            let near = |it: &SourcePath| (it.folder() == own.folder(), it.as_str().matches('/').count());
            if near(first) == near(second) && first.folder() != own.folder() {
                let published: Vec<_> =
                    fits.iter().filter(|it| to.note(it).is_some()).map(|it| (*it).clone()).collect();
                if published.len() > 1 {
                    return Found::Several(published);
                }
            }
            to.by_path(first.as_str()).unwrap_or(Found::Nothing)
        }
    }
}

/// The path of what is named most like a path that means nothing, as the note would write it.
pub fn nearest(note: &Published, path: &str, image: bool, to: &Catalogue<'_>) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let near = to.named_like(name, image)?;
    Some(relative(note.study.source.path.folder(), near.as_str()))
}

/// A path from the top as one from a folder.
fn relative(folder: &str, path: &str) -> String {
    let folder: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let path: Vec<&str> = path.split('/').collect();
    let common = folder.iter().zip(&path[..path.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.len() - common);
    up.chain(path[common..].iter().copied()).collect::<Vec<_>>().join("/")
}
