//! The nouns that `link` makes: what each target of a note became, and the parts of other notes that it shows.

use crate::address::Address;
use crate::identity::{self, AnswerDigest, Seen};
use crate::note::LinkKind;
use crate::question::{Question, Study};
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// The answers for one note: what each of its targets became.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Linked {
    targets: Arc<[(LinkKind, Box<str>, Target)]>,
    pub(super) embeds: Embeds,
}

/// What a note shows of others, by what is written between `![[` and `]]`.
pub type Embeds = BTreeMap<String, Arc<Embed>>;

/// What looking up a note's links gives: the answers, and what other notes have a part in.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// The answers, before anything is shown.
    pub linked: Linked,
    /// The links that lead to notes: each by its place in the note's list, with the note's place in the catalogue.
    pub pages: Vec<(usize, usize)>,
    /// The notes whose places or text were looked into, by their place in the catalogue.
    pub read: Vec<usize>,
    /// Whether a link went by a title or an alias, or by no name that is there.
    pub by_title: bool,
    pub(super) calls: Vec<Call>,
}

impl Resolved {
    /// Whether the note shows parts of others.
    pub fn shows(&self) -> bool {
        !self.calls.is_empty()
    }

    /// The answers with what the note shows.
    pub fn showing(&self, embeds: Embeds) -> Linked {
        Linked { targets: self.linked.targets.clone(), embeds }
    }
}

/// An embed of a note, or of a part of it.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// The link, by its place in the note's list.
    pub link: usize,
    /// The note that is to be shown, by its place in the catalogue.
    pub note: usize,
    /// Its bytes that are.
    pub part: Range<usize>,
    /// Whether that is the whole of it.
    pub whole: bool,
    /// Its place on that note's page.
    pub anchor: String,
}

/// What a target became.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A page of the site, perhaps a place on it.
    Page(Address, Option<String>),
    /// A file that is published because of this link; an image with its pixels.
    File(Address, Option<(u32, u32)>),
    /// Another site, as written.
    External,
    /// Nothing: shown as text.
    Dead,
}

/// A part of a note that another one shows, with all that drawing it reads and nothing else: an edit elsewhere in its note
/// is no edit of what it is.
#[derive(Clone, Debug)]
pub struct Embed {
    /// The note it is a part of.
    pub study: Arc<Study>,
    /// Its bytes.
    pub part: Range<usize>,
    /// Whether it is the whole note: then its title is said above it and not again in it.
    pub whole: bool,
    /// What the targets within it became, as its own note means them.
    pub linked: Linked,
    /// The page it comes from.
    pub address: Address,
    /// Its place there; empty for the top.
    pub anchor: String,
}

impl Linked {
    /// The answers for some targets, before anything is shown.
    pub(super) fn of<'l>(targets: impl Iterator<Item = (LinkKind, &'l str, Target)>) -> Self {
        let mut targets: Vec<_> = targets.map(|(kind, written, target)| (kind, Box::from(written), target)).collect();
        targets.sort_by(|a: &(LinkKind, Box<str>, _), b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        targets.dedup_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
        Self { targets: targets.into(), embeds: Embeds::new() }
    }

    /// What a target became; one that was never looked up is dead, so that nothing unchecked is ever published.
    pub fn target(&self, kind: LinkKind, written: &str) -> &Target {
        let found = self.targets.binary_search_by(|(of, target, _)| (*of, &**target).cmp(&(kind, written)));
        found.map_or(&Target::Dead, |at| &self.targets[at].2)
    }

    /// Every target, for what must be published because of this note.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.targets.iter().map(|(_, _, target)| target)
    }

    /// The part of a note that `![[written]]` shows, if it shows one.
    pub fn embed(&self, written: &str) -> Option<&Arc<Embed>> {
        self.embeds.get(written)
    }

    /// Whether the note shows parts of others.
    pub fn has_embeds(&self) -> bool {
        !self.embeds.is_empty()
    }

    /// The digests of what a question and its answer show besides their own words: footnotes, and blocks of other notes.
    pub fn shown_with(&self, study: &Study, question: &Question) -> Vec<String> {
        let mut parts = study.footnotes_of(&question.cut.whole);
        let footnote = |part: &Range<usize>| Seen { text: &study.source.text[part.clone()], ..Seen::default() };
        let footnotes: Vec<_> = parts.iter().map(|part| identity::answer_digest_v2(&footnote(part))).collect();
        parts.insert(0, question.cut.whole.clone());
        footnotes.into_iter().chain(self.shown_in(study, &parts)).map(|digest| digest.to_string()).collect()
    }

    /// The digests of what is shown within some bytes of a note, in the order of the text: what somebody who read those
    /// bytes on the page has read besides. They last as an answer's digest does.
    pub fn shown_in(&self, study: &Study, parts: &[Range<usize>]) -> Vec<AnswerDigest> {
        self.embeds_in(study, parts).into_iter().map(|(_, embed)| embed.digest()).collect()
    }

    /// The same as texts, each with what is written between `![[` and `]]`; what a text shows in its turn comes after it.
    pub fn texts_in(&self, study: &Study, parts: &[Range<usize>]) -> Vec<(String, String)> {
        let mut texts = Vec::new();
        for (written, embed) in self.embeds_in(study, parts) {
            texts.push((written.to_owned(), embed.text().to_owned()));
            // No deeper than embeds may lie in one another.
            texts.extend(embed.linked.texts_in(&embed.study, std::slice::from_ref(&embed.part)));
        }
        texts
    }

    /// What is shown within some bytes of a note, in the order of the text.
    fn embeds_in<'a>(&'a self, study: &'a Study, parts: &[Range<usize>]) -> Vec<(&'a str, &'a Embed)> {
        if self.embeds.is_empty() {
            return Vec::new();
        }
        let mut shown: Vec<(usize, &str, &Embed)> = study
            .links
            .iter()
            .filter(|link| link.kind == LinkKind::Embed)
            .filter_map(|link| Some((link, self.embed(&link.target)?)))
            .flat_map(|(link, embed)| link.uses().map(move |span| (span.start, link.target.as_str(), &**embed)))
            .filter(|(at, _, _)| parts.iter().any(|part| part.contains(at)))
            .collect();
        shown.sort_by_key(|(at, _, _)| *at);
        shown.into_iter().map(|(_, written, embed)| (written, embed)).collect()
    }
}

impl Embed {
    /// Its source text.
    pub fn text(&self) -> &str {
        &self.study.source.text[self.part.clone()]
    }

    /// The digest of its text and of all that it shows in its turn.
    pub fn digest(&self) -> AnswerDigest {
        let within = self.linked.shown_in(&self.study, std::slice::from_ref(&self.part));
        let within: Vec<String> = within.iter().map(ToString::to_string).collect();
        identity::answer_digest_v2(&Seen { text: self.text(), embedded: &within, ..Seen::default() })
    }

    /// All that drawing it reads.
    fn read(&self) -> (&str, bool, &str, &Linked, &Address, &str) {
        (self.text(), self.whole, &self.study.title, &self.linked, &self.address, &self.anchor)
    }
}

impl PartialEq for Embed {
    fn eq(&self, other: &Self) -> bool {
        self.read() == other.read()
    }
}

impl Eq for Embed {}

impl Hash for Embed {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.read().hash(state);
    }
}
