//! What the author is told about the questions that were found.

mod common;

use recto::address::SourcePath;
use recto::config::Options;
use recto::diagnostic::Code;
use recto::source::Source;
use recto::{note, question};
use std::sync::Arc;

fn explained(text: &str, line: Option<usize>) -> question::Explanation {
    let source = Arc::new(Source::new(SourcePath::new("a.md"), text));
    question::explain(&note::parse(&source).value, &Options::default(), false, line)
}

fn codes(text: &str) -> Vec<Code> {
    let source = Arc::new(Source::new(SourcePath::new("a.md"), text));
    let findings = question::recognise(note::parse(&source).value, &Options::default()).findings;
    findings.iter().map(|finding| finding.code).collect()
}

const NOTE: &str = "# Tea\n\n## What is oolong?\n\n**How is it made?**\n\nSlowly.\n\n## Why warm the pot?\n\nCold steals heat.\n\n## Sources\n\nBooks.\n";

#[test]
fn a_note_says_which_convention_it_has_and_on_what_evidence() {
    let explanation = explained(NOTE, None);
    let heaviest = &explanation.styles[0];
    assert_eq!((heaviest.looks.as_str(), heaviest.questions, heaviest.marked), ("headings of level 2", 2, 2));
    assert!(explanation.to_string().contains("headings of level 2: 2 of 2 are questions"), "{explanation}");
}

#[test]
fn a_line_says_why_it_is_a_question_or_not() {
    let why = |line: usize| {
        explained(NOTE, Some(line)).lines.into_iter().map(|it| (it.question, it.why)).next().expect("a reason")
    };
    assert_eq!(why(3), (true, "it asks, as 2 of 2 headings of level 2 do".into()));
    assert!(!why(5).0, "{:?}", why(5));
    assert_eq!(why(7), (false, "it belongs to the question on line 3".into()));
    assert!(why(13).1.contains("nothing else marks this one"), "{:?}", why(13));
    assert_eq!(why(2), (false, "nothing on it is shaped like a question".into()));
}

#[test]
fn an_item_that_only_names_what_it_asks_about_says_which_heading_made_it_a_question() {
    let list = "# Tea\n\nDry it.\n\n## Control questions\n\n1. Oolong\n2. The pot\n3. Milk\n";
    let why = explained(list, Some(8)).to_string();
    assert!(why.contains("it stands where the note or a heading says that questions follow"), "{why}");
}

#[test]
fn two_conventions_that_fit_nearly_equally_are_named() {
    let text = "## What is a knot?\n\n**Is a bend a knot?**\n\nYes.\n\n**Is a hitch?**\n\nYes.\n\n## What is a rope?\n\n**Is a line a rope?**\n\nYes.\n\n**Is a cable?**\n\nYes.\n";
    assert!(codes(text).contains(&Code::AmbiguousConvention), "{:?}", codes(text));
    assert!(!codes(NOTE).contains(&Code::AmbiguousConvention));
}

#[test]
fn items_with_bold_words_are_one_convention_and_not_two() {
    let text = "# Interview\n\n- **What is a knot?**\n\n  A loop.\n\n- **What is a bend?**\n\n  A join.\n\n- **What is a hitch?**\n\n  A hold.\n";
    assert_eq!(codes(text), []);
}

#[test]
fn equal_questions_in_one_section_are_reported_with_a_way_out() {
    assert_eq!(codes("## What prints?\n\nOne.\n\n## What prints?\n\nTwo.\n"), [Code::TwinQuestions]);
    assert_eq!(codes("## What prints? ^first\n\nOne.\n\n## What prints?\n\nTwo.\n"), []);
}
