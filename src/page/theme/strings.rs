//! The fixed words of a theme, from `strings/en.toml` and, over it, the file of the site's language.

use crate::address::SourcePath;
use crate::diagnostic::{Code, Diagnostic, Place};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Words by their key.
#[derive(Clone, Debug, Default)]
pub struct Strings(BTreeMap<String, Words>);

#[derive(Clone, Debug)]
enum Words {
    Plain(String),
    Counted { one: String, other: String },
}

impl Strings {
    /// Reads the words in force for a language; what is wrong in a file is reported and the rest is used.
    pub fn read(
        files: &BTreeMap<String, Cow<'_, [u8]>>,
        language: &str,
        shown: &SourcePath,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut strings = Self::default();
        let embedded =
            super::files::EMBEDDED.iter().find(|(name, _)| *name == "strings/en.toml").map(|(_, bytes)| *bytes);
        let base = files.get("strings/en.toml").map(AsRef::as_ref);
        let primary = language.split('-').next().unwrap_or("en");
        let own = [primary, language].map(|it| format!("strings/{it}.toml"));
        let layers = [("strings/en.toml", embedded), ("strings/en.toml", base)];
        let layers =
            layers.into_iter().chain(own.iter().map(|name| (name.as_str(), files.get(name).map(AsRef::as_ref))));
        for (name, bytes) in layers {
            if let Some(bytes) = bytes {
                strings.layer(&SourcePath::new(format!("{shown}/{name}")), &String::from_utf8_lossy(bytes), findings);
            }
        }
        strings
    }

    fn layer(&mut self, path: &SourcePath, text: &str, findings: &mut Vec<Diagnostic>) {
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                let error: toml::de::Error = error;
                let place = Place::span(path, text, error.span().unwrap_or(0..0));
                let finding = Diagnostic::new(
                    Code::ThemeFile,
                    place,
                    "these strings are not valid TOML",
                    "the theme's own words stand until this is mended",
                );
                if !findings.iter().any(|it| it.place == finding.place) {
                    findings.push(finding.because(error.message()));
                }
                return;
            }
        };
        for (key, value) in table {
            let words = match value {
                toml::Value::String(text) => Words::Plain(text),
                toml::Value::Table(forms) => {
                    let form = |name: &str| forms.get(name).and_then(toml::Value::as_str).map(str::to_owned);
                    match (form("one"), form("other")) {
                        (one, Some(other)) => Words::Counted { one: one.unwrap_or_else(|| other.clone()), other },
                        _ => continue,
                    }
                }
                _ => continue,
            };
            self.0.insert(key, words);
        }
    }

    /// A number with the language's mark between its thousands.
    fn number(&self, n: i64) -> String {
        let digits = n.to_string();
        let Some(Words::Plain(mark)) = self.0.get("thousands").filter(|_| n >= 1000) else { return digits };
        let mut text = String::with_capacity(digits.len() + 8);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(mark);
            }
            text.push(digit);
        }
        text
    }

    /// The words of a key, with `{n}` and the other names in braces replaced; `None` for an unknown key.
    pub fn say<'v>(
        &self,
        key: &str,
        n: Option<i64>,
        values: impl Iterator<Item = (&'v str, String)>,
    ) -> Option<String> {
        let mut text = match self.0.get(key)? {
            Words::Plain(text) => text.clone(),
            Words::Counted { one, .. } if n == Some(1) => one.clone(),
            Words::Counted { other, .. } => other.clone(),
        };
        if let Some(n) = n {
            text = text.replace("{n}", &self.number(n));
        }
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), &value);
        }
        Some(text)
    }
}
