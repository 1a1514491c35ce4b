//! What the file of a network holds, taken from its beginning, none of it believed.

use std::ops::RangeInclusive;

use crate::BadTable;

/// The bytes that are still to be read.
pub(super) struct NetworkFile<'b> {
    rest: &'b [u8],
}

impl<'b> NetworkFile<'b> {
    /// What stands behind the magic and the version, if the sum at the end is that of all before it.
    pub(super) fn of(bytes: &'b [u8], magic: [u8; 8], version: u32) -> Result<Self, BadTable> {
        let (head, rest) = bytes.split_first_chunk::<8>().ok_or(BadTable::Magic)?;
        if *head != magic {
            return Err(BadTable::Magic);
        }
        let found = Self { rest }.number()?;
        if found != version {
            return Err(BadTable::Version(found));
        }
        let (whole, sum) = bytes.split_last_chunk::<4>().ok_or(BadTable::Cut)?;
        if crc32fast::hash(whole) != u32::from_le_bytes(*sum) {
            return Err(BadTable::Damaged);
        }
        let mut source = Self { rest: whole };
        source.take(magic.len() + size_of::<u32>())?;
        Ok(source)
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// The next stretch of letters, its length before it, which must lie in `range`.
    pub(super) fn text(&mut self, range: RangeInclusive<usize>) -> Result<&'b str, BadTable> {
        let len = self.count(range)?;
        std::str::from_utf8(self.take(len)?).map_err(|_| BadTable::Cut)
    }

    /// The next number, which must lie in `range`.
    pub(super) fn count(&mut self, range: RangeInclusive<usize>) -> Result<usize, BadTable> {
        let count = self.number()? as usize;
        if range.contains(&count) { Ok(count) } else { Err(BadTable::Cut) }
    }

    /// The next `len` bytes.
    pub(super) fn take(&mut self, len: usize) -> Result<&'b [u8], BadTable> {
        let (taken, rest) = self.rest.split_at_checked(len).ok_or(BadTable::Cut)?;
        self.rest = rest;
        Ok(taken)
    }

    /// The next `count` floats; one that is no number is refused.
    pub(super) fn floats(&mut self, count: usize) -> Result<Vec<f32>, BadTable> {
        let bytes = self.take(count.checked_mul(4).ok_or(BadTable::Cut)?)?;
        let floats = bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
        let floats: Vec<_> = floats.collect();
        if floats.iter().all(|float| float.is_finite()) { Ok(floats) } else { Err(BadTable::Cut) }
    }

    fn number(&mut self) -> Result<u32, BadTable> {
        let (number, rest) = self.rest.split_first_chunk::<4>().ok_or(BadTable::Cut)?;
        self.rest = rest;
        Ok(u32::from_le_bytes(*number))
    }
}
