//! plan(), draw(), and the memo of the last run.

pub mod memo;

use crate::address::Address;
use crate::config::Options;
use crate::diagnostic::Reported;
use crate::digest::Digest;
use crate::file::{Content, File};
use crate::page::theme::Theme;
use crate::source::Sources;
use memo::Memo;
use std::collections::BTreeMap;

/// Everything a site is made of, before any HTML.
#[derive(Debug, Default)]
pub struct Plan {
    /// What stands at each address.
    pub recipes: BTreeMap<Address, Recipe>,
    /// What the summary line says.
    pub counts: Counts,
}

/// How one file of the site is made.
#[derive(Debug)]
pub struct Recipe {
    /// The digest of all that drawing it reads: equal keys, equal bytes.
    pub key: Digest,
}

/// What a run found, for its summary line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Notes that are published.
    pub notes: usize,
    /// Questions in them.
    pub questions: usize,
    /// Drafts published under a banner.
    pub drafts_shown: usize,
    /// Drafts left out.
    pub drafts_hidden: usize,
    /// Pages, of every kind.
    pub pages: usize,
}

/// Plans the whole site from the sources: every address, and what each is made of.
pub fn plan(_sources: &Sources, _options: &Options, _theme: &Theme, _last: &Memo) -> (Reported<Plan>, Memo) {
    (Reported::clean(Plan::default()), Memo::default())
}

/// Draws one file; `None` when the plan has nothing at that address.
pub fn draw(plan: &Plan, address: &Address, _theme: &Theme) -> Option<Reported<File>> {
    let _recipe = plan.recipes.get(address)?;
    Some(Reported::clean(File { address: address.clone(), content: Content::Bytes(Vec::new()) }))
}
