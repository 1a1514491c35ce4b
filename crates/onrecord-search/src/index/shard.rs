//! [`Shard`]: some tens of thousands of neighbouring statements, with their words both ways.
//!
//! Small numbers keep it small and quick: rows and words of one shard fit 16 bits, so a word in a
//! statement costs two bytes each way, and all that ranking writes to stays in the processor's
//! cache. Shards are cut by the statements alone, so they are the same on any number of threads.

use std::ops::Range;

use crate::index::interner::Interner;
use onrecord_corpus::Corpus;
use onrecord_model::Statement;
use onrecord_text::words::each_word;

/// Statements of one shard at most.
pub(crate) const ROWS: u32 = 1 << 15;

/// Different words of one shard at most; the last number is the mark of a joined form.
const MOST_WORDS: usize = JOINED as usize;

/// In a line: the next word is the joined form of the parts behind it and takes no place of its own.
pub(crate) const JOINED: u16 = u16::MAX;

/// The words of one statement beyond this are not searched: it is no statement but a book.
const LONGEST: usize = 1 << 15;

/// Words and statements of one stretch of the corpus.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shard {
    /// Its first row in the corpus.
    pub(crate) first: u32,
    /// For each word of the shard its number in the vocabulary, ascending.
    words: Vec<u32>,
    /// Where the rows of each word start in `postings`.
    posting_starts: Vec<u32>,
    postings: Vec<u16>,
    /// Where the words of each row start in `lines`.
    line_starts: Vec<u32>,
    lines: Vec<u16>,
}

impl Shard {
    /// How many rows it has.
    pub(crate) fn rows(&self) -> u32 {
        self.line_starts.len().saturating_sub(1) as u32
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
        let rest = self.words.get(from..).unwrap_or(&[]);
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
        let bounds = self.posting_starts.get(locals.start).zip(self.posting_starts.get(locals.end));
        bounds.and_then(|(from, to)| self.postings.get(*from as usize..*to as usize)).unwrap_or(&[])
    }

    /// The words of `row` in order, as they were read; see [`JOINED`].
    pub(crate) fn line(&self, row: u16) -> &[u16] {
        let at = row as usize;
        let bounds = self.line_starts.get(at).zip(self.line_starts.get(at + 1));
        bounds.and_then(|(from, to)| self.lines.get(*from as usize..*to as usize)).unwrap_or(&[])
    }

    /// The rows in which the words `sequence` of the vocabulary follow one another.
    pub(crate) fn following(&self, sequence: &[u32]) -> Vec<u16> {
        let locals: Option<Vec<u16>> = sequence.iter().map(|word| self.local(*word)).collect();
        let Some(locals) = locals else { return Vec::new() };
        let rows = |word: &u16| self.postings(*word as usize..*word as usize + 1);
        let Some(rarest) = locals.iter().min_by_key(|word| rows(word).len()) else {
            return Vec::new();
        };
        let follow = |row: &u16| follows(self.line(*row), &locals).is_some();
        rows(rarest).iter().copied().filter(follow).collect()
    }

    /// Bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        4 * (self.words.len() + self.posting_starts.len() + self.line_starts.len())
            + 2 * (self.postings.len() + self.lines.len())
    }
}

/// Where in `line` the words `sequence` stand one after the other: how many words before.
pub(crate) fn follows(line: &[u16], sequence: &[u16]) -> Option<u32> {
    let mut joined = false;
    let plain = line.iter().copied().filter(move |word| {
        let skip = joined || *word == JOINED;
        joined = *word == JOINED;
        !skip
    });
    // Most lines end at the first word; the iterator is walked again from each place only.
    let mut rest = plain.enumerate();
    let first = sequence.first()?;
    while let Some((at, word)) = rest.next() {
        let behind = rest.clone().map(|(_, word)| word);
        if word == *first && behind.take(sequence.len() - 1).eq(sequence.iter().copied().skip(1)) {
            return Some(at as u32);
        }
    }
    None
}

/// A shard whose words have no number in the vocabulary yet.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    shard: Shard,
    /// The words of the shard, sorted.
    pub(crate) words: Vec<Box<str>>,
}

impl Draft {
    /// Reads the statements `rows` of `corpus`; several shards where they have too many different
    /// words for one.
    pub(crate) fn read(corpus: &Corpus, rows: Range<u32>) -> Vec<Self> {
        let mut reader = Reader { first: rows.start, ..Reader::default() };
        let mut drafts = Vec::new();
        let statements = corpus.statements().get(rows.start as usize..rows.end as usize);
        for (row, statement) in rows.zip(statements.unwrap_or(&[])) {
            if reader.numbers.len() + most_words(statement) > MOST_WORDS {
                drafts.push(std::mem::take(&mut reader).finish());
                reader.first = row;
            }
            reader.take(corpus, statement);
        }
        drafts.push(reader.finish());
        drafts
    }

    /// The shard, its words numbered by `numbers` in the order of [`Draft::words`].
    pub(crate) fn number(mut self, numbers: Vec<u32>) -> Shard {
        self.shard.words = numbers;
        self.shard
    }
}

/// At most this many words can be new in a statement.
fn most_words(statement: &Statement) -> usize {
    let bytes: usize = statement.spans.iter().map(|span| span.len() as usize).sum();
    // The shortest word and its separator are two bytes; every part may come with a joined form.
    (bytes + 1).min(LONGEST)
}

/// Collects the words of statements in the order in which they come.
#[derive(Default)]
struct Reader {
    first: u32,
    numbers: Interner,
    lines: Vec<u16>,
    line_starts: Vec<u32>,
}

impl Reader {
    fn take(&mut self, corpus: &Corpus, statement: &Statement) {
        self.line_starts.push(self.lines.len() as u32);
        let mut left = LONGEST;
        for piece in corpus.pieces(statement) {
            each_word(piece, |word| {
                if left == 0 {
                    return;
                }
                left -= 1;
                if word.joined {
                    self.lines.push(JOINED);
                }
                self.lines.push(self.numbers.number(word.key));
            });
        }
    }

    fn finish(mut self) -> Draft {
        self.line_starts.push(self.lines.len() as u32);
        let words = self.numbers.into_sorted();
        let mut sorted_at = vec![0u16; words.len()];
        for (at, (_, number)) in words.iter().enumerate() {
            if let Some(slot) = sorted_at.get_mut(*number as usize) {
                *slot = at as u16;
            }
        }
        for word in self.lines.iter_mut().filter(|word| **word != JOINED) {
            *word = sorted_at.get(*word as usize).copied().unwrap_or(JOINED);
        }
        let mut shard = Shard {
            first: self.first,
            lines: self.lines,
            line_starts: self.line_starts,
            ..Shard::default()
        };
        shard.lines.shrink_to_fit();
        post(&mut shard, words.len());
        Draft { shard, words: words.into_iter().map(|(word, _)| word).collect() }
    }
}

/// Turns the lines around: for each word the rows that have it.
fn post(shard: &mut Shard, words: usize) {
    let mut starts = vec![0u32; words + 1];
    each_pair(shard, words, |word, _| {
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
    each_pair(shard, words, |word, row| {
        if let Some(at) = next.get_mut(word as usize) {
            if let Some(slot) = postings.get_mut(*at as usize) {
                *slot = row;
            }
            *at += 1;
        }
    });
    shard.posting_starts = starts;
    shard.postings = postings;
}

/// Every word of every row once, in order of rows.
fn each_pair(shard: &Shard, words: usize, mut pair: impl FnMut(u16, u16)) {
    let mut last_row = vec![u32::MAX; words];
    for row in 0..shard.rows() {
        for word in shard.line(row as u16) {
            if let Some(last) = last_row.get_mut(*word as usize)
                && *last != row
            {
                *last = row;
                pair(*word, row as u16);
            }
        }
    }
}
