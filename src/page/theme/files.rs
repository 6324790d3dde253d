//! The files of a theme: Recto's own, embedded in the binary, with a site's laid over them.

use crate::address::SourcePath;
use std::borrow::Cow;
use std::collections::BTreeMap;

macro_rules! embed {
    ($($name:literal),* $(,)?) => {
        /// Recto's own theme. A test proves that no file of `themes/recto/` is missing here.
        pub const EMBEDDED: &[(&str, &[u8])] = &[
            $(($name, include_bytes!(concat!("../../../themes/recto/", $name))),)*
        ];
    };
}

embed![
    "assets/css/10-tokens.css",
    "assets/css/20-frame.css",
    "assets/css/30-text.css",
    "assets/css/40-question.css",
    "assets/css/50-pages.css",
    "assets/css/90-print.css",
    "assets/check.js",
    "assets/favicon.svg",
    "assets/live.css",
    "assets/live.js",
    "assets/recto.js",
    "strings/en.toml",
    "templates/404.html",
    "templates/banner.html",
    "templates/base.html",
    "templates/checking.html",
    "templates/checks.html",
    "templates/components.html",
    "templates/folder.html",
    "templates/home.html",
    "templates/note.html",
    "templates/redirect.html",
    "templates/scheme.js",
    "templates/tag.html",
    "templates/tags.html",
];

/// The files in force by their path below the theme's folder: a site's own, else the embedded one.
pub fn layered(overrides: &BTreeMap<SourcePath, Vec<u8>>) -> BTreeMap<String, Cow<'_, [u8]>> {
    let mut files: BTreeMap<String, Cow<'_, [u8]>> =
        EMBEDDED.iter().map(|(name, bytes)| ((*name).to_owned(), Cow::Borrowed(*bytes))).collect();
    files.extend(overrides.iter().map(|(path, bytes)| (path.as_str().to_owned(), Cow::Borrowed(bytes.as_slice()))));
    files
}
