//! Studies -> [`Published`] and [`Withheld`]: the only place that knows what a draft is.
//!
//! After [`admit`] every stage takes `Published`, so nothing of a hidden note can reach a page, an index or a deck.
//! `Withheld` holds paths only, for the diagnostic on links that lead to such a note.

use crate::address::SourcePath;
use crate::config::{Drafts, Options};
use crate::question::Study;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A note that the site shows.
#[derive(Clone, Debug)]
pub struct Published {
    /// The note.
    pub study: Arc<Study>,
    /// Whether it stands under the draft banner, with `noindex`, out of feed and sitemap.
    pub draft: bool,
}

impl Published {
    /// The note to be read: see [`Study::opened`].
    pub fn opened(&self) -> Self {
        Self { study: Study::opened(&self.study), draft: self.draft }
    }
}

/// The notes that the site does not show: where they are, and nothing that stands in them.
#[derive(Clone, Debug, Default)]
pub struct Withheld {
    /// Their paths.
    pub paths: BTreeSet<SourcePath>,
    /// How many of them are drafts.
    pub drafts: usize,
}

/// Parts the studies into those that the site shows and those it does not.
pub fn admit(studies: Vec<Arc<Study>>, options: &Options) -> (Vec<Published>, Withheld) {
    let mut published = Vec::with_capacity(studies.len());
    let mut withheld = Withheld::default();
    for study in studies {
        let draft = study.front.draft;
        let hidden = draft && options.drafts == Drafts::Hide;
        if hidden || !study.front.publish {
            withheld.drafts += usize::from(draft);
            withheld.paths.insert(study.source.path.clone());
        } else {
            published.push(Published { study, draft });
        }
    }
    (published, withheld)
}
