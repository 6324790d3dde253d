//! Numbers as people read them.

use std::time::Duration;

/// With thousands marks: `10,000`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with its noun: `1 note`, `12 notes`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", thousands(number), if number == 1 { "" } else { "s" })
}

/// Bytes in the largest unit that leaves a number above one: `1.2 MB`.
#[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
pub fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// `0.84 s`, or `12 ms` below a tenth of a second.
pub fn seconds(time: Duration) -> String {
    if time < Duration::from_millis(100) {
        format!("{} ms", time.as_millis().max(1))
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}
