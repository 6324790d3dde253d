//! Front matter: YAML between `---` on the first line and the next `---`, typed key by key.
//!
//! One bad key costs that key and nothing else. Unknown keys are kept and handed to templates. A `draft` that cannot be
//! read counts as true: showing a note that was meant to be hidden is the worse mistake.

use crate::config::Questions;
use crate::diagnostic::{Code, Diagnostic, Place, Reported};
use crate::source::{self, Source};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_saphyr::Spanned;
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

/// Cuts the front matter from a note and reads it; also gives the byte at which the body begins.
pub fn read(source: &Source) -> Reported<(FrontMatter, usize)> {
    match source::front_matter(&source.text) {
        Some((yaml, body)) => typed(source, yaml.start, yaml.end).map_body(body),
        None => match ["---\n", "---\r\n"].iter().find(|open| source.text.starts_with(*open)) {
            Some(open) => unclosed(source, open.len()),
            None => Reported::clean((FrontMatter::default(), 0)),
        },
    }
}

impl Reported<FrontMatter> {
    fn map_body(self, body: usize) -> Reported<(FrontMatter, usize)> {
        Reported::new((self.value, body), self.findings)
    }
}

/// A `---` that opens and never closes is a rule when what follows is prose, and lost front matter when it is keys.
fn unclosed(source: &Source, open: usize) -> Reported<(FrontMatter, usize)> {
    let next = source.text[open..].lines().next().unwrap_or("");
    let is_key = next.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
            && (value.is_empty() || value.starts_with(' '))
    });
    let mut findings = Vec::new();
    let mut front = FrontMatter::default();
    if is_key {
        let place = Place::span(&source.path, &source.text, 0..3);
        front.draft = source.text[open..].lines().any(|line| line.trim() == "draft: true");
        front.publish = !source.text[open..].lines().any(|line| line.trim() == "publish: false");
        findings.push(
            Diagnostic::new(
                Code::FrontMatterUnclosed,
                place,
                "this front matter is never closed",
                "put `---` on a line of its own after its last key",
            )
            .because("opened here"),
        );
    }
    Reported::new((front, 0), findings)
}

fn typed(source: &Source, start: usize, end: usize) -> Reported<FrontMatter> {
    let yaml = &source.text[start..end];
    if yaml.trim().is_empty() {
        return Reported::clean(FrontMatter::default());
    }
    let mut reader = Reader { source, front: FrontMatter::default(), findings: Vec::new() };
    match serde_saphyr::from_str::<Option<BTreeMap<String, Spanned<Value>>>>(yaml) {
        Ok(keys) => {
            for (key, value) in keys.unwrap_or_default() {
                match key.as_str() {
                    "questions" => reader.questions(value),
                    _ => reader.key(&key, value),
                }
            }
        }
        Err(error) => reader.syntax(yaml, &error),
    }
    Reported::new(reader.front, reader.findings)
}

struct Reader<'s> {
    source: &'s Source,
    front: FrontMatter,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn syntax(&mut self, yaml: &str, error: &serde_saphyr::Error) {
        let (line, column) = error
            .location()
            .map_or((1, 1), |at| (usize::try_from(at.line()).unwrap_or(1), usize::try_from(at.column()).unwrap_or(1)));
        let message = error.without_snippet().to_string();
        // The place is told apart, and the library's advice is to programmers.
        let cause = message.lines().next().unwrap_or("").split([';', ',']).next().unwrap_or("");
        let cause = cause.split(" at line ").next().unwrap_or("").trim_end_matches('.').to_owned();
        let lines = yaml.lines().count();
        let place = Place::line(&self.source.path, &self.source.text, line.min(lines) + 1, column);
        self.findings.push(
            Diagnostic::new(
                Code::FrontMatterSyntax,
                place,
                "this front matter is not valid YAML",
                "mend this line, or put the value in quotes; until then the note stands without its keys, and as a draft",
            )
            .because(cause),
        );
        // What hides a note must not be lost with the rest.
        self.front.draft = true;
        self.front.publish = !yaml.lines().any(|line| line.trim() == "publish: false");
    }

    fn key(&mut self, key: &str, value: Spanned<Value>) {
        let line = usize::try_from(value.referenced.line()).unwrap_or(1) + 1;
        let column = usize::try_from(value.referenced.column()).unwrap_or(1);
        let wrong = match key {
            "title" => text(value.value).map(|it| self.front.title = it),
            "description" => text(value.value).map(|it| self.front.description = it),
            "id" => text(value.value).map(|it| self.front.id = it),
            "permalink" => permalink(value.value).map(|it| self.front.permalink = it),
            // Keys come in the order of the alphabet, so `image` goes before `cover`.
            "image" | "cover" => text(value.value).map(|it| self.front.image = it.or(self.front.image.take())),
            "draft" => {
                self.front.draft = true;
                self.boolean(key, value.value, line, column).map(|it| self.front.draft = it.unwrap_or(false))
            }
            "publish" => {
                self.front.publish = false;
                self.boolean(key, value.value, line, column).map(|it| self.front.publish = it.unwrap_or(true))
            }
            "tags" | "tag" => list(value.value).map(|it| {
                self.front
                    .tags
                    .extend(it.iter().map(|tag| tag.trim_start_matches('#').to_owned()).filter(|tag| !tag.is_empty()))
            }),
            "aliases" | "alias" => list(value.value).map(|it| self.front.aliases.extend(it)),
            "cssclasses" | "cssclass" => list(value.value).map(|it| {
                let words = it.iter().flat_map(|name| name.split_whitespace());
                self.front.classes.extend(words.filter(|word| is_class(word)).map(str::to_owned));
            }),
            "date" => date(&value.value).map(|it| self.front.date = it),
            "order" => match value.value {
                Value::Null => Ok(()),
                Value::Number(number) if number.is_i64() => {
                    self.front.order = number.as_i64();
                    Ok(())
                }
                _ => Err("a whole number"),
            },
            // The spaced-repetition plugin's schedule of the note as a whole: nothing that a reader or a template wants.
            _ if key.starts_with("sr-") => {
                self.front.scheduled = true;
                Ok(())
            }
            _ => {
                self.front.extra.insert(key.to_owned(), value.value);
                Ok(())
            }
        };
        if let Err(takes) = wrong {
            let place = Place::line(&self.source.path, &self.source.text, line, column);
            let hint = match key {
                "draft" => "write `draft: true` or `draft: false`; until then this note counts as a draft",
                "publish" => "write `publish: true` or `publish: false`; until then this note is left out",
                _ => "the note stands without this key until it is mended",
            };
            self.findings.push(Diagnostic::new(Code::FrontMatterType, place, format!("`{key}` takes {takes}"), hint));
        }
    }

    fn questions(&mut self, value: Spanned<Value>) {
        let read = match &value.value {
            Value::Null => return,
            Value::Bool(yes) => Ok(if *yes { Questions::Auto } else { Questions::Off }),
            Value::String(word) => Questions::parse(word.trim()),
            _ => Err("until this is mended the settings decide".to_owned()),
        };
        match read {
            Ok(questions) => self.front.questions = Some(questions),
            Err(hint) => {
                let line = usize::try_from(value.referenced.line()).unwrap_or(1) + 1;
                let column = usize::try_from(value.referenced.column()).unwrap_or(1);
                let place = Place::line(&self.source.path, &self.source.text, line, column);
                let message = format!("`questions` takes {}", Questions::TAKES);
                self.findings.push(Diagnostic::new(Code::FrontMatterType, place, message, hint));
            }
        }
    }

    fn boolean(&mut self, key: &str, value: Value, line: usize, column: usize) -> Result<Option<bool>, &'static str> {
        let word = match value {
            Value::Null => return Ok(None),
            Value::Bool(yes) => return Ok(Some(yes)),
            Value::String(word) => word,
            _ => return Err("true or false"),
        };
        let yes = match word.trim().to_lowercase().as_str() {
            "true" => true,
            "false" => false,
            _ => return Err("true or false"),
        };
        let place = Place::line(&self.source.path, &self.source.text, line, column);
        let hint = format!("it is read as {yes}; write `{key}: {yes}` without quotes");
        self.findings.push(Diagnostic::new(
            Code::FrontMatterBoolean,
            place,
            format!("`{key}` is text here, not a yes or no"),
            hint,
        ));
        Ok(Some(yes))
    }
}

fn is_class(word: &str) -> bool {
    word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

fn text(value: Value) -> Result<Option<String>, &'static str> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
        Value::Number(number) => Ok(Some(number.to_string())),
        _ => Err("a string"),
    }
}

/// An address below the site's root: what stands in it as it is, in any browser and on any disk.
fn permalink(value: Value) -> Result<Option<String>, &'static str> {
    const TAKES: &str = "a path such as `data/etl`: letters, digits, `-`, `_`, `.`, `~` and `+` between single `/`";
    let Some(path) = text(value).map_err(|_| TAKES)? else { return Ok(None) };
    let path = path.trim_matches('/');
    if path.is_empty() {
        return Ok(Some(String::new()));
    }
    let is_kept =
        |c: char| c.is_alphanumeric() || "-_.~+".contains(c) || unicode_normalization::char::is_combining_mark(c);
    let is_part = |part: &str| !part.trim_matches('.').is_empty() && part.len() <= 180 && part.chars().all(is_kept);
    if path.split('/').all(is_part) { Ok(Some(path.to_owned())) } else { Err(TAKES) }
}

/// A list of strings; one string is a list of its words parted by commas, as Obsidian reads it.
fn list(value: Value) -> Result<Vec<String>, &'static str> {
    let words: Vec<String> = match value {
        Value::Null => Vec::new(),
        Value::String(text) => text.split(',').map(str::to_owned).collect(),
        Value::Array(items) => items
            .into_iter()
            .filter(|item| !item.is_null())
            .map(|item| match item {
                Value::String(text) => Ok(text),
                Value::Number(number) => Ok(number.to_string()),
                Value::Bool(yes) => Ok(yes.to_string()),
                _ => Err("a list of strings"),
            })
            .collect::<Result<_, _>>()?,
        _ => return Err("a list of strings"),
    };
    Ok(words.iter().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect())
}

fn date(value: &Value) -> Result<Option<jiff::civil::Date>, &'static str> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => {
            let day = text.trim().get(..10).unwrap_or(text);
            day.parse().map(Some).map_err(|_| "a date such as 2026-11-18")
        }
        _ => Err("a date such as 2026-11-18"),
    }
}
