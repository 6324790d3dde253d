//! What is meant: the one place that turns what was typed and `recto.toml` into folders and [`Options`].

use crate::address::{SiteUrl, SourcePath};
use crate::command::args::Caching;
use crate::config::{self, Drafts, Options};
use crate::diagnostic::{Code, Diagnostic, Place, Reported};
use crate::ledger::{self, Ledger};
use crate::world::WorldError;
use crate::world::disk::place;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The settings' name.
pub const SETTINGS: &str = "recto.toml";

/// The folder that a site keeps its notes in.
pub const CONTENT: &str = "content";

/// What a command asks for, whatever the command.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The folder, as typed.
    pub dir: PathBuf,
    /// The output, as typed; `None` for commands that write nothing.
    pub out: Option<PathBuf>,
    /// Over the settings' `base_url`.
    pub url: Option<SiteUrl>,
    /// Over the settings' `drafts`.
    pub drafts: Option<Drafts>,
    /// The ledger, as typed; `None` for the one beside the settings, or at the folder's top.
    pub ledger: Option<PathBuf>,
    /// Whether the command may begin a ledger where there is none.
    pub checks: bool,
    /// Whether pages connect to the preview server, and what they must say to be heard there.
    pub live: bool,
    pub token: String,
    /// Where the last run left what this one may use.
    pub caching: Caching,
}

impl Asked {
    /// Of a command that only reads.
    pub fn reading(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            out: None,
            url: None,
            drafts: None,
            ledger: None,
            checks: false,
            live: false,
            token: String::new(),
            caching: Caching { no_cache: true, ..Caching::default() },
        }
    }
}

/// The folders of a run, as absolute paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// The folder that was named.
    pub site: PathBuf,
    /// Where the notes are: the site's `content/`, or the folder itself.
    pub notes: PathBuf,
    /// Where the site's themes are; a folder without settings has none.
    pub themes: Option<PathBuf>,
    /// Where the output goes.
    pub out: Option<PathBuf>,
    /// The ledger, which need not be there.
    pub ledger: PathBuf,
}

impl Folders {
    /// Finds the folders.
    ///
    /// # Errors
    /// When the folder is not there or is a file, or the output would bury the notes.
    pub fn find(asked: &Asked) -> Result<Self, WorldError> {
        let dir = &asked.dir;
        if dir.is_file() {
            let parent = dir.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let cause = format!("it is a file; give the folder that holds it, {}", parent.display());
            return Err(WorldError::new("cannot read notes from", dir, cause));
        }
        if !dir.exists() {
            return Err(WorldError::new("cannot read notes from", dir, "there is no such folder"));
        }
        let site = place::canonical(dir)?;
        let is_site = site.join(SETTINGS).is_file();
        let notes = if is_site { site.join(CONTENT) } else { site.clone() };
        let out = match &asked.out {
            // Joining an absolute path gives that path.
            Some(out) if is_site => Some(place::canonical(&site.join(out))?),
            Some(out) => Some(place::canonical(out)?),
            None => None,
        };
        if let Some(out) = out.as_ref().filter(|out| notes.starts_with(out) || site.starts_with(out)) {
            return Err(WorldError::new(
                "will not write into",
                out,
                "the notes lie in it; name another folder with --out",
            ));
        }
        let themes = is_site.then(|| site.join("themes"));
        let ledger = match &asked.ledger {
            Some(path) => place::canonical(path)?,
            None => site.join(ledger::NAME),
        };
        Ok(Self { site, notes, themes, out, ledger })
    }

    /// The notes' folder as paths below the named folder begin: `content/` or nothing.
    pub fn prefix(&self) -> &'static str {
        if self.themes.is_some() { "content/" } else { "" }
    }
}

/// Reads the ledger; one that is not there is empty.
///
/// # Errors
/// When it cannot be read, or is named and not there and the command would not begin it.
pub fn ledger(folders: &Folders, asked: &Asked) -> Result<Reported<Arc<Ledger>>, WorldError> {
    let name = folders.ledger.file_name().unwrap_or_default().to_string_lossy();
    match place::text(&folders.ledger, &SourcePath::new(&*name))? {
        Some(source) => {
            let read = ledger::read(&Arc::new(source));
            Ok(Reported::new(Arc::new(read.value), read.findings))
        }
        None if asked.ledger.is_some() && !asked.checks => {
            Err(WorldError::new("cannot read the ledger", &folders.ledger, "there is no such file"))
        }
        None => Ok(Reported::default()),
    }
}

/// Reads the settings and lays over them what was typed.
///
/// # Errors
/// When the settings are there and cannot be read.
pub fn read(folders: &Folders, asked: &Asked) -> Result<Reported<Options>, WorldError> {
    let at = SourcePath::new(SETTINGS);
    let text = place::text(&folders.site.join(SETTINGS), &at)?;
    let mut options = match &text {
        Some(source) => {
            let mut read = config::read(&at, &source.text);
            read.findings.extend(source.findings.iter().cloned());
            if let Some(finding) = missing_theme(folders, &read.value.theme, &at, &source.text) {
                read.findings.push(finding);
            }
            read
        }
        None => Reported::clean(Options::default()),
    };
    if let Some(name) = folders.site.file_name() {
        options.value.folder = name.to_string_lossy().into_owned();
    }
    options.value.repo.notes = folders.prefix();
    if let Some(url) = &asked.url {
        options.value.url = url.clone();
    }
    if let Some(drafts) = asked.drafts {
        options.value.drafts = drafts;
    }
    if asked.live {
        options.value.live = true;
        options.value.token.clone_from(&asked.token);
        options.value.url = SiteUrl::local();
    }
    Ok(options)
}

/// A theme that is named and not there; `recto` need not be, since it is in the binary.
fn missing_theme(folders: &Folders, theme: &str, at: &SourcePath, text: &str) -> Option<Diagnostic> {
    let themes = folders.themes.as_ref()?;
    if theme == "recto" || themes.join(theme).is_dir() {
        return None;
    }
    let is_it = |line: &str| line.strip_prefix("theme").is_some_and(|rest| rest.trim_start().starts_with('='));
    let start = text.split_inclusive('\n').take_while(|line| !is_it(line.trim_start())).map(str::len).sum::<usize>();
    let end = start + text[start..].lines().next().map_or(0, str::len);
    let finding = Diagnostic::new(
        Code::ConfigValue,
        Place::span(at, text, start..end),
        format!("there is no theme `{theme}`"),
        format!("make the folder themes/{theme}/, or remove this setting; until then Recto's own theme draws the site"),
    );
    Some(finding.because("no such folder below themes/"))
}
