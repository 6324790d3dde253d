//! The files of a theme -> a [`Theme`] that pages can be drawn with.

use super::assets::Assets;
use super::files;
use super::finding::finding;
use super::strings::Strings;
use crate::address::{SiteUrl, SourcePath};
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::digest::Digest;
use crate::repo::Repo;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use tera::{Kwargs, State, Tera};

/// A loaded theme.
#[derive(Clone)]
pub struct Theme {
    pub(super) tera: Tera,
    /// Recto's own templates alone, for a page whose overridden template fails: the site stays whole.
    pub(super) own: Tera,
    /// The site's templates by name, for diagnostics.
    pub(super) overridden: BTreeMap<String, (SourcePath, String)>,
    assets: Arc<Assets>,
    digest: Digest,
    snippet: String,
}

impl Theme {
    /// The embedded theme with the site's own files over it. `overrides` are the files of the site's `themes/<name>/`,
    /// keyed by their path below that folder (`templates/note.html`); `shown` is that folder's path as diagnostics show
    /// it (`themes/recto`). A template that does not parse is reported and Recto's own stands in for it.
    pub fn load(overrides: &BTreeMap<SourcePath, Vec<u8>>, shown: &SourcePath, options: &Options) -> Reported<Self> {
        let mut findings = Vec::new();
        let files = files::layered(overrides);
        let assets = Arc::new(Assets::collect(&files));
        let strings = Arc::new(Strings::read(&files, &options.language, shown, &mut findings));
        let mut own = Tera::default();
        own.set_escape_fn(escape);
        own.set_fallback_prefixes(["recto/"]).expect("invariant: no template is loaded yet");
        register(&mut own, &assets, &strings, &options.url);
        register_issue(&mut own, &options.repo);
        let embedded =
            files::EMBEDDED.iter().filter_map(|(name, bytes)| Some((name.strip_prefix("templates/")?, *bytes)));
        let embedded = embedded.map(|(name, bytes)| (format!("recto/{name}"), text(bytes)));
        own.add_raw_templates(embedded).expect("invariant: Recto's own templates parse, which a test proves");
        let mut overridden = BTreeMap::new();
        for (path, bytes) in overrides {
            if let Some(name) = path.as_str().strip_prefix("templates/").filter(|name| *name != "scheme.js") {
                let shown = SourcePath::new(format!("{shown}/{path}"));
                overridden.insert(name.to_owned(), (shown, text(bytes)));
            }
        }
        let tera = layer(&own, &overridden, &mut findings);
        let digest = Digest::of(&(env!("CARGO_PKG_VERSION"), &files, &options.language, &options.url, &options.repo));
        let snippet = files::EMBEDDED.iter().find(|(name, _)| *name == "templates/scheme.js");
        let snippet = snippet.map_or_else(String::new, |(_, bytes)| text(bytes).trim().to_owned());
        Reported::new(Self { tera, own, overridden, assets, digest, snippet }, findings)
    }

    /// Its assets.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// The digest of all that it draws with.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The one inline script, whose hash the security policy allows.
    pub fn snippet(&self) -> &str {
        &self.snippet
    }
}

/// Escapes what a template prints as Tera does, but in runs: Tera writes byte by byte.
fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let mut rest = text.as_bytes();
    while let Some(odd) = rest.iter().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        let escaped = match rest[odd] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        };
        out.write_all(&rest[..odd])?;
        out.write_all(escaped.as_bytes())?;
        rest = &rest[odd + 1..];
    }
    out.write_all(rest)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Adds a site's templates one by one, so that a broken one costs itself alone. They may extend one another in any order,
/// so what fails is tried again for as long as others succeed.
fn layer(own: &Tera, overridden: &BTreeMap<String, (SourcePath, String)>, findings: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = own.clone();
    let mut waiting: Vec<&String> = overridden.keys().collect();
    loop {
        let mut failed = Vec::new();
        for name in &waiting {
            let mut next = tera.clone();
            match next.add_raw_template(name, &overridden[*name].1) {
                Ok(()) => tera = next,
                Err(error) => failed.push((*name, error)),
            }
        }
        if failed.is_empty() {
            return tera;
        }
        if failed.len() == waiting.len() {
            findings.extend(
                failed.into_iter().map(|(name, error)| finding(&error, Code::TemplateSyntax, overridden, name)),
            );
            return tera;
        }
        waiting = failed.into_iter().map(|(name, _)| name).collect();
    }
}

/// `issue(title, body)`: where an issue with these words is opened; empty where no repository is known.
fn register_issue(tera: &mut Tera, repo: &Repo) {
    let repo = repo.clone();
    tera.register_function("issue", move |kwargs: Kwargs, _: &State| -> tera::TeraResult<String> {
        let (title, body): (&str, &str) = (kwargs.must_get("title")?, kwargs.must_get("body")?);
        Ok(repo.issue_url(title, body).unwrap_or_default())
    });
}

/// The two functions that every template needs besides Tera's own.
fn register(tera: &mut Tera, assets: &Arc<Assets>, strings: &Arc<Strings>, url: &SiteUrl) {
    let (assets, url) = (assets.clone(), url.clone());
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| -> tera::TeraResult<String> {
        let name: &str = kwargs.must_get("name")?;
        match assets.get(name) {
            Some(asset) => Ok(url.link(&asset.address)),
            None => Err(tera::Error::message(format!("the theme has no asset `{name}`"))),
        }
    });
    let strings = strings.clone();
    tera.register_function("t", move |kwargs: Kwargs, _: &State| -> tera::TeraResult<String> {
        let key: &str = kwargs.must_get("key")?;
        let n: Option<i64> = kwargs.get("n")?;
        let values = kwargs.iter().filter_map(|(name, value)| {
            let name = name.as_str()?;
            (!matches!(name, "key" | "n")).then(|| (name, value.to_string()))
        });
        strings.say(key, n, values).ok_or_else(|| tera::Error::message(format!("the theme has no words for `{key}`")))
    });
}
