//! Where checks of the preview are written down: the ledger, who checks, and the token that pages must say.

use crate::command::project::Picture;
use crate::digest::Digest;
use crate::identity::QuestionId;
use crate::ledger::{Check, Entry, Ledger, Ruling};
use crate::page::context::long;
use crate::site::rows::answers::{Answer, answer};
use crate::standing::State;
use crate::world::server::said::{No, Said, Written};
use crate::world::store::clerk::{Clerk, Refused};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// A desk.
#[derive(Debug)]
pub struct Desk {
    clerk: Clerk,
    by: Option<String>,
    token: String,
    /// What was written here of each answer, the last at the end.
    done: Mutex<HashMap<QuestionId, Vec<Deed>>>,
}

/// What one check did to the ledger: the entry that stood there before, and the one that it left.
#[derive(Debug)]
struct Deed {
    before: Option<Entry>,
    left: Option<Entry>,
}

impl Desk {
    /// For a ledger; `by` is whoever sits here.
    pub fn new(ledger: &Path, by: Option<String>, token: String) -> Self {
        Self { clerk: Clerk::new(ledger.to_owned()), by, token, done: Mutex::default() }
    }

    /// What pages must say.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Writes down what somebody says of an answer, if it still is the answer that they see.
    ///
    /// # Errors
    /// When it makes no sense, or cannot be written.
    pub fn check(&self, said: &Said, picture: &Picture) -> Result<Written, No> {
        let asked = QuestionId::parse(&said.id).and_then(|id| answer(&picture.plan, id));
        let asked = asked.ok_or_else(|| No::Missing("No such question has an answer here.".into()))?;
        if said.state == "undo" {
            return self.undo(&asked, picture);
        }
        if said.answer != asked.seen.to_string() {
            return Err(No::Changed("This answer has changed since the page was drawn: look at it again.".into()));
        }
        let check = match said.state.as_str() {
            "unchecked" => None,
            word => Some(self.read(said, word)?),
        };
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        let mut deed = Deed { before: None, left: None };
        self.change(picture, |ledger| {
            deed.before = ledger.get(asked.id).or_else(|| ledger.get(asked.adopted?)).cloned();
            match &check {
                Some(check) => ledger.record(asked.entry(check.clone()), asked.adopted),
                None => strike(ledger, &asked),
            }
            deed.left = ledger.get(asked.id).cloned();
        })?;
        done.entry(asked.id).or_default().push(deed);
        Ok(written(check))
    }

    /// Takes back what was written here last of an answer: the entry is what it was before, so that the check of an answer
    /// that has changed is one again. The answer need not be the one that the page shows, since nothing is said of it.
    fn undo(&self, asked: &Answer, picture: &Picture) -> Result<Written, No> {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        let deeds = done.entry(asked.id).or_default();
        let Some(Deed { before, left }) = deeds.last() else {
            return Err(No::Changed("There is nothing to take back.".into()));
        };
        let what = |entry: Option<&Entry>| entry.map(|entry| (entry.answer, entry.prompt, entry.check.clone()));
        let mut ours = false;
        self.change(picture, |ledger| {
            ours = what(ledger.get(asked.id)) == what(left.as_ref());
            if ours {
                strike(ledger, asked);
                before.iter().for_each(|before| ledger.record(before.clone(), None));
            }
        })?;
        if !ours {
            return Err(No::Changed("Somebody else has checked this answer since: look at it again.".into()));
        }
        let is_changed = |entry: &Entry| (entry.answer, entry.prompt) != (asked.seen, asked.prompt_hash);
        let changed = before.as_ref().is_some_and(is_changed);
        let mut back = written(before.as_ref().map(|entry| (*entry.check).clone()));
        if changed {
            back.state = State::Changed.name();
        }
        deeds.pop();
        Ok(back)
    }

    fn change(&self, picture: &Picture, change: impl FnOnce(&mut Ledger)) -> Result<(), No> {
        match self.clerk.change(picture.memo.slots(), change) {
            Ok(_) => Ok(()),
            Err(Refused::World(error)) => Err(No::Failed(error.to_string())),
            Err(Refused::Broken(finding)) => Err(No::Failed(format!(
                "The ledger is not written while it is broken: {}, line {}.",
                finding.message, finding.place.line
            ))),
        }
    }

    fn read(&self, said: &Said, word: &str) -> Result<Check, No> {
        let senseless = |why: &str| No::Senseless(why.to_owned());
        let words =
            |words: &Option<String>| words.as_deref().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned);
        let ruling =
            Ruling::named(word).ok_or_else(|| senseless("A state is checked, disputed, unchecked or undo."))?;
        let objection = words(&said.objection).filter(|_| ruling == Ruling::Disputed);
        if ruling == Ruling::Disputed && objection.is_none() {
            return Err(senseless("Say what is wrong with the answer."));
        }
        let by = self.by.clone().ok_or_else(|| {
            senseless("Nobody says who checks: start the preview with --by NAME, or set git's user.name.")
        })?;
        let date = Some(jiff::ZonedDateTime::now().date());
        Ok(Check { ruling, by, date, source: words(&said.source), objection })
    }
}

fn strike(ledger: &mut Ledger, answer: &Answer) {
    ledger.strike(answer.id);
    if let Some(id) = answer.adopted {
        ledger.strike(id);
    }
}

fn written(check: Option<Check>) -> Written {
    match check {
        Some(check) => Written {
            state: check.ruling.name(),
            by: check.by,
            date: check.date.map(|date| date.to_string()),
            date_long: check.date.map(long),
            source: check.source,
            objection: check.objection,
        },
        None => Written {
            state: "unchecked",
            by: String::new(),
            date: None,
            date_long: None,
            source: None,
            objection: None,
        },
    }
}

/// Words that nobody guesses: `RandomState` is keyed by 128 bits from the operating system.
pub fn token() -> String {
    let draw = || RandomState::new().build_hasher().finish();
    Digest::of(&(draw(), draw(), draw(), draw())).to_string()
}
