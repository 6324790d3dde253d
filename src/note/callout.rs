//! Obsidian's callouts, of which GitHub's five alerts are a part: `> [!type|meta]+ Title`.
//!
//! Source of the types, their aliases and the folds: Obsidian's page on callouts. A type that is not on it is drawn as a
//! note, as Obsidian does.

use std::ops::Range;

/// The head of a callout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callout<'s> {
    /// One of the thirteen types.
    pub kind: &'static str,
    /// The type as written, for the default title and for diagnostics.
    pub written: &'s str,
    /// `Some(true)` folds open, `Some(false)` folds shut, `None` does not fold.
    pub fold: Option<bool>,
    /// The bytes of `[!type]` with its fold mark, in the source.
    pub head: Range<usize>,
    /// The bytes of the title on the first line, empty when there is none.
    pub title: Range<usize>,
}

/// The types with their aliases.
const TYPES: &[(&str, &[&str])] = &[
    ("note", &[]),
    ("abstract", &["summary", "tldr"]),
    ("info", &[]),
    ("todo", &[]),
    ("tip", &["hint", "important"]),
    ("success", &["check", "done"]),
    ("question", &["help", "faq"]),
    ("warning", &["caution", "attention"]),
    ("failure", &["fail", "missing"]),
    ("danger", &["error"]),
    ("bug", &[]),
    ("example", &[]),
    ("quote", &["cite"]),
];

/// The type behind a name, if it is one.
pub fn known(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    TYPES.iter().find(|(kind, aliases)| *kind == name || aliases.contains(&name.as_str())).map(|(kind, _)| *kind)
}

/// The name nearest to one that is none.
pub fn nearest(name: &str) -> Option<&'static str> {
    let names = TYPES.iter().flat_map(|(kind, aliases)| std::iter::once(kind).chain(aliases.iter()).copied());
    crate::diagnostic::nearest(name, names)
}

/// Reads the head of a callout where the first paragraph of a quote begins.
pub fn head(text: &str, paragraph: usize) -> Option<Callout<'_>> {
    let line_end = text[paragraph..].find('\n').map_or(text.len(), |end| paragraph + end);
    let line = &text[paragraph..line_end];
    let inner = line.strip_prefix("[!")?;
    let close = inner.find(']')?;
    let written = inner[..close].split('|').next().unwrap_or("").trim();
    if written.is_empty() || written.contains(['[', '(']) {
        return None;
    }
    let mut head_end = paragraph + 2 + close + 1;
    let fold = match text[head_end..line_end].chars().next() {
        Some('+') => Some(true),
        Some('-') => Some(false),
        _ => None,
    };
    head_end += usize::from(fold.is_some());
    let rest = &text[head_end..line_end];
    let start = head_end + (rest.len() - rest.trim_start().len());
    let end = (head_end + rest.trim_end().len()).max(start);
    Some(Callout {
        kind: known(written).unwrap_or("note"),
        written,
        fold,
        head: paragraph..head_end,
        title: start..end,
    })
}

impl Callout<'_> {
    /// The title of a callout that has none: its type in title case.
    pub fn default_title(&self) -> String {
        let words = self.written.replace('-', " ").to_lowercase();
        let mut letters = words.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}
