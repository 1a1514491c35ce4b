//! [`Session`]: somebody who types. Answers one question after the other and remembers what the words
//! and filters of the questions before have matched.

use std::sync::Arc;

use onrecord_corpus::Corpus;

use crate::answer::answer;
use crate::filtering::AllowedRows;
use crate::filtering::facets::Facets;
use crate::index::Index;
use crate::matching::expansion::Expansion;
#[cfg(feature = "meaning")]
use crate::meaning::rerank::SentenceMemory;
use crate::network::SentenceNetwork;
use crate::query::{Query, QueryWord};
use crate::result::hits::Hits;

/// What to search for.
#[derive(Debug, Clone, Copy)]
pub struct SearchRequest<'a> {
    /// The query as read.
    pub query: &'a Query,
    /// Rows picked as filters.
    pub facets: &'a Facets,
    /// Whether weak suggestions are rows where only filters are asked, or nothing. By their words they
    /// are found in any case.
    pub weak: bool,
    /// How many rows that lack a word are ranked to the last detail, at least; the others stand
    /// behind them by what they have. Rows that have all words are all ranked so.
    pub limit: usize,
    /// Whether rows are found by their meaning as well.
    pub meaning: ByMeaning,
}

/// Whether rows are found by their meaning, behind those that have the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ByMeaning {
    /// By words and spellings alone; the same as where the program was built without it.
    #[default]
    Off,
    /// Not yet: the answer has the rows that stand before those, and no others, so that what comes
    /// with [`ByMeaning::Now`] adds rows behind them and moves none.
    Later,
    /// Yes.
    Now,
}

/// A corpus and its index.
#[derive(Clone, Copy)]
pub(crate) struct IndexedCorpus<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) index: &'a Index,
}

/// Answers one question. `keep_going` is asked every few milliseconds of work; `None` once it says
/// no.
pub fn search(
    corpus: &Corpus,
    index: &Index,
    request: &SearchRequest<'_>,
    keep_going: &dyn Fn() -> bool,
) -> Option<Hits> {
    let mut memories = Memories::default();
    answer(IndexedCorpus { corpus, index }, request, &mut memories, keep_going)
}

/// Somebody who types: answers the same as [`search`], and remembers the words and filters of the
/// questions before, so that a letter more costs the work of one word.
pub struct Session {
    corpus: Arc<Corpus>,
    index: Arc<Index>,
    memories: Memories,
    #[cfg(feature = "meaning")]
    sentences: SentenceMemory,
}

impl Session {
    /// Begins with nothing remembered. `index` is the one built from `corpus`.
    pub fn new(corpus: Arc<Corpus>, index: Arc<Index>) -> Self {
        Self {
            corpus,
            index,
            memories: Memories::default(),
            #[cfg(feature = "meaning")]
            sentences: SentenceMemory::default(),
        }
    }

    /// Answers one question; see [`search`].
    pub fn search(
        &mut self,
        request: &SearchRequest<'_>,
        keep_going: &dyn Fn() -> bool,
    ) -> Option<Hits> {
        let indexed = IndexedCorpus { corpus: &self.corpus, index: &self.index };
        answer(indexed, request, &mut self.memories, keep_going)
    }

    /// Puts the first rows of `hits` that were found by their meaning in the order that `network` gives them, on
    /// `threads` threads, where query and rows are in English; no other row moves, and none comes or
    /// goes. Says whether it has read any. `keep_going` is asked about every 20 ms; `None` once it says no: nothing has
    /// changed then.
    #[cfg(feature = "meaning")]
    pub fn reorder(
        &mut self,
        network: &SentenceNetwork,
        hits: &mut Hits,
        threads: usize,
        keep_going: &(dyn Fn() -> bool + Sync),
    ) -> Option<bool> {
        self.sentences.reorder(&self.corpus, &network.network, hits, threads, keep_going)
    }

    /// The same in a build that has no network.
    #[cfg(not(feature = "meaning"))]
    pub fn reorder(
        &mut self,
        _: &SentenceNetwork,
        _: &mut Hits,
        _: usize,
        _: &(dyn Fn() -> bool + Sync),
    ) -> Option<bool> {
        Some(false)
    }
}

/// Words remembered at most; a word and what it matches take up to half a megabyte in a large corpus.
const REMEMBERED: usize = 64;

/// What the words and filters of earlier questions have matched.
#[derive(Default)]
pub(crate) struct Memory {
    /// Latest last.
    words: Vec<Arc<Expansion>>,
    filtered: Option<(Query, Facets, Arc<AllowedRows>)>,
}

impl Memory {
    pub(crate) fn expansion(&mut self, word: &QueryWord) -> Arc<Expansion> {
        let known = self.words.iter().position(|known| known.word == *word);
        let expansion = match known {
            Some(at) => self.words.remove(at),
            None => Arc::new(Expansion::new(word)),
        };
        if self.words.len() >= REMEMBERED {
            self.words.remove(0);
        }
        self.words.push(Arc::clone(&expansion));
        expansion
    }

    pub(crate) fn allowed(
        &mut self,
        indexed: IndexedCorpus<'_>,
        request: &SearchRequest<'_>,
    ) -> Arc<AllowedRows> {
        let known = self.filtered.as_ref().filter(|(query, facets, _)| {
            query.filters == request.query.filters && facets == request.facets
        });
        if let Some((_, _, allowed)) = known {
            return Arc::clone(allowed);
        }
        let allowed = Arc::new(AllowedRows::new(
            indexed.corpus,
            indexed.index,
            request.query,
            request.facets,
        ));
        self.filtered = Some((request.query.clone(), request.facets.clone(), Arc::clone(&allowed)));
        allowed
    }
}

/// What is remembered of the statements' words, of the passages', and of all that stands apart.
#[derive(Default)]
pub(crate) struct Memories {
    pub(crate) statements: Memory,
    pub(crate) weak: Memory,
    pub(crate) passages: Memory,
    pub(crate) dismissed: Memory,
}
