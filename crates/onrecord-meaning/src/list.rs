//! A sorted list of words, read where it lies.

use crate::bytes::{BadTable, Numbers, Parts};

/// Words in the order of their bytes: where each begins, then their letters without a gap.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SortedWords {
    starts: Numbers,
    letters: &'static [u8],
    len: u32,
}

impl SortedWords {
    pub(crate) const EMPTY: Self = Self { starts: Numbers::EMPTY, letters: &[], len: 0 };

    /// The list that stands next in `parts`.
    pub(crate) fn read(parts: &mut Parts) -> Result<Self, BadTable> {
        let len = parts.number()?;
        let starts = parts.numbers(len as usize + 1)?;
        let letters = parts.stretch()?;
        if starts.get(len as usize) != Some(letters.len() as u32) {
            return Err(BadTable::Cut);
        }
        Ok(Self { starts, letters, len })
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    /// The word with this number; empty where there is none.
    pub(crate) fn get(&self, number: u32) -> &'static str {
        std::str::from_utf8(self.bytes(number)).unwrap_or("")
    }

    /// The number of `word`.
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.bytes(middle).cmp(word.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    fn bytes(&self, number: u32) -> &'static [u8] {
        self.starts.stretch(number as usize, self.letters)
    }
}
