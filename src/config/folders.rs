//! `[folders."PATH"]`: settings of single folders, each for all below it, unless a folder further down says otherwise.

use super::asking::Questions;
use super::words::Share;
use crate::address::SourcePath;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is set for a folder of notes and all below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Where its table begins.
    pub place: Place,
    /// How many of its answers must be checked.
    pub min_checked: Option<Share>,
    /// Which questions are looked for in it.
    pub questions: Option<Questions>,
}

/// What is set for single folders, by their path below the notes; the empty path is the top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByFolder(BTreeMap<String, Folder>);

/// The keys of a folder, each with what it takes.
const KEYS: &[(&str, &str)] = &[("min_checked", "a share, such as \"80%\""), ("questions", Questions::TAKES)];

impl ByFolder {
    /// The innermost folder around a note that says something, and what it says.
    pub fn innermost<T>(&self, note: &SourcePath, says: impl Fn(&Folder) -> Option<T>) -> Option<(&str, T)> {
        if self.0.is_empty() {
            return None;
        }
        note.folders().find_map(|folder| {
            let (folder, set) = self.0.get_key_value(folder)?;
            Some((folder.as_str(), says(set)?))
        })
    }

    /// One finding for each of them in which no note lies.
    pub fn without_notes<'a>(&self, notes: impl Iterator<Item = &'a SourcePath>) -> Vec<Diagnostic> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let there: BTreeSet<&str> = notes.flat_map(SourcePath::folders).collect();
        let missing = self.0.iter().filter(|(folder, _)| !there.contains(folder.as_str()));
        let finding = |(folder, set): (&String, &Folder)| {
            let hint = match nearest(folder, there.iter().copied().filter(|it| !it.is_empty())) {
                Some(known) => format!("did you mean `{known}`?"),
                None => "write its path below the notes as it is on the disk, without `content/`".to_owned(),
            };
            Diagnostic::new(Code::ConfigValue, set.place.clone(), format!("no note lies in a folder `{folder}`"), hint)
                .because("this is set for no note")
        };
        missing.map(finding).collect()
    }

    /// Reads the tables; what is good in them is in force, whatever else is wrong. `at` makes a place of bytes.
    pub(super) fn read(&mut self, table: &DeTable<'_>, at: impl Fn(Range<usize>) -> Place) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for (path, settings) in table.iter() {
            let name = path.get_ref().trim_matches('/').to_owned();
            let mut folder = Folder { place: at(path.span()), min_checked: None, questions: None };
            match settings.get_ref().as_table() {
                Some(settings) => folder.set(settings, &at, &mut findings),
                None => {
                    let message = format!("the settings of a folder are a table, such as [folders.\"{name}\"]");
                    let hint = "nothing is set for it until this is mended";
                    findings.push(Diagnostic::new(Code::ConfigValue, at(settings.span()), message, hint));
                }
            }
            self.0.insert(name, folder);
        }
        findings
    }
}

impl Folder {
    fn set(&mut self, settings: &DeTable<'_>, at: &impl Fn(Range<usize>) -> Place, findings: &mut Vec<Diagnostic>) {
        for (key, value) in settings.iter() {
            let name: &str = key.get_ref();
            let Some((_, takes)) = KEYS.iter().find(|(known, _)| *known == name) else {
                findings.push(unknown(name, at(key.span())));
                continue;
            };
            if let Err(hint) = self.key(name, value) {
                let message = format!("`{name}` takes {takes}");
                findings.push(Diagnostic::new(Code::ConfigValue, at(value.span()), message, hint));
            }
        }
    }

    /// Sets a key that is known, or gives a hint.
    fn key(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Result<(), String> {
        let word = value.get_ref().as_str().ok_or("put the value in quotes")?;
        match name {
            "min_checked" => self.min_checked = Some(Share::parse(word)?),
            _ => self.questions = Some(Questions::parse(word)?),
        }
        Ok(())
    }
}

fn unknown(name: &str, place: Place) -> Diagnostic {
    let hint = match nearest(name, KEYS.iter().map(|(known, _)| *known)) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!(
            "the settings of a folder are {}",
            KEYS.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(" and ")
        ),
    };
    Diagnostic::new(Code::ConfigUnknownKey, place, format!("a folder has no setting `{name}`"), hint)
}
