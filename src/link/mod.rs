//! Published -> [`Linked`]: where each thing that a note points at is on this site.
//!
//! Steps: a [`Catalogue`] of every address is built once a run; [`resolve`] looks up one note's list of links in it.
//! `Linked` holds the answers alone, so that a page's key changes only when an answer does.

pub mod anchors;
mod find;
pub mod scheme;

pub mod catalogue;

mod found;

use crate::address::{Address, SourcePath};
use crate::diagnostic::{Code, Diagnostic, Place, Reported};
use crate::note::{Link, LinkKind};
use crate::publish::Published;
use catalogue::Catalogue;
use found::Found;
use scheme::Scheme;
use std::collections::BTreeMap;

/// The answers for one note: what each of its targets became.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Linked {
    targets: BTreeMap<(LinkKind, String), Target>,
}

/// What a target became.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A page of the site, perhaps a place on it.
    Page(Address, Option<String>),
    /// A file that is published because of this link; an image with its pixels.
    File(Address, Option<(u32, u32)>),
    /// Another site, as written.
    External,
    /// Nothing: shown as text.
    Dead,
}

impl Linked {
    /// What a target became; one that was never looked up is dead, so that nothing unchecked is ever published.
    pub fn target(&self, kind: LinkKind, written: &str) -> &Target {
        // The owned key costs an allocation a link drawn, which a profile of a build does not show.
        self.targets.get(&(kind, written.to_owned())).unwrap_or(&Target::Dead)
    }

    /// Every target, for what must be published because of this note.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.targets.values()
    }
}

/// Looks up every link of a note.
pub fn resolve(note: &Published, to: &Catalogue<'_>) -> Reported<Linked> {
    let mut findings = Vec::new();
    let mut linked = Linked::default();
    for link in &note.study.links {
        let target = look_up(note, link, to, &mut findings);
        linked.targets.insert((link.kind, link.target.clone()), target);
    }
    Reported::new(linked, findings)
}

fn look_up(note: &Published, link: &Link, to: &Catalogue<'_>, findings: &mut Vec<Diagnostic>) -> Target {
    let source = &note.study.source;
    let mut report = |code, message: String, hint: String| {
        let place = Place::span(&source.path, &source.text, link.span.clone());
        findings.push(Diagnostic::new(code, place, message, hint));
    };
    let wiki = matches!(link.kind, LinkKind::Wiki | LinkKind::Embed);
    let image = matches!(link.kind, LinkKind::Image | LinkKind::Embed);
    if !wiki {
        match scheme::of(&link.target, image) {
            Scheme::External => return Target::External,
            Scheme::Refused(scheme) => {
                let known = if image { scheme::MEDIA } else { scheme::LINKS };
                let hint = format!("the words stay, the link goes; what may stand here is {}", known.join(", "));
                report(Code::RefusedUrl, format!("`{scheme}:` addresses are not published"), hint);
                return Target::Dead;
            }
            Scheme::Relative => {}
        }
    }
    let (path, fragment) = find::split(&link.target, wiki);
    let found = find::find(note, &path, wiki, to);
    match found {
        Found::Note(index) => {
            let entry = to.entry(index);
            let anchor = fragment.as_deref().and_then(|fragment| anchors::find(entry.study, fragment));
            if let (Some(fragment), None) = (&fragment, &anchor) {
                report(
                    Code::DeadAnchor,
                    format!("`{}` has no `#{fragment}`", entry.study.source.path),
                    anchors::hint(entry.study, fragment),
                );
            }
            Target::Page(entry.address.clone(), anchor.filter(|anchor| !anchor.is_empty()))
        }
        Found::Folder(address) => Target::Page(address, None),
        Found::File(attachment) => Target::File(to.file_address(&attachment.path), attachment.pixels),
        Found::Several(paths) => {
            let message = format!("`{}` fits {} notes", link.target, paths.len());
            report(Code::AmbiguousLink, message, format!("write the path: {}", list(&paths)));
            let first = to.note(&paths[0]).expect("invariant: the paths that fit are notes of the catalogue");
            Target::Page(to.entry(first).address.clone(), None)
        }
        Found::Withheld(path) => {
            report(
                Code::WithheldLink,
                format!("{path} is not published"),
                "publish that note, or unlink it here; readers see the text without a link".into(),
            );
            Target::Dead
        }
        Found::Nothing => {
            let code = if image { Code::MissingImage } else { Code::DeadLink };
            let hint = find::nearest(note, &path, image, to)
                .map_or_else(|| "mend the path, or remove the link".into(), |near| format!("did you mean `{near}`?"));
            report(code, format!("nothing is at `{}`", link.target), hint);
            Target::Dead
        }
    }
}

fn list(paths: &[SourcePath]) -> String {
    paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(" or ")
}
