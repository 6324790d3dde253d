//! What keeps a site from being checked as far as it must be.

use crate::config::Share;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::site::readied::Readied;
use crate::site::recipe::Plan;
use crate::standing::{State, Tally};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every answer that is unchecked, disputed or changed, of those parts of the site in which fewer answers are checked than
/// must be. `least` is for all notes whose folders say nothing.
pub fn wanting(plan: &Plan, least: Option<Share>) -> Vec<Diagnostic> {
    let mut parts: BTreeMap<&str, (Share, Tally, Vec<&Readied>)> = BTreeMap::new();
    for ready in plan.notes() {
        let Some((folder, share)) = wanted(plan, ready, least) else { continue };
        let part = parts.entry(folder).or_insert_with(|| (share, Tally::default(), Vec::new()));
        part.1 += ready.standings.all();
        part.2.push(ready);
    }
    let short = parts.into_iter().filter(|(_, (share, tally, _))| !share.is_met(tally.checked, tally.answers));
    let findings = short.flat_map(|(folder, (share, tally, notes))| {
        let whose = if folder.is_empty() { "all notes".to_owned() } else { format!("`{folder}`") };
        let cause = format!("of {whose} {} of {} are checked, and {share} must be", tally.checked, tally.answers);
        notes.into_iter().flat_map(move |ready| of_note(ready, &cause)).collect::<Vec<_>>()
    });
    findings.collect()
}

/// The innermost folder of a note that says how much of it must be checked.
fn wanted<'p>(plan: &'p Plan, ready: &Readied, least: Option<Share>) -> Option<(&'p str, Share)> {
    let path = &ready.note.study.source.path;
    plan.parts.options.folders.innermost(path, |folder| folder.min_checked).or_else(|| Some(("", least?)))
}

fn of_note(ready: &Readied, cause: &str) -> Vec<Diagnostic> {
    let study = &ready.note.study;
    let source = &study.source;
    let finding = |(at, question): (usize, &crate::question::Question)| {
        let (code, message) = match ready.standings.of(at).state? {
            State::Checked => return None,
            State::Unchecked => (Code::UncheckedAnswer, "nobody has checked this answer"),
            State::Disputed => (Code::DisputedAnswer, "somebody disputes this answer"),
            State::Changed => (Code::ChangedAnswer, "this answer has changed since it was checked"),
        };
        let span = question.cut.prompt.first().cloned().unwrap_or(question.cut.whole.clone());
        let place = Place::span(&source.path, &source.text, span);
        Some(Diagnostic::new(code, place, message, "check it with `recto review`, or in `recto serve`").because(cause))
    };
    study.questions.iter().enumerate().filter_map(finding).collect()
}

/// Drafts of which every answer is checked: nothing keeps them from being drafts no longer.
pub fn checked_drafts(notes: &[Arc<Readied>]) -> Vec<Diagnostic> {
    let is_done = |ready: &&Arc<Readied>| ready.note.draft && ready.standings.all().is_whole();
    let finding = |ready: &Arc<Readied>| {
        let source = &ready.note.study.source;
        let front = &source.text[..ready.note.study.body.min(source.text.len())];
        let key = front.match_indices("draft").map(|(at, _)| at).find(|at| *at == 0 || front[..*at].ends_with('\n'));
        let place =
            key.map_or_else(|| Place::file(&source.path), |at| Place::span(&source.path, &source.text, at..at + 5));
        let message = "every answer of this draft is checked";
        Diagnostic::new(Code::CheckedDraft, place, message, "remove `draft: true`, so that the note is one like others")
    };
    notes.iter().filter(is_done).map(finding).collect()
}
