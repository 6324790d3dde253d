//! All patterns of a room at once: which of them may match at a place of a line, told in one pass over what stands there.
//!
//! A gate lets too much through and never too little; Oniguruma, which the syntaxes are written for, has the last word.
//! Whatever an automaton cannot follow is left out of a pattern, with all that stands behind it: what an earlier group has
//! matched, a class with an operator of its own, looking behind. Patterns are read by fancy-regex's parser, which knows
//! Oniguruma's grammar; its engine is not used. Where nothing was left out and a match can end at one place only, there is
//! nothing left for Oniguruma to say, and it is not asked.

mod read;

use read::{Ends, Reader};
use regex_automata::hybrid::dfa::{Cache, Config, DFA};
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::util::pool::{Pool, PoolGuard};
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::hir::Hir;
use std::sync::atomic::{AtomicU64, Ordering};

/// The patterns of a room as one automaton, whose states are made as they are met.
#[derive(Debug)]
pub struct Gate {
    dfa: DFA,
    /// Where matches end, by pattern.
    ends: Vec<Ends>,
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

impl Gate {
    /// A gate for these patterns, in lines of ASCII alone or in all others; a pattern that is `None` may match anywhere.
    /// There is none for a pattern that asks where the search began (`\G`) or moves its own beginning (`\K`), and none for
    /// so many that their automaton would be too large.
    pub fn of<'p>(patterns: impl Iterator<Item = Option<&'p str>>, is_ascii: bool) -> Option<Self> {
        let mut reader = Reader::new(is_ascii);
        let anything = Some((Hir::empty(), Ends::Unknown));
        let read = patterns.map(|pattern| pattern.map_or(anything.clone(), |pattern| reader.read(pattern)));
        let (patterns, ends): (Vec<Hir>, Vec<Ends>) = read.collect::<Option<Vec<_>>>()?.into_iter().unzip();
        let config =
            thompson::Config::new().utf8(false).which_captures(WhichCaptures::None).nfa_size_limit(Some(4 << 20));
        let nfa = NFA::compiler().configure(config).build_many_from_hir(&patterns).ok()?;
        let config = Config::new().match_kind(MatchKind::All).cache_capacity(CACHE).skip_cache_capacity_check(true);
        let dfa = DFA::builder().configure(config).build_from_nfa(nfa).ok()?;
        let maker = dfa.clone();
        Some(Self { dfa, ends, caches: Pool::new(Box::new(move || maker.create_cache())), dead: Default::default() })
    }

    /// The gate for one search.
    pub fn open(&self) -> Open<'_> {
        Open { gate: self, cache: self.caches.get() }
    }
}

/// The patterns that may match at a place.
#[derive(Debug, Default)]
pub struct Hits {
    /// Those that may, a bit each, 64 a word.
    may: Vec<u64>,
    /// Those that may end at several places.
    many: Vec<u64>,
    /// The first place where each may end.
    ends: Vec<usize>,
}

impl Hits {
    fn add(&mut self, pattern: usize, end: usize) {
        let (word, bit) = (pattern / 64, 1 << (pattern % 64));
        if self.may[word] & bit != 0 {
            self.many[word] |= bit;
        } else {
            self.may[word] |= bit;
            self.ends[pattern] = end;
        }
    }

    /// Every pattern may match and end anywhere: the automaton has given up.
    fn all(&mut self) -> bool {
        self.may.fill(u64::MAX);
        self.many.fill(u64::MAX);
        true
    }

    /// The patterns, in order.
    pub fn patterns(&self) -> impl Iterator<Item = usize> {
        let patterns = self.may.iter().enumerate().flat_map(|(word, bits)| {
            let mut bits = *bits;
            std::iter::from_fn(move || {
                let next = (bits != 0).then(|| word * 64 + bits.trailing_zeros() as usize);
                bits &= bits.wrapping_sub(1);
                next
            })
        });
        patterns.take_while(|pattern| *pattern < self.ends.len())
    }
}

impl Open<'_> {
    /// The first place from `from` to `to`, both included, where a pattern may match; `hits` then says which.
    pub fn next(&mut self, line: &str, from: usize, to: usize, hits: &mut Hits) -> Option<usize> {
        let patterns = self.gate.ends.len();
        hits.may.resize(patterns.div_ceil(64), 0);
        hits.many.resize(patterns.div_ceil(64), 0);
        hits.ends.resize(patterns, 0);
        (from..=to)
            .find(|at| self.begins(line.as_bytes(), *at) && line.is_char_boundary(*at) && self.passes(line, *at, hits))
    }

    /// Where a match of a pattern that begins at a place surely ends.
    pub fn end(&self, hits: &Hits, pattern: usize, at: usize) -> Option<usize> {
        let is_many = hits.many[pattern / 64] >> (pattern % 64) & 1 == 1;
        match self.gate.ends[pattern] {
            Ends::Here => Some(at),
            Ends::There if !is_many => Some(hits.ends[pattern]),
            _ => None,
        }
    }

    /// Whether a pattern may begin with the byte at a place: most begin none, and that is soon known.
    fn begins(&self, line: &[u8], at: usize) -> bool {
        line.get(at).is_none_or(|byte| {
            let dead = &self.gate.dead[before(line, at)][usize::from(byte / 64)];
            dead.load(Ordering::Relaxed) >> (byte % 64) & 1 == 0
        })
    }

    fn passes(&mut self, line: &str, at: usize, hits: &mut Hits) -> bool {
        let input = Input::new(line).range(at..).anchored(Anchored::Yes);
        let (dfa, line) = (&self.gate.dfa, line.as_bytes());
        let Ok(mut state) = dfa.start_state_forward(&mut self.cache, &input) else { return hits.all() };
        let mut any = false;
        for read in at.. {
            let byte = line.get(read);
            let next = match byte {
                Some(byte) => dfa.next_state(&mut self.cache, state, *byte),
                None => dfa.next_eoi_state(&mut self.cache, state),
            };
            let Some(next) = next.ok().filter(|next| !next.is_quit()) else { return hits.all() };
            if next.is_match() {
                if !std::mem::replace(&mut any, true) {
                    hits.may.fill(0);
                    hits.many.fill(0);
                }
                for number in 0..dfa.match_len(&self.cache, next) {
                    let pattern = dfa.match_pattern(&self.cache, next, number).as_usize();
                    hits.add(pattern, read);
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
