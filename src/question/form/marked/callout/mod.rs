//! `> [!question] Why ...?`, with the answer in its body, in a callout inside it, or in the callout after it; and the
//! admonitions of Python Markdown.

mod admonition;

pub use admonition::SILENT;

use super::quoted::choices;
use crate::config::Form;
use crate::note::block::Kind;
use crate::note::callout;
use crate::question::form::candidate::{Answer, Candidate, Said, Style, ask_of, said};
use crate::question::parts::{options_before, read as options_within};
use crate::question::reading::Reading;
use crate::question::words::{self, Ask, Pair};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Offers every question callout.
pub fn offer<'n>(reading: &Reading<'n>, found: &mut Vec<Candidate<'n>>) {
    let habits = Habits::of(reading);
    found.extend(reading.quotes.iter().filter_map(|&block| quote(reading, block, &habits)));
    admonition::offer(reading, found);
}

/// What a note does with its callouts.
struct Habits {
    /// The types by which it asks though they mean something else: `> [!info]- What is it?` three times, and hardly ever
    /// `info` without a question mark.
    asking: BTreeSet<String>,
    /// The titles that several have and that ask nothing: they name what their callouts hold.
    names: BTreeSet<String>,
}

impl Habits {
    fn of(reading: &Reading<'_>) -> Self {
        let mut types: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
        for callout in reading.quotes.iter().filter(|_| reading.quotes.len() >= 2).filter_map(|&it| head(reading, it)) {
            let (asking, all) = types.entry(callout.written.to_lowercase()).or_default();
            let title = &reading.text[callout.title];
            let asks = words::ends_with_mark(title);
            *asking += usize::from(asks);
            *all += 1;
            *titles.entry(title).or_default() += usize::from(!asks);
        }
        let asks = |(asking, all): (usize, usize)| asking >= 3 && asking * 10 >= all * 7;
        let asking = types.into_iter().filter(|(_, counts)| asks(*counts)).map(|(written, _)| written).collect();
        let names = titles.into_iter().filter(|(_, count)| *count >= 2).map(|(title, _)| title.to_owned()).collect();
        Self { asking, names }
    }
}

fn head<'n>(reading: &Reading<'n>, quote: usize) -> Option<callout::Callout<'n>> {
    let first = quote + 1;
    let it = reading.tree.blocks.get(first).filter(|it| it.parent == Some(quote) && it.kind == Kind::Paragraph)?;
    callout::head(reading.text, it.inner.start)
}

fn quote<'n>(reading: &Reading<'n>, quote: usize, habits: &Habits) -> Option<Candidate<'n>> {
    let asks = |it: &callout::Callout<'_>| it.kind == "question" || habits.asking.contains(&it.written.to_lowercase());
    let Some(callout) = head(reading, quote) else { return quoted(reading, quote) };
    if !asks(&callout) {
        return None;
    }
    if reading.answering_callout(quote) {
        return None; // "Show answer": what stands before it asks.
    }
    let it = &reading.tree.blocks[quote];
    let title = reading.visible(callout.title.clone());
    let named = title.is_empty()
        || habits.names.contains(&reading.text[callout.title.clone()])
        || words::label(&title).is_some_and(|label| label.len == title.len())
        || words::topic(&title) && !words::has_mark(&title) && title.split(' ').count() <= 2
        || named_and_told(reading, quote, &callout, &title);
    let Parts { mut prompt, mut answer, end, told } = parts(reading, quote, &callout, named)?;
    if !named && ask_of(reading, &callout.title) == Ask::No && lists_questions(reading, quote) {
        return None; // "Explain these": each item asks by itself.
    }
    let mut choices = choices(reading, callout.title.end, &mut prompt, &answer);
    // Below a title that asks options may stand, and the answer behind them.
    if let ([body], false, []) = (answer.as_slice(), named, choices.as_slice())
        && let offered = options_within(reading, body.clone())
        && offered.rest.is_none()
        && offered.choices.iter().any(|choice| choice.correct)
    {
        (choices, answer) = (offered.choices, offered.answer);
    }
    let asks = prompt.last().is_none_or(|last| ask_of(reading, last) > Ask::No);
    if answer.is_empty() && !named && !asks {
        return None; // A banner over what follows.
    }
    let asked = if named { prompt.get(usize::from(prompt.len() > 1))?.clone() } else { callout.title.clone() };
    let Said { text, label, ask } = said(reading, &asked);
    let silent = ask == Ask::No && !asks && !told;
    // "Similar pages", "Need a hand?": by its type alone only `question` asks.
    if silent && !callout.written.eq_ignore_ascii_case("question") {
        return None;
    }
    // One that is folded shut keeps something from its reader.
    let silent = silent && callout.fold != Some(false) && !words::is_prose(&text);
    let prompt = joined(reading, prompt);
    Some(Candidate {
        style: Style { form: Form::Callout, key: if silent { SILENT } else { 0 } },
        head: it.span.start..prompt.last()?.end,
        label,
        ask,
        text,
        prompt,
        answer: Answer::Fixed(answer, reading.trim(it.span.start..end).end),
        choices,
        blanks: Vec::new(),
        section: reading.head_above(it.span.start),
    })
}

/// A quote that is one question, right before a callout that answers it.
fn quoted<'n>(reading: &Reading<'n>, quote: usize) -> Option<Candidate<'n>> {
    let answer = answering(reading, quote)?;
    let (it, blocks) = (quote + 1, &reading.tree.blocks);
    let one = blocks.get(it).filter(|first| first.kind == Kind::Paragraph && blocks[quote].end == it + 1)?;
    let asked = reading.trim(one.inner.clone());
    let Said { text, label, ask } = said(reading, &asked);
    let end = blocks[answer].span.end;
    let told = Answer::Fixed(callout_parts(reading, answer, end), reading.trim(asked.end..end).end);
    let section = reading.head_above(asked.start);
    (ask == Ask::Marked).then(|| Candidate {
        style: Style { form: Form::Callout, key: 0 },
        head: blocks[quote].span.start..asked.end,
        label,
        ask,
        text,
        prompt: vec![asked],
        answer: told,
        choices: Vec::new(),
        blanks: Vec::new(),
        section,
    })
}

/// Whether a title is a label and a name that asks nothing, and the callout behind answers: "Exercise 1: three zones".
fn named_and_told(reading: &Reading<'_>, quote: usize, callout: &callout::Callout<'_>, title: &str) -> bool {
    let body = reading.trim(callout.title.end..reading.tree.blocks[quote].span.end);
    words::label(title).is_some_and(|label| label.known)
        && ask_of(reading, &callout.title) == Ask::No
        && answering(reading, quote).is_some()
        && reading.shows(body)
}

/// Whether all that a callout holds below its title is a list of several items that ask.
fn lists_questions(reading: &Reading<'_>, quote: usize) -> bool {
    let tree = &reading.tree;
    let Some(list) = tree.children(Some(quote)).nth(1).filter(|_| tree.children(Some(quote)).nth(2).is_none()) else {
        return false;
    };
    let mut items = tree.children(Some(list));
    matches!(tree.blocks[list].kind, Kind::List(_))
        && items.clone().nth(1).is_some()
        && items.all(|item| words::ends_with_mark(reading.text[tree.blocks[item].span.clone()].trim_end()))
}

/// What a callout asks and what answers it.
struct Parts {
    prompt: Vec<Range<usize>>,
    answer: Vec<Range<usize>>,
    /// Where it ends, with a callout behind it that answers.
    end: usize,
    /// Whether a callout answers.
    told: bool,
}

/// Takes a callout apart; `named` says that its title does not ask.
fn parts(reading: &Reading<'_>, quote: usize, callout: &callout::Callout<'_>, named: bool) -> Option<Parts> {
    let it = &reading.tree.blocks[quote];
    let body = reading.trim(callout.title.end..it.span.end);
    let mut prompt: Vec<Range<usize>> = Vec::new();
    prompt.extend(Some(callout.title.clone()).filter(|title| !title.is_empty()));
    let mut children = reading.tree.children(Some(quote));
    let inner = children.find(|&it| reading.tree.blocks[it].kind == Kind::Quote && head(reading, it).is_some());
    if let Some(inner) = inner {
        let start = reading.tree.blocks[inner].span.start;
        let rest = reading.trim(body.start..start.max(body.start));
        prompt.extend(Some(rest).filter(|rest| !quote_marks(&reading.text[rest.clone()])));
        let answer = callout_parts(reading, inner, it.span.end);
        return Some(Parts { prompt, answer, end: it.span.end, told: true });
    }
    if let Some(next) = answering(reading, quote).filter(|_| named || !reading.shows(body.clone())) {
        prompt.extend(Some(body.clone()).filter(|body| reading.shows(body.clone())));
        let end = reading.tree.blocks[next].span.end;
        return Some(Parts { prompt, answer: callout_parts(reading, next, end), end, told: true });
    }
    let mut answer = Vec::new();
    if named {
        let from = asked_in(reading, quote, &body)?;
        prompt.extend(Some(reading.trim(body.start..from)).filter(|asked| reading.shows(asked.clone())));
        answer.extend(Some(reading.trim(from..body.end)).filter(|answer| reading.shows(answer.clone())));
    } else if reading.shows(body.clone()) {
        answer.push(body.clone());
    }
    Some(Parts { prompt, answer, end: it.span.end, told: false })
}

/// Where the question ends in the body of a callout whose title does not ask: at an answer's label, or where its first
/// paragraph ends with a mark and what follows does not. A table or a list of links under "Questions" asks nothing.
fn asked_in(reading: &Reading<'_>, quote: usize, body: &Range<usize>) -> Option<usize> {
    let first = words_begin(reading, quote, body).filter(|&first| !reading.only_links(first))?;
    let label = reading.labels.partition_point(|label| label.line.start < body.start);
    let mut labels = reading.labels[label..].iter().take_while(|label| label.line.start < body.end);
    if let Some(label) = labels.find(|label| label.pair == Some(Pair::Answer)) {
        return Some(label.line.start);
    }
    let it = &reading.tree.blocks[first];
    let asks = it.parent == Some(quote) && words::ends_with_mark(&reading.text[it.inner.clone()]);
    let tells = !words::has_mark(&reading.text[it.span.end.min(body.end)..body.end])
        && options_before(reading, it.inner.end..body.end, &[]).is_none();
    Some(if asks && tells { it.inner.end } else { body.end })
}

/// The paragraph with which some bytes begin, an item's too.
fn words_begin(reading: &Reading<'_>, quote: usize, body: &Range<usize>) -> Option<usize> {
    let blocks = &reading.tree.blocks;
    // The line below the title is of its paragraph.
    if blocks[quote + 1].inner.end > body.start {
        return Some(quote + 1);
    }
    let first = blocks.partition_point(|block| block.span.start < body.start);
    let within = blocks.iter().enumerate().skip(first).take_while(|(_, block)| block.span.start < body.end);
    let mut outer = within.skip_while(|(_, block)| matches!(block.kind, Kind::Quote | Kind::List(_) | Kind::Item(_)));
    outer.next().filter(|(_, block)| block.kind == Kind::Paragraph).map(|(first, _)| first)
}

fn quote_marks(text: &str) -> bool {
    text.chars().all(|c| c == '>' || c.is_whitespace())
}

/// The title of an answering callout and its body: both are words.
fn callout_parts(reading: &Reading<'_>, quote: usize, end: usize) -> Vec<Range<usize>> {
    let Some(callout) = head(reading, quote) else { return Vec::new() };
    let body = reading.trim(callout.title.end..end);
    let parts = [callout.title, body].into_iter();
    joined(reading, parts.filter(|part| !part.is_empty() && !quote_marks(&reading.text[part.clone()])).collect())
}

/// The title of a callout and the lines below it that are of its paragraph are one stretch: the break between them is theirs.
fn joined(reading: &Reading<'_>, mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if let [title, body, ..] = parts.as_slice()
        && let words = reading.text[body.clone()].trim_start_matches(['>', ' ']).len()
        && let breaks = &reading.text[title.end.min(body.start)..body.end - words]
        && quote_marks(breaks)
        && breaks.matches('\n').count() == 1
        && reading.in_words(body.end - words)
    {
        parts[0].end = body.end;
        parts.remove(1);
    }
    parts
}

/// The callout right after this one, when it answers: by its type, or by its title.
fn answering(reading: &Reading<'_>, quote: usize) -> Option<usize> {
    let next = reading.tree.next_sibling(quote).filter(|&next| reading.tree.blocks[next].kind == Kind::Quote)?;
    let callout = head(reading, next)?;
    let title = reading.visible(callout.title.clone());
    (callout.kind == "success"
        || words::answers(&title)
        || words::answers(callout.written)
        || (!title.is_empty() && words::toggles(&title)))
    .then_some(next)
}
