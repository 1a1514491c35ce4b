//! [`watched`]: the rows that each query of a watch list finds.
//!
//! What is told as news must be that: a word is found as it is written or with another ending, not by its
//! beginning, by typing errors or by its meaning. Only what a query asks for behind `near:` is found as a person
//! who types would find it.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use onrecord_corpus::Corpus;
use onrecord_model::{Form, RowRef, StatementIx};
use onrecord_text::never;

use crate::answer::{as_dismissed, as_passage, as_weak, paragraph, phrases};
use crate::filtering::AllowedRows;
use crate::filtering::facets::Facets;
use crate::index::Index;
use crate::index::row_set::RowSet;
use crate::matching::expansion::{Expansion, RowSource};
use crate::matching::tiers::{MatchKind, Pattern, Tier};
use crate::query::Query;
use crate::result::highlight::{HighlightWord, Highlighter};
use crate::session::{ByMeaning, SearchRequest, search};

/// The rows that each of `queries` finds, statements before passages, in the order of the corpus; asked on so
/// many `threads` (at least one), all of one index.
pub fn watched(
    corpus: &Corpus,
    index: &Index,
    queries: &[Query],
    threads: usize,
) -> Vec<Vec<RowRef>> {
    let next = AtomicUsize::new(0);
    let found: Mutex<Vec<(usize, Vec<RowRef>)>> = Mutex::default();
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(query) = queries.get(at) else { return };
            let rows = rows(corpus, index, query);
            found.lock().unwrap_or_else(PoisonError::into_inner).push((at, rows));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.clamp(1, queries.len().max(1)) {
            scope.spawn(work);
        }
        work();
    });
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort_unstable_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, rows)| rows).collect()
}

impl Query {
    /// What lights up in a text that has its words, as they are written or with another ending.
    pub fn lights(&self) -> Highlighter {
        let words = self.words.iter().map(|word| HighlightWord {
            pattern: Pattern::new(&word.key, word.open),
            parts: word.parts.clone(),
            tier: Tier::Same,
        });
        Highlighter {
            words: words.collect(),
            phrases: phrases(self),
            #[cfg(feature = "meaning")]
            kin: Vec::new(),
        }
    }
}

fn rows(corpus: &Corpus, index: &Index, query: &Query) -> Vec<RowRef> {
    if !query.near.is_empty() {
        return near(corpus, index, query);
    }
    let apart = |corpus: Option<&Corpus>, index: Option<&Index>, row: fn(u32) -> RowRef| {
        let found = corpus.zip(index).map(|(corpus, index)| exact(corpus, index, query));
        found.iter().flat_map(RowSet::iter).map(row).collect::<Vec<_>>()
    };
    if query.asks_dismissed() {
        return apart(corpus.dismissed(), index.dismissed.as_deref(), as_dismissed);
    }
    if query.asks_weak() {
        return apart(corpus.weak(), index.weak.as_deref(), as_weak);
    }
    let mut rows: Vec<RowRef> =
        exact(corpus, index, query).iter().map(|row| StatementIx(row).into()).collect();
    if query.asks_passages() {
        // What a statement says, its paragraph says once.
        let told: HashSet<_> = rows.iter().filter_map(|row| paragraph(corpus, *row)).collect();
        let mut passages = apart(corpus.passages(), index.passages.as_deref(), as_passage);
        passages.retain(|row| {
            paragraph(corpus, *row).is_none_or(|place| !told.contains(&place))
                && (query.asks_notes() || !is_note(corpus, *row))
        });
        rows.extend(passages);
    }
    rows
}

fn is_note(corpus: &Corpus, row: RowRef) -> bool {
    corpus.row(row).is_some_and(|row| row.form == Form::Note)
}

/// The rows that have every word and pass every filter.
fn exact(corpus: &Corpus, index: &Index, query: &Query) -> RowSet {
    let allowed = AllowedRows::new(corpus, index, &query.clone().exactly(), &Facets::default());
    let words = query.words.iter().map(|word| {
        let expansion = Expansion::new(word);
        let mut rows = RowSet::none(index.rows);
        let same = expansion.at(Tier::Same, corpus, index).alternatives.iter();
        for found in same.filter(|found| found.found.kind != MatchKind::Prefix) {
            add(index, &found.rows, &mut rows);
        }
        rows
    });
    let all = words.reduce(|mut all, rows| {
        all.keep(&rows);
        all
    });
    match all {
        Some(all) => RowSet::of(index.rows, all.iter().filter(|row| allowed.contains(*row))),
        None => RowSet::of(index.rows, allowed.rows()),
    }
}

fn add(index: &Index, found: &RowSource, rows: &mut RowSet) {
    match found {
        RowSource::Rows(found) => found.iter().for_each(|row| rows.insert(row)),
        RowSource::Words(words) => {
            for shard in &index.shards {
                for row in shard.postings(shard.locals(words)) {
                    rows.insert(shard.first + u32::from(*row));
                }
            }
        }
        RowSource::Sequence(words) => {
            for shard in &index.shards {
                for row in shard.following(words) {
                    rows.insert(shard.first + u32::from(row));
                }
            }
        }
    }
}

/// What is found by its meaning, as somebody finds it who types the same.
fn near(corpus: &Corpus, index: &Index, query: &Query) -> Vec<RowRef> {
    let facets = Facets::default();
    let meaning = ByMeaning::Now;
    let request = SearchRequest { query, facets: &facets, weak: false, limit: 0, meaning };
    let Some(hits) = search(corpus, index, &request, &|| true) else {
        never!("a search that nobody stops comes to its end");
        return Vec::new();
    };
    let found = hits.iter().filter(|hit| hit.full || hit.likeness.is_some()).map(|hit| hit.row);
    let listed = |row: &RowRef| query.asks_weak() || !matches!(row, RowRef::Weak(_));
    found.filter(listed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{pact, rows as corpus_of};

    fn found(corpus: &Corpus, query: &str) -> Vec<String> {
        let index = Index::build(corpus, 1);
        let found = watched(corpus, &index, &[Query::parse(query)], 1).remove(0);
        found.iter().map(|row| corpus.row(*row).unwrap().id.to_string()).collect()
    }

    #[test]
    fn only_what_is_written_is_news() {
        for (query, want) in [
            ("minister", &["s0", "s5", "s7"][..]),
            ("ministers deals", &["s0", "s5", "s7"]),
            ("ministre", &[]),
            ("mini", &[]),
            ("villato", &[]),
            ("\"kind of deal\"", &["s0"]),
            ("deal !minister", &["s6", "s8"]),
            ("ms-13", &["s4", "s5", "s8"]),
            ("by:lobo", &["s7"]),
            ("by:osiris deal", &["s7"]),
            ("by:osirsi", &[]),
            ("is:suggested", &["s6"]),
            ("batman", &["s3", "s6"]),
            ("", &[]),
        ] {
            assert_eq!(found(&pact(), query), want, "{query}");
        }
    }

    #[test]
    fn many_queries_are_answered_in_their_order_on_any_number_of_threads() {
        let corpus = corpus_of(&["one two", "two three", "three"]);
        let index = Index::build(&corpus, 1);
        let queries: Vec<_> = ["three", "one", "two", "four"].map(Query::parse).into();
        let rows = |at: &[u32]| at.iter().map(|at| StatementIx(*at).into()).collect::<Vec<_>>();
        let want = vec![rows(&[1, 2]), rows(&[0]), rows(&[0, 1]), rows(&[])];
        for threads in [0, 1, 3, 9] {
            assert_eq!(watched(&corpus, &index, &queries, threads), want);
        }
    }
}
