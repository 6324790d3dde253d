//! Where a question's parts are: from its head to the next question, less what stands between them without belonging to
//! either.

mod key;

use super::convention::Convention;
use super::form::{Answer, Candidate};
use super::parts::{self, Options, Parts};
use super::reading::Reading;
use super::study::Cut;
use super::words;
use crate::config::Form;
use crate::note::block::Kind;
use std::ops::Range;

/// Cuts every chosen candidate; the candidates are in order. Their words and what follows them go into the cuts.
pub fn cut(
    reading: &Reading<'_>,
    convention: &mut Convention,
    candidates: &mut [Candidate],
    indexes: &[usize],
) -> Vec<Cut> {
    let end = last_rule(reading, candidates, indexes);
    let one = |(i, &index): (usize, &usize)| {
        let (candidate, known) = (&mut candidates[index], std::mem::take(&mut convention.parts[index]));
        let next = indexes.get(i + 1).map_or(end, |&next| convention.openings[next]);
        let mut cut = match &candidate.answer {
            Answer::Fixed(_, end) => fixed(reading, candidate, known, (*end).min(next)),
            Answer::Runs(range) => {
                let range = range.start..range.end.min(next).max(range.start);
                running(reading, convention, candidate, known, range, next)
            }
        };
        parts::mend(reading, &mut cut);
        cut
    };
    let mut cuts: Vec<Cut> = indexes.iter().enumerate().map(one).collect();
    let asked: Vec<&Candidate> = indexes.iter().map(|&index| &candidates[index]).collect();
    key::mark(reading, &convention.keys, &asked, &mut cuts);
    cuts
}

/// Where the last question ends at the latest: at the last rule behind it, where a rule ends each question before it. What
/// follows ("Shall I write more of these?") takes its leave.
fn last_rule(reading: &Reading<'_>, candidates: &[Candidate], indexes: &[usize]) -> usize {
    let rule =
        |at: usize| reading.rules.partition_point(|&rule| rule < at).checked_sub(1).map(|rule| reading.rules[rule]);
    let starts: Vec<usize> = indexes.iter().map(|&index| candidates[index].head.start).collect();
    let ruled = |two: &[usize]| rule(two[1]).is_some_and(|rule| rule > two[0]);
    let all = starts.len() >= 3 && starts.windows(2).all(ruled);
    let last = starts.last().filter(|_| all).and_then(|&last| rule(usize::MAX).filter(|&rule| rule > last));
    last.unwrap_or(usize::MAX)
}

fn fixed(reading: &Reading<'_>, candidate: &mut Candidate, known: Parts, end: usize) -> Cut {
    let answer = known.answer.into_iter().map(|range| reading.trim(range));
    Cut {
        whole: candidate.head.start..end.max(candidate.head.end),
        prompt: std::mem::take(&mut candidate.prompt),
        choices: std::mem::take(&mut candidate.choices),
        answer: answer.filter(|range| reading.shows(range.clone())).collect(),
        blanks: std::mem::take(&mut candidate.blanks),
        entry: None,
    }
}

fn running(
    reading: &Reading<'_>,
    convention: &Convention,
    candidate: &mut Candidate,
    known: Parts,
    range: Range<usize>,
    next: usize,
) -> Cut {
    let form = candidate.style.form;
    let end = end_of(reading, form, known.hidden, &range);
    // Its start stays as it is: the blocks in it are found by where they begin, indentation included.
    // Most often the next question is the next of its style, and nothing need be read again.
    let body = match known.reach == (range.start..end) {
        true => known.region.clone(),
        false => range.start..parts::tail(reading, range.start..end).end.max(range.start),
    };
    let parts = if known.region == body { known } else { parts::read(reading, body.clone()) };
    let mut parts = habitual(reading, convention, candidate, parts, &body);
    if let (Some(last), []) = (parts.choices.last(), parts.answer.as_slice())
        && !parts.choices.iter().any(|choice| choice.correct)
        && let Some(answer) = key::behind(reading, last.span.clone(), parts.choices.len(), next)
    {
        parts.answer.push(answer);
        parts::mark(reading, &mut parts);
    }
    parts::mark_within(&mut parts, &candidate.text);
    let mut prompt = std::mem::take(&mut candidate.prompt);
    let mut answer: Vec<Range<usize>> = parts.answer.into_iter().filter(|range| reading.shows(range.clone())).collect();
    let mut body = body;
    // "Your answer:", and nothing: the place for one stays where it stands.
    if let [place] = answer.as_slice()
        && place.len() <= LONGEST_PLACE
        && !reading.text[place.clone()].contains(['[', '<', '`', '$'])
        && words::awaits_answer(&reading.visible(place.clone()))
    {
        body.end = place.start;
        answer.clear();
    }
    prompt.extend(parts.rest);
    let told = parts.announced || parts.hidden || !parts.choices.is_empty();
    if !told && follows_up(reading, convention, candidate, &answer) {
        prompt.append(&mut answer);
    }
    let parts_end = [prompt.last(), answer.last(), parts.choices.last().map(|choice| &choice.span)]
        .into_iter()
        .flatten()
        .map(|range| range.end)
        .max();
    let end = parts_end.map_or(candidate.head.end, |end| end.max(candidate.head.end));
    // Marks behind the last part (`</details>`) belong to the question when nothing visible stands between.
    let end = if reading.shows(end..body.end.max(end)) { end } else { body.end.max(end) };
    // A title is the page's own; the question begins behind it.
    let start = if form == Form::Title && prompt.is_empty() { range.start } else { candidate.head.start };
    Cut { whole: start..end.max(start), prompt, choices: parts.choices, answer, blanks: Vec::new(), entry: None }
}

/// No place for an answer is longer. Bytes.
const LONGEST_PLACE: usize = 80;

/// Where the answer of a form ends within what it may take.
fn end_of(reading: &Reading<'_>, form: Form, hidden: bool, range: &Range<usize>) -> usize {
    if matches!(form, Form::Title | Form::Heading) {
        return before_stops(reading, range.clone());
    }
    let mut end = range.end;
    if matches!(form, Form::Bold | Form::Label | Form::List | Form::Paragraph) {
        let rule = reading.rules.partition_point(|&rule| rule < range.start);
        end = reading.rules.get(rule).map_or(end, |&rule| end.min(rule));
    }
    // Behind what hides the answer of a plain line the page goes on.
    if form == Form::Paragraph {
        let details = reading.details.partition_point(|it| it.whole.start < range.start);
        let details = reading.details.get(details).filter(|_| hidden).map(|details| details.whole.end);
        let quote = reading.quotes.partition_point(|&it| reading.tree.blocks[it].span.start < range.start);
        let quote = reading.quotes.get(quote).filter(|&&it| {
            !reading.shows(range.start..reading.tree.blocks[it].span.start.max(range.start))
                && reading.answering_callout(it)
        });
        end = end.min(details.or(quote.map(|&it| reading.tree.blocks[it].span.end)).unwrap_or(end));
    }
    end
}

/// Options, hidden and announced answers count where they are the habit; elsewhere they are part of an answer that happens
/// to hold a lettered list or a folded example.
fn habitual(
    reading: &Reading<'_>,
    convention: &Convention,
    candidate: &Candidate,
    parts: Parts,
    body: &Range<usize>,
) -> Parts {
    let Some(group) = convention.group(candidate.style) else { return parts };
    let known = parts.options != Options::Signed && parts.choices.iter().any(|choice| choice.correct);
    let options = parts.options == Options::None || group.habit(group.options) || known;
    let hidden = !parts.hidden || group.habit(group.hidden);
    let announced = !parts.announced || group.habit(group.announced) || parts.options != Options::None;
    if options && hidden && announced {
        return parts;
    }
    let answer = Some(reading.trim(body.clone())).filter(|body| !body.is_empty());
    Parts { answer: answer.into_iter().collect(), ..Parts::default() }
}

/// What lies in an item of a list of bare questions asks further; code under `Q:` without any `A:` is what it asks about.
fn follows_up(reading: &Reading<'_>, convention: &Convention, candidate: &Candidate, answer: &[Range<usize>]) -> bool {
    let Some(group) = convention.group(candidate.style) else { return false };
    match candidate.style.form {
        Form::List => {
            let labelled = candidate.label.as_ref().is_some_and(|label| label.known && label.number.is_none());
            let goes_on = answer.first().is_some_and(|first| candidate.goes_on(reading, first.start));
            (group.answered * 2 < group.taken.len() && !goes_on)
                || (labelled && answer.iter().all(|range| only_code(reading, range)))
        }
        Form::Label => candidate.style.key.is_multiple_of(2) && answer.iter().all(|range| only_code(reading, range)),
        _ => false,
    }
}

fn only_code(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let blocks = &reading.tree.blocks;
    let mut next = blocks.partition_point(|block| block.span.start < range.start);
    let starts = blocks.get(next).is_some_and(|block| !reading.shows(range.start..block.span.start));
    while let Some(block) = blocks.get(next).filter(|block| starts && block.span.start < range.end) {
        if block.kind != Kind::Code {
            return false;
        }
        next = block.end;
    }
    starts
}

/// An answer without the sections of links at its end: "Links", "Further reading".
fn before_stops(reading: &Reading<'_>, range: Range<usize>) -> usize {
    let mut end = range.end;
    while let Some(head) = reading.head_above(end).map(|head| &reading.heads[head]) {
        if head.span.start <= range.start
            || words::ask(&head.text) > words::Ask::No
            || !reading.shows(range.start..head.span.start)
            || !parts::only_links(reading, head.span.end..end)
        {
            break;
        }
        end = head.span.start;
    }
    end
}
