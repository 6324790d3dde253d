//! The site as the server shows it: drawn when asked for, and kept for as long as its recipe is the same.

use super::desk::Desk;
use crate::address::{Address, SourcePath};
use crate::command::project::Picture;
use crate::diagnostic::{Diagnostic, Reported};
use crate::digest::Digest;
use crate::file::Content;
use crate::page::policy;
use crate::site::draw;
use crate::world::disk::place;
use crate::world::parallel;
use crate::world::server::news::{Change, Finding};
use crate::world::server::said::{No, Said, Written};
use crate::world::server::{Bytes, Site};
use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

/// How many addresses that somebody asked for are remembered: more tabs than that are not looked at.
const LOOKED_AT: usize = 16;

/// As many changed pages are drawn ahead although nobody looks at them, so that what drawing finds is told.
const AHEAD: usize = 8;

/// Drawn pages are kept up to so many bytes.
const KEPT: usize = 64_000_000;

/// What the server shows.
pub struct Preview {
    state: RwLock<Arc<State>>,
    version: AtomicU64,
    drawn: Mutex<Drawn>,
    looked_at: Mutex<VecDeque<Address>>,
    /// What is wrong now, for pages that are opened later.
    wrong: Mutex<Vec<Finding>>,
    desk: Desk,
}

struct State {
    picture: Picture,
    notes: PathBuf,
}

#[derive(Default)]
struct Drawn {
    pages: BTreeMap<Address, Page>,
    bytes: usize,
}

/// What stands at an address.
enum Shown {
    Drawn(Bytes),
    Copied(SourcePath),
}

struct Page {
    key: Digest,
    bytes: Bytes,
    findings: Vec<Diagnostic>,
}

impl Preview {
    /// Shows a picture; copied files come from the folder `notes`.
    pub fn new(picture: Picture, notes: &Path, desk: Desk) -> Self {
        Self {
            state: RwLock::new(Arc::new(State { picture, notes: notes.to_owned() })),
            // Not 1: a page that was open while another server stood here must not take this one's states for that one's.
            version: AtomicU64::new(milliseconds()),
            drawn: Mutex::default(),
            looked_at: Mutex::default(),
            wrong: Mutex::default(),
            desk,
        }
    }

    /// Says what is wrong now.
    pub fn warn(&self, wrong: Vec<Finding>) {
        *held(&self.wrong) = wrong;
    }

    /// What is shown.
    pub fn picture(&self) -> Picture {
        self.read().picture.clone()
    }

    /// Shows another picture; the version, which is a new one when `is_news`.
    pub fn replace(&self, picture: Picture, notes: &Path, is_news: bool) -> u64 {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        *state = Arc::new(State { picture, notes: notes.to_owned() });
        self.version.fetch_add(u64::from(is_news), Ordering::Relaxed) + u64::from(is_news)
    }

    /// Draws those of the changed pages that somebody looks at, and a few more; what drawing found. Drawing finds something
    /// in the text of a note, or in whatever has changed for every page (`everywhere`): a page around the same text has
    /// nothing new to tell.
    pub fn draw_ahead(&self, next: &Picture, changed: &[Address], everywhere: bool) -> Vec<Diagnostic> {
        let looked_at = held(&self.looked_at).clone();
        let is_looked_at = |address: &&Address| looked_at.contains(address);
        let last = self.picture();
        let is_told = |address: &Address| {
            let text = next.plan.text_at(address);
            text.is_some() && (everywhere || text != last.plan.text_at(address))
        };
        let others = changed.iter().filter(|it| is_told(it) && !is_looked_at(it)).take(AHEAD);
        self.draw_all(next, &changed.iter().filter(is_looked_at).chain(others).collect::<Vec<_>>());
        self.found(next)
    }

    /// Draws a page of each kind; what drawing found in these and in what was drawn before.
    pub fn draw_each_kind(&self, picture: &Picture) -> Vec<Diagnostic> {
        self.draw_all(picture, &picture.plan.one_of_each());
        self.found(picture)
    }

    fn draw_all(&self, picture: &Picture, wanted: &[&Address]) {
        let drawn = parallel::each(wanted, |address| {
            self.draw(picture, address);
            Ok(())
        });
        drawn.expect("invariant: drawing does not touch the world");
    }

    /// What drawing found in the pages that are as the picture has them: an edit elsewhere mends none of it.
    fn found(&self, picture: &Picture) -> Vec<Diagnostic> {
        let drawn = held(&self.drawn);
        let troubled = drawn.pages.iter().filter(|(_, page)| !page.findings.is_empty());
        let stands = troubled.filter(|(address, page)| picture.plan.key(address) == Some(page.key));
        stands.flat_map(|(_, page)| page.findings.iter().cloned()).collect()
    }

    /// Draws one file, and keeps what is not merely copied.
    fn draw(&self, picture: &Picture, address: &Address) -> Option<Shown> {
        let key = picture.plan.key(address)?;
        let Reported { value: file, findings } = draw(&picture.plan, address, &picture.theme)?;
        Some(match file.content {
            Content::Bytes(bytes) => {
                let bytes = Bytes::from(bytes);
                self.keep(address, Page { key, bytes: bytes.clone(), findings });
                Shown::Drawn(bytes)
            }
            Content::Copy(source) => Shown::Copied(source),
        })
    }

    fn keep(&self, address: &Address, page: Page) {
        let mut drawn = held(&self.drawn);
        if drawn.bytes > KEPT {
            *drawn = Drawn::default();
        }
        drawn.bytes += page.bytes.len();
        if let Some(old) = drawn.pages.insert(address.clone(), page) {
            drawn.bytes -= old.bytes.len();
        }
    }

    fn read(&self) -> Arc<State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn bytes(&self, address: &Address) -> Option<Bytes> {
        let state = self.read();
        let picture = &state.picture;
        let key = picture.plan.key(address)?;
        if let Some(page) = held(&self.drawn).pages.get(address).filter(|page| page.key == key) {
            return Some(page.bytes.clone());
        }
        match self.draw(picture, address)? {
            Shown::Drawn(bytes) => Some(bytes),
            Shown::Copied(source) => copied(&state.notes, &source),
        }
    }
}

/// An attachment that went away since the plan was made is as good as missing; the next plan will say so.
fn copied(notes: &Path, source: &SourcePath) -> Option<Bytes> {
    place::bytes(notes, source).ok().map(Bytes::from)
}

impl Site for Preview {
    fn has(&self, address: &Address) -> bool {
        self.read().picture.plan.key(address).is_some()
    }

    fn file(&self, address: &Address) -> Option<Bytes> {
        if address.is_page() {
            let mut looked_at = held(&self.looked_at);
            looked_at.retain(|it| it != address);
            looked_at.push_front(address.clone());
            looked_at.truncate(LOOKED_AT);
        }
        self.bytes(address)
    }

    fn missing(&self) -> Option<Bytes> {
        self.bytes(&Address::new("404.html"))
    }

    fn version(&self) -> u64 {
        self.version.load(Ordering::Relaxed)
    }

    fn greeting(&self) -> Option<Change> {
        let diagnostics = held(&self.wrong).clone();
        (!diagnostics.is_empty()).then(|| Change { version: self.version(), diagnostics, ..Change::default() })
    }

    fn token(&self) -> &str {
        self.desk.token()
    }

    fn check(&self, said: &Said) -> Result<Written, No> {
        self.desk.check(said, &self.picture())
    }

    fn policy(&self) -> Option<String> {
        Some(policy::csp(self.read().picture.theme.snippet()))
    }
}

/// Since 1970.
fn milliseconds() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
