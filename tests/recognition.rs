//! What recognition promises of any text at all: no panic, places in order, no word lost, and work that grows with the note.

mod common;

use proptest::prelude::*;
use recto::question::Form;

/// Pieces that the forms are made of, put together at random: closer to real notes than random letters.
const PIECES: &[&str] = &[
    "# What is it?",
    "#### You:",
    "#### ChatGPT:",
    "**You:** why?",
    "**Claude:** so",
    "**Question**",
    "**Answer**",
    "#### Hints",
    "<b>Q:</b> why?<br>",
    "<b>Answer</b>: so",
    "<b>2. What is it?</b><br>",
    "**3. Why?**<br>",
    "> Why is it?",
    "ANSWER: A",
    "答案：1-A，2-B",
    "Answers: 1-A, 2-BC",
    "| 1 | A |",
    "- one ✅",
    "Dotaz: which?",
    "**Interviewer:** what?",
    "**Candidate:** that",
    "- Who? **Me.**",
    "Why is it so?",
    "### Question B: why",
    "**Type:** one",
    "**Question:** what",
    "## Q1. Why?",
    "### 1. Explain this",
    "#### Answer",
    "## Links",
    "**What is X?**",
    "**Q:** Who?",
    "**A:** Me.",
    "Q: one?",
    "A: two",
    "Q: one? A: two",
    "**Q:** what — **A:** that",
    "C: a [b] c",
    "- [ ] no",
    "- [x] yes",
    "- A. one",
    "- B. two",
    "A) one",
    "B) two",
    "**Answer:** B",
    "## Answer key",
    "1. **B** because",
    "Question 2: easy",
    "## FAQ",
    "- What? That.",
    "1. What is this?",
    "1. **Why?** Because.",
    "   indented",
    "    code",
    "\t- nested?",
    "<details>",
    "<details><summary>Why?</summary>",
    "<summary>Answer</summary>",
    "</details>",
    "</b></details>",
    "<br><b>",
    "```",
    "```rust",
    "?",
    "??",
    "front::back",
    "a ::: b",
    "#flashcards",
    "{{c1::x}}",
    "==y==",
    "> [!question]- Why?",
    "> body",
    "> > [!success] Answer",
    "> [!success]- Answer",
    "| Question | Answer |",
    "|---|---|",
    "| What? | That |",
    "---",
    "***",
    "<!-- note -->",
    "<h3>",
    "What?",
    "</h3>",
    "[top](#top)",
    "![](a.png)",
    "^id-1",
    "## Why? {#why}",
    "Options: A) one B) two C) three",
    "> [!info]- What?\n> That.",
    "> [!note]\n> **Question:** which?",
    "> [!tip]\n> **Answer:** that.",
    "### Mission 0-1: a loop",
    "01 Why",
    "it leaves a ___",
    "## Control questions",
    "## Answers",
    "1: A, C — because",
    "- **Answer:** this",
    "> Your answer:",
    "A)\n```\ncode\n```",
    "B)\n```\ncode\n```",
    "What? ;; That",
    "What is it #card\nThat",
    "☐ one\n☑ two",
    "> [!question] Exercise 1 — x\n> Do it.",
    "> [!success]- Solution\n> Done.",
    "1. one\n2. two",
    "<details><summary>Why?</summary>\n\n- [x] a\n- [ ] b\n\nSo.\n\n</details>",
    "<!--SR:!2024-01-01,3,250-->",
    "Γιατί;",
    " {#name .class}",
    "plain words",
    "什么是 X？",
    "答案：B",
    "٣. ما هو؟",
    "??? question \"Q1. What?\"",
    "1️⃣ keycap",
    "2、什么是线程？",
    "::: details Why?",
    ":::",
    "🔹 **Why?**",
    "Question 3",
    "Q: one?\nA: two\n---",
    "答案是B",
    "3.Why is it?",
    "4\tWhat?",
    "###",
    "**",
    "`",
    "\u{feff}",
    "é",
    "***bold***",
    "Why  ",
];

fn note() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,12}"];
    let line = (piece, prop_oneof![3 => Just("\n"), 3 => Just("\n\n"), 1 => Just(" "), 1 => Just("")])
        .prop_map(|(piece, end)| piece + end);
    proptest::collection::vec(line, 0..30).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_are_in_order_and_no_word_is_lost(text in note(), name in prop_oneof![Just("a.md"), Just("What is it.md")]) {
        let study = common::study(name, &text);
        prop_assert_eq!(common::faults(&study), Vec::<String>::new());
    }

    #[test]
    fn arbitrary_text_never_panics(text in "\\PC*") {
        let study = common::study("a.md", &text);
        prop_assert_eq!(common::faults(&study), Vec::<String>::new());
    }
}

#[test]
fn what_only_looks_like_a_name_is_words() {
    for text in ["🔹 **Why?**^id-1\n?\n", "**Why?**^id\n\nSo.\n\n**How?**^x\n\nThus.\n"] {
        assert_eq!(common::faults(&common::study("a.md", text)), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_number_and_a_tab_before_a_picture_label_nothing() {
    for text in ["a\n1\t![](x.png)\n2\t![](y.png)\n", "1\t![](x.png)\n"] {
        assert_eq!(common::faults(&common::study("a.md", text)), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn an_option_ends_where_the_next_question_begins() {
    let texts = [
        "Question 2: easy\n\t- nested?\n\nA) one\n- B. two\nQ: one?\nA: two\n---\n",
        "3.Why is it?\n\nA) one\n\nB) two # What is it?\n#flashcards front::back\n",
    ];
    let key = "2、什么是线程？\nOptions: A) one B) two C) three\n## Answer key\n> [!success]- Solution\n> Done. 1: A, C — because\n**Q:** Who?\n";
    for text in texts.into_iter().chain([key]) {
        let study = common::study("a.md", text);
        assert_eq!(common::faults(&study), Vec::<String>::new(), "{text}");
        assert_eq!(study.questions.len(), 2, "{text}");
    }
}

#[test]
fn anchors_are_unique_on_their_page() {
    let text = "# A\n\n## What is X?\n\nOne.\n\n## What is X?\n\nTwo.\n\n## Why?\n\nThree.\n\n# B\n\n## What is X?\n\nFour.\n\n## Why?\n\nFive.\n";
    let study = common::study("a.md", text);
    let mut anchors: Vec<&str> = study.questions.iter().map(|question| question.anchor.as_str()).collect();
    anchors.extend(study.headings.iter().map(|heading| heading.anchor.as_str()));
    let all = anchors.len();
    anchors.sort_unstable();
    anchors.dedup();
    assert_eq!(anchors.len(), all, "{anchors:?}");
    assert_eq!(study.questions.iter().filter(|question| question.form == Form::Heading).count(), 5);
}

/// Shapes of note that a careless rule would read again for each of its parts.
const SHAPES: &[&str] = &[
    "## What is X?\n\nBecause.\n\n",
    "- What?\n",
    "- What?\n  - a\n",
    "**What?**\nYes.\n\n",
    "<details><summary>Why?</summary>\n\nx\n\n</details>\n\n",
    "<details><summary>Why?</summary>\n\n",
    "?\n\n",
    "a\n?\n",
    "Q: a\nA: b\n",
    "Q: a\n",
    "1、a？\nb\n",
    "2.a?\n\n",
    "a?\n\n",
    "::: details a?\n",
    "::: details a?\nb\n:::\n\n",
    "Q: a? A: b\n",
    "Q: a? A: b B: ",
    "> [!question] a\n> b\n\n",
    "| Question | Answer |\n|---|---|\n| a? | b |\n\n",
    "> a\n\n",
    "{{c1::a}} ",
    "<h3>a",
    "- [ ] a\n",
    "A) a\nB) b\n",
    "[a](#a)\n\n",
    "a\n\n---\n\n",
    "C: [a]\n\n",
    "1. a?\n\npara\n\n",
    "1. a?\n\n   b\n- c\n\n",
    "- What? Because.\n",
    "## 1. A?\n\n- A) x\n- B) y\n\n---\n\n## Answers\n\n1. A\n\n",
    "## Question\n\nx\n\n",
    "**a** b\n",
    "word ",
    ">",
    "<br/>\n\n",
    "## Links\n\n[a](http://b)\n\n",
    "###### 1. A?\n\n- A: x\n- B: y\n\n<details><summary>Answer</summary>\n\n#### Answer: A\n\n</details>\n\n",
];

#[test]
fn work_grows_with_the_note_and_not_with_its_square() {
    for shape in SHAPES {
        let work = |times: usize| {
            let text = shape.repeat(times);
            let source = std::sync::Arc::new(recto::source::Source::new(recto::address::SourcePath::new("a.md"), text));
            recto::question::work(&recto::note::parse(&source).value, &recto::config::Options::default())
        };
        let (some, more) = (work(300), work(1200));
        assert!(more <= some * 5 + 1000, "{shape:?}: four times the note is {some} -> {more} looks");
    }
}

#[test]
fn ten_thousand_levels_of_nesting_are_read() {
    for text in [
        ">".repeat(10_000) + " What is it?",
        "- ".repeat(10_000) + "What is it?",
        "<details><summary>Why?</summary>\n\n".repeat(10_000),
    ] {
        assert_eq!(common::faults(&common::study("deep.md", &text)), Vec::<String>::new());
    }
}
