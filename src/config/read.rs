//! Reading `recto.toml`: each known key by itself, so that one bad value costs that setting and nothing else. An unknown key
//! gets a diagnostic with the nearest known one.

use super::asking::Questions;
use super::options::Options;
use super::words::{Drafts, Html};
use crate::address::{SiteUrl, SourcePath};
use crate::diagnostic::{Code, Diagnostic, Place, Reported, Severity, nearest};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of `recto.toml`, each with what it takes, for diagnostics.
const KEYS: &[(&str, &str)] = &[
    ("title", "a string"),
    ("description", "a string"),
    ("language", "a string such as \"en\""),
    ("base_url", "a string such as \"https://example.org/notes/\""),
    ("drafts", "\"banner\" or \"hide\""),
    ("html", "\"sanitise\" or \"trust\""),
    ("questions", Questions::TAKES),
    ("theme", "the name of a folder below themes/"),
    ("theme_options", "a table"),
    ("severity", "a table of codes, such as dead-link = \"error\""),
    ("repo_url", "a string such as \"https://github.com/somebody/notes\""),
    ("repo_branch", "the name of a branch"),
    ("repo_folder", "the site's folder in the repository, such as \"docs\""),
    ("edit_url", "an address with {path} in it, and perhaps {line}"),
    ("issue_url", "an address with {title} and {body} in it"),
    ("structured_data", "true or false"),
    ("folders", "a table for each folder, such as [folders.\"sql\"]"),
];

/// Reads `recto.toml` into options; what is wrong is reported and keeps its default.
pub fn read(path: &SourcePath, text: &str) -> Reported<Options> {
    let mut reader = Reader { path, text, options: Options::default(), findings: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let place = Place::span(path, text, span);
        reader.findings.push(
            Diagnostic::new(
                Code::ConfigSyntax,
                place,
                "the settings are not valid TOML",
                "mend this line; the settings that could be read are in force",
            )
            .because(error.message().trim_end_matches('\n')),
        );
    }
    for (key, value) in table.get_ref().iter() {
        reader.key(key, value);
    }
    Reported::new(reader.options, reader.findings)
}

struct Reader<'a> {
    path: &'a SourcePath,
    text: &'a str,
    options: Options,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn key(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let name: &str = key.get_ref();
        let Some((_, takes)) = KEYS.iter().find(|(known, _)| *known == name) else {
            let hint = match nearest(name, KEYS.iter().map(|(known, _)| *known)) {
                Some(known) => format!("did you mean `{known}`?"),
                None => {
                    format!("the settings are {}", KEYS.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", "))
                }
            };
            let place = Place::span(self.path, self.text, key.span());
            self.findings.push(Diagnostic::new(
                Code::ConfigUnknownKey,
                place,
                format!("unknown setting `{name}`"),
                hint,
            ));
            return;
        };
        if let ("severity", Some(table)) = (name, value.get_ref().as_table()) {
            return table.iter().for_each(|(code, word)| self.severity(code, word));
        }
        if let ("folders", Some(table)) = (name, value.get_ref().as_table()) {
            let findings = self.options.folders.read(table, |span| Place::span(self.path, self.text, span));
            return self.findings.extend(findings);
        }
        if let Err(cause) = self.set(name, value.get_ref()) {
            let place = Place::span(self.path, self.text, value.span());
            self.findings.push(
                Diagnostic::new(
                    Code::ConfigValue,
                    place,
                    format!("`{name}` takes {takes}"),
                    "its default is in force until this is mended",
                )
                .because(cause),
            );
        }
    }

    fn severity(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let name: &str = key.get_ref();
        let Some(code) = Code::named(name) else {
            let hint = match nearest(name, Code::ALL.iter().map(|code| code.name())) {
                Some(known) => format!("did you mean `{known}`?"),
                None => "each diagnostic shows its code in brackets".to_owned(),
            };
            let place = Place::span(self.path, self.text, key.span());
            let message = format!("no diagnostic has the code `{name}`");
            return self.findings.push(Diagnostic::new(Code::ConfigUnknownKey, place, message, hint));
        };
        let severity = match value.get_ref().as_str() {
            Some("error") => Severity::Error,
            Some("warning") => Severity::Warning,
            Some("hint") => Severity::Hint,
            Some("off") => Severity::Off,
            _ => {
                let place = Place::span(self.path, self.text, value.span());
                let message = format!("`{name}` takes \"error\", \"warning\", \"hint\" or \"off\"");
                let hint = "its own severity is in force until this is mended";
                return self.findings.push(Diagnostic::new(Code::ConfigValue, place, message, hint));
            }
        };
        self.options.severities.set(code, severity);
    }

    fn set(&mut self, name: &str, value: &DeValue<'_>) -> Result<(), String> {
        let options = &mut self.options;
        if name == "theme_options" {
            let table = value.as_table().ok_or_else(|| format!("this is {}", kind(value)))?;
            options.theme_options =
                table.iter().map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref()))).collect();
            return Ok(());
        }
        if name == "structured_data" {
            options.structured_data = value.as_bool().ok_or_else(|| format!("this is {}", kind(value)))?;
            return Ok(());
        }
        let word = value.as_str().ok_or_else(|| format!("this is {}", kind(value)))?;
        let unknown = || format!("`{word}` is neither");
        match name {
            "title" => options.title = word.to_owned(),
            "description" => options.description = word.to_owned(),
            "language" => options.language = word.to_owned(),
            "base_url" => options.url = SiteUrl::parse(word)?,
            "drafts" => options.drafts = Drafts::parse(word).ok_or_else(unknown)?,
            "html" => {
                options.html = match word {
                    "sanitise" | "sanitize" => Html::Sanitise,
                    "trust" => Html::Trust,
                    _ => return Err(unknown()),
                }
            }
            "questions" => options.questions = Questions::parse(word)?,
            "theme" if word.contains(['/', '\\']) || word.starts_with('.') || word.is_empty() => {
                return Err("a theme is named by its folder alone".into());
            }
            "theme" => options.theme = word.to_owned(),
            "folders" | "severity" => return Err("this is a string".into()),
            "repo_branch" => options.repo.branch = word.to_owned(),
            "repo_folder" => options.repo.folder = word.to_owned(),
            "repo_url" => options.repo.url = Some(web(word, &[])?),
            "edit_url" => options.repo.edit = Some(web(word, &["{path}"])?),
            "issue_url" => options.repo.issue = Some(web(word, &["{title}", "{body}"])?),
            _ => unreachable!("invariant: every key in KEYS has an arm"),
        }
        Ok(())
    }
}

/// An address on the web that holds these places to fill.
fn web(word: &str, places: &[&str]) -> Result<String, String> {
    if !word.starts_with("https://") && !word.starts_with("http://") || word.contains(char::is_whitespace) {
        return Err("such an address begins with https:// or http:// and has no white space".into());
    }
    match places.iter().find(|place| !word.contains(**place)) {
        Some(place) => Err(format!("it has no {place}")),
        None => Ok(word.to_owned()),
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A value of TOML as one of JSON; a date is text.
pub fn json(value: &DeValue<'_>) -> serde_json::Value {
    match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Boolean(yes) => (*yes).into(),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(serde_json::Value::Null, Into::into)
        }
        DeValue::Float(number) => number.as_str().parse::<f64>().map_or(serde_json::Value::Null, Into::into),
        DeValue::Datetime(date) => date.to_string().into(),
        DeValue::Array(values) => values.iter().map(|value| json(value.get_ref())).collect(),
        DeValue::Table(table) => {
            table.iter().map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref()))).collect()
        }
    }
}
