//! What an author hides in a note is nowhere after reading it: comments, and what the spaced-repetition plugin leaves.

use recto::address::SourcePath;
use recto::source::Source;

/// A name, a note, and what its source says afterwards, without the tabs that lines are made up with.
const CASES: &[(&str, &str, &str)] = &[
    ("a comment within a line", "One %%two%% three\n", "One  three\n"),
    ("within a word", "foo%%x%%bar\n", "foobar\n"),
    ("several on a line", "%%a%%b%%c%%d\n", "bd\n"),
    ("an empty one", "a%%%%b\n", "ab\n"),
    ("before words, which are no indented code", "%% a long comment %%Words\n", "Words\n"),
    ("over lines", "a\n\n%%\nhidden\n\nmore\n%%\n\nb\n", "a\n\n\n\n\n\n\n\nb\n"),
    ("from within a line to within another", "a %%b\nc%% d\n", "a \n d\n"),
    ("in a quote, which stays one", "> a\n> %%\n> b\n> %%\n> c\n", "> a\n> \n> \n> \n> c\n"),
    ("with a fence in it", "%%\n```\n%%\n\n`code` %%x%% y\n", "\n\n\n\n`code`  y\n"),
    ("with a stray backtick in it", "%% it`s %% a `b` %% c %% d\n", " a `b`  d\n"),
    ("not in a fence", "```\n%%time\n%%\n```\n", "```\n%%time\n%%\n```\n"),
    ("not in a span of code", "`%%a%%` b\n", "`%%a%%` b\n"),
    ("not in front matter", "---\nx: '%%a%%'\n---\nb%%c%%\n", "---\nx: '%%a%%'\n---\nb\n"),
    ("one that nothing closes hides the rest from a line's start", "a\n\n%%\nb\n", "a\n\n\n\n"),
    ("and is text within a line", "100%% of it\n\nb\n", "100%% of it\n\nb\n"),
    ("a stray one does not eat into code", "for %%i\n\n```\n%%time\n```\n", "for %%i\n\n```\n%%time\n```\n"),
    ("with line ends of Windows", "a %%b\r\nc%% d\r\n", "a \r\n d\r\n"),
    ("a schedule", "Q::A <!--SR:!2024-01-01,1,250-->\n", "Q::A \n"),
    ("a schedule on its line", "Q\n?\nA\n<!--SR:!fsrs,2024,1-->\n\nB\n", "Q\n?\nA\n\n\nB\n"),
    ("any other HTML comment stays", "<!-- SR: no -->\n", "<!-- SR: no -->\n"),
    ("a card's metadata", "A\n\n> [!sr|card-metadata]\n> due\n> - x\n\nB\n", "A\n\n\n\n\n\nB\n"),
    ("in another quote", "> A\n> > [!sr|card-metadata]\n> > due\n>\n> B\n", "> A\n> \n> \n>\n> B\n"),
    ("a card's id", "Q::A ^sr-data-id-a1\n", "Q::A \n"),
    ("none of it in code", "`<!--SR:x-->` `^sr-data-id-1`\n", "`<!--SR:x-->` `^sr-data-id-1`\n"),
];

fn source(text: &str) -> Source {
    Source::new(SourcePath::new("a.md"), text)
}

#[test]
fn what_is_hidden_goes_and_what_is_shown_stays() {
    for (name, note, said) in CASES {
        assert_eq!(source(note).text.replace('\t', ""), *said, "{name}");
    }
}

#[test]
fn every_line_keeps_its_length() {
    for (name, note, _) in CASES {
        let lines = |text: &str| text.split('\n').map(str::len).collect::<Vec<_>>();
        assert_eq!(lines(&source(note).text), lines(note), "{name}");
    }
}

#[test]
fn a_comment_that_never_closes_is_reported_without_its_words() {
    for note in ["a\n\n%%\nsecret\n", "100%% secret\n", "%% secret\n"] {
        let findings = source(note).findings;
        assert_eq!(findings.len(), 1, "{note}");
        assert!(!format!("{findings:?}").contains("secret"), "{findings:?}");
    }
}

#[test]
fn a_change_of_a_comment_alone_changes_nothing() {
    assert_eq!(source("a %%b%%\n").digest, source("a %%c%%\n").digest);
    assert_ne!(source("a\n").digest, source("a <!--SR:x-->\n").digest, "for that note holds flashcards");
}

#[test]
fn only_notes_have_comments() {
    let settings = "a = \"%%\"\nb = \"%%\"\n";
    assert_eq!(&*Source::new(SourcePath::new("checks.toml"), settings).text, settings);
}
