//! [`Accumulators`]: what the rows of one shard have matched so far, added up word by word.

use crate::index::shard::{ROWS, Shard};
use crate::matching::expansion::{Alternative, RowSource};

/// Rows that are looked through together.
const BLOCK: usize = 64;

/// What one row has matched.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Accumulator {
    /// A bit for each word.
    pub(crate) matched: u32,
    /// The sum of what they are worth.
    pub(crate) sum: u32,
}

/// The accumulators of one shard, one for each row; used again for the next shard after
/// [`Accumulators::drain`] has emptied them.
pub(crate) struct Accumulators {
    rows: Box<[Accumulator]>,
    /// For each block of rows whether any has matched: a rare word touches few of them.
    touched: Box<[bool]>,
    /// How many postings were read.
    pub(crate) read: usize,
}

impl Accumulators {
    pub(crate) fn new() -> Self {
        let rows = vec![Accumulator::default(); ROWS as usize].into_boxed_slice();
        Self { rows, touched: vec![false; ROWS as usize / BLOCK].into_boxed_slice(), read: 0 }
    }

    /// Gives `worth` to the rows of `alternative`, where they have not matched the word `bit` yet.
    pub(crate) fn add(&mut self, shard: &Shard, alternative: &Alternative, bit: u32, worth: u32) {
        self.each(shard, alternative, |row| {
            // Without a branch to guess.
            row.sum += if row.matched & bit == 0 { worth } else { 0 };
            row.matched |= bit;
        });
    }

    /// The same, where they have matched another word already.
    pub(crate) fn add_to_matched(
        &mut self,
        shard: &Shard,
        alternative: &Alternative,
        bit: u32,
        worth: u32,
    ) {
        self.each(shard, alternative, |row| {
            if row.matched != 0 && row.matched & bit == 0 {
                row.sum += worth;
                row.matched |= bit;
            }
        });
    }

    fn each(&mut self, shard: &Shard, alternative: &Alternative, give: impl Fn(&mut Accumulator)) {
        let mut to = |row: u16| {
            let row = row as usize;
            if let (Some(accumulator), Some(touched)) =
                (self.rows.get_mut(row), self.touched.get_mut(row / BLOCK))
            {
                *touched = true;
                give(accumulator);
            }
        };
        self.read += match &alternative.rows {
            RowSource::Words(words) => {
                let rows = shard.postings(shard.locals(words));
                rows.iter().copied().for_each(&mut to);
                rows.len()
            }
            RowSource::Sequence(words) => {
                let rows = shard.following(words);
                rows.iter().copied().for_each(&mut to);
                rows.len()
            }
            RowSource::Rows(rows) => {
                let within = rows.within(shard.range());
                within.inspect(|row| to((row - shard.first) as u16)).count()
            }
        };
    }

    /// Hands out every row that has matched anything, in order, and empties the accumulators.
    pub(crate) fn drain(&mut self, mut each: impl FnMut(u32, Accumulator)) {
        for (block, touched) in self.touched.iter_mut().enumerate().filter(|(_, t)| **t) {
            *touched = false;
            let first = block * BLOCK;
            let rows = self.rows.get_mut(first..first + BLOCK).unwrap_or(&mut []);
            for (row, accumulator) in (first as u32..).zip(rows) {
                if accumulator.matched != 0 {
                    each(row, *accumulator);
                    *accumulator = Accumulator::default();
                }
            }
        }
    }
}
