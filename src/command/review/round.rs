//! One round through the answers: which is shown, what was said of it, and what goes into the ledger.

use super::editor;
use super::show::{HELP, KEYS, show};
use crate::command::project::Project;
use crate::identity::QuestionId;
use crate::ledger::{Check, Entry, Ledger, Ruling};
use crate::site::rows::answers::{Answer, answers};
use crate::standing::State;
use crate::world::WorldError;
use crate::world::changes::Changes;
use crate::world::store::clerk::{Clerk, Refused};
use crate::world::terminal::{Terminal, numbers};
use std::collections::HashMap;

/// A round.
pub struct Round {
    project: Project,
    clerk: Clerk,
    by: String,
    /// The questions that are asked about, in reading order, and the one that is next.
    queue: Vec<QuestionId>,
    at: usize,
    /// Every answer as it is now.
    answers: HashMap<QuestionId, Answer>,
    /// What was said in this round, with the entry that stood there before.
    said: HashMap<QuestionId, (Check, Option<Entry>)>,
    /// A source that was given before the check it goes with.
    source: Option<String>,
}

impl Round {
    /// A round through the answers of these states, of one note or of all.
    ///
    /// # Errors
    /// When there is no such note.
    pub fn new(mut project: Project, by: String, states: &[State], note: Option<&str>) -> Result<Self, WorldError> {
        let all = answers(&project.plan().plan);
        let prefix = project.folders().prefix();
        let note = note.map(|note| note.trim_start_matches("./"));
        let is_named = |answer: &&Answer| {
            note.is_none_or(|note| answer.source == note || Some(answer.source.as_str()) == note.strip_prefix(prefix))
        };
        let named: Vec<&Answer> = all.iter().filter(is_named).collect();
        if let (Some(note), true) = (note, named.is_empty()) {
            return Err(WorldError::new(
                "cannot review",
                note,
                "no note of that path has an answer; `recto questions` lists them",
            ));
        }
        let queue = named.iter().filter(|answer| states.contains(&answer.state)).map(|answer| answer.id).collect();
        let clerk = Clerk::new(project.folders().ledger.clone());
        let answers = all.into_iter().map(|answer| (answer.id, answer)).collect();
        Ok(Self { project, clerk, by, queue, at: 0, answers, said: HashMap::new(), source: None })
    }

    /// Goes through all of them.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn go(&mut self, terminal: &Terminal) -> Result<(), WorldError> {
        if self.queue.is_empty() {
            terminal.result("recto: there is nothing to review");
            return Ok(());
        }
        while let Some(id) = self.queue.get(self.at).copied() {
            let Some(answer) = self.answers.get(&id).cloned() else {
                // Its note was edited meanwhile, and the question is gone.
                self.at += 1;
                continue;
            };
            self.show(&answer, terminal);
            if !self.hear(&answer, terminal)? {
                break;
            }
        }
        self.sum_up(terminal);
        Ok(())
    }

    fn show(&self, answer: &Answer, terminal: &Terminal) {
        let said = self.said.get(&answer.id).map(|(check, _)| check);
        let state = said.map_or(answer.state.name(), |check| check.ruling.name());
        let check = said.or(answer.check.as_deref());
        let count = format!("{} of {}", self.at + 1, self.queue.len());
        show(answer, &self.place(answer), &count, check, state, terminal);
        terminal.output(&format!("\n{KEYS}\n"));
    }

    /// The note's path from the named folder.
    fn place(&self, answer: &Answer) -> String {
        format!("{}{}", self.project.folders().prefix(), answer.source)
    }

    /// Hears commands until one of them leads on; whether there is more to do.
    fn hear(&mut self, answer: &Answer, terminal: &Terminal) -> Result<bool, WorldError> {
        loop {
            let Some(line) = terminal.ask("> ") else { return Ok(false) };
            let (command, words) = line.split_once(char::is_whitespace).unwrap_or((line.as_str(), ""));
            let words = words.trim();
            match command.to_lowercase().as_str() {
                "c" | "check" => {
                    self.source = Some(words.to_owned()).filter(|it| !it.is_empty()).or(self.source.take());
                    self.record(answer, Ruling::Checked, None)?;
                    self.at += 1;
                }
                "d" | "dispute" => {
                    let Some(objection) = self.words(words, "What is wrong with it? ", terminal) else { continue };
                    self.record(answer, Ruling::Disputed, Some(objection))?;
                    self.at += 1;
                }
                "s" | "source" => {
                    let Some(source) = self.words(words, "An address, or a book: ", terminal) else { continue };
                    self.source = Some(source);
                    match self.said.get(&answer.id).map(|(check, _)| check.clone()) {
                        Some(check) => self.record(answer, check.ruling, check.objection)?,
                        None => terminal.output("It goes with your check or dispute: c, or d.\n"),
                    }
                    continue;
                }
                "" | "n" | "skip" => self.at += 1,
                "b" | "back" => self.at = self.at.saturating_sub(1),
                "o" | "open" => self.open(answer, terminal)?,
                "u" | "undo" => {
                    self.undo(answer, terminal)?;
                    continue;
                }
                "q" | "quit" => return Ok(false),
                _ => {
                    terminal.output(HELP);
                    continue;
                }
            }
            self.source = None;
            return Ok(true);
        }
    }

    fn words(&self, given: &str, prompt: &str, terminal: &Terminal) -> Option<String> {
        let words = if given.is_empty() { terminal.ask(prompt)? } else { given.to_owned() };
        (!words.is_empty()).then_some(words)
    }

    fn record(&mut self, answer: &Answer, ruling: Ruling, objection: Option<String>) -> Result<(), WorldError> {
        let date = Some(jiff::ZonedDateTime::now().date());
        let source = self.source.take().or_else(|| self.said.get(&answer.id)?.0.source.clone());
        let check = Check { ruling, by: self.by.clone(), date, source, objection };
        let mut before = None;
        self.write(|ledger| {
            before = ledger.get(answer.id).or_else(|| answer.adopted.and_then(|id| ledger.get(id))).cloned();
            ledger.record(answer.entry(check.clone()), answer.adopted);
        })?;
        let before = self.said.remove(&answer.id).map_or(before, |(_, first)| first);
        self.said.insert(answer.id, (check, before));
        Ok(())
    }

    fn undo(&mut self, answer: &Answer, terminal: &Terminal) -> Result<(), WorldError> {
        let Some((_, before)) = self.said.remove(&answer.id) else {
            terminal.output("Nothing was said of this answer in this round.\n");
            return Ok(());
        };
        self.write(|ledger| {
            ledger.strike(answer.id);
            if let Some(before) = before {
                ledger.record(before, None);
            }
        })?;
        terminal.output("Taken back.\n");
        Ok(())
    }

    fn write(&self, change: impl FnOnce(&mut Ledger)) -> Result<(), WorldError> {
        match self.clerk.change(self.project.slots(), change) {
            Ok(_) => Ok(()),
            Err(Refused::World(error)) => Err(error),
            Err(Refused::Broken(finding)) => {
                let cause = format!("{} (line {}); mend it first", finding.message, finding.place.line);
                Err(WorldError::new("will not write", &self.project.folders().ledger, cause))
            }
        }
    }

    /// Lets the author edit the note, and reads everything anew.
    fn open(&mut self, answer: &Answer, terminal: &Terminal) -> Result<(), WorldError> {
        let path = self.project.folders().notes.join(&answer.source);
        if let Err(error) = editor::open(&path, answer.line) {
            terminal.error(error);
            return Ok(());
        }
        self.project.apply(&Changes::everything())?;
        let picture = self.project.plan();
        self.answers = answers(&picture.plan).into_iter().map(|answer| (answer.id, answer)).collect();
        if !self.answers.contains_key(&answer.id) {
            terminal.output("That question is not there any more; a reworded one comes up in the next round.\n");
        }
        Ok(())
    }

    fn sum_up(&self, terminal: &Terminal) {
        let of = |ruling| self.said.values().filter(|(check, _)| check.ruling == ruling).count();
        let left = self.queue.iter().filter(|id| !self.said.contains_key(id)).count();
        terminal.result(format_args!(
            "\nrecto: {} checked, {} disputed, {left} of {} left",
            of(Ruling::Checked),
            of(Ruling::Disputed),
            numbers::count(self.queue.len(), "answer"),
        ));
    }
}
