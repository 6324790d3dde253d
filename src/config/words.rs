//! The words and the measure that settings are said with: what becomes of drafts and of raw HTML, how much is checked.

use std::fmt;

/// What happens to `draft: true`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Drafts {
    /// Published under a banner that says nobody has checked this yet.
    #[default]
    Banner,
    /// Left out of every output.
    Hide,
}

impl Drafts {
    /// Reads the setting's two words.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "banner" => Some(Self::Banner),
            "hide" => Some(Self::Hide),
            _ => None,
        }
    }
}

/// What happens to raw HTML in notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Html {
    /// Cleaned to a list of harmless elements and attributes.
    #[default]
    Sanitise,
    /// Published as written, for notes by people one trusts.
    Trust,
}

/// How many of a hundred answers must be checked, at least; in hundredths of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u32);

impl Share {
    /// Reads `80%`, `99.5%` or `80`.
    ///
    /// # Errors
    /// Says in a sentence what a share is.
    pub fn parse(word: &str) -> Result<Self, String> {
        let number: f64 = word.trim().trim_end_matches('%').trim_end().parse().unwrap_or(f64::NAN);
        if !(0.0..=100.0).contains(&number) {
            return Err("a share is a number from 0% to 100%".into());
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 10,000")]
        let hundredths = (number * 100.0).round() as u32;
        Ok(Self(hundredths))
    }

    /// Whether so many of so many are enough.
    pub fn is_met(self, checked: usize, answers: usize) -> bool {
        (checked as u64) * 10_000 >= u64::from(self.0) * (answers as u64)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", f64::from(self.0) / 100.0)
    }
}
