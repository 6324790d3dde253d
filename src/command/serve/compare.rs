//! Two plans -> what an open page must know of the difference.

use crate::address::{Address, SiteUrl};
use crate::command::project::{Picture, Touched};
use crate::world::terminal::numbers::count;
use std::fmt;

/// What differs between two states of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Different {
    /// Addresses whose recipe is another, or is new.
    pub changed: Vec<Address>,
    /// Addresses at which nothing stands any more.
    pub gone: Vec<Address>,
    /// Whether pages are to be loaded anew.
    pub reload: bool,
}

/// Compares two states.
pub fn compare(last: &Picture, next: &Picture, touched: Touched) -> Different {
    let (changed, gone) = last.plan.differs(&next.plan);
    let any = !changed.is_empty() || !gone.is_empty();
    Different { changed, gone, reload: touched.frame && any }
}

impl Different {
    /// Whether the two states are one.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.gone.is_empty()
    }

    /// The pages that changed, as links.
    pub fn pages(&self) -> Vec<String> {
        pages(&self.changed).map(|it| SiteUrl::local().link(it)).collect()
    }

    /// The pages that are gone, as links.
    pub fn removed(&self) -> Vec<String> {
        pages(&self.gone).map(|it| SiteUrl::local().link(it)).collect()
    }
}

fn pages(addresses: &[Address]) -> impl Iterator<Item = &Address> {
    addresses.iter().filter(|address| address.is_page())
}

impl fmt::Display for Different {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (pages(&self.changed).count(), pages(&self.gone).count()) {
            (0, 0) => f.write_str("no page changed"),
            (changed, 0) => write!(f, "{} changed", count(changed, "page")),
            (0, gone) => write!(f, "{} removed", count(gone, "page")),
            (changed, gone) => write!(f, "{} changed, {gone} removed", count(changed, "page")),
        }
    }
}
