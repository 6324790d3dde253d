//! Images, sound, films and documents as the elements that show them.

use crate::address::Media;
use crate::link::scheme;
use crate::page::html::sink::escape;

/// What is to be shown.
pub struct Shown<'a> {
    /// Where it is.
    pub src: &'a str,
    /// The target as written, for the place in a document.
    pub written: &'a str,
    /// What appears when the pointer rests on it.
    pub title: &'a str,
    /// What it is called.
    pub words: &'a str,
    /// The width, and perhaps the height, that the author wants.
    pub size: Option<(u32, Option<u32>)>,
    /// The pixels it has.
    pub pixels: Option<(u32, u32)>,
    /// Whether it lies on another site.
    pub external: bool,
}

/// Draws it. What another site says it is, its address tells: a video's own page is shown by that site's player, and what
/// takes a script of theirs is a link.
pub fn draw(it: &Shown<'_>) -> String {
    if it.external {
        // A picture as `data:` may end in anything; a link to it would lead out of the schemes that a link may have.
        if scheme::is_data(it.src) {
            return image(it);
        }
        if let Some(video) = youtube(it.src) {
            return player(it, &video);
        }
        if is_post(it.src) {
            return link(it);
        }
    }
    match Media::of(it.src) {
        Media::Audio => {
            format!("<audio src=\"{}\" controls preload=\"metadata\"{}></audio>", escape(it.src), label(it))
        }
        Media::Video => format!(
            "<video src=\"{}\" controls preload=\"metadata\"{}{}></video>",
            escape(it.src),
            size(it.size, None),
            label(it)
        ),
        Media::Pdf if !it.external => document(it),
        Media::Image => image(it),
        // Many images of other sites have addresses that do not say so.
        Media::Other if it.external => image(it),
        Media::Pdf | Media::Other => link(it),
    }
}

fn image(it: &Shown<'_>) -> String {
    let title = if it.title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(it.title)) };
    format!(
        "<img src=\"{}\" alt=\"{}\"{title}{} loading=\"lazy\" decoding=\"async\">",
        escape(it.src),
        escape(it.words),
        size(it.size, it.pixels)
    )
}

/// A document in a frame, at the page and with the height that its target names, and a link for who cannot see it there.
fn document(it: &Shown<'_>) -> String {
    let part = |name: &str| {
        let fragment = it.written.split_once('#')?.1;
        let value = fragment.split('&').find_map(|part| part.strip_prefix(name))?;
        value.parse::<u32>().ok().filter(|&number| number > 0)
    };
    let page = part("page=").map_or_else(String::new, |page| format!("#page={page}"));
    let height = part("height=").or(it.size.and_then(|(_, height)| height)).unwrap_or(600);
    let width = it.size.map_or_else(String::new, |(width, _)| format!(" width=\"{width}\""));
    let (src, name) = (escape(it.src), escape(name(it)));
    format!(
        "<span class=\"document\"><iframe src=\"{src}{page}\" title=\"{name}\"{width} height=\"{height}\" loading=\"lazy\"></iframe>\
         <a href=\"{src}{page}\">{name}</a></span>"
    )
}

fn player(it: &Shown<'_>, video: &str) -> String {
    let (width, height) = it.size.map_or((560, None), |(width, height)| (width, height));
    let height = height.unwrap_or(u32::try_from(u64::from(width) * 9 / 16).unwrap_or(315));
    let title = if it.words.is_empty() { "YouTube" } else { it.words };
    format!(
        "<iframe src=\"https://www.youtube-nocookie.com/embed/{video}\" title=\"{}\" width=\"{width}\" height=\"{height}\" \
         loading=\"lazy\" allowfullscreen></iframe>",
        escape(title)
    )
}

fn link(it: &Shown<'_>) -> String {
    format!("<a href=\"{}\">{}</a>", escape(it.src), escape(name(it)))
}

/// The words, else the file's own name or the whole address.
fn name<'a>(it: &Shown<'a>) -> &'a str {
    match it.words {
        "" if it.external => it.src,
        "" => it.written.split('#').next().unwrap_or(it.written),
        words => words,
    }
}

fn label(it: &Shown<'_>) -> String {
    if it.words.is_empty() { String::new() } else { format!(" aria-label=\"{}\"", escape(it.words)) }
}

/// The id of a YouTube video: eleven letters, digits, `-` and `_`.
fn youtube(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/')?;
    let id = match host.trim_start_matches("www.").trim_start_matches("m.") {
        "youtu.be" => path,
        "youtube.com" | "youtube-nocookie.com" => match path.split_once('?') {
            Some(("watch", query)) => query.split('&').find_map(|part| part.strip_prefix("v="))?,
            _ => path.strip_prefix("embed/").or_else(|| path.strip_prefix("shorts/"))?,
        },
        _ => return None,
    };
    let id = id.split(['?', '&', '#', '/']).next().unwrap_or("");
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    (id.len() == 11 && plain).then(|| id.to_owned())
}

/// A post on X, whose page refuses to be framed.
fn is_post(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or("");
    let host = rest.split('/').next().unwrap_or("").trim_start_matches("www.").trim_start_matches("mobile.");
    matches!(host, "twitter.com" | "x.com") && rest.contains("/status/")
}

fn size(wanted: Option<(u32, Option<u32>)>, pixels: Option<(u32, u32)>) -> String {
    let (width, height) = match (wanted, pixels) {
        (Some((width, Some(height))), _) => (width, Some(height)),
        (Some((width, None)), Some((w, h))) if w > 0 => {
            (width, u32::try_from(u64::from(width) * u64::from(h) / u64::from(w)).ok())
        }
        (Some((width, None)), _) => (width, None),
        (None, Some((w, h))) => (w, Some(h)),
        (None, None) => return String::new(),
    };
    match height {
        Some(height) => format!(" width=\"{width}\" height=\"{height}\""),
        None => format!(" width=\"{width}\""),
    }
}
