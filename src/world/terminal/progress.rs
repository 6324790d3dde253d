//! A bar for work that takes a while: shown once it does, to a person at a terminal, and taken away at its end.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// Shorter work shows nothing: a bar that flashes up tells nobody anything.
const PATIENCE: Duration = Duration::from_millis(700);

/// How far a piece of work has come. Counting may be done from any thread.
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
    is_wanted: bool,
}

impl Progress {
    pub(super) fn new(what: &'static str, steps: usize, is_wanted: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len}, {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
        bar.set_message(what);
        Self { bar, begun: Instant::now(), is_wanted: is_wanted && io::stderr().is_terminal() }
    }

    /// One step is done.
    pub fn step(&self) {
        self.bar.inc(1);
        if self.is_wanted && self.bar.is_hidden() && self.begun.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
