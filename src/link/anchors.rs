//! A fragment -> the place it means: the site's own anchor, an author's id, GitHub's slug, or a heading's words as
//! Obsidian compares them.

use crate::address::{decode, slug};
use crate::diagnostic::nearest;
use crate::question::{Heading, Study};
use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// The prefix that authors' ids get, so that none collides with one of the theme's (GitHub's own prefix).
pub const AUTHOR_PREFIX: &str = "user-content-";

/// A place on a note's page, and what of the note it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its anchor; empty for the top of the page.
    pub anchor: String,
    /// The bytes that an embed of it shows; none for what is a place and no part of the text.
    pub part: Option<Range<usize>>,
}

/// The places of one note, found by every name that people use for them. Made for the first link that names one.
#[derive(Debug)]
pub struct Places<'s> {
    study: &'s Study,
    list: Vec<Place>,
    anchors: HashMap<String, usize>,
    slugs: HashMap<String, usize>,
    words: HashMap<String, Vec<usize>>,
    joined: HashMap<String, usize>,
}

/// A heading or a question.
#[derive(Debug)]
struct Place {
    anchor: String,
    /// 1 to 6; 0 for a question that is no heading.
    level: u8,
    /// The heading it stands under.
    parent: Option<usize>,
    /// A heading's section, or a question with its answer.
    part: Range<usize>,
    /// Its words, with the author's number and without.
    names: Vec<String>,
}

impl<'s> Places<'s> {
    /// Lists the places of a note.
    pub fn new(study: &'s Study) -> Self {
        let list = list(study);
        let (mut anchors, mut slugs) = (HashMap::new(), HashMap::new());
        let (mut words, mut joined): (HashMap<String, Vec<usize>>, _) = (HashMap::new(), HashMap::new());
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (at, place) in list.iter().enumerate() {
            if !place.anchor.is_empty() {
                anchors.entry(place.anchor.clone()).or_insert(at);
            }
            for (nth, name) in place.names.iter().enumerate() {
                let plain = plain(name);
                joined.entry(plain.replace(' ', "")).or_insert(at);
                let same = words.entry(plain).or_default();
                if same.last() != Some(&at) {
                    same.push(at);
                }
                let slug = github_slug(name);
                if nth > 0 {
                    slugs.entry(slug).or_insert(at);
                    continue;
                }
                // GitHub numbers repeats from `-1`.
                let times = seen.entry(slug.clone()).or_default();
                let numbered = if *times == 0 { slug } else { format!("{slug}-{times}") };
                *times += 1;
                slugs.entry(numbered).or_insert(at);
            }
        }
        Self { study, list, anchors, slugs, words, joined }
    }

    /// Finds the place that a fragment means.
    pub fn find(&self, fragment: &str) -> Option<Spot> {
        let fragment: String = decode(fragment.trim_start_matches('#')).trim().nfc().collect();
        let fragment = fragment.as_str();
        if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
            return Some(Spot { anchor: String::new(), part: None });
        }
        if let Some(id) = fragment.strip_prefix('^') {
            let named = self.study.blocks.iter().find(|it| it.id.eq_ignore_ascii_case(id))?;
            return Some(Spot { anchor: named.anchor.to_string(), part: Some(named.span.clone()) });
        }
        if let Some(&at) = self.anchors.get(fragment) {
            return Some(self.spot(at));
        }
        if self.study.ids.iter().any(|id| id == fragment) {
            return Some(Spot { anchor: format!("{AUTHOR_PREFIX}{fragment}"), part: None });
        }
        if let Some(&at) = self.slugs.get(&fragment.to_lowercase()) {
            return Some(self.spot(at));
        }
        let plain = plain(fragment);
        let chained = fragment.contains('#').then(|| self.chain(fragment)).flatten();
        // `C# in short` is one heading, whose sign Obsidian leaves out of the link; people type it all the same.
        let by_words = chained.or_else(|| self.words.get(&plain).map(|same| same[0]));
        let by_words = by_words.or_else(|| {
            // Repositories hold links whose punctuation GitHub has treated differently over the years.
            Some(plain.replace(' ', "")).filter(|it| !it.is_empty()).and_then(|it| self.joined.get(&it).copied())
        });
        by_words.map(|at| self.spot(at)).or_else(|| self.title(fragment))
    }

    /// A chain of headings, each of which lies under the one before; the last is meant.
    fn chain(&self, fragment: &str) -> Option<usize> {
        let links: Vec<String> = fragment.split('#').map(plain).filter(|link| !link.is_empty()).collect();
        let (last, above) = links.split_last()?;
        let is_under = |at: &&usize| {
            let mut wanted = above.iter().rev();
            let mut next = wanted.next();
            let mut parent = self.list[**at].parent;
            while let (Some(name), Some(at)) = (next, parent) {
                if self.list[at].names.iter().any(|it| plain(it) == *name) {
                    next = wanted.next();
                }
                parent = self.list[at].parent;
            }
            next.is_none()
        };
        self.words.get(last)?.iter().find(is_under).copied()
    }

    /// The heading that became the page's own title has no anchor but the top.
    fn title(&self, fragment: &str) -> Option<Spot> {
        (plain(fragment) == plain(&self.study.title)).then(|| Spot { anchor: String::new(), part: None })
    }

    fn spot(&self, at: usize) -> Spot {
        let place = &self.list[at];
        Spot { anchor: place.anchor.clone(), part: Some(place.part.clone()) }
    }

    /// The name of the place that is spelled most like a fragment: of a block for a block's, else an anchor.
    pub fn nearest(&self, fragment: &str) -> Option<String> {
        let fragment = decode(fragment);
        if let Some(id) = fragment.strip_prefix('^') {
            let near = nearest(id, self.study.blocks.iter().map(|block| block.id.as_str()));
            return near.map(|id| format!("^{id}"));
        }
        nearest(&slug(&fragment), self.list.iter().map(|it| it.anchor.as_str()).filter(|it| !it.is_empty()))
            .map(str::to_owned)
    }
}

/// Every heading and question of a note in its order.
fn list(study: &Study) -> Vec<Place> {
    let open = study.source.text.opened();
    let text = &**open.as_ref().unwrap_or(&study.source.text);
    let heading = |it: &Heading, anchor: &str| Place {
        anchor: anchor.to_owned(),
        level: it.level,
        parent: None,
        part: it.span.clone(),
        names: names(text, it),
    };
    let own = study.headings.iter().map(|it| {
        // The heading that became the page's title is not drawn in the text: whoever means it means the top.
        let is_title = Some(&it.span) == study.title_heading.as_ref();
        let mut place = heading(it, if is_title { "" } else { it.anchor.as_str() });
        if is_title {
            place.names.push(it.anchor.to_string());
        }
        place
    });
    let mut list: Vec<Place> = own.chain(study.asking.iter().map(|it| heading(it, it.anchor.as_str()))).collect();
    let headed: HashMap<&str, usize> =
        study.asking.iter().enumerate().map(|(at, it)| (it.anchor.as_str(), study.headings.len() + at)).collect();
    for question in &study.questions {
        if let Some(&at) = headed.get(question.anchor.as_str()) {
            list[at].names.push(question.text.to_string());
            continue;
        }
        let labelled = question.label.as_ref().map(|label| format!("{label} {}", question.text));
        let names = std::iter::once(question.text.to_string()).chain(labelled).collect();
        let anchor = question.anchor.to_string();
        list.push(Place { anchor, level: 0, parent: None, part: question.cut.whole.clone(), names });
    }
    list.sort_by_key(|place| place.part.start);
    nest(&mut list, text.len());
    list
}

/// A heading's words as they are seen, and as they are written: Obsidian compares the latter.
fn names(text: &str, heading: &Heading) -> Vec<String> {
    let written = text[heading.span.clone()].lines().next().unwrap_or("").trim_matches(['#', ' ', '\t', '\r']);
    let mut names = vec![heading.text.clone()];
    if written.contains(['[', '`', '*', '_', '<', '&', '\\', '=', '$']) {
        names.push(written.to_owned());
    }
    names
}

/// Gives every heading its section, which ends where the next of its level or a higher one begins, and every place the
/// heading above it.
fn nest(list: &mut [Place], end: usize) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..list.len() {
        let (level, start) = (list[at].level, list[at].part.start);
        if level > 0 {
            while let Some(above) = open.pop_if(|above| list[*above].level >= level) {
                list[above].part.end = start;
            }
        }
        list[at].parent = open.last().copied();
        if level > 0 {
            open.push(at);
        }
    }
    for at in open {
        list[at].part.end = end;
    }
}

/// Words without their signs: Obsidian leaves `#^|[]:\` and the like out of a link to a heading and compares the rest.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.nfc() {
        if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// GitHub's slugs: lower case, punctuation dropped, spaces to `-`.
fn github_slug(words: &str) -> String {
    words
        .trim()
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}
