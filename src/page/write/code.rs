//! Blocks of code, with their language's name above them.

use super::fragment::Fragment;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::note::dialect::Events;
use crate::page::html::minify::{CODE, CODE_END};
use crate::page::html::sink::escape;
use pulldown_cmark::{CodeBlockKind, Event, TagEnd};
use std::ops::Range;

impl Fragment<'_, '_> {
    pub(super) fn code(&mut self, kind: &CodeBlockKind<'_>, id: &str, span: &Range<usize>, events: &Events<'_>) {
        let mut code = String::new();
        while self.at + 1 < events.len() {
            self.at += 1;
            match &events[self.at].0 {
                Event::Text(text) => code.push_str(text),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let language = match kind {
            CodeBlockKind::Fenced(info) => language(info),
            CodeBlockKind::Indented => String::new(),
        };
        // Of a diagram's source the author has heard.
        if language != "mermaid" && !self.scribe.lights.knows(&language) {
            self.unknown(&language, span);
        }
        let mut html = format!("<figure{id} class=\"code\"");
        if !language.is_empty() {
            html.push_str(&format!(
                " data-lang=\"{0}\"><figcaption>{1}</figcaption",
                escape(&language),
                escape(&label(&language))
            ));
        }
        html.extend([">", CODE, &self.scribe.lights.draw(&language, &code), CODE_END, "</figure>"]);
        self.sink.element(&html, true);
    }

    fn unknown(&mut self, language: &str, span: &Range<usize>) {
        let source = &self.scribe.study.source;
        let end = source.text[span.start..].find('\n').map_or(span.end, |end| span.start + end);
        let place = Place::span(&source.path, &source.text, span.start..end);
        let message = format!("`{language}` is no language that can be coloured");
        let hint = "mend its name, or write `text`; until then the code is shown plain";
        self.scribe.findings.push(Diagnostic::new(Code::UnknownLanguage, place, message, hint));
    }
}

/// The language of an info string: its first word, without the braces and options that other tools write.
fn language(info: &str) -> String {
    let word =
        info.trim().trim_start_matches(['{', '.']).split([' ', '\t', ',', '{', '}', ':', ';']).next().unwrap_or("");
    word.trim_start_matches("language-").to_lowercase()
}

/// The name that readers know a language by.
fn label(language: &str) -> String {
    let known = match language {
        "js" | "javascript" | "mjs" | "node" => "JavaScript",
        "ts" | "typescript" => "TypeScript",
        "py" | "python" | "python3" => "Python",
        "sh" | "shell" | "console" => "Shell",
        "yml" | "yaml" => "YAML",
        "cpp" | "c++" => "C++",
        "cs" | "csharp" => "C#",
        "rs" => "Rust",
        "md" => "Markdown",
        "kt" => "Kotlin",
        "rb" => "Ruby",
        "golang" => "Go",
        "dockerfile" | "docker" => "Dockerfile",
        "postgresql" | "postgres" => "PostgreSQL",
        "graphql" => "GraphQL",
        "text" | "txt" | "plaintext" | "plain" => "Text",
        "sql" | "html" | "css" | "json" | "xml" | "toml" | "csv" | "ini" | "hcl" | "jsx" | "tsx" | "scss" | "php" => {
            return language.to_uppercase();
        }
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let mut letters = language.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
