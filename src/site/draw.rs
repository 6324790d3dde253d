//! [`Plan`] -> File: one file at a time, whichever is asked for.

use super::recipe::{Plan, What};
use crate::address::Address;
use crate::diagnostic::Reported;
use crate::file::{Content, File};
use crate::page::html::highlight::Highlights;
use crate::page::html::minify;
use crate::page::theme::Theme;
use crate::page::{index, note};

/// Draws one file; `None` when the plan has nothing at that address.
pub fn draw(plan: &Plan, address: &Address, theme: &Theme) -> Option<Reported<File>> {
    let (lights, parts) = (Highlights::embedded(), &plan.parts);
    let (notes, options) = (&parts.notes, &parts.options);
    let Some(recipe) = plan.recipes.get(address) else {
        let &place = parts.ground.pages.get(address)?;
        let (frame, beside) = parts.note(place);
        let note = &notes[parts.ground.reading[place]];
        let open = note.note.opened();
        return Some(page(address, note::draw(note.drawn(&open), &frame, &beside, theme, lights, options)));
    };
    let drawn = match &recipe.what {
        What::Folder(path) => {
            let own = parts.ground.tree[path].own.map(|at| (&notes[at], notes[at].note.opened()));
            let own = own.as_ref().map(|(note, open)| note.drawn(open));
            let (frame, listing) = parts.folder(path);
            index::folder(own, &listing, &frame, theme, lights, options)
        }
        What::Tag(tag) => {
            let (frame, entry, groups) = parts.tag(tag);
            index::tag(&entry, &groups, &frame, theme, options)
        }
        What::Tags => {
            let (frame, entries) = parts.tags();
            index::tags(&entries, &frame, theme, options)
        }
        What::Checks => index::checks(&parts.lists.checks.as_ref()?.1, &parts.checks(address), theme, options),
        What::Redirect(at) => index::redirect(&parts.redirect(*at), theme, options),
        What::NotFound => index::not_found(&parts.not_found(), theme, options),
        What::Asset(name) => return Some(plain(address, theme.assets().get(name)?.bytes.clone())),
        What::Text(text) => return Some(plain(address, text.clone().into_bytes())),
        What::Attachment(path) => {
            return Some(Reported::clean(File { address: address.clone(), content: Content::Copy(path.clone()) }));
        }
    };
    Some(page(address, drawn))
}

fn page(address: &Address, drawn: Reported<String>) -> Reported<File> {
    let content = Content::Bytes(minify::page(drawn.value));
    Reported::new(File { address: address.clone(), content }, drawn.findings)
}

fn plain(address: &Address, bytes: Vec<u8>) -> Reported<File> {
    Reported::clean(File { address: address.clone(), content: Content::Bytes(bytes) })
}
