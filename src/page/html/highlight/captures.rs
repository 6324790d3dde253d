//! What a rule has matched, for later rules whose patterns name it: a heredoc ends with the word that it began with.

use super::rooms::{Rule, compile};
use onig::Region;
use std::cell::RefCell;
use std::rc::Rc;
use syntect::parsing::syntax_definition::MatchOperation;

/// What a rule has matched.
pub struct Captures {
    region: Region,
    line: String,
    /// The patterns that were made with it, by their rules: heredocs ask for the same ones at every place.
    made: RefCell<Vec<(*const Rule, Filled)>>,
}

/// `None` when Oniguruma refuses what came of it.
type Filled = Rc<Option<onig::Regex>>;

impl Captures {
    /// The groups of a match in a line.
    pub fn new(region: &Region, line: &str) -> Self {
        Self { region: region.clone(), line: line.to_owned(), made: RefCell::default() }
    }

    /// The word that a rule stands for which names a group and nothing else, and leaves the context that it ends.
    pub fn word(&self, rule: &Rule) -> Option<&str> {
        let group = rule.pattern.regex.regex_str().strip_prefix('\\')?.parse().ok()?;
        let leaves = matches!(rule.pattern.operation, MatchOperation::Pop) && rule.groups.is_empty();
        leaves.then(|| self.region.pos(group).map_or("", |(start, end)| &self.line[start..end]))
    }

    /// A rule's pattern with what it names filled in.
    pub fn regex(&self, rule: &Rule) -> Filled {
        let mut made = self.made.borrow_mut();
        if let Some((_, filled)) = made.iter().find(|(of, _)| std::ptr::eq(*of, rule)) {
            return Rc::clone(filled);
        }
        let filled = Rc::new(compile(&self.fill(rule.pattern.regex.regex_str())));
        made.push((rule, Rc::clone(&filled)));
        filled
    }

    fn fill(&self, pattern: &str) -> String {
        let mut filled = String::with_capacity(pattern.len());
        let mut chars = pattern.chars();
        while let Some(c) = chars.next() {
            let escaped = if c == '\\' { chars.next() } else { None };
            match (escaped, escaped.and_then(|escaped| escaped.to_digit(10))) {
                (_, Some(group)) => {
                    let span = self.region.pos(group as usize);
                    filled.extend(span.map(|(start, end)| regex_syntax::escape(&self.line[start..end])));
                }
                (Some(escaped), None) => filled.extend([c, escaped]),
                (None, None) => filled.push(c),
            }
        }
        filled
    }
}
