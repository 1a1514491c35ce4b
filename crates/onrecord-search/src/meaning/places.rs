//! [`Places`]: what an index keeps of the meaning of its words and rows.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use onrecord_image::{Image, ImageFault, ImageWriter, SharedColumn};
use onrecord_meaning::{Dictionary, Lemma, Tongue, Vector, Vectors, WordNumbers, WordRows};

use onrecord_text::Part;

use super::greatest;
use crate::index::shard::Shard;
use crate::index::vocabulary::Vocabulary;

/// Rows that are looked at before anybody is asked whether to go on.
const TOGETHER: usize = 1 << 16;

/// The code of a row that means nothing: half of the signs, so that it is near to nothing.
const NOWHERE: u128 = u128::MAX / 3;

/// Where the words and rows of an index stand in the space of meaning.
#[derive(Default)]
pub(crate) struct Places {
    /// For each word of the vocabulary what it stands for.
    words: SharedColumn<WordNumbers>,
    /// The key of a lemma and a word of the vocabulary that may be a form of it, sorted.
    lemmas: SharedColumn<[u32; 2]>,
    /// For each row the signs of its vector: 16 bytes a row are all that is kept.
    codes: SharedColumn<u128>,
}

impl std::fmt::Debug for Places {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sizes = (self.words.len(), self.lemmas.len(), self.codes.len());
        f.debug_tuple("Places").field(&sizes).finish()
    }
}

impl Places {
    /// Reads the words and rows of an index on `threads` threads; the same on any number of them.
    pub(crate) fn build(vocabulary: &Vocabulary, shards: &[Shard], threads: usize) -> Self {
        let (vectors, dictionary) = (Vectors::shipped(), Dictionary::shipped());
        let stretch = (vocabulary.len() as usize).div_ceil(threads.max(1)).max(1);
        let read = each(threads, (vocabulary.len() as usize).div_ceil(stretch), |at| {
            let from = (at * stretch) as u32;
            let words = from..(from + stretch as u32).min(vocabulary.len());
            let mut lemmas = Vec::new();
            let rows = words.map(|number| {
                let word = vocabulary.word(number);
                let of = Tongue::ALL.into_iter().flat_map(|tongue| dictionary.lemmas(word, tongue));
                lemmas.extend(of.map(|lemma| [lemma.key(), number]));
                vectors.word(word).to_numbers()
            });
            let rows: Vec<_> = rows.collect();
            (rows, lemmas)
        });
        let (words, lemmas): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        let words: SharedColumn<_> = words.into_iter().flatten().collect();
        let mut lemmas: Vec<_> = lemmas.into_iter().flatten().collect();
        lemmas.sort_unstable();
        let codes = each(threads, shards.len(), |at| {
            shards.get(at).map_or_else(Vec::new, |shard| codes(vectors, &words, shard))
        });
        Self { codes: codes.into_iter().flatten().collect(), words, lemmas: lemmas.into() }
    }

    /// Writes them into sections `base` and the two behind.
    pub(crate) fn write<W: io::Write>(
        &self,
        image: &mut ImageWriter<W>,
        base: u32,
    ) -> io::Result<()> {
        image.put(base, &self.words)?;
        image.put(base + 1, &self.lemmas)?;
        image.put(base + 2, &self.codes)
    }

    /// Those that [`Places::write`] wrote.
    pub(crate) fn open(image: &Image, base: u32) -> Result<Self, ImageFault> {
        let (words, lemmas) = (image.column(base)?, image.column(base + 1)?);
        Ok(Self { words, lemmas, codes: image.column(base + 2)? })
    }

    /// What a word of the vocabulary stands for.
    pub(super) fn word(&self, number: u32) -> Option<WordRows> {
        self.words.get(number as usize).copied().map(WordRows::of_numbers)
    }

    /// The words of the vocabulary that may be forms of `lemma`.
    pub(super) fn forms(&self, lemma: Lemma) -> impl Iterator<Item = u32> + '_ {
        let from = self.lemmas.partition_point(|[other, _]| *other < lemma.key());
        let behind = (*self.lemmas).part(from..);
        behind.iter().take_while(move |[other, _]| *other == lemma.key()).map(|[_, number]| *number)
    }

    /// The `most` rows, in any order, whose signs come nearest to `vector` of those that `may` be found.
    /// `None` when told to stop.
    ///
    /// The query keeps its cells; only the rows have signs alone. Against signs on both sides that
    /// finds a tenth more among as many rows.
    pub(super) fn nearest(
        &self,
        vector: &Vector,
        most: usize,
        may: impl Fn(u32) -> bool,
        keep_going: &dyn Fn() -> bool,
    ) -> Option<Vec<u32>> {
        let sums = sums(vector);
        let nearer = |(sum, row): &(i32, u32)| (i64::from(*sum) << 32) - i64::from(*row);
        let mut best: Vec<(i32, u32)> = Vec::new();
        let mut bar = i32::MIN;
        for (at, codes) in (0..).step_by(TOGETHER).zip(self.codes.chunks(TOGETHER)) {
            if !keep_going() {
                return None;
            }
            for (row, code) in (at..).zip(codes) {
                let bytes = code.to_le_bytes();
                let known = sums.iter().zip(bytes);
                let sum: i32 =
                    known.filter_map(|(of, byte)| of.get(usize::from(byte))).copied().sum();
                if sum > bar && may(row) {
                    best.push((sum, row));
                    if best.len() >= 8 * most {
                        best = greatest(best, most, nearer);
                        bar = best.iter().map(|(sum, _)| *sum).min().unwrap_or(bar);
                    }
                }
            }
        }
        let best = greatest(best, most, nearer);
        Some(best.into_iter().map(|(_, row)| row).collect())
    }
}

/// For each byte of a code and each value of it: the sum of the vector's cells where it has a bit, less
/// those where it has none.
fn sums(vector: &Vector) -> Vec<Vec<i32>> {
    let (cells, _) = vector.cells().as_chunks::<8>();
    let of_value = |cells: &[i8; 8], value: usize| -> i32 {
        let signed = cells.iter().enumerate();
        signed
            .map(|(bit, cell)| i32::from(*cell) * if value >> bit & 1 == 1 { 1 } else { -1 })
            .sum()
    };
    cells.iter().map(|cells| (0..256).map(|value| of_value(cells, value)).collect()).collect()
}

/// The signs of each row of a shard.
fn codes(vectors: &Vectors, words: &[WordNumbers], shard: &Shard) -> Vec<u128> {
    let mut of_row = Vec::new();
    let code = |row| {
        of_row.clear();
        let known = shard
            .plain_words(row)
            .filter_map(|word| words.get(word as usize).copied())
            .map(WordRows::of_numbers);
        of_row.extend(known);
        vectors.blend(&of_row).map_or(NOWHERE, |vector| vector.code())
    };
    (0..shard.rows()).map(code).collect()
}

/// What `work` makes of each number below `count`, on `threads` threads, in order.
pub(super) fn each<T: Send>(
    threads: usize,
    count: usize,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::default();
    let run = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return;
            }
            let made = work(at);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((at, made));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.clamp(1, count.max(1)) {
            scope.spawn(run);
        }
        run();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::rows;
    use crate::index::Index;

    #[test]
    fn places_are_the_same_on_any_number_of_threads() {
        let corpus = rows(&["the widow spoke", "los pescadores", "…", "MS-13"].repeat(9_000));
        let one = Index::build(&corpus, 1).places;
        assert_eq!((one.codes.len(), one.words.len()), (36_000, 8));
        for threads in [0, 2, 5] {
            let other = Index::build(&corpus, threads).places;
            assert_eq!((&other.codes, &other.words), (&one.codes, &one.words), "{threads}");
            assert_eq!(other.lemmas, one.lemmas, "{threads}");
        }
        assert_eq!(one.codes.get(2), Some(&NOWHERE));
    }

    /// The look at signs must not lose rows to where it cuts.
    #[test]
    fn the_nearest_of_many_are_those_of_all() {
        let texts = ["a widow", "the judge and the bribe", "bread and water", "a boat sank"];
        let texts: Vec<_> = (0..5_000).map(|at| texts[at % 4]).collect();
        let index = Index::build(&rows(&texts), 1);
        let vector = Vectors::shipped().of("ship sinking").unwrap();
        let mut found = index.places.nearest(&vector, 20, |row| row > 99, &|| true).unwrap();
        found.sort_unstable();
        let want: Vec<u32> = (100..).filter(|row| row % 4 == 3).take(20).collect();
        assert_eq!(found, want);
        assert_eq!(index.places.nearest(&vector, 20, |_| true, &|| false), None);
    }
}
