//! Where the time of a build went: its stages, and the pages that took longest.

use crate::address::Address;
use crate::site::Plan;
use crate::world::terminal::numbers::{seconds, thousands};
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many pages are named.
const NAMED: usize = 10;

/// The clock of one build.
pub struct Timings {
    begun: Instant,
    marked: Instant,
    stages: Vec<(&'static str, Duration)>,
    /// Of each page, where somebody asked for them.
    pages: Option<Mutex<Vec<Page>>>,
}

/// What one page took of one processor's time.
struct Page {
    address: Address,
    drawing: Duration,
    writing: Duration,
}

impl Timings {
    /// Starts the clock; `each` where every page is to be timed.
    pub fn start(each: bool) -> Self {
        let now = Instant::now();
        Self { begun: now, marked: now, stages: Vec::new(), pages: each.then(Mutex::default) }
    }

    /// Since the start.
    pub fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    /// Ends a stage.
    pub fn mark(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.stages.push((stage, now - self.marked));
        self.marked = now;
    }

    /// Takes down a page: when its drawing began, when its writing began, and that it is written now.
    pub fn page(&self, address: &Address, drawn_from: Instant, written_from: Instant) {
        let Some(pages) = &self.pages else { return };
        let page =
            Page { address: address.clone(), drawing: written_from - drawn_from, writing: written_from.elapsed() };
        pages.lock().unwrap_or_else(PoisonError::into_inner).push(page);
    }

    /// All of it as a table; pages are called by their notes.
    pub fn table(&self, plan: Option<&Plan>) -> String {
        let mut table = String::new();
        for (stage, time) in &self.stages {
            line(&mut table, *time, stage);
        }
        line(&mut table, self.begun.elapsed(), "all");
        let Some(pages) = &self.pages else { return table };
        let mut pages = pages.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.is_empty() {
            return table;
        }
        let sum = |of: fn(&Page) -> Duration| pages.iter().map(of).sum::<Duration>();
        let (drawing, writing) = (sum(|page| page.drawing), sum(|page| page.writing));
        _ = writeln!(table, "\n{} files, summed over all processors:", thousands(pages.len()));
        line(&mut table, drawing, "drawing");
        line(&mut table, writing, "writing");
        _ = writeln!(table, "\nthe slowest:");
        pages.sort_by_key(|page| std::cmp::Reverse(page.drawing + page.writing));
        for page in pages.iter().take(NAMED) {
            let note = plan.and_then(|plan| plan.note_at(&page.address));
            let name = note.map_or_else(|| page.address.to_string(), ToString::to_string);
            line(&mut table, page.drawing + page.writing, &name);
        }
        table
    }
}

fn line(table: &mut String, time: Duration, what: &str) {
    let time = if time < Duration::from_millis(1) { format!("{} µs", time.as_micros()) } else { seconds(time) };
    _ = writeln!(table, "{time:>10}  {what}");
}
