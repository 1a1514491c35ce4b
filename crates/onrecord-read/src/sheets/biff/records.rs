//! Records of a workbook one by one, and the values that stand in them ([MS-XLS] 2.1.4, 2.5).

use std::slice::Iter;

use onrecord_text::Part as _;
use smallvec::SmallVec;

use crate::compound::{u16_at, u32_at};

/// The record that goes on where the one before it was full.
const CONTINUE: u16 = 0x003c;

/// Bytes of what says of which type a record is and how long.
const HEAD: usize = 4;

/// What is left of a piece that is through.
const NOTHING: &[u8] = &[];

/// A record, and those that continue it.
#[derive(Debug)]
pub(super) struct BiffRecord<'b> {
    /// Its type ([MS-XLS] 2.3).
    pub(super) kind: u16,
    bytes: &'b [u8],
    /// The bytes of each that continues it.
    more: SmallVec<[&'b [u8]; 1]>,
}

/// The records of a stream from some byte on, until it is full or breaks off.
pub(super) struct BiffRecords<'b> {
    stream: &'b [u8],
    at: usize,
}

impl<'b> BiffRecords<'b> {
    pub(super) fn new(stream: &'b [u8], at: usize) -> Self {
        Self { stream, at }
    }

    fn next_piece(&mut self) -> Option<(u16, &'b [u8])> {
        let kind = u16_at(self.stream, self.at)?;
        let length = usize::from(u16_at(self.stream, self.at + 2)?);
        let from = self.at + HEAD;
        let piece = self.stream.get(from..from + length)?;
        self.at = from + length;
        Some((kind, piece))
    }
}

impl<'b> Iterator for BiffRecords<'b> {
    type Item = BiffRecord<'b>;

    fn next(&mut self) -> Option<BiffRecord<'b>> {
        let (kind, bytes) = self.next_piece()?;
        let mut more = SmallVec::new();
        while u16_at(self.stream, self.at) == Some(CONTINUE) {
            let Some((_, piece)) = self.next_piece() else { break };
            more.push(piece);
        }
        Some(BiffRecord { kind, bytes, more })
    }
}

impl<'b> BiffRecord<'b> {
    /// The bytes of the record itself.
    pub(super) fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    /// All its bytes, from `at` on.
    pub(super) fn cursor(&self, at: usize) -> BiffCursor<'_, 'b> {
        let mut cursor = BiffCursor { rest: self.bytes, next: self.more.iter() };
        cursor.skip(at);
        cursor
    }

    /// What continues it.
    pub(super) fn continued(&self) -> BiffCursor<'_, 'b> {
        BiffCursor { rest: NOTHING, next: self.more.iter() }
    }

    /// How many bytes it and what continues it take.
    pub(super) fn len(&self) -> usize {
        let more = self.more.iter().map(|piece| HEAD + piece.len());
        HEAD + self.bytes.len() + more.sum::<usize>()
    }
}

/// Goes through the bytes of a record and of what continues it.
pub(super) struct BiffCursor<'r, 'b> {
    /// What is left of the piece in hand.
    rest: &'b [u8],
    next: Iter<'r, &'b [u8]>,
}

impl BiffCursor<'_, '_> {
    /// Goes on to the next piece where this one is through. Returns whether there are bytes, and whether a new
    /// piece was begun.
    fn refill(&mut self) -> (bool, bool) {
        let mut anew = false;
        while self.rest.is_empty() {
            let Some(piece) = self.next.next() else { return (false, anew) };
            (self.rest, anew) = (piece, true);
        }
        (true, anew)
    }

    pub(super) fn skip(&mut self, mut bytes: usize) {
        while bytes > 0 && self.refill().0 {
            let step = bytes.min(self.rest.len());
            self.rest = self.rest.part(step..);
            bytes -= step;
        }
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.refill();
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    pub(super) fn f64(&mut self) -> Option<f64> {
        let mut bytes = [0; 8];
        for byte in &mut bytes {
            *byte = self.byte()?;
        }
        Some(f64::from_le_bytes(bytes))
    }

    /// Characters behind the byte that says whether they are wide; as many of `count` as there are. In a piece
    /// that continues them that byte stands again.
    pub(super) fn characters(&mut self, count: usize) -> Option<String> {
        let mut is_wide = self.byte()? & 1 != 0;
        self.more_characters(count, &mut is_wide)
    }

    /// As [`characters`](Self::characters), where that byte was read already.
    pub(super) fn more_characters(&mut self, count: usize, is_wide: &mut bool) -> Option<String> {
        let mut units = Vec::new();
        while units.len() < count {
            match self.refill() {
                (false, _) => break,
                (true, true) => *is_wide = self.byte()? & 1 != 0,
                (true, false) => {}
            }
            let left = count - units.len();
            let rest = self.rest;
            let before = units.len();
            if *is_wide {
                let wide = rest.as_chunks::<2>().0.iter().take(left);
                units.extend(wide.map(|unit| u16::from_le_bytes(*unit)));
            } else {
                units.extend(rest.iter().take(left).map(|byte| u16::from(*byte)));
            }
            let taken = (units.len() - before) * if *is_wide { 2 } else { 1 };
            // Half a character at the end of a piece is none.
            self.rest = if taken == 0 { NOTHING } else { rest.part(taken..) };
        }
        Some(String::from_utf16_lossy(&units))
    }

    /// A text of the shared ones, with what stands behind it: where its letters change, how it is spoken.
    pub(super) fn shared(&mut self) -> Option<String> {
        let count = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.u16()?) };
        let spoken = if flags & 4 == 0 { 0 } else { self.u32()? as usize };
        let words = self.more_characters(count, &mut (flags & 1 != 0))?;
        self.skip(runs.saturating_mul(4).saturating_add(spoken));
        Some(words)
    }

    /// `count` bytes, or as many as there are.
    pub(super) fn take(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        while bytes.len() < count && self.refill().0 {
            let step = self.rest.len().min(count - bytes.len());
            bytes.extend(self.rest.iter().take(step));
            self.rest = self.rest.part(step..);
        }
        bytes
    }
}

/// Row, column and style of a cell's record.
pub(super) fn cell(bytes: &[u8]) -> Option<(u16, u16, usize)> {
    Some((u16_at(bytes, 0)?, u16_at(bytes, 2)?, usize::from(u16_at(bytes, 4)?)))
}

/// A number of 30 bits, of which the lowest two say what it is ([MS-XLS] 2.5.217).
pub(super) fn rk(bytes: &[u8], at: usize) -> Option<f64> {
    let raw = u32_at(bytes, at)?;
    let number = if raw & 2 == 0 {
        f64::from_bits(u64::from(raw & !3) << 32)
    } else {
        f64::from(raw.cast_signed() >> 2)
    };
    Some(if raw & 1 == 0 { number } else { number / 100.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record of these pieces.
    fn record(pieces: &[&[u8]]) -> Vec<u8> {
        let mut out = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            let kind: u16 = if at == 0 { 0x00fc } else { CONTINUE };
            out.extend(kind.to_le_bytes());
            out.extend((piece.len() as u16).to_le_bytes());
            out.extend(*piece);
        }
        out
    }

    #[test]
    fn a_text_goes_on_in_the_next_piece_with_a_width_of_its_own() {
        let bytes = record(&[
            b"\x05\x00\x08\x01\x00Pa",
            b"\x01\xed\x00d\x00o\x00\x01\x02",
            b"\x03\x04\x02\x00\x00No",
        ]);
        let first = BiffRecords::new(&bytes, 0).next().unwrap();
        let mut cursor = first.cursor(0);
        assert_eq!(cursor.shared().as_deref(), Some("Paído"));
        assert_eq!(cursor.shared().as_deref(), Some("No"));
        assert_eq!(cursor.shared(), None);
    }

    #[test]
    fn a_text_that_breaks_off_is_as_long_as_it_is() {
        for (bytes, words) in [
            (&b"\x05\x00\x00Pa"[..], Some("Pa")),
            (b"\x05\x00\x01P\x00a", Some("P")),
            (b"\x05\x00", None),
            (b"\xff\xff\x0c\xff\xff\xff\xff\xff\xff", Some("")),
        ] {
            let bytes = record(&[bytes]);
            let first = BiffRecords::new(&bytes, 0).next().unwrap();
            assert_eq!(first.cursor(0).shared().as_deref(), words, "{bytes:?}");
        }
    }

    #[test]
    fn numbers_of_four_bytes_are_whole_or_hundredths() {
        let whole = |number: i32, hundredths: u32| (number << 2).cast_unsigned() | 2 | hundredths;
        for (raw, number) in [
            (whole(41, 0), 41.0),
            (whole(-7, 0), -7.0),
            (whole(1234, 1), 12.34),
            ((1.5f64.to_bits() >> 32) as u32, 1.5),
        ] {
            assert_eq!(rk(&raw.to_le_bytes(), 0), Some(number));
        }
    }
}
