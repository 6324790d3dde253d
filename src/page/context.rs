//! What templates are handed: one serialisable struct a page kind. This is the theme contract; the handbook documents it.

use crate::ledger::Check;
use crate::link::scheme;
use crate::standing::Tally;
use serde::Serialize;
use std::collections::BTreeMap;

/// What every page gets besides its own.
#[derive(Debug, Serialize)]
pub struct Common<'a> {
    /// The site.
    pub site: Site<'a>,
    /// This page.
    pub page: PageInfo,
    /// The way down from home to here, without here.
    pub crumbs: Vec<Link>,
    /// How much there is.
    pub totals: Totals,
    /// The page of all tags, when there are tags.
    pub tags_url: Option<String>,
    /// The page of checks, where anybody has checked anything.
    pub checks_url: Option<String>,
    /// Settings of the theme's own.
    pub theme_options: &'a BTreeMap<String, serde_json::Value>,
    /// Whether the site brings a stylesheet of its own.
    pub has_site_css: bool,
    /// Whether this is the preview.
    pub live: bool,
    /// In the preview, what a page must say to be heard when somebody checks an answer.
    pub token: &'a str,
}

/// The site.
#[derive(Debug, Serialize)]
pub struct Site<'a> {
    /// Its name.
    pub title: &'a str,
    /// One sentence; may be empty.
    pub description: &'a str,
    /// BCP 47.
    pub lang: &'a str,
    /// `ltr` or `rtl`.
    pub dir: &'a str,
    /// The address of the home page.
    pub home: String,
}

/// This page.
#[derive(Clone, Debug, Serialize)]
pub struct PageInfo {
    /// `note`, `home`, `folder`, `tag`, `tags`, `checks`, `redirect` or `not_found`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// One sentence; may be empty.
    pub description: String,
    /// The address of a picture for those who link to it.
    pub image: Option<String>,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// Its whole address, where the host is known.
    pub canonical: Option<String>,
}

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Link {
    /// The words.
    pub title: String,
    /// The address.
    pub url: String,
}

/// A note that links to this one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Backlink {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The sentence in which it does, as plain text; empty where the link stands alone.
    pub context: String,
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Totals {
    /// Notes.
    pub notes: usize,
    /// Questions.
    pub questions: usize,
    /// Folders that have notes.
    pub folders: usize,
    /// Tags.
    pub tags: usize,
    /// How the answers stand, of notes that keep checks.
    pub tally: Tally,
}

/// `note.html`.
#[derive(Debug, Serialize)]
pub struct NotePage<'a> {
    /// The note.
    pub note: NoteInfo<'a>,
    /// The headings, as a way into the page.
    pub outline: Vec<OutlineEntry>,
    /// The state of each question, section by section.
    pub ruler: Vec<Vec<&'static str>>,
    /// What search engines are told of its checked answers, as JSON; none unless the settings ask for it.
    pub quiz: Option<String>,
    /// The text.
    pub body: Vec<Segment>,
    /// The note before.
    pub previous: Option<Link>,
    /// The note after.
    pub next: Option<Link>,
    /// The notes that link here.
    pub linked_from: &'a [Backlink],
}

/// What a note page says of its note.
#[derive(Debug, Serialize)]
pub struct NoteInfo<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its address.
    pub url: String,
    /// Its path below the input folder.
    pub source: &'a str,
    /// Where it is edited, where the settings name a repository.
    pub edit_url: Option<String>,
    /// Whether nobody has checked it yet.
    pub draft: bool,
    /// `2026-11-18`.
    pub date: Option<String>,
    /// `18 November 2026`.
    pub date_long: Option<String>,
    /// One sentence; may be empty.
    pub description: &'a str,
    /// Its tags.
    pub tags: Vec<TagLink>,
    /// Its `cssclasses`, parted by blanks.
    pub classes: String,
    /// Front matter that Recto does not know.
    pub extra: &'a BTreeMap<String, serde_json::Value>,
    /// Its questions.
    pub questions: usize,
    /// Those without an answer.
    pub unanswered: usize,
    /// How long reading takes.
    pub minutes: usize,
    /// Whether it keeps checks: it is a draft, or somebody has checked something in it.
    pub kept: bool,
    /// Whether to show a mark at each question: it keeps checks, and not every answer is checked.
    pub marks: bool,
    /// How its answers stand.
    pub tally: Tally,
}

/// A tag with the address of its page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TagLink {
    /// Without `#`.
    pub name: String,
    /// The address.
    pub url: String,
}

/// A heading in the outline.
#[derive(Debug, Serialize)]
pub struct OutlineEntry {
    /// From 1, at the outline's top.
    pub level: u8,
    /// The author's number, if the heading begins with one.
    pub label: Option<String>,
    /// Its words without that number.
    pub title: String,
    /// Its place on the page.
    pub anchor: String,
    /// The questions under it.
    pub questions: usize,
    /// How the answers under it stand.
    pub tally: Tally,
}

/// A stretch of a note's text.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Segment {
    /// Text that neither asks nor answers.
    Prose {
        /// A balanced fragment.
        html: String,
    },
    /// A heading of the text itself (not one within an answer or a quote).
    Heading(HeadingSegment),
    /// A question with its answer.
    Question(Box<QuestionSegment>),
}

/// A heading of the text itself.
#[derive(Debug, Serialize)]
pub struct HeadingSegment {
    /// 2 to 6.
    pub level: u8,
    /// Its place on the page.
    pub anchor: String,
    /// The author's number.
    pub label: Option<String>,
    /// Its words without that number.
    pub title_html: String,
    /// The questions under it, up to the next heading of its level.
    pub questions: usize,
    /// How the answers under it stand.
    pub tally: Tally,
}

/// A question with its answer.
#[derive(Debug, Serialize)]
pub struct QuestionSegment {
    /// For ever.
    pub id: String,
    /// Its words alone.
    pub prompt_hash: String,
    /// Its place on the page.
    pub anchor: String,
    /// From 1 within the note.
    pub number: usize,
    /// The author's own number.
    pub label: Option<String>,
    /// That label in three: its word, its number, and what stands behind that; empty without a label.
    pub label_parts: [String; 3],
    /// Its words, without the label.
    pub prompt_html: String,
    /// Whether the words hold blocks, which cannot stand in a heading.
    pub prompt_block: bool,
    /// The options of a choice.
    pub choices: Vec<ChoiceSegment>,
    /// Whether several of them are right.
    pub multiple: bool,
    /// Whether the answer begins with the letters of those that are right.
    pub keyed: bool,
    /// The answer; none when nobody has written one.
    pub answer_html: Option<String>,
    /// Where its answer stands apart, in a section of answers: the anchor of the heading above it, empty without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer_at: Option<String>,
    /// The family of forms it is written in.
    pub form: &'static str,
    /// How its answer stands: `unchecked`, `checked`, `disputed` or `changed`. None where the note keeps no checks, and for
    /// a question without an answer.
    pub state: Option<&'static str>,
    /// The last check, also of an answer that has changed since.
    pub check: Option<CheckInfo>,
    /// In the preview, the digest of the answer: which answer somebody checks.
    pub seen: Option<String>,
    /// Its place in the repository, where the settings name one.
    pub place: Option<PlaceInfo>,
    /// The level of its heading, 3 to 6.
    pub level: u8,
}

/// What is told of a check.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CheckInfo {
    /// What it found: `checked` or `disputed`.
    pub ruling: &'static str,
    /// By whom; may be empty.
    pub by: String,
    /// `2026-11-18`.
    pub date: Option<String>,
    /// `18 November 2026`.
    pub date_long: Option<String>,
    /// What the answer was checked against, in words.
    pub source: Option<String>,
    /// The same as an address, where it is one that a page may link to.
    pub source_url: Option<String>,
    /// What is wrong with a disputed answer.
    pub objection: Option<String>,
}

impl CheckInfo {
    /// What is told of a check.
    pub fn of(check: &Check) -> Self {
        let is_web = |it: &&String| {
            (it.starts_with("https://") || it.starts_with("http://"))
                && scheme::of(it, false) == scheme::Scheme::External
        };
        Self {
            ruling: check.ruling.name(),
            by: check.by.clone(),
            date: check.date.map(|date| date.to_string()),
            date_long: check.date.map(long),
            source: check.source.clone(),
            source_url: check.source.as_ref().filter(is_web).cloned(),
            objection: check.objection.clone(),
        }
    }
}

/// A date as people write it.
pub fn long(date: jiff::civil::Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// Where a question stands in the repository.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceInfo {
    /// The note's path there.
    pub file: String,
    /// The line on which the question begins, from 1.
    pub line: usize,
    /// The question's words, without markup.
    pub text: String,
    /// Where that line is edited.
    pub edit_url: Option<String>,
}

/// An option of a choice.
#[derive(Debug, Serialize)]
pub struct ChoiceSegment {
    /// `A`, `B`, ...
    pub letter: String,
    /// Whether the letter is the author's own.
    pub given: bool,
    /// Its words.
    pub html: String,
    /// Whether it is right.
    pub correct: bool,
}
