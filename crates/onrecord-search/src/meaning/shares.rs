//! [`Shares`]: how much of the query's words each row has, where relatives of a word count for it.

use foldhash::HashMap;
use onrecord_meaning::Lemma;

use super::asked::AskedWord;
use super::greatest;
use super::relatives::relatives;
use crate::index::Index;
use crate::matching::expansion::{Alternative, RowSource};
use crate::matching::tiers::{MatchKind, WordMatch};
use crate::query::QueryWord;
use crate::ranking::accumulator::{Accumulator, Accumulators};
use crate::ranking::{CoarseHit, TOP, bit};
use crate::session::IndexedCorpus;

/// A word in more than one of so many rows tells too little to be read through for another's sake.
const COMMON: usize = 4;

/// The rows that have any of the words, in order, with the sum of what they have; [`TOP`] is all.
pub(super) struct Shares {
    rows: Vec<CoarseHit>,
}

/// One way to have a word of the query.
struct WordWay<'a> {
    of: WordWayRows<'a>,
    /// How well, times how rare.
    worth: f32,
}

/// The rows that have it so.
enum WordWayRows<'a> {
    /// By the word itself, a spelling of it, or a name.
    Known(&'a Alternative),
    /// By a relative.
    Relative(Alternative),
}

impl WordWay<'_> {
    fn rows(&self) -> &Alternative {
        match &self.of {
            WordWayRows::Known(alternative) => alternative,
            WordWayRows::Relative(alternative) => alternative,
        }
    }
}

/// All ways to have each word, the best first.
fn ways<'a>(indexed: IndexedCorpus<'a>, asked: &[AskedWord<'a>]) -> Vec<Vec<WordWay<'a>>> {
    let ways = asked.iter().map(|asked| {
        let weight = asked.term.map_or(0.0, |term| term.weight);
        let known = asked.by_letters(indexed).map(|alternative| {
            let quality = f32::from(alternative.found.quality) / 100.0;
            WordWay { of: WordWayRows::Known(alternative), worth: quality * weight }
        });
        let mut ways: Vec<_> = known.collect();
        if asked.term.is_none() {
            ways.extend(itself(indexed.index, asked.word));
        }
        ways.extend(by_relatives(indexed.index, *asked));
        ways.sort_by(|a, b| b.worth.total_cmp(&a.worth));
        ways
    });
    ways.collect()
}

/// The word itself, where it stands behind `near:` and is not looked for otherwise.
fn itself<'a>(index: &Index, word: &QueryWord) -> Option<WordWay<'a>> {
    let number = index.vocabulary.find(&word.key)?;
    Some(way(number, MatchKind::Exact, rarity(index, frequency(index, number))))
}

fn by_relatives<'a>(index: &Index, asked: AskedWord<'_>) -> Vec<WordWay<'a>> {
    let relatives = relatives(index, asked);
    let mut frequencies: HashMap<Lemma, usize> = HashMap::default();
    for relative in &relatives {
        *frequencies.entry(relative.lemma).or_default() += frequency(index, relative.number);
    }
    let ways = relatives.iter().filter_map(|relative| {
        let of_lemma = frequencies.get(&relative.lemma).copied()?;
        let common = of_lemma > index.rows as usize / COMMON;
        (!common)
            .then(|| way(relative.number, relative.kind, relative.worth * rarity(index, of_lemma)))
    });
    ways.collect()
}

fn way<'a>(number: u32, kind: MatchKind, worth: f32) -> WordWay<'a> {
    let found = WordMatch { kind, quality: 100 };
    let rows = RowSource::Words(number..number + 1);
    WordWay { of: WordWayRows::Relative(Alternative { rows, found }), worth }
}

fn frequency(index: &Index, number: u32) -> usize {
    index.frequency(&(number..number + 1))
}

/// How much a word counts that stands in so many rows; as in ranking by words.
fn rarity(index: &Index, rows: usize) -> f32 {
    (f64::from(index.rows) / (rows as f64 + 1.0)).ln_1p().max(0.1) as f32
}

impl Shares {
    /// Adds up what each row has. `None` when told to stop.
    pub(super) fn of(
        indexed: IndexedCorpus<'_>,
        asked: &[AskedWord<'_>],
        keep_going: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let ways = ways(indexed, asked);
        let best = |ways: &Vec<WordWay<'_>>| ways.first().map(|way| way.worth);
        // A word that nothing here stands for is missed as much as the rarest.
        let rarest = rarity(indexed.index, 0);
        let total: f32 = ways.iter().map(|ways| best(ways).unwrap_or(rarest)).sum();
        let mut accumulators = Accumulators::new();
        let mut rows = Vec::new();
        for shard in &indexed.index.shards {
            if !keep_going() {
                return None;
            }
            for (at, ways) in ways.iter().enumerate() {
                for way in ways {
                    let sum = (way.worth / total.max(f32::MIN_POSITIVE) * TOP) as u32;
                    accumulators.add(shard, way.rows(), bit(at), sum);
                }
            }
            accumulators.drain(|row, Accumulator { sum, .. }| {
                rows.push(CoarseHit { row: shard.first + row, sum: sum as u16 });
            });
        }
        Some(Self { rows })
    }

    /// The `most` rows with the greatest shares of those that `may` be found.
    pub(super) fn best(&self, most: usize, may: impl Fn(u32) -> bool) -> Vec<u32> {
        let rows = self.rows.iter().copied().filter(|hit| may(hit.row)).collect();
        let best = greatest(rows, most, |hit| (i64::from(hit.sum) << 32) - i64::from(hit.row));
        best.into_iter().map(|hit| hit.row).collect()
    }

    /// The share of a row, 0–1.
    pub(super) fn of_row(&self, row: u32) -> f32 {
        let at = self.rows.binary_search_by_key(&row, |hit| hit.row);
        let Some(hit) = at.ok().and_then(|at| self.rows.get(at)) else { return 0.0 };
        hit.share()
    }
}
