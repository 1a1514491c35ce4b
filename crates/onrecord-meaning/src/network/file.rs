//! What the file of a network holds, taken from its beginning, none of it believed.

use std::ops::RangeInclusive;

use crate::BadTable;

/// The bytes that are still to be read.
pub(super) struct NetworkFile<'b> {
    rest: &'b [u8],
}

impl<'b> NetworkFile<'b> {
    /// What stands behind the magic and the version.
    pub(super) fn of(bytes: &'b [u8], magic: [u8; 8], version: u32) -> Result<Self, BadTable> {
        let (head, rest) = bytes.split_first_chunk::<8>().ok_or(BadTable::Magic)?;
        if *head != magic {
            return Err(BadTable::Magic);
        }
        let mut source = Self { rest };
        match source.number()? {
            found if found == version => Ok(source),
            found => Err(BadTable::Version(found)),
        }
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

    /// That nothing is left.
    pub(super) fn end(self) -> Result<(), BadTable> {
        if self.rest.is_empty() { Ok(()) } else { Err(BadTable::Cut) }
    }

    fn number(&mut self) -> Result<u32, BadTable> {
        let (number, rest) = self.rest.split_first_chunk::<4>().ok_or(BadTable::Cut)?;
        self.rest = rest;
        Ok(u32::from_le_bytes(*number))
    }
}
