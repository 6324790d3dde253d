//! The keys of front matter, each read by itself.

use super::matter::FrontMatter;
use super::near::{Meant, meant};
use super::value::{date, is_class, list, permalink, text};
use crate::config::Questions;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Source;
use serde_json::Value;

/// A place in a note: line and column, both from 1.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl At {
    /// A byte of a text.
    pub fn of(text: &str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        Self { line: 1 + text[..start].matches('\n').count(), column: 1 + text[start..at].chars().count() }
    }

    /// What a parser tells of the lines after the first so many.
    pub fn given(first: usize, line: u64, column: u64) -> Self {
        let number = |n: u64| usize::try_from(n).unwrap_or(1);
        Self { line: first + number(line), column: number(column) }
    }
}

/// What has been read of front matter, and found in it.
pub struct Reader<'s> {
    /// The note.
    pub source: &'s Source,
    /// Its keys, as far as they are read.
    pub front: FrontMatter,
    /// What was wrong with them.
    pub findings: Vec<Diagnostic>,
    /// Keys that hide the note by another name than ours.
    near: Vec<(Meant, bool, String, At)>,
    /// Whether `draft` and `publish` say anything themselves.
    said: (bool, bool),
}

impl<'s> Reader<'s> {
    /// Nothing read yet.
    pub fn new(source: &'s Source) -> Self {
        Self { source, front: FrontMatter::default(), findings: Vec::new(), near: Vec::new(), said: (false, false) }
    }

    fn place(&self, at: At) -> Place {
        Place::line(&self.source.path, &self.source.text, at.line, at.column)
    }

    /// Reports front matter that is not of its format, whose note is a draft.
    pub fn syntax(&mut self, format: &str, at: At, cause: &str) {
        let place = self.place(at);
        self.findings.push(
            Diagnostic::new(
                Code::FrontMatterSyntax,
                place,
                format!("this front matter is not valid {format}"),
                "mend this line, or put the value in quotes; until then the note stands without its keys, and as a draft",
            )
            .because(cause),
        );
        self.front.draft = true;
    }

    /// Hides the note where a key says so by another name; what our own keys say goes before.
    pub fn hide(&mut self) {
        for (meant, in_words, key, at) in std::mem::take(&mut self.near) {
            match meant {
                Meant::Draft if !self.said.0 => self.front.draft = true,
                Meant::Unpublished if !self.said.1 => self.front.publish = false,
                _ => continue,
            }
            if in_words {
                continue;
            }
            let (known, value) = meant.written();
            let place = self.place(at);
            self.findings.push(Diagnostic::new(
                Code::FrontMatterKey,
                place,
                format!("`{key}` is not a key that Recto knows"),
                format!("did you mean `{known}: {value}`? until this is mended it counts as that"),
            ));
        }
    }

    /// Reads a key, whose value stands at a place.
    pub fn key(&mut self, key: &str, value: Value, at: At) {
        let wrong = match key {
            "title" => text(value).map(|it| self.front.title = it),
            "description" => text(value).map(|it| self.front.description = it),
            "id" => text(value).map(|it| self.front.id = it),
            "permalink" => permalink(value).map(|it| self.front.permalink = it),
            // Keys come in the order of the alphabet, so `image` goes before `cover`.
            "image" | "cover" => text(value).map(|it| self.front.image = it.or(self.front.image.take())),
            "draft" => {
                self.said.0 = !value.is_null();
                self.front.draft = true;
                self.boolean(key, value, at).map(|it| self.front.draft = it.unwrap_or(false))
            }
            "publish" => {
                self.said.1 = !value.is_null();
                self.front.publish = false;
                self.boolean(key, value, at).map(|it| self.front.publish = it.unwrap_or(true))
            }
            "tags" | "tag" => list(value).map(|it| {
                self.front
                    .tags
                    .extend(it.iter().map(|tag| tag.trim_start_matches('#').to_owned()).filter(|tag| !tag.is_empty()))
            }),
            "aliases" | "alias" => list(value).map(|it| self.front.aliases.extend(it)),
            "cssclasses" | "cssclass" => list(value).map(|it| {
                let words = it.iter().flat_map(|name| name.split_whitespace());
                self.front.classes.extend(words.filter(|word| is_class(word)).map(str::to_owned));
            }),
            "date" => date(&value).map(|it| self.front.date = it),
            "order" => match value {
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
            "questions" => {
                self.questions(value, at);
                Ok(())
            }
            _ => {
                self.near.extend(meant(key, &value).map(|(meant, in_words)| (meant, in_words, key.to_owned(), at)));
                self.front.extra.insert(key.to_owned(), value);
                Ok(())
            }
        };
        if let Err(takes) = wrong {
            self.wrong(key, takes, at);
        }
    }

    fn wrong(&mut self, key: &str, takes: &str, at: At) {
        let hint = match key {
            "draft" => "write `draft: true` or `draft: false`; until then this note counts as a draft",
            "publish" => "write `publish: true` or `publish: false`; until then this note is left out",
            _ => "the note stands without this key until it is mended",
        };
        let place = self.place(at);
        self.findings.push(Diagnostic::new(Code::FrontMatterType, place, format!("`{key}` takes {takes}"), hint));
    }

    fn questions(&mut self, value: Value, at: At) {
        let read = match &value {
            Value::Null => return,
            Value::Bool(yes) => Ok(if *yes { Questions::Auto } else { Questions::Off }),
            Value::String(word) => Questions::parse(word.trim()),
            _ => Err("until this is mended the settings decide".to_owned()),
        };
        match read {
            Ok(questions) => self.front.questions = Some(questions),
            Err(hint) => {
                let place = self.place(at);
                let message = format!("`questions` takes {}", Questions::TAKES);
                self.findings.push(Diagnostic::new(Code::FrontMatterType, place, message, hint));
            }
        }
    }

    fn boolean(&mut self, key: &str, value: Value, at: At) -> Result<Option<bool>, &'static str> {
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
        let place = self.place(at);
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
