//! Which first letters a vocabulary has: most texts that words are looked for in have none of them, and are asked by the
//! thousand.

use crate::normal;

/// Which texts some entries may begin: three letters tell nearly all texts apart at the price of one look, and most texts
/// that are asked have no entry. It may say yes where there is none, and never no where there is one.
#[derive(Clone)]
pub struct Gate {
    /// Which bytes entries begin with, in either case.
    leads: [bool; 256],
    /// Which first letters entries have, three of them or as many as they are: see [`spot`].
    letters: [u64; SPOTS / 64],
}

/// Several thousand, for a few hundred entries.
const SPOTS: usize = 8192;

/// Where three letters in lower case have their bit; others may share it. `\0` stands for none.
fn spot(letters: [char; 3]) -> (usize, u64) {
    let [first, second, third] = letters.map(u32::from);
    let mixed = first.wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca6b) ^ third.wrapping_mul(0xc2b2_ae35);
    let spot = mixed as usize >> 19;
    (spot / 64, 1 << (spot % 64))
}

/// The first three letters of a text in lower case, with a keyboard's apostrophes.
fn first_three(text: &str) -> [char; 3] {
    if let [first, second, third, ..] = *text.as_bytes()
        && (first | second | third).is_ascii()
    {
        return [first, second, third].map(|byte| byte.to_ascii_lowercase().into());
    }
    let mut letters = text.chars().map(|c| if c == '’' { '\'' } else { normal::lower(c) });
    [(); 3].map(|()| letters.next().unwrap_or('\0'))
}

impl Gate {
    /// Of entries in lower case.
    pub fn of(entries: &[&str]) -> Self {
        let mut gate = Self { leads: [false; 256], letters: [0; SPOTS / 64] };
        for entry in entries {
            for first in entry.chars().take(1).flat_map(|first| first.to_uppercase().chain([first])) {
                gate.leads[usize::from(first.encode_utf8(&mut [0; 4]).as_bytes()[0])] = true;
            }
            let (place, bit) = spot(first_three(entry));
            gate.letters[place] |= bit;
        }
        gate
    }

    /// Of the entries of several.
    pub fn any(gates: &[&Self]) -> Self {
        let mut all = Self::of(&[]);
        for gate in gates {
            all.leads.iter_mut().zip(gate.leads).for_each(|(these, those)| *these |= those);
            all.letters.iter_mut().zip(gate.letters).for_each(|(these, those)| *these |= those);
        }
        all
    }

    /// Whether an entry may begin with a byte, in any case.
    pub fn may_lead(&self, byte: u8) -> bool {
        self.leads[usize::from(byte)]
    }

    /// Whether an entry may begin a text, in any case.
    #[inline]
    pub fn may_begin(&self, text: &str) -> bool {
        let [first, second, third] = first_three(text);
        self.has([first, '\0', '\0']) || self.has([first, second, '\0']) || self.has([first, second, third])
    }

    /// The same for entries of two letters and more.
    pub fn may_go_on(&self, text: &str) -> bool {
        let [first, second, third] = first_three(text);
        self.has([first, second, '\0']) || self.has([first, second, third])
    }

    fn has(&self, letters: [char; 3]) -> bool {
        let (place, bit) = spot(letters);
        self.letters[place] & bit != 0
    }
}
