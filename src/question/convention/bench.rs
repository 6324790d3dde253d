//! What a style is judged by: its members, what follows them, what they say in so many words, and what the note says.

use super::rule::Rule;
use super::topics::Topics;
use crate::config::Form;
use crate::normal;
use crate::note::block::Kind;
use crate::note::callout;
use crate::question::form::{Candidate, Style};
use crate::question::parts::{Options, Parts};
use crate::question::reading::Reading;
use crate::question::words::{self, Ask, Pair};
use std::collections::BTreeMap;
use std::ops::Range;

/// Candidates of one style, and what speaks for them as a whole.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they share.
    pub style: Style,
    /// How many members are in question at all: neither answers' names nor bare links nor empty.
    pub eligible: usize,
    /// How many of these end with a question mark.
    pub marked: usize,
    /// How many open as questions do, or end with a mark.
    pub asking: usize,
    /// How many carry a label that means "question".
    pub labelled: usize,
    /// How many have options, a hidden answer, an announced answer.
    pub options: usize,
    /// See `options`.
    pub hidden: usize,
    /// See `options`.
    pub announced: usize,
    /// The candidates that the rules take, each with its rule.
    pub taken: Vec<(usize, Rule)>,
    /// What stands behind the group when it meets another: more wins.
    pub weight: usize,
    /// How many of `taken` are answered.
    pub answered: usize,
    /// How many of `taken` were left standing.
    pub standing: usize,
}

impl Group {
    /// Whether a part is this group's habit: three members in ten have it.
    pub fn habit(&self, count: usize) -> bool {
        count * 10 >= self.taken.len().max(1) * 3
    }
}

/// Those of some members that fit.
pub fn those(members: &[usize], fits: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut rest = members.iter().copied();
    // Most often none fits.
    let Some(first) = rest.find(|&it| fits(it)) else { return Vec::new() };
    let mut fitting = Vec::with_capacity(1 + rest.len());
    fitting.push(first);
    fitting.extend(rest.filter(|&it| fits(it)));
    fitting
}

/// What judging looks at.
pub struct Bench<'a, 'n> {
    /// The note.
    pub reading: &'a Reading<'n>,
    /// Every candidate.
    pub candidates: &'a [Candidate<'n>],
    /// What follows each.
    pub parts: &'a [Parts],
    /// Where the note says that it holds questions.
    pub topics: Topics,
    /// Whether the author named the form: what asks is then taken wherever it stands.
    pub forced: bool,
    /// The sections that a heading says to hold answers.
    pub keys: &'a [Range<usize>],
    /// Where each number first stands, by form; none where there are no such sections.
    pub numbers: BTreeMap<(Form, u32), usize>,
}

/// Where the candidates of each form first have each number, if anybody will ask.
pub fn numbers(candidates: &[Candidate], keys: &[Range<usize>]) -> BTreeMap<(Form, u32), usize> {
    let mut numbers = BTreeMap::new();
    for (at, candidate) in candidates.iter().enumerate().filter(|_| !keys.is_empty()) {
        if let Some(number) = candidate.label.as_ref().and_then(|label| label.number) {
            numbers.entry((candidate.style.form, number)).or_insert(at);
        }
    }
    numbers
}

impl Bench<'_, '_> {
    /// Names of answers, handles and neighbours are never questions, nor are headings that are links to elsewhere.
    pub fn could_ask(&self, member: usize) -> bool {
        let candidate = &self.candidates[member];
        let label = candidate.label.as_ref().map_or(0, |label| label.len.min(candidate.text.len()));
        let text = normal::trim(&candidate.text[label..]);
        let handle = candidate.style.form == Form::Details && {
            let details = self.reading.details.partition_point(|it| it.whole.start < candidate.head.start);
            self.reading.handles.contains(&details)
        };
        // A bold line that ends with a colon leads into what follows.
        let bold = candidate.style.form == Form::Bold
            || (candidate.style.form == Form::List && !candidate.style.key.is_multiple_of(2));
        let leads = bold && candidate.ask != Ask::Marked && label == 0 && text.ends_with([':', '：']);
        if leads {
            return false;
        }
        if self.is_entry(candidate) || self.is_aside(member, text, label == 0) {
            return false;
        }
        let above = candidate.section.filter(|_| candidate.ask < Ask::Marked && candidate.style.form == Form::List);
        if above.is_some_and(|head| words::is_aim(&self.reading.heads[head].text)) {
            return false;
        }
        // A picture in front of a card, and a cloze that hides all of its words.
        let wordless = (text.is_empty() && candidate.style.form == Form::Card) || !candidate.blanks.is_empty();
        (wordless || text.contains(char::is_alphanumeric))
            && !(candidate.ask == Ask::No && (handle || words::stops(text)))
            && !words::answers(text)
            && !(candidate.ask < Ask::Marked
                && candidate.style.form == Form::Heading
                && label == 0
                && words::is_part(text))
            && !(candidate.ask == Ask::No && tells(text))
    }

    /// Whether it is an item of a checklist with its tick, or says that questions follow ("Exercises").
    fn is_aside(&self, member: usize, text: &str, unlabelled: bool) -> bool {
        let (candidate, parts) = (&self.candidates[member], &self.parts[member]);
        match candidate.style.form {
            Form::List => text.starts_with(['✅', '☑', '✔']) && !self.topical(candidate.section),
            // What says that questions follow asks none itself.
            Form::Heading => {
                let told = parts.hidden || parts.announced || parts.options != Options::None;
                told && unlabelled
                    && candidate.ask == Ask::No
                    && (words::heads_topic(text) || self.holds_some(candidate))
            }
            _ => false,
        }
    }

    /// Whether two labelled questions or more stand below a heading: "Questions 1 to 5".
    fn holds_some(&self, candidate: &Candidate) -> bool {
        let labels = &self.reading.labels;
        let first = labels.partition_point(|label| label.line.start < candidate.head.end);
        let within = labels[first..].iter().take_while(|label| label.line.start < candidate.reach());
        within.filter(|label| label.pair == Some(Pair::Question)).nth(1).is_some()
    }

    /// Whether bold words ask about what stands above them in their section: "Why?", and never more.
    pub fn asides(&self, members: &[usize]) -> bool {
        let is_aside = |&it: &usize| {
            let candidate = &self.candidates[it];
            let mut words = candidate.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
            let start = candidate.section.map_or(self.reading.note.body, |head| self.reading.heads[head].span.end);
            words.nth(1).is_none()
                && candidate.label.is_none()
                && !words::goes_unmarked(&candidate.text)
                && self.reading.shows(start.min(candidate.head.start)..candidate.head.start)
        };
        members.iter().all(is_aside)
    }

    /// Whether it asks nothing and stands in a section of answers with a number that something above has: the answer to that.
    fn is_entry(&self, candidate: &Candidate) -> bool {
        let number = candidate.label.as_ref().and_then(|label| label.number);
        let heads =
            matches!(candidate.style.form, Form::Heading | Form::Bold | Form::Label | Form::Paragraph | Form::List);
        let Some(number) = number.filter(|_| heads) else { return false };
        let first = self.numbers.get(&(candidate.style.form, number)).map(|&first| &self.candidates[first]);
        // An entry may repeat the question that it answers.
        let first = first.filter(|first| candidate.ask != Ask::Marked || first.text == candidate.text);
        let at = candidate.head.start;
        let key = self.keys.partition_point(|key| key.start <= at).checked_sub(1).map(|key| &self.keys[key]);
        key.is_some_and(|key| at < key.end && first.is_some_and(|first| first.head.start < key.start))
    }

    /// Whether a section of answers numbers its entries from the first on.
    pub fn keyed(&self) -> bool {
        let first = |it: &&Candidate<'_>| it.label.as_ref().is_some_and(|label| label.number == Some(1));
        let mut firsts = self.candidates.iter().filter(first).map(|it| it.head.start);
        // Both are in order; a section may lie in another.
        let (mut keys, mut end) = (self.keys.iter().peekable(), 0);
        let mut within = |at: usize| {
            while let Some(key) = keys.next_if(|key| key.start <= at) {
                end = end.max(key.end);
            }
            at < end
        };
        !self.keys.is_empty() && firsts.any(&mut within)
    }

    /// Whether its label has a number.
    pub fn numbered(&self, member: usize) -> bool {
        self.candidates[member].label.as_ref().is_some_and(|label| label.number.is_some())
    }

    /// Whether it carries a label that means "question".
    pub fn labelled(&self, member: usize) -> bool {
        self.candidates[member].label.as_ref().is_some_and(|label| label.known)
    }

    /// Whether most of a group are labelled as questions in so many words: then what asks within them asks further.
    pub fn said(&self, group: &Group) -> bool {
        let labelled = |member: usize, rule: Rule| {
            group.style.form == Form::Label || (rule == Rule::Labelled && self.labelled(member))
        };
        let said = group.taken.iter().filter(|&&(member, rule)| labelled(member, rule)).count();
        said >= 2 && said * 2 > group.taken.len()
    }

    /// What one question adds to the weight of its style.
    pub fn worth(&self, member: usize, rule: Rule) -> usize {
        let asks = match self.candidates[member].ask {
            Ask::Marked => 2,
            Ask::Opens => 1,
            Ask::No => 0,
        };
        let strong = usize::from(rule <= Rule::Announced) * 2;
        1 + asks + strong
    }

    /// Whether the note or the section says that it holds questions.
    pub fn topical(&self, section: Option<usize>) -> bool {
        self.topics.note(self.reading) || self.topics.section(self.reading, section)
    }

    /// Whether most of some stand where questions are announced.
    pub fn mostly_topical(&self, members: &[usize]) -> bool {
        let is_topical = |it: &&usize| self.topical(self.candidates[**it].section) || self.led(**it);
        members.iter().filter(is_topical).count() * 10 >= members.len() * 7
    }

    /// Whether an item stands in a list that a line announces (`**Questions:**`), or that a question callout holds.
    fn led(&self, member: usize) -> bool {
        let line = |text: &str| text.len() <= 64 && words::heads_topic(text.trim_matches(['*', '_', ' ']));
        self.before(member).is_some_and(line) || self.called(member)
    }

    /// Whether an item stands in a list of a question callout.
    fn called(&self, member: usize) -> bool {
        let blocks = &self.reading.tree.blocks;
        let quote = self.list(member).and_then(|list| blocks[list].parent).filter(|&it| blocks[it].kind == Kind::Quote);
        let first = quote.and_then(|quote| blocks.get(quote + 1));
        let head = first.and_then(|first| callout::head(self.reading.text, first.inner.start));
        head.is_some_and(|head| head.kind == "question")
    }

    /// The source of the paragraph right before the list of an item.
    fn before(&self, member: usize) -> Option<&str> {
        let tree = &self.reading.tree;
        let list = self.list(member)?.checked_sub(1)?;
        // The last block before the list, at its own depth.
        let mut before = std::iter::successors(Some(list), |&block| tree.blocks[block].parent);
        let before = before.find(|&block| tree.next_sibling(block) == Some(list + 1));
        let it = before.map(|block| &tree.blocks[block]).filter(|it| it.kind == Kind::Paragraph)?;
        Some(&self.reading.text[it.inner.clone()])
    }

    /// The list of an item that is one of several.
    pub fn list(&self, member: usize) -> Option<usize> {
        let candidate = Some(&self.candidates[member]).filter(|it| it.style.form == Form::List)?;
        let blocks = &self.reading.tree.blocks;
        let at = blocks.partition_point(|block| block.span.start < candidate.head.start);
        let mut here = blocks[at..].iter().take_while(|block| block.span.start == candidate.head.start);
        let item = here.find(|block| matches!(block.kind, Kind::Item(_)))?;
        let list = item.parent?;
        self.reading.tree.children(Some(list)).nth(1).map(|_| list)
    }

    /// Whether any of some stands where questions are announced.
    pub fn any_topical(&self, members: &[usize]) -> bool {
        members.iter().any(|&it| self.topical(self.candidates[it].section))
    }

    /// Whether half the lines of a note's paragraphs are cards.
    pub fn mostly_cards(&self, cards: usize) -> bool {
        let paragraphs = self.reading.tree.blocks.iter().filter(|block| block.kind == Kind::Paragraph);
        let lines: usize = paragraphs.map(|block| self.reading.text[block.inner.clone()].trim().lines().count()).sum();
        cards * 2 >= lines
    }

    /// Whether a note is lists and little else.
    pub fn mostly_lists(&self) -> bool {
        let tree = &self.reading.tree;
        let bytes = |block: usize| tree.blocks[block].span.len();
        let lists: usize =
            tree.children(None).filter(|&it| matches!(tree.blocks[it].kind, Kind::List(_))).map(bytes).sum();
        lists * 10 >= (self.reading.text.len() - self.reading.note.body) * 7
    }

    /// Whether a list's questions have no answers, or none but on their own lines: "Found a mistake? Tell us."
    pub fn bare(&self, style: Style, asks: &[usize]) -> bool {
        let bare = |it: &&usize| {
            let first = self.parts[**it].answer.first();
            first.is_none_or(|first| self.candidates[**it].goes_on(self.reading, first.start))
        };
        matches!(style.form, Form::List | Form::Paragraph) && asks.iter().filter(bare).count() * 2 > asks.len()
    }
}

/// Whether a text says what an answer is: "Expected answer: B". A key has such lines without any question.
fn tells(text: &str) -> bool {
    let near = &text.as_bytes()[..text.len().min(LONGEST_LABEL)];
    let is_mark = |&at: &usize| text[at..].starts_with([':', '：']);
    let mark = memchr::memchr2_iter(b':', 0xef, near).find(is_mark);
    mark.is_some_and(|mark| words::names_answer(&text[..mark]))
}

/// No label of an answer is longer. Bytes.
const LONGEST_LABEL: usize = 48;
