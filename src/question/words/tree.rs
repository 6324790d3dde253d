//! The entries of a vocabulary as a tree of their bytes: reading a note asks of every line of it which entries it begins
//! with, and most begin with none, as two or three bytes tell.

use crate::normal;

/// Entries in lower case. Node 0 is what none has begun with; the children of a node stand in a row.
pub struct Tree {
    nodes: Vec<Node>,
    /// Which byte leads to each node.
    bytes: Vec<u8>,
    /// The nodes that first bytes lead to; 0 for those that lead nowhere.
    firsts: [u16; 256],
    /// Which two bytes entries begin with, in either case: see [`lead`].
    leads: [bool; 1024],
    words: Vec<&'static str>,
}

#[derive(Clone, Copy, Default)]
struct Node {
    /// Which entry ends here, from 1; 0 for none.
    word: u16,
    children: u16,
    count: u16,
}

impl Tree {
    /// Of entries in lower case.
    pub fn of(mut words: Vec<&'static str>) -> Self {
        words.sort_unstable();
        words.dedup();
        let short = |number: usize| u16::try_from(number).expect("invariant: a vocabulary has some thousand bytes");
        let (mut nodes, mut bytes) = (vec![Node::default()], vec![0]);
        // The entries that go on from each node, and how many bytes lead to it.
        let mut behind = vec![(0..words.len(), 0)];
        let mut node = 0;
        while let Some((mut entries, depth)) = behind.get(node).cloned() {
            if words[entries.start].len() == depth {
                entries.start += 1;
                nodes[node].word = short(entries.start);
            }
            nodes[node].children = short(nodes.len());
            while let Some(&byte) = words[entries.clone()].first().map(|word| &word.as_bytes()[depth]) {
                let alike = words[entries.clone()].partition_point(|word| word.as_bytes()[depth] == byte);
                nodes.push(Node::default());
                bytes.push(byte);
                behind.push((entries.start..entries.start + alike, depth + 1));
                nodes[node].count += 1;
                entries.start += alike;
            }
            node += 1;
        }
        let (mut firsts, mut leads) = ([0; 256], [false; 1024]);
        for child in 1..=nodes[0].count {
            firsts[usize::from(bytes[usize::from(child)])] = child;
        }
        for word in &words {
            let mut letters = word.chars().map(|letter| letter.to_uppercase().chain([letter]).map(String::from));
            let (first, second) = (letters.next(), letters.next());
            let second: Vec<u8> = second.map_or((0..=255).collect(), |it| it.map(|it| it.as_bytes()[0]).collect());
            for first in first.into_iter().flatten() {
                match *first.as_bytes() {
                    [first, next, ..] => leads[lead(first, next)] = true,
                    [first] => second.iter().for_each(|next| leads[lead(first, *next)] = true),
                    [] => {}
                }
            }
        }
        Self { nodes, bytes, firsts, leads, words }
    }

    /// Every entry.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// Whether an entry may begin at a byte of a text, in any case.
    pub fn may_lead(&self, text: &[u8], at: usize) -> bool {
        self.leads[lead(text[at], text.get(at + 1).copied().unwrap_or_default())]
    }

    /// Whether an entry may begin a text, as far as its first two bytes tell without a look at Unicode: most begin with none.
    fn leads(&self, text: &str) -> bool {
        match text.as_bytes() {
            [first, next, ..] if first.is_ascii() && next.is_ascii() => self.leads[lead(*first, *next)],
            _ => true,
        }
    }

    /// Whether an entry may begin a text, in any case, with a keyboard's apostrophes: three letters tell.
    pub fn may_begin(&self, text: &str) -> bool {
        self.may(text, 1)
    }

    /// The same for entries of two letters and more.
    pub fn may_go_on(&self, text: &str) -> bool {
        self.may(text, 2)
    }

    fn may(&self, text: &str, fewest: usize) -> bool {
        if !self.leads(text) {
            return false;
        }
        let (mut node, mut at) = (0, 0);
        for read in 1..=3 {
            let Some((next, len)) = self.step(node, text, at, typed) else { return false };
            (node, at) = (next, at + len);
            if read >= fewest && self.nodes[usize::from(node)].word > 0 {
                return true;
            }
        }
        true
    }

    /// The entries that a text begins with, the shortest first, each with the rest of the text; `lower` says what its
    /// letters are in lower case.
    pub fn walk<'t, L: Fn(char) -> char>(&self, text: &'t str, lower: L) -> Walk<'_, 't, L> {
        Walk { tree: self, node: self.leads(text).then_some(0), text, at: 0, lower }
    }

    /// The node that the letter at a byte of a text leads to, and how many bytes the letter has.
    #[inline]
    fn step(&self, node: u16, text: &str, at: usize, lower: impl Fn(char) -> char) -> Option<(u16, usize)> {
        let byte = *text.as_bytes().get(at)?;
        if byte.is_ascii() {
            return Some((self.child(node, byte.to_ascii_lowercase())?, 1));
        }
        let letter = text[at..].chars().next()?;
        let mut bytes = [0; 4];
        let mut lower = lower(letter).encode_utf8(&mut bytes).bytes();
        Some((lower.try_fold(node, |node, byte| self.child(node, byte))?, letter.len_utf8()))
    }

    fn child(&self, node: u16, byte: u8) -> Option<u16> {
        if node == 0 {
            return Some(self.firsts[usize::from(byte)]).filter(|&first| first > 0);
        }
        let Node { children, count, .. } = self.nodes[usize::from(node)];
        (children..children + count).find(|&child| self.bytes[usize::from(child)] == byte)
    }
}

/// Where it stands whether entries begin with two bytes; others may stand there too.
fn lead(first: u8, second: u8) -> usize {
    (usize::from(first) * 37 + usize::from(second)) % 1024
}

/// The lower case of a letter, with a keyboard's apostrophes.
pub fn typed(letter: char) -> char {
    if letter == '’' { '\'' } else { normal::lower(letter) }
}

/// A walk along a text and down a tree, letter by letter.
pub struct Walk<'v, 't, L> {
    tree: &'v Tree,
    /// None where no entry goes on.
    node: Option<u16>,
    text: &'t str,
    /// How far it is.
    at: usize,
    lower: L,
}

impl<'t, L: Fn(char) -> char> Iterator for Walk<'_, 't, L> {
    type Item = (&'static str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(node) = self.node {
            let from = self.at;
            let step = self.tree.step(node, self.text, from, &self.lower);
            self.node = step.map(|(next, _)| next);
            let (next, len) = step?;
            self.at += len;
            // It becomes two letters: an entry may end with the first of them.
            if len > 1 && self.text[from..].starts_with('İ') {
                self.node = None;
            }
            let word = usize::from(self.tree.nodes[usize::from(next)].word);
            if let Some(word) = word.checked_sub(1) {
                return Some((self.tree.words[word], &self.text[self.at..]));
            }
        }
        None
    }
}
