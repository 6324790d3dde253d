//! The size of an image in pixels, from its header: a page that states it does not jump while the image loads.

use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Width and height, where the file says; `extension` is in lower case. A JPEG that its camera turned by 90° is given as
/// stored: browsers turn it, and its box is corrected when it loads.
pub fn pixels(path: &Path, extension: &str) -> Option<(u32, u32)> {
    match extension {
        "svg" => svg(path),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "ico" => {
            let size = imagesize::size(path).ok()?;
            Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
        }
        _ => None,
    }
    .filter(|(width, height)| *width > 0 && *height > 0)
}

/// An SVG states `width` and `height` without a unit or in px, or else a `viewBox`. Only the head of the file is read.
fn svg(path: &Path) -> Option<(u32, u32)> {
    let mut head = Vec::new();
    File::open(path).ok()?.take(8192).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    let tag = &head[head.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let stated = number(attribute(tag, "width")?).zip(number(attribute(tag, "height")?));
    stated.or_else(|| {
        let mut numbers = attribute(tag, "viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
        number(numbers.next()?).zip(number(numbers.next()?))
    })
}

/// An attribute's value; the empty text where there is none, which is no number.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let found = tag.match_indices(name).find_map(|(at, _)| {
        let before = tag[..at].chars().next_back()?;
        let rest = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        before.is_whitespace().then(|| rest[1..].split(quote).next().unwrap_or(""))
    });
    Some(found.unwrap_or(""))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small number above zero")]
fn number(text: &str) -> Option<u32> {
    let value: f64 = text.trim().trim_end_matches("px").parse().ok()?;
    (value >= 1.0 && value <= f64::from(u32::MAX)).then(|| value.round() as u32)
}
