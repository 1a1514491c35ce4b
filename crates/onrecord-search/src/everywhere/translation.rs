//! Rows that say in the other language, of English and Spanish, what is looked for.
//!
//! What comes nearest by its meaning is found as an answer to a query is (`meaning`); each row of it is then
//! read word by word, for far less is a place of a statement than is an answer: most of what is looked for must
//! stand there by a translation, a synonym or the word itself, and most of what stands there must be looked for.

use std::collections::BTreeSet;
use std::ops::Range;

use foldhash::HashMap;
use onrecord_language::{Language, Tables, guess};
use smallvec::SmallVec;

use super::wanted::SoughtWords;
use crate::index::Index;
use crate::matching::tiers::MatchKind;
use crate::meaning::{AskedWord, LookedAt, likeliest, nearest_rows, relatives, words_of};
use crate::query::QueryWord;
use crate::session::IndexedCorpus;
use crate::small_words::is_small;

/// Words that are looked for at most; a statement of more is found by these.
const MOST_WORDS: usize = 32;

/// Rows that get an exact look, and of these that are read word by word at most.
const LOOKED_AT: LookedAt = LookedAt { by_signs: 200, by_words: 200 };
const READ: usize = 100;

/// Rows that are thought to be there as well: among few, how many have a word tells little.
const FEW_ROWS: f32 = 1000.0;

/// What a word weighs at least.
const LIGHTEST: f32 = 0.05;

/// What a word of a row costs the stretch that it stands in without being looked for, as a share of its weight.
const ALONE: f32 = 0.35;

/// How many pairs of words must stand for one another at least, and the least share of either side that these must be
/// then; with one more; with still more. The fewest must lie so near in meaning as well. Chosen on 200 questions
/// among 29,000 sentences of both languages.
const FEW_PAIRS: usize = 3;
const SHARES: [f32; 3] = [0.55, 0.5, 0.45];
const LIKENESS_OF_FEW: f32 = 0.55;

/// The share of the pairs that must stand in the same order on both sides: languages turn words round, not
/// sentences.
const IN_ORDER: (usize, usize) = (3, 4);

/// A row that says the same in the other language.
#[derive(Debug, Clone)]
pub(super) struct TranslatedRow {
    pub row: u32,
    /// Its language.
    pub language: Language,
    /// Where in its words it says so.
    pub stretch: Range<usize>,
    /// How many words it has.
    pub words: usize,
    /// How much of what is looked for stands there, and how much of what stands there is looked for, 0 to 1.
    pub shares: (f32, f32),
    /// How near it lies in meaning, -1 to 1.
    pub likeness: f32,
    /// Which word stands for which: by position among those looked for, and among those of the row.
    pub pairs: Vec<(usize, usize)>,
}

/// A word that is looked for.
struct MeantWord {
    word: QueryWord,
    /// Where it stands among all that are looked for.
    at: usize,
    weight: f32,
}

/// What is looked for, beside the words of one index.
struct Meant<'a> {
    index: &'a Index,
    words: Vec<MeantWord>,
    /// For each word of the vocabulary that stands for one: which, and how well.
    stands: HashMap<u32, SmallVec<[(usize, f32); 2]>>,
}

impl<'a> Meant<'a> {
    fn of(index: &'a Index, wanted: &SoughtWords) -> Self {
        let mut once = BTreeSet::new();
        let telling = wanted.words.iter().enumerate().filter(|(_, word)| !word.small);
        let telling = telling.filter(|(_, word)| once.insert(&*word.key)).take(MOST_WORDS);
        let mut meant = Self { index, words: Vec::new(), stands: HashMap::default() };
        for (at, word) in telling {
            let word = QueryWord::of_key(&word.key);
            let number = meant.words.len();
            let mut rows = 0;
            if let Some(itself) = index.vocabulary.find(&word.key) {
                meant.stands.entry(itself).or_default().push((number, 1.0));
                rows = index.frequency(&(itself..itself + 1));
            }
            let asked = AskedWord { word: &word, term: None, is_name: false };
            for relative in relatives(index, asked) {
                let worth = match relative.kind {
                    MatchKind::Broader => continue,
                    MatchKind::Synonym => 0.7,
                    _ => 1.0,
                };
                meant.stands.entry(relative.number).or_default().push((number, worth));
            }
            let weight = weight(index, rows);
            meant.words.push(MeantWord { word, at, weight });
        }
        meant
    }

    /// Reads a row; `None` where nothing in it stands for any word.
    fn read(&self, row: u32, language: Language) -> Option<TranslatedRow> {
        let words = self.weighed(row, Tables::of(language));
        let worth = words.iter().map(|(word, weight)| match self.stands.get(word) {
            Some(_) => *weight,
            None => -ALONE * weight,
        });
        let stretch = best_stretch(worth)?;
        // For each word that is looked for: how well the best stands for it, and where.
        let mut best: HashMap<usize, (f32, usize)> = HashMap::default();
        let (mut there, mut all) = (0.0, 0.0);
        for (at, (word, weight)) in words.iter().enumerate().filter(|(at, _)| stretch.contains(at))
        {
            all += weight;
            let Some(stands) = self.stands.get(word).filter(|_| *weight > 0.0) else { continue };
            there += weight;
            for (number, worth) in stands {
                let known = best.entry(*number).or_insert((0.0, at));
                if known.0 < *worth {
                    *known = (*worth, at);
                }
            }
        }
        let total: f32 = self.words.iter().map(|word| word.weight).sum();
        let met = self.words.iter().enumerate();
        let met = met.filter_map(|(number, word)| Some((word, best.get(&number)?)));
        let here: f32 = met.clone().map(|(word, (worth, _))| word.weight * worth).sum();
        let pairs = met.map(|(word, (_, at))| (word.at, *at)).collect();
        let shares = (here / total.max(LIGHTEST), there / f32::max(all, LIGHTEST));
        Some(TranslatedRow {
            row,
            language,
            stretch,
            words: words.len(),
            shares,
            likeness: 0.0,
            pairs,
        })
    }

    /// The words of a row with what each weighs, in the language of `tables`.
    fn weighed(&self, row: u32, tables: &Tables) -> Vec<(u32, f32)> {
        let weighed = |word: u32| {
            let small = is_small(tables, self.index.vocabulary.word(word));
            let rows = || self.index.frequency(&(word..word + 1));
            (word, if small { 0.0 } else { weight(self.index, rows()) })
        };
        words_of(self.index, row).map(weighed).collect()
    }
}

/// The stretch with the greatest sum; `None` where all are below nothing.
fn best_stretch(worth: impl Iterator<Item = f32>) -> Option<Range<usize>> {
    let (mut best, mut found) = (0.0, None);
    let (mut sum, mut from) = (0.0, 0);
    for (at, worth) in worth.enumerate() {
        if sum <= 0.0 {
            (sum, from) = (0.0, at);
        }
        sum += worth;
        if sum > best {
            (best, found) = (sum, Some(from..at + 1));
        }
    }
    found
}

/// What a word in so many rows weighs, 0 to 1.
fn weight(index: &Index, rows: usize) -> f32 {
    let all = index.rows as f32 + FEW_ROWS;
    ((all / rows.max(1) as f32).ln() / all.ln()).clamp(LIGHTEST, 1.0)
}

/// The rows that say in the other language what is `wanted`, of those that `may`. `None` when told to stop.
pub(super) fn translations(
    indexed: IndexedCorpus<'_>,
    wanted: &SoughtWords,
    may: &dyn Fn(u32) -> bool,
    keep_going: &dyn Fn() -> bool,
) -> Option<Vec<TranslatedRow>> {
    let IndexedCorpus { corpus, index } = indexed;
    let meant = Meant::of(index, wanted);
    let asked: Vec<_> = meant
        .words
        .iter()
        .map(|word| AskedWord { word: &word.word, term: None, is_name: false })
        .collect();
    let near = nearest_rows(indexed, (&asked, LOOKED_AT), may, keep_going)?;
    let keys = wanted.words.iter().map(|word| &*word.key);
    let other = match likeliest(wanted.language, &keys) {
        Language::English => Language::Spanish,
        Language::Spanish => Language::English,
        _ => return Some(Vec::new()),
    };
    let read = near.iter().take(READ).filter_map(|near| {
        let statement = corpus.statements().get(near.row as usize)?;
        let words: Vec<u32> = words_of(index, near.row).collect();
        let standing = words.iter().filter(|word| meant.stands.contains_key(*word)).count();
        if standing < FEW_PAIRS {
            return None;
        }
        let keys: Vec<_> = words.iter().map(|word| index.vocabulary.word(*word)).collect();
        if likeliest(guess(&corpus.words(statement)), &keys.into_iter()) != other {
            return None;
        }
        let row = meant.read(near.row, other)?;
        Some(TranslatedRow { likeness: near.likeness, ..row })
    });
    Some(read.filter(TranslatedRow::says_the_same).collect())
}

impl TranslatedRow {
    /// Whether so much of either side stands for the other that it is no chance.
    fn says_the_same(&self) -> bool {
        let less = self.shares.0.min(self.shares.1);
        let Some(more) = self.pairs.len().checked_sub(FEW_PAIRS) else { return false };
        let share = SHARES.get(more).or(SHARES.last()).is_some_and(|share| less >= *share);
        let near = more > 0 || self.likeness >= LIKENESS_OF_FEW;
        share && near && in_order(&self.pairs) * IN_ORDER.1 >= self.pairs.len() * IN_ORDER.0
    }
}

/// How many of the pairs, which are in the order of the one side, stand in the same order on the other at most.
fn in_order(pairs: &[(usize, usize)]) -> usize {
    // For each pair: as many as end with it.
    let mut ending: Vec<usize> = Vec::with_capacity(pairs.len());
    for (at, (_, there)) in pairs.iter().enumerate() {
        let before = pairs.iter().zip(&ending).take(at);
        let longest = before.filter(|((_, other), _)| other < there).map(|(_, length)| *length);
        ending.push(1 + longest.fold(0, usize::max));
    }
    ending.into_iter().fold(0, usize::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_order_are_counted() {
        for (there, want) in [(&[1, 2, 3][..], 3), (&[2, 1, 3, 4], 3), (&[4, 3, 2, 1], 1), (&[], 0)]
        {
            let pairs: Vec<_> = there.iter().copied().enumerate().collect();
            assert_eq!(in_order(&pairs), want, "{there:?}");
        }
    }

    #[test]
    fn the_best_stretch_begins_and_ends_with_what_counts() {
        for (worth, want) in [
            (&[-1.0, 1.0, -0.4, 1.0, -0.4][..], Some(1..4)),
            (&[1.0, -2.0, 1.5], Some(2..3)),
            (&[0.0, -1.0], None),
            (&[], None),
        ] {
            assert_eq!(best_stretch(worth.iter().copied()), want, "{worth:?}");
        }
    }
}
