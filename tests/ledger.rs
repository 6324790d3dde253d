//! The ledger of checks: what is read is written again, git merges it, and no check stands on an answer that its checker
//! did not see.

mod common;
mod site;

use common::study;
use proptest::prelude::*;
use recto::address::SourcePath;
use recto::config::{Drafts, Options};
use recto::diagnostic::Code;
use recto::identity::{AnswerDigest, PromptHash, QuestionId};
use recto::ledger::{self, Check, Entry, Ledger, Ruling, Slot};
use recto::question::Study;
use recto::source::{Source, Sources};
use recto::standing::{Register, State, seen};
use site::{Drawn, draw_checked};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

fn source(text: &str) -> Arc<Source> {
    Arc::new(Source::new(SourcePath::new("checks.toml"), text))
}

fn check(by: &str) -> Check {
    let date = Some("2026-11-25".parse().expect("a date"));
    Check { ruling: Ruling::Checked, by: by.into(), date, source: None, objection: None }
}

/// An entry for a question as it stands in a study.
fn entry(study: &Study, question: usize, check: Check) -> Entry {
    let asked = &study.questions[question];
    Entry::new(asked.id, asked.prompt_hash, seen(study, asked, &[]), check)
}

fn hex(n: u128) -> String {
    format!("{n:032x}")
}

fn made(n: u128, check: Check) -> Entry {
    let hex = hex(n);
    let (id, prompt) = (QuestionId::parse(&hex).expect("hex"), PromptHash::parse(&hex).expect("hex"));
    Entry::new(id, prompt, AnswerDigest::parse(&hex).expect("hex"), check)
}

fn slots(ids: impl IntoIterator<Item = u128>) -> Vec<Slot> {
    ids.into_iter()
        .map(|n| Slot { id: QuestionId::parse(&hex(n)).expect("hex"), words: format!("What is {n}?") })
        .collect()
}

/// The states of a study's questions under a ledger, with the studies beside it.
fn states(ledger: &Ledger, studies: &[&Study]) -> Vec<Vec<Option<State>>> {
    let register = Register::new(studies.iter().copied(), ledger).value;
    let states = |study: &&Study| {
        let standings = register.standings(study, false, false, |_| Vec::new());
        (0..study.questions.len()).map(|at| standings.of(at).state).collect()
    };
    studies.iter().map(states).collect()
}

#[test]
fn a_ledger_is_written_as_it_was_read() {
    let text = "\
# Who checked which answer, and when. `recto review` and `recto serve` write this file; do keep it in git.
# Each question has a comment here, so that git merges checks made in two branches.
# A word of my own.
version = 1
mood = { colour = \"grey\", \"two words\" = [1, 0x2f, 1.5, true, 2026-01-01] }
checks = [
# 00000000000000000000000000000001 What is 1?
# This one was hard.
{ id = \"00000000000000000000000000000001\", prompt = \"00000000000000000000000000000001\", answer = \"00000000000000000000000000000001\", state = \"disputed\", by = \"Ann \\\"A\\\" B\", date = 2026-11-25, source = \"https://example.org/a#b\", objection = \"Half of it.\\nAnd \\\\ the rest.\", sure = 0.5 },
# 00000000000000000000000000000002 What is 2?
]
# The end.
";
    let read = ledger::read(&source(text));
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    assert_eq!(ledger::write(&read.value, slots([2, 1])), text);
}

#[test]
fn other_layouts_of_toml_are_read_and_brought_into_ours() {
    let text = "\
[[checks]]
id = '00000000000000000000000000000002'
prompt = '00000000000000000000000000000002'
answer = '00000000000000000000000000000002'
state = 'checked'
by = '''
Ann'''
later.kind = 3

[[checks]]
id = '00000000000000000000000000000001'
prompt = '00000000000000000000000000000001'
answer = '00000000000000000000000000000001'
state = 'checked'
date = 2026-11-25
";
    let read = ledger::read(&source(text));
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    let written = ledger::write(&read.value, Vec::new());
    let again = ledger::read(&source(&written));
    assert!(again.findings.is_empty(), "{written}\n{:?}", again.findings);
    assert_eq!(ledger::write(&again.value, Vec::new()), written);
    assert!(written.find("0001\"").expect("first") < written.find("0002\"").expect("second"), "sorted: {written}");
    assert!(written.contains("by = \"Ann\"") && written.contains("later = { kind = 3 }"), "{written}");
}

#[test]
fn a_broken_or_newer_ledger_says_where_and_is_marked_so_that_nobody_writes_it() {
    for (text, code, line, column) in [
        ("version = 1\nchecks = [\n{ id = },\n]\n", Code::LedgerSyntax, 3, 8),
        ("version = 2\nchecks = []\n", Code::LedgerNewer, 1, 11),
        ("version = \"1\"\n", Code::LedgerNewer, 1, 11),
        ("checks = 4\n", Code::LedgerEntry, 1, 10),
        ("checks = [\n{ id = \"00000000000000000000000000000001\" },\n]\n", Code::LedgerEntry, 2, 1),
        ("checks = [\n7,\n]\n", Code::LedgerEntry, 2, 1),
        ("checks = [\n{ date = \"soon\" },\n]\n", Code::LedgerEntry, 2, 10),
        ("version = 1\nchecks = [\n<<<<<<< HEAD\n=======\n>>>>>>> b\n]\n", Code::LedgerSyntax, 3, 1),
    ] {
        let read = ledger::read(&source(text));
        let finding = read.findings.first().unwrap_or_else(|| panic!("nothing is wrong with {text}"));
        let place = &finding.place;
        assert_eq!((finding.code, place.line, place.column), (code, line, column), "{text}");
        assert!(read.value.is_broken(), "{text}");
    }
    let mut unreadable = Source::new(SourcePath::new("checks.toml"), "version = 1\nchecks = [\n]\n");
    unreadable.findings.push(recto::diagnostic::Diagnostic::new(
        Code::InvalidUtf8,
        recto::diagnostic::Place::file(&unreadable.path),
        "",
        "",
    ));
    assert!(ledger::read(&Arc::new(unreadable)).value.is_broken(), "bytes that could not be read would be lost");
}

#[test]
fn of_two_entries_for_one_question_the_later_counts_and_of_one_day_the_dispute() {
    let line = |by: &str, state: &str, date: &str| {
        let id = hex(7);
        format!(
            "{{ id = \"{id}\", prompt = \"{id}\", answer = \"{id}\", state = \"{state}\", by = \"{by}\", date = {date} }},\n"
        )
    };
    let (old, new) = (line("Ann", "checked", "2026-11-24"), line("Bob", "checked", "2026-11-25"));
    let dispute = line("Cleo", "disputed", "2026-11-25");
    for (lines, by) in [([&old, &new], "Bob"), ([&new, &old], "Bob"), ([&dispute, &new], "Cleo")] {
        let text = format!("version = 1\nchecks = [\n{}{}]\n", lines[0], lines[1]);
        let read = ledger::read(&source(&text));
        assert_eq!(read.findings.first().map(|it| it.code), Some(Code::LedgerTwice));
        assert!(!read.value.is_broken(), "a merge may leave two, and work goes on");
        assert_eq!(read.value.get(made(7, check("x")).id).map(|it| it.check.by.as_str()), Some(by));
        let written = ledger::write(&read.value, Vec::new());
        assert!(written.contains(lines[0].as_str()) && written.contains(lines[1].as_str()), "neither is lost");
    }
}

#[test]
fn recording_replaces_one_entry_and_keeps_what_a_later_recto_wrote_in_it() {
    let text = "checks = [\n# mine\n{ id = \"00000000000000000000000000000001\", prompt = \"00000000000000000000000000000001\", answer = \"00000000000000000000000000000001\", state = \"checked\", sure = 1 },\n]\n";
    let mut ledger = ledger::read(&source(text)).value;
    ledger.record(made(2, check("Bob")), None);
    ledger.record(made(1, check("Ann")), None);
    let written = ledger::write(&ledger, Vec::new());
    assert!(written.contains("# mine\n{ id = \"00000000000000000000000000000001\""), "{written}");
    assert!(written.contains("by = \"Ann\", date = 2026-11-25, sure = 1 },"), "{written}");
    ledger.record(made(3, check("Cleo")), QuestionId::parse(&hex(1)));
    let written = ledger::write(&ledger, Vec::new());
    assert!(!written.contains("Ann") && written.contains("by = \"Cleo\", date = 2026-11-25, sure = 1 },"), "{written}");
    assert!(written.contains("Bob"));
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,12}", "\\PC{0,8}", Just("a\nb\t\"c\" \\ # ]\u{7f}\u{0}".to_owned())]
}

prop_compose! {
    fn any_check()(
        disputed in any::<bool>(),
        by in words(),
        date in proptest::option::of((2000i16..2100, 1i8..13, 1i8..29)),
        source in proptest::option::of(words()),
        objection in proptest::option::of(words()),
    ) -> Check {
        let date = date.map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}").parse().expect("a date"));
        Check { ruling: if disputed { Ruling::Disputed } else { Ruling::Checked }, by, date, source, objection }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Whatever is written is read again as what it was, by the quick reader and by TOML's own parser alike.
    #[test]
    fn the_quick_reader_and_toml_agree(entries in proptest::collection::vec((0u128..40, any_check()), 0..12)) {
        let mut ledger = Ledger::default();
        for (n, check) in &entries {
            ledger.record(made(*n, check.clone()), None);
        }
        let text = ledger::write(&ledger, slots(0..20));
        let (quick, toml) = (ledger::read(&source(&text)), ledger::read_toml(&source(&text)));
        for read in [&quick, &toml] {
            prop_assert!(read.findings.is_empty(), "{text}\n{:?}", read.findings);
            let told = |ledger: &Ledger| -> Vec<_> {
                ledger.entries().iter().map(|it| (it.id, it.prompt, it.answer, it.check.clone())).collect()
            };
            prop_assert_eq!(told(&read.value), told(&ledger));
            prop_assert_eq!(ledger::write(&read.value, slots(0..20)), text.clone());
        }
        let places = |ledger: &Ledger| -> Vec<_> { ledger.entries().iter().map(|it| ledger.place(it)).collect() };
        prop_assert_eq!(places(&quick.value), places(&toml.value));
    }

    /// No text makes the reader panic, and what it calls sound survives being written.
    #[test]
    fn any_text_is_read(lines in proptest::collection::vec(prop_oneof![
        Just("version = 1".to_owned()), Just("checks = [".to_owned()), Just("]".to_owned()), Just("[[checks]]".to_owned()),
        Just("# a".to_owned()), Just("{ id = \"00000000000000000000000000000001\", prompt = \"00000000000000000000000000000001\", answer = \"00000000000000000000000000000001\", state = \"checked\", by = \"x\" },".to_owned()),
        Just("x = 1 # y".to_owned()), "\\PC{0,20}",
    ], 0..10)) {
        let read = ledger::read(&source(&lines.join("\n")));
        if !read.value.is_broken() {
            let text = ledger::write(&read.value, Vec::new());
            let again = ledger::read(&source(&text));
            prop_assert!(!again.value.is_broken(), "{}\n---\n{text}\n{:?}", lines.join("\n"), again.findings);
            prop_assert_eq!(again.value.entries().len(), read.value.entries().len());
        }
    }
}

const NOTE: &str = "# T\n\n**What is it?**\n\nIt, “so” to speak – all\nof it.\n\n**Which?**\n\n```py\nfor x in y:\n    a()\nb()\n```\n";

#[test]
fn typography_and_white_space_are_no_change_and_everything_else_is() {
    let before = study("a.md", NOTE);
    let mut ledger = Ledger::default();
    (0..2).for_each(|at| ledger.record(entry(&before, at, check("Ann")), None));
    let state = |text: &str, at: usize| states(&ledger, &[&study("a.md", text)])[0][at];
    for (from, to) in [
        ("“so” to speak – all\nof it.", "\"so\"   to speak -\nall of it."),
        ("\n", "\r\n"),
        ("What is it?", "WHAT is  it?"),
        ("**Which?**", "**2. Which?**"),
    ] {
        assert!(NOTE.contains(from));
        let states = [state(&NOTE.replace(from, to), 0), state(&NOTE.replace(from, to), 1)];
        assert_eq!(states, [Some(State::Checked); 2], "{from} -> {to}");
    }
    assert_eq!(state(&NOTE.replace("all\nof it.", "none\nof it."), 0), Some(State::Changed));
    assert_eq!(state(&NOTE.replace("all\nof it.", "**all**\nof it."), 0), Some(State::Changed));
    assert_eq!(
        state(&NOTE.replace("\nb()", "\n    b()"), 1),
        Some(State::Changed),
        "an indentation of code means something"
    );
    assert_eq!(state(&NOTE.replace("a()", "a(“x”)"), 1), Some(State::Changed));
}

#[test]
fn what_an_answer_embeds_is_part_of_it_and_the_rest_of_that_note_is_not() {
    let asks = "**What is it?**\n\nSee:\n\n![[b#Part]]\n";
    let other = "# B\n\nElsewhere.\n\n## Part\n\nThis part.\n";
    let live = |other: &str, ledger: &Ledger| {
        let options = Options { live: true, ..Options::default() };
        draw_checked(&Sources::of_notes([("a.md", asks), ("b.md", other)]), ledger, &options)
    };
    let answers = |site: &Drawn| recto::site::rows::answers::answers(&site.plan);
    let mut ledger = Ledger::default();
    ledger.record(answers(&live(other, &ledger))[0].entry(check("Ann")), None);
    let state = |other: &str| answers(&live(other, &ledger))[0].state;
    assert_eq!(state(other), State::Checked);
    assert_eq!(state(&other.replace("Elsewhere", "Anywhere")), State::Checked);
    assert_eq!(state(&other.replace("This part", "That part")), State::Changed);
}

#[test]
fn the_footnotes_that_an_answer_calls_are_part_of_it_and_others_are_not() {
    let note = "**What is it?**\n\nThis.[^a]\n\n**What is that?**\n\nThat.[^c]\n\n# End\n\n[^a]: Mostly.[^b]\n\n[^b]: Or ![[b]]\n\n[^c]: Never.\n";
    let live = Options { live: true, ..Options::default() };
    let draw = |note: &str, other: &str, ledger: &Ledger| {
        recto::site::rows::answers::answers(
            &draw_checked(&Sources::of_notes([("a.md", note), ("b.md", other)]), ledger, &live).plan,
        )
    };
    let before = draw(note, "So.\n", &Ledger::default());
    assert!(before[0].answer.contains("Mostly.") && before[0].answer.contains("[^b]: Or"), "{}", before[0].answer);
    assert_eq!(before[0].embedded, [("b".to_owned(), "So.\n".to_owned())]);
    let mut ledger = Ledger::default();
    before.iter().for_each(|answer| ledger.record(answer.entry(check("Ann")), None));
    let states = |note: &str, other: &str| draw(note, other, &ledger).iter().map(|it| it.state).collect::<Vec<_>>();
    assert_eq!(states(note, "So.\n"), [State::Checked, State::Checked]);
    for (from, to) in [("Mostly", "Seldom"), ("Or ", "Nor ")] {
        assert_eq!(states(&note.replace(from, to), "So.\n"), [State::Changed, State::Checked], "{from} -> {to}");
    }
    assert_eq!(states(note, "Not so.\n"), [State::Changed, State::Checked]);
    assert_eq!(states(&note.replace("Never", "Ever"), "So.\n"), [State::Checked, State::Changed]);
    assert_eq!(states(&note.replace("# End", "# The end"), "So.\n"), [State::Checked, State::Checked]);
}

#[test]
fn the_key_of_a_choice_and_the_words_that_a_cloze_hides_are_part_of_its_answer() {
    let choice = "#### Q1. Which is even?\n\n- [ ] 1\n- [x] 2\n- [ ] 3\n\n#### Q2. Which is odd?\n\n- [x] 1\n- [ ] 2\n";
    let before = study("a.md", choice);
    assert_eq!(before.questions.len(), 2, "{:?}", before.questions);
    let mut ledger = Ledger::default();
    (0..2).for_each(|at| ledger.record(entry(&before, at, check("Ann")), None));
    let after = study("a.md", &choice.replace("- [ ] 3", "- [x] 3"));
    assert_eq!(states(&ledger, &[&before])[0], [Some(State::Checked); 2]);
    assert_eq!(states(&ledger, &[&after])[0], [Some(State::Changed), Some(State::Checked)]);
    let cloze = "The {{c1::sun}} warms the {{c2::earth}}.\n\nThe {{c1::moon}} pulls the sea.\n";
    let before = study("a.md", cloze);
    assert!(before.questions.iter().all(|it| !it.cut.blanks.is_empty()), "{:?}", before.questions);
    let mut ledger = Ledger::default();
    (0..before.questions.len()).for_each(|at| ledger.record(entry(&before, at, check("Ann")), None));
    let after = study("a.md", &cloze.replace("{{c1::moon}} pulls the sea", "moon pulls the {{c1::sea}}"));
    assert!(states(&ledger, &[&before])[0].iter().all(|it| *it == Some(State::Checked)));
    assert_ne!(states(&ledger, &[&after])[0].last(), Some(&Some(State::Checked)));
}

#[test]
fn a_question_that_moves_keeps_its_check_and_one_of_two_does_not_guess() {
    let before = study("a.md", NOTE);
    let mut ledger = Ledger::default();
    ledger.record(entry(&before, 0, check("Ann")), None);
    let renamed = study("b/c.md", NOTE);
    assert_eq!(states(&ledger, &[&renamed])[0], [Some(State::Checked), Some(State::Unchecked)]);
    assert!(Register::new([&renamed].into_iter(), &ledger).findings.is_empty());
    let edited = study("b/c.md", &NOTE.replace("all\nof it.", "none of it."));
    assert_eq!(states(&ledger, &[&edited])[0][0], Some(State::Changed));
    // Two questions with these words and none with this id: nobody can say which of them was checked.
    let twice = states(&ledger, &[&renamed, &study("d.md", NOTE)]);
    assert_eq!((twice[0][0], twice[1][0]), (Some(State::Unchecked), Some(State::Unchecked)));
    let other = study("d.md", NOTE);
    let orphaned = Register::new([&renamed, &other].into_iter(), &ledger).findings;
    assert_eq!(orphaned.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::LedgerOrphan]);
    // One with an entry of its own adopts none.
    let mut both = ledger.clone();
    both.record(entry(&renamed, 0, check("Bob")), None);
    assert_eq!(Register::new([&renamed].into_iter(), &both).findings.len(), 1);
    let named = study("a.md", &NOTE.replace("**What is it?**", "**What is it?** ^it"));
    assert_eq!(states(&ledger, &[&named])[0][0], Some(State::Checked), "a name of its own");
    // The name stays, and the question becomes another one: what was checked answered something else.
    let mut by_name = Ledger::default();
    by_name.record(entry(&named, 0, check("Ann")), None);
    let turned = study("a.md", &NOTE.replace("**What is it?**", "**What is it not?** ^it"));
    assert_eq!(states(&by_name, &[&turned])[0][0], Some(State::Changed));
}

fn draw(ledger: &Ledger, notes: &[(&str, &str)], drafts: Drafts) -> Drawn {
    let options = Options { drafts, ..Options::default() };
    draw_checked(&Sources::of_notes(notes.iter().copied()), ledger, &options)
}

#[test]
fn a_site_without_checks_and_drafts_shows_no_marks_and_a_hidden_draft_shows_none_of_its_own() {
    let marks = ["class=mark", "data-state", "ruler", "/checks/"];
    let bare = draw(&Ledger::default(), &[("a.md", NOTE)], Drafts::Banner);
    for (name, _) in bare.files.iter().filter(|(name, _)| name.ends_with(".html")) {
        marks.iter().for_each(|mark| assert!(!bare.page(name).contains(mark), "{mark} on {name}"));
    }
    let mut ledger = Ledger::default();
    let secret = Check { objection: Some("zanzibar".into()), ..check("Zanzibar") };
    ledger.record(entry(&study("h.md", NOTE), 0, Check { ruling: Ruling::Disputed, ..secret }), None);
    let hidden = format!("---\ndraft: true\n---\n{NOTE}");
    let site = draw(&ledger, &[("a.md", "**Why?**\n\nSo.\n"), ("h.md", &hidden)], Drafts::Hide);
    assert!(site.findings.is_empty(), "a hidden note's check is no orphan: {:?}", site.codes());
    for (name, bytes) in &site.files {
        assert!(!String::from_utf8_lossy(bytes).to_lowercase().contains("zanzibar"), "{name}");
    }
}

#[test]
fn pages_tell_how_each_answer_stands_and_change_only_with_their_own() {
    let other = "**What is that?**\n\nThat.\n";
    let notes = [("a.md", NOTE), ("b.md", other)];
    let mut ledger = Ledger::default();
    let source = Some("https://example.org/x?a=1&b=2".into());
    ledger.record(entry(&study("a.md", NOTE), 0, Check { source, ..check("Ann <b>") }), None);
    let one = draw(&ledger, &notes, Drafts::Banner);
    let page = one.page("a/index.html");
    for words in
        ["data-state=checked", "data-state=unchecked", "Checked by Ann &lt;b>, 25 November 2026", "Nobody has checked"]
    {
        assert!(page.contains(words), "`{words}` is not on {page}");
    }
    assert!(page.contains("href=\"https://example.org/x?a=1&b=2\""), "{page}");
    assert!(!one.page("b/index.html").contains("data-state"), "a note of which nothing is checked keeps no checks");
    assert!(one.page("checks/index.html").contains("Ann &lt;b>"), "{}", one.page("checks/index.html"));
    let objection = Some("No.".into());
    let dispute = Check { ruling: Ruling::Disputed, objection, ..check("Bob") };
    ledger.record(entry(&study("a.md", NOTE), 1, dispute), None);
    let two = draw(&ledger, &notes, Drafts::Banner);
    assert!(two.page("a/index.html").contains("Disputed by Bob, 25 November 2026"));
    let changed = |path: &str| {
        let address = recto::address::Address::new(path);
        one.plan.key(&address) != two.plan.key(&address)
    };
    assert_eq!(["a/", "b/", "checks/", ""].map(changed), [true, false, true, true]);
    let script = Check { source: Some("javascript:alert(1)".into()), ..check("Ann") };
    ledger.record(entry(&study("a.md", NOTE), 0, script), None);
    let page = draw(&ledger, &notes, Drafts::Banner);
    assert!(!page.page("a/index.html").contains("href=\"javascript"), "a source is a link only when the web has it");
}

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let output = Command::new("git")
        .args(["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git runs");
    output.status.success()
}

/// Whether git merges two branches that add entries to a ledger, and every entry with them.
fn merges(base: Option<&[u128]>, ours: &[u128], theirs: &[u128], union: bool) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let save = |entries: &[&[u128]], by: &str| {
        let mut ledger = Ledger::default();
        entries.concat().iter().for_each(|&n| ledger.record(made(n, check(by)), None));
        fs::write(path.join("checks.toml"), ledger::write(&ledger, slots(0..250))).expect("written");
        assert!(git(path, &["add", "-A"]) && git(path, &["commit", "-qm", by]));
    };
    assert!(git(path, &["init", "-q"]));
    fs::write(path.join(".gitattributes"), if union { "checks.toml merge=union\n" } else { "" }).expect("written");
    assert!(git(path, &["add", "-A"]) && git(path, &["commit", "-qm", "begin"]));
    if let Some(base) = base {
        save(&[base], "Base");
    }
    assert!(git(path, &["branch", "theirs"]));
    save(&[base.unwrap_or_default(), ours], "Base");
    assert!(git(path, &["checkout", "-q", "theirs"]));
    save(&[base.unwrap_or_default(), theirs], "Base");
    let merged = git(path, &["merge", "-q", "--no-edit", "main"]);
    let text = fs::read_to_string(path.join("checks.toml")).expect("a ledger");
    let read = ledger::read(&source(&text));
    let entries = [base.unwrap_or_default(), ours, theirs].concat();
    merged && !read.value.is_broken() && entries.iter().all(|&n| read.value.get(made(n, check("")).id).is_some())
}

#[test]
fn git_merges_checks_made_in_two_branches_without_a_conflict() {
    let (ours, theirs): (Vec<u128>, Vec<u128>) = ((0..40).step_by(2).collect(), (1..40).step_by(2).collect());
    for base in [&[][..], &[60, 61, 100]] {
        assert!(merges(Some(base), &ours, &theirs, false), "neighbours, over a ledger with {base:?}");
    }
    assert!(merges(None, &ours, &theirs, true), "two ledgers begun apart, with merge=union");
    assert!(merges(Some(&[]), &[7], &[7], true), "the same question checked twice, with merge=union");
}

#[test]
fn search_engines_are_told_of_checked_answers_alone_and_only_when_asked() {
    let notes = [("a.md", NOTE), ("d.md", "---\ndraft: true\n---\n**Drafted?**\n\nDrafted </script> answer.\n")];
    let mut ledger = Ledger::default();
    ledger.record(entry(&study("a.md", NOTE), 0, check("Ann")), None);
    ledger.record(entry(&study("d.md", notes[1].1), 0, check("Ann")), None);
    let draw = |structured_data: bool| {
        let options = Options { structured_data, ..Options::default() };
        draw_checked(&Sources::of_notes(notes), &ledger, &options)
    };
    assert!(!draw(false).page("a/index.html").contains("ld+json"));
    let site = draw(true);
    assert!(!site.page("d/index.html").contains("ld+json"), "a draft, however well checked");
    let page = site.page("a/index.html");
    let (_, data) = page.split_once("application/ld+json").expect("data");
    let (data, _) = data.split_once('>').expect("a tag").1.split_once("</script>").expect("its end");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(data["@type"], "Quiz");
    let parts = data["hasPart"].as_array().expect("parts");
    assert_eq!(parts.len(), 1, "the unchecked one is not told: {data}");
    assert_eq!((&parts[0]["text"], &parts[0]["eduQuestionType"]), (&"What is it?".into(), &"Flashcard".into()));
    assert_eq!(parts[0]["acceptedAnswer"]["text"], "It, “so” to speak – all of it.");
}

#[test]
fn search_engines_are_told_words_with_spaces_between_blocks_and_without_what_the_theme_adds() {
    let note = "# T\n\n**What is `<b>`?**\n\nOne **bo**ld.\n\n- two & \"2\"\n- three\n\n| a | b |\n|---|---|\n| c | d |\n\n```py\nif x < 1:\n    y()\n```\n\nEnd.\n";
    let mut ledger = Ledger::default();
    ledger.record(entry(&study("a.md", note), 0, check("Ann")), None);
    let options = Options { structured_data: true, ..Options::default() };
    let site = draw_checked(&Sources::of_notes([("a.md", note)]), &ledger, &options);
    let page = site.page("a/index.html");
    let (_, data) = page.split_once("application/ld+json").expect("data");
    let (data, _) = data.split_once('>').expect("a tag").1.split_once("</script>").expect("its end");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    let part = &data["hasPart"][0];
    assert_eq!(part["text"], "What is <b>?");
    assert_eq!(part["acceptedAnswer"]["text"], "One bold. two & \"2\" three a b c d if x < 1: y() End.");
}

#[test]
fn a_draft_whose_every_answer_is_checked_gets_a_hint_to_lift_it() {
    let draft = format!("---\ntitle: T\ndraft: true\n---\n{NOTE}");
    let mut ledger = Ledger::default();
    let studied = study("a.md", &draft);
    ledger.record(entry(&studied, 0, check("Ann")), None);
    assert!(
        draw_checked(&Sources::of_notes([("a.md", draft.as_str())]), &ledger, &Options::default()).findings.is_empty()
    );
    ledger.record(entry(&studied, 1, check("Ann")), None);
    let site = draw_checked(&Sources::of_notes([("a.md", draft.as_str())]), &ledger, &Options::default());
    assert_eq!(site.codes(), ["checked-draft"]);
    assert_eq!(site.findings[0].place.line, 3);
}

/// Something that happens to a vault.
#[derive(Clone, Debug)]
enum Act {
    Check(usize),
    Edit(usize, usize),
    Reword(usize, usize),
    Move(usize, usize),
    Copy(usize, usize),
    Remove(usize),
    Rename(usize, usize),
}

fn act() -> impl Strategy<Value = Act> {
    let n = 0usize..12;
    prop_oneof![
        4 => n.clone().prop_map(Act::Check),
        2 => (n.clone(), 0usize..4).prop_map(|(q, a)| Act::Edit(q, a)),
        1 => (n.clone(), 0usize..4).prop_map(|(q, w)| Act::Reword(q, w)),
        1 => (n.clone(), 0usize..3).prop_map(|(q, to)| Act::Move(q, to)),
        1 => (n.clone(), 0usize..3).prop_map(|(q, to)| Act::Copy(q, to)),
        1 => n.clone().prop_map(Act::Remove),
        1 => (0usize..3, 0usize..4).prop_map(|(note, name)| Act::Rename(note, name)),
    ]
}

const NAMES: &[&str] = &["a.md", "b/c.md", "d.md", "b/e.md"];
const ANSWERS: &[&str] = &["It is so.", "It is not so.", "```py\nif x:\n    a()\n```", "```py\nif x:\na()\n```"];

/// Notes by name, each a list of questions: which words, which answer.
type Vault = Vec<(usize, Vec<(usize, usize)>)>;

fn studies(vault: &Vault) -> Vec<Study> {
    let text = |questions: &Vec<(usize, usize)>| -> String {
        let one = |(words, answer): &(usize, usize)| format!("**What is number {words}?**\n\n{}\n\n", ANSWERS[*answer]);
        questions.iter().map(one).collect()
    };
    vault.iter().map(|(name, questions)| study(NAMES[*name], &text(questions))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Whatever is checked, edited, reworded, moved, copied, removed and renamed: no answer counts as checked that nobody
    /// has seen with that question, and the ledger holds every check until somebody checks the question again.
    #[test]
    fn no_check_stands_on_an_answer_that_its_checker_did_not_see(acts in proptest::collection::vec(act(), 1..40)) {
        let mut vault: Vault = vec![(0, vec![(0, 0), (1, 1)]), (1, vec![(2, 2), (3, 0)]), (2, vec![(1, 1)])];
        let mut ledger = Ledger::default();
        let mut seen = std::collections::BTreeSet::new();
        for act in acts {
            let places: Vec<(usize, usize)> =
                vault.iter().enumerate().flat_map(|(n, note)| (0..note.1.len()).map(move |q| (n, q))).collect();
            let place = |q: usize| places.get(q % places.len().max(1)).copied();
            match act {
                Act::Check(q) => if let Some((n, q)) = place(q) {
                    let all = studies(&vault);
                    if let Some(question) = all[n].questions.get(q) {
                        let register = Register::new(all.iter(), &ledger).value;
                        let adopted = register.entry(question.id).map(|entry| entry.id).filter(|id| *id != question.id);
                        seen.insert(vault[n].1[q]);
                        ledger.record(entry(&all[n], q, check("Ann")), adopted);
                    }
                },
                Act::Edit(q, answer) => if let Some((n, q)) = place(q) { vault[n].1[q].1 = answer },
                Act::Reword(q, words) => if let Some((n, q)) = place(q) { vault[n].1[q].0 = words },
                Act::Move(q, to) => if let Some((n, q)) = place(q) {
                    let question = vault[n].1.remove(q);
                    vault[to].1.push(question);
                },
                Act::Copy(q, to) => if let Some((n, q)) = place(q) {
                    let question = vault[n].1[q];
                    vault[to].1.insert(0, question);
                },
                Act::Remove(q) => if let Some((n, q)) = place(q) { vault[n].1.remove(q); },
                Act::Rename(note, name) => if vault.iter().all(|(taken, _)| *taken != name) { vault[note].0 = name },
            }
            let all = studies(&vault);
            let states = states(&ledger, &all.iter().collect::<Vec<_>>());
            for (n, states) in states.iter().enumerate() {
                prop_assert_eq!(states.len(), vault[n].1.len(), "every question is found");
                for (q, state) in states.iter().enumerate() {
                    let stands = *state == Some(State::Checked);
                    prop_assert!(!stands || seen.contains(&vault[n].1[q]), "{vault:?}: {n}.{q} is checked and nobody saw it");
                }
            }
            let again = ledger::read(&source(&ledger::write(&ledger, Vec::new()))).value;
            prop_assert_eq!(again.entries().len(), ledger.entries().len());
        }
    }
}
