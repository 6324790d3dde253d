//! All patterns of a room at once: which of them may match at a place of a line, told in one pass over what stands there.
//!
//! A gate lets too much through and never too little; Oniguruma, which the syntaxes are written for, always has the last
//! word. So whatever an automaton cannot follow is left out of a pattern, with all that stands behind it: what an earlier
//! group has matched, a class with an operator of its own, looking behind. Patterns are read by fancy-regex's parser, which
//! knows Oniguruma's grammar; its engine is not used.

use fancy_regex::internal::{FLAG_ONIGURUMA_MODE, FLAG_UNICODE};
use fancy_regex::{Assertion, Expr, LookAround};
use regex_automata::hybrid::dfa::{Cache, Config, DFA};
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::util::pool::{Pool, PoolGuard};
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, Hir, HirKind, Look, Repetition};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// The patterns of a room as one automaton, whose states are made as they are met.
#[derive(Debug)]
pub struct Gate {
    dfa: DFA,
    caches: Pool<Cache, Make>,
    /// The bytes that no pattern begins with, as far as has been met, a bit each; by what stands before them.
    dead: [[AtomicU64; 4]; 3],
}

type Make = Box<dyn Fn() -> Cache + Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>;

/// A gate that one thread passes through.
pub struct Open<'g> {
    gate: &'g Gate,
    cache: PoolGuard<'g, Cache, Make>,
}

/// Bytes that the states of one gate may take in one thread; when they are full they are made anew.
const CACHE: usize = 1 << 20;

/// Repetitions are counted up to here: a state for each of a large number is dearer than letting some through.
const COUNTED: u32 = 8;

impl Gate {
    /// A gate for these patterns, in lines of ASCII alone or in all others; a pattern that is `None` may match anywhere.
    /// There is none for a pattern that asks where the search began (`\G`) or moves its own beginning (`\K`), and none for
    /// so many that their automaton would be too large.
    pub fn of<'p>(patterns: impl Iterator<Item = Option<&'p str>>, is_ascii: bool) -> Option<Self> {
        let mut reader = Reader { is_ascii, classes: HashMap::new() };
        let patterns: Option<Vec<Hir>> =
            patterns.map(|pattern| pattern.map_or(Some(Hir::empty()), |pattern| reader.read(pattern))).collect();
        let config =
            thompson::Config::new().utf8(false).which_captures(WhichCaptures::None).nfa_size_limit(Some(4 << 20));
        let nfa = NFA::compiler().configure(config).build_many_from_hir(&patterns?).ok()?;
        let config = Config::new().match_kind(MatchKind::All).cache_capacity(CACHE).skip_cache_capacity_check(true);
        let dfa = DFA::builder().configure(config).build_from_nfa(nfa).ok()?;
        let maker = dfa.clone();
        Some(Self { dfa, caches: Pool::new(Box::new(move || maker.create_cache())), dead: Default::default() })
    }

    /// The gate for one search.
    pub fn open(&self) -> Open<'_> {
        Open { gate: self, cache: self.caches.get() }
    }
}

impl Open<'_> {
    /// The first place from `from` to `to`, both included, where a pattern may match; `may` then holds the patterns, a bit
    /// each, 64 a word.
    pub fn next(&mut self, line: &str, from: usize, to: usize, may: &mut [u64]) -> Option<usize> {
        (from..=to)
            .find(|at| self.begins(line.as_bytes(), *at) && line.is_char_boundary(*at) && self.passes(line, *at, may))
    }

    /// Whether a pattern may begin with the byte at a place: most begin none, and that is soon known.
    fn begins(&self, line: &[u8], at: usize) -> bool {
        line.get(at).is_none_or(|byte| {
            let dead = &self.gate.dead[before(line, at)][usize::from(byte / 64)];
            dead.load(Ordering::Relaxed) >> (byte % 64) & 1 == 0
        })
    }

    fn passes(&mut self, line: &str, at: usize, may: &mut [u64]) -> bool {
        let input = Input::new(line).range(at..).anchored(Anchored::Yes);
        let (dfa, line) = (&self.gate.dfa, line.as_bytes());
        let Ok(mut state) = dfa.start_state_forward(&mut self.cache, &input) else { return all(may) };
        let mut any = false;
        for read in at.. {
            let byte = line.get(read);
            let next = match byte {
                Some(byte) => dfa.next_state(&mut self.cache, state, *byte),
                None => dfa.next_eoi_state(&mut self.cache, state),
            };
            let Some(next) = next.ok().filter(|next| !next.is_quit()) else { return all(may) };
            if next.is_match() {
                if !std::mem::replace(&mut any, true) {
                    may.fill(0);
                }
                for number in 0..dfa.match_len(&self.cache, next) {
                    let pattern = dfa.match_pattern(&self.cache, next, number).as_usize();
                    may[pattern / 64] |= 1 << (pattern % 64);
                }
            }
            if byte.is_none() || next.is_dead() {
                if let Some(byte) = byte.filter(|_| read == at && !any) {
                    let dead = &self.gate.dead[before(line, at)][usize::from(byte / 64)];
                    dead.fetch_or(1 << (byte % 64), Ordering::Relaxed);
                }
                break;
            }
            state = next;
        }
        any
    }
}

/// All that patterns ask of what stands before a place: whether a line begins there, and whether a word ended.
fn before(line: &[u8], at: usize) -> usize {
    match at.checked_sub(1).map(|before| line[before]) {
        None | Some(b'\n') => 0,
        Some(byte) if byte.is_ascii_alphanumeric() || byte == b'_' => 1,
        Some(_) => 2,
    }
}

/// What an automaton refuses may match.
fn all(may: &mut [u64]) -> bool {
    may.fill(u64::MAX);
    true
}

/// Reads patterns for one kind of line.
struct Reader {
    is_ascii: bool,
    /// What was read of classes, which are the same few in all patterns.
    classes: HashMap<(String, bool), u128>,
}

/// A part as the automaton reads it, and whether that is all of it: what stands behind a part that is not cannot be asked
/// for.
type Part = (Hir, bool);

/// Nothing known from here on.
fn open() -> Part {
    (Hir::empty(), false)
}

impl Reader {
    fn read(&mut self, pattern: &str) -> Option<Hir> {
        let Ok(tree) = Expr::parse_tree_with_flags(pattern, FLAG_ONIGURUMA_MODE | FLAG_UNICODE) else {
            // Unread, it may still be one of those that move.
            return (!pattern.contains("\\G") && !pattern.contains("\\K")).then(Hir::empty);
        };
        let moves = |expr: &Expr| matches!(expr, Expr::KeepOut | Expr::ContinueFromPreviousMatchEnd);
        (!tree.expr.has_descendant_or_self(moves)).then(|| self.part(&tree.expr, true).0)
    }

    /// `is_last` is whether nothing stands behind it.
    fn part(&mut self, expr: &Expr, is_last: bool) -> Part {
        match expr {
            Expr::Empty => (Hir::empty(), true),
            Expr::Any { .. } => self.one_of(u128::MAX, true),
            Expr::Literal { val, casei } => self.literal(val, *casei),
            Expr::Delegate { inner, casei } => self.class(inner, *casei),
            Expr::Concat(parts) => {
                let mut read = Vec::with_capacity(parts.len());
                for (at, part) in parts.iter().enumerate() {
                    let (part, is_whole) = self.part(part, is_last && at + 1 == parts.len());
                    read.push(part);
                    if !is_whole {
                        return (Hir::concat(read), false);
                    }
                }
                (Hir::concat(read), true)
            }
            Expr::Alt(branches) => {
                let (branches, whole): (Vec<Hir>, Vec<bool>) =
                    branches.iter().map(|branch| self.part(branch, is_last)).unzip();
                (Hir::alternation(branches), !whole.contains(&false))
            }
            Expr::Group(inner) => self.part(inner, is_last),
            Expr::AtomicGroup(inner) => self.part(inner, is_last),
            Expr::LookAround(inner, LookAround::LookAhead) if is_last => (self.part(inner, true).0, false),
            Expr::LookAround(..) => (Hir::empty(), true),
            Expr::Repeat { child, lo, hi, .. } => self.repeat(child, *lo, *hi),
            Expr::Assertion(assertion) => self.assertion(assertion, is_last),
            _ => open(),
        }
    }

    fn repeat(&mut self, child: &Expr, least: usize, most: usize) -> Part {
        match self.part(child, false) {
            (sub, true) => {
                let bound = |count: usize| u32::try_from(count).ok().filter(|count| *count <= COUNTED);
                let (min, max) = (bound(least).unwrap_or(COUNTED), bound(most));
                (Hir::repetition(Repetition { min, max, greedy: true, sub: Box::new(sub) }), true)
            }
            (sub, false) if least > 0 => (sub, false),
            _ => open(),
        }
    }

    fn assertion(&self, assertion: &Assertion, is_last: bool) -> Part {
        use Assertion as A;
        match assertion {
            A::StartText | A::StartLine { .. } | A::StartLineOniguruma { .. } => (Hir::look(Look::StartLF), true),
            A::EndText | A::EndTextIgnoreTrailingNewlines { .. } | A::EndLine { .. } if is_last => {
                (Hir::alternation(vec![Hir::literal(*b"\n"), Hir::look(Look::End)]), false)
            }
            A::WordBoundary if self.is_ascii => (Hir::look(Look::WordAscii), true),
            _ => (Hir::empty(), true),
        }
    }

    fn literal(&self, text: &str, is_folded: bool) -> Part {
        if !is_folded {
            return (Hir::literal(text.as_bytes()), true);
        }
        let mut letters = Vec::with_capacity(text.len());
        for letter in text.chars() {
            // `ß` is `ss` to Oniguruma, whichever of the two is the pattern.
            let Some(letter) = u8::try_from(letter).ok().filter(u8::is_ascii) else {
                letters.push(Hir::empty());
                return (Hir::concat(letters), false);
            };
            let both = 1 << letter.to_ascii_lowercase() | 1 << letter.to_ascii_uppercase();
            if !self.is_ascii && letter.is_ascii_alphabetic() {
                letters.push(self.one_of(both, true).0);
                return (Hir::concat(letters), false);
            }
            letters.push(self.one_of(both, false).0);
        }
        (Hir::concat(letters), true)
    }

    /// One character of a class, which is exact in ASCII; beyond, anything may be in it.
    fn class(&mut self, class: &str, is_folded: bool) -> Part {
        let ascii = match self.classes.get(&(class.to_owned(), is_folded)) {
            Some(ascii) => *ascii,
            None => {
                let ascii = ascii_of(class, is_folded);
                self.classes.insert((class.to_owned(), is_folded), ascii);
                ascii
            }
        };
        self.one_of(ascii, true)
    }

    /// One character: of ASCII these, a bit each, and beyond ASCII any or none.
    fn one_of(&self, ascii: u128, is_beyond: bool) -> Part {
        let bytes = |from: u8, to: u8| ClassBytesRange::new(from, to);
        let class = |ranges: ClassBytes| Hir::class(Class::Bytes(ranges));
        let low = ClassBytes::new((0..128u8).filter(|byte| ascii >> byte & 1 == 1).map(|byte| bytes(byte, byte)));
        if self.is_ascii || !is_beyond {
            return (class(low), true);
        }
        let tail = Box::new(class(ClassBytes::new([bytes(0x80, 0xbf)])));
        let tail = Hir::repetition(Repetition { min: 1, max: Some(3), greedy: true, sub: tail });
        let high = Hir::concat(vec![class(ClassBytes::new([bytes(0xc2, 0xf4)])), tail]);
        (Hir::alternation(vec![class(low), high]), true)
    }
}

/// The ASCII characters of a class, a bit each.
fn ascii_of(class: &str, is_folded: bool) -> u128 {
    // What are ranges to Oniguruma are operators to regex-syntax.
    if class.contains("--") || class.contains("~~") {
        return u128::MAX;
    }
    let parse = |unicode| {
        ParserBuilder::new().case_insensitive(is_folded).utf8(false).unicode(unicode).build().parse(class).ok()
    };
    // What is beyond ASCII takes long to read and is not asked for, but some classes can only be read with it.
    match parse(false).or_else(|| parse(true)).as_ref().map(Hir::kind) {
        Some(HirKind::Class(Class::Unicode(class))) => {
            class.iter().fold(0, |ascii, range| ascii | span(range.start(), range.end()))
        }
        Some(HirKind::Class(Class::Bytes(class))) => {
            class.iter().fold(0, |ascii, range| ascii | span(range.start().into(), range.end().into()))
        }
        // A class of one letter is that letter.
        Some(HirKind::Literal(letter)) if letter.0.len() == 1 => span(letter.0[0].into(), letter.0[0].into()),
        _ => u128::MAX,
    }
}

/// The ASCII characters from one to another, a bit each.
fn span(from: char, to: char) -> u128 {
    (u32::from(from)..=u32::from(to).min(127)).fold(0, |ascii, code| ascii | 1 << code)
}
