//! [`RowSet`]: which statements (or words), one bit each.

use std::ops::Range;

/// A set of rows (positions of statements) below a fixed number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RowSet {
    bits: Vec<u64>,
    rows: u32,
}

impl RowSet {
    /// No row of `rows`.
    pub(crate) fn none(rows: u32) -> Self {
        Self { bits: vec![0; rows.div_ceil(64) as usize], rows }
    }

    /// The rows below `rows` that are in `list`.
    pub(crate) fn of(rows: u32, list: impl IntoIterator<Item = u32>) -> Self {
        let mut set = Self::none(rows);
        list.into_iter().for_each(|row| set.insert(row));
        set
    }

    pub(crate) fn insert(&mut self, row: u32) {
        if row < self.rows
            && let Some(bits) = self.bits.get_mut(row as usize / 64)
        {
            *bits |= 1 << (row % 64);
        }
    }

    pub(crate) fn contains(&self, row: u32) -> bool {
        self.bits.get(row as usize / 64).is_some_and(|bits| bits >> (row % 64) & 1 == 1)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bits.iter().all(|bits| *bits == 0)
    }

    pub(crate) fn count(&self) -> usize {
        self.bits.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// Keeps what `other` has, too.
    pub(crate) fn keep(&mut self, other: &Self) {
        self.zip(other, |mine, theirs| mine & theirs);
    }

    /// Leaves out what `other` has.
    pub(crate) fn leave(&mut self, other: &Self) {
        self.zip(other, |mine, theirs| mine & !theirs);
    }

    /// All rows that are not in the set.
    pub(crate) fn complement(&self) -> Self {
        let mut all = self.clone();
        all.bits.iter_mut().for_each(|bits| *bits = !*bits);
        if let Some(last) = all.bits.last_mut().filter(|_| !self.rows.is_multiple_of(64)) {
            *last &= (1 << (self.rows % 64)) - 1;
        }
        all
    }

    /// The rows in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.within(0..self.rows)
    }

    /// The rows of `range` in order.
    pub(crate) fn within(&self, range: Range<u32>) -> impl Iterator<Item = u32> + '_ {
        self.words(range).flat_map(|(first, mut bits)| {
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros())?;
                bits &= bits - 1;
                Some(first + bit)
            })
        })
    }

    /// The bits of `range`, 64 rows at a time, with the first of those rows.
    fn words(&self, range: Range<u32>) -> impl Iterator<Item = (u32, u64)> + '_ {
        let from = range.start / 64;
        let words = self.bits.get(from as usize..range.end.div_ceil(64) as usize).unwrap_or(&[]);
        let below = |rows: u32| 1u64.checked_shl(rows).map_or(u64::MAX, |bit| bit - 1);
        (from * 64..).step_by(64).zip(words).map(move |(first, bits)| {
            let outside = below(range.start.saturating_sub(first));
            (first, bits & below(range.end.saturating_sub(first)) & !outside)
        })
    }

    fn zip(&mut self, other: &Self, with: impl Fn(u64, u64) -> u64) {
        let theirs = other.bits.iter().copied().chain(std::iter::repeat(0));
        for (mine, theirs) in self.bits.iter_mut().zip(theirs) {
            *mine = with(*mine, theirs);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    proptest::proptest! {
        #[test]
        fn it_is_a_set(rows in 1u32..200, a in proptest::collection::btree_set(0u32..220, 0..40), b in proptest::collection::btree_set(0u32..220, 0..40), from in 0u32..200, length in 0u32..100) {
            let (mine, theirs) = (RowSet::of(rows, a.clone()), RowSet::of(rows, b.clone()));
            let below = |set: BTreeSet<u32>| set.into_iter().filter(|row| *row < rows).collect::<Vec<_>>();
            let with = |change: fn(&mut RowSet, &RowSet)| {
                let mut set = mine.clone();
                change(&mut set, &theirs);
                set.iter().collect::<Vec<_>>()
            };
            proptest::prop_assert_eq!(with(RowSet::keep), below(&a & &b));
            proptest::prop_assert_eq!(with(RowSet::leave), below(&a - &b));
            let range = from..(from + length).min(rows);
            let want: Vec<_> = below(a.clone()).into_iter().filter(|row| range.contains(row)).collect();
            proptest::prop_assert_eq!(mine.within(range).collect::<Vec<_>>(), want);
            proptest::prop_assert_eq!(mine.complement().count() + mine.count(), rows as usize);
        }
    }
}
