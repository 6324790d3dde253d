//! The keys of one run: a short digest of any value that can be hashed.
//!
//! These never leave one machine and one version of Recto, so `std`'s derived `Hash` (which writes lengths before
//! strings and slices) is enough to feed them. What must last for years is in `identity`, which feeds BLAKE3 by hand.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io::{self, Read};

/// The first 128 bits of a BLAKE3 hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of a value: equal values have equal digests, and no two others ever met have.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Self {
        let mut hasher = Blake { hasher: blake3::Hasher::new(), waiting: Vec::with_capacity(2 * WAITING) };
        value.hash(&mut hasher);
        hasher.hasher.update(&hasher.waiting);
        Self::finish(&hasher.hasher)
    }

    /// The digest of bytes alone, the same as any other tool's BLAKE3 of them.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::of_pieces(&[bytes])
    }

    /// The digest of bytes that lie in pieces, the same as if they lay in one.
    pub fn of_pieces<B: AsRef<[u8]>>(pieces: &[B]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for piece in pieces {
            hasher.update(piece.as_ref());
        }
        Self::finish(&hasher)
    }

    /// The digest of all that a reader gives, and its length in bytes; nothing is kept in memory.
    ///
    /// # Errors
    /// Those of the reader.
    pub fn of_reader(reader: impl Read) -> io::Result<(Self, u64)> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok((Self::finish(&hasher), hasher.count()))
    }

    /// Reads the 32 hexadecimal digits that `Display` writes.
    pub fn parse(hex: &str) -> Option<Self> {
        let is_hex = hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex.then(|| u128::from_str_radix(hex, 16).ok().map(|it| Self(it.to_be_bytes()))).flatten()
    }

    /// The first `digits` hexadecimal digits, for names that a person may see.
    pub fn short(&self, digits: usize) -> String {
        let mut hex = self.to_string();
        hex.truncate(digits);
        hex
    }

    fn finish(hasher: &blake3::Hasher) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Most values are many small fields; handed on one by one, each costs as much as hashing a hundred bytes.
struct Blake {
    hasher: blake3::Hasher,
    waiting: Vec<u8>,
}

/// As many bytes wait to be hashed together.
const WAITING: usize = 1024;

impl Hasher for Blake {
    fn write(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= WAITING {
            self.hasher.update(&self.waiting);
            self.waiting.clear();
        }
    }

    fn finish(&self) -> u64 {
        unreachable!("invariant: a digest is read as 128 bits, never as 64")
    }
}
