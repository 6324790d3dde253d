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
    let recipe = plan.recipes.get(address)?;
    let (lights, options) = (Highlights::embedded(), &plan.options);
    let ready = |at: usize| {
        let note = &plan.notes[at];
        note::Readied { note: &note.note, linked: &note.linked, address: &note.address, standings: &note.standings }
    };
    let drawn = match &recipe.what {
        What::Note(at, frame, beside) => note::draw(ready(*at), frame, beside, theme, lights, options),
        What::Folder(own, frame, listing) => index::folder(own.map(ready), listing, frame, theme, lights, options),
        What::Tag(frame, entry, groups) => index::tag(entry, groups, frame, theme, options),
        What::Tags(frame, entries) => index::tags(entries, frame, theme, options),
        What::Checks(frame, listing) => index::checks(listing, frame, theme, options),
        What::Redirect(frame) => index::redirect(frame, theme, options),
        What::NotFound(frame) => index::not_found(frame, theme, options),
        What::Asset(name) => return Some(plain(address, theme.assets().get(name)?.bytes.clone())),
        What::Text(text) => return Some(plain(address, text.clone().into_bytes())),
        What::Attachment(path) => {
            return Some(Reported::clean(File { address: address.clone(), content: Content::Copy(path.clone()) }));
        }
    };
    let content = Content::Bytes(minify::page(drawn.value));
    Some(Reported::new(File { address: address.clone(), content }, drawn.findings))
}

fn plain(address: &Address, bytes: Vec<u8>) -> Reported<File> {
    Reported::clean(File { address: address.clone(), content: Content::Bytes(bytes) })
}
