//! Where the paraphrases of a quote stand in an answer: under it.

use std::collections::HashMap;

use super::hits::ALL_WORDS;
use crate::filtering::AllowedRows;
use crate::index::Index;
use crate::index::row_set::RowSet;

/// Puts every paraphrase of a row directly under it, whether it has the words itself or not; those that stand
/// among what is `near` stay there.
pub(crate) fn with_paraphrases(
    index: &Index,
    allowed: &AllowedRows,
    ranked: Vec<(u32, f32)>,
    near: &dyn Fn(u32) -> bool,
    paraphrases: &mut HashMap<u32, u32>,
) -> Vec<(u32, f32)> {
    let found: HashMap<u32, f32> = ranked.iter().copied().collect();
    let may = |row| allowed.contains(row) && !near(row);
    let under = index.paraphrases_of(&|quote| found.contains_key(&quote), &may);
    let moved: RowSet = RowSet::of(index.rows, under.iter().map(|(_, row)| *row));
    let mut rows = Vec::with_capacity(ranked.len() + under.len());
    for (quote, score) in ranked {
        if moved.contains(quote) {
            continue;
        }
        rows.push((quote, score));
        let from = under.partition_point(|(other, _)| *other < quote);
        for (_, row) in under.iter().skip(from).take_while(|(other, _)| *other == quote) {
            if found.get(row).is_none_or(|own| *own < ALL_WORDS) {
                paraphrases.insert(*row, quote);
            }
            rows.push((*row, score));
        }
    }
    rows
}
