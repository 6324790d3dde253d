//! What search engines are told of a note: its checked answers as a `Quiz` of flashcards.
//!
//! As Google's page on education Q&A asks: leaf pages only, one kind of question, each with one accepted answer. Whoever
//! publishes it answers for what it says, so nothing unchecked is in it, and nothing of a draft.

use crate::page::context::Segment;
use crate::question::Study;
use serde_json::{Value, json};

/// The data as JSON that may stand in a `script` element; `None` when nothing of the note is checked.
pub fn quiz(study: &Study, segments: &[Segment]) -> Option<String> {
    let parts: Vec<Value> = segments.iter().filter_map(|segment| part(study, segment)).collect();
    let quiz = json!({
        "@context": "https://schema.org/",
        "@type": "Quiz",
        "about": { "@type": "Thing", "name": study.title },
        "hasPart": parts,
    });
    // Nothing in it can end the element that it stands in.
    (!parts.is_empty()).then(|| quiz.to_string().replace('<', "\\u003c"))
}

fn part(study: &Study, segment: &Segment) -> Option<Value> {
    let Segment::Question(question) = segment else { return None };
    let answer =
        question.answer_html.as_ref().filter(|_| question.state == Some("checked") && question.choices.is_empty())?;
    let (asked, answer) = (&study.questions[question.number - 1].text, plain(answer));
    (!answer.is_empty()).then(|| {
        json!({
            "@type": "Question",
            "eduQuestionType": "Flashcard",
            "text": asked,
            "acceptedAnswer": { "@type": "Answer", "text": answer },
        })
    })
}

/// Elements that stand within a line of words. Any other parts what is before it from what is behind.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "u",
];

/// The words of a fragment in one line: tags go, and so do the captions that name the language of code; the entities that
/// Recto writes are undone.
pub fn plain(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    let mut captioned = false;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        let (tag, behind) = tag.split_at(tag.find('>').map_or(tag.len(), |end| end + 1));
        if !captioned {
            words.push_str(before);
        }
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>', '/']).next().unwrap_or_default();
        captioned = if name == "figcaption" { !tag.starts_with("</") } else { captioned };
        if !INLINE.contains(&name) {
            words.push(' ');
        }
        rest = behind;
    }
    words.push_str(rest);
    let words = words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
