//! Rows that say what a query means without having its words: in the other language, by a synonym, or
//! near in meaning. They stand behind what has the words, under a line of their own.
//!
//! Everything comes out of the two tables of `onrecord-meaning`. The dictionary gives the words of the
//! corpus that translate a word of the query or say the same (`relatives`); rows that have them, or the
//! word itself, get a share like that of ranking by words. The vectors give every row a place
//! (`places`), of which 128 signs are kept: a first look over all of them, then an exact one at the best
//! (`second_look`). The score is the mean of three figures between 0 and 1: how much of the query's
//! words a row has (squared, and for half: a word or two of many say little), how near the whole of it
//! lies, and how near the nearest of its words lies to each of the query's. Words that only hold others
//! together count for nothing (`asked`), and a row that carries all the others, each by itself, a translation
//! or a synonym, stands before one that lacks one (`carried`).

mod asked;
mod carried;
pub(crate) mod kin;
pub(crate) mod places;
mod relatives;
pub(crate) mod rerank;
mod second_look;
mod shares;

use onrecord_text::Part;

use crate::filtering::AllowedRows;
use crate::index::Index;
use crate::index::row_set::RowSet;
use crate::index::shard::Shard;
use crate::session::IndexedCorpus;
pub(crate) use asked::{AskedWord, asked, likeliest};
pub(crate) use relatives::relatives;
use second_look::SecondLook;
use shares::Shares;

/// Rows that get an exact look, by their signs and by the words they have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LookedAt {
    pub(crate) by_signs: usize,
    pub(crate) by_words: usize,
}

/// Those of a query.
const LOOKED_AT: LookedAt = LookedAt { by_signs: 1000, by_words: 300 };

/// The most rows that are found by meaning, and the least of the mean of the three figures for one.
const MOST: usize = 50;
const LEAST: f32 = 0.2;

/// The least score of a row that carries all the words; those that lack one stay below.
pub(crate) const WHOLE: f32 = 0.5;

/// A row that was found by its meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct NearRow {
    pub(crate) row: u32,
    /// 0–1; from [`WHOLE`] on it carries all the words.
    pub(crate) score: f32,
    /// How near the whole of it lies to the query, -1 to 1.
    pub(crate) likeness: f32,
    /// The row above, whose paraphrase it is.
    pub(crate) under: Option<u32>,
}

/// The rows that come nearest to the words that are `asked`, best first, of those that are `allowed` and not yet
/// `taken`, each paraphrase under its quote. `None` when told to stop.
pub(crate) fn by_meaning(
    indexed: IndexedCorpus<'_>,
    asked: &[AskedWord<'_>],
    (allowed, taken): (&AllowedRows, &RowSet),
    keep_going: &dyn Fn() -> bool,
) -> Option<Vec<NearRow>> {
    let may = |row: u32| allowed.contains(row) && !taken.contains(row);
    let mut near = nearest_rows(indexed, (asked, LOOKED_AT), &may, keep_going)?;
    near.truncate(MOST);
    Some(with_paraphrases(indexed, asked, near, &may))
}

/// Puts every paraphrase of a row directly under it, with its score, whether it was found itself or not.
fn with_paraphrases(
    indexed: IndexedCorpus<'_>,
    asked: &[AskedWord<'_>],
    near: Vec<NearRow>,
    may: &dyn Fn(u32) -> bool,
) -> Vec<NearRow> {
    let index = indexed.index;
    let quotes = RowSet::of(index.rows, near.iter().map(|near| near.row));
    let under = index.paraphrases_of(&|row| quotes.contains(row), may);
    if under.is_empty() {
        return near;
    }
    let moved = RowSet::of(index.rows, under.iter().map(|(_, row)| *row));
    let mut look = SecondLook::new(indexed, asked);
    let mut rows = Vec::with_capacity(near.len() + under.len());
    for quote in near.into_iter().filter(|near| !moved.contains(near.row)) {
        rows.push(quote);
        let from = under.partition_point(|(other, _)| *other < quote.row);
        let own = under.iter().skip(from).take_while(|(other, _)| *other == quote.row);
        rows.extend(own.map(|(_, row)| {
            let (under, score) = (Some(quote.row), quote.score);
            NearRow { row: *row, score, likeness: look.likeness(*row), under }
        }));
    }
    rows
}

/// The rows that come nearest to the words that are `asked`, best first, of those that `may` be found. `None`
/// when told to stop.
pub(crate) fn nearest_rows(
    indexed: IndexedCorpus<'_>,
    (asked, looked_at): (&[AskedWord<'_>], LookedAt),
    may: &dyn Fn(u32) -> bool,
    keep_going: &dyn Fn() -> bool,
) -> Option<Vec<NearRow>> {
    let shares = Shares::of(indexed, asked, keep_going)?;
    let mut look = SecondLook::new(indexed, asked);
    let mut rows = shares.best(looked_at.by_words, may);
    if let Some(vector) = look.vector() {
        let places = &indexed.index.places;
        rows.extend(places.nearest(vector, looked_at.by_signs, may, keep_going)?);
    }
    rows.sort_unstable();
    rows.dedup();
    let mut near = Vec::with_capacity(rows.len());
    for some in rows.chunks(256) {
        if !keep_going() {
            return None;
        }
        near.extend(some.iter().filter_map(|row| look.at(*row, shares.of_row(*row))));
    }
    near.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.row.cmp(&b.row)));
    Some(near)
}

/// The words of a row as numbers of the vocabulary, joined forms left out.
pub(crate) fn words_of(index: &Index, row: u32) -> impl Iterator<Item = u32> + '_ {
    let shard = Shard::holding(&index.shards, row);
    shard.into_iter().flat_map(move |shard| shard.plain_words(row - shard.first))
}

/// The `most` greatest of `found`, in any order.
fn greatest<T: Copy>(mut found: Vec<T>, most: usize, value: impl Fn(&T) -> i64) -> Vec<T> {
    if found.len() > most {
        found.select_nth_unstable_by_key(most, |one| std::cmp::Reverse(value(one)));
    }
    found.part(..most.min(found.len())).to_vec()
}
