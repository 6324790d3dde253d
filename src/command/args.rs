//! What was typed.

use crate::address::SiteUrl;
use crate::config::{Drafts, Share};
use crate::standing::State;
use clap::{ArgAction, Parser, Subcommand};
use std::path::PathBuf;

/// Turn a folder of questions and answers in Markdown into a study site.
///
/// Recto reads a folder of notes as it is: an Obsidian vault, an interview repository, a pasted chat. Nothing is written
/// into it. A file `recto.toml` makes a folder a site: then `content/` beside it holds the notes and `themes/` the themes.
#[derive(Debug, Parser)]
#[command(name = "recto", version, max_term_width = 100, propagate_version = true, after_help = EXAMPLES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Print errors alone.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print every step.
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

const EXAMPLES: &str = "\
Examples:
  recto serve ~/vault --open       read the notes in a browser that follows every edit
  recto build --base-url https://example.org/notes/
  recto check                      say what is wrong with the notes, and write nothing
  recto questions --json > cards.json

Exit codes: 0 all is well; 1 there are findings that count as failures; 2 Recto could not run.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the site into a folder.
    ///
    /// Files that have not changed keep their time; files that are no longer of the site are deleted, and no others. The
    /// last line says how many notes, questions and drafts there are. Exit code 1 when there are errors in the notes.
    Build(Build),
    /// Show the site in a browser, and follow every edit.
    ///
    /// The site is served from memory, to this machine alone; of your files only the ledger is ever written, when you check
    /// an answer. Stop it with Ctrl-C.
    Serve(Serve),
    /// Report what is wrong with the notes, and write nothing.
    ///
    /// Draws the whole site and drops it. Exit code 1 when there are errors or warnings; hints never count.
    Check(Check),
    /// List every question.
    Questions(Questions),
    /// Check answers, one after another.
    ///
    /// Shows a question with its answer and its place, and asks what you think of it. Each answer is written into the
    /// ledger at once, so that you can stop at any time and go on later: what is checked is not shown again.
    Review(Review),
    /// Say how many answers are checked, by folder and note.
    Checks(Checks),
    /// Lay down a new site.
    ///
    /// Writes a commented recto.toml, a first page and an example note, a netlify.toml, a workflow for GitHub Pages and a
    /// .gitignore. Nothing that is there is written over.
    Init(Init),
    /// Print a completion script for a shell.
    ///
    /// For bash: recto completions bash > ~/.local/share/bash-completion/completions/recto
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    ///
    /// To read it: recto man | man -l -
    Man,
}

/// `recto build`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recto build                              the site in this folder, into public/
  recto build ~/vault --out /srv/www       any folder of Markdown
  recto build --drafts hide --strict       for CI: nothing unchecked, nothing doubtful
  recto build --watch                      stay, and build again after every edit")]
pub struct Build {
    /// The site, or any folder of Markdown.
    #[arg(default_value = ".", hide_default_value = false)]
    pub dir: PathBuf,
    /// Where the site goes: below the site's folder, or below the current folder where there is no recto.toml.
    #[arg(long, value_name = "FOLDER", default_value = "public")]
    pub out: PathBuf,
    /// Where the site will stand, such as https://example.org/notes/ (default: `base_url` of recto.toml, or /).
    #[arg(long, value_name = "URL", value_parser = SiteUrl::parse)]
    pub base_url: Option<SiteUrl>,
    /// Show notes with `draft: true` under a banner, or leave them out (default: `drafts` of recto.toml, or banner).
    #[arg(long, value_name = "banner|hide", value_parser = drafts)]
    pub drafts: Option<Drafts>,
    /// The ledger of checks (default: checks.toml beside recto.toml, or at the top of the folder).
    #[arg(long, value_name = "PATH")]
    pub ledger: Option<PathBuf>,
    /// What runs keep for the next.
    #[command(flatten)]
    pub caching: Caching,
    /// Count warnings as failures.
    #[arg(long)]
    pub strict: bool,
    /// Print where the time went: by stage, and by the slowest notes.
    #[arg(long)]
    pub timings: bool,
    /// Stay, and build again after every edit.
    #[arg(long)]
    pub watch: bool,
    /// Write into a folder that holds files of somebody else's, and keep them.
    #[arg(long, conflicts_with = "clean", action = ArgAction::SetTrue)]
    pub adopt: bool,
    /// Write into a folder that holds files of somebody else's, and remove them (a `.gitignore` and `.git` stay).
    #[arg(long, action = ArgAction::SetTrue)]
    pub clean: bool,
}

/// Where runs keep what makes the next one fast.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Caching {
    /// A folder for what makes the next run fast; CI may keep it (default: one for each site where this system keeps
    /// caches).
    #[arg(long, value_name = "FOLDER", env = "RECTO_CACHE", hide_env = true)]
    pub cache: Option<PathBuf>,
    /// Use no such folder.
    #[arg(long)]
    pub no_cache: bool,
}

/// `recto serve`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recto serve                     the site in this folder, on http://127.0.0.1:8000/
  recto serve ~/vault --open      any folder of Markdown, in the browser at once
  recto serve --drafts hide       as the world will see it")]
pub struct Serve {
    /// The site, or any folder of Markdown.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// The port; when it is taken, the next free one.
    #[arg(long, default_value_t = 8000)]
    pub port: u16,
    /// The ledger of checks (default: checks.toml beside recto.toml, or at the top of the folder).
    #[arg(long, value_name = "PATH")]
    pub ledger: Option<PathBuf>,
    /// What runs keep for the next.
    #[command(flatten)]
    pub caching: Caching,
    /// Who checks answers in the browser (default: git's user.name).
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Open the site in a browser.
    #[arg(long)]
    pub open: bool,
    /// Show notes with `draft: true` under a banner, or leave them out (default: `drafts` of recto.toml, or banner).
    #[arg(long, value_name = "banner|hide", value_parser = drafts)]
    pub drafts: Option<Drafts>,
}

/// How `recto check` reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: each finding with its line, on stderr.
    #[default]
    Human,
    /// A list of objects.
    Json,
    /// Annotations that GitHub's runners show beside the lines.
    Github,
    /// SARIF 2.1.0, which code hosts and editors read.
    Sarif,
}

/// `recto check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recto check ~/vault                      what is wrong, for people
  recto check --format github              as annotations of a pull request
  recto check --format sarif > recto.sarif

A JSON object has code, severity, path (below DIR), line, column, end_column (in characters, from 1; the end is behind the
last; null for a whole file), message, cause, hint and excerpt (the line).")]
pub struct Check {
    /// The site, or any folder of Markdown.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Fail when fewer answers are checked, such as 80%, and list those that are not; folders may say otherwise in recto.toml.
    #[arg(long, value_name = "SHARE", value_parser = Share::parse)]
    pub min_checked: Option<Share>,
    /// How to report: what is asked for goes to stdout, the summary of a machine's format to stderr.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// The ledger of checks (default: checks.toml beside recto.toml, or at the top of the folder).
    #[arg(long, value_name = "PATH")]
    pub ledger: Option<PathBuf>,
}

/// `recto questions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A JSON object has source (path below DIR), line, form, section, question (plain text), answer (HTML), answer_first_line,
answer_last_line, choices, correct (places in choices, from 0), confidence (0 to 100), id, prompt_hash and state (unchecked,
checked, disputed, changed; null without an answer).")]
pub struct Questions {
    /// The site, or any folder of Markdown.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// The ledger of checks (default: checks.toml beside recto.toml, or at the top of the folder).
    #[arg(long, value_name = "PATH")]
    pub ledger: Option<PathBuf>,
    /// As a JSON list of objects.
    #[arg(long)]
    pub json: bool,
    /// Say how a note's questions are written, on what evidence, and why each place is a question or not; with a line,
    /// of that line alone. The path is as the list prints it.
    #[arg(long, value_name = "FILE[:LINE]", conflicts_with = "json")]
    pub explain: Option<String>,
}

/// `recto review`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recto review                                   all that is unchecked, or has changed since it was checked
  recto review --note content/sql/joins.md       one note
  recto review --state disputed --by \"Ann\"       what somebody disputes

Without a terminal it reads the same commands from standard input, one a line.")]
pub struct Review {
    /// The site, or any folder of Markdown.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Answers of this note alone; its path as `recto questions` prints it.
    #[arg(long, value_name = "PATH")]
    pub note: Option<String>,
    /// Answers that stand so: unchecked, changed, disputed, checked, or several of these.
    #[arg(long, value_name = "STATES", value_delimiter = ',', default_value = "unchecked,changed", value_parser = state)]
    pub state: Vec<State>,
    /// Who checks (default: git's user.name).
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// The ledger of checks (default: checks.toml beside recto.toml, or at the top of the folder).
    #[arg(long, value_name = "PATH")]
    pub ledger: Option<PathBuf>,
}

/// `recto checks`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A JSON object has total, and lists folders (folder) and notes (source, draft, kept). Each has questions, answers, unchecked,
checked, disputed and changed; folders and total count the notes that keep checks: drafts, and those in which somebody has
checked something.")]
pub struct Checks {
    /// The site, or any folder of Markdown.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
    /// The ledger of checks (default: checks.toml beside recto.toml, or at the top of the folder).
    #[arg(long, value_name = "PATH")]
    pub ledger: Option<PathBuf>,
}

fn state(word: &str) -> Result<State, String> {
    let known = State::ALL.into_iter().find(|state| state.name() == word);
    known.ok_or_else(|| "it is unchecked, changed, disputed or checked".to_owned())
}

fn drafts(word: &str) -> Result<Drafts, String> {
    Drafts::parse(word).ok_or_else(|| "it is either banner or hide".to_owned())
}

/// `recto init`.
#[derive(Debug, clap::Args)]
pub struct Init {
    /// Where the site will be; made if it is not there.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
}
