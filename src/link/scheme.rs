//! The one list of URL schemes: every address that an author wrote, Markdown's and HTML's, goes through it.

/// What kind of address this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Another site, or a mail program.
    External,
    /// Something of this folder.
    Relative,
    /// A scheme that pages must not use.
    Refused(String),
}

/// Schemes that links may use.
pub const LINKS: &[&str] =
    &["http", "https", "mailto", "tel", "obsidian", "ftp", "geo", "matrix", "xmpp", "sms", "magnet"];

/// Schemes that images and other media may use. `data:` images cannot run script inside `<img>`.
pub const MEDIA: &[&str] = &["http", "https"];

/// Classifies an address as a browser would: white space and control characters inside a scheme do not hide it (WHATWG
/// URL, "remove all ASCII tab or newline"), nor does its case.
pub fn of(address: &str, media: bool) -> Scheme {
    let clean = seen(address);
    if clean.starts_with("//") || clean.starts_with("\\\\") || clean.starts_with("/\\") || clean.starts_with("\\/") {
        return Scheme::External;
    }
    let Some(colon) = clean.find(':') else { return Scheme::Relative };
    let scheme = &clean[..colon];
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    if !is_scheme {
        return Scheme::Relative;
    }
    let scheme = scheme.to_ascii_lowercase();
    let allowed = if media { MEDIA } else { LINKS };
    let data_image = media && is_data_image(&clean.to_ascii_lowercase());
    if allowed.contains(&scheme.as_str()) || data_image { Scheme::External } else { Scheme::Refused(scheme) }
}

/// Whether an address holds its file itself.
pub fn is_data(address: &str) -> bool {
    seen(address).get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// An address as a browser sees it.
fn seen(address: &str) -> String {
    address.trim_matches(|c: char| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}

fn is_data_image(clean: &str) -> bool {
    ["png", "jpeg", "jpg", "gif", "webp", "avif", "svg+xml"]
        .iter()
        .any(|kind| clean.starts_with(&format!("data:image/{kind}")))
}
