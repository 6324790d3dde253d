//! One site in memory: its folders, settings, theme and notes, planned again after every change.

use super::maker::maker;
use super::options::{self, Asked, CONTENT, Folders, SETTINGS};
use crate::address::SourcePath;
use crate::command::args::Caching;
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Place, Reported};
use crate::digest::Digest;
use crate::ledger::{Ledger, Slot};
use crate::page::theme::Theme;
use crate::question::Explanation;
use crate::site::memo::Memo;
use crate::site::rows::explain;
use crate::site::{Plan, plan};
use crate::source::{Sources, opened};
use crate::world::WorldError;
use crate::world::changes::Changes;
use crate::world::disk::{InputFolder, place};
use crate::world::parallel;
use crate::world::store::cache::Cache;
use crate::world::watch::Depth;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A site that is open.
pub struct Project {
    asked: Asked,
    folders: Folders,
    options: Reported<Options>,
    overrides: BTreeMap<SourcePath, Vec<u8>>,
    theme: Reported<Arc<Theme>>,
    ledger: Reported<Arc<Ledger>>,
    /// `None` where a site's `content/` is missing.
    input: Option<InputFolder>,
    /// What looking at the notes gave; see [`InputFolder::list`].
    seen: Option<Digest>,
    cache: Cache,
    memo: Arc<Memo>,
}

/// The name of the readings of notes in the cache.
const STUDIES: &str = "studies";

/// A plan with what it takes to draw it, and everything there was to say so far.
#[derive(Clone)]
pub struct Picture {
    /// The plan.
    pub plan: Arc<Plan>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// What the next plan may use of this one; it knows also the notes that are not shown.
    pub memo: Arc<Memo>,
    /// Findings, sorted.
    pub findings: Vec<Diagnostic>,
}

/// What a change was about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Notes or attachments.
    pub notes: bool,
    /// Nothing of the theme but its stylesheets.
    pub styles: bool,
    /// Anything else: settings, templates, scripts, words.
    pub frame: bool,
}

impl Project {
    /// Opens a site and reads all of it.
    ///
    /// # Errors
    /// When there is no such folder, or its settings cannot be read.
    pub fn open(asked: Asked) -> Result<Self, WorldError> {
        let mut project = Self::look(asked)?;
        project.read();
        Ok(project)
    }

    /// Opens a site and looks at its notes, but reads none of them; see [`Self::read`].
    ///
    /// # Errors
    /// Those of `open`.
    pub fn look(asked: Asked) -> Result<Self, WorldError> {
        let folders = Folders::find(&asked)?;
        let options = options::read(&folders, &asked)?;
        let (overrides, theme) = load_theme(&folders, &options.value);
        let ledger = options::ledger(&folders, &asked)?;
        let mut input = match InputFolder::open(&folders.notes, &folders.site, folders.out.iter().cloned().collect()) {
            Ok(input) => Some(input),
            Err(_) if folders.themes.is_some() => None,
            Err(error) => return Err(error),
        };
        let seen = input.as_mut().and_then(InputFolder::list);
        let cache = cache(&asked.caching, &folders.site);
        Ok(Self { asked, folders, options, overrides, theme, ledger, input, seen, cache, memo: Arc::default() })
    }

    /// Reads all notes that were looked at, and what the last run left of its own readings.
    pub fn read(&mut self) {
        self.memo = Arc::new(self.cache.load(STUDIES).map(Memo::kept).unwrap_or_default());
        if let Some(input) = &mut self.input {
            input.walk();
        }
    }

    /// A digest of all that the site is made of, of notes by what the file system says of them. `None` where that is not
    /// enough to tell whether they have changed.
    pub fn state(&self) -> Option<Digest> {
        let ledger = self.ledger.value.source().map(|source| source.digest);
        let findings = (&self.options.findings, &self.theme.findings, &self.ledger.findings);
        let options = format!("{:?}", self.options.value);
        Some(Digest::of(&(self.seen?, options, self.theme.value.digest(), ledger, findings)))
    }

    /// What this run finds of the last one, and leaves to the next.
    pub fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Its folders.
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Plans the site as it is now.
    pub fn plan(&mut self) -> Picture {
        let none = Sources::default();
        let sources = self.input.as_ref().map_or(&none, InputFolder::sources);
        let mut findings = [self.options.findings.as_slice(), &self.theme.findings, &self.ledger.findings].concat();
        let (planned, memo) = plan(sources, &self.ledger.value, &self.options.value, &self.theme.value, &self.memo);
        self.memo = Arc::new(memo);
        let plan = planned.into(&mut findings);
        if self.input.is_none() {
            findings.retain(|finding| finding.code != Code::EmptySite);
            findings.push(no_content());
        }
        self.weigh(&mut findings);
        Picture { plan: Arc::new(plan), theme: self.theme.value.clone(), memo: self.memo.clone(), findings }
    }

    /// Leaves the readings of the last plan to the next run.
    pub fn put_away(&self) {
        put_away(&self.memo, &self.cache);
    }

    /// The same, while other work goes on.
    pub fn put_away_aside(&self) {
        let (memo, cache) = (self.memo.clone(), self.cache.clone());
        parallel::aside(move || put_away(&memo, &cache));
    }

    /// The place in the ledger of every question, as of the last plan.
    pub fn slots(&self) -> Vec<Slot> {
        self.memo.slots()
    }

    /// The ledger as it was last read.
    pub fn ledger(&self) -> &Reported<Arc<Ledger>> {
        &self.ledger
    }

    /// Gives findings the weight that the settings give them, and sorts them.
    pub fn weigh(&self, findings: &mut Vec<Diagnostic>) {
        self.options.value.severities.weigh(findings);
    }

    /// How many lines a note has; `None` when there is no such note.
    pub fn lines(&self, path: &str) -> Option<usize> {
        let sources = self.input.as_ref().map(InputFolder::sources)?;
        let note = sources.notes.get(&self.note(path))?;
        Some(opened(note).text.lines().count())
    }

    /// A note's path as a person writes it, who may name the folder of notes too.
    fn note(&self, path: &str) -> SourcePath {
        SourcePath::new(path.strip_prefix(self.folders.prefix()).unwrap_or(path).trim_start_matches("./"))
    }

    /// Why what stands in a note is a question or not; `None` when there is no such note.
    pub fn explain(&self, path: &str, line: Option<usize>) -> Option<Explanation> {
        let sources = self.input.as_ref().map(InputFolder::sources)?;
        explain(sources, &self.options.value, &self.note(path), line)
    }

    /// Brings everything up to date with changes on the disk.
    ///
    /// # Errors
    /// When the site itself is gone, or its settings cannot be read; what was read before stays.
    pub fn apply(&mut self, changes: &Changes) -> Result<Touched, WorldError> {
        let is_named = |path: &Path| changes.everything || changes.paths.contains(path);
        let mut touched = Touched::default();
        let has_moved = Folders::find(&self.asked)? != self.folders;
        if has_moved || (self.input.is_none() && self.folders.notes.is_dir()) || !self.folders.notes.is_dir() {
            let memo = std::mem::take(&mut self.memo);
            *self = Self { memo, ..Self::open(self.asked.clone())? };
            return Ok(Touched { notes: true, styles: false, frame: true });
        }
        if is_named(&self.folders.site.join(SETTINGS)) {
            let options = options::read(&self.folders, &self.asked)?;
            touched.frame = options.value != self.options.value;
            self.options = options;
        }
        let themes = self.folders.themes.as_ref();
        if touched.frame
            || themes.is_some_and(|themes| changes.paths.iter().any(|path| path.starts_with(themes)))
            || changes.everything
        {
            let (overrides, theme) = load_theme(&self.folders, &self.options.value);
            let is_style = |path: &SourcePath| path.extension() == "css";
            let differs = |path: &&SourcePath| overrides.get(*path) != self.overrides.get(*path);
            let mut different = overrides.keys().chain(self.overrides.keys()).filter(differs).peekable();
            touched.styles = different.peek().is_some();
            touched.frame |= !different.all(is_style);
            (self.overrides, self.theme) = (overrides, theme);
        }
        if let Some(input) = &mut self.input {
            touched.notes = input.apply(changes);
        }
        if is_named(&self.folders.ledger) {
            touched.notes |= self.read_ledger()?;
        }
        Ok(touched)
    }

    /// Reads the ledger again; whether it is another. One that is broken leaves the last good one in force.
    fn read_ledger(&mut self) -> Result<bool, WorldError> {
        let ledger = options::ledger(&self.folders, &self.asked)?;
        let digest = |ledger: &Ledger| ledger.source().map(|source| source.digest);
        if digest(&ledger.value) == digest(&self.ledger.value) && ledger.findings == self.ledger.findings {
            return Ok(false);
        }
        match ledger.value.is_broken() {
            true => self.ledger.findings = ledger.findings,
            false => self.ledger = ledger,
        }
        Ok(true)
    }

    /// The folders to watch.
    pub fn watched(&self) -> BTreeMap<PathBuf, Depth> {
        let mut wanted = BTreeMap::from([(self.folders.site.clone(), Depth::Shallow)]);
        wanted.insert(self.folders.notes.clone(), Depth::Shallow);
        if let Some(folder) = self.folders.ledger.parent() {
            wanted.insert(folder.to_owned(), Depth::Shallow);
        }
        if let Some(input) = &self.input {
            // One by one, so that what is not read (`node_modules`, `.git`, the output) is not watched either.
            wanted.extend(input.top_folders().map(|folder| (folder.to_owned(), Depth::Deep)));
        }
        if let Some(themes) = &self.folders.themes {
            wanted.insert(themes.clone(), Depth::Shallow);
            wanted.insert(themes.join(&self.options.value.theme), Depth::Deep);
        }
        wanted
    }

    /// What a watcher need not tell.
    pub fn excluded(&self) -> impl Fn(&Path) -> bool + Send + use<> {
        let input = self.input.as_ref().map(InputFolder::surely_excluded);
        let (site, out) = (self.folders.site.clone(), self.folders.out.clone());
        move |path| {
            let is_hidden = path.strip_prefix(&site).is_ok_and(|below| below.to_string_lossy().starts_with('.'));
            is_hidden && !path.ends_with(".gitignore")
                || input.as_ref().is_some_and(|input| input(path))
                || out.as_ref().is_some_and(|out| path.starts_with(out))
        }
    }

    /// A finding's file as a path below the named folder.
    pub fn path_below(&self, finding: &Diagnostic) -> String {
        let path = &finding.place.path;
        let known = self.input.as_ref().is_some_and(|input| input.knows(path));
        format!("{}{path}", if known { self.folders.prefix() } else { "" })
    }

    /// A finding's file as a path from the current folder, which terminals make a link of.
    pub fn path_shown(&self, finding: &Diagnostic) -> String {
        if let Some(ledger) = self.asked.ledger.as_ref().filter(|it| it.ends_with(finding.place.path.as_str())) {
            return ledger.display().to_string();
        }
        let below = self.path_below(finding);
        match (self.asked.dir == Path::new("."), below.as_str()) {
            (true, _) => below,
            (false, ".") => self.asked.dir.display().to_string(),
            (false, _) => self.asked.dir.join(below).display().to_string(),
        }
    }

    /// A changed path as the author thinks of it.
    pub fn named(&self, changes: &Changes) -> String {
        let mut paths = changes.paths.iter().map(|path| path.strip_prefix(&self.folders.site).unwrap_or(path));
        match (paths.next(), paths.count()) {
            (None, _) => "the folder".into(),
            (Some(first), 0) => first.display().to_string(),
            (Some(first), more) => format!("{} and {more} more", first.display()),
        }
    }
}

fn put_away(memo: &Memo, cache: &Cache) {
    if let Some(studies) = cache.is_there().then(|| memo.put_away()).flatten() {
        cache.store(STUDIES, &studies);
    }
}

fn cache(caching: &Caching, site: &Path) -> Cache {
    match &caching.cache {
        _ if caching.no_cache => Cache::default(),
        Some(folder) => Cache::at(folder.clone(), maker()),
        None => Cache::of_site(site, maker()),
    }
}

type Overrides = BTreeMap<SourcePath, Vec<u8>>;

fn load_theme(folders: &Folders, options: &Options) -> (Overrides, Reported<Arc<Theme>>) {
    let shown = SourcePath::new(format!("themes/{}", options.theme));
    let mut findings = Vec::new();
    let files = folders.themes.as_ref().map(|themes| place::files(&themes.join(&options.theme), &shown));
    let overrides = files.unwrap_or_default().into(&mut findings);
    let theme = Theme::load(&overrides, &shown, options).into(&mut findings);
    (overrides, Reported::new(Arc::new(theme), findings))
}

fn no_content() -> Diagnostic {
    let message = "this site has no folder `content`";
    let hint = "put the notes into content/, beside recto.toml";
    Diagnostic::new(Code::EmptySite, Place::file(&SourcePath::new(CONTENT)), message, hint)
}
