//! Numbers and stretches out of a table's bytes, little-endian, none beyond its end.

use std::fmt;

/// Why the bytes are no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadTable {
    /// They do not begin as a table of this kind does.
    Magic,
    /// They are of another version than this program reads.
    Version(u32),
    /// They end before all that they announce, or a count of theirs contradicts another.
    Cut,
    /// They are not those that were written: their sum is another.
    Damaged,
}

impl fmt::Display for BadTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magic => f.write_str("not such a table"),
            Self::Version(version) => write!(f, "a table of version {version}"),
            Self::Cut => f.write_str("a table that is cut short or contradicts itself"),
            Self::Damaged => f.write_str("a table that is damaged"),
        }
    }
}

impl std::error::Error for BadTable {}

/// Takes a table apart from its beginning.
pub(crate) struct Parts {
    rest: &'static [u8],
}

impl Parts {
    /// The parts of `bytes` behind their eight bytes of magic and their version.
    pub(crate) fn of(bytes: &'static [u8], magic: [u8; 8], version: u32) -> Result<Self, BadTable> {
        let (head, rest) = bytes.split_first_chunk::<8>().ok_or(BadTable::Magic)?;
        if *head != magic {
            return Err(BadTable::Magic);
        }
        let mut parts = Self { rest };
        match parts.number()? {
            found if found == version => Ok(parts),
            found => Err(BadTable::Version(found)),
        }
    }

    /// The next number.
    pub(crate) fn number(&mut self) -> Result<u32, BadTable> {
        let (number, rest) = self.rest.split_first_chunk::<4>().ok_or(BadTable::Cut)?;
        self.rest = rest;
        Ok(u32::from_le_bytes(*number))
    }

    /// The next `len` bytes.
    pub(crate) fn take(&mut self, len: usize) -> Result<&'static [u8], BadTable> {
        let (taken, rest) = self.rest.split_at_checked(len).ok_or(BadTable::Cut)?;
        self.rest = rest;
        Ok(taken)
    }

    /// The next stretch, which says its length first.
    pub(crate) fn stretch(&mut self) -> Result<&'static [u8], BadTable> {
        let len = self.number()? as usize;
        self.take(len)
    }

    /// The next `count` numbers of four bytes each.
    pub(crate) fn numbers(&mut self, count: usize) -> Result<Numbers, BadTable> {
        let bytes = self.take(count.checked_mul(4).ok_or(BadTable::Cut)?)?;
        Ok(Numbers { all: bytes.as_chunks().0 })
    }

    /// That nothing is left.
    pub(crate) fn end(self) -> Result<(), BadTable> {
        if self.rest.is_empty() { Ok(()) } else { Err(BadTable::Cut) }
    }
}

/// Numbers of four bytes, read where they lie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbers {
    all: &'static [[u8; 4]],
}

impl Numbers {
    pub(crate) const EMPTY: Self = Self { all: &[] };

    /// The number at `at`.
    pub(crate) fn get(&self, at: usize) -> Option<u32> {
        self.all.get(at).map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// The stretch of `bytes` between the number at `at` and the next one; empty where there is none.
    pub(crate) fn stretch(&self, at: usize, bytes: &'static [u8]) -> &'static [u8] {
        let ends = || Some((self.get(at)? as usize, self.get(at.checked_add(1)?)? as usize));
        ends().and_then(|(from, to)| bytes.get(from..to)).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: &[u8] = b"ONRTESTS\x01\0\0\0\x02\0\0\0ab\x07\0\0\0";

    #[test]
    fn a_table_is_taken_apart_in_order() {
        let mut parts = Parts::of(TABLE, *b"ONRTESTS", 1).unwrap();
        assert_eq!(parts.stretch(), Ok(&b"ab"[..]));
        assert_eq!(parts.number(), Ok(7));
        assert_eq!(parts.end(), Ok(()));
    }

    #[test]
    fn other_bytes_are_refused_with_the_reason() {
        let of = |bytes, version| Parts::of(bytes, *b"ONRTESTS", version).map(|_| ());
        assert_eq!(of(b"ONR", 1), Err(BadTable::Magic));
        assert_eq!(of(b"something else", 1), Err(BadTable::Magic));
        assert_eq!(of(TABLE, 2), Err(BadTable::Version(1)));
        assert_eq!(of(b"ONRTESTS\x01\0", 1), Err(BadTable::Cut));
        let mut parts =
            Parts::of(b"ONRTESTS\x01\0\0\0\xff\xff\xff\xffab", *b"ONRTESTS", 1).unwrap();
        assert_eq!(parts.stretch(), Err(BadTable::Cut));
        let mut parts = Parts::of(TABLE, *b"ONRTESTS", 1).unwrap();
        assert_eq!(parts.numbers(usize::MAX).map(|_| ()), Err(BadTable::Cut));
    }
}
