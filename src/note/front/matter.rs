//! The typed keys of a note.

use crate::config::Questions;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The typed keys of a note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FrontMatter {
    /// `title`.
    pub title: Option<String>,
    /// `draft`: nobody has checked this yet.
    pub draft: bool,
    /// `publish`; false leaves the note out whatever else is set.
    pub publish: bool,
    /// `tags` or `tag`, and the tags of the text, each without `#`.
    pub tags: Vec<String>,
    /// `aliases` or `alias`.
    pub aliases: Vec<String>,
    /// `cssclasses` or `cssclass`: names that a theme may give a look, each one word.
    pub classes: Vec<String>,
    /// `description`.
    pub description: Option<String>,
    /// `permalink`: the address of the note's page, without slashes at its ends; empty for the first page (`permalink: /`).
    pub permalink: Option<String>,
    /// `image` or `cover`: a picture for those who link to the page.
    pub image: Option<String>,
    /// `date`.
    pub date: Option<jiff::civil::Date>,
    /// `order` among its neighbours, smallest first; notes without one come after those with.
    pub order: Option<i64>,
    /// `id`: stands for the path in the ids of the note's questions.
    pub id: Option<String>,
    /// Whether the spaced-repetition plugin keeps its schedule here (`sr-due` and its like, which are left out).
    pub scheduled: bool,
    /// `questions`: which are looked for, whatever the settings say.
    pub questions: Option<Questions>,
    /// Every other key.
    #[serde(with = "as_json")]
    pub extra: BTreeMap<String, Value>,
}

/// Any value says of itself what it is; a format that does not say it of its values holds the text of one that does.
mod as_json {
    use serde::{Deserialize, Serialize};
    use serde_json::Value;
    use std::collections::BTreeMap;

    pub fn serialize<S: serde::Serializer>(extra: &BTreeMap<String, Value>, to: S) -> Result<S::Ok, S::Error> {
        serde_json::to_string(extra).map_err(serde::ser::Error::custom)?.serialize(to)
    }

    pub fn deserialize<'de, D: serde::Deserializer<'de>>(from: D) -> Result<BTreeMap<String, Value>, D::Error> {
        serde_json::from_str(&String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

impl Default for FrontMatter {
    fn default() -> Self {
        Self {
            title: None,
            draft: false,
            publish: true,
            tags: Vec::new(),
            aliases: Vec::new(),
            classes: Vec::new(),
            description: None,
            permalink: None,
            image: None,
            date: None,
            order: None,
            id: None,
            scheduled: false,
            questions: None,
            extra: BTreeMap::new(),
        }
    }
}

impl FrontMatter {
    /// Adds the tags that stand in the text; one that differs only in case is the same.
    pub fn join(&mut self, tags: Vec<String>) {
        let mut known: BTreeSet<String> = self.tags.iter().map(|tag| tag.to_lowercase()).collect();
        self.tags.extend(tags.into_iter().filter(|tag| known.insert(tag.to_lowercase())));
        self.tags.shrink_to_fit();
    }
}
