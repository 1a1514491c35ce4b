//! Ranking: which statements meet the words of a query, and in which order.
//!
//! First every statement gets a sum over the words it meets, weighed by how rare the word is and how
//! well it was met; this walks the lists of the words only. Then those that may stand on top are
//! weighed again by nearness and order of the words (`nearness`).
//!
//! A row that has all words stands above one that lacks one. Words are looked for near by first; only
//! where no row has all of them are they looked for further away, and then a word that is also met
//! near by never brings in a row by itself.

pub(crate) mod accumulator;
pub(crate) mod order;
pub(crate) mod proximity;
pub(crate) mod rescore;

use crate::filtering::Allowed;
use crate::matching::expansion::{Candidate, Expansion};
use crate::matching::tiers::Reach;
use crate::ranking::accumulator::{Sum, Sums};
use crate::search::Space;

/// The largest sum a row can get; small enough for an array of counts, fine enough to tell.
const TOP: f32 = 4000.0;

/// Added to the sum of a row that has all words.
pub(crate) const FULL: u16 = 8192;

/// A word in more than one of so many statements does not bring in a row by itself.
const COMMON: u32 = 4;

/// One word of the query at work.
pub(crate) struct Term<'a> {
    pub(crate) expansion: &'a Expansion,
    /// How much it counts, above 0; 0 where it meets nothing anywhere.
    pub(crate) weight: f32,
    /// The nearest reach at which it meets anything.
    pub(crate) own: Option<Reach>,
    /// How far it is looked for.
    pub(crate) reach: Reach,
    common: bool,
}

impl<'a> Term<'a> {
    pub(crate) fn new(space: Space<'a>, expansion: &'a Expansion) -> Self {
        let own = expansion.nearest(space.corpus, space.index);
        let rows = space.index.rows;
        let frequency = expansion.frequency(space.corpus, space.index);
        let rarity = (f64::from(rows) / (f64::from(frequency.meant) + 1.0)).ln_1p().max(0.1) as f32;
        Self {
            expansion,
            weight: if own.is_some() { rarity } else { 0.0 },
            own,
            reach: own.unwrap_or_default(),
            common: frequency.all > rows / COMMON,
        }
    }

    /// What it meets by itself.
    fn finds(&self, space: Space<'a>) -> &'a [Candidate] {
        let found = self.own.map(|own| self.expansion.at(own, space.corpus, space.index));
        found.map_or(&[], |found| &found.candidates)
    }

    /// What it meets further away, once the search was widened.
    fn improves(&self, space: Space<'a>) -> impl Iterator<Item = &'a Candidate> + use<'a> {
        let (own, reach, expansion) = (self.own, self.reach, self.expansion);
        let further = [Reach::Slipped, Reach::Far].into_iter();
        further
            .filter(move |further| own.is_some_and(|own| own < *further) && *further <= reach)
            .flat_map(move |further| &expansion.at(further, space.corpus, space.index).candidates)
    }

    /// All it meets, best first.
    pub(crate) fn candidates(&self, space: Space<'a>) -> impl Iterator<Item = &'a Candidate> {
        self.finds(space).iter().chain(self.improves(space))
    }
}

/// A row that was found, with its sum, [`FULL`] added where it has all words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Coarse {
    pub(crate) row: u32,
    pub(crate) sum: u16,
}

impl Coarse {
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
pub(crate) struct Found {
    /// In the order of the corpus.
    pub(crate) rows: Vec<Coarse>,
    pub(crate) full: usize,
    pub(crate) undated: usize,
    /// How many places of words in rows were read for it.
    pub(crate) read: usize,
    /// Whether any row, filtered or not, has all words that are met anywhere.
    complete: bool,
}

/// Finds the rows that meet `terms`, looking further away for as long as no row has all words.
/// `None` when told to stop.
pub(crate) fn find<'a>(
    space: Space<'a>,
    terms: &mut [Term<'a>],
    allowed: &Allowed,
    keep_going: &dyn Fn() -> bool,
) -> Option<Found> {
    let mut sums = Sums::new();
    let mut found = pass(space, terms, allowed, &mut sums, keep_going)?;
    for reach in [Reach::Slipped, Reach::Far] {
        let wider = |term: &Term<'_>| term.own.is_some_and(|own| own < reach);
        if found.complete || terms.len() < 2 || !terms.iter().any(wider) {
            continue;
        }
        for term in terms.iter_mut().filter(|term| wider(term)) {
            term.reach = reach;
        }
        found = pass(space, terms, allowed, &mut sums, keep_going)?;
    }
    found.read = sums.read;
    Some(found)
}

/// What a row must have to be shown.
struct Bar {
    all: u32,
    known: u32,
    /// Words that may bring in a row by themselves.
    telling: u32,
}

impl Bar {
    fn new(terms: &[Term<'_>]) -> Self {
        let bits = |of: &dyn Fn(&Term<'_>) -> bool| {
            let having = terms.iter().enumerate().filter(|(_, term)| of(term));
            having.fold(0, |bits, (at, _)| bits | bit(at))
        };
        let known = bits(&|term| term.own.is_some());
        let telling = bits(&|term| term.own.is_some() && !term.common);
        Self { all: bits(&|_| true), known, telling: if telling == 0 { known } else { telling } }
    }

    /// Half of the telling words, or all of them.
    fn admits(&self, met: u32) -> bool {
        met == self.all
            || 2 * (met & self.telling).count_ones() >= self.telling.count_ones() && met != 0
    }
}

fn bit(at: usize) -> u32 {
    1 << (at % 32)
}

fn pass<'a>(
    space: Space<'a>,
    terms: &[Term<'a>],
    allowed: &Allowed,
    sums: &mut Sums,
    keep_going: &dyn Fn() -> bool,
) -> Option<Found> {
    let bar = Bar::new(terms);
    let total: f32 = terms.iter().map(|term| term.weight).sum();
    let mut found = Found::default();
    for shard in &space.index.shards {
        if !keep_going() {
            return None;
        }
        let unit = |term: &Term<'_>, candidate: &Candidate| {
            let quality = f32::from(candidate.met.quality) / 100.0;
            u32::try_from((term.weight / total * quality * TOP) as i32).unwrap_or(0)
        };
        for (at, term) in terms.iter().enumerate() {
            for candidate in term.finds(space) {
                sums.find(shard, candidate, bit(at), unit(term, candidate));
            }
        }
        for (at, term) in terms.iter().enumerate() {
            for candidate in term.improves(space) {
                sums.improve(shard, candidate, bit(at), unit(term, candidate));
            }
        }
        found.take(shard.first, sums, &bar, allowed);
    }
    Some(found)
}

impl Found {
    fn take(&mut self, first: u32, sums: &mut Sums, bar: &Bar, allowed: &Allowed) {
        sums.take(|row, Sum { met, worth }| {
            if !bar.admits(met) {
                return;
            }
            let row = first + row;
            self.complete |= met & bar.known == bar.known;
            if allowed.contains(row) {
                let full = met == bar.all;
                self.full += usize::from(full);
                self.rows.push(Coarse { row, sum: worth as u16 + if full { FULL } else { 0 } });
            } else {
                self.undated += usize::from(allowed.lacks_only_a_date(row));
            }
        });
    }
}

/// For the sums to fit.
const _: () = assert!(TOP < FULL as f32);
