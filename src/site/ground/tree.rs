//! The order of the notes and the folders that they lie in.
//!
//! Within a folder: its own page, its notes by `order` and then by name, then its folders by name; names in natural order
//! (`2` before `10`).

use super::claims;
use crate::address::{Address, SourcePath};
use crate::publish::Published;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A folder that holds published notes, itself or further down.
#[derive(Debug, Default)]
pub struct Folder {
    /// The note that is its page.
    pub own: Option<usize>,
    /// Its other notes, in order.
    pub notes: Vec<usize>,
    /// Its folders' paths, in order.
    pub folders: Vec<String>,
    /// Notes in it and below.
    pub all_notes: usize,
}

/// All folders by path; the top is `""` and always there.
pub type Tree = BTreeMap<String, Folder>;

/// Which of two notes is read first.
pub fn compare(a: &Published, b: &Published) -> Ordering {
    let (a_path, b_path) = (&a.study.source.path, &b.study.source.path);
    let mut a_parts = a_path.folder().split('/').filter(|part| !part.is_empty());
    let mut b_parts = b_path.folder().split('/').filter(|part| !part.is_empty());
    loop {
        match (a_parts.next(), b_parts.next()) {
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) => return natural(a, b).then_with(|| a.cmp(b)),
            // What lies in the folder itself comes before what lies deeper.
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (None, None) => break,
        }
    }
    let own = |path: &SourcePath| !path.is_folder_page();
    let order = |note: &Published| note.study.front.order.unwrap_or(i64::MAX);
    own(a_path)
        .cmp(&own(b_path))
        .then_with(|| order(a).cmp(&order(b)))
        .then_with(|| natural(a_path.stem(), b_path.stem()))
        .then_with(|| a_path.cmp(b_path))
}

/// Compares runs of digits by their value, everything else case-folded.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (x, y) = (run(a), run(b));
        match (x.is_empty(), y.is_empty()) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            _ => {}
        }
        let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let order = if digits(x) && digits(y) {
            let (p, q) = (x.trim_start_matches('0'), y.trim_start_matches('0'));
            p.len().cmp(&q.len()).then_with(|| p.cmp(q))
        } else {
            x.chars().flat_map(char::to_lowercase).cmp(y.chars().flat_map(char::to_lowercase))
        };
        if order != Ordering::Equal {
            return order;
        }
        (a, b) = (&a[x.len()..], &b[y.len()..]);
    }
}

/// The digits, or the other characters, that a text begins with.
fn run(text: &str) -> &str {
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    &text[..text.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(text.len())]
}

/// Builds the folders over the sorted notes. A folder's page is the note of its own that stands at its address: of a
/// `README.md` and an `index.md` the first, or one whose `permalink` is that address.
pub fn build(published: &[&Published], addresses: &[Address]) -> Tree {
    let mut tree = Tree::new();
    tree.entry(String::new()).or_default();
    for (at, note) in published.iter().enumerate() {
        let path = &note.study.source.path;
        let mut child = path.folder().to_owned();
        let folder = tree.entry(child.clone()).or_default();
        if addresses[at] == claims::folder_address(path.folder()) {
            folder.own = Some(at);
        } else {
            folder.notes.push(at);
        }
        loop {
            let folder = tree.entry(child.clone()).or_default();
            let is_new = folder.all_notes == 0;
            folder.all_notes += 1;
            if child.is_empty() {
                break;
            }
            let parent = child.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
            if is_new {
                tree.entry(parent.clone()).or_default().folders.push(child);
            }
            child = parent;
        }
    }
    for folder in tree.values_mut() {
        folder.folders.sort_by(|a, b| natural(a, b).then_with(|| a.cmp(b)));
    }
    tree
}
