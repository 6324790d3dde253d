//! A pattern of Oniguruma's as an automaton can follow it, and what is known of where its matches end.

use fancy_regex::internal::{FLAG_ONIGURUMA_MODE, FLAG_UNICODE};
use fancy_regex::{Assertion, Expr, LookAround};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, Hir, HirKind, Look, Repetition};
use std::collections::HashMap;

/// Where a match ends that the automaton has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// Where it begins: the pattern takes nothing.
    Here,
    /// Where the automaton says, if it names one place only.
    There,
    /// Only Oniguruma knows, also whether there is a match at all.
    Unknown,
}

/// Repetitions are counted up to here: a state for each of a large number is dearer than letting some through.
const COUNTED: u32 = 8;

/// Reads patterns for one kind of line.
pub struct Reader {
    is_ascii: bool,
    /// What was read of classes, which are the same few in all patterns; `None` is any character.
    classes: HashMap<(String, bool), Option<u128>>,
}

/// A part as the automaton reads it.
struct Part {
    hir: Hir,
    /// Whether that is all of it: what stands behind a part that is not cannot be asked for.
    is_whole: bool,
    /// Whether it lets nothing through that Oniguruma would not.
    is_exact: bool,
}

/// A part of which all is read.
fn whole(hir: Hir, is_exact: bool) -> Part {
    Part { hir, is_whole: true, is_exact }
}

/// A part behind which nothing is known.
fn torn(hir: Hir) -> Part {
    Part { hir, is_whole: false, is_exact: false }
}

impl Reader {
    /// For lines of ASCII alone or for all others.
    pub fn new(is_ascii: bool) -> Self {
        Self { is_ascii, classes: HashMap::new() }
    }

    /// Reads a pattern; `None` for one that asks where the search began (`\G`) or moves its own beginning (`\K`).
    pub fn read(&mut self, pattern: &str) -> Option<(Hir, Ends)> {
        let Ok(tree) = Expr::parse_tree_with_flags(pattern, FLAG_ONIGURUMA_MODE | FLAG_UNICODE) else {
            // Unread, it may still be one of those that move.
            return (!pattern.contains("\\G") && !pattern.contains("\\K")).then(|| (Hir::empty(), Ends::Unknown));
        };
        let moves = |expr: &Expr| matches!(expr, Expr::KeepOut | Expr::ContinueFromPreviousMatchEnd);
        if tree.expr.has_descendant_or_self(moves) {
            return None;
        }
        let part = self.part(&tree.expr, true);
        let ends = match part.is_exact {
            true if takes_nothing(&tree.expr) => Ends::Here,
            true if part.is_whole => Ends::There,
            _ => Ends::Unknown,
        };
        Some((part.hir, ends))
    }

    /// `is_last` is whether nothing stands behind it.
    fn part(&mut self, expr: &Expr, is_last: bool) -> Part {
        match expr {
            Expr::Empty => whole(Hir::empty(), true),
            Expr::Any { .. } => whole(self.one_of(u128::MAX, true), false),
            Expr::Literal { val, casei } => self.literal(val, *casei),
            Expr::Delegate { inner, casei } => self.class(inner, *casei),
            Expr::Concat(parts) => self.concat(parts, is_last),
            Expr::Alt(branches) => {
                let branches: Vec<Part> = branches.iter().map(|branch| self.part(branch, is_last)).collect();
                Part {
                    is_whole: branches.iter().all(|branch| branch.is_whole),
                    is_exact: branches.iter().all(|branch| branch.is_exact),
                    hir: Hir::alternation(branches.into_iter().map(|branch| branch.hir).collect()),
                }
            }
            Expr::Group(inner) => self.part(inner, is_last),
            Expr::AtomicGroup(inner) => Part { is_exact: false, ..self.part(inner, is_last) },
            Expr::LookAround(inner, LookAround::LookAhead) if is_last => {
                Part { is_whole: false, ..self.part(inner, true) }
            }
            Expr::LookAround(..) => whole(Hir::empty(), false),
            Expr::Repeat { child, lo, hi, .. } => self.repeat(child, *lo, *hi),
            Expr::Assertion(assertion) => self.assertion(assertion),
            _ => torn(Hir::empty()),
        }
    }

    fn concat(&mut self, parts: &[Expr], is_last: bool) -> Part {
        let (mut read, mut is_exact) = (Vec::with_capacity(parts.len()), true);
        for (at, part) in parts.iter().enumerate() {
            let is_end = at + 1 == parts.len();
            let part = self.part(part, is_last && is_end);
            read.push(part.hir);
            is_exact &= part.is_exact;
            if !part.is_whole {
                return Part { hir: Hir::concat(read), is_whole: false, is_exact: is_exact && is_end };
            }
        }
        whole(Hir::concat(read), is_exact)
    }

    fn repeat(&mut self, child: &Expr, least: usize, most: usize) -> Part {
        let sub = self.part(child, false);
        if !sub.is_whole {
            return torn(if least > 0 { sub.hir } else { Hir::empty() });
        }
        let bound = |count: usize| u32::try_from(count).ok().filter(|count| *count <= COUNTED);
        let (min, max) = (bound(least), bound(most));
        let is_exact = sub.is_exact && min.is_some() && (max.is_some() || most == usize::MAX);
        let (min, sub) = (min.unwrap_or(COUNTED), Box::new(sub.hir));
        whole(Hir::repetition(Repetition { min, max, greedy: true, sub }), is_exact)
    }

    fn assertion(&self, assertion: &Assertion) -> Part {
        use Assertion as A;
        match assertion {
            // Not at the end of a line, behind its line feed, where Oniguruma begins none.
            A::StartText | A::StartLine { .. } | A::StartLineOniguruma { .. } => whole(Hir::look(Look::StartLF), false),
            A::EndLine { .. } => whole(Hir::look(Look::EndLF), true),
            A::EndText | A::EndTextIgnoreTrailingNewlines { .. } => whole(Hir::look(Look::EndLF), false),
            A::WordBoundary if self.is_ascii => whole(Hir::look(Look::WordAscii), true),
            _ => whole(Hir::empty(), false),
        }
    }

    fn literal(&self, text: &str, is_folded: bool) -> Part {
        if !is_folded {
            return whole(Hir::literal(text.as_bytes()), true);
        }
        let mut letters = Vec::with_capacity(text.len());
        for letter in text.chars() {
            // `ß` is `ss` to Oniguruma, whichever of the two is the pattern.
            let Some(letter) = u8::try_from(letter).ok().filter(u8::is_ascii) else {
                letters.push(Hir::empty());
                return torn(Hir::concat(letters));
            };
            let both = 1 << letter.to_ascii_lowercase() | 1 << letter.to_ascii_uppercase();
            if !self.is_ascii && letter.is_ascii_alphabetic() {
                letters.push(self.one_of(both, true));
                return torn(Hir::concat(letters));
            }
            letters.push(self.one_of(both, false));
        }
        whole(Hir::concat(letters), self.is_ascii)
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
        whole(self.one_of(ascii.unwrap_or(u128::MAX), true), self.is_ascii && ascii.is_some())
    }

    /// One character: of ASCII these, a bit each, and beyond ASCII any or none.
    fn one_of(&self, ascii: u128, is_beyond: bool) -> Hir {
        let bytes = |from: u8, to: u8| ClassBytesRange::new(from, to);
        let class = |ranges: ClassBytes| Hir::class(Class::Bytes(ranges));
        let low = ClassBytes::new(runs(ascii).map(|(from, to)| bytes(from, to)));
        if self.is_ascii || !is_beyond {
            return class(low);
        }
        let tail = Box::new(class(ClassBytes::new([bytes(0x80, 0xbf)])));
        let tail = Hir::repetition(Repetition { min: 1, max: Some(3), greedy: true, sub: tail });
        let high = Hir::concat(vec![class(ClassBytes::new([bytes(0xc2, 0xf4)])), tail]);
        Hir::alternation(vec![class(low), high])
    }
}

/// The runs of bits that are set, by their first and their last.
fn runs(mut bits: u128) -> impl Iterator<Item = (u8, u8)> {
    std::iter::from_fn(move || {
        let from = Some(bits.trailing_zeros()).filter(|from| *from < 128)?;
        let end = from + (bits >> from).trailing_ones();
        bits &= u128::MAX.checked_shl(end).unwrap_or(0);
        Some((u8::try_from(from).ok()?, u8::try_from(end - 1).ok()?))
    })
}

/// Whether a pattern only looks at what stands before and behind it.
fn takes_nothing(expr: &Expr) -> bool {
    match expr {
        Expr::Empty | Expr::Assertion(_) | Expr::LookAround(..) => true,
        Expr::Concat(parts) | Expr::Alt(parts) => parts.iter().all(takes_nothing),
        Expr::Group(inner) => takes_nothing(inner),
        _ => false,
    }
}

/// The ASCII characters of a class, a bit each; `None` where it cannot be read.
fn ascii_of(class: &str, is_folded: bool) -> Option<u128> {
    // What are ranges to Oniguruma are operators to regex-syntax.
    if class.contains("--") || class.contains("~~") {
        return None;
    }
    let parse = |unicode| {
        ParserBuilder::new().case_insensitive(is_folded).utf8(false).unicode(unicode).build().parse(class).ok()
    };
    // What is beyond ASCII takes long to read and is not asked for, but some classes can only be read with it.
    match parse(false).or_else(|| parse(true)).as_ref().map(Hir::kind) {
        Some(HirKind::Class(Class::Unicode(class))) => {
            Some(class.iter().fold(0, |ascii, range| ascii | span(range.start(), range.end())))
        }
        Some(HirKind::Class(Class::Bytes(class))) => {
            Some(class.iter().fold(0, |ascii, range| ascii | span(range.start().into(), range.end().into())))
        }
        // A class of one letter is that letter.
        Some(HirKind::Literal(letter)) if letter.0.len() == 1 => Some(span(letter.0[0].into(), letter.0[0].into())),
        _ => None,
    }
}

/// The ASCII characters from one to another, a bit each.
fn span(from: char, to: char) -> u128 {
    (u32::from(from)..=u32::from(to).min(127)).fold(0, |ascii, code| ascii | 1 << code)
}
