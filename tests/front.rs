//! What is front matter and what is text, and which notes say that they are to be hidden.

use recto::address::SourcePath;
use recto::source::Source;
use std::sync::Arc;

/// What a note's front matter says: how the body begins, whether it is a draft, whether it is published, what was found.
fn said(note: &str) -> (String, bool, bool, Vec<&'static str>) {
    let source = Arc::new(Source::new(SourcePath::new("a.md"), note));
    let read = recto::note::parse(&source);
    let codes = read.findings.iter().map(|it| it.code.name()).collect();
    let body = source.text[read.value.body..].trim().to_owned();
    (body, read.value.front.draft, read.value.front.publish, codes)
}

/// A name, and a note of which every word is text.
const TEXTS: &[(&str, &str)] = &[
    (
        "a chatbot's greeting between rules",
        "---\n\nSure! Here are 3 interview questions about SQL:\n\n---\n\n### 1. What is a join?\n",
    ),
    ("the same without blank lines", "---\nSure! Here are 3 interview questions about SQL:\n---\n"),
    ("a greeting that ends with a colon", "---\nHere you are:\n\n---\nx\n"),
    ("a question between rules", "---\n\n**Why do joins matter?**\n\nThey relate rows.\n\n---\n\nx\n"),
    ("a heading and a text", "---\n# Title\nIntro text here.\n---\nx\n"),
    ("a heading by itself", "---\n## Heading\n---\nx\n"),
    ("a tag by itself", "---\n#flashcards\n---\nx\n"),
    ("a label after a blank line", "---\n\nQuestion: What is a bight?\nAnswer: A bend.\n\n---\nx\n"),
    ("a label below a heading", "---\n# Knots\nNote: check these.\n---\nx\n"),
    ("a card", "---\nQ: What is a bight?\nA: A bend.\n---\nx\n"),
    ("a list", "---\n- one\n- two: three\n---\nx\n"),
    ("a numbered question", "---\n1. What is it: a bend?\n---\nx\n"),
    ("a quote", "---\n> Note: this\n---\nx\n"),
    ("a tag of a template", "---\n{{ greeting }}\n---\nx\n"),
    ("an address", "---\nhttps://example.org\n---\nx\n"),
    ("a name of C++", "---\nstd::vector\n---\nx\n"),
    ("a question that ends with a colon", "---\nWhy is it so?: because\n---\nx\n"),
    ("a rule that is no mark", "----\ntitle: x\n---\nx\n"),
    ("plus signs", "+++\nsome words\n+++\nx\n"),
    ("prose behind a rule that nothing closes", "---\n\nnote: this\n"),
    ("blank lines and a rule", "\n\n---\nNote: some words\n---\nx\n"),
];

#[test]
fn a_text_that_begins_with_a_rule_is_no_front_matter() {
    for (name, note) in TEXTS {
        let (body, draft, publish, codes) = said(note);
        assert_eq!((&*body, draft, publish, codes.len()), (note.trim(), false, true, 0), "{name}: {codes:?}");
    }
}

/// A name, and the lines of front matter that is cut away without a word.
const KEYS: &[(&str, &str)] = &[
    ("nothing", "---\n---\n"),
    ("blank lines", "---\n\n\n---\n"),
    ("a key", "---\ntitle: x\n---\n"),
    ("a key with a capital", "---\nTitle: x\n---\n"),
    ("a key without a value", "---\ntags:\n---\n"),
    ("a key of several words", "---\nDue date: 2026-11-18\n---\n"),
    ("one with a list below it", "---\nRelated notes:\n- x\n---\n"),
    ("a key that is further in", "---\n  title: x\n  tags: [y]\n---\n"),
    ("a key that asks", "---\nread?: true\n---\n"),
    ("a key behind a picture", "---\n📅 due: tomorrow\n---\n"),
    ("a key of a schema", "---\n$schema: x\n---\n"),
    ("a key in another script", "---\n标签: x\n---\n"),
    ("a key in quotes", "---\n\"my key\": x\n---\n"),
    ("a key of a name space", "---\ndc:title: x\n---\n"),
    ("JSON", "---\n{ \"tags\": [] }\n---\n"),
    ("a key below a comment", "---\n# Mine.\ntitle: x\n---\n"),
    ("a key below a blank line", "---\n\ntitle: x\n\n---\n"),
    ("blanks behind the marks", "--- \ntitle: x\n---  \n"),
    ("blanks behind the first mark alone, as Windows ends lines", "---\t\r\ntitle: x\r\n---\r\n"),
    ("three points at the end", "---\ntitle: x\n...\n"),
    ("TOML", "+++\ntitle = \"x\"\ndate = 2026-11-18\n[extra]\na = 1\n+++\n"),
    ("TOML that begins with a table", "+++\n[extra]\na = 1\n+++\n"),
];

#[test]
fn keys_between_marks_are_front_matter() {
    for (name, front) in KEYS {
        let (body, draft, publish, codes) = said(&format!("{front}Body.\n"));
        assert_eq!((&*body, draft, publish, codes.len()), ("Body.", false, true, 0), "{name}: {codes:?}");
    }
}

/// A name, front matter, whether its note is a draft and whether it is published, and what its author is told.
type Mark = (&'static str, &'static str, bool, bool, &'static [&'static str]);

const MARKS: &[Mark] = &[
    ("Obsidian's", "---\ndraft: true\n---\n", true, true, &[]),
    ("behind a mark with blanks", "---  \ndraft: true\n---\n", true, true, &[]),
    ("below blank lines, which nobody else reads", "\n \n---\ndraft: true\n---\n", true, true, &["front-matter-late"]),
    ("Hugo's", "+++\ntitle = \"x\"\ndraft = true\n+++\n", true, true, &[]),
    ("as text in TOML", "+++\ndraft = \"true\"\n+++\n", true, true, &["front-matter-boolean"]),
    ("in TOML that is none", "+++\ntitle = x\npublish = false\n+++\n", true, false, &["front-matter-syntax"]),
    ("in TOML that nothing closes", "+++\ndraft = true\n", true, true, &["front-matter-unclosed"]),
    ("in YAML that nothing closes", "---\ndraft: true\n", true, true, &["front-matter-unclosed"]),
    ("in YAML that is none", "---\nSome words\ndraft: true\n---\n", true, true, &["front-matter-syntax"]),
    ("in YAML with a slip", "---\ndraft:true\n---\n", true, true, &["front-matter-syntax"]),
    ("not said in YAML with a slip", "---\ntitle:x\n---\n", true, true, &["front-matter-syntax"]),
    ("below a label and a blank line", "---\n\nNote: mine\nDraft: true\n---\n", true, true, &["front-matter-key"]),
    ("with a capital", "---\nDraft: true\n---\n", true, true, &["front-matter-key"]),
    ("with a letter too many", "---\ndrafts: true\n---\n", true, true, &["front-matter-key"]),
    ("with two letters changed", "---\ndarft: yes\n---\n", true, true, &["front-matter-key"]),
    ("not to be published, with a capital", "---\nPublish: false\n---\n", false, false, &["front-matter-key"]),
    ("Jekyll's", "---\npublished: false\n---\n", false, false, &[]),
    ("a status", "---\nstatus: Draft\n---\n", true, true, &[]),
    ("another status", "---\nstatus: done\n---\n", false, true, &[]),
    ("a day of publication", "---\npublished: 2026-11-18\n---\n", false, true, &[]),
    ("a craft", "---\ncraft: knitting\n---\n", false, true, &[]),
    ("with a capital, and no draft", "---\nDraft: false\n---\n", false, true, &[]),
    ("our own key goes before another's", "---\ndraft: false\nstatus: draft\n---\n", false, true, &[]),
    ("unless it says nothing", "---\ndraft:\nstatus: draft\n---\n", true, true, &[]),
];

#[test]
fn a_mark_that_hides_a_note_is_never_passed_over_in_silence() {
    for (name, front, draft, publish, codes) in MARKS {
        let read = said(&format!("{front}\nBody.\n"));
        assert_eq!((read.1, read.2, &*read.3), (*draft, *publish, *codes), "{name}");
        let is_cut = !codes.contains(&"front-matter-unclosed");
        assert_eq!(read.0 == "Body.", is_cut, "{name}");
    }
}

#[test]
fn a_finding_in_toml_points_at_its_line() {
    let note = "+++\ntitle = \"x\"\norder = \"soon\"\n+++\n";
    let source = Arc::new(Source::new(SourcePath::new("a.md"), note));
    let findings = recto::note::parse(&source).findings;
    assert_eq!(findings.iter().map(|it| it.place.to_string()).collect::<Vec<_>>(), ["a.md:3:9"]);
}
