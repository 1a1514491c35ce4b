//! [`ShardBuilder`]: reads statements into a shard, before its words have their numbers in the
//! vocabulary.

use std::ops::Range;

use super::interner::Interner;
use super::shard::{JOINED, Shard};
use onrecord_corpus::Corpus;
use onrecord_model::Statement;
use onrecord_text::words::each_word;

/// Different words of one shard at most; the last number is the mark of a joined form.
const MOST_WORDS: usize = JOINED as usize;

/// The words of one statement beyond this are not searched: it is no statement but a book.
const LONGEST: usize = 1 << 15;

/// A shard whose words have no number in the vocabulary yet.
#[derive(Debug, Default)]
pub(crate) struct ShardDraft {
    shard: Shard,
    /// The words of the shard, sorted.
    pub(crate) words: Vec<Box<str>>,
}

impl ShardDraft {
    /// Reads the statements `rows` of `corpus`; several shards where they have too many different
    /// words for one.
    pub(crate) fn read(corpus: &Corpus, rows: Range<u32>) -> Vec<Self> {
        let mut builder = ShardBuilder { first: rows.start, ..ShardBuilder::default() };
        let mut drafts = Vec::new();
        let statements = corpus.statements().range(rows.start as usize..rows.end as usize);
        for (row, statement) in rows.zip(statements) {
            if builder.numbers.len() + most_words(corpus, statement) > MOST_WORDS {
                drafts.push(std::mem::take(&mut builder).finish());
                builder.first = row;
            }
            builder.take(corpus, statement);
        }
        drafts.push(builder.finish());
        drafts
    }

    /// The shard, its words numbered by `numbers` in the order of [`ShardDraft::words`].
    pub(crate) fn number(mut self, numbers: Vec<u32>) -> Shard {
        self.shard.words = numbers.into();
        self.shard
    }
}

/// At most this many words can be new in a statement.
fn most_words(corpus: &Corpus, statement: &Statement) -> usize {
    let bytes: usize = corpus.pieces(statement).map(str::len).sum();
    // The shortest word and its separator are two bytes; every part may come with a joined form.
    (bytes + 1).min(LONGEST)
}

/// Collects the words of statements in the order in which they come.
#[derive(Default)]
struct ShardBuilder {
    first: u32,
    numbers: Interner,
    row_words: Vec<u16>,
    row_starts: Vec<u32>,
}

impl ShardBuilder {
    fn take(&mut self, corpus: &Corpus, statement: &Statement) {
        self.row_starts.push(self.row_words.len() as u32);
        let mut left = LONGEST;
        for piece in corpus.pieces(statement) {
            each_word(piece, |word| {
                if left == 0 {
                    return;
                }
                left -= 1;
                if word.joined {
                    self.row_words.push(JOINED);
                }
                self.row_words.push(self.numbers.number(word.key));
            });
        }
    }

    fn finish(mut self) -> ShardDraft {
        self.row_starts.push(self.row_words.len() as u32);
        let words = self.numbers.into_sorted();
        let mut sorted_at = vec![0u16; words.len()];
        for (at, (_, number)) in words.iter().enumerate() {
            if let Some(slot) = sorted_at.get_mut(*number as usize) {
                *slot = at as u16;
            }
        }
        for word in self.row_words.iter_mut().filter(|word| **word != JOINED) {
            *word = sorted_at.get(*word as usize).copied().unwrap_or(JOINED);
        }
        let mut shard = Shard {
            first: self.first,
            row_words: self.row_words.into(),
            row_starts: self.row_starts.into(),
            ..Shard::default()
        };
        invert(&mut shard, words.len());
        ShardDraft { shard, words: words.into_iter().map(|(word, _)| word).collect() }
    }
}

/// Makes the postings from the words of the rows: for each word the rows that have it.
fn invert(shard: &mut Shard, words: usize) {
    let mut starts = vec![0u32; words + 1];
    each_posting(shard, words, |word, _| {
        if let Some(count) = starts.get_mut(word as usize + 1) {
            *count += 1;
        }
    });
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut postings = vec![0u16; sum as usize];
    each_posting(shard, words, |word, row| {
        if let Some(at) = next.get_mut(word as usize) {
            if let Some(slot) = postings.get_mut(*at as usize) {
                *slot = row;
            }
            *at += 1;
        }
    });
    shard.posting_starts = starts.into();
    shard.postings = postings.into();
}

/// Every word of every row once, in order of rows.
fn each_posting(shard: &Shard, words: usize, mut pair: impl FnMut(u16, u16)) {
    let mut last_row = vec![u32::MAX; words];
    for row in 0..shard.rows() {
        for word in shard.words_of(row as u16) {
            if let Some(last) = last_row.get_mut(*word as usize)
                && *last != row
            {
                *last = row;
                pair(*word, row as u16);
            }
        }
    }
}
