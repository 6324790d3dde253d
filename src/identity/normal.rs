//! Unicode's normal forms at the price of a look at each letter: most text is in them already, and asking the tables
//! letter by letter costs more than reading the note.

use caseless::Caseless;
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Blocks of which every letter is its own NFKC, stands still in it and joins with none of the others (its quick check
/// says yes, its combining class is 0): Latin with its accents, Cyrillic, Hebrew, Arabic, most of Devanagari, Bengali and
/// Thai, Georgian, quotation marks and dashes, kana, Han, Hangul and pictures. What is not listed only costs the careful way. `tests/identity.rs` holds this to Unicode.
const STILL: &[(char, char)] = &[
    ('\u{c0}', '\u{131}'),
    ('\u{134}', '\u{13e}'),
    ('\u{141}', '\u{148}'),
    ('\u{14a}', '\u{17e}'),
    ('\u{180}', '\u{1c3}'),
    ('\u{1cd}', '\u{1f0}'),
    ('\u{1f4}', '\u{2af}'),
    ('\u{391}', '\u{3a1}'),
    ('\u{3a3}', '\u{3ce}'),
    ('\u{400}', '\u{482}'),
    ('\u{48a}', '\u{52f}'),
    ('\u{531}', '\u{556}'),
    ('\u{559}', '\u{586}'),
    ('\u{5d0}', '\u{5ea}'),
    ('\u{620}', '\u{64a}'),
    ('\u{660}', '\u{66f}'),
    ('\u{679}', '\u{6d5}'),
    ('\u{904}', '\u{93b}'),
    ('\u{93d}', '\u{94c}'),
    ('\u{960}', '\u{983}'),
    ('\u{985}', '\u{98c}'),
    ('\u{993}', '\u{9a8}'),
    ('\u{9e6}', '\u{9fd}'),
    ('\u{e01}', '\u{e32}'),
    ('\u{e3f}', '\u{e47}'),
    ('\u{10d0}', '\u{10fa}'),
    ('\u{1e00}', '\u{1e99}'),
    ('\u{1ea0}', '\u{1ef9}'),
    ('\u{2012}', '\u{2015}'),
    ('\u{2018}', '\u{2023}'),
    ('\u{20a9}', '\u{20c0}'),
    ('\u{2190}', '\u{21ff}'),
    ('\u{2200}', '\u{222b}'),
    ('\u{2600}', '\u{27bf}'),
    ('\u{3001}', '\u{3020}'),
    ('\u{3041}', '\u{3096}'),
    ('\u{30a1}', '\u{30fe}'),
    ('\u{3400}', '\u{9fff}'),
    ('\u{ac00}', '\u{d7a3}'),
    ('\u{1f300}', '\u{1faff}'),
];

/// The same for NFC, which leaves more as it is: compatibility letters, and everything below the combining marks.
const STILL_IN_NFC: &[(char, char)] = &[
    ('\0', '\u{2ff}'),
    ('\u{2002}', '\u{20cf}'),
    ('\u{2100}', '\u{2125}'),
    ('\u{2190}', '\u{2328}'),
    ('\u{2400}', '\u{2adb}'),
    ('\u{3000}', '\u{3029}'),
    ('\u{ff00}', '\u{ffef}'),
    ('\u{1f000}', '\u{1faff}'),
];

fn within(c: char, blocks: &[(char, char)]) -> bool {
    let at = blocks.partition_point(|(_, last)| *last < c);
    blocks.get(at).is_some_and(|(first, _)| *first <= c)
}

/// Whether a text is ASCII whose only white space is single spaces: then neither its form nor its spaces need a look.
pub fn regular(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Every byte is looked at, early exits or not: so the compiler can take sixteen at a time.
    let control = bytes.iter().fold(false, |odd, byte| odd | !matches!(byte, b' '..=b'~'));
    let double =
        bytes.iter().zip(bytes.get(1..).unwrap_or(&[])).fold(false, |odd, (a, b)| odd | (*a == b' ' && *b == b' '));
    !control && !double
}

/// The text in NFC.
pub fn nfc(text: &str) -> Cow<'_, str> {
    let still = |c: char| c < '\u{300}' || within(c, STILL) || within(c, STILL_IN_NFC);
    if text.is_ascii() || text.chars().all(still) { text.into() } else { text.nfc().collect::<String>().into() }
}

/// Appends a text in NFKC, by Unicode's default case folding, and in NFKC again, with white space collapsed to single
/// spaces. NFKC turns `：` and `？` into their ASCII fellows.
pub fn fold(text: &str, out: &mut String) {
    let from = out.len();
    if regular(text) {
        out.push_str(text);
        out[from..].make_ascii_lowercase();
        return;
    }
    let mut out = Collapsed { out, spaced: false };
    // The letter before, which the next may join; and where what wants care begins.
    let (mut last, mut careful) = (None, None);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_ascii() && careful.is_none() {
            let run = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii()).count();
            if run > 1 {
                out.extend(last.take());
                out.ascii(&text[at..at + run - 1]);
                at += run - 1;
                continue;
            }
        }
        match (still(c), careful) {
            (Some(folded), None) => out.extend(last.replace((at, folded))),
            (Some(folded), Some(from)) => {
                out.carefully(&text[from..at]);
                (last, careful) = (Some((at, folded)), None);
            }
            (None, None) => careful = Some(last.take().map_or(at, |(last, _)| last)),
            (None, Some(_)) => {}
        }
        at += c.len_utf8();
    }
    match careful {
        Some(from) => out.carefully(&text[from..]),
        None => out.extend(last),
    }
}

/// A letter by Unicode's default case folding: one, two or three; `\0` stands for none.
type Folded = [char; 3];

/// The folded letter, if it and what it becomes stand still.
fn still(c: char) -> Option<Folded> {
    match c {
        c if c.is_ascii() => Some([c.to_ascii_lowercase(), '\0', '\0']),
        // What stands still up here has no case.
        c if c as usize >= CASED.len() => within(c, STILL).then_some([c, '\0', '\0']),
        c => match CASED[c as usize] {
            [0, ..] => None,
            folded => Some(folded.map(|c| char::from_u32(u32::from(c)).unwrap_or('\0'))),
        },
    }
}

/// The letters of the alphabets that have cases, folded; nothing of those that do not stand still.
static CASED: LazyLock<Vec<[u16; 3]>> = LazyLock::new(|| {
    let fold = |c: char| {
        let mut folded = [0; 3];
        let mut room = folded.iter_mut();
        for c in std::iter::once(c).filter(|c| within(*c, STILL)).default_case_fold() {
            let code = u16::try_from(u32::from(c)).ok().filter(|_| c.is_ascii() || within(c, STILL))?;
            *room.next()? = code;
        }
        Some(folded)
    };
    ('\0'..'\u{2000}').map(|c| fold(c).unwrap_or_default()).collect()
});

/// Where text is written to with its white space collapsed.
struct Collapsed<'o> {
    out: &'o mut String,
    spaced: bool,
}

impl Collapsed<'_> {
    fn extend(&mut self, letter: Option<(usize, Folded)>) {
        let Some((_, [first, second, third])) = letter else { return };
        self.push(first);
        self.out.extend([second, third].into_iter().filter(|c| *c != '\0'));
    }

    /// A run of ASCII.
    fn ascii(&mut self, text: &str) {
        if !regular(text) {
            return text.chars().for_each(|c| self.push(c.to_ascii_lowercase()));
        }
        let text = text.strip_prefix(' ').filter(|_| self.spaced).unwrap_or(text);
        let from = self.out.len();
        self.out.push_str(text);
        self.out[from..].make_ascii_lowercase();
        self.spaced = text.ends_with(' ') || (text.is_empty() && self.spaced);
    }

    /// What Unicode's tables make of a text.
    fn carefully(&mut self, text: &str) {
        text.nfkc().default_case_fold().nfkc().for_each(|c| self.push(c));
    }

    fn push(&mut self, c: char) {
        if !c.is_whitespace() {
            self.out.push(c);
            self.spaced = false;
        } else if !self.spaced {
            self.out.push(' ');
            self.spaced = true;
        }
    }
}
