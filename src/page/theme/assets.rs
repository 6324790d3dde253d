//! A theme's assets, each under a name that holds the hash of its bytes, so that hosts may cache it for ever.

use crate::address::Address;
use crate::digest::Digest;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The assets by their plain name.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    by_name: BTreeMap<String, Asset>,
}

/// One asset.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Where it stands: `assets/recto.1a2b3c4d.css`.
    pub address: Address,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Assets {
    /// Collects `assets/` of a theme. The parts in `assets/css/` become one `recto.css`, in the order of their names:
    /// one request, while nobody has to edit a stylesheet of a thousand lines.
    pub fn collect(files: &BTreeMap<String, Cow<'_, [u8]>>) -> Self {
        let mut plain: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (path, bytes) in files {
            let Some(name) = path.strip_prefix("assets/") else { continue };
            let is_part = name.starts_with("css/") && name.ends_with(".css");
            let into = plain.entry(if is_part { "recto.css" } else { name }.to_owned()).or_default();
            into.extend_from_slice(bytes);
            if is_part {
                into.push(b'\n');
            }
        }
        let by_name = plain
            .into_iter()
            .map(|(name, bytes)| {
                let address = hashed(&name, &bytes);
                (name, Asset { address, bytes })
            })
            .collect();
        Self { by_name }
    }

    /// An asset by its plain name.
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.by_name.get(name)
    }

    /// Every asset.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Asset)> {
        self.by_name.iter().map(|(name, asset)| (name.as_str(), asset))
    }
}

fn hashed(name: &str, bytes: &[u8]) -> Address {
    let digest = Digest::of_bytes(bytes).short(8);
    Address::new(match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{digest}.{extension}"),
        None => format!("assets/{name}.{digest}"),
    })
}
