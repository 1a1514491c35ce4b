//! [`Part`]: a part of a text or list at a place that is known to lie in it.

use std::fmt::Debug;
use std::slice::SliceIndex;

use crate::never;

/// Takes a part that must be there: where the caller found the range in this very text or list.
///
/// A range that does not fit is an error of ours: a panic in tests and debug builds, in release one
/// line in the log and an empty part. Where a range comes from a file or from another text, `get` and
/// its `None` are the right way.
pub trait Part<Range> {
    /// The type of a part, which is that of the whole.
    type Whole: ?Sized;

    /// The part at `range` (bytes of a text, items of a list).
    #[track_caller]
    fn part(&self, range: Range) -> &Self::Whole;
}

impl<Range> Part<Range> for str
where
    Range: SliceIndex<Self, Output = Self> + Clone + Debug,
{
    type Whole = Self;

    #[track_caller]
    fn part(&self, range: Range) -> &Self {
        if let Some(found) = self.get(range.clone()) {
            return found;
        }
        never!("no bytes {range:?} in a text of {}", self.len());
        ""
    }
}

impl<Item, Range> Part<Range> for [Item]
where
    Range: SliceIndex<Self, Output = Self> + Clone + Debug,
{
    type Whole = Self;

    #[track_caller]
    fn part(&self, range: Range) -> &Self {
        if let Some(found) = self.get(range.clone()) {
            return found;
        }
        never!("no items {range:?} in a list of {}", self.len());
        &[]
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn a_part_is_taken_as_it_stands() {
        assert_eq!("año nuevo".part(..4), "año");
        assert_eq!("año".part(4..), "");
        assert_eq!([1, 2, 3].part(1..), [2, 3]);
    }

    #[test]
    #[should_panic(expected = "no bytes 2..3 in a text of 4")]
    fn half_a_character_is_loud() {
        let _ = "año".part(2..3);
    }

    #[test]
    #[should_panic(expected = "no items 1..3 in a list of 2")]
    fn more_than_there_is_is_loud() {
        let _ = [1, 2].part(1..3);
    }
}
