//! Real notes by their authors, read in place: they lie beside the checkout on the developers' machines and nowhere in it.
//! Without them every test here says so and passes.

mod site;

use recto::address::SourcePath;
use recto::config::{Options, Questions};
use recto::source::{Attachment, Source, Sources};
use site::{dead_links, draw_with, visible};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn corpora() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let folder = std::env::var_os("RECTO_SHARED").map_or(beside, |shared| PathBuf::from(shared).join("corpora"));
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("the shared corpora are not here ({}): nothing was compared", folder.display());
        return Vec::new();
    };
    let mut corpora: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    corpora.sort();
    corpora
}

fn read(corpus: &Path) -> Sources {
    let mut sources = Sources::default();
    for entry in walkdir::WalkDir::new(corpus).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let relative = entry.path().strip_prefix(corpus).expect("below the corpus").to_string_lossy().into_owned();
        let path = SourcePath::new(relative);
        let bytes = std::fs::read(entry.path()).expect("readable");
        if path.is_note() {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            sources.notes.insert(path.clone(), Arc::new(Source::new(path, text)));
        } else {
            let attachment =
                Attachment { path: path.clone(), length: bytes.len() as u64, digest: Default::default(), pixels: None };
            sources.attachments.insert(path, Arc::new(attachment));
        }
    }
    sources
}

#[test]
fn every_internal_link_of_every_corpus_is_alive_on_the_site() {
    for corpus in corpora() {
        let site = draw_with(&read(&corpus), &Options::default());
        assert_eq!(dead_links(&site), Vec::<String>::new(), "in {}", corpus.display());
    }
}

#[test]
fn recognition_changes_no_visible_word_of_any_corpus() {
    let mut wrong = Vec::new();
    for corpus in corpora() {
        let sources = read(&corpus);
        let on = draw_with(&sources, &Options::default());
        let off = draw_with(&sources, &Options { questions: Questions::Off, ..Options::default() });
        for (name, bytes) in on.files.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("<article")) {
            let (a, b) =
                (visible(&String::from_utf8_lossy(bytes)), visible(&String::from_utf8_lossy(&off.files[name])));
            if a != b {
                let at = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
                let (from, to) = (a.floor_char_boundary(at.saturating_sub(40)), a.floor_char_boundary(at + 60));
                let to_b = b.floor_char_boundary(at + 60);
                wrong.push(format!(
                    "{}/{name}:\n  with    {}\n  without {}",
                    corpus.display(),
                    &a[from..to],
                    &b[b.floor_char_boundary(from)..to_b]
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} pages differ:\n{}",
        wrong.len(),
        wrong.iter().take(30).cloned().collect::<Vec<_>>().join("\n")
    );
}
