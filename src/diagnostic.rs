//! What the author is told: a finding with its code, its place, its cause and a way out, as a value.
//!
//! A finding never aborts a run: stages return [`Reported`], and the command at the end sorts, counts and prints.

use crate::address::SourcePath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// How much a finding weighs. `check` counts errors and warnings as failures, `build` only errors (with `--strict`
/// warnings too); a hint never fails anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something the author wrote could not be used as written.
    Error,
    /// Something was used, but not as the author will have meant it.
    Warning,
    /// Something could be better.
    Hint,
    /// Not told unless the settings ask for it.
    Off,
}

macro_rules! codes {
    ($(#[doc = $doc:literal] $variant:ident = $name:literal, $severity:ident;)*) => {
        /// What kind of finding this is. Codes are stable: people search for them and CI filters by them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $(#[doc = $doc] $variant,)* }

        impl Code {
            /// Every code there is, for the sweep that proves each has a test and for the handbook's list.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The name that is printed and documented.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// What it means, as a sentence.
            pub fn about(self) -> &'static str {
                match self { $(Code::$variant => $doc.trim_ascii(),)* }
            }

            /// How much such a finding weighs where the settings say nothing of it.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

impl Code {
    /// The code of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

codes! {
    /// Front matter is not YAML or TOML.
    FrontMatterSyntax = "front-matter-syntax", Error;
    /// Front matter opens and never closes.
    FrontMatterUnclosed = "front-matter-unclosed", Error;
    /// A key of the front matter holds a value of another type.
    FrontMatterType = "front-matter-type", Error;
    /// A yes or no was written as text.
    FrontMatterBoolean = "front-matter-boolean", Warning;
    /// A key of the front matter is nearly one that hides the note.
    FrontMatterKey = "front-matter-key", Warning;
    /// Blank lines stand before the front matter.
    FrontMatterLate = "front-matter-late", Warning;
    /// A note's bytes are not UTF-8.
    InvalidUtf8 = "invalid-utf8", Error;
    /// A code fence opens and never closes.
    UnclosedFence = "unclosed-fence", Warning;
    /// A comment opens and never closes.
    UnclosedComment = "unclosed-comment", Warning;
    /// Blocks lie deeper in one another than a page can show.
    DeepNesting = "deep-nesting", Warning;
    /// A note is larger than anybody reads.
    LargeNote = "large-note", Warning;
    /// A formula is no LaTeX that can be drawn.
    BadMaths = "bad-maths", Warning;
    /// A diagram's source is shown instead of the diagram.
    UndrawnDiagram = "undrawn-diagram", Hint;
    /// An embedded file is linked to, because it cannot be drawn.
    UndrawnEmbed = "undrawn-embed", Hint;
    /// A callout has a type that is none of Obsidian's.
    UnknownCallout = "unknown-callout", Hint;
    /// Code is in a language that Recto cannot colour.
    UnknownLanguage = "unknown-language", Hint;
    /// Images have no words for who cannot see them.
    ImageWithoutText = "image-without-text", Hint;
    /// Two blocks or elements of one note have the same id.
    DuplicateId = "duplicate-id", Warning;
    /// Two questions of one note cannot be told apart.
    TwinQuestions = "twin-questions", Hint;
    /// Two ways to read a note's questions have nearly as much behind them.
    AmbiguousConvention = "ambiguous-convention", Hint;
    /// Two notes or files want one address.
    AddressClash = "address-clash", Error;
    /// An alias stands for an address that is taken.
    AliasClash = "alias-clash", Hint;
    /// A link leads to nothing.
    DeadLink = "dead-link", Warning;
    /// An embed shows nothing.
    DeadEmbed = "dead-embed", Warning;
    /// Notes show one another in a circle.
    EmbedCycle = "embed-cycle", Warning;
    /// An embed lies in too many others, or on a page that shows too many.
    EmbedDepth = "embed-depth", Warning;
    /// A link leads to a note that is there, but to no heading or question of it.
    DeadAnchor = "dead-anchor", Warning;
    /// An image is not there.
    MissingImage = "missing-image", Warning;
    /// A published note links to one that is not published.
    WithheldLink = "withheld-link", Warning;
    /// A link by name fits several notes.
    AmbiguousLink = "ambiguous-link", Warning;
    /// A link and the file that it means differ in capitals.
    CaseMismatch = "case-mismatch", Hint;
    /// No other note links to a note.
    OrphanNote = "orphan-note", Off;
    /// An address has a scheme that pages must not use.
    RefusedUrl = "refused-url", Warning;
    /// A template does not parse.
    TemplateSyntax = "template-syntax", Error;
    /// A template fails while a page is drawn.
    TemplateRender = "template-render", Error;
    /// A theme file is not what a theme can use.
    ThemeFile = "theme-file", Error;
    /// Settings are not TOML.
    ConfigSyntax = "config-syntax", Error;
    /// A setting has a value of another type, or one that means nothing.
    ConfigValue = "config-value", Error;
    /// A setting is unknown.
    ConfigUnknownKey = "config-unknown-key", Warning;
    /// The ledger of checks is not TOML.
    LedgerSyntax = "ledger-syntax", Error;
    /// The ledger of checks is of a later version.
    LedgerNewer = "ledger-newer", Error;
    /// An entry of the ledger means nothing.
    LedgerEntry = "ledger-entry", Error;
    /// A question has several entries in the ledger.
    LedgerTwice = "ledger-twice", Hint;
    /// An entry of the ledger is of a question that is not there any more.
    LedgerOrphan = "ledger-orphan", Warning;
    /// Nobody has checked an answer where more must be checked.
    UncheckedAnswer = "unchecked-answer", Error;
    /// Somebody disputes an answer where more must be checked.
    DisputedAnswer = "disputed-answer", Error;
    /// An answer has changed since it was checked, where more must be checked.
    ChangedAnswer = "changed-answer", Error;
    /// Every answer of a draft is checked.
    CheckedDraft = "checked-draft", Hint;
    /// There is no note to draw.
    EmptySite = "empty-site", Warning;
    /// A file or folder cannot be read.
    Unreadable = "unreadable", Error;
    /// A symbolic link leads out of the folder.
    SymlinkOutside = "symlink-outside", Warning;
}

/// Where a finding is: a stretch of one line of one file, with the line itself, so that it can be shown without the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// The line, from 1; 0 when the finding is about the file as a whole.
    pub line: u32,
    /// The column in characters, from 1; 0 with line 0.
    pub column: u32,
    /// The line's text, cut to what fits a screen; empty with line 0.
    pub excerpt: String,
    /// The bytes of `excerpt` that are meant: from, to.
    pub mark: (usize, usize),
}

/// The longest excerpt in bytes: minified code and pasted data make lines of megabytes.
const EXCERPT: usize = 240;

impl Place {
    /// A file as a whole.
    pub fn file(path: &SourcePath) -> Self {
        Self { path: path.clone(), line: 0, column: 0, excerpt: String::new(), mark: (0, 0) }
    }

    /// Bytes of a text; a stretch over several lines is shown to the end of its first.
    pub fn span(path: &SourcePath, text: &str, span: Range<usize>) -> Self {
        let at = floor(text, span.start.min(text.len()));
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        let line = 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count();
        let from = if at - start > EXCERPT / 2 { floor(text, at - EXCERPT / 2) } else { start };
        let to = floor(text, end.min(from + EXCERPT));
        let excerpt = text[from..to].trim_end_matches(['\r', '\t']).to_owned();
        let mark_start = (at - from).min(excerpt.len());
        let mark_end = floor(&excerpt, span.end.saturating_sub(from).clamp(mark_start, excerpt.len()));
        Self {
            path: path.clone(),
            line: to_u32(line),
            column: to_u32(1 + text[start..at].chars().count()),
            mark: (mark_start, mark_end),
            excerpt,
        }
    }

    /// A line and a column, both from 1, as parsers of other formats report them.
    pub fn line(path: &SourcePath, text: &str, line: usize, column: usize) -> Self {
        let mut start = 0;
        for _ in 1..line {
            match text[start..].find('\n') {
                Some(newline) => start += newline + 1,
                None => break,
            }
        }
        let rest = text[start..].lines().next().unwrap_or("");
        let offset = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(offset, _)| offset);
        let word = rest[offset..].find(char::is_whitespace).map_or(rest.len(), |end| offset + end);
        Self::span(path, text, start + offset..start + word)
    }
}

impl Place {
    /// The column after the last that is meant, from 1; 0 with line 0.
    pub fn end_column(&self) -> u32 {
        self.column + to_u32(self.excerpt[self.mark.0..self.mark.1].chars().count())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.path),
            line => write!(f, "{}:{line}:{}", self.path, self.column),
        }
    }
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where it is. First, so that findings sort by file and line.
    pub place: Place,
    /// What kind it is.
    pub code: Code,
    /// What is wrong, as a sentence without its full stop.
    pub message: String,
    /// Why, beside the excerpt; may be empty.
    pub cause: String,
    /// What to do about it, as a sentence without its full stop.
    pub hint: String,
    severity: Severity,
}

impl Diagnostic {
    /// A finding with its cause still empty.
    pub fn new(code: Code, place: Place, message: impl Into<String>, hint: impl Into<String>) -> Self {
        let severity = code.severity();
        Self { place, code, message: message.into(), cause: String::new(), hint: hint.into(), severity }
    }

    /// Adds the words that stand beside the excerpt.
    #[must_use]
    pub fn because(mut self, cause: impl Into<String>) -> Self {
        self.cause = cause.into();
        self
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.severity
    }
}

/// How much findings weigh on one site, where that is not what their code says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities(BTreeMap<Code, Severity>);

impl Severities {
    /// Gives a code another severity.
    pub fn set(&mut self, code: Code, severity: Severity) {
        self.0.insert(code, severity);
    }

    /// How much findings of a code weigh here.
    pub fn of(&self, code: Code) -> Severity {
        self.0.get(&code).copied().unwrap_or_else(|| code.severity())
    }

    /// Gives findings their weight, takes out those that are off, and sorts the rest, each once.
    pub fn weigh(&self, findings: &mut Vec<Diagnostic>) {
        for finding in findings.iter_mut() {
            finding.severity = self.of(finding.code);
        }
        findings.retain(|finding| finding.severity != Severity::Off);
        findings.sort();
        findings.dedup();
    }
}

/// A result with what the author should hear about it.
#[derive(Clone, Debug, Default)]
pub struct Reported<T> {
    /// The result: always there, however much was wrong.
    pub value: T,
    /// The findings, in the order they were made.
    pub findings: Vec<Diagnostic>,
}

impl<T> Reported<T> {
    /// A result with nothing to say about it.
    pub fn clean(value: T) -> Self {
        Self { value, findings: Vec::new() }
    }

    /// A result with findings.
    pub fn new(value: T, findings: Vec<Diagnostic>) -> Self {
        Self { value, findings }
    }

    /// Hands the findings to a longer list and keeps the result.
    pub fn into(self, findings: &mut Vec<Diagnostic>) -> T {
        findings.extend(self.findings);
        self.value
    }
}

/// `did you mean` for hints: the candidate nearest to what was typed, if any is near.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&typed, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.84)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
