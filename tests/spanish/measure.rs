//! What is proposed for the articles, held against what a person marked in them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use onrecord_extract::{Extraction, ExtractionContext, Proposal, extract};
use onrecord_model::Form;
use onrecord_read::{Kind, Limits};

use crate::articles::{Article, Said, Who};

/// What a set came to; shares are of 100.
#[derive(Default)]
pub(crate) struct Tally {
    pub gold: usize,
    pub proposed: usize,
    /// Statements met by a proposal, one to one, with half of their joint words in common.
    pub met: usize,
    pub gold_direct: usize,
    /// Those that are but the quoted words of a mixed statement are left out.
    pub proposed_direct: usize,
    /// Direct statements proposed as such, to the word.
    pub exact_direct: usize,
    /// Of those met that somebody says: a speaker is given; by the right words (where they stand
    /// beside the statement, else by name); by the name that the article gives.
    pub judged: usize,
    pub given: usize,
    pub right: usize,
    pub by_name: usize,
    /// Statements that somebody says, met or not.
    pub spoken: usize,
    pub cues: (usize, usize),
    /// Statements and those not met, by construct.
    pub constructs: BTreeMap<&'static str, (usize, usize)>,
    pub hard: (usize, usize),
    /// What went wrong, in words.
    pub story: Vec<String>,
}

impl Tally {
    pub(crate) fn direct_f1(&self) -> f64 {
        f1(self.exact_direct, self.gold_direct, self.proposed_direct)
    }

    pub(crate) fn f1(&self) -> f64 {
        f1(self.met, self.gold, self.proposed)
    }

    pub(crate) fn precision(&self) -> f64 {
        share(self.met, self.proposed)
    }

    /// Of the speakers given, those that are right.
    pub(crate) fn speakers(&self) -> f64 {
        share(self.right, self.given)
    }

    /// Of all that somebody says, what is met and has the right name: who said it, end to end.
    pub(crate) fn end_to_end(&self) -> f64 {
        share(self.by_name, self.spoken)
    }

    /// Of the statements met, those whose speaker has the right name.
    pub(crate) fn named(&self) -> f64 {
        share(self.by_name, self.judged)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

fn f1(hits: usize, gold: usize, proposed: usize) -> f64 {
    share(2 * hits, gold + proposed)
}

/// Reads an article as the program reads a text file and adds what comes of it.
pub(crate) fn measure(article: &Article, tally: &mut Tally) {
    let reading =
        onrecord_read::document(Kind::Text, article.text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(reading.document.text(), article.text, "offsets are those of the file");
    let about = ExtractionContext { published: None, language: None, title: None };
    let found = extract(&reading.document, &about, &reading.turns);
    let marked: Vec<_> =
        article.said.iter().map(|said| words(&article.text, &said.pieces)).collect();
    let proposals = found.statements.iter().map(|proposal| words(&article.text, &spans(proposal)));
    let proposals: Vec<_> = proposals.collect();
    let pairs = pairs(&marked, &proposals);
    for (gold, said) in article.said.iter().enumerate().filter(|(_, said)| !said.optional) {
        let met = pairs.iter().find(|pair| pair.0 == gold).map(|pair| pair.1);
        count(said, met.is_some(), tally);
        let Some(at) = met else {
            tally.story.push(format!("not met  {}: {}", article.name, quoted(article, said)));
            continue;
        };
        judge(article, said, &found.statements[at], &found, tally);
    }
    for (at, proposal) in found.statements.iter().enumerate() {
        let gold = pairs.iter().find(|pair| pair.1 == at).map(|pair| pair.0);
        if gold.is_some_and(|gold| article.said[gold].optional) {
            continue;
        }
        tally.proposed += 1;
        let mut mixed =
            article.said.iter().zip(&marked).filter(|(said, _)| said.form == Form::Mixed);
        let fragment = mixed.any(|(_, whole)| whole.is_superset(&proposals[at]));
        tally.proposed_direct += usize::from(proposal.form == Form::Direct && !fragment);
        let exact = gold.is_some_and(|gold| {
            article.said[gold].form == Form::Direct && marked[gold] == proposals[at]
        });
        tally.exact_direct += usize::from(exact && proposal.form == Form::Direct);
        if gold.is_none() || (proposal.form == Form::Direct && !exact) {
            let text = &article.text;
            let pieces: Vec<_> = spans(proposal).into_iter().map(|span| &text[span]).collect();
            let kind = if gold.is_none() { "too much" } else { "inexact " };
            tally.story.push(format!("{kind} {}: {}", article.name, pieces.join(" … ")));
        }
    }
}

fn count(said: &Said, met: bool, tally: &mut Tally) {
    tally.gold += 1;
    tally.spoken += usize::from(matches!(said.who, Who::Is(_)));
    tally.met += usize::from(met);
    tally.gold_direct += usize::from(said.form == Form::Direct);
    let construct = tally.constructs.entry(said.construct).or_default();
    construct.0 += 1;
    construct.1 += usize::from(!met);
    if said.hard {
        tally.hard.0 += 1;
        tally.hard.1 += usize::from(!met);
    }
}

/// Speaker and cue of a statement that was met.
fn judge(
    article: &Article,
    said: &Said,
    proposal: &Proposal,
    found: &Extraction,
    tally: &mut Tally,
) {
    if !said.cues.is_empty() {
        let cue = proposal.cue.map(|span| span.start as usize..span.end as usize);
        let cue = words(&article.text, cue.as_slice());
        tally.cues.0 += 1;
        tally.cues.1 += usize::from(!cue.is_disjoint(&words(&article.text, &said.cues)));
    }
    let name = proposal.speaker.and_then(|at| found.actors.get(at as usize)).map(|actor| {
        let names = std::iter::once(&actor.name).chain(&actor.aliases);
        names.map(|name| name.to_lowercase()).collect::<Vec<_>>().join(" ")
    });
    let named = match &said.who {
        Who::Any => return,
        Who::Silent => false,
        Who::Is(ways) => {
            let name: Vec<_> = name.as_deref().unwrap_or("").split(' ').collect();
            ways.iter().any(|way| way.iter().all(|key| name.contains(&key.as_str())))
        }
    };
    let mention = proposal.mention.map(|span| span.start as usize..span.end as usize);
    let beside = words(&article.text, mention.as_slice());
    let right = named || !beside.is_disjoint(&words(&article.text, &said.named));
    tally.judged += usize::from(matches!(said.who, Who::Is(_)));
    tally.given += usize::from(name.is_some());
    tally.right += usize::from(name.is_some() && right);
    tally.by_name += usize::from(named);
    if !named && (name.is_some() || matches!(said.who, Who::Is(_))) {
        let name = name.unwrap_or_else(|| "nobody".to_owned());
        tally.story.push(format!("speaker  {}: {} ← {name}", article.name, quoted(article, said)));
    }
}

fn quoted(article: &Article, said: &Said) -> String {
    let pieces = said.pieces.iter().map(|piece| &article.text[piece.clone()]);
    format!("({}) {}", said.construct, pieces.collect::<Vec<_>>().join(" … "))
}

fn spans(proposal: &Proposal) -> Vec<Range<usize>> {
    proposal.spans.iter().map(|span| span.start as usize..span.end as usize).collect()
}

/// The words in the pieces, each by its first byte: marks and stops at the edges do not matter.
fn words(text: &str, pieces: &[Range<usize>]) -> BTreeSet<usize> {
    let starts = pieces.iter().flat_map(|piece| {
        let letters = text[piece.clone()].char_indices();
        let mut inside = false;
        let starts = letters.filter_map(move |(at, letter)| {
            let first = letter.is_alphanumeric() && !inside;
            inside = letter.is_alphanumeric();
            first.then_some(piece.start + at)
        });
        starts.collect::<Vec<_>>()
    });
    starts.collect()
}

/// Who meets whom, one to one, the closest first; each pair shares half of its joint words.
fn pairs(marked: &[BTreeSet<usize>], proposed: &[BTreeSet<usize>]) -> Vec<(usize, usize)> {
    let mut close = Vec::new();
    for (gold, one) in marked.iter().enumerate() {
        for (at, other) in proposed.iter().enumerate() {
            let (common, joint) = (one.intersection(other).count(), one.union(other).count());
            if common > 0 && 2 * common >= joint {
                close.push((1000 * common / joint, gold, at));
            }
        }
    }
    close.sort_by_key(|&(share, gold, at)| (std::cmp::Reverse(share), gold, at));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, gold, at) in close {
        if pairs.iter().all(|pair| pair.0 != gold && pair.1 != at) {
            pairs.push((gold, at));
        }
    }
    pairs
}
