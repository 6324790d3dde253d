//! Names -> addresses: what a part of a path and a tag are called on the site.

use crate::address::{Address, slug};
use crate::digest::Digest;

/// The longest part of a path, in bytes: file systems allow 255, and an extension and a digest must fit too.
const LONGEST: usize = 180;

/// One part of an address. A name without a letter or a digit, and one too long for a disk, take a digest.
pub fn segment(name: &str) -> String {
    let slug = slug(name);
    if !slug.is_empty() && slug.len() <= LONGEST {
        return slug;
    }
    let digest = Digest::of_bytes(name.as_bytes()).short(8);
    let cut = slug.floor_char_boundary(LONGEST);
    format!("{}-{digest}", &slug[..cut]).trim_start_matches('-').to_owned()
}

/// Where a tag's page is; nested tags lie in one another.
pub fn tag(tag: &str) -> Address {
    let path: String = tag.split('/').filter(|part| !part.is_empty()).map(|part| segment(part) + "/").collect();
    Address::new(format!("tags/{path}"))
}
