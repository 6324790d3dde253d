//! The first bytes of a text in lower case, without a string of their own, and which first bytes a vocabulary has: most
//! texts that words are looked for in have none of them, and are asked by the thousand.

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

/// Which texts some entries may begin: two bytes tell most texts apart at the price of one look, and most texts that are
/// asked have no entry. It may say yes where there is none, and never no where there is one.
#[derive(Clone)]
pub struct Gate {
    /// For each first byte, which second bytes an entry goes on with.
    seconds: Vec<Bytes>,
    /// Which bytes are entries by themselves.
    alone: Bytes,
    /// Which first two letters entries beyond ASCII have: see [`spot`].
    letters: [u64; 16],
}

/// A set of bytes.
#[derive(Clone, Copy, Default)]
struct Bytes([u64; 4]);

impl Bytes {
    fn add(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    fn has(self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1
    }

    fn join(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(these, those)| *these |= those);
    }
}

/// Where among a thousand bits two letters have theirs; others may share it.
fn spot(first: char, second: char) -> (usize, u64) {
    let mixed = u32::from(first).wrapping_mul(0x9e37_79b1) ^ u32::from(second).wrapping_mul(0x85eb_ca6b);
    ((mixed >> 28) as usize, 1 << (mixed >> 22 & 63))
}

impl Gate {
    /// Of entries in lower case.
    pub fn of(entries: &[&str]) -> Self {
        let mut gate = Self { seconds: vec![Bytes::default(); 256], alone: Bytes::default(), letters: [0; 16] };
        for entry in entries {
            match entry.as_bytes() {
                [first, second, ..] => gate.seconds[usize::from(*first)].add(*second),
                [first] => gate.alone.add(*first),
                [] => {}
            }
            let mut letters = entry.chars();
            if let Some(first) = letters.next().filter(|first| !first.is_ascii()) {
                let (place, bit) = spot(first, letters.next().unwrap_or('\0'));
                gate.letters[place] |= bit;
            }
        }
        gate
    }

    /// Of the entries of several.
    pub fn any(gates: &[&Self]) -> Self {
        let mut all = Self::of(&[]);
        for gate in gates {
            all.alone.join(gate.alone);
            all.seconds.iter_mut().zip(&gate.seconds).for_each(|(these, those)| these.join(*those));
            all.letters.iter_mut().zip(gate.letters).for_each(|(these, those)| *these |= those);
        }
        all
    }

    /// Whether an entry may begin where these bytes do, in lower case.
    pub fn may_begin(&self, bytes: &[u8]) -> bool {
        bytes.first().is_some_and(|&first| self.alone.has(first)) || self.may_go_on(bytes)
    }

    /// The same for entries of two bytes and more.
    pub fn may_go_on(&self, bytes: &[u8]) -> bool {
        matches!(bytes, [first, second, ..] if self.seconds[usize::from(*first)].has(*second))
    }

    /// Whether an entry beyond ASCII may begin with two letters in lower case; `\0` stands for none.
    pub fn may_begin_with(&self, first: char, second: char) -> bool {
        let has = |(place, bit): (usize, u64)| self.letters[place] & bit != 0;
        has(spot(first, second)) || has(spot(first, '\0'))
    }

    /// Whether an entry may begin a text in any case.
    pub fn may_begin_in_any_case(&self, text: &str) -> bool {
        match text.as_bytes() {
            [first, ..] if !first.is_ascii() => {
                let mut lower = text.chars().flat_map(char::to_lowercase);
                self.may_begin_with(lower.next().unwrap_or('\0'), lower.next().unwrap_or('\0'))
            }
            [first, second, ..] => self.may_begin(&[first.to_ascii_lowercase(), second.to_ascii_lowercase()]),
            [first] => self.may_begin(&[first.to_ascii_lowercase()]),
            [] => false,
        }
    }
}
