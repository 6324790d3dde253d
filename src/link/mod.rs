//! Published -> [`Linked`]: where each thing that a note points at is on this site.
//!
//! Steps: a [`Catalogue`] of every address is built once a run; [`resolve`] looks up one note's list of links in it;
//! [`show`] gives each note the parts of others that it embeds. `Linked` holds the answers alone, so that a page's key
//! changes only when an answer does.

mod embed;
mod find;

pub mod catalogue;

pub mod anchors;
mod linked;
pub mod place;
pub mod scheme;

pub use embed::show;
pub use linked::{Embed, Embeds, Linked, Resolved, Target};

use crate::address::SourcePath;
use crate::diagnostic::{Code, Diagnostic, Place, Reported};
use crate::note::{Link, LinkKind};
use crate::publish::Published;
use catalogue::{Catalogue, Found};
use find::Hit;
use linked::Call;
use scheme::Scheme;

/// Looks up every link of a note.
pub fn resolve(note: &Published, to: &Catalogue<'_>) -> Reported<Resolved> {
    let mut resolver = Resolver { note, to, resolved: Resolved::default(), findings: Vec::new() };
    let links = note.study.links.iter().enumerate();
    let targets: Vec<_> =
        links.map(|(at, link)| (link.kind, link.target.as_str(), resolver.look_up(at, link))).collect();
    resolver.resolved.linked = Linked::of(targets.into_iter());
    resolver.resolved.pages.shrink_to_fit();
    Reported::new(resolver.resolved, resolver.findings)
}

struct Resolver<'r, 'c> {
    note: &'r Published,
    to: &'r Catalogue<'c>,
    resolved: Resolved,
    findings: Vec<Diagnostic>,
}

impl Resolver<'_, '_> {
    fn report(&mut self, link: &Link, code: Code, message: String, hint: String) {
        let source = &self.note.study.source;
        let place = Place::span(&source.path, &source.text, link.span.clone());
        self.findings.push(Diagnostic::new(code, place, message, hint));
    }

    fn look_up(&mut self, at: usize, link: &Link) -> Target {
        let wiki = matches!(link.kind, LinkKind::Wiki | LinkKind::Embed);
        if !wiki && let Some(target) = self.elsewhere(link) {
            return target;
        }
        let (path, fragment) = find::split(&link.target, wiki);
        let Hit { found, spelled, several, by_title } = find::find(self.note, &path, wiki, self.to);
        self.resolved.by_title |= by_title;
        if !several.is_empty() {
            let message = format!("`{path}` fits {} files", several.len());
            let hint = format!("write the path: {}; until then the first is meant", list(&several));
            self.report(link, Code::AmbiguousLink, message, hint);
        }
        // Within a sentence a wikilink is written as the sentence wants it, and only Obsidian's like read it at all.
        let is_bare = wiki && !path.contains('/') && matches!(found, Found::Note(_));
        if let Some(spelled) = spelled.filter(|_| !is_bare) {
            let message = format!("`{path}` is spelled `{spelled}` on the disk");
            let hint = "write it as the disk does: other tools, and hosts of repositories, tell capitals apart";
            self.report(link, Code::CaseMismatch, message, hint.to_owned());
        }
        match found {
            Found::Note(index) => self.page(at, link, index, fragment.as_deref()),
            Found::Folder(address) => Target::Page(address, None),
            Found::File(file) => Target::File(file.address, file.pixels),
            Found::Withheld(path) => {
                let hint = "publish that note, or unlink it here; readers see the text without a link";
                self.report(link, Code::WithheldLink, format!("{path} is not published"), hint.to_owned());
                Target::Dead
            }
            Found::Nothing => self.nothing(link, &path, wiki),
        }
    }

    /// What another site has, and what no page may point at.
    fn elsewhere(&mut self, link: &Link) -> Option<Target> {
        let media = link.kind == LinkKind::Image;
        match scheme::of(&link.target, media) {
            Scheme::External => Some(Target::External),
            Scheme::Refused(scheme) => {
                let known = if media { scheme::MEDIA } else { scheme::LINKS };
                let hint = format!("the words stay, the link goes; what may stand here is {}", known.join(", "));
                self.report(link, Code::RefusedUrl, format!("`{scheme}:` addresses are not published"), hint);
                Some(Target::Dead)
            }
            Scheme::Relative => None,
        }
    }

    fn page(&mut self, at: usize, link: &Link, index: usize, fragment: Option<&str>) -> Target {
        let study = self.to.study(index);
        self.resolved.pages.push((at, index));
        if fragment.is_some() || link.kind == LinkKind::Embed {
            self.resolved.read.push(index);
        }
        let spot = fragment.map(|fragment| (fragment, self.to.places(index).find(fragment)));
        if let Some((fragment, None)) = &spot {
            let near = self.to.places(index).nearest(fragment);
            let rest = "the link leads to the top of the note until then";
            let hint = near.map_or_else(|| rest.to_owned(), |near| format!("did you mean `#{near}`? T{}", &rest[1..]));
            self.report(link, Code::DeadAnchor, format!("`{}` has no `#{fragment}`", study.source.path), hint);
        }
        let spot = spot.map(|(_, spot)| spot);
        if link.kind == LinkKind::Embed {
            let whole = study.body..study.source.text.length();
            let part = match &spot {
                None => Some((whole, true)),
                Some(Some(spot)) if spot.anchor.is_empty() => Some((whole, true)),
                Some(Some(spot)) => spot.part.clone().map(|part| (part, false)),
                Some(None) => None,
            };
            let anchor = spot.clone().flatten().map_or_else(String::new, |spot| spot.anchor);
            if let Some((part, whole)) = part {
                self.resolved.calls.push(Call { link: at, note: index, part, whole, anchor });
            }
        }
        let anchor = spot.flatten().map(|spot| spot.anchor).filter(|anchor| !anchor.is_empty());
        Target::Page(self.to.address(index).clone(), anchor)
    }

    fn nothing(&mut self, link: &Link, path: &str, wiki: bool) -> Target {
        let file = path.rsplit_once('.').is_some_and(|(_, end)| !end.is_empty() && end.len() < 6 && !end.contains(' '));
        let code = match link.kind {
            LinkKind::Image => Code::MissingImage,
            LinkKind::Embed if file && !path.ends_with(".md") => Code::MissingImage,
            LinkKind::Embed => Code::DeadEmbed,
            LinkKind::Link | LinkKind::Wiki => Code::DeadLink,
        };
        let hint = find::nearest(self.note, path, wiki, code == Code::MissingImage, self.to).map_or_else(
            || format!("mend the {}, or remove the link", if wiki { "name" } else { "path" }),
            |near| format!("did you mean `{near}`?"),
        );
        self.report(link, code, format!("nothing is at `{}`", link.target), hint);
        Target::Dead
    }
}

fn list(paths: &[SourcePath]) -> String {
    paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(" or ")
}
