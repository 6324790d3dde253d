//! The marks themselves: where one may stand in a text, and how far it goes.

/// Whether a text holds anything that could be a mark.
pub fn any(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_mark = |at: usize| match bytes[at] {
        b'=' => bytes.get(at + 1) == Some(&b'='),
        b'#' => bytes.get(at + 1).is_some_and(|&next| next >= 0x80 || next.is_ascii_alphanumeric() || next == b'_'),
        b'^' => bytes.get(at + 1).is_none_or(|&next| next == b'['),
        _ => match bytes.get(at + 1) {
            Some(b'/') => true,
            Some(next) => is_code(*next) && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric()),
            None => false,
        },
    };
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| BEGINS[usize::from(*byte)]) {
        if is_mark(at + found) {
            return true;
        }
        at += found + 1;
    }
    false
}

/// The bytes that a mark may begin with: most texts hold none.
const BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    begins[b'=' as usize] = true;
    begins[b'#' as usize] = true;
    begins[b'^' as usize] = true;
    begins[b':' as usize] = true;
    begins
};

/// The first byte at which a mark may stand.
pub fn next(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().position(|(at, byte)| match byte {
        b'^' | b'[' | b']' | b'#' | b':' => true,
        b'=' => bytes.get(at + 1) == Some(&b'='),
        b'h' => bytes[at..].starts_with(b"http"),
        _ => false,
    })
}

/// How many bytes to pass over where a mark turned out to be none.
pub fn width(text: &str) -> usize {
    match text.as_bytes()[0] {
        b'=' => text.len() - text.trim_start_matches('=').len(),
        b'#' => text.len() - text.trim_start_matches('#').len(),
        _ => 1,
    }
}

/// `[-] ` and its like, the states that Obsidian draws as done and Markdown does not know: how long the mark is.
pub fn task(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let (open, state, close) = (chars.next()?, chars.next()?, chars.next()?);
    let ends = chars.next().is_none_or(char::is_whitespace);
    let is_state = !state.is_whitespace() && !matches!(state, '[' | ']' | '^');
    (open == '[' && close == ']' && ends && is_state).then(|| 2 + state.len_utf8())
}

/// The name of the tag that a text begins with, without `#`: at least one character of it is no digit (Obsidian's page
/// on tags; the characters are those that its editor takes).
pub fn tag(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !in_tag(c)).unwrap_or(text.len());
    let name = text[..end].trim_end_matches('/');
    let word = name.chars().any(|c| !c.is_ascii_digit() && !matches!(c, '/' | '-' | '_'));
    (word && !name.starts_with('/')).then_some(name)
}

fn in_tag(c: char) -> bool {
    match c {
        '-' | '_' | '/' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        '\u{2000}'..='\u{206f}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' => false,
        c => !c.is_whitespace() && !c.is_control(),
    }
}

/// The picture of a shortcode as GitHub has them, and the shortcode's length.
pub fn emoji(text: &str) -> Option<(&'static str, usize)> {
    let end = 1 + text[1..].bytes().position(|byte| !is_code(byte))?;
    let closed = end > 1 && text[end..].starts_with(':');
    let after = text.get(end + 1..).and_then(|rest| rest.chars().next());
    if !closed || after.is_some_and(|c| c.is_alphanumeric() || c == ':') {
        return None;
    }
    emojis::get_by_shortcode(&text[1..end]).map(|emoji| (emoji.as_str(), end + 1))
}

fn is_code(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'+' | b'-')
}

/// How long a bare `http` address is: GitHub's rules for its end (punctuation and a bracket that nothing opened are the
/// sentence's, not the address's).
pub fn address(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"].iter().find(|scheme| text.starts_with(*scheme))?.len();
    let mut end = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`')).unwrap_or(text.len());
    loop {
        let address = &text[..end];
        let last = address.chars().next_back()?;
        let unopened = last == ')' && address.matches(')').count() > address.matches('(').count();
        if !unopened && !matches!(last, '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | ']') {
            break;
        }
        end -= last.len_utf8();
    }
    let host = &text[scheme.min(end)..end];
    host.starts_with(|c: char| c.is_alphanumeric()).then_some(end)
}
