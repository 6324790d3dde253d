//! What a reviewer sees: a question, its answer, its place, and what can be said of it.

use crate::ledger::{Check, Ruling};
use crate::site::rows::answers::Answer;
use crate::world::terminal::Terminal;

/// The commands in one line.
pub const KEYS: &str = "c check   d dispute   s source   n skip   b back   o open   u undo   q quit   ? help";

/// The commands at length.
pub const HELP: &str = "\
c [SOURCE]     check: the answer stands; a source may follow, an address or a book
d [OBJECTION]  dispute: the answer is wrong, or not the whole truth; say why
s [SOURCE]     what you check against; it goes with the check or dispute, also one just made
n, or Enter    skip: say nothing of this answer
b              back to the one before
o              open the note in $VISUAL or $EDITOR, at the line
u              undo: take back what you said of this answer
q              quit; everything said so far is in the ledger
";

/// An answer with all that belongs to it.
pub fn show(answer: &Answer, place: &str, count: &str, check: Option<&Check>, state: &str, terminal: &Terminal) {
    let mut text = format!("\n{}\n{count}  {place}:{}  {state}\n", "-".repeat(72), answer.line);
    if !answer.section.is_empty() {
        text.push_str(&format!("{}\n", answer.section.join(" / ")));
    }
    text.push_str(&format!("\n{}\n", terminal.strong(&clean(&answer.question))));
    text.push_str(&indented(&answer.prompt));
    for (option, is_right) in &answer.choices {
        text.push_str(&format!("  {} {}\n", if *is_right { "[x]" } else { "[ ]" }, clean(option)));
    }
    if !answer.blanks.is_empty() {
        text.push_str(&format!("  hidden: {}\n", clean(&answer.blanks.join(", "))));
    }
    text.push_str(&indented(&answer.answer));
    // A check covers what the answer embeds, so whoever checks it has to see that too.
    for (written, shown) in &answer.embedded {
        text.push_str(&format!(
            "\n  ![[{}]] shows:\n{}",
            clean(written),
            indented(&indented(shown.trim_matches('\n')))
        ));
    }
    if let Some(check) = check {
        text.push_str(&format!("\n{}\n", told(check)));
    }
    terminal.output(&text);
}

/// `Checked by Ann, 2026-11-25. Source: a book.`
fn told(check: &Check) -> String {
    let verb = match check.ruling {
        Ruling::Checked => "Checked",
        Ruling::Disputed => "Disputed",
    };
    let by = if check.by.is_empty() { String::new() } else { format!(" by {}", check.by) };
    let date = check.date.map(|date| format!(", {date}")).unwrap_or_default();
    let objection = check.objection.as_ref().map(|it| format!(" {it}")).unwrap_or_default();
    let source = check.source.as_ref().map(|it| format!(" Source: {it}")).unwrap_or_default();
    clean(&format!("{verb}{by}{date}.{objection}{source}"))
}

fn indented(text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let lines = clean(text).lines().map(|line| format!("  {line}").trim_end().to_owned() + "\n").collect::<String>();
    format!("\n{lines}")
}

/// Words of a note must not steer the terminal.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| *c != '\r')
        .map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { ' ' } else { c })
        .collect()
}
