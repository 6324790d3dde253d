//! A fragment -> the anchor it means: the site's own, an author's id, GitHub's slug, or a heading's words.

use crate::address::{Anchor, decode, slug};
use crate::diagnostic::nearest;
use crate::question::Study;
use std::collections::BTreeMap;

/// The prefix that authors' ids get, so that none collides with one of the theme's (GitHub's own prefix).
pub const AUTHOR_PREFIX: &str = "user-content-";

/// Finds the anchor on a note's page that a fragment means; the empty string is the top of the page.
pub fn find(study: &Study, fragment: &str) -> Option<String> {
    let fragment = decode(fragment.trim_start_matches('#'));
    let fragment = fragment.trim();
    if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
        return Some(String::new());
    }
    if let Some(id) = fragment.strip_prefix('^') {
        let named = study.blocks.iter().find(|it| it.id.eq_ignore_ascii_case(id))?;
        return Some(named.anchor.as_str().to_owned());
    }
    if let Some(anchor) = places(study).find(|(_, anchor)| anchor.as_str() == fragment) {
        return Some(anchor.1.as_str().to_owned());
    }
    if study.ids.iter().any(|id| id == fragment) {
        return Some(format!("{AUTHOR_PREFIX}{fragment}"));
    }
    by_github_slug(study, fragment).or_else(|| by_words(study, fragment)).or_else(|| title(study, fragment))
}

/// The nearest anchors there are.
pub fn hint(study: &Study, fragment: &str) -> String {
    let fragment = decode(fragment);
    match nearest(&fragment, places(study).map(|(_, anchor)| anchor.as_str())) {
        Some(near) => format!("did you mean `#{near}`? The link leads to the top of the note until then"),
        None => "the link leads to the top of the note until then".into(),
    }
}

/// Every heading and question of the page in its order, as words and anchor.
fn places(study: &Study) -> impl Iterator<Item = (&str, &Anchor)> {
    // The heading that became the page's title is not drawn in the text: whoever means it means the top.
    let headings = study
        .headings
        .iter()
        .filter(|it| Some(&it.span) != study.title_heading.as_ref())
        .map(|it| (it.span.start, it.text.as_str(), &it.anchor));
    let questions = study.questions.iter().map(|it| (it.cut.whole.start, it.text.as_str(), &it.anchor));
    let mut places: Vec<_> = headings.chain(questions).collect();
    places.sort_by_key(|(start, ..)| *start);
    places.into_iter().map(|(_, words, anchor)| (words, anchor))
}

/// GitHub's slugs: lower case, punctuation dropped, spaces to `-`, repeats numbered from `-1`.
fn by_github_slug(study: &Study, fragment: &str) -> Option<String> {
    let wanted = fragment.to_lowercase();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let labels: BTreeMap<&str, Option<&str>> =
        study.questions.iter().map(|it| (it.anchor.as_str(), it.label.as_deref())).collect();
    for (words, anchor) in places(study) {
        let labelled =
            labels.get(anchor.as_str()).copied().flatten().map(|label| github_slug(&format!("{label} {words}")));
        if labelled.is_some_and(|it| it == wanted) {
            return Some(anchor.as_str().to_owned());
        }
        let slug = github_slug(words);
        let times = seen.entry(slug.clone()).or_default();
        let numbered = if *times == 0 { slug } else { format!("{slug}-{times}") };
        *times += 1;
        if numbered == wanted {
            return Some(anchor.as_str().to_owned());
        }
    }
    // Repositories hold links whose punctuation GitHub has treated differently over the years.
    let loose = slug(fragment).replace('-', "");
    places(study).find(|(words, _)| slug(words).replace('-', "") == loose).map(|(_, anchor)| anchor.as_str().to_owned())
}

fn github_slug(words: &str) -> String {
    words
        .trim()
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// Obsidian's way: the heading's words, or a chain of headings of which the last counts.
fn by_words(study: &Study, fragment: &str) -> Option<String> {
    let wanted = slug(fragment.rsplit('#').next().unwrap_or(fragment));
    places(study).find(|(words, _)| slug(words) == wanted).map(|(_, anchor)| anchor.as_str().to_owned())
}

/// The heading that became the page's own title has no anchor but the top.
fn title(study: &Study, fragment: &str) -> Option<String> {
    let titled = study.title_heading.is_some()
        && (slug(fragment) == slug(&study.title) || github_slug(&study.title) == fragment.to_lowercase());
    titled.then(String::new)
}
