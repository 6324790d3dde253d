//! `recto.toml`, typed, defaulted and documented; and [`Options`], which is what a run is told.
//!
//! Reading: each known key is read by itself, so that one bad value costs that setting and nothing else. An unknown key
//! gets a diagnostic with the nearest known one.

use crate::address::{SiteUrl, SourcePath};
use crate::diagnostic::{Code, Diagnostic, Place, Reported, Severities, Severity, nearest};
use crate::repo::Repo;
use std::collections::BTreeMap;
use std::fmt;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What happens to `draft: true`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Drafts {
    /// Published under a banner that says nobody has checked this yet.
    #[default]
    Banner,
    /// Left out of every output.
    Hide,
}

impl Drafts {
    /// Reads the setting's two words.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "banner" => Some(Self::Banner),
            "hide" => Some(Self::Hide),
            _ => None,
        }
    }
}

/// What happens to raw HTML in notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Html {
    /// Cleaned to a list of harmless elements and attributes.
    #[default]
    Sanitise,
    /// Published as written, for notes by people one trusts.
    Trust,
}

/// Which questions are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Questions {
    /// Whatever the note's convention is.
    #[default]
    Auto,
    /// None: the notes are ordinary pages.
    Off,
}

/// How many of a hundred answers must be checked, at least; in hundredths of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u32);

impl Share {
    /// Reads `80%`, `99.5%` or `80`.
    ///
    /// # Errors
    /// Says in a sentence what a share is.
    pub fn parse(word: &str) -> Result<Self, String> {
        let number: f64 = word.trim().trim_end_matches('%').trim_end().parse().unwrap_or(f64::NAN);
        if !(0.0..=100.0).contains(&number) {
            return Err("a share is a number from 0% to 100%".into());
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 10,000")]
        let hundredths = (number * 100.0).round() as u32;
        Ok(Self(hundredths))
    }

    /// Whether so many of so many are enough.
    pub fn is_met(self, checked: usize, answers: usize) -> bool {
        (checked as u64) * 10_000 >= u64::from(self.0) * (answers as u64)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", f64::from(self.0) / 100.0)
    }
}

/// What is set for a folder of notes and all below it, unless a folder further down says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Folder {
    /// How many of its answers must be checked.
    pub min_checked: Option<Share>,
}

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
    /// Which questions are looked for.
    pub questions: Questions,
    /// The theme's folder below `themes/`.
    pub theme: String,
    /// Settings of the theme's own, handed to its templates.
    pub theme_options: BTreeMap<String, serde_json::Value>,
    /// The repository that the notes lie in.
    pub repo: Repo,
    /// Whether pages tell search engines of the answers that are checked.
    pub structured_data: bool,
    /// What is set for single folders, by their path below the notes.
    pub folders: BTreeMap<String, Folder>,
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
            folders: BTreeMap::new(),
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
}

/// The keys of `recto.toml`, each with what it takes, for diagnostics.
const KEYS: &[(&str, &str)] = &[
    ("title", "a string"),
    ("description", "a string"),
    ("language", "a string such as \"en\""),
    ("base_url", "a string such as \"https://example.org/notes/\""),
    ("drafts", "\"banner\" or \"hide\""),
    ("html", "\"sanitise\" or \"trust\""),
    ("questions", "\"auto\" or \"off\""),
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
        if name == "folders" {
            return folders(value, &mut options.folders);
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
            "questions" => {
                options.questions = match word {
                    "auto" => Questions::Auto,
                    "off" => Questions::Off,
                    _ => return Err(unknown()),
                }
            }
            "theme" if word.contains(['/', '\\']) || word.starts_with('.') || word.is_empty() => {
                return Err("a theme is named by its folder alone".into());
            }
            "theme" => options.theme = word.to_owned(),
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

/// Reads a table of folders; what is good in it is in force, whatever else is wrong.
fn folders(value: &DeValue<'_>, all: &mut BTreeMap<String, Folder>) -> Result<(), String> {
    let table = value.as_table().ok_or_else(|| format!("this is {}", kind(value)))?;
    let mut wrong = Ok(());
    for (path, settings) in table.iter() {
        let path = path.get_ref().trim_matches('/').to_owned();
        let Some(settings) = settings.get_ref().as_table() else {
            wrong = Err(format!("`{path}` is {}", kind(settings.get_ref())));
            continue;
        };
        let mut folder = Folder::default();
        for (key, value) in settings.iter() {
            match (&**key.get_ref(), value.get_ref().as_str()) {
                ("min_checked", Some(word)) => match Share::parse(word) {
                    Ok(share) => folder.min_checked = Some(share),
                    Err(cause) => wrong = Err(format!("in `{path}`: {cause}")),
                },
                ("min_checked", None) => wrong = Err(format!("in `{path}`: min_checked is a string such as \"80%\"")),
                (name, _) => wrong = Err(format!("in `{path}`: a folder has min_checked, and no `{name}`")),
            }
        }
        all.insert(path, folder);
    }
    wrong
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

fn json(value: &DeValue<'_>) -> serde_json::Value {
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
