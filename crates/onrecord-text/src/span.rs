//! [`Span`]: a half-open byte range in a source's text, the unit in which every passage is named.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::Part;

/// A half-open range of UTF-8 **bytes** `start..end` in one text, on character boundaries.
///
/// `u32` keeps a million statements small; a source is refused at 4 GiB when it is read.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`; an `end` before `start` gives an empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The same from `usize` offsets, as the standard library hands them out.
    pub const fn at(start: usize, end: usize) -> Self {
        Self::new(start as u32, end as u32)
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it covers no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a `usize` range, for `str::get`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether byte `offset` lies inside.
    pub const fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether all of `other` lies inside.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        let start = if self.start > other.start { self.start } else { other.start };
        let end = if self.end < other.end { self.end } else { other.end };
        start < end
    }

    /// The part shared by both, if any byte is.
    pub fn meet(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The span moved right by `by` bytes.
    #[must_use]
    pub const fn shifted(self, by: u32) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The words it covers in `text`, the text it was found in; see [`Part`] for one that does not fit.
    #[track_caller]
    pub fn of(self, text: &str) -> &str {
        text.part(self.range())
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_span_gives_its_words() {
        assert_eq!(Span::new(0, 2).of("éa"), "é");
        assert_eq!(Span::new(3, 1).of("éa"), "");
    }

    #[test]
    fn meeting_and_covering() {
        let long = Span::new(2, 8);
        for (other, meet, covers) in [
            (Span::new(0, 2), None, false),
            (Span::new(0, 3), Some(Span::new(2, 3)), false),
            (Span::new(3, 8), Some(Span::new(3, 8)), true),
            (Span::new(8, 9), None, false),
        ] {
            assert_eq!(long.meet(other), meet);
            assert_eq!(long.covers(other), covers);
            assert_eq!(long.overlaps(other), meet.is_some());
        }
    }
}
