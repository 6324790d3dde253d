//! What stands at the front of a question's part and is drawn elsewhere: the author's number, the letter of an option, and
//! the line break that parts an answer from the question on its line.

use crate::note::dialect::Events;
use crate::note::is_line_break;
use crate::question;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Takes the line breaks from the front of an answer: the question that they follow is no longer before them.
pub fn without_breaks(events: &mut Events<'_>) {
    let Some(first) = events.iter().position(|(event, _)| !matches!(event, Event::Start(_))) else { return };
    let breaks = |event: &Event<'_>| match event {
        Event::SoftBreak | Event::HardBreak => true,
        Event::InlineHtml(tag) => is_line_break(tag),
        Event::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    let count = events[first..].iter().take_while(|(event, _)| breaks(event)).count();
    events.drain(first..first + count);
}

/// Takes the author's number from the front of a prompt: it hangs in the margin. Says whether it stood there.
pub fn without_label(events: &mut Events<'_>, label: &str) -> bool {
    let is_words = |event: &Event<'_>| !matches!(event, Event::Start(_) | Event::InlineHtml(_) | Event::Html(_));
    let Some(first) = events.iter().position(|(event, _)| is_words(event)) else { return false };
    let Event::Text(text) = &events[first].0 else { return false };
    let Some(rest) = text.trim_start().strip_prefix(label) else { return false };
    let rest = behind_mark(rest);
    if !rest.is_empty() {
        events[first].0 = Event::Text(rest.to_owned().into());
        return true;
    }
    // `**Question 1**: Why?` has its mark outside the bold, which held nothing else.
    events.remove(first);
    let mut at = first;
    while at > 0 && events.get(at).is_some_and(|(end, _)| is_empty(&events[at - 1].0, end)) {
        events.drain(at - 1..=at);
        at -= 1;
    }
    if let Some((Event::Text(text), _)) = events.get_mut(at) {
        *text = behind_mark(text).to_owned().into();
    }
    true
}

/// A text without the mark that ends a label before it.
fn behind_mark(text: &str) -> &str {
    text.trim_start_matches(['.', ')', ':', '-', '–', '—', '。', '：', '·', ' '])
}

/// Whether two events in a row open and close something that holds nothing.
fn is_empty(open: &Event<'_>, close: &Event<'_>) -> bool {
    match (open, close) {
        (Event::Start(tag), Event::End(end)) => tag.to_end() == *end,
        (Event::InlineHtml(open), Event::InlineHtml(close)) => {
            close.strip_prefix("</").is_some_and(|name| open.strip_prefix('<') == Some(name))
        }
        _ => false,
    }
}

/// Takes the author's letter from the front of an option: it stands in the ring. The letter, when it is the one that an
/// option at this place bears.
pub fn without_letter(events: &mut Events<'_>, place: usize) -> Option<String> {
    let first =
        events.iter_mut().find(|(event, _)| !matches!(event, Event::Start(_) | Event::InlineHtml(_) | Event::Html(_)));
    let Some((Event::Text(text), _)) = first else { return None };
    let (_, end) = question::place(text).filter(|(found, _)| *found == place)?;
    let own = text[..end].trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    *text = text[end..].to_owned().into();
    let is_bare = matches!(
        events.as_slice(),
        [(Event::Start(Tag::Paragraph), _), (Event::Text(text), _), (Event::End(TagEnd::Paragraph), _), ..]
            if text.is_empty()
    );
    events.drain(..if is_bare { 3 } else { 0 });
    Some(own)
}

/// The word of a label, its number, and what stands behind that: a narrow margin has room for the number alone.
pub fn parted(label: &str) -> [String; 3] {
    let from = label.find(char::is_numeric).unwrap_or(0);
    // `Q3` is no wider than its number.
    let from = if label[..from].ends_with(' ') { from } else { 0 };
    let end = label[from..].find(' ').map_or(label.len(), |end| from + end);
    [&label[..from], &label[from..end], &label[end..]].map(str::to_owned)
}
