//! Embeds: each note is given the parts of others that it shows, with the answers to the links in them.
//!
//! An [`Embed`] is a finite tree: what would show itself again is cut, and so is what lies too deep or comes too late on
//! one page. What is cut stays a link. A note without embeds costs nothing here.

use super::catalogue::Catalogue;
use super::linked::{Call, Embed, Embeds, Linked, Resolved};
use crate::diagnostic::{Code, Diagnostic, Place, Reported};
use crate::note::Link;
use crate::question::Study;
use std::ops::Range;
use std::sync::Arc;

/// How many embeds may lie in one another; Obsidian stops there too.
const DEEPEST: usize = 5;

/// How many embeds one page may show: ten notes that each show ten others make a hundred thousand at that depth.
const MOST: usize = 400;

/// What one note shows; `resolved` has the answers of every note, in the order of the catalogue.
pub fn show(at: usize, resolved: &[&Resolved], to: &Catalogue<'_>) -> Reported<Embeds> {
    let own = resolved[at];
    let mut embeds = Embeds::new();
    if own.calls.is_empty() {
        return Reported::clean(embeds);
    }
    let mut shower = Shower { root: at, resolved, to, chain: Vec::new(), shown: 0, findings: Vec::new() };
    let study = to.study(at);
    let whole = study.body..study.source.text.length();
    shower.chain.push((at, whole.clone()));
    for call in &own.calls {
        let link = &study.links[call.link];
        let times = uses(link, &whole);
        shower.fill(&mut embeds, study, call, link, times);
    }
    Reported::new(embeds, shower.findings)
}

/// How often a link stands in a part of its note.
fn uses(link: &Link, part: &Range<usize>) -> usize {
    link.uses().filter(|span| part.start <= span.start && span.end <= part.end).count()
}

struct Shower<'s, 'c> {
    root: usize,
    resolved: &'s [&'s Resolved],
    to: &'s Catalogue<'c>,
    /// What is being shown, outermost first.
    chain: Vec<(usize, Range<usize>)>,
    /// How many embeds the page draws.
    shown: usize,
    findings: Vec<Diagnostic>,
}

impl Shower<'_, '_> {
    /// Adds what a call shows, unless it has to be cut. `link` is the link of the page's own note that it comes by, `times`
    /// how often the page draws it.
    fn fill(&mut self, embeds: &mut Embeds, study: &Study, call: &Call, link: &Link, times: usize) {
        let shows = (call.note, call.part.clone());
        if let Some(from) = self.chain.iter().position(|it| *it == shows) {
            return self.circle(from, link);
        }
        if self.chain.len() > DEEPEST || self.shown + times > MOST {
            return self.limit(link);
        }
        self.shown += times;
        self.chain.push(shows);
        let embed = self.embed(call, link, times);
        self.chain.pop();
        embeds.insert(study.links[call.link].target.clone(), Arc::new(embed));
    }

    fn embed(&mut self, call: &Call, link: &Link, times: usize) -> Embed {
        let study = self.to.study(call.note);
        let of = &self.resolved[call.note];
        let within = study.links.iter().filter(|inner| uses(inner, &call.part) > 0);
        let mut linked = Linked::of(
            within
                .map(|inner| (inner.kind, inner.target.as_str(), of.linked.target(inner.kind, &inner.target).clone())),
        );
        for inner in &of.calls {
            let uses = uses(&study.links[inner.link], &call.part);
            if uses > 0 {
                self.fill(&mut linked.embeds, study, inner, link, times * uses);
            }
        }
        Embed {
            study: study.clone(),
            part: call.part.clone(),
            whole: call.whole,
            linked,
            address: self.to.address(call.note).clone(),
            anchor: call.anchor.clone(),
        }
    }

    /// A circle is told once, where the first of its notes closes it.
    fn circle(&mut self, from: usize, link: &Link) {
        let ring = &self.chain[from..];
        let first = ring.iter().map(|(note, _)| *note).min();
        if first != Some(self.root) || self.findings.iter().any(|it| it.code == Code::EmbedCycle) {
            return;
        }
        let paths = ring.iter().chain(&ring[..1]).map(|(note, _)| format!("`{}`", self.to.index.path(*note)));
        let message = format!("these notes show one another: {}", paths.collect::<Vec<_>>().join(" shows "));
        self.report(
            link,
            Code::EmbedCycle,
            message,
            "link to one of them instead; where the circle closes stands a link",
        );
    }

    fn limit(&mut self, link: &Link) {
        let message = if self.chain.len() > DEEPEST {
            format!("more than {DEEPEST} embeds lie in one another here")
        } else {
            format!("this page shows more than {MOST} parts of other notes")
        };
        if self.findings.iter().any(|it| it.code == Code::EmbedDepth) {
            return;
        }
        self.report(link, Code::EmbedDepth, message, "show less, or link to it; what is left out stands as a link");
    }

    fn report(&mut self, link: &Link, code: Code, message: String, hint: &str) {
        let source = &self.to.study(self.root).source;
        let place = Place::span(&source.path, &source.text, link.span.clone());
        self.findings.push(Diagnostic::new(code, place, message, hint));
    }
}
