//! The first bytes of a text in lower case, without a string of their own: most texts that words are looked for in have
//! none of them, and are asked by the thousand.

/// More bytes than any entry of a vocabulary has, so that what follows an entry is here too.
pub const FRONT: usize = 32;

/// The front of a text that begins with ASCII.
pub struct Front {
    bytes: [u8; FRONT],
    len: usize,
}

impl Front {
    /// The front of a text, at most `len` bytes of it; nothing where those are not all ASCII.
    pub fn of(text: &str, len: usize) -> Option<Self> {
        let len = len.min(text.len()).min(FRONT);
        let front = &text.as_bytes()[..len];
        if !front.is_ascii() {
            return None;
        }
        let mut bytes = [0; FRONT];
        bytes[..len].copy_from_slice(front);
        bytes.make_ascii_lowercase();
        Some(Self { bytes, len })
    }

    /// The front in lower case.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}
