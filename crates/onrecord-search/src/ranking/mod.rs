//! Ranking: which statements match the words of a query, and in which order.
//!
//! First every statement gets a sum over the words it matches, weighed by how rare the word is and
//! how well it matches; this walks the lists of the words only. Then those that may stand on top are
//! weighed again by nearness and order of the words (`rescore`, `proximity`).
//!
//! A row that has all words stands above one that lacks one. Words are looked for near by first; only
//! where no row has all of them are they looked for further away, and then a word that also matches
//! near by never brings in a row by itself.

pub(crate) mod accumulator;
pub(crate) mod order;
pub(crate) mod proximity;
pub(crate) mod rescore;

use crate::filtering::AllowedRows;
use crate::matching::expansion::{Alternative, Expansion};
use crate::matching::tiers::Tier;
use crate::ranking::accumulator::{Accumulator, Accumulators};
use crate::session::IndexedCorpus;

/// The largest sum a row can get; small enough for an array of counts, fine enough to tell.
pub(crate) const TOP: f32 = 4000.0;

/// Added to the sum of a row that has all words.
pub(crate) const FULL: u16 = 8192;

/// A word in more than one of so many statements does not bring in a row by itself.
const COMMON: u32 = 4;

/// One word of the query at work.
pub(crate) struct Term<'a> {
    pub(crate) expansion: &'a Expansion,
    /// How much it counts, above 0; 0 where it matches nothing anywhere.
    pub(crate) weight: f32,
    /// The nearest tier at which it matches anything.
    pub(crate) nearest: Option<Tier>,
    /// How far it is looked for.
    pub(crate) tier: Tier,
    common: bool,
}

impl<'a> Term<'a> {
    pub(crate) fn new(indexed: IndexedCorpus<'a>, expansion: &'a Expansion) -> Self {
        let nearest = expansion.nearest(indexed.corpus, indexed.index);
        let rows = indexed.index.rows;
        let frequency = expansion.frequency(indexed.corpus, indexed.index);
        let rarity = (f64::from(rows) / (f64::from(frequency.meant) + 1.0)).ln_1p().max(0.1) as f32;
        Self {
            expansion,
            weight: if nearest.is_some() { rarity } else { 0.0 },
            nearest,
            tier: nearest.unwrap_or_default(),
            common: frequency.all > rows / COMMON,
        }
    }

    /// What it matches at its nearest tier.
    fn nearest_alternatives(&self, indexed: IndexedCorpus<'a>) -> &'a [Alternative] {
        let found = self.nearest.map(|tier| self.expansion.at(tier, indexed.corpus, indexed.index));
        found.map_or(&[], |found| &found.alternatives)
    }

    /// What it matches further away, once the search was widened.
    fn further_alternatives(
        &self,
        indexed: IndexedCorpus<'a>,
    ) -> impl Iterator<Item = &'a Alternative> + use<'a> {
        let (nearest, tier, expansion) = (self.nearest, self.tier, self.expansion);
        let further = [Tier::Typo, Tier::Fuzzy].into_iter();
        further
            .filter(move |further| {
                nearest.is_some_and(|nearest| nearest < *further) && *further <= tier
            })
            .flat_map(move |further| {
                &expansion.at(further, indexed.corpus, indexed.index).alternatives
            })
    }

    /// All it matches, best first.
    pub(crate) fn alternatives(
        &self,
        indexed: IndexedCorpus<'a>,
    ) -> impl Iterator<Item = &'a Alternative> {
        self.nearest_alternatives(indexed).iter().chain(self.further_alternatives(indexed))
    }
}

/// A row that was found, with its sum, [`FULL`] added where it has all words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CoarseHit {
    pub(crate) row: u32,
    pub(crate) sum: u16,
}

impl CoarseHit {
    pub(crate) fn is_full(self) -> bool {
        self.sum >= FULL
    }

    /// 0–1.
    pub(crate) fn share(self) -> f32 {
        f32::from(self.sum & (FULL - 1)) / TOP
    }
}

/// The rows a query finds by its words.
#[derive(Default)]
pub(crate) struct Retrieved {
    /// In the order of the corpus.
    pub(crate) rows: Vec<CoarseHit>,
    pub(crate) full: usize,
    pub(crate) undated: usize,
    /// How many postings were read for it.
    pub(crate) read: usize,
    /// Whether any row, filtered or not, has all words that match anywhere.
    complete: bool,
}

/// Finds the rows that match `terms`, looking further away for as long as no row has all words.
/// `None` when told to stop.
pub(crate) fn find<'a>(
    indexed: IndexedCorpus<'a>,
    terms: &mut [Term<'a>],
    allowed: &AllowedRows,
    keep_going: &dyn Fn() -> bool,
) -> Option<Retrieved> {
    let mut accumulators = Accumulators::new();
    let mut found = pass(indexed, terms, allowed, &mut accumulators, keep_going)?;
    for tier in [Tier::Typo, Tier::Fuzzy] {
        let wider = |term: &Term<'_>| term.nearest.is_some_and(|nearest| nearest < tier);
        if found.complete || terms.len() < 2 || !terms.iter().any(wider) {
            continue;
        }
        for term in terms.iter_mut().filter(|term| wider(term)) {
            term.tier = tier;
        }
        found = pass(indexed, terms, allowed, &mut accumulators, keep_going)?;
    }
    found.read = accumulators.read;
    Some(found)
}

/// What a row must have to be shown.
struct Threshold {
    all: u32,
    known: u32,
    /// Words that may bring in a row by themselves.
    selective: u32,
}

impl Threshold {
    fn new(terms: &[Term<'_>]) -> Self {
        let bits = |of: &dyn Fn(&Term<'_>) -> bool| {
            let having = terms.iter().enumerate().filter(|(_, term)| of(term));
            having.fold(0, |bits, (at, _)| bits | bit(at))
        };
        let known = bits(&|term| term.nearest.is_some());
        let selective = bits(&|term| term.nearest.is_some() && !term.common);
        Self {
            all: bits(&|_| true),
            known,
            selective: if selective == 0 { known } else { selective },
        }
    }

    /// Half of the selective words, or all of them.
    fn admits(&self, matched: u32) -> bool {
        matched == self.all
            || 2 * (matched & self.selective).count_ones() >= self.selective.count_ones()
                && matched != 0
    }
}

pub(crate) fn bit(at: usize) -> u32 {
    1 << (at % 32)
}

fn pass<'a>(
    indexed: IndexedCorpus<'a>,
    terms: &[Term<'a>],
    allowed: &AllowedRows,
    accumulators: &mut Accumulators,
    keep_going: &dyn Fn() -> bool,
) -> Option<Retrieved> {
    let threshold = Threshold::new(terms);
    let total: f32 = terms.iter().map(|term| term.weight).sum();
    let mut found = Retrieved::default();
    for shard in &indexed.index.shards {
        if !keep_going() {
            return None;
        }
        let worth = |term: &Term<'_>, alternative: &Alternative| {
            let quality = f32::from(alternative.found.quality) / 100.0;
            u32::try_from((term.weight / total * quality * TOP) as i32).unwrap_or(0)
        };
        for (at, term) in terms.iter().enumerate() {
            for alternative in term.nearest_alternatives(indexed) {
                accumulators.add(shard, alternative, bit(at), worth(term, alternative));
            }
        }
        for (at, term) in terms.iter().enumerate() {
            for alternative in term.further_alternatives(indexed) {
                let worth = worth(term, alternative);
                accumulators.add_to_matched(shard, alternative, bit(at), worth);
            }
        }
        found.take(shard.first, accumulators, &threshold, allowed);
    }
    Some(found)
}

impl Retrieved {
    fn take(
        &mut self,
        first: u32,
        accumulators: &mut Accumulators,
        threshold: &Threshold,
        allowed: &AllowedRows,
    ) {
        accumulators.drain(|row, Accumulator { matched, sum }| {
            if !threshold.admits(matched) {
                return;
            }
            let row = first + row;
            self.complete |= matched & threshold.known == threshold.known;
            if allowed.contains(row) {
                let full = matched == threshold.all;
                self.full += usize::from(full);
                self.rows.push(CoarseHit { row, sum: sum as u16 + if full { FULL } else { 0 } });
            } else {
                self.undated += usize::from(allowed.lacks_only_a_date(row));
            }
        });
    }
}

/// For the sums to fit.
const _: () = assert!(TOP < FULL as f32);
