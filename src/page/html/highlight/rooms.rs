//! The contexts of all syntaxes, each made ready when it is first met: its rules with those that it includes, scopes as
//! kinds, and a gate for its patterns.

use super::gate::Gate;
use serde_json::{Value, json};
use std::sync::OnceLock;
use syntect::parsing::syntax_definition::{Context, ContextReference, MatchOperation, MatchPattern, Pattern};
use syntect::parsing::{ClearAmount, Scope, SyntaxReference, SyntaxSet};

/// Includes that lie deeper than this go round in a circle.
const DEEPEST: usize = 50;

/// Where a context is: the place of its syntax in the set, and its own in the syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At(u32, u32);

/// Every context of a set of syntaxes.
#[derive(Debug)]
pub struct Rooms {
    set: &'static SyntaxSet,
    kind: fn(Scope) -> u8,
    made: Vec<OnceLock<Vec<Made>>>,
}

#[derive(Debug)]
struct Made {
    context: &'static Context,
    room: OnceLock<Room>,
}

/// A context with all that can happen in it.
#[derive(Debug)]
pub struct Room {
    /// Kinds of the scopes of its text and its delimiters.
    pub meta: Vec<u8>,
    /// Kinds of the scopes of its text alone.
    pub content: Vec<u8>,
    /// What it hides of the scopes around it.
    pub clear: Option<ClearAmount>,
    /// What is tried before its own rules.
    pub prototype: Option<At>,
    /// Whether its rules name what an earlier rule has matched.
    pub uses_captures: bool,
    /// Its rules, and those it includes, in order.
    pub rules: Vec<Rule>,
    gates: [OnceLock<Option<Gate>>; 2],
}

/// A rule: a pattern, and what happens where it matches.
#[derive(Debug)]
pub struct Rule {
    /// As its syntax has it.
    pub pattern: &'static MatchPattern,
    /// Kinds of the scopes of what it matches.
    pub scopes: Vec<u8>,
    /// Kinds of the scopes of its groups.
    pub groups: Vec<(usize, Vec<u8>)>,
    /// The contexts that it enters; `None` when one of them is not known.
    pub enters: Option<Vec<At>>,
    /// The context whose rules go before those of the last that it enters.
    pub brings: Option<At>,
    regex: OnceLock<Option<onig::Regex>>,
}

impl Rooms {
    /// The contexts of a set; `kind` tells what becomes of a scope.
    pub fn of(set: &'static SyntaxSet, kind: fn(Scope) -> u8) -> Self {
        Self { set, kind, made: set.syntaxes().iter().map(|_| OnceLock::new()).collect() }
    }

    /// The context in which a syntax begins: syntect's own, which does nothing but enter the syntax's first.
    pub fn start(&self, syntax: &SyntaxReference) -> Option<At> {
        let place = self.set.syntaxes().iter().position(|it| std::ptr::eq(it, syntax))?;
        let is_start = |made: &Made| {
            let context = made.context;
            let enters = matches!(&context.patterns[..], [Pattern::Match(it)] if it.regex.regex_str().is_empty());
            enters && !context.meta_include_prototype && context.meta_content_scope == [syntax.scope]
        };
        let mut starts = self.syntax(place).iter().enumerate().filter(|(_, made)| is_start(made));
        match (starts.next(), starts.next()) {
            (Some((start, _)), None) => Some(At(u32::try_from(place).ok()?, u32::try_from(start).ok()?)),
            _ => None,
        }
    }

    /// A context, made ready.
    pub fn room(&self, at: At) -> &Room {
        let made = &self.syntax(at.0 as usize)[at.1 as usize];
        made.room.get_or_init(|| Room::new(made.context, self))
    }

    fn syntax(&self, place: usize) -> &[Made] {
        self.made[place].get_or_init(|| {
            let context = |at: usize| reference(place, at)?.resolve(self.set).ok();
            (0..).map_while(context).map(|context| Made { context, room: OnceLock::new() }).collect()
        })
    }

    /// All rules of a context, with those that it includes; syntect walks includes in the same order.
    fn gather(&self, context: &'static Context, rules: &mut Vec<Rule>, depth: usize) {
        for pattern in &context.patterns {
            match pattern {
                Pattern::Match(pattern) => rules.push(self.rule(pattern)),
                Pattern::Include(included) if depth < DEEPEST => {
                    if let Ok(context) = included.resolve(self.set) {
                        self.gather(context, rules, depth + 1);
                    }
                }
                Pattern::Include(_) => {}
            }
        }
    }

    fn rule(&self, pattern: &'static MatchPattern) -> Rule {
        let entered = match &pattern.operation {
            MatchOperation::Push(contexts) | MatchOperation::Set(contexts) => contexts.as_slice(),
            _ => &[],
        };
        let groups = pattern.captures.iter().flatten();
        Rule {
            pattern,
            scopes: self.kinds(&pattern.scope),
            groups: groups.map(|(group, scopes)| (*group, self.kinds(scopes))).collect(),
            enters: entered.iter().map(place_of).collect(),
            brings: pattern.with_prototype.as_ref().and_then(place_of),
            regex: OnceLock::new(),
        }
    }

    fn kinds(&self, scopes: &[Scope]) -> Vec<u8> {
        scopes.iter().map(|scope| (self.kind)(*scope)).collect()
    }
}

impl Room {
    fn new(context: &'static Context, rooms: &Rooms) -> Self {
        let mut rules = Vec::new();
        rooms.gather(context, &mut rules, 0);
        Self {
            meta: rooms.kinds(&context.meta_scope),
            content: rooms.kinds(&context.meta_content_scope),
            clear: context.clear_scopes,
            prototype: context.prototype.as_ref().and_then(|id| at_of(&json!(id))),
            uses_captures: context.uses_backrefs,
            rules,
            gates: [OnceLock::new(), OnceLock::new()],
        }
    }

    /// The gate of its patterns; `None` where there can be none.
    pub fn gate(&self, is_ascii: bool) -> Option<&Gate> {
        // A pattern that names an earlier match is another one each time.
        let pattern = |rule: &'_ Rule| {
            let pattern = rule.pattern;
            (!pattern.has_captures).then(|| pattern.regex.regex_str())
        };
        let gate = &self.gates[usize::from(is_ascii)];
        gate.get_or_init(|| Gate::of(self.rules.iter().map(pattern), is_ascii)).as_ref()
    }
}

impl Rule {
    /// Its pattern, compiled; `None` when Oniguruma refuses it.
    pub fn regex(&self) -> Option<&onig::Regex> {
        self.regex.get_or_init(|| compile(self.pattern.regex.regex_str())).as_ref()
    }
}

/// Compiles a pattern as syntect does.
pub fn compile(pattern: &str) -> Option<onig::Regex> {
    let options = onig::RegexOptions::REGEX_OPTION_CAPTURE_GROUP;
    onig::Regex::with_options(pattern, options, onig::Syntax::default()).ok()
}

/// syntect keeps to itself where a context is; how it writes that down is public.
fn reference(syntax: usize, context: usize) -> Option<ContextReference> {
    let written = json!({ "Direct": { "syntax_index": syntax, "context_index": context } });
    serde_json::from_value(written).ok()
}

fn place_of(reference: &ContextReference) -> Option<At> {
    at_of(&json!(reference)["Direct"])
}

fn at_of(written: &Value) -> Option<At> {
    let number = |name: &str| u32::try_from(written[name].as_u64()?).ok();
    Some(At(number("syntax_index")?, number("context_index")?))
}
