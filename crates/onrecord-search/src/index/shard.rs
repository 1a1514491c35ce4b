//! [`Shard`]: some tens of thousands of neighbouring statements, with their words both ways.
//!
//! Small numbers keep it small and quick: rows and words of one shard fit 16 bits, so a word in a
//! statement costs two bytes each way, and all that ranking writes to stays in the processor's
//! cache. Shards are cut by the statements alone, so they are the same on any number of threads.

use std::ops::Range;

use onrecord_image::SharedColumn;
use onrecord_text::Part;

/// Statements of one shard at most.
pub(crate) const ROWS: u32 = 1 << 15;

/// In the words of a row: the next word is the joined form of the parts behind it and takes no place of its own.
pub(crate) const JOINED: u16 = u16::MAX;

/// Words and statements of one stretch of the corpus.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shard {
    /// Its first row in the corpus.
    pub(crate) first: u32,
    /// For each word of the shard its number in the vocabulary, ascending.
    pub(crate) words: SharedColumn<u32>,
    /// Where the rows of each word start in `postings`.
    pub(super) posting_starts: SharedColumn<u32>,
    pub(super) postings: SharedColumn<u16>,
    /// Where the words of each row start in `row_words`.
    pub(super) row_starts: SharedColumn<u32>,
    pub(super) row_words: SharedColumn<u16>,
}

impl Shard {
    /// The one of `shards`, which are in order, that has the row `row` of the corpus.
    #[cfg(feature = "meaning")]
    pub(crate) fn holding(shards: &[Self], row: u32) -> Option<&Self> {
        let at = shards.partition_point(|shard| shard.range().end <= row);
        shards.get(at).filter(|shard| shard.range().contains(&row))
    }

    /// How many rows it has.
    pub(crate) fn rows(&self) -> u32 {
        self.row_starts.len().saturating_sub(1) as u32
    }

    /// Its rows in the corpus.
    pub(crate) fn range(&self) -> Range<u32> {
        self.first..self.first + self.rows()
    }

    /// How many different words it has.
    pub(crate) fn word_count(&self) -> usize {
        self.words.len()
    }

    /// Its own numbers for the words of the vocabulary in `words`.
    pub(crate) fn locals(&self, words: &Range<u32>) -> Range<usize> {
        let from = self.words.partition_point(|word| *word < words.start);
        let rest = self.words.part(from..);
        if words.end - words.start == 1 {
            return from..from + usize::from(rest.first() == Some(&words.start));
        }
        from..from + rest.partition_point(|word| *word < words.end)
    }

    /// Its own number for one word of the vocabulary.
    pub(crate) fn local(&self, word: u32) -> Option<u16> {
        self.words.binary_search(&word).ok().map(|at| at as u16)
    }

    /// The rows that have a word of `locals`: ascending for each word, one word after the other.
    pub(crate) fn postings(&self, locals: Range<usize>) -> &[u16] {
        part_between(&self.postings, &self.posting_starts, locals)
    }

    /// The words of `row` in order, as they were read; see [`JOINED`].
    pub(crate) fn words_of(&self, row: u16) -> &[u16] {
        let row = row as usize;
        part_between(&self.row_words, &self.row_starts, row..row + 1)
    }

    /// The words of `row` in order by their numbers in the vocabulary, joined forms left out.
    #[cfg(feature = "meaning")]
    pub(crate) fn plain_words(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        let words = plain(self.words_of(row as u16));
        words.filter_map(|word| self.words.get(word as usize).copied())
    }

    /// The rows in which the words `sequence` of the vocabulary follow one another.
    pub(crate) fn following(&self, sequence: &[u32]) -> Vec<u16> {
        let locals: Option<Vec<u16>> = sequence.iter().map(|word| self.local(*word)).collect();
        let Some(locals) = locals else { return Vec::new() };
        let rows = |word: &u16| self.postings(*word as usize..*word as usize + 1);
        let Some(rarest) = locals.iter().min_by_key(|word| rows(word).len()) else {
            return Vec::new();
        };
        let follow = |row: &u16| follows(self.words_of(*row), &locals).is_some();
        rows(rarest).iter().copied().filter(follow).collect()
    }

    /// Whether the words `sequence` of the vocabulary follow one another in `row`.
    #[cfg(feature = "meaning")]
    pub(crate) fn has_sequence(&self, row: u32, sequence: &[u32]) -> bool {
        let locals: Option<Vec<u16>> = sequence.iter().map(|word| self.local(*word)).collect();
        locals.is_some_and(|locals| follows(self.words_of(row as u16), &locals).is_some())
    }

    /// Bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        4 * (self.words.len() + self.posting_starts.len() + self.row_starts.len())
            + 2 * (self.postings.len() + self.row_words.len())
    }
}

/// The words of a row without joined forms.
fn plain(row: &[u16]) -> impl Iterator<Item = u16> + Clone {
    let mut joined = false;
    row.iter().copied().filter(move |word| {
        let skip = joined || *word == JOINED;
        joined = *word == JOINED;
        !skip
    })
}

/// Where in `row` (the words of a row) the words of `sequence` stand one after the other: how many words before.
pub(crate) fn follows(row: &[u16], sequence: &[u16]) -> Option<u32> {
    // Most rows end at the first word; the iterator is walked again from each place only.
    let mut rest = plain(row).enumerate();
    let first = sequence.first()?;
    while let Some((at, word)) = rest.next() {
        let behind = rest.clone().map(|(_, word)| word);
        if word == *first && behind.take(sequence.len() - 1).eq(sequence.iter().copied().skip(1)) {
            return Some(at as u32);
        }
    }
    None
}

/// The part of `all` from where `range.start` begins to where `range.end` does, as `starts` says; no
/// part where `range` lies behind the last start.
fn part_between<'a>(all: &'a [u16], starts: &[u32], range: Range<usize>) -> &'a [u16] {
    match starts.get(range.start).zip(starts.get(range.end)) {
        Some((from, to)) => all.part(*from as usize..*to as usize),
        None => &[],
    }
}
