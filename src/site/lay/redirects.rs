//! Other addresses of a note: those of its aliases, and the one that its path would have where a permalink gives another.
//!
//! As in Obsidian Publish an alias is read as a whole path from the top: `Old folder/Old name`. What stands at an address
//! already stays there; a redirect never stands over anything.

use super::lists::{Lists, tags_address};
use crate::address::{Address, SourcePath};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::site::ground::{Claims, note_address};
use crate::site::readied::Readied;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Each such address with the note that it leads to.
pub type Redirects = BTreeMap<Address, usize>;

/// Hands out the other addresses, in reading order.
pub fn lay(notes: &[Arc<Readied>], lists: &Lists, claims: &mut Claims, findings: &mut Vec<Diagnostic>) -> Redirects {
    let mut redirects = Redirects::new();
    for (at, note) in notes.iter().enumerate() {
        let study = &note.note.study;
        let own = &study.source.path;
        let from_path = study.front.permalink.as_ref().map(|_| (note_address(own), None));
        let from_aliases = study.front.aliases.iter().map(|alias| (address(alias), Some(alias)));
        for (wanted, alias) in from_path.into_iter().chain(from_aliases) {
            let is_tags = lists.tags.contains_key(&wanted) || wanted == tags_address();
            if wanted == note.address || redirects.get(&wanted) == Some(&at) {
                continue;
            }
            if !is_tags && claims.spare(&wanted, own) {
                redirects.insert(wanted, at);
            } else if let Some(alias) = alias {
                let holder = claims.holder(&wanted).filter(|_| !is_tags);
                findings.push(clash(note, alias, &wanted, holder));
            }
        }
    }
    redirects
}

/// The address that an alias stands for.
fn address(alias: &str) -> Address {
    let path = alias.trim_matches('/');
    let path = path.strip_suffix(".md").unwrap_or(path);
    note_address(&SourcePath::new(format!("{path}.md")))
}

fn clash(note: &Readied, alias: &str, wanted: &Address, holder: Option<&SourcePath>) -> Diagnostic {
    let source = &note.note.study.source;
    let at = source.text[..note.note.study.body].find(alias);
    let place = match at {
        Some(at) => Place::span(&source.path, &source.text, at..at + alias.len()),
        None => Place::file(&source.path),
    };
    let holder = holder.map_or_else(|| "a page of the theme".to_owned(), |path| format!("`{path}`"));
    Diagnostic::new(
        Code::AliasClash,
        place,
        format!("{wanted} cannot lead to this note"),
        "links within the notes still find it by this alias; give the whole old path, such as `Folder/Name`, if it has one",
    )
    .because(format!("{holder} stands there"))
}
