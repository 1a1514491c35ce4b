//! [`EditPattern`]: the edit distance of a few words to all parts of a text at once.
//!
//! The dynamic program of Sellers (1980), whose first row is free so that a match may begin anywhere,
//! with the columns held as bits: Myers, "A fast bit-vector algorithm for approximate string matching
//! based on dynamic programming" (1999), and Hyyrö's account of it for words longer than one block.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// Where a match may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// At any character of the text.
    Anywhere,
    /// At the first only.
    Here,
}

/// Words ready to be compared.
#[derive(Debug)]
pub(super) struct EditPattern {
    length: usize,
    blocks: usize,
    /// For each character the rows it stands in, a bit each.
    rows: HashMap<char, Box<[u64]>, FixedState>,
}

/// What is alike: characters of the text, and how many edits lead from one to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Closest {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) cost: usize,
}

impl EditPattern {
    /// The words `pattern`.
    pub(super) fn new(pattern: impl Iterator<Item = char> + Clone) -> Self {
        let length = pattern.clone().count();
        let blocks = length.div_ceil(64);
        let mut rows: HashMap<char, Box<[u64]>, FixedState> = HashMap::default();
        for (at, c) in pattern.enumerate() {
            let bits = rows.entry(c).or_insert_with(|| vec![0; blocks].into());
            if let Some(block) = bits.get_mut(at / 64) {
                *block |= 1 << (at % 64);
            }
        }
        Self { length, blocks, rows }
    }

    /// How many characters it has.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// What comparing it with a text of so many characters costs, in steps of some nanoseconds.
    pub(super) fn cost(&self, characters: usize) -> u64 {
        characters as u64 * self.blocks.max(1) as u64
    }

    /// Visits, for every number of characters read, the least number of edits that lead from the
    /// pattern to what ends there.
    pub(super) fn run(
        &self,
        text: impl Iterator<Item = char>,
        begin: Begin,
        mut visit: impl FnMut(usize, usize),
    ) {
        let mut columns = vec![(u64::MAX, 0u64); self.blocks];
        let last = self.blocks.saturating_sub(1);
        let bottom = 1u64 << ((self.length.max(1) - 1) % 64);
        let (mut cost, nowhere) = (self.length, vec![0; self.blocks].into_boxed_slice());
        for (read, c) in (1..).zip(text) {
            let rows = self.rows.get(&c).map_or(&nowhere, |rows| rows);
            let mut carry = i32::from(begin == Begin::Here);
            for (at, (column, rows)) in columns.iter_mut().zip(rows).enumerate() {
                let lowest = if at == last { bottom } else { 1 << 63 };
                carry = step(column, *rows, carry, lowest);
            }
            cost = cost.saturating_add_signed(carry as isize);
            if self.blocks == 0 {
                cost = if begin == Begin::Here { read } else { 0 };
            }
            visit(read, cost);
        }
    }

    /// The part of `text` with the fewest edits, the first of equals; `backward` is the same pattern
    /// from its end.
    pub(super) fn closest(&self, backward: &Self, text: &[char]) -> Option<Closest> {
        let mut best: Option<(usize, usize)> = None;
        self.run(text.iter().copied(), Begin::Anywhere, |end, cost| {
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, end));
            }
        });
        let (cost, end) = best?;
        let before = text.get(..end)?.iter().rev().copied();
        let mut length = 0;
        backward.run(before.take(self.length + cost), Begin::Here, |read, here| {
            if here == cost {
                length = read;
            }
        });
        (length > 0).then(|| Closest { start: end - length, end, cost })
    }

    /// The fewest edits to any beginning of `text`.
    pub(super) fn to_beginning(&self, text: impl Iterator<Item = char>) -> usize {
        let mut least = self.length;
        self.run(text, Begin::Here, |_, cost| least = least.min(cost));
        least
    }
}

/// One character on one block: the horizontal difference that comes in from the block above, and the one
/// that goes out below the row `lowest`.
fn step((plus, minus): &mut (u64, u64), rows: u64, carry: i32, lowest: u64) -> i32 {
    let vertical = rows | *minus;
    let rows = if carry < 0 { rows | 1 } else { rows };
    let diagonal = ((rows & *plus).wrapping_add(*plus) ^ *plus) | rows;
    let mut more = *minus | !(diagonal | *plus);
    let mut less = *plus & diagonal;
    let out = i32::from(more & lowest != 0) - i32::from(less & lowest != 0);
    more = (more << 1) | u64::from(carry > 0);
    less = (less << 1) | u64::from(carry < 0);
    *plus = less | !(vertical | more);
    *minus = more & vertical;
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The plain dynamic program: the cost of the pattern to what ends at each character.
    fn plain(pattern: &[char], text: &[char], begin: Begin) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut costs = Vec::new();
        for (read, c) in (1..).zip(text) {
            let mut diagonal = column[0];
            column[0] = if begin == Begin::Here { read } else { 0 };
            for at in 1..column.len() {
                let left = column[at];
                let swap = diagonal + usize::from(pattern[at - 1] != *c);
                column[at] = swap.min(left + 1).min(column[at - 1] + 1);
                diagonal = left;
            }
            costs.push(*column.last().unwrap());
        }
        costs
    }

    proptest! {
        #[test]
        fn it_counts_as_the_plain_program(
            pattern in "[abé]{0,150}",
            text in "[abé]{0,200}",
            here in any::<bool>(),
        ) {
            let [pattern, text] = [pattern, text].map(|s| s.chars().collect::<Vec<_>>());
            let begin = if here { Begin::Here } else { Begin::Anywhere };
            let mut costs = Vec::new();
            let own = EditPattern::new(pattern.iter().copied());
            own.run(text.iter().copied(), begin, |_, cost| costs.push(cost));
            prop_assert_eq!(costs, plain(&pattern, &text, begin));
        }

        #[test]
        fn the_closest_part_has_its_cost(pattern in "[ab]{1,90}", text in "[ab]{1,120}") {
            let [pattern, text] = [pattern, text].map(|s| s.chars().collect::<Vec<_>>());
            let own = EditPattern::new(pattern.iter().copied());
            let backward = EditPattern::new(pattern.iter().rev().copied());
            if let Some(found) = own.closest(&backward, &text) {
                let part = &text[found.start..found.end];
                let last = plain(&pattern, part, Begin::Here).pop();
                prop_assert_eq!(last, Some(found.cost));
                let least = plain(&pattern, &text, Begin::Anywhere).into_iter().min();
                prop_assert_eq!(least, Some(found.cost));
            }
        }
    }
}
