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
    ('\u{a1}', '\u{a7}'),
    ('\u{a9}', '\u{a9}'),
    ('\u{ab}', '\u{ac}'),
    ('\u{ae}', '\u{ae}'),
    ('\u{b0}', '\u{b1}'),
    ('\u{b6}', '\u{b7}'),
    ('\u{bb}', '\u{bb}'),
    ('\u{bf}', '\u{bf}'),
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
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const TOPS: u64 = ONES << 7;
    let (mut odd, mut before) = (0, 0);
    // Eight bytes in one look: the top bit of a byte says what is odd about it.
    let mut look = |eight: [u8; 8]| {
        let bytes = u64::from_le_bytes(eight);
        let from_space = bytes ^ (ONES * u64::from(b' '));
        let spaces = !(((from_space & !TOPS) + !TOPS) | from_space) & TOPS;
        let controls = bytes.wrapping_sub(ONES * u64::from(b' '));
        odd |= ((bytes | controls) & TOPS) | (spaces & (spaces << 8 | before));
        before = spaces >> 56;
    };
    let (eights, rest) = text.as_bytes().as_chunks();
    eights.iter().for_each(|eight| look(*eight));
    let mut last = [b'x'; 8];
    last[..rest.len()].copy_from_slice(rest);
    look(last);
    odd == 0
}

/// `str::trim_start`, where most white space is ASCII's.
pub fn trim_start(text: &str) -> &str {
    let first = text.bytes().position(|byte| !is_space(byte)).unwrap_or(text.len());
    let rest = &text[first..];
    if rest.as_bytes().first().is_none_or(u8::is_ascii) { rest } else { rest.trim_start() }
}

/// `str::trim_end`, where most white space is ASCII's.
pub fn trim_end(text: &str) -> &str {
    let end = text.bytes().rposition(|byte| !is_space(byte)).map_or(0, |last| last + 1);
    if text.as_bytes()[..end].last().is_none_or(u8::is_ascii) { &text[..end] } else { text.trim_end() }
}

/// `str::trim`, where most white space is ASCII's.
pub fn trim(text: &str) -> &str {
    trim_end(trim_start(text))
}

/// Whether a byte is white space of ASCII, as `char::is_whitespace` has it.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// The text in NFC.
pub fn nfc(text: &str) -> Cow<'_, str> {
    let still = |c: char| c < '\u{300}' || stands_still(c) || within(c, STILL_IN_NFC);
    // Whatever is below U+0300 begins with a byte below 0xcc: to look at all bytes is to look at sixteen at a time.
    let is_low = text.bytes().fold(true, |low, byte| low & (byte < 0xcc));
    if is_low || text.chars().all(still) { text.into() } else { text.nfc().collect::<String>().into() }
}

/// Whether a letter is one of `STILL`: the blocks that whole notes are written in are asked first.
fn stands_still(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{482}' | '\u{3041}'..='\u{3096}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
        || within(c, STILL)
}

/// Whether a character is a digit of ASCII or a common letter that is its own lower case: Latin's and Cyrillic's small
/// ones, kana, Han and Hangul. What is not listed only costs a look into Unicode's tables.
pub fn is_small(c: char) -> bool {
    match SMALL.get(c as usize) {
        Some(small) => *small,
        None => matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{3400}'..='\u{9fff}' | '가'..='힣'),
    }
}

/// The small letters of the alphabets that have cases.
static SMALL: [bool; 0x2000] = {
    // From, to, and how far one lies behind the other: in some blocks each stands behind its capital.
    let blocks = [
        ('0', '9', 1),
        ('a', 'z', 1),
        ('ß', 'ö', 1),
        ('ø', 'ÿ', 1),
        ('\u{101}', '\u{137}', 2),
        ('\u{14b}', '\u{177}', 2),
        ('а', 'џ', 1),
        ('\u{1ea1}', '\u{1eff}', 2),
    ];
    let mut small = [false; 0x2000];
    let mut block = 0;
    while block < blocks.len() {
        let (first, last, step) = blocks[block];
        let mut c = first as usize;
        while c <= last as usize {
            small[c] = true;
            c += step;
        }
        block += 1;
    }
    small
};

/// A letter or a digit of ASCII in lower case, for each of its letters and digits; 0 for every other byte.
pub fn folded(byte: u8) -> u8 {
    FOLDED[usize::from(byte)]
}

static FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            folded[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    folded
};

/// `char::is_alphabetic`, where the letters that whole notes are written in are asked first.
pub fn is_alphabetic(c: char) -> bool {
    match c {
        c if c.is_ascii() => c.is_ascii_alphabetic(),
        '\u{400}'..='\u{481}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '가'..='힣' => true,
        c => SMALL.get(c as usize).is_some_and(|small| *small) || c.is_alphabetic(),
    }
}

/// The lower case of a letter, or the first letter of it: only `İ` has two.
pub fn lower(c: char) -> char {
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c if is_small(c) => c,
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Appends a text in NFKC, by Unicode's default case folding, and in NFKC again, with white space collapsed to single
/// spaces. NFKC turns `：` and `？` into their ASCII fellows.
pub fn fold(text: &str, out: &mut String) {
    if regular(text) {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
        return;
    }
    let mut out = Collapsed { out, spaced: false };
    // Where the last letter begins, which the next may join, and what was written before it.
    let (mut at, mut last) = (0, (0, out.written()));
    loop {
        let plain = out.plain(&text[at..]);
        if let Some((end, _)) = plain.char_indices().next_back() {
            out.copy(&plain[..end]);
            at += end;
        }
        let Some(c) = text[at..].chars().next() else { return };
        if c.is_ascii() {
            last = (at, out.written());
            out.push(c.to_ascii_lowercase());
            at += 1;
            continue;
        }
        if let Some(folded) = still(c) {
            last = (at, out.written());
            out.letter(folded);
            at += c.len_utf8();
            continue;
        }
        // What does not stand still is read with the letter before it, up to the next that does.
        let (from, written) = last;
        out.take_back(written);
        at += text[at..].find(|c| still(c).is_some()).unwrap_or(text.len() - at);
        out.carefully(&text[from..at]);
        last = (at, out.written());
    }
}

/// A letter by Unicode's default case folding: one, two or three; `\0` stands for none.
type Folded = [char; 3];

/// Whether a letter is a common one that stands still and is its own folded form.
fn is_folded(c: char) -> bool {
    is_small(c) && !matches!(c, 'ß' | 'ĳ' | '\u{1efa}'..='\u{1eff}')
}

/// The folded letter, if it and what it becomes stand still.
fn still(c: char) -> Option<Folded> {
    match c {
        c if c.is_ascii() => Some([c.to_ascii_lowercase(), '\0', '\0']),
        // ASCII as wide as Han.
        '\u{ff01}'..='\u{ff5e}' => Some([char::from((c as u32 - 0xfee0) as u8).to_ascii_lowercase(), '\0', '\0']),
        // What stands still up here has no case.
        c if c as usize >= CASED.len() => stands_still(c).then_some([c, '\0', '\0']),
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
    /// How much was written, and whether it ends in a space that was.
    fn written(&self) -> (usize, bool) {
        (self.out.len(), self.spaced)
    }

    fn take_back(&mut self, (len, spaced): (usize, bool)) {
        self.out.truncate(len);
        self.spaced = spaced;
    }

    /// A letter beyond ASCII that stands still: none of these is white space.
    fn letter(&mut self, [first, second, third]: Folded) {
        self.out.push(first);
        self.spaced = false;
        if second != '\0' {
            self.out.extend([second, third].into_iter().filter(|c| *c != '\0'));
        }
    }

    /// As much of the front of a text as stays as it is, but for ASCII's capitals.
    fn plain<'t>(&self, text: &'t str) -> &'t str {
        let (mut end, mut spaced) = (0, self.spaced);
        while let Some(&byte) = text.as_bytes().get(end) {
            let len = match byte {
                b' ' if !spaced => 1,
                b'!'..=b'~' => 1,
                128.. => text[end..].chars().next().filter(|c| is_folded(*c)).map_or(0, char::len_utf8),
                _ => 0,
            };
            if len == 0 {
                break;
            }
            spaced = byte == b' ';
            end += len;
        }
        &text[..end]
    }

    fn copy(&mut self, plain: &str) {
        let from = self.out.len();
        self.out.push_str(plain);
        self.out[from..].make_ascii_lowercase();
        self.spaced = plain.ends_with(' ') || (plain.is_empty() && self.spaced);
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
