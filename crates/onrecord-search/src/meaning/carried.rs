//! [`CarriedWords`]: which words of a query a row carries: the word itself, a translation or a synonym. One that
//! is broader, or only near, is less than the word.

use std::ops::Range;

use foldhash::HashMap;

use super::asked::AskedWord;
use super::relatives::relatives;
use crate::index::Index;
use crate::index::row_set::RowSet;
use crate::index::shard::Shard;
use crate::matching::expansion::RowSource;
use crate::matching::tiers::MatchKind;
use crate::ranking::bit;
use crate::session::IndexedCorpus;

/// A bit for each word of a query.
pub(super) type Bits = u32;

/// What carries each word of a query.
pub(super) struct CarriedWords<'a> {
    /// Words of the vocabulary that stand for one, with all those they stand for.
    relatives: HashMap<u32, Bits>,
    /// Stretches of the vocabulary that match one by their letters.
    matched: Vec<(Range<u32>, Bits)>,
    /// Words of the vocabulary that are one where they follow one another.
    sequences: Vec<(&'a [u32], Bits)>,
    /// Rows that concern somebody so named.
    named: Vec<(&'a RowSet, Bits)>,
    all: Bits,
}

impl<'a> CarriedWords<'a> {
    pub(super) fn of(indexed: IndexedCorpus<'a>, asked: &[AskedWord<'a>]) -> Self {
        let mut carried = Self {
            relatives: HashMap::default(),
            matched: Vec::new(),
            sequences: Vec::new(),
            named: Vec::new(),
            all: 0,
        };
        for (at, asked) in asked.iter().enumerate() {
            carried.all |= bit(at);
            carried.add(indexed, *asked, bit(at));
        }
        carried
    }

    fn add(&mut self, indexed: IndexedCorpus<'a>, asked: AskedWord<'a>, bit: Bits) {
        let itself = indexed.index.vocabulary.find(&asked.word.key);
        self.matched.extend(itself.map(|number| (number..number + 1, bit)));
        for alternative in asked.by_letters(indexed) {
            match &alternative.rows {
                RowSource::Words(words) => self.matched.push((words.clone(), bit)),
                RowSource::Sequence(words) => self.sequences.push((words, bit)),
                RowSource::Rows(rows) => self.named.push((rows, bit)),
            }
        }
        for relative in relatives(indexed.index, asked) {
            if relative.kind != MatchKind::Broader {
                *self.relatives.entry(relative.number).or_default() |= bit;
            }
        }
    }

    /// Those that a word of the vocabulary carries.
    pub(super) fn by_word(&self, number: u32) -> Bits {
        let relative = self.relatives.get(&number).into_iter();
        let matched = self.matched.iter().filter(|(words, _)| words.contains(&number));
        relative.chain(matched.map(|(_, bit)| bit)).fold(0, |bits, bit| bits | bit)
    }

    /// Those that a row carries by several words that follow one another, or by a name.
    pub(super) fn by_row(&self, index: &Index, row: u32) -> Bits {
        let shard = || Shard::holding(&index.shards, row);
        let sequences = self.sequences.iter().filter(|(words, _)| {
            shard().is_some_and(|shard| shard.has_sequence(row - shard.first, words))
        });
        let named = self.named.iter().filter(|(rows, _)| rows.contains(row));
        let bits = sequences.map(|(_, bit)| bit).chain(named.map(|(_, bit)| bit));
        bits.fold(0, |bits, bit| bits | bit)
    }

    /// Whether these are all.
    pub(super) fn is_whole(&self, bits: Bits) -> bool {
        bits == self.all
    }
}
