//! [`SecondLook`]: how near a row lies to a query, worked out exactly from the words of both.

use foldhash::HashMap;
use onrecord_meaning::{Dictionary, Tongue, Vector, Vectors, WordRows};
use onrecord_text::words::parts;
use smallvec::SmallVec;

use super::{NearRow, words_of};
use crate::index::Index;
use crate::query::QueryWord;

/// How near one word lies to each word of the query.
type Nearness = SmallVec<[f32; 8]>;

/// Looks at one row after the other, and remembers the words it has met.
pub(super) struct SecondLook<'a> {
    index: &'a Index,
    vector: Option<Vector>,
    /// Each word of the query, and how much it says.
    asked: Vec<(Vector, f32)>,
    met: HashMap<u32, Nearness>,
    words: Vec<WordRows>,
}

impl<'a> SecondLook<'a> {
    pub(super) fn new<'q>(index: &'a Index, words: impl Iterator<Item = &'q QueryWord>) -> Self {
        let vectors = Vectors::shipped();
        // What neither a dictionary knows nor anybody here has said means nothing.
        let means = |(key, _): &(String, _)| {
            let dictionary = Dictionary::shipped();
            let mut tongues = Tongue::ALL.into_iter();
            index.vocabulary.find(key).is_some()
                || tongues.any(|tongue| dictionary.lemmas(key, tongue).next().is_some())
        };
        let parts = words.flat_map(|word| parts(&word.typed)).filter(means);
        let parts: Vec<_> = parts.map(|(key, _)| vectors.word(&key)).collect();
        Self {
            index,
            vector: vectors.blend(&parts),
            asked: parts.iter().filter_map(|part| vectors.weighed(*part)).collect(),
            met: HashMap::default(),
            words: Vec::new(),
        }
    }

    /// Where the query lies; `None` where none of its words means anything.
    pub(super) fn vector(&self) -> Option<&Vector> {
        self.vector.as_ref()
    }

    /// How near `row` comes, which has so large a `share` of the words.
    pub(super) fn at(&mut self, row: u32, share: f32) -> NearRow {
        let places = &self.index.places;
        self.words.clear();
        let mut nearest: Nearness = SmallVec::from_elem(0.0, self.asked.len());
        for word in words_of(self.index, row) {
            let Some(rows) = places.word(word) else { continue };
            self.words.push(rows);
            let asked = &self.asked;
            let near = self.met.entry(word).or_insert_with(|| nearness(asked, rows));
            nearest.iter_mut().zip(near).for_each(|(best, near)| *best = best.max(*near));
        }
        let own = Vectors::shipped().blend(&self.words);
        let likeness = match own.zip(self.vector) {
            Some((own, asked)) => own.likeness(&asked),
            None => 0.0,
        };
        let weights = || self.asked.iter().map(|(_, weight)| weight);
        let total: f32 = weights().sum();
        let met: f32 = weights().zip(&nearest).map(|(weight, near)| weight * near).sum();
        let by_word = if total > 0.0 { met / total } else { 0.0 };
        let score = (share * share / 2.0 + likeness.max(0.0) + by_word.max(0.0)) / 2.5;
        NearRow { row, score, likeness }
    }
}

fn nearness(asked: &[(Vector, f32)], rows: WordRows) -> Nearness {
    let Some((vector, _)) = Vectors::shipped().weighed(rows) else {
        return SmallVec::from_elem(0.0, asked.len());
    };
    asked.iter().map(|(word, _)| word.likeness(&vector)).collect()
}
