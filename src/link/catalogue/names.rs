//! Names that are spelled alike, found without comparing every name: those that share most pairs of letters are compared.

use std::collections::HashMap;

/// As many names are compared in full.
const COMPARED: usize = 12;

/// Names with the pairs of letters that each holds.
#[derive(Debug)]
pub struct Names<T> {
    names: Vec<(String, T)>,
    pairs: HashMap<[char; 2], Vec<u32>>,
}

impl<T> Names<T> {
    /// No names yet.
    pub fn new() -> Self {
        Self { names: Vec::new(), pairs: HashMap::new() }
    }

    /// Adds a name.
    pub fn add(&mut self, name: &str, value: T) {
        let name = name.to_lowercase();
        let at = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        for pair in pairs(&name) {
            let holders = self.pairs.entry(pair).or_default();
            if holders.last() != Some(&at) {
                holders.push(at);
            }
        }
        self.names.push((name, value));
    }

    /// What is named most like a name, if anything is at least so near (Jaro and Winkler's likeness, 1 for equals); of equals the one that was added first.
    pub fn nearest(&self, name: &str, least: f64) -> Option<&T> {
        let name = name.to_lowercase();
        let mut shared: HashMap<u32, u32> = HashMap::new();
        for at in pairs(&name).filter_map(|pair| self.pairs.get(&pair)).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        let mut most: Vec<(u32, u32)> = shared.into_iter().map(|(at, times)| (times, at)).collect();
        most.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        most.truncate(COMPARED);
        most.into_iter()
            .map(|(_, at)| &self.names[at as usize])
            .map(|(known, value)| (strsim::jaro_winkler(&name, known), value))
            .filter(|(likeness, _)| *likeness >= least)
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map(|(_, value)| value)
    }
}

/// The pairs of neighbouring letters, the border before the first letter counted as one.
fn pairs(name: &str) -> impl Iterator<Item = [char; 2]> + '_ {
    std::iter::once(' ').chain(name.chars()).zip(name.chars()).map(|(a, b)| [a, b])
}
