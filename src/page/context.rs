//! What templates are handed: one serialisable struct a page kind. This is the theme contract; the handbook documents it.

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
    /// Settings of the theme's own.
    pub theme_options: &'a BTreeMap<String, serde_json::Value>,
    /// Whether the site brings a stylesheet of its own.
    pub has_site_css: bool,
    /// Whether this is the preview.
    pub live: bool,
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
    /// `note`, `home`, `folder`, `tag`, `tags` or `not_found`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// One sentence; may be empty.
    pub description: String,
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
    /// Front matter that Recto does not know.
    pub extra: &'a BTreeMap<String, serde_json::Value>,
    /// Its questions.
    pub questions: usize,
    /// Those without an answer.
    pub unanswered: usize,
    /// How long reading takes.
    pub minutes: usize,
    /// Whether to show who checked what.
    pub marks: bool,
    /// Answers that somebody checked.
    pub checked: usize,
    /// Answers that nobody checked.
    pub unchecked: usize,
    /// Answers that somebody disputes.
    pub disputed: usize,
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
    /// Those of them that are checked.
    pub checked: usize,
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
    /// Those of them that are checked.
    pub checked: usize,
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
    /// Its words, without the label.
    pub prompt_html: String,
    /// Whether the words hold blocks, which cannot stand in a heading.
    pub prompt_block: bool,
    /// The options of a choice.
    pub choices: Vec<ChoiceSegment>,
    /// Whether several of them are right.
    pub multiple: bool,
    /// The answer; none when nobody has written one.
    pub answer_html: Option<String>,
    /// The family of forms it is written in.
    pub form: &'static str,
    /// Who has checked it: `unchecked`, or none where no marks are shown.
    pub state: Option<&'static str>,
    /// The level of its heading, 3 to 6.
    pub level: u8,
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

/// `home.html` and `folder.html`.
#[derive(Debug, Serialize)]
pub struct IndexPage<'a> {
    /// The folder.
    pub folder: Link,
    /// The note that is its page, where it has one.
    pub note: Option<NoteInfo<'a>>,
    /// The state of each of that note's questions, section by section.
    pub ruler: Vec<Vec<&'static str>>,
    /// Its own text.
    pub body: Vec<Segment>,
    /// What lies in it.
    pub groups: &'a [Group],
    /// Drafts that the site shows.
    pub drafts: usize,
    /// The notes that link to the folder's own; none on home, which every note may link to.
    pub linked_from: &'a [Backlink],
}

/// `tag.html`.
#[derive(Debug, Serialize)]
pub struct TagPage<'a> {
    /// The tag.
    pub tag: &'a TagEntry,
    /// What bears it.
    pub groups: &'a [Group],
}

/// `tags.html`.
#[derive(Debug, Serialize)]
pub struct TagsPage<'a> {
    /// Every tag.
    pub tags: &'a [TagEntry],
}

/// A tag with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TagEntry {
    /// Without `#`.
    pub name: String,
    /// The address of its page.
    pub url: String,
    /// Notes that bear it.
    pub notes: usize,
    /// Questions in them.
    pub questions: usize,
}

/// A heading of an index with the notes and folders under it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Group {
    /// The folder's title; empty for what lies at the top.
    pub title: String,
    /// The folder's page.
    pub url: Option<String>,
    /// Questions in it.
    pub questions: usize,
    /// Its notes.
    pub notes: Vec<NoteEntry>,
    /// Its folders.
    pub folders: Vec<FolderEntry>,
}

/// A note in an index.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NoteEntry {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Whether nobody has checked it yet.
    pub draft: bool,
    /// Whether to show who checked what.
    pub marks: bool,
    /// Its questions.
    pub questions: usize,
    /// Those of them that are checked.
    pub checked: usize,
    /// One sentence; may be empty.
    pub description: String,
}

/// A folder in an index.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FolderEntry {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Questions in it.
    pub questions: usize,
    /// Notes in it.
    pub notes: usize,
}
