//! The rows in which much of what is looked for stands, and the stretch of each in which it does.
//!
//! Every word leads through the index to its rows, and each row adds up what its words weigh; only the rows
//! that have enough are read word by word. How much work that may be is bounded.

use std::collections::BTreeMap;

use super::alignment::{Agreement, WeighedWord, align};
use super::wanted::{SoughtWord, SoughtWords};
use crate::index::Index;
use crate::index::shard::{JOINED, Shard};
use crate::matching::inflection::{inflected, shortest_stem};
use onrecord_text::Part as _;

/// What a word weighs at least, and one that holds any sentence together at most.
const LIGHTEST: f32 = 0.05;
const SMALL: f32 = 0.12;

/// Rows that are thought to be there as well: among few, how many have a word tells little.
const FEW_ROWS: f32 = 1000.0;

/// A row is read where it has words of this weight, and this share of what is wanted or of its own; or
/// where it has so much that a part of what is wanted may stand there whole, and that part is so large.
const ENOUGH: f32 = 0.8;
const SHARE: f32 = 0.45;
const MUCH: f32 = 3.0;
const PART: f32 = 0.25;

/// Pairs of words compared at most, the likeliest rows first: about a tenth of a second.
const COMPARED: usize = 20_000_000;

/// How often it is asked whether to go on.
const ROWS_BETWEEN: usize = 64;

/// A row and where in it what is wanted stands.
#[derive(Debug, Clone)]
pub(super) struct AlignedRow {
    /// The row of the corpus.
    pub row: u32,
    /// The best stretch of it.
    pub stretch: Agreement,
    /// What all the words wanted weigh, and all those of the row.
    pub weights: (f32, f32),
    /// What those of the stretch weigh, on both sides.
    pub within: (f32, f32),
    /// How many words the row has.
    pub words: usize,
}

/// What was found in the rows of one index.
#[derive(Debug, Default)]
pub(super) struct AlignedRows {
    /// In no order.
    pub found: Vec<AlignedRow>,
    /// Whether rows were left unread because there were too many.
    pub unread: bool,
}

/// Reads the rows of `index`; `None` once `keep_going` says no.
pub(super) fn candidates(
    index: &Index,
    wanted: &SoughtWords,
    keep_going: &dyn Fn() -> bool,
) -> Option<AlignedRows> {
    let forms: Vec<_> = wanted.words.iter().map(|word| forms(index, word)).collect();
    let mut likely: Vec<(f32, usize, u16)> = Vec::new();
    let shards: Vec<_> =
        index.shards.iter().map(|shard| WeighedShard::of(index, shard, wanted, &forms)).collect();
    for (at, shard) in shards.iter().enumerate() {
        if !keep_going() {
            return None;
        }
        likely.extend(shard.likely().into_iter().map(|(rank, row)| (rank, at, row)));
    }
    likely.sort_unstable_by(|one, other| other.0.total_cmp(&one.0));
    let (mut candidates, mut compared) = (AlignedRows::default(), 0);
    for (read, (_, at, row)) in likely.into_iter().enumerate() {
        if read % ROWS_BETWEEN == 0 && !keep_going() {
            return None;
        }
        let Some(shard) = shards.get(at) else { continue };
        let words = shard.words_of(row);
        compared += words.len() * shard.sought.len();
        if compared > COMPARED {
            candidates.unread = true;
            break;
        }
        let Some(stretch) = align(&shard.sought, &words) else { continue };
        let within = (
            weight(shard.sought.part(stretch.wanted.clone())),
            weight(words.part(stretch.row.clone())),
        );
        candidates.found.push(AlignedRow {
            row: shard.shard.first + u32::from(row),
            stretch,
            weights: (weight(&shard.sought), weight(&words)),
            within,
            words: words.len(),
        });
    }
    Some(candidates)
}

/// The words of the index that are a word that is looked for, itself first, or another form of it: who
/// reports what was said puts it into another tense.
fn forms(index: &Index, word: &SoughtWord) -> Vec<u32> {
    let vocabulary = &index.vocabulary;
    let itself = vocabulary.find(&word.key);
    let plain = word.small || word.key.contains(char::is_numeric);
    let near = vocabulary.starting_with(shortest_stem(&word.key)).filter(|_| !plain);
    let near = near.filter(|other| inflected(&word.key, vocabulary.word(*other)));
    itself.into_iter().chain(near.filter(|other| Some(*other) != itself)).collect()
}

fn weight(words: &[WeighedWord]) -> f32 {
    words.iter().map(|word| word.weight).sum()
}

/// A shard with what its words weigh, the rarer among its rows the more, and which of them are looked for.
struct WeighedShard<'i> {
    shard: &'i Shard,
    weights: Vec<f32>,
    sought: Vec<WeighedWord>,
    /// For each word of the shard that is looked for, or is another form of one: as which.
    forms: BTreeMap<u16, WeighedWord>,
}

impl<'i> WeighedShard<'i> {
    fn of(index: &Index, shard: &'i Shard, words: &SoughtWords, forms: &[Vec<u32>]) -> Self {
        let rows = shard.rows() as f32 + FEW_ROWS;
        let most = |small: bool| if small { SMALL } else { 1.0 };
        let weights: Vec<_> = (0..)
            .zip(&shard.words)
            .map(|(local, word)| {
                let rows_with = shard.postings(local..local + 1).len().max(1) as f32;
                let small = words.is_small(index.vocabulary.word(*word));
                ((rows / rows_with).ln() / rows.ln()).clamp(LIGHTEST, most(small))
            })
            .collect();
        let (mut sought, mut known) = (Vec::new(), BTreeMap::new());
        for (number, (word, forms)) in (0..).zip(words.words.iter().zip(forms)) {
            let locals: Vec<_> = forms.iter().filter_map(|form| shard.local(*form)).collect();
            let own = locals.iter().find_map(|local| known.get(local)).copied();
            let weight = locals.iter().filter_map(|local| weights.get(*local as usize)).copied();
            let weight = weight.reduce(f32::max).unwrap_or(1.0).min(most(word.small));
            let fresh = WeighedWord { word: Some(number), exact: true, weight, small: word.small };
            let own = WeighedWord { exact: true, ..own.unwrap_or(fresh) };
            let exact = forms.first().filter(|form| index.vocabulary.word(**form) == word.key);
            let exact = exact.and_then(|form| shard.local(*form));
            for local in locals {
                let form = known.entry(local).or_insert(WeighedWord { exact: false, ..own });
                form.exact |= Some(local) == exact;
            }
            sought.push(own);
        }
        Self { shard, weights, sought, forms: known }
    }

    /// The rows that are worth reading, each with how likely it is.
    fn likely(&self) -> Vec<(f32, u16)> {
        let mut sums = vec![0f32; self.shard.rows() as usize];
        for (local, word) in &self.forms {
            let local = *local as usize;
            for row in self.shard.postings(local..local + 1) {
                if let Some(sum) = sums.get_mut(*row as usize) {
                    *sum += word.weight;
                }
            }
        }
        let all = weight(&self.sought);
        let rows = (0..=u16::MAX).zip(&sums).filter(|(_, sum)| **sum >= ENOUGH.min(all * SHARE));
        rows.filter(|(_, sum)| **sum > 0.0)
            .filter_map(|(row, sum)| {
                let share = sum / all.min(self.weight_of(row)).max(LIGHTEST);
                (share >= SHARE || (*sum >= MUCH && *sum >= all * PART))
                    .then_some((share * sum, row))
            })
            .collect()
    }

    /// What the words of a row weigh.
    fn weight_of(&self, row: u16) -> f32 {
        plain(self.shard.words_of(row)).map(|word| self.weight(word)).sum()
    }

    fn weight(&self, word: u16) -> f32 {
        self.weights.get(word as usize).copied().unwrap_or(1.0)
    }

    /// The words of a row with their weights; one that is looked for weighs the same on both sides.
    fn words_of(&self, row: u16) -> Vec<WeighedWord> {
        let words = plain(self.shard.words_of(row));
        let other = |word| WeighedWord {
            word: None,
            exact: false,
            weight: self.weight(word),
            small: false,
        };
        words.map(|word| self.forms.get(&word).copied().unwrap_or_else(|| other(word))).collect()
    }
}

/// The words of a row as they stand, without joined forms.
fn plain(words: &[u16]) -> impl Iterator<Item = u16> + '_ {
    let mut joined = false;
    words.iter().copied().filter(move |word| {
        let skip = joined || *word == JOINED;
        joined = *word == JOINED;
        !skip
    })
}
