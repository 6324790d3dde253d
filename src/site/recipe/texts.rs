//! The files for machines: what search engines may read, and what a host should say of each file.

use super::frames::Parts;
use crate::address::Address;
use crate::page::policy;
use crate::page::theme::Theme;
use std::collections::{BTreeSet, HashSet};

/// Each by its address.
pub fn texts(parts: &Parts, theme: &Theme) -> Vec<(&'static str, String)> {
    let (notes, options, index) = (&parts.notes, &parts.options, &parts.ground.index);
    let mut texts = Vec::new();
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    if options.url.has_origin() {
        let drafts: HashSet<&Address> = notes.iter().filter(|it| it.note.draft).map(|it| &it.address).collect();
        let pages: BTreeSet<&Address> = index.folders().values().chain(notes.iter().map(|it| &it.address)).collect();
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
    if !parts.redirects.is_empty() {
        // Netlify follows a rule over a file that is there only when it is forced to.
        let rule = |(from, &to): (&Address, &usize)| {
            format!("{} {} 301!\n", options.url.link(from), options.url.link(&notes[to].address))
        };
        texts.push(("_redirects", parts.redirects.iter().map(rule).collect()));
    }
    texts.push(("_headers", policy::headers(theme.snippet(), options.url.prefix())));
    texts
}
