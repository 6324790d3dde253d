//! Where front matter begins and ends, and whether it is any: a text may as well begin with a rule.
//!
//! Source of the rules: Obsidian's properties and Jekyll's front matter, YAML between two lines `---`; Hugo's and Zola's, TOML
//! between two lines `+++`. Those programs take whatever lies between for keys. Here it is a text unless it begins with a key,
//! because answers pasted from a chatbot begin with a rule, and YAML cut away in error is a text that nobody sees.

use std::ops::Range;

/// What front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Between lines `---`.
    Yaml,
    /// Between lines `+++`.
    Toml,
}

/// The front matter of a note: where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// What it is written in.
    pub format: Format,
    /// The mark that opens it; on the first line, unless blank lines stand before it.
    pub mark: Range<usize>,
    /// Its keys.
    pub keys: Range<usize>,
    /// The byte at which the body begins; `None` where nothing closes the front matter, and all is body.
    pub body: Option<usize>,
}

/// The keys that hide a note, and what comes near. A block that has one is front matter whatever else it says: a draft
/// published is worse than a text cut away, of which the author is told.
const HIDING: &[&str] = &["draft", "drafts", "publish", "published", "status"];

/// Finds the front matter of a text; `None` for a text without.
pub fn front_matter(text: &str) -> Option<Front> {
    let blank = text.len() - text.trim_start().len();
    let at = text[..blank].rfind('\n').map_or(0, |end| end + 1);
    let first = text[at..].split_inclusive('\n').next()?;
    let (format, marks): (_, &[&str]) = match first.trim_end() {
        "---" => (Format::Yaml, &["---", "..."]),
        "+++" => (Format::Toml, &["+++"]),
        _ => return None,
    };
    let open = at + first.len();
    let (mut end, mut body) = (open, None);
    for line in text[open..].split_inclusive('\n') {
        if marks.contains(&line.trim_end()) {
            body = Some(end + line.len());
            break;
        }
        end += line.len();
    }
    // What stands after blank lines no other program reads; here it has to look the part.
    let begun = Begun::of(&text[open..end], format, at > 0);
    let is_front = match body {
        Some(_) if at > 0 => matches!(begun, Begun::Plainly | Begun::Hiding),
        Some(_) => begun != Begun::No,
        None => begun == Begun::Plainly && at == 0 && !text[open..].lines().next().is_some_and(is_idle),
    };
    is_front.then_some(Front { format, mark: at..at + 3, keys: open..end, body })
}

/// Whether a block begins as front matter does.
#[derive(PartialEq, Eq)]
enum Begun {
    No,
    /// With nothing at all, or with what may be a key.
    Perhaps,
    /// With a word that is a key.
    Plainly,
    /// However it begins, it hides its note.
    Hiding,
}

impl Begun {
    /// `late` says that blank lines stand before the mark.
    fn of(keys: &str, format: Format, late: bool) -> Self {
        let mut lines = keys.lines();
        let before = lines.by_ref().take_while(|line| is_idle(line)).count();
        let Some(line) = keys.lines().nth(before).map(str::trim) else {
            // A comment by itself is a heading.
            return if keys.trim().is_empty() { Self::Perhaps } else { Self::No };
        };
        let begun = match format {
            Format::Yaml => {
                Self::yaml(line, late || before > 0, lines.next().is_some_and(|next| !next.trim().is_empty()))
            }
            Format::Toml if line.starts_with('[') || is_word(line.split('=').next().unwrap_or("").trim()) => {
                Self::Plainly
            }
            Format::Toml => Self::No,
        };
        if begun == Self::No && keys.lines().any(hides) { Self::Hiding } else { begun }
    }

    /// A line of YAML, which comes first or after what says nothing; `more` says whether another follows at once.
    fn yaml(line: &str, loose: bool, more: bool) -> Self {
        if line.starts_with('{') {
            let is_template = line.starts_with("{{") || line.starts_with("{%");
            return if is_template { Self::No } else { Self::Perhaps };
        }
        if let Some(quote) = line.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            let rest = line[1..].split_once(quote).map(|(_, rest)| rest.trim_start());
            return if rest.is_some_and(|rest| rest.starts_with(':')) { Self::Perhaps } else { Self::No };
        }
        let Some((key, value)) = pair(line) else {
            // `title:x` is a slip that YAML reports; an address or a name of C++ is none.
            let slip = line.split_once(':').filter(|(key, value)| is_word(key) && !value.starts_with(['/', ':']));
            return if slip.is_some() && !loose { Self::Perhaps } else { Self::No };
        };
        // Cards are labelled so, and no property is called so.
        if ["q", "a"].iter().any(|label| key.eq_ignore_ascii_case(label)) {
            return Self::No;
        }
        if is_word(key) {
            // After a blank line or a heading a name with a capital is the label of a text: `Note: ...`.
            let is_label = loose && !key.starts_with(|c: char| c.is_ascii_lowercase());
            return if is_label { Self::No } else { Self::Plainly };
        }
        // `Due date: tomorrow` is a property of Obsidian's, `Sure! Here are 3 questions:` none.
        let is_name = key.chars().all(|c| c.is_alphanumeric() || is_picture(c) || " _-/()&'".contains(c));
        let is_asked = key.strip_suffix('?').is_some_and(is_word);
        let is_short =
            key.split_whitespace().count() <= 4 && key.starts_with(|c| char::is_alphabetic(c) || is_picture(c));
        let says = !value.is_empty() || more;
        if !loose && (is_name || is_asked) && is_short && says { Self::Perhaps } else { Self::No }
    }
}

/// Whether a line says nothing to YAML or TOML.
fn is_idle(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

/// A key and its value, where a colon ends the first word or words of a line.
fn pair(line: &str) -> Option<(&str, &str)> {
    let end = line.match_indices(':').find(|(at, _)| line[at + 1..].chars().next().is_none_or(char::is_whitespace))?.0;
    Some((&line[..end], line[end + 1..].trim()))
}

fn is_word(key: &str) -> bool {
    let is_kept = |c: char| c.is_alphanumeric() || "_-.:/$".contains(c);
    key.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$')) && key.chars().all(is_kept)
}

/// Whether a character is one of the small pictures that people begin a property's name with.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}')
}

/// Whether a line is a key that hides its note, in YAML or TOML.
fn hides(line: &str) -> bool {
    const VALUES: &[&str] = &["true", "false", "yes", "no", "on", "off", "draft"];
    let Some((key, value)) = line.split_once([':', '=']) else { return false };
    let is_one_of = |word: &str, words: &[&str]| {
        let word = word.trim().trim_matches(['"', '\'']);
        words.iter().any(|it| word.eq_ignore_ascii_case(it))
    };
    !key.starts_with(char::is_whitespace)
        && is_one_of(key, HIDING)
        && is_one_of(value.split('#').next().unwrap_or(""), VALUES)
}
