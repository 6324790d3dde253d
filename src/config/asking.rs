//! Which questions are looked for: the word that settings and front matter say it with, and the names of the forms.

use crate::diagnostic::nearest;
use serde::{Deserialize, Serialize};

/// The families of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Form {
    /// A paragraph that is wholly bold.
    Bold,
    /// A heading that asks.
    Heading,
    /// `<details><summary>`.
    Details,
    /// An item of a list.
    List,
    /// The note's title: one file, one question.
    Title,
    /// `Q:` and `A:`.
    Label,
    /// `front::back`, or front, `?`, back.
    Card,
    /// Words with blanks in them.
    Cloze,
    /// `> [!question]`.
    Callout,
    /// A row of a table.
    Table,
    /// A plain paragraph, or a line of one with a number.
    Paragraph,
}

impl Form {
    /// Every form.
    pub const ALL: &[Form] = &[
        Self::Bold,
        Self::Heading,
        Self::Details,
        Self::List,
        Self::Title,
        Self::Label,
        Self::Card,
        Self::Cloze,
        Self::Callout,
        Self::Table,
        Self::Paragraph,
    ];

    /// The name in JSON and in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bold => "bold",
            Self::Heading => "heading",
            Self::Details => "details",
            Self::List => "list",
            Self::Title => "title",
            Self::Label => "label",
            Self::Card => "card",
            Self::Cloze => "cloze",
            Self::Callout => "callout",
            Self::Table => "table",
            Self::Paragraph => "paragraph",
        }
    }

    /// The form with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|form| form.name() == name)
    }
}

/// Which questions are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Questions {
    /// Whatever the note's convention is.
    #[default]
    Auto,
    /// None: the notes are ordinary pages.
    Off,
    /// Those of one form; whatever asks in it is a question.
    Only(Form),
}

impl Questions {
    /// What the setting takes, for diagnostics.
    pub const TAKES: &str = "\"auto\", \"off\" or the name of a form, such as \"heading\"";

    /// Reads the setting's word.
    ///
    /// # Errors
    /// Names the word that is nearest, or all that there are.
    pub fn parse(word: &str) -> Result<Self, String> {
        match word {
            "auto" => Ok(Self::Auto),
            "off" => Ok(Self::Off),
            _ => Form::named(word).map(Self::Only).ok_or_else(|| Self::hint(word)),
        }
    }

    fn hint(word: &str) -> String {
        let words = || ["auto", "off"].into_iter().chain(Form::ALL.iter().map(|form| form.name()));
        match nearest(&word.trim().to_lowercase(), words()) {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("the words are {}", words().collect::<Vec<_>>().join(", ")),
        }
    }
}
