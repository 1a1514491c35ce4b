//! [`SecondLook`]: how near a row lies to a query, worked out exactly from the words of both.

use foldhash::HashMap;
use onrecord_meaning::{Vector, Vectors, WordRows};
use onrecord_text::words::parts;
use smallvec::SmallVec;

use super::asked::{AskedWord, is_known};
use super::carried::{Bits, CarriedWords};
use super::{LEAST, NearRow, WHOLE, words_of};
use crate::index::Index;
use crate::session::IndexedCorpus;

/// How near one word lies to each word of the query.
type Nearness = SmallVec<[f32; 8]>;

/// A word of some row.
struct MetWord {
    near: Nearness,
    carries: Bits,
}

/// Looks at one row after the other, and remembers the words it has met.
pub(super) struct SecondLook<'a> {
    index: &'a Index,
    vector: Option<Vector>,
    /// Each word of the query, and how much it says.
    asked: Vec<(Vector, f32)>,
    carried: CarriedWords<'a>,
    met: HashMap<u32, MetWord>,
    words: Vec<WordRows>,
}

impl<'a> SecondLook<'a> {
    pub(super) fn new(indexed: IndexedCorpus<'a>, asked: &[AskedWord<'a>]) -> Self {
        let index = indexed.index;
        let vectors = Vectors::shipped();
        // What neither a dictionary knows nor anybody here has said means nothing.
        let means = |(key, _): &(String, _)| index.vocabulary.find(key).is_some() || is_known(key);
        let parts = asked.iter().flat_map(|asked| parts(&asked.word.typed)).filter(means);
        let parts: Vec<_> = parts.map(|(key, _)| vectors.word(&key)).collect();
        Self {
            index,
            vector: vectors.blend(&parts),
            asked: parts.iter().filter_map(|part| vectors.weighed(*part)).collect(),
            carried: CarriedWords::of(indexed, asked),
            met: HashMap::default(),
            words: Vec::new(),
        }
    }

    /// Where the query lies; `None` where none of its words means anything.
    pub(super) fn vector(&self) -> Option<&Vector> {
        self.vector.as_ref()
    }

    /// How near `row` comes, which has so large a `share` of the words; `None` where that is too little.
    pub(super) fn at(&mut self, row: u32, share: f32) -> Option<NearRow> {
        let (nearest, carried) = self.read(row);
        let likeness = self.likeness_of_words();
        let weights = || self.asked.iter().map(|(_, weight)| weight);
        let total: f32 = weights().sum();
        let met: f32 = weights().zip(&nearest).map(|(weight, near)| weight * near).sum();
        let by_word = if total > 0.0 { met / total } else { 0.0 };
        let mean = (share * share / 2.0 + likeness.max(0.0) + by_word.max(0.0)) / 2.5;
        let whole = self.carried.is_whole(carried);
        let score = mean * WHOLE + if whole { WHOLE } else { 0.0 };
        (mean >= LEAST).then_some(NearRow { row, score, likeness, under: None })
    }

    /// How near the whole of `row` lies, -1 to 1.
    pub(super) fn likeness(&mut self, row: u32) -> f32 {
        self.words.clear();
        let places = &self.index.places;
        self.words.extend(words_of(self.index, row).filter_map(|word| places.word(word)));
        self.likeness_of_words()
    }

    /// How near the words that were read lie together, -1 to 1.
    fn likeness_of_words(&self) -> f32 {
        match Vectors::shipped().blend(&self.words).zip(self.vector) {
            Some((own, asked)) => own.likeness(&asked),
            // What means nothing is near to nothing.
            None => 0.0,
        }
    }

    /// Reads the words of `row`: how near the nearest of them comes to each of the query's, and which of
    /// these it carries.
    fn read(&mut self, row: u32) -> (Nearness, Bits) {
        self.words.clear();
        let mut nearest: Nearness = SmallVec::from_elem(0.0, self.asked.len());
        let mut carried = self.carried.by_row(self.index, row);
        for word in words_of(self.index, row) {
            let Some(rows) = self.index.places.word(word) else { continue };
            self.words.push(rows);
            let (asked, bearers) = (&self.asked, &self.carried);
            let met = self.met.entry(word).or_insert_with(|| MetWord {
                near: nearness(asked, rows),
                carries: bearers.by_word(word),
            });
            carried |= met.carries;
            nearest.iter_mut().zip(&met.near).for_each(|(best, near)| *best = best.max(*near));
        }
        (nearest, carried)
    }
}

fn nearness(asked: &[(Vector, f32)], rows: WordRows) -> Nearness {
    let Some((vector, _)) = Vectors::shipped().weighed(rows) else {
        return SmallVec::from_elem(0.0, asked.len());
    };
    asked.iter().map(|(word, _)| word.likeness(&vector)).collect()
}
