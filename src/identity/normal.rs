//! Unicode's normal forms at the price of a look at each letter: most text is in them already, and asking the tables
//! letter by letter costs more than reading the note.

use caseless::Caseless;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Blocks of which every letter is its own NFKC, stands still in it and joins with none of the others (its quick check
/// says yes, its combining class is 0): Latin with its accents, Cyrillic, Hebrew, Arabic, Georgian, quotation marks and
/// dashes, kana, Han and Hangul. What is not listed only costs the careful way. `tests/identity.rs` holds this to Unicode.
const STILL: &[(char, char)] = &[
    ('\u{c0}', '\u{131}'),
    ('\u{134}', '\u{13e}'),
    ('\u{141}', '\u{148}'),
    ('\u{14a}', '\u{17e}'),
    ('\u{391}', '\u{3a1}'),
    ('\u{3a3}', '\u{3ce}'),
    ('\u{400}', '\u{482}'),
    ('\u{48a}', '\u{52f}'),
    ('\u{5d0}', '\u{5ea}'),
    ('\u{620}', '\u{64a}'),
    ('\u{660}', '\u{66f}'),
    ('\u{10d0}', '\u{10fa}'),
    ('\u{1e00}', '\u{1e99}'),
    ('\u{1ea0}', '\u{1ef9}'),
    ('\u{2012}', '\u{2015}'),
    ('\u{2018}', '\u{2023}'),
    ('\u{2190}', '\u{21ff}'),
    ('\u{2600}', '\u{27bf}'),
    ('\u{3001}', '\u{3020}'),
    ('\u{3041}', '\u{3096}'),
    ('\u{30a1}', '\u{30fe}'),
    ('\u{3400}', '\u{9fff}'),
    ('\u{ac00}', '\u{d7a3}'),
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
    let mut spaced = false;
    for c in text.chars() {
        if c.is_ascii() {
            collapse(c.to_ascii_lowercase(), &mut spaced, out);
        } else if within(c, STILL) {
            for folded in std::iter::once(c).default_case_fold() {
                if !folded.is_ascii() && !within(folded, STILL) {
                    return carefully(text, from, out);
                }
                collapse(folded, &mut spaced, out);
            }
        } else {
            return carefully(text, from, out);
        }
    }
}

fn carefully(text: &str, from: usize, out: &mut String) {
    out.truncate(from);
    let folded: String = text.nfkc().default_case_fold().nfkc().collect();
    let mut spaced = false;
    for c in folded.chars() {
        collapse(c, &mut spaced, out);
    }
}

fn collapse(c: char, spaced: &mut bool, out: &mut String) {
    if !c.is_whitespace() {
        out.push(c);
        *spaced = false;
    } else if !*spaced {
        out.push(' ');
        *spaced = true;
    }
}
