//! What a page knows of the site around it, and nothing more: the narrow part of its key.

use super::context::{Common, Link, PageInfo, Site, Totals};
use super::theme::Theme;
use crate::address::Address;
use crate::config::Options;

/// The surroundings of one page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Frame {
    /// The kind of page, as templates know it.
    pub kind: &'static str,
    /// Where it is.
    pub address: Address,
    /// Its title.
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// A picture for those who link to it.
    pub image: Option<String>,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// The way down from home, without the page itself.
    pub crumbs: Vec<Link>,
    /// The site's name.
    pub site_title: String,
    /// The page of all tags, when there are tags.
    pub tags_url: Option<String>,
    /// The page of checks, where anybody has checked anything.
    pub checks_url: Option<String>,
    /// How much there is, for pages that say so.
    pub totals: Option<Totals>,
}

impl Frame {
    /// What templates are handed besides the page's own.
    pub fn common<'a>(&'a self, theme: &Theme, options: &'a Options) -> Common<'a> {
        Common {
            site: Site {
                title: &self.site_title,
                description: &options.description,
                lang: &options.language,
                dir: options.direction(),
                home: options.url.prefix().to_owned(),
            },
            page: PageInfo {
                kind: self.kind,
                title: self.title.clone(),
                url: options.url.link(&self.address),
                description: self.description.clone(),
                image: self.image.clone(),
                noindex: self.noindex,
                canonical: options.url.absolute(&self.address).filter(|_| self.kind != "not_found"),
            },
            crumbs: self.crumbs.clone(),
            totals: self.totals.unwrap_or_default(),
            tags_url: self.tags_url.clone(),
            checks_url: self.checks_url.clone(),
            theme_options: &options.theme_options,
            has_site_css: theme.assets().get("site.css").is_some(),
            live: options.live,
            token: &options.token,
        }
    }
}
