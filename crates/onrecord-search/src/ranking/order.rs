//! Which of the rows found get a second look, and the order of all others.

#[cfg(feature = "meaning")]
use crate::index::row_set::RowSet;
use crate::ranking::{CoarseHit, FULL};

/// Splits rows (in the order of the corpus) into those that get a second look (all rows with all
/// words, and the `limit` best of the others; still in the order of the corpus) and the rest.
pub(crate) fn split(rows: &[CoarseHit], limit: usize) -> (Vec<CoarseHit>, CoarseTail) {
    let partial = || rows.iter().filter(|row| !row.is_full());
    if partial().count() <= limit {
        return (rows.to_vec(), CoarseTail::default());
    }
    let mut counts = vec![0usize; FULL as usize];
    for row in partial() {
        if let Some(count) = counts.get_mut(row.sum as usize) {
            *count += 1;
        }
    }
    // The sum at which the places run out, and how many places are left there.
    let (mut bar, mut places) = (0, limit);
    for (sum, count) in counts.iter().enumerate().rev() {
        bar = sum;
        if *count >= places {
            break;
        }
        places -= count;
    }
    let mut top = Vec::new();
    let mut rest = Vec::new();
    for row in rows {
        let at_bar = row.sum as usize == bar;
        if row.sum as usize > bar || at_bar && places > 0 {
            places -= usize::from(at_bar);
            top.push(*row);
        } else {
            rest.push(*row);
        }
    }
    (top, CoarseTail::new(&rest))
}

/// Rows in the order of their sums, highest first; rows of one sum in the order of the corpus.
#[derive(Debug, Default, Clone)]
pub(crate) struct CoarseTail {
    rows: Vec<u32>,
    /// Where in `rows` a new sum begins, and a row that has it.
    groups: Vec<(u32, CoarseHit)>,
}

impl CoarseTail {
    /// Sorts rows that are in the order of the corpus. (Counting sort: there are few different sums
    /// and perhaps a million rows.)
    pub(crate) fn new(rows: &[CoarseHit]) -> Self {
        let place = |row: &CoarseHit| (2 * FULL - 1).saturating_sub(row.sum) as usize;
        let mut next = vec![0u32; 2 * FULL as usize];
        for row in rows {
            if let Some(count) = next.get_mut(place(row)) {
                *count += 1;
            }
        }
        let mut groups = Vec::new();
        let mut start = 0;
        for (place, next) in (0u16..).zip(&mut next) {
            let count = std::mem::replace(next, start);
            if count > 0 {
                groups.push((start, CoarseHit { row: 0, sum: 2 * FULL - 1 - place }));
            }
            start += count;
        }
        let mut sorted = vec![0u32; rows.len()];
        for row in rows {
            if let Some(at) = next.get_mut(place(row)) {
                if let Some(slot) = sorted.get_mut(*at as usize) {
                    *slot = row.row;
                }
                *at += 1;
            }
        }
        Self { rows: sorted, groups }
    }

    /// Leaves out the rows of `set`.
    #[cfg(feature = "meaning")]
    pub(crate) fn leave(&mut self, set: &RowSet) {
        let mut groups = self.groups.iter().copied().peekable();
        let mut kept = Self::default();
        for (at, row) in (0..).zip(&self.rows) {
            while let Some((_, alike)) = groups.next_if(|(start, _)| *start <= at) {
                kept.groups.push((kept.rows.len() as u32, alike));
            }
            if !set.contains(*row) {
                kept.rows.push(*row);
            }
        }
        *self = kept;
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row at `at` with its score.
    pub(crate) fn get(&self, at: usize) -> Option<(u32, f32)> {
        let row = *self.rows.get(at)?;
        let behind = self.groups.partition_point(|(start, _)| *start as usize <= at);
        let (_, alike) = self.groups.get(behind.checked_sub(1)?)?;
        Some((row, alike.coarse_score()))
    }

    /// All rows with their scores.
    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn all_rows_stay_and_the_best_come_first(sums in proptest::collection::vec((0u16..9, proptest::bool::ANY), 0..40), limit in 0usize..20) {
            let rows: Vec<CoarseHit> = (0..)
                .zip(&sums)
                .map(|(row, (sum, full))| CoarseHit { row, sum: sum + if *full { FULL } else { 0 } })
                .collect();
            let (top, rest) = split(&rows, limit);
            let full = rows.iter().filter(|row| row.is_full()).count();
            proptest::prop_assert_eq!(top.len(), full + limit.min(rows.len() - full));
            proptest::prop_assert!(top.is_sorted_by_key(|row| row.row));
            let mut want = rows.clone();
            want.sort_by_key(|row| std::cmp::Reverse(row.sum));
            let mut got = top.clone();
            got.sort_by_key(|row| std::cmp::Reverse(row.sum));
            let scores = got.iter().map(|row| (row.row, row.coarse_score())).chain(rest.iter());
            let want = want.iter().map(|row| (row.row, row.coarse_score()));
            proptest::prop_assert_eq!(scores.collect::<Vec<_>>(), want.collect::<Vec<_>>());
        }
    }
}
