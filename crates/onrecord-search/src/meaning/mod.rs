//! Rows that say what a query means without having its words: in the other language, by a synonym, or
//! near in meaning. They stand behind what has the words, under a line of their own.
//!
//! Everything comes out of the two tables of `onrecord-meaning`. The dictionary gives the words of the
//! corpus that translate a word of the query or say the same (`relatives`); rows that have them, or the
//! word itself, get a share like that of ranking by words. The vectors give every row a place
//! (`places`), of which 128 signs are kept: a first look over all of them, then an exact one at the best
//! (`second_look`). The score is the mean of three figures between 0 and 1: how much of the query's
//! words a row has (squared, and for half: a word or two of many say little), how near the whole of it
//! lies, and how near the nearest of its words lies to each of the query's.

pub(crate) mod kin;
pub(crate) mod places;
mod relatives;
pub(crate) mod rerank;
mod second_look;
mod shares;

use onrecord_text::Part;

use crate::filtering::AllowedRows;
use crate::index::row_set::RowSet;
use crate::query::QueryWord;
use crate::ranking::Term;
use crate::session::IndexedCorpus;
use second_look::SecondLook;
use shares::Shares;

/// Rows that get an exact look by their signs, and by the words they have.
const BY_SIGNS: usize = 1000;
const BY_WORDS: usize = 300;

/// The most rows that are found by meaning, and the least score of one.
const MOST: usize = 50;
const LEAST: f32 = 0.2;

/// A row that was found by its meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct NearRow {
    pub(crate) row: u32,
    /// 0–1.
    pub(crate) score: f32,
    /// How near the whole of it lies to the query, -1 to 1.
    pub(crate) likeness: f32,
}

/// What is looked for by its meaning.
pub(crate) struct MeaningQuery<'a> {
    /// The words of the query that rows are found by as well.
    pub(crate) terms: &'a [Term<'a>],
    /// Those behind `near:`.
    pub(crate) near: &'a [QueryWord],
}

impl<'a> MeaningQuery<'a> {
    fn words(&self) -> impl Iterator<Item = &'a QueryWord> + use<'a> {
        self.terms.iter().map(|term| &term.expansion.word).chain(self.near)
    }
}

/// The rows that come nearest to what is `wanted`, best first, of those that are `allowed` and not yet
/// `taken`. `None` when told to stop.
pub(crate) fn by_meaning(
    indexed: IndexedCorpus<'_>,
    wanted: &MeaningQuery<'_>,
    (allowed, taken): (&AllowedRows, &RowSet),
    keep_going: &dyn Fn() -> bool,
) -> Option<Vec<NearRow>> {
    let shares = Shares::of(indexed, wanted, keep_going)?;
    let mut look = SecondLook::new(indexed.index, wanted.words());
    let may = |row: u32| allowed.contains(row) && !taken.contains(row);
    let mut rows = shares.best(BY_WORDS, may);
    if let Some(vector) = look.vector() {
        let places = &indexed.index.places;
        rows.extend(places.nearest(vector, BY_SIGNS, may, keep_going)?);
    }
    rows.sort_unstable();
    rows.dedup();
    let mut near = Vec::with_capacity(rows.len());
    for some in rows.chunks(256) {
        if !keep_going() {
            return None;
        }
        near.extend(some.iter().map(|row| look.at(*row, shares.of_row(*row))));
    }
    near.retain(|found| found.score >= LEAST);
    near.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.row.cmp(&b.row)));
    near.truncate(MOST);
    Some(near)
}

/// The words of a row as numbers of the vocabulary, joined forms left out.
fn words_of(index: &crate::index::Index, row: u32) -> impl Iterator<Item = u32> + '_ {
    let at = index.shards.partition_point(|shard| shard.range().end <= row);
    let shard = index.shards.get(at).filter(|shard| shard.range().contains(&row));
    shard.into_iter().flat_map(move |shard| shard.plain_words(row - shard.first))
}

/// The `most` greatest of `found`, in any order.
fn greatest<T: Copy>(mut found: Vec<T>, most: usize, value: impl Fn(&T) -> i64) -> Vec<T> {
    if found.len() > most {
        found.select_nth_unstable_by_key(most, |one| std::cmp::Reverse(value(one)));
    }
    found.part(..most.min(found.len())).to_vec()
}
