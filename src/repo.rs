//! The repository that the notes lie in: where a line of one is edited, and where a reader says that one is wrong.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The repository, as far as the settings tell of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Repo {
    /// Its page, without a slash at the end; none where the notes are in no repository that readers can reach.
    pub url: Option<String>,
    /// The branch that is edited.
    pub branch: String,
    /// The site's folder in it, empty for its top.
    pub folder: String,
    /// The folder of the notes in the site's folder: `content/`, or nothing.
    pub notes: &'static str,
    /// Over what is known of the host: where a line is edited, with `{path}` and `{line}`.
    pub edit: Option<String>,
    /// Over what is known of the host: where an issue is opened, with `{title}` and `{body}`.
    pub issue: Option<String>,
}

impl Default for Repo {
    fn default() -> Self {
        Self { url: None, branch: "main".into(), folder: String::new(), notes: "", edit: None, issue: None }
    }
}

/// What differs from host to host, as patterns behind the repository's own page.
struct Host {
    edit: &'static str,
    issue: &'static str,
}

const GITHUB: Host = Host { edit: "/edit/{branch}/{path}#L{line}", issue: "/issues/new?title={title}&body={body}" };
const GITLAB: Host = Host {
    edit: "/-/edit/{branch}/{path}#L{line}",
    issue: "/-/issues/new?issue[title]={title}&issue[description]={body}",
};
/// Gitea, and Forgejo, which Codeberg runs.
const GITEA: Host = Host { edit: "/_edit/{branch}/{path}", issue: "/issues/new?title={title}&body={body}" };

/// What may stand in a query unencoded (RFC 3986, `unreserved`): `+` must not, since it is read as a space.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const PATH: &AsciiSet = &UNRESERVED.remove(b'/');

impl Repo {
    /// Whether anything of it is known.
    pub fn is_known(&self) -> bool {
        self.url.is_some() || self.edit.is_some() || self.issue.is_some()
    }

    /// A note's path in the repository.
    pub fn file(&self, note: &str) -> String {
        let folder = self.folder.trim_matches('/');
        let slash = if folder.is_empty() { "" } else { "/" };
        format!("{folder}{slash}{}{note}", self.notes)
    }

    /// Where a line of a note is edited.
    pub fn edit_url(&self, note: &str, line: usize) -> Option<String> {
        let pattern = self.pattern(self.edit.as_ref(), |host| host.edit)?;
        let path = utf8_percent_encode(&self.file(note), PATH).to_string();
        let branch = utf8_percent_encode(&self.branch, PATH).to_string();
        Some(fill(&pattern, &[("branch", &branch), ("path", &path), ("line", &line.to_string())]))
    }

    /// Where an issue is opened, with words in it to begin with.
    pub fn issue_url(&self, title: &str, body: &str) -> Option<String> {
        let pattern = self.pattern(self.issue.as_ref(), |host| host.issue)?;
        let [title, body] = [title, body].map(|words| utf8_percent_encode(words, UNRESERVED).to_string());
        Some(fill(&pattern, &[("title", &title), ("body", &body)]))
    }

    fn pattern(&self, own: Option<&String>, of: impl Fn(&Host) -> &'static str) -> Option<String> {
        if own.is_some() {
            return own.cloned();
        }
        let url = self.url.as_ref()?.trim_end_matches('/');
        let host = url.split("//").nth(1)?.split('/').next()?;
        let kind = match host {
            host if host.contains("gitlab") => GITLAB,
            host if ["codeberg", "gitea", "forgejo"].iter().any(|name| host.contains(name)) => GITEA,
            _ => GITHUB,
        };
        Some(format!("{url}{}", of(&kind)))
    }
}

/// Replaces each name in braces, in one pass: what is filled in is never filled again.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let known = values.iter().find(|(name, _)| rest[1..].strip_prefix(name).is_some_and(|it| it.starts_with('}')));
        match known {
            Some((name, value)) => {
                text.push_str(value);
                rest = &rest[name.len() + 2..];
            }
            None => {
                text.push('{');
                rest = &rest[1..];
            }
        }
    }
    text + rest
}
