//! A small site in memory: notes in, files out, without a disk.

#![allow(dead_code, reason = "each suite uses its own part")]

use recto::address::{Address, SourcePath};
use recto::config::Options;
use recto::diagnostic::Diagnostic;
use recto::file::Content;
use recto::page::theme::Theme;
use recto::site::memo::Memo;
use recto::site::{Plan, draw, plan};
use recto::source::Sources;
use std::collections::BTreeMap;

/// A site that has been planned and drawn.
pub struct Drawn {
    /// The plan.
    pub plan: Plan,
    /// Every file by its path below the output folder; a copied file is its source path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Everything there was to say.
    pub findings: Vec<Diagnostic>,
}

/// Draws notes given as path and text, with default options.
pub fn draw_notes(notes: &[(&str, &str)]) -> Drawn {
    draw_with(&Sources::of_notes(notes.iter().copied()), &Options::default())
}

/// Draws sources with options.
pub fn draw_with(sources: &Sources, options: &Options) -> Drawn {
    let themed = Theme::load(&BTreeMap::new(), &SourcePath::new("themes/recto"), options);
    let mut findings = themed.findings;
    let (planned, _) = plan(sources, options, &themed.value, &Memo::default());
    let plan = planned.into(&mut findings);
    let addresses: Vec<Address> = plan.addresses().cloned().collect();
    let mut files = BTreeMap::new();
    for address in addresses {
        let file = draw(&plan, &address, &themed.value).expect("the plan has this address").into(&mut findings);
        files.insert(file.address.file(), bytes(file));
    }
    Drawn { plan, files, findings }
}

impl Drawn {
    /// A page as text.
    pub fn page(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no file {path}: there are {:?}", self.files.keys()));
        std::str::from_utf8(bytes).expect("pages are UTF-8")
    }

    /// The codes of what was found, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.findings.iter().map(|finding| finding.code.name()).collect()
    }
}

/// The bytes of a file; a copied file's are its source path.
pub fn bytes(file: recto::file::File) -> Vec<u8> {
    match file.content {
        Content::Bytes(bytes) => bytes,
        Content::Copy(path) => path.as_str().as_bytes().to_vec(),
    }
}

/// The parts of a question in the order of the text.
pub fn parts(question: &recto::question::Question) -> Vec<(std::ops::Range<usize>, &'static str)> {
    let cut = &question.cut;
    let mut parts: Vec<_> = cut.prompt.iter().map(|span| (span.clone(), "prompt")).collect();
    parts.extend(cut.choices.iter().map(|choice| (choice.span.clone(), "choice")));
    parts.extend(cut.answer.iter().map(|span| (span.clone(), "answer")));
    parts.sort_by_key(|(span, _)| (span.start, span.end));
    parts
}
