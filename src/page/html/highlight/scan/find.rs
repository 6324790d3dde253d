//! Where a room's rules match next in a line, and what their groups have matched.

use crate::page::html::highlight::captures::Captures;
use crate::page::html::highlight::gate::{Gate, Hits};
use crate::page::html::highlight::rooms::{Room, Rule};
use onig::{MatchParam, Region, SearchOptions};
use std::collections::HashMap;
use syntect::parsing::syntax_definition::MatchOperation;

/// A block that cannot be followed any further: its rules go round in a circle without taking a character, one of them
/// gives up, or a context that it enters is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost;

/// Where a search begins, and whether leaving the context there would only lead back into it.
pub struct From<'l> {
    /// The line.
    pub line: &'l str,
    /// The place in it.
    pub start: usize,
    /// Whether the line is ASCII alone.
    pub is_ascii: bool,
    /// Whether leaving the context without taking a character would lead back here.
    pub may_loop: bool,
    /// Whether another context may be entered.
    pub may_enter: bool,
}

/// A match.
pub struct Best<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether an earlier rule has brought this one along.
    pub is_brought: bool,
    /// Whether it would only lead back to where the search began.
    pub would_loop: bool,
    /// Whether its groups are known.
    pub has_groups: bool,
}

/// Looks for matches.
#[derive(Default)]
pub struct Finder {
    /// The groups of the match that was kept last.
    pub kept: Region,
    found: Region,
    tried: Region,
    hits: Hits,
    /// What was searched for in this line, by rule: where it is next. Searches for what stands far ahead are not repeated.
    searched: HashMap<*const Rule, Option<Region>>,
}

/// How often Oniguruma may go back within one match. Real code takes a few a character; a pattern that takes more would
/// hold up the build for seconds.
const RETRIES: u32 = 1_000_000;

impl Finder {
    /// Before another line.
    pub fn begin(&mut self) {
        self.searched.clear();
    }

    /// Keeps the groups of what was found last.
    pub fn keep(&mut self) {
        std::mem::swap(&mut self.found, &mut self.kept);
    }

    /// The match of one room that is next, up to a place.
    ///
    /// # Errors
    /// When a pattern gives up.
    pub fn first<'r>(
        &mut self,
        room: &'r Room,
        captures: Option<&Captures>,
        from: &From<'_>,
        last: usize,
    ) -> Result<Option<Best<'r>>, Lost> {
        match room.gate(from.is_ascii) {
            Some(gate) => self.pass(gate, room, captures, from, last),
            None => self.search(room, captures, from, last),
        }
    }

    /// By the room's gate.
    fn pass<'r>(
        &mut self,
        gate: &Gate,
        room: &'r Room,
        captures: Option<&Captures>,
        from: &From<'_>,
        last: usize,
    ) -> Result<Option<Best<'r>>, Lost> {
        let (mut gate, rules) = (gate.open(), &room.rules);
        // Rules that do nothing where they match first do not count until the next match.
        let mut dead: Vec<usize> = Vec::new();
        let mut best = None;
        let mut hits = std::mem::take(&mut self.hits);
        let mut at = from.start;
        while let Some(place) = gate.next(from.line, at, last, &mut hits) {
            for number in hits.patterns() {
                let rule = &rules[number];
                if dead.contains(&number) {
                    continue;
                }
                let known = gate.end(&hits, number, place).filter(|_| rule.groups.is_empty());
                let end = if known.is_some() { known } else { self.end(from.line, place, rule, captures)? };
                let Some(end) = end else { continue };
                if !counts(rule, place, end, from) {
                    dead.push(number);
                    continue;
                }
                let (would_loop, has_groups) = (would_loop(rule, end, from), known.is_none());
                best = Some(Best { rule, start: place, end, is_brought: false, would_loop, has_groups });
                if !would_loop {
                    break;
                }
            }
            if best.is_some() || place == last {
                break;
            }
            at = place + 1;
        }
        self.hits = hits;
        Ok(best)
    }

    /// Where a match that begins exactly here ends; its groups are then in `found`.
    fn end(&mut self, line: &str, at: usize, rule: &Rule, captures: Option<&Captures>) -> Result<Option<usize>, Lost> {
        let captures = captures.filter(|_| rule.pattern.has_captures);
        if let Some(word) = captures.and_then(|captures| captures.word(rule)) {
            return Ok(line[at..].starts_with(word).then(|| at + word.len()));
        }
        let filled = captures.map(|captures| captures.regex(rule));
        let Some(regex) = filled.as_deref().map_or_else(|| rule.regex(), Option::as_ref) else { return Ok(None) };
        let options = SearchOptions::SEARCH_OPTION_NONE;
        let length = regex.match_with_param(line, at, options, Some(&mut self.found), limits());
        Ok(length.map_err(|_| Lost)?.map(|length| at + length))
    }

    /// Finds the groups of a match whose end was known without them.
    ///
    /// # Errors
    /// When its pattern gives up.
    pub fn group(&mut self, line: &str, best: &Best<'_>) -> Result<(), Lost> {
        if !best.has_groups {
            self.end(line, best.start, best.rule, None)?;
            self.keep();
        }
        Ok(())
    }

    /// By searching for each rule, as syntect does.
    fn search<'r>(
        &mut self,
        room: &'r Room,
        captures: Option<&Captures>,
        from: &From<'_>,
        last: usize,
    ) -> Result<Option<Best<'r>>, Lost> {
        let mut best: Option<Best<'r>> = None;
        for rule in &room.rules {
            let Some((start, end)) = self.next(from, rule, captures)?.filter(|(start, _)| *start <= last) else {
                continue;
            };
            if best.as_ref().is_some_and(|best| start > best.start || start == best.start && !best.would_loop) {
                continue;
            }
            let would_loop = would_loop(rule, end, from);
            best = Some(Best { rule, start, end, is_brought: false, would_loop, has_groups: true });
            std::mem::swap(&mut self.tried, &mut self.found);
            if start == from.start && !would_loop {
                break;
            }
        }
        Ok(best)
    }

    /// Where a rule matches next, if it does anything there; its groups are then in `tried`.
    fn next(
        &mut self,
        from: &From<'_>,
        rule: &Rule,
        captures: Option<&Captures>,
    ) -> Result<Option<(usize, usize)>, Lost> {
        match self.searched.get(&std::ptr::from_ref(rule)) {
            Some(None) => return Ok(None),
            Some(Some(known)) if known.pos(0).is_some_and(|(start, _)| start >= from.start) => {
                self.tried.clone_from(known);
                return Ok(known.pos(0));
            }
            _ => {}
        }
        let filled = captures.filter(|_| rule.pattern.has_captures).map(|captures| captures.regex(rule));
        let Some(regex) = filled.as_deref().map_or_else(|| rule.regex(), Option::as_ref) else { return Ok(None) };
        let (line, options) = (from.line, SearchOptions::SEARCH_OPTION_NONE);
        self.tried.clear();
        let found = regex.search_with_param(line, from.start, line.len(), options, Some(&mut self.tried), limits());
        let place = found.map_err(|_| Lost)?.and_then(|_| self.tried.pos(0));
        if place.is_some_and(|(start, end)| !counts(rule, start, end, from)) {
            return Ok(None);
        }
        if filled.is_none() {
            self.searched.insert(std::ptr::from_ref(rule), place.map(|_| self.tried.clone()));
        }
        Ok(place)
    }
}

fn limits() -> MatchParam {
    let mut limits = MatchParam::default();
    limits.set_retry_limit_in_match(RETRIES);
    limits
}

/// Whether a match does something: one that takes nothing and changes nothing does not.
fn counts(rule: &Rule, start: usize, end: usize, from: &From<'_>) -> bool {
    match rule.pattern.operation {
        MatchOperation::None => start != end,
        MatchOperation::Push(_) => from.may_enter,
        _ => true,
    }
}

fn would_loop(rule: &Rule, end: usize, from: &From<'_>) -> bool {
    from.may_loop && end <= from.start && matches!(rule.pattern.operation, MatchOperation::Pop)
}
