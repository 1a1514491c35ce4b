//! The second score of rows that may stand on top: by where in them the query words stand.

use crate::index::row_set::RowSet;
use crate::index::shard::{JOINED, Shard, follows};
use crate::matching::expansion::RowSource;
use crate::ranking::proximity::{Occurrence, ProximityScorer};
use crate::ranking::{CoarseHit, Term};
use crate::session::IndexedCorpus;

/// Which words of the query the words of one shard match.
pub(crate) struct Rescorer<'a> {
    shard: &'a Shard,
    weights: Vec<f32>,
    /// Whether the last word of the query is still being typed.
    open: bool,
    /// The words of the shard that any query word matches: small enough to be always at hand, since
    /// almost every word of a statement ends here.
    any: RowSet,
    /// For each word of the shard a bit for each query word.
    matched: Vec<u32>,
    /// For each query word, for each word of the shard: how well.
    quality: Vec<u8>,
    /// Query words in several parts.
    sequences: Vec<(u8, Vec<u16>)>,
    widths: Vec<u8>,
    /// Query words that are also names, with the statements of those so named.
    names: Vec<(u8, u8, &'a RowSet)>,
    occurrences: Vec<Occurrence>,
    scorer: ProximityScorer,
}

impl<'a> Rescorer<'a> {
    pub(crate) fn new(indexed: IndexedCorpus<'a>, terms: &[Term<'a>], shard: &'a Shard) -> Self {
        let count = shard.word_count();
        let width = |term: &Term<'_>| term.expansion.word.parts.len().clamp(1, 255) as u8;
        let mut rescorer = Self {
            shard,
            weights: terms.iter().map(|term| term.weight).collect(),
            open: terms.last().is_some_and(|term| term.expansion.pattern.open),
            any: RowSet::none(count as u32),
            matched: vec![0; count],
            quality: vec![0; count * terms.len()],
            sequences: Vec::new(),
            widths: terms.iter().map(width).collect(),
            names: Vec::new(),
            occurrences: Vec::new(),
            scorer: ProximityScorer::default(),
        };
        for (word, term) in (0..).zip(terms) {
            for alternative in term.alternatives(indexed) {
                let quality = alternative.found.quality;
                match &alternative.rows {
                    RowSource::Words(words) => {
                        shard
                            .locals(words)
                            .for_each(|local| rescorer.matches(word, local, quality));
                    }
                    RowSource::Sequence(words) => {
                        let locals = words.iter().map(|word| shard.local(*word));
                        let locals = locals.collect::<Option<Vec<_>>>();
                        rescorer.sequences.extend(locals.map(|locals| (word, locals)));
                    }
                    RowSource::Rows(rows) => rescorer.names.push((word, quality, rows)),
                }
            }
        }
        rescorer
    }

    fn matches(&mut self, word: u8, local: usize, quality: u8) {
        let at = word as usize * self.shard.word_count() + local;
        if let (Some(matched), Some(known)) =
            (self.matched.get_mut(local), self.quality.get_mut(at))
            && *known < quality
        {
            self.any.insert(local as u32);
            *matched |= 1 << word;
            *known = quality;
        }
    }

    /// Reads one word of each row, so that the memory brings many rows at once while nothing waits
    /// for any of them. Read one by one, rows far apart take most of the time of a second look.
    pub(crate) fn prefetch(&self, rows: &[CoarseHit]) {
        let first =
            |row: &CoarseHit| self.shard.words_of((row.row - self.shard.first) as u16).first();
        let sum: u32 = rows.iter().filter_map(first).map(|word| u32::from(*word)).sum();
        std::hint::black_box(sum);
    }

    /// The final score of a row of this shard.
    pub(crate) fn score(&mut self, row: CoarseHit) -> f32 {
        let words = self.shard.words_of((row.row - self.shard.first) as u16);
        self.find_occurrences(words);
        self.scorer.load(&self.occurrences);
        for (word, quality, rows) in &self.names {
            if self.scorer.quality(*word) < *quality && rows.contains(row.row) {
                self.scorer.raise(*word, *quality);
            }
        }
        self.scorer.score(&self.weights, words.len(), row.is_full(), self.open)
    }

    /// Fills `occurrences` with every query word that stands in the words of a row.
    fn find_occurrences(&mut self, row: &[u16]) {
        self.occurrences.clear();
        let (mut at, mut joined) = (0, false);
        for local in row {
            if *local == JOINED {
                joined = true;
                continue;
            }
            if self.any.contains(u32::from(*local)) {
                self.put(at, *local);
            }
            at += u32::from(!joined);
            joined = false;
        }
        for (word, sequence) in &self.sequences {
            let Some(at) = follows(row, sequence) else { continue };
            let width = self.widths.get(*word as usize).copied().unwrap_or(1);
            self.occurrences.push(Occurrence { at, word: *word, quality: 100, width });
        }
        if !self.sequences.is_empty() {
            self.occurrences.sort_unstable();
        }
    }

    /// Adds the query words that the word `local` matches at `at`.
    fn put(&mut self, at: u32, local: u16) {
        let mut matched = self.matched.get(local as usize).copied().unwrap_or(0);
        while matched != 0 {
            let word = matched.trailing_zeros() as u8;
            matched &= matched - 1;
            let quality = word as usize * self.shard.word_count() + local as usize;
            let quality = self.quality.get(quality).copied().unwrap_or(0);
            let width = self.widths.get(word as usize).copied().unwrap_or(1);
            self.occurrences.push(Occurrence { at, word, quality, width });
        }
    }
}

/// Rows that are scored before anybody is asked whether to go on: a tenth of a millisecond.
const TOGETHER: usize = 512;

/// Scores rows (in the order of the corpus) a second time, and sorts them by that, best first.
pub(crate) fn rescored(
    indexed: IndexedCorpus<'_>,
    terms: &[Term<'_>],
    rows: &[CoarseHit],
    keep_going: &dyn Fn() -> bool,
) -> Option<Vec<(u32, f32)>> {
    let mut scored: Vec<u64> = Vec::with_capacity(rows.len());
    let mut waiting = rows;
    for shard in &indexed.index.shards {
        let end = shard.range().end;
        let (here, behind) = waiting.split_at_checked(waiting.partition_point(|r| r.row < end))?;
        waiting = behind;
        if here.is_empty() {
            continue;
        }
        let mut rescorer = Rescorer::new(indexed, terms, shard);
        for some in here.chunks(TOGETHER) {
            if !keep_going() {
                return None;
            }
            rescorer.prefetch(some);
            scored.extend(some.iter().map(|row| packed(row.row, rescorer.score(*row))));
        }
    }
    scored.sort_unstable();
    Some(scored.into_iter().map(unpacked).collect())
}

/// A row and its score as one number, which sorts fastest: higher scores first, then by row. Scores
/// are not negative, so their bits sort as they do.
fn packed(row: u32, score: f32) -> u64 {
    u64::from(!score.to_bits()) << 32 | u64::from(row)
}

fn unpacked(packed: u64) -> (u32, f32) {
    (packed as u32, f32::from_bits(!((packed >> 32) as u32)))
}
