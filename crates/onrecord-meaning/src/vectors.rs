//! The table of rows, a word or piece each, and how a text gets its vector out of them.
//!
//! The vector of a text is the sum of the rows of its words, scaled. How much a word counts is the
//! length of its row, which training found: `the` is short, `widow` long. A word without a row of its own
//! has that of its lemma; where there is none, those of its pieces, the longest first. Where a word
//! is known in both languages (`red`), the language counts in which more words of the text are known alone.

use std::sync::OnceLock;

use onrecord_text::words::each_word;
use onrecord_text::{Part, Span};

use crate::bytes::{BadTable, Parts};
use crate::list::SortedWords;
use crate::vector::{CELLS, Vector};
use crate::{Dictionary, Tongue, VECTORS};

const MAGIC: [u8; 8] = *b"ONRPLACE";
const VERSION: u32 = 1;

/// No row.
const NONE: u16 = u16::MAX;

/// The most pieces that a word is taken for.
const MOST_PIECES: usize = 4;

/// Words of a text beyond these are not looked at: its gist is said by then, and sums stay within 32 bits.
const MOST_WORDS: usize = 1000;

/// The least share of the longest row among a text's words that a word must have to explain a likeness.
const LEAST_SHARE: f32 = 0.35;

/// The rows that a word stands for in one language; eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PieceRows([u16; MOST_PIECES]);

impl PieceRows {
    const NO: Self = Self([NONE; MOST_PIECES]);

    fn one(row: u32) -> Self {
        let mut rows = Self::NO;
        rows.put(0, row);
        rows
    }

    fn put(&mut self, at: usize, row: u32) {
        if let (Some(place), Ok(row)) = (self.0.get_mut(at), u16::try_from(row)) {
            *place = row;
        }
    }

    fn is_known(self) -> bool {
        self != Self::NO
    }
}

/// What a word stands for in either language, for an index to keep beside each of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordRows {
    english: PieceRows,
    spanish: PieceRows,
}

/// [`WordRows`] as numbers, for an index to write down.
pub type WordNumbers = [u16; 2 * MOST_PIECES];

impl WordRows {
    /// As numbers, for an index to write down.
    pub fn to_numbers(self) -> WordNumbers {
        let mut numbers = [NONE; 2 * MOST_PIECES];
        let rows = self.english.0.into_iter().chain(self.spanish.0);
        for (slot, row) in numbers.iter_mut().zip(rows) {
            *slot = row;
        }
        numbers
    }

    /// What these numbers say. Rows that the vectors do not have stand for nothing.
    pub fn of_numbers(numbers: WordNumbers) -> Self {
        let mut rows = Self { english: PieceRows::NO, spanish: PieceRows::NO };
        let slots = rows.english.0.iter_mut().chain(&mut rows.spanish.0);
        for (slot, row) in slots.zip(numbers) {
            *slot = row;
        }
        rows
    }

    /// Which language's word it can only be: 1 for Spanish, -1 for English, 0 for both or neither.
    fn vote(self) -> i32 {
        i32::from(self.spanish.is_known()) - i32::from(self.english.is_known())
    }

    fn rows(self, spanish: bool) -> PieceRows {
        let (first, second) =
            if spanish { (self.spanish, self.english) } else { (self.english, self.spanish) };
        if first.is_known() { first } else { second }
    }
}

/// The pair of words that brings two texts nearest each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearWords {
    /// Where the one stands in the first text.
    pub first: Span,
    /// Where the other stands in the second text.
    pub second: Span,
    /// How near they are, up to 1.
    pub likeness: f32,
}

/// The table of rows.
#[derive(Debug, Clone, Copy)]
pub struct Vectors {
    /// `e` before an English word, `s` before a Spanish lemma, `#` before a piece that does not begin a word.
    keys: SortedWords,
    /// How long the row of each is.
    scales: &'static [[u8; 2]],
    rows: &'static [[u8; CELLS]],
}

impl Vectors {
    const EMPTY: Self = Self { keys: SortedWords::EMPTY, scales: &[], rows: &[] };

    /// The vectors that ship with the program, read where they lie.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Vectors> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            Self::open(VECTORS).unwrap_or_else(|bad| {
                onrecord_text::never!("the shipped vectors: {bad}");
                Self::EMPTY
            })
        })
    }

    /// Vectors over a table's bytes.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn open(bytes: &'static [u8]) -> Result<Self, BadTable> {
        let mut parts = Parts::of(bytes, MAGIC, VERSION)?;
        if parts.number()? as usize != CELLS {
            return Err(BadTable::Cut);
        }
        let keys = SortedWords::read(&mut parts)?;
        let count = keys.len() as usize;
        let scales = parts.take(2 * count)?.as_chunks().0;
        let rows = parts.take(count.checked_mul(CELLS).ok_or(BadTable::Cut)?)?.as_chunks().0;
        parts.end()?;
        Ok(Self { keys, scales, rows })
    }

    /// What `word` stands for; `word` is a key of [`onrecord_text::words`]. A look into the table costs about a
    /// microsecond: keep the answer where a word comes again.
    pub fn word(&self, word: &str) -> WordRows {
        let mut key = String::with_capacity(word.len() + 1);
        let english = self.whole(word, Tongue::English, &mut key);
        let spanish = self.whole(word, Tongue::Spanish, &mut key);
        match (english, spanish) {
            // Pieces say nothing of the language.
            (None, None) => {
                let pieces = self.pieces(word, &mut key);
                WordRows { english: pieces, spanish: pieces }
            }
            _ => WordRows {
                english: english.map_or(PieceRows::NO, PieceRows::one),
                spanish: spanish.map_or(PieceRows::NO, PieceRows::one),
            },
        }
    }

    /// The vector of these words; `None` where none of them means anything.
    pub fn blend(&self, words: &[WordRows]) -> Option<Vector> {
        let words = words.get(..MOST_WORDS).unwrap_or(words);
        let spanish = words.iter().map(|word| word.vote()).sum::<i32>() > 0;
        let mut sums = [0; CELLS];
        for word in words {
            self.add(word.rows(spanish), &mut sums);
        }
        Vector::of(&sums)
    }

    /// The vector of a word by itself, and how much it says: `the` little, `widow` much.
    pub fn weighed(&self, word: WordRows) -> Option<(Vector, f32)> {
        let mut sums = [0; CELLS];
        self.add(word.rows(word.vote() > 0), &mut sums);
        let square: f32 = sums.iter().map(|sum| *sum as f32 * *sum as f32).sum();
        Some((Vector::of(&sums)?, square.sqrt()))
    }

    /// The vector of a text.
    pub fn of(&self, text: &str) -> Option<Vector> {
        let mut words = Vec::new();
        each_word(text, |word| {
            if !word.joined && words.len() < MOST_WORDS {
                words.push(self.word(word.key));
            }
        });
        self.blend(&words)
    }

    /// The words of two texts that stand nearest each other without being the same: what explains a
    /// likeness. Words that count little in their text are passed over.
    pub fn near_words(&self, first: &str, second: &str) -> Option<NearWords> {
        let (first, second) = (self.telling(first), self.telling(second));
        let pairs = first.iter().flat_map(|one| second.iter().map(move |other| (one, other)));
        let other = pairs.filter(|(one, other)| one.key != other.key);
        let near = other.map(|(one, other)| NearWords {
            first: one.span,
            second: other.span,
            likeness: one.vector.likeness(&other.vector),
        });
        near.max_by(|a, b| a.likeness.total_cmp(&b.likeness))
    }

    /// The words of a text that count most in it.
    fn telling(&self, text: &str) -> Vec<TellingWord> {
        let mut words = Vec::new();
        each_word(text, |word| {
            if !word.joined && words.len() < MOST_WORDS {
                words.push((word.key.to_owned(), word.span, self.word(word.key)));
            }
        });
        let spanish = words.iter().map(|(_, _, rows)| rows.vote()).sum::<i32>() > 0;
        let mut telling: Vec<_> = words
            .into_iter()
            .filter_map(|(key, span, rows)| {
                let mut sums = [0; CELLS];
                self.add(rows.rows(spanish), &mut sums);
                let square: f32 = sums.iter().map(|sum| *sum as f32 * *sum as f32).sum();
                Some(TellingWord { key, span, vector: Vector::of(&sums)?, length: square.sqrt() })
            })
            .collect();
        let longest = telling.iter().map(|word| word.length).fold(0.0, f32::max);
        telling.retain(|word| word.length >= LEAST_SHARE * longest);
        telling
    }

    fn whole(&self, word: &str, tongue: Tongue, key: &mut String) -> Option<u32> {
        let tag = match tongue {
            Tongue::English => 'e',
            Tongue::Spanish => 's',
        };
        let dictionary = Dictionary::shipped();
        self.find(tag, word, key).or_else(|| {
            let mut lemmas = dictionary.lemmas(word, tongue);
            lemmas.find_map(|lemma| self.find(tag, dictionary.word(lemma), key))
        })
    }

    fn pieces(&self, word: &str, key: &mut String) -> PieceRows {
        let (mut rows, mut count, mut rest) = (PieceRows::NO, 0, word);
        while !rest.is_empty() && count < MOST_PIECES {
            let tag = if rest.len() == word.len() { 'e' } else { '#' };
            let mut ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
            let found = ends.find_map(|end| Some((end, self.find(tag, rest.part(..end), key)?)));
            let first = rest.chars().next().map_or(rest.len(), char::len_utf8);
            if let Some((_, row)) = found {
                rows.put(count, row);
                count += 1;
            }
            rest = rest.part(found.map_or(first, |(end, _)| end)..);
        }
        rows
    }

    fn find(&self, tag: char, word: &str, key: &mut String) -> Option<u32> {
        key.clear();
        key.push(tag);
        key.push_str(word);
        self.keys.find(key)
    }

    fn add(&self, rows: PieceRows, sums: &mut [i32; CELLS]) {
        for row in rows.0.into_iter().take_while(|row| *row != NONE).map(usize::from) {
            let (Some(scale), Some(cells)) = (self.scales.get(row), self.rows.get(row)) else {
                onrecord_text::never!("row {row} is beyond the table");
                continue;
            };
            let scale = i32::from(u16::from_le_bytes(*scale) & 0xfff);
            sums.iter_mut()
                .zip(cells)
                .for_each(|(sum, cell)| *sum += scale * i32::from(*cell as i8));
        }
    }
}

struct TellingWord {
    key: String,
    span: Span,
    vector: Vector,
    length: f32,
}
