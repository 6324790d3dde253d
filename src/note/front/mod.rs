//! Front matter: YAML between two lines `---`, or TOML between two lines `+++`, typed key by key.
//!
//! One bad key costs that key and nothing else. Unknown keys are kept and handed to templates. A `draft` that cannot be
//! read counts as true: showing a note that was meant to be hidden is the worse mistake.

mod keys;

mod matter;
mod near;
mod value;

use crate::config;
use crate::diagnostic::{Code, Diagnostic, Place, Reported};
use crate::source::{self, Format, Front, Source};
use keys::{At, Reader};
use serde_json::Value;
use serde_saphyr::Spanned;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::DeTable;

pub use matter::FrontMatter;

/// Cuts the front matter from a note and reads it; also gives the byte at which the body begins.
pub fn read(source: &Source) -> Reported<(FrontMatter, usize)> {
    let Some(front) = source::front_matter(&source.text) else {
        return Reported::clean((FrontMatter::default(), 0));
    };
    let Some(body) = front.body else { return unclosed(source, &front) };
    let mut reader = Reader::new(source);
    if front.mark.start > 0 {
        reader.findings.push(Diagnostic::new(
            Code::FrontMatterLate,
            Place::span(&source.path, &source.text, front.mark.clone()),
            "blank lines stand before this front matter",
            "remove them: it is read here all the same, but other programs read it on the first line only",
        ));
    }
    match front.format {
        Format::Yaml => yaml(&mut reader, front.keys),
        Format::Toml => toml(&mut reader, front.keys),
    }
    Reported::new((reader.front, body), reader.findings)
}

/// Front matter that opens and never closes is shown; what hides a note counts all the same.
fn unclosed(source: &Source, front: &Front) -> Reported<(FrontMatter, usize)> {
    let has = |lines: [&str; 2]| source.text[front.keys.clone()].lines().any(|line| lines.contains(&line.trim()));
    let matter = FrontMatter {
        draft: has(["draft: true", "draft = true"]),
        publish: !has(["publish: false", "publish = false"]),
        ..FrontMatter::default()
    };
    let mark = &source.text[front.mark.clone()];
    let finding = Diagnostic::new(
        Code::FrontMatterUnclosed,
        Place::span(&source.path, &source.text, front.mark.clone()),
        "this front matter is never closed",
        format!("put `{mark}` on a line of its own after its last key"),
    );
    Reported::new((matter, 0), vec![finding.because("opened here")])
}

fn yaml(reader: &mut Reader<'_>, keys: Range<usize>) {
    let first = At::of(&reader.source.text, keys.start).line - 1;
    let yaml = &reader.source.text[keys];
    if yaml.trim().is_empty() {
        return;
    }
    match serde_saphyr::from_str::<Option<BTreeMap<String, Spanned<Value>>>>(yaml) {
        Ok(keys) => {
            for (key, value) in keys.unwrap_or_default() {
                let at = At::given(first, value.referenced.line(), value.referenced.column());
                reader.key(&key, value.value, at);
            }
            reader.hide();
        }
        Err(error) => {
            let at = error.location().map_or((1, 1), |at| (at.line(), at.column()));
            let at = At::given(first, at.0.min(yaml.lines().count() as u64), at.1);
            let message = error.without_snippet().to_string();
            // The place is told apart, and the library's advice is to programmers.
            let cause = message.lines().next().unwrap_or("").split([';', ',']).next().unwrap_or("");
            let cause = cause.split(" at line ").next().unwrap_or("").trim_end_matches('.');
            reader.syntax("YAML", at, cause);
            // What hides a note must not be lost with the rest.
            reader.front.publish = !yaml.lines().any(|line| line.trim() == "publish: false");
        }
    }
}

fn toml(reader: &mut Reader<'_>, keys: Range<usize>) {
    let text = &reader.source.text;
    let (table, errors) = DeTable::parse_recoverable(&text[keys.clone()]);
    for (key, value) in table.get_ref().iter() {
        let at = At::of(text, keys.start + value.span().start);
        reader.key(key.get_ref(), config::json(value.get_ref()), at);
    }
    reader.hide();
    if let Some(error) = errors.first() {
        let at = At::of(text, keys.start + error.span().map_or(0, |span| span.start));
        reader.syntax("TOML", at, error.message().trim_end());
    }
}
