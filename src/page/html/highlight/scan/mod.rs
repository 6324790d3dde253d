//! One block of code, line by line: what syntect's own `ParseState` does, with each rule tried only where it may match.
//!
//! The steps are those of syntect 5.3's parsing/parser.rs; a test holds the two to the same HTML. What differs: where syntect
//! searches the rest of the line for every rule of a context, the context's gate says where which rules may match, and only
//! there Oniguruma is asked; and where syntect would not come to an end, the block is given up.

mod marks;

mod find;

use super::captures::Captures;
use super::rooms::{At, Room, Rooms, Rule};
use super::spans::Op;
use find::{Best, Finder, From, Lost};
use std::rc::Rc;
use syntect::parsing::syntax_definition::MatchOperation;

/// The state between lines.
pub struct Scan<'r> {
    rooms: &'r Rooms,
    stack: Vec<Level>,
    is_first: bool,
    /// How deep the stack was wherever a rule that another had brought along matched: what is beneath brings none now.
    floors: Vec<usize>,
    /// Whether any rule has brought another along.
    has_brought: bool,
    /// The rooms whose rules count, in order; made anew at each step.
    here: Vec<Here<'r>>,
    finder: Finder,
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

/// Deeper than this syntect enters nothing.
const DEEPEST: usize = 100;

/// Matches that a line may take for each of its bytes. Real code takes one to three; what takes more goes round in a
/// circle.
const STEPS: usize = 32;

impl<'r> Scan<'r> {
    /// The state before the first line.
    pub fn new(rooms: &'r Rooms, start: At) -> Self {
        let stack = vec![Level { at: start, brought: Vec::new(), captures: None }];
        Self {
            rooms,
            stack,
            is_first: true,
            floors: Vec::new(),
            has_brought: false,
            here: Vec::new(),
            finder: Finder::default(),
        }
    }

    /// Reads a line, and says where in it scopes begin and end.
    ///
    /// # Errors
    /// When the block cannot be followed any further.
    pub fn line(&mut self, line: &str, ops: &mut Vec<(usize, Op)>) -> Result<(), Lost> {
        self.finder.begin();
        if std::mem::take(&mut self.is_first) {
            ops.extend(self.top()?.content.first().map(|kind| (0, Op::Push(*kind))));
        }
        let is_ascii = line.is_ascii();
        let (mut start, mut entered_at) = (0, None);
        for _ in 0..STEPS * (line.len() + DEEPEST) {
            while self.floors.last().is_some_and(|floor| *floor >= self.stack.len()) {
                self.floors.pop();
            }
            let may_loop = entered_at == Some((start, self.stack.len()));
            let depth = self.stack.len();
            let from = From { line, start, is_ascii, may_loop, may_enter: depth < DEEPEST };
            let Some(best) = self.best(&from)? else { return Ok(()) };
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
        Err(Lost)
    }

    fn top(&self) -> Result<&'r Room, Lost> {
        self.stack.last().map(|level| self.rooms.room(level.at)).ok_or(Lost)
    }

    /// Puts together the rooms whose rules count here.
    fn look(&mut self) -> Result<(), Lost> {
        self.here.clear();
        let floor = self.floors.last().copied().unwrap_or(0);
        let bringing = if self.has_brought { &self.stack[floor..] } else { &[] };
        for level in bringing {
            self.here.extend(level.brought.iter().map(|at| Here {
                is_brought: true,
                room: self.rooms.room(*at),
                captures: level.captures.clone(),
            }));
        }
        let level = self.stack.last().ok_or(Lost)?;
        let room = self.rooms.room(level.at);
        let prototype = room.prototype.map(|at| self.rooms.room(at));
        self.here.extend(prototype.map(|room| Here { is_brought: false, room, captures: None }));
        self.here.push(Here { is_brought: false, room, captures: level.captures.clone() });
        Ok(())
    }

    /// The match that is next: the earliest, and of equals the first. The rooms are asked from the last to the first, since
    /// what is found in one bounds the search in those before it, which mostly hold comments.
    fn best(&mut self, from: &From<'_>) -> Result<Option<Best<'r>>, Lost> {
        self.look()?;
        let mut best: Option<Best<'r>> = None;
        for here in self.here.iter().rev() {
            let last = best.as_ref().map_or(from.line.len(), |best| best.start);
            let Some(mut earlier) = self.finder.first(here.room, here.captures.as_deref(), from, last)? else {
                continue;
            };
            // What leads nowhere gives way to any match at the same place.
            if earlier.would_loop && best.as_ref().is_some_and(|best| best.start == earlier.start) {
                continue;
            }
            earlier.is_brought = here.is_brought;
            self.finder.keep();
            best = Some(earlier);
        }
        Ok(best)
    }

    /// What a match changes: scopes, those of its contexts around them, then the stack.
    fn apply(&mut self, line: &str, best: &Best<'r>, ops: &mut Vec<(usize, Op)>) -> Result<(), Lost> {
        let room = self.top()?;
        let rule = best.rule;
        let entered = rule.enters.as_ref().ok_or(Lost)?;
        let entered: Vec<&Room> = entered.iter().map(|at| self.rooms.room(*at)).collect();
        marks::begin(room, best, &entered, ops);
        ops.extend(rule.scopes.iter().map(|kind| (best.start, Op::Push(*kind))));
        self.groups(rule, ops);
        if !rule.scopes.is_empty() {
            ops.push((best.end, Op::Pop(rule.scopes.len())));
        }
        marks::end(room, best, &entered, ops);
        self.step(line, best)
    }

    /// The scopes of a match's groups. They come in any order; the outer one begins first.
    fn groups(&self, rule: &Rule, ops: &mut Vec<(usize, Op)>) {
        let mut marks: Vec<((usize, isize), Op)> = Vec::new();
        for (group, kinds) in &rule.groups {
            let Some((start, end)) = self.finder.kept.pos(*group).filter(|(start, end)| start != end) else { continue };
            let inner = -isize::try_from(end - start).unwrap_or(isize::MAX);
            marks.extend(kinds.iter().map(|kind| ((start, inner), Op::Push(*kind))));
            marks.push(((end, isize::MIN), Op::Pop(kinds.len())));
        }
        marks.sort_by_key(|(order, _)| *order);
        ops.extend(marks.into_iter().map(|((at, _), op)| (at, op)));
    }

    /// The stack after the match.
    fn step(&mut self, line: &str, best: &Best<'r>) -> Result<(), Lost> {
        let rule = best.rule;
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
        let entered = rule.enters.as_ref().ok_or(Lost)?;
        for (place, at) in entered.iter().enumerate() {
            let mut brought = std::mem::take(&mut inherited);
            if place + 1 == entered.len() {
                brought.extend(rule.brings);
                self.has_brought |= rule.brings.is_some();
            }
            let names = |at: &At| self.rooms.room(*at).uses_captures;
            let captures = if names(at) || brought.iter().any(names) {
                self.finder.group(line, best)?;
                Some(Rc::new(Captures::new(&self.finder.kept, line)))
            } else {
                None
            };
            self.stack.push(Level { at: *at, brought, captures });
        }
        Ok(())
    }
}
