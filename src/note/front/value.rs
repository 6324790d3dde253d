//! Values of keys, each as the type that its key takes; `Err` says which that is.

use serde_json::Value;

/// Whether a word may be a class of HTML.
pub fn is_class(word: &str) -> bool {
    word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// Text, or a number as text.
pub fn text(value: Value) -> Result<Option<String>, &'static str> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
        Value::Number(number) => Ok(Some(number.to_string())),
        _ => Err("a string"),
    }
}

/// An address below the site's root: what stands in it as it is, in any browser and on any disk.
pub fn permalink(value: Value) -> Result<Option<String>, &'static str> {
    const TAKES: &str = "a path such as `data/etl`: letters, digits, `-`, `_`, `.`, `~` and `+` between single `/`";
    let Some(path) = text(value).map_err(|_| TAKES)? else { return Ok(None) };
    let path = path.trim_matches('/');
    if path.is_empty() {
        return Ok(Some(String::new()));
    }
    let is_kept =
        |c: char| c.is_alphanumeric() || "-_.~+".contains(c) || unicode_normalization::char::is_combining_mark(c);
    let is_part = |part: &str| !part.trim_matches('.').is_empty() && part.len() <= 180 && part.chars().all(is_kept);
    if path.split('/').all(is_part) { Ok(Some(path.to_owned())) } else { Err(TAKES) }
}

/// A list of strings; one string is a list of its words parted by commas, as Obsidian reads it.
pub fn list(value: Value) -> Result<Vec<String>, &'static str> {
    let words: Vec<String> = match value {
        Value::Null => Vec::new(),
        Value::String(text) => text.split(',').map(str::to_owned).collect(),
        Value::Array(items) => items
            .into_iter()
            .filter(|item| !item.is_null())
            .map(|item| match item {
                Value::String(text) => Ok(text),
                Value::Number(number) => Ok(number.to_string()),
                Value::Bool(yes) => Ok(yes.to_string()),
                _ => Err("a list of strings"),
            })
            .collect::<Result<_, _>>()?,
        _ => return Err("a list of strings"),
    };
    Ok(words.iter().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect())
}

/// A day; a time after it is ignored.
pub fn date(value: &Value) -> Result<Option<jiff::civil::Date>, &'static str> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => {
            let day = text.trim().get(..10).unwrap_or(text);
            day.parse().map(Some).map_err(|_| "a date such as 2026-11-18")
        }
        _ => Err("a date such as 2026-11-18"),
    }
}
