//! [`Sums`]: what the rows of one shard have met so far, added up word by word.

use crate::index::shard::{ROWS, Shard};
use crate::matching::expansion::{Candidate, Target};

/// Rows that are looked through together.
const BLOCK: usize = 64;

/// What one row has met.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sum {
    /// A bit for each word.
    pub(crate) met: u32,
    /// What they are worth.
    pub(crate) worth: u32,
}

/// The sums of one shard; used again for the next one after [`Sums::take`] has emptied it.
pub(crate) struct Sums {
    rows: Box<[Sum]>,
    /// For each block of rows whether any has a sum: a rare word touches few of them.
    touched: Box<[bool]>,
    /// How many places of words in rows were read.
    pub(crate) read: usize,
}

impl Sums {
    pub(crate) fn new() -> Self {
        let rows = vec![Sum::default(); ROWS as usize].into_boxed_slice();
        Self { rows, touched: vec![false; ROWS as usize / BLOCK].into_boxed_slice(), read: 0 }
    }

    /// Gives `worth` to the rows that `candidate` meets, where they have not met the word `bit` yet.
    pub(crate) fn find(&mut self, shard: &Shard, candidate: &Candidate, bit: u32, worth: u32) {
        self.each(shard, candidate, |row| {
            // Without a branch to guess.
            row.worth += if row.met & bit == 0 { worth } else { 0 };
            row.met |= bit;
        });
    }

    /// The same, where they have met another word already.
    pub(crate) fn improve(&mut self, shard: &Shard, candidate: &Candidate, bit: u32, worth: u32) {
        self.each(shard, candidate, |row| {
            if row.met != 0 && row.met & bit == 0 {
                row.worth += worth;
                row.met |= bit;
            }
        });
    }

    fn each(&mut self, shard: &Shard, candidate: &Candidate, give: impl Fn(&mut Sum)) {
        let mut to = |row: u16| {
            let row = row as usize;
            if let (Some(sum), Some(touched)) =
                (self.rows.get_mut(row), self.touched.get_mut(row / BLOCK))
            {
                *touched = true;
                give(sum);
            }
        };
        self.read += match &candidate.target {
            Target::Words(words) => {
                let rows = shard.postings(shard.locals(words));
                rows.iter().copied().for_each(&mut to);
                rows.len()
            }
            Target::Sequence(words) => {
                let rows = shard.following(words);
                rows.iter().copied().for_each(&mut to);
                rows.len()
            }
            Target::Rows(rows) => {
                let within = rows.within(shard.range());
                within.inspect(|row| to((row - shard.first) as u16)).count()
            }
        };
    }

    /// Hands out every row that has met anything, in order, and empties the sums.
    pub(crate) fn take(&mut self, mut each: impl FnMut(u32, Sum)) {
        for (block, touched) in self.touched.iter_mut().enumerate().filter(|(_, t)| **t) {
            *touched = false;
            let first = block * BLOCK;
            let rows = self.rows.get_mut(first..first + BLOCK).unwrap_or(&mut []);
            for (row, sum) in (first as u32..).zip(rows) {
                if sum.met != 0 {
                    each(row, *sum);
                    *sum = Sum::default();
                }
            }
        }
    }
}
