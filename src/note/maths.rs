//! LaTeX -> MathML, which browsers draw without a script.
//!
//! pulldown-latex writes `style` attributes, which no page may have, and puts an error's words into its output as they
//! are; so its events are taken only when none is an error, and what it wrote passes through a list: of elements,
//! any other of which is a failure, and of attributes, any other of which goes. A colour becomes a class of the theme's
//! hues that is nearest to it: a colour chosen for white paper may not be legible on a dark page.

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};
use std::convert::Infallible;
use std::fmt::Write;

/// Longer or deeper is no formula that anybody reads. Bytes, and braces in one another.
const LONGEST: usize = 20_000;
const DEEPEST: usize = 60;

const ELEMENTS: &[&str] = &[
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "mstyle",
    "merror",
    "mpadded",
    "mphantom",
    "menclose",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "none",
];

const ATTRIBUTES: &[&str] = &[
    "display",
    "displaystyle",
    "scriptlevel",
    "class",
    "width",
    "height",
    "depth",
    "lspace",
    "rspace",
    "voffset",
    "stretchy",
    "symmetric",
    "fence",
    "separator",
    "form",
    "linethickness",
    "accent",
    "accentunder",
    "mathvariant",
    "minsize",
    "maxsize",
    "movablelimits",
    "largeop",
    "columnspan",
    "rowspan",
    "notation",
];

/// Draws a formula, by itself (`display`) or in a line.
///
/// # Errors
/// What is wrong with it, in a few words.
pub fn mathml(tex: &str, display: bool) -> Result<String, String> {
    if tex.len() > LONGEST || depth(tex) > DEEPEST {
        return Err("it is too long or too deep to be drawn".into());
    }
    let storage = Storage::new();
    let events =
        Parser::new(tex, &storage).collect::<Result<Vec<_>, _>>().map_err(|error| cause(&error.to_string()))?;
    let config = RenderConfig {
        display_mode: if display { DisplayMode::Block } else { DisplayMode::Inline },
        ..RenderConfig::default()
    };
    let mut html = String::new();
    let written = push_mathml(&mut html, events.into_iter().map(Ok::<_, Infallible>), config);
    let drawn = written.ok().and_then(|()| listed(&html)).filter(|html| !html.contains("<merror"));
    drawn.ok_or_else(|| "it cannot be drawn".into())
}

fn depth(tex: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for byte in tex.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest + tex.matches("\\left").count().max(tex.matches("\\begin").count())
}

/// The library's own words, without its drawing of where the error is.
fn cause(error: &str) -> String {
    let line = error.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    line.trim_start_matches("error: ").trim_end_matches(['.', ':']).chars().take(120).collect()
}

/// The elements and attributes that may stand in a page.
fn listed(html: &str) -> Option<String> {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = at + rest[at..].find('>')?;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if !ELEMENTS.contains(&name) {
                return None;
            }
            write!(out, "</{name}>").ok()?;
            continue;
        }
        let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !ELEMENTS.contains(&name) {
            return None;
        }
        write!(out, "<{name}").ok()?;
        write_attributes(&mut out, attributes)?;
        out.push('>');
        if closed {
            write!(out, "</{name}>").ok()?;
        }
    }
    out.push_str(rest);
    Some(out)
}

fn write_attributes(out: &mut String, attributes: &str) -> Option<()> {
    let mut classes = String::new();
    let mut rest = attributes.trim();
    while !rest.is_empty() {
        let (name, value) = rest.split_once("=\"")?;
        let (value, after) = value.split_once('"')?;
        rest = after.trim_start();
        match name.trim() {
            "class" => classes.push_str(&format!(" {value}")),
            "style" => value.split(';').filter_map(class).for_each(|class| classes.push_str(&format!(" {class}"))),
            name if ATTRIBUTES.contains(&name) => write!(out, " {name}=\"{value}\"").ok()?,
            _ => {}
        }
    }
    if !classes.is_empty() {
        write!(out, " class=\"{}\"", classes.trim_start()).ok()?;
    }
    Some(())
}

/// The class that stands for a style.
fn class(style: &str) -> Option<String> {
    let (property, value) = style.split_once(':')?;
    match property.trim() {
        "color" => Some(format!("math-{}", hue(value)?)),
        "background-color" => Some(format!("math-on-{}", hue(value)?)),
        property if property.starts_with("border") => Some("math-box".into()),
        "margin-left" => Some("math-back".into()),
        _ => None,
    }
}

/// The nearest of the theme's hues.
fn hue(rgb: &str) -> Option<&'static str> {
    const HUES: &[(&str, [i32; 3])] = &[
        ("ink", [40, 70, 160]),
        ("green", [30, 130, 60]),
        ("amber", [210, 150, 0]),
        ("red", [200, 40, 40]),
        ("plum", [130, 50, 140]),
        ("pencil", [120, 120, 120]),
    ];
    let inner = rgb.trim().strip_prefix("rgb(")?.strip_suffix(')')?;
    let parts: Vec<i32> = inner.split_whitespace().filter_map(|part| part.parse().ok()).collect();
    let apart = |hue: &[i32; 3]| hue.iter().zip(&parts).map(|(a, b)| (a - b).pow(2)).sum::<i32>();
    (parts.len() == 3).then(|| HUES.iter().min_by_key(|(_, rgb)| apart(rgb)).map(|(name, _)| *name)).flatten()
}
