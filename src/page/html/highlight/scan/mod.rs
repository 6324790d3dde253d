//! One block of code, line by line: what syntect's own `ParseState` does, with each rule tried only where it may match.
//!
//! The steps are those of syntect 5.3's parsing/parser.rs; a test holds the two to the same HTML. What differs: syntect
//! searches the rest of the line for every rule of a context; here the context's gate says where which rules may match, and
//! only there Oniguruma is asked. The earliest match wins, of equals the first rule, so that both find the same.

use super::captures::Captures;
use super::rooms::{At, Room, Rooms, Rule};
use super::spans::Op;
use onig::{Region, SearchOptions};
use std::rc::Rc;
use syntect::parsing::syntax_definition::MatchOperation;

/// A block that only syntect's own parser can follow: a rule has no gate, or enters a context that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stuck;

/// The state between lines.
pub struct Scan<'r> {
    rooms: &'r Rooms,
    stack: Vec<Level>,
    is_first: bool,
    /// How deep the stack was wherever a rule that another had brought along matched: what is beneath brings none now.
    floors: Vec<usize>,
    found: Region,
    kept: Region,
    may: Vec<u64>,
}

struct Level {
    at: At,
    brought: Vec<At>,
    captures: Option<Rc<Captures>>,
}

/// A room whose rules count.
struct Here<'r> {
    is_brought: bool,
    room: &'r Room,
    captures: Option<Rc<Captures>>,
}

/// Where a search begins, and whether leaving the context there would only lead back into it.
struct From<'l> {
    line: &'l str,
    start: usize,
    is_ascii: bool,
    may_loop: bool,
}

/// A match, with its groups in `Scan::kept`.
struct Best<'r> {
    rule: &'r Rule,
    start: usize,
    end: usize,
    is_brought: bool,
    would_loop: bool,
}

/// Deeper than this syntect enters nothing.
const DEEPEST: usize = 100;

impl<'r> Scan<'r> {
    /// The state before the first line.
    pub fn new(rooms: &'r Rooms, start: At) -> Self {
        let stack = vec![Level { at: start, brought: Vec::new(), captures: None }];
        let (found, kept) = (Region::new(), Region::new());
        Self { rooms, stack, is_first: true, floors: Vec::new(), found, kept, may: Vec::new() }
    }

    /// Reads a line, and says where in it scopes begin and end.
    ///
    /// # Errors
    /// When the block is one that only syntect's own parser can follow.
    pub fn line(&mut self, line: &str, ops: &mut Vec<(usize, Op)>) -> Result<(), Stuck> {
        if std::mem::take(&mut self.is_first) {
            ops.extend(self.top()?.content.first().map(|kind| (0, Op::Push(*kind))));
        }
        let is_ascii = line.is_ascii();
        let (mut start, mut entered_at) = (0, None);
        loop {
            while self.floors.last().is_some_and(|floor| *floor >= self.stack.len()) {
                self.floors.pop();
            }
            let may_loop = entered_at == Some((start, self.stack.len()));
            let Some(best) = self.best(&From { line, start, is_ascii, may_loop })? else { return Ok(()) };
            if best.would_loop {
                // What enters without taking a character, and leaves without taking one, would do so for ever.
                match line[start..].char_indices().nth(1) {
                    Some((next, _)) => start += next,
                    None => return Ok(()),
                }
                continue;
            }
            if best.end <= start && matches!(best.rule.pattern.operation, MatchOperation::Push(_)) {
                entered_at = Some((best.end, self.stack.len() + 1));
            }
            start = best.end;
            self.floors.extend(best.is_brought.then_some(self.stack.len()));
            self.apply(line, &best, ops)?;
        }
    }

    fn top(&self) -> Result<&'r Room, Stuck> {
        self.stack.last().map(|level| self.rooms.room(level.at)).ok_or(Stuck)
    }

    /// The rooms whose rules count here, in order.
    fn here(&self) -> Result<Vec<Here<'r>>, Stuck> {
        let mut here = Vec::with_capacity(4);
        for level in &self.stack[self.floors.last().copied().unwrap_or(0)..] {
            here.extend(level.brought.iter().map(|at| Here {
                is_brought: true,
                room: self.rooms.room(*at),
                captures: level.captures.clone(),
            }));
        }
        let level = self.stack.last().ok_or(Stuck)?;
        let room = self.rooms.room(level.at);
        let prototype = room.prototype.map(|at| self.rooms.room(at));
        here.extend(prototype.map(|room| Here { is_brought: false, room, captures: None }));
        here.push(Here { is_brought: false, room, captures: level.captures.clone() });
        Ok(here)
    }

    /// The match that is next: the earliest, and of equals the first. The rooms are asked from the last to the first, since
    /// what is found in one bounds the search in those before it, which mostly hold comments.
    fn best(&mut self, from: &From<'_>) -> Result<Option<Best<'r>>, Stuck> {
        let mut best: Option<Best<'r>> = None;
        for here in self.here()?.iter().rev() {
            let last = best.as_ref().map_or(from.line.len(), |best| best.start);
            let Some(earlier) = self.best_of(here, from, last)? else { continue };
            // What leads nowhere gives way to any match at the same place.
            if earlier.would_loop && best.as_ref().is_some_and(|best| best.start == earlier.start) {
                continue;
            }
            std::mem::swap(&mut self.found, &mut self.kept);
            best = Some(earlier);
        }
        Ok(best)
    }

    /// The match of one room that is next, up to a place; its groups are then in `found`.
    fn best_of(&mut self, here: &Here<'r>, from: &From<'_>, last: usize) -> Result<Option<Best<'r>>, Stuck> {
        let mut gate = here.room.gate(from.is_ascii).ok_or(Stuck)?.open();
        let rules = &here.room.rules;
        // Rules that do nothing where they match first do not count until the next match.
        let mut dead: Vec<usize> = Vec::new();
        let mut best = None;
        let mut may = std::mem::take(&mut self.may);
        may.clear();
        may.resize(rules.len().div_ceil(64), 0);
        let mut at = from.start;
        while let Some(place) = gate.next(from.line, at, last, &mut may) {
            for number in bits(&may).take_while(|number| *number < rules.len()) {
                let rule = &rules[number];
                if dead.contains(&number) {
                    continue;
                }
                let Some(end) = self.end(from.line, place, rule, here.captures.as_deref()) else { continue };
                if !self.counts(rule, place, end) {
                    dead.push(number);
                    continue;
                }
                let leaves = matches!(rule.pattern.operation, MatchOperation::Pop);
                let would_loop = from.may_loop && end <= from.start && leaves;
                best = Some(Best { rule, start: place, end, is_brought: here.is_brought, would_loop });
                if !would_loop {
                    break;
                }
            }
            if best.is_some() || place == last {
                break;
            }
            at = place + 1;
        }
        self.may = may;
        Ok(best)
    }

    /// Whether a match does something: one that takes nothing and changes nothing does not.
    fn counts(&self, rule: &Rule, start: usize, end: usize) -> bool {
        match rule.pattern.operation {
            MatchOperation::None => start != end,
            MatchOperation::Push(_) => self.stack.len() < DEEPEST,
            _ => true,
        }
    }

    /// Where a match that begins exactly here ends; its groups are then in `found`. A pattern that gives up does not match.
    fn end(&mut self, line: &str, at: usize, rule: &Rule, captures: Option<&Captures>) -> Option<usize> {
        let filled = captures.filter(|_| rule.pattern.has_captures).map(|captures| captures.regex(rule));
        let regex = filled.as_deref().map_or_else(|| rule.regex(), Option::as_ref)?;
        let length = regex.match_with_options(line, at, SearchOptions::SEARCH_OPTION_NONE, Some(&mut self.found));
        length.map(|length| at + length)
    }

    /// What a match changes: scopes, those of its contexts around them, then the stack.
    fn apply(&mut self, line: &str, best: &Best<'r>, ops: &mut Vec<(usize, Op)>) -> Result<(), Stuck> {
        let room = self.top()?;
        let rule = best.rule;
        let entered = rule.enters.as_ref().ok_or(Stuck)?;
        let entered: Vec<&Room> = entered.iter().map(|at| self.rooms.room(*at)).collect();
        begin(room, best, &entered, ops);
        ops.extend(rule.scopes.iter().map(|kind| (best.start, Op::Push(*kind))));
        self.groups(rule, ops);
        if !rule.scopes.is_empty() {
            ops.push((best.end, Op::Pop(rule.scopes.len())));
        }
        end(room, best, &entered, ops);
        self.step(line, rule)
    }

    /// The scopes of a match's groups. They come in any order; the outer one begins first.
    fn groups(&self, rule: &Rule, ops: &mut Vec<(usize, Op)>) {
        let mut marks: Vec<((usize, isize), Op)> = Vec::new();
        for (group, kinds) in &rule.groups {
            let Some((start, end)) = self.kept.pos(*group).filter(|(start, end)| start != end) else { continue };
            let inner = -isize::try_from(end - start).unwrap_or(isize::MAX);
            marks.extend(kinds.iter().map(|kind| ((start, inner), Op::Push(*kind))));
            marks.push(((end, isize::MIN), Op::Pop(kinds.len())));
        }
        marks.sort_by_key(|(order, _)| *order);
        ops.extend(marks.into_iter().map(|((at, _), op)| (at, op)));
    }

    /// The stack after the match.
    fn step(&mut self, line: &str, rule: &Rule) -> Result<(), Stuck> {
        let mut inherited = match rule.pattern.operation {
            MatchOperation::None => return Ok(()),
            MatchOperation::Pop => {
                self.stack.pop();
                return Ok(());
            }
            MatchOperation::Push(_) => Vec::new(),
            // What was brought along stays until the level that it was brought to is left.
            MatchOperation::Set(_) => self.stack.pop().map_or_else(Vec::new, |level| level.brought),
        };
        let entered = rule.enters.as_ref().ok_or(Stuck)?;
        for (place, at) in entered.iter().enumerate() {
            let mut brought = std::mem::take(&mut inherited);
            if place + 1 == entered.len() {
                brought.extend(rule.brings);
            }
            let names = |at: &At| self.rooms.room(*at).uses_captures;
            let captures = (names(at) || brought.iter().any(names)).then(|| Rc::new(Captures::new(&self.kept, line)));
            self.stack.push(Level { at: *at, brought, captures });
        }
        Ok(())
    }
}

/// The scopes of contexts that end or begin before the match itself.
fn begin(room: &Room, best: &Best<'_>, entered: &[&Room], ops: &mut Vec<(usize, Op)>) {
    let at = best.start;
    let is_set = match best.rule.pattern.operation {
        MatchOperation::None => return,
        MatchOperation::Pop => {
            ops.extend((!room.content.is_empty()).then_some((at, Op::Pop(room.content.len()))));
            return;
        }
        MatchOperation::Push(_) => false,
        MatchOperation::Set(_) => true,
    };
    ops.extend(room.clear.filter(|_| is_set).map(|_| (at, Op::Restore)));
    for target in entered {
        ops.extend(target.clear.filter(|_| !is_set).map(|amount| (at, Op::Clear(amount))));
        ops.extend(target.meta.iter().map(|kind| (at, Op::Push(*kind))));
    }
}

/// The same after the match.
fn end(room: &Room, best: &Best<'_>, entered: &[&Room], ops: &mut Vec<(usize, Op)>) {
    let at = best.end;
    let is_set = match best.rule.pattern.operation {
        MatchOperation::None => return,
        MatchOperation::Pop => {
            ops.extend((!room.meta.is_empty()).then_some((at, Op::Pop(room.meta.len()))));
            ops.extend(room.clear.map(|_| (at, Op::Restore)));
            return;
        }
        MatchOperation::Push(_) => false,
        MatchOperation::Set(_) => true,
    };
    let left = if is_set { room.content.len() + room.meta.len() } else { 0 };
    let again = |target: &&Room| !target.content.is_empty() || (target.clear.is_some() && is_set);
    if left == 0 && !entered.iter().any(again) {
        return;
    }
    let ended = left + entered.iter().map(|target| target.meta.len()).sum::<usize>();
    ops.extend((ended > 0).then_some((at, Op::Pop(ended))));
    for target in entered {
        ops.extend(target.clear.filter(|_| is_set).map(|amount| (at, Op::Clear(amount))));
        ops.extend(target.meta.iter().chain(&target.content).map(|kind| (at, Op::Push(*kind))));
    }
}

/// The places of the bits that are set.
fn bits(words: &[u64]) -> impl Iterator<Item = usize> {
    words.iter().enumerate().flat_map(|(word, bits)| {
        let mut bits = *bits;
        std::iter::from_fn(move || {
            let next = (bits != 0).then(|| word * 64 + bits.trailing_zeros() as usize);
            bits &= bits.wrapping_sub(1);
            next
        })
    })
}
