//! What a run is told.

use super::asking::Questions;
use super::folders::ByFolder;
use super::words::{Drafts, Html};
use crate::address::{SiteUrl, SourcePath};
use crate::diagnostic::Severities;
use crate::repo::Repo;
use std::collections::BTreeMap;

/// All that a run is told besides the notes and the theme. Hidden inputs are arguments: a stage that needs one of these
/// takes it from here, and its key holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The site's name; empty means that the home note's title or the folder's name serves.
    pub title: String,
    /// The name of the input folder, for a site that has no other.
    pub folder: String,
    /// One sentence for home and for search engines.
    pub description: String,
    /// BCP 47 tag of the notes' language.
    pub language: String,
    /// Where the site will stand.
    pub url: SiteUrl,
    /// What happens to drafts.
    pub drafts: Drafts,
    /// What happens to raw HTML.
    pub html: Html,
    /// Which questions are looked for, where no folder says otherwise.
    pub questions: Questions,
    /// The theme's folder below `themes/`.
    pub theme: String,
    /// Settings of the theme's own, handed to its templates.
    pub theme_options: BTreeMap<String, serde_json::Value>,
    /// The repository that the notes lie in.
    pub repo: Repo,
    /// Whether pages tell search engines of the answers that are checked.
    pub structured_data: bool,
    /// What is set for single folders.
    pub folders: ByFolder,
    /// How much findings weigh.
    pub severities: Severities,
    /// Whether pages connect to the preview server, where answers can be checked.
    pub live: bool,
    /// What such a page must say to be heard there.
    pub token: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            title: String::new(),
            folder: "Notes".into(),
            description: String::new(),
            language: "en".into(),
            url: SiteUrl::local(),
            drafts: Drafts::default(),
            html: Html::default(),
            questions: Questions::default(),
            theme: "recto".into(),
            theme_options: BTreeMap::new(),
            repo: Repo::default(),
            structured_data: false,
            folders: ByFolder::default(),
            severities: Severities::default(),
            live: false,
            token: String::new(),
        }
    }
}

impl Options {
    /// `rtl` for languages written from right to left, else `ltr`.
    pub fn direction(&self) -> &'static str {
        let primary = self.language.split('-').next().unwrap_or("").to_lowercase();
        if ["ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"].contains(&primary.as_str()) {
            "rtl"
        } else {
            "ltr"
        }
    }

    /// Which questions are looked for in a note that does not say so itself.
    pub fn questions_in(&self, note: &SourcePath) -> Questions {
        self.folders.innermost(note, |folder| folder.questions).map_or(self.questions, |(_, questions)| questions)
    }
}
