//! Every finding there is, made on purpose: where it points, and that it says what to do.

use recto::diagnostic::{Code, Severity};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A folder that has one thing wrong with it.
struct Case {
    code: Code,
    /// Files by path; a path that ends with `->` is a symbolic link to its text.
    files: &'static [(&'static str, &'static [u8])],
    /// Where the finding points, as printed.
    place: &'static str,
    /// Words that its hint must hold.
    hint: &'static str,
}

const SITE: (&str, &[u8]) = ("recto.toml", b"");

const CASES: &[Case] = &[
    Case {
        code: Code::FrontMatterSyntax,
        files: &[("a.md", b"---\ntitle: x\ntags: [a\n---\ntext\n")],
        place: "a.md:",
        hint: "quotes",
    },
    Case {
        code: Code::FrontMatterUnclosed,
        files: &[("a.md", b"---\ntitle: x\n\ntext\n")],
        place: "a.md:1:1",
        hint: "`---`",
    },
    Case {
        code: Code::FrontMatterType,
        files: &[("a.md", b"---\norder: soon\n---\ntext\n")],
        place: "a.md:2:8",
        hint: "mended",
    },
    Case {
        code: Code::FrontMatterBoolean,
        files: &[("a.md", b"---\ndraft: \"false\"\n---\ntext\n")],
        place: "a.md:2:8",
        hint: "without quotes",
    },
    Case {
        code: Code::FrontMatterKey,
        files: &[("a.md", b"---\ntitle: x\nDraft: true\n---\ntext\n")],
        place: "a.md:3:8",
        hint: "did you mean `draft: true`",
    },
    Case {
        code: Code::FrontMatterLate,
        files: &[("a.md", b"\n---\ndraft: true\n---\ntext\n")],
        place: "a.md:2:1",
        hint: "first line",
    },
    Case { code: Code::InvalidUtf8, files: &[("a.md", b"# A\n\nna\xefve\n")], place: "a.md:3:3", hint: "UTF-8" },
    Case {
        code: Code::UnclosedFence,
        files: &[("a.md", b"# A\n\n```sql\nselect 1\n")],
        place: "a.md:3:1",
        hint: "close it",
    },
    Case {
        code: Code::UnclosedComment,
        files: &[("a.md", b"# A\n\n%%\nhidden\n")],
        place: "a.md:3:1",
        hint: "backticks",
    },
    Case { code: Code::BadMaths, files: &[("a.md", b"is $\\nosuch{x}$\n")], place: "a.md:1:4", hint: "dollar" },
    Case {
        code: Code::BadMaths,
        files: &[("a.md", b"costs \\$3, is $\\frac{$ or $4\n")],
        place: "a.md:1:15",
        hint: "dollar",
    },
    Case { code: Code::BadMaths, files: &[("a.md", b"x\n\n$$\n\\frac{a\n$$\n")], place: "a.md:3:1", hint: "dollar" },
    Case {
        code: Code::UndrawnDiagram,
        files: &[("a.md", b"x\n\n```mermaid\ngraph TD\n```\n")],
        place: "a.md:3:1",
        hint: "image",
    },
    Case {
        code: Code::UndrawnEmbed,
        files: &[("a.md", b"x ![[b.canvas]]\n"), ("b.canvas", b"{}")],
        place: "a.md:1:3",
        hint: "link to the file",
    },
    Case {
        code: Code::UnknownCallout,
        files: &[("a.md", b"> [!waring] x\n> y\n")],
        place: "a.md:1:3",
        hint: "did you mean `warning`",
    },
    Case {
        code: Code::UnknownLanguage,
        files: &[("a.md", b"```pyhton3000\nx\n```\n")],
        place: "a.md:1:1",
        hint: "`text`",
    },
    Case {
        code: Code::ImageWithoutText,
        files: &[("a.md", b"see ![](x.png)\n"), ("x.png", b"x")],
        place: "a.md:1:5",
        hint: "say what it shows",
    },
    Case {
        code: Code::DuplicateId,
        files: &[("a.md", b"a ^x\n\nb ^x\n")],
        place: "a.md:3:3",
        hint: "the first",
    },
    Case {
        code: Code::DeadLink,
        files: &[("a.md", b"[b](bee.md)\n"), ("been.md", b"x\n")],
        place: "a.md:1:1",
        hint: "did you mean `been.md`",
    },
    Case { code: Code::DeadLink, files: &[("a.md", b"[[Quite gone]]\n")], place: "a.md:1:1", hint: "mend the name" },
    Case {
        code: Code::AliasClash,
        files: &[("a.md", b"---\naliases: [b]\n---\nx\n"), ("b.md", b"y\n")],
        place: "a.md:2:11",
        hint: "whole old path",
    },
    Case {
        code: Code::OrphanNote,
        files: &[("recto.toml", b"[severity]\norphan-note = \"hint\"\n"), ("content/a.md", b"x\n")],
        place: "content/a.md",
        hint: "link to it",
    },
    Case {
        code: Code::DeadEmbed,
        files: &[("a.md", b"![[been]]\n"), ("bean.md", b"x\n")],
        place: "a.md:1:1",
        hint: "did you mean `bean`",
    },
    Case {
        code: Code::EmbedCycle,
        files: &[("a.md", b"x ![[b]]\n"), ("b.md", b"y ![[a]]\n")],
        place: "a.md:1:3",
        hint: "link to one",
    },
    Case {
        code: Code::EmbedDepth,
        files: &[
            ("a.md", b"![[b]]\n"),
            ("b.md", b"![[c]]\n"),
            ("c.md", b"![[d]]\n"),
            ("d.md", b"![[e]]\n"),
            ("e.md", b"![[f]]\n"),
            ("f.md", b"![[g]]\n"),
            ("g.md", b"x\n"),
        ],
        place: "a.md:1:1",
        hint: "stands as a link",
    },
    Case {
        code: Code::CaseMismatch,
        files: &[("a.md", b"[b](Bean.md)\n"), ("bean.md", b"x\n")],
        place: "a.md:1:1",
        hint: "as the disk",
    },
    Case {
        code: Code::DeadAnchor,
        files: &[("a.md", b"[b](b.md#numbres)\n"), ("b.md", b"## Numbers\n")],
        place: "a.md:1:1",
        hint: "did you mean `#numbers`",
    },
    Case {
        code: Code::MissingImage,
        files: &[("a.md", b"see ![x](x.png)\n")],
        place: "a.md:1:5",
        hint: "mend the path",
    },
    Case {
        code: Code::WithheldLink,
        files: &[("a.md", b"[b](b.md)\n"), ("b.md", b"---\npublish: false\n---\n")],
        place: "a.md:1:1",
        hint: "unlink",
    },
    Case {
        code: Code::AmbiguousLink,
        files: &[("a.md", b"[[n]]\n"), ("x/n.md", b"x\n"), ("y/n.md", b"y\n")],
        place: "a.md:1:1",
        hint: "`x/n.md` or `y/n.md`",
    },
    Case { code: Code::RefusedUrl, files: &[("a.md", b"[b](javascript:alert(1))\n")], place: "a.md:1:1", hint: "http" },
    Case {
        code: Code::AddressClash,
        files: &[("a b.md", b"x\n"), ("a-b.md", b"y\n")],
        place: "a-b.md",
        hint: "rename",
    },
    Case {
        code: Code::TwinQuestions,
        files: &[("a.md", b"## S\n\n**What is it?**\n\none\n\n**What is it?**\n\ntwo\n")],
        place: "a.md:7:",
        hint: "^",
    },
    Case {
        code: Code::AmbiguousConvention,
        files: &[(
            "a.md",
            b"## What is A?\n\n**Where is it?**\n\nHere.\n\n## What is B?\n\n**Where is that?**\n\nThere.\n\n## What is C?\n\n**Where now?**\n\nAway.\n",
        )],
        place: "a.md",
        hint: "`questions: heading` or `questions: bold`",
    },
    Case { code: Code::EmptySite, files: &[("a.txt", b"no note\n")], place: ".", hint: "Markdown" },
    Case { code: Code::SymlinkOutside, files: &[("a.md", b"x\n"), ("etc->", b"/usr/share")], place: "etc", hint: "" },
    Case {
        code: Code::ConfigSyntax,
        files: &[("recto.toml", b"title = \n"), ("content/a.md", b"x\n")],
        place: "recto.toml:1:",
        hint: "mend",
    },
    Case {
        code: Code::ConfigValue,
        files: &[("recto.toml", b"drafts = \"maybe\"\n"), ("content/a.md", b"x\n")],
        place: "recto.toml:1:10",
        hint: "default",
    },
    Case {
        code: Code::ConfigValue,
        files: &[("recto.toml", b"questions = \"headings\"\n"), ("content/a.md", b"x\n")],
        place: "recto.toml:1:13",
        hint: "did you mean `heading`",
    },
    Case {
        code: Code::ConfigValue,
        files: &[("recto.toml", b"[folders.sql]\nquestions = \"cards\"\n"), ("content/sql/a.md", b"x\n")],
        place: "recto.toml:2:13",
        hint: "did you mean `card`",
    },
    Case {
        code: Code::ConfigValue,
        files: &[("recto.toml", b"[folders.\"sql/odl\"]\nquestions = \"off\"\n"), ("content/sql/old/a.md", b"x\n")],
        place: "recto.toml:1:10",
        hint: "did you mean `sql/old`",
    },
    Case {
        code: Code::ConfigValue,
        files: &[("recto.toml", b"folders = \"sql\"\nseverity = \"off\"\n"), ("content/a.md", b"x\n")],
        place: "recto.toml:2:12",
        hint: "default",
    },
    Case {
        code: Code::ConfigUnknownKey,
        files: &[("recto.toml", b"[folders.sql]\nquestion = \"off\"\n"), ("content/sql/a.md", b"x\n")],
        place: "recto.toml:2:1",
        hint: "did you mean `questions`",
    },
    Case {
        code: Code::FrontMatterType,
        files: &[("a.md", b"---\nquestions: tabel\n---\ntext\n")],
        place: "a.md:2:12",
        hint: "did you mean `table`",
    },
    Case {
        code: Code::ConfigUnknownKey,
        files: &[("recto.toml", b"titel = \"x\"\n"), ("content/a.md", b"x\n")],
        place: "recto.toml:1:1",
        hint: "did you mean `title`",
    },
    Case {
        code: Code::TemplateSyntax,
        files: &[SITE, ("content/a.md", b"x\n"), ("themes/recto/templates/note.html", b"<p>\n{% if %}\n")],
        place: "themes/recto/templates/note.html:2:",
        hint: "Recto's own",
    },
    Case {
        code: Code::TemplateRender,
        files: &[
            SITE,
            ("content/a.md", b"x\n"),
            ("themes/recto/templates/note.html", b"<p>\n{{ asset(name=\"gone.css\") }}\n"),
        ],
        place: "themes/recto/templates/note.html:2:",
        hint: "Recto's own",
    },
    Case {
        code: Code::ThemeFile,
        files: &[SITE, ("content/a.md", b"x\n"), ("themes/recto/strings/en.toml", b"skip = \n")],
        place: "themes/recto/strings/en.toml:1:",
        hint: "own words",
    },
    Case {
        code: Code::LedgerSyntax,
        files: &[("a.md", b"x\n"), ("checks.toml", b"version = 1\nchecks = [\n{ id = },\n]\n")],
        place: "checks.toml:3:8",
        hint: "mend this line",
    },
    Case {
        code: Code::LedgerNewer,
        files: &[("a.md", b"x\n"), ("checks.toml", b"version = 2\n")],
        place: "checks.toml:1:11",
        hint: "newer Recto",
    },
    Case {
        code: Code::LedgerEntry,
        files: &[
            SITE,
            ("content/a.md", b"x\n"),
            ("checks.toml", b"version = 1\nchecks = [\n{ id = \"00112233445566778899aabbccddeeff\", state = \"perhaps\" },\n]\n"),
        ],
        place: "checks.toml:3:52",
        hint: "mend this entry",
    },
    Case {
        code: Code::LedgerOrphan,
        files: &[("a.md", b"x\n"), ("checks.toml", ORPHAN)],
        place: "checks.toml:3:1",
        hint: "check it under its new words",
    },
    Case {
        code: Code::LedgerTwice,
        files: &[("a.md", b"---\nid: a\n---\n\n**What is it?**\n\nIt.\n"), ("checks.toml", TWICE)],
        place: "checks.toml:4:1",
        hint: "remove the other",
    },
    Case {
        code: Code::UncheckedAnswer,
        files: &[LEAST, ("content/a.md", b"**What is it?**\n\nIt.\n")],
        place: "content/a.md:1:",
        hint: "recto review",
    },
    Case {
        code: Code::ChangedAnswer,
        files: &[LEAST, ("content/a.md", CHECKED), ("checks.toml", CHANGED)],
        place: "content/a.md:5:",
        hint: "recto review",
    },
];

const LEAST: (&str, &[u8]) = ("recto.toml", b"[folders.\"\"]\nmin_checked = \"100%\"\n");

const CHECKED: &[u8] = b"---\nid: a\n---\n\n**What is it?**\n\nIt.\n";

const CHANGED: &[u8] = b"version = 1\nchecks = [\n{ id = \"b005a9fe23bb9e18b0f31f209e4f9e8d\", prompt = \"00112233445566778899aabbccddeeff\", answer = \"00112233445566778899aabbccddeeff\", state = \"checked\", by = \"x\" },\n]\n";

const ORPHAN: &[u8] = b"version = 1\nchecks = [\n{ id = \"00112233445566778899aabbccddeeff\", prompt = \"00112233445566778899aabbccddeeff\", answer = \"00112233445566778899aabbccddeeff\", state = \"checked\", by = \"x\" },\n]\n";

const TWICE: &[u8] = b"version = 1\nchecks = [\n{ id = \"b005a9fe23bb9e18b0f31f209e4f9e8d\", prompt = \"00112233445566778899aabbccddeeff\", answer = \"00112233445566778899aabbccddeeff\", state = \"checked\", by = \"x\" },\n{ id = \"b005a9fe23bb9e18b0f31f209e4f9e8d\", prompt = \"00112233445566778899aabbccddeeff\", answer = \"00112233445566778899aabbccddeeff\", state = \"checked\", by = \"y\" },\n]\n";

/// Made in `review.rs`, `pages.rs` and `walk.rs`, because they take a review, a large note, a deep one, or a file that nobody can read.
const ELSEWHERE: &[Code] =
    &[Code::CheckedDraft, Code::DisputedAnswer, Code::DeepNesting, Code::LargeNote, Code::Unreadable];

fn lay(folder: &Path, files: &[(&str, &[u8])]) {
    for (path, bytes) in files {
        let (path, link) = path.strip_suffix("->").map_or((*path, false), |path| (path, true));
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        if link {
            std::os::unix::fs::symlink(std::str::from_utf8(bytes).expect("a path"), path).expect("a link");
        } else {
            fs::write(path, bytes).expect("a file");
        }
    }
}

#[test]
fn each_finding_points_at_its_place_and_says_what_to_do() {
    let mut wrong = Vec::new();
    for case in CASES {
        let folder = tempfile::tempdir().expect("a folder");
        lay(folder.path(), case.files);
        let output =
            Command::new(env!("CARGO_BIN_EXE_recto")).arg("check").arg(folder.path()).output().expect("recto runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let name = case.code.name();
        for words in [format!("[{name}]"), case.place.to_owned(), case.hint.to_owned()] {
            if !said.contains(&words) {
                wrong.push(format!("{name}: nothing says `{words}` in\n{said}"));
            }
        }
        let expected = i32::from(case.code.severity() < Severity::Hint);
        if output.status.code() != Some(expected) {
            wrong.push(format!("{name}: check ended with {:?}", output.status.code()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases: BTreeSet<Code> = CASES.iter().map(|case| case.code).chain(ELSEWHERE.iter().copied()).collect();
    let missing: Vec<&str> = Code::ALL.iter().filter(|code| !cases.contains(code)).map(|code| code.name()).collect();
    assert!(missing.is_empty(), "no case makes {missing:?}");
}

#[test]
fn every_code_is_in_the_handbook() {
    let handbook = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/handbook/diagnostics.md");
    let text = fs::read_to_string(handbook).expect("the handbook has a chapter on diagnostics");
    let missing: Vec<&str> =
        Code::ALL.iter().map(|code| code.name()).filter(|name| !text.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "the handbook does not know {missing:?}");
}
