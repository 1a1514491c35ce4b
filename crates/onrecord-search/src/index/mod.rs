//! [`Index`]: the words of all statements and names, made once for a corpus.

pub(crate) mod interner;
mod kept;
pub(crate) mod row_set;
pub(crate) mod shard;
mod shard_builder;
pub(crate) mod vocabulary;

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use onrecord_corpus::Corpus;
use onrecord_image::SharedColumn;
use onrecord_model::{ActorIx, How, Statement};

use crate::index::row_set::RowSet;
use crate::index::shard::{ROWS, Shard};
use crate::index::shard_builder::ShardDraft;
use crate::index::vocabulary::Vocabulary;
use crate::matching::lexicon::Lexicon;

/// In [`Index::speakers`]: no actor.
const NOBODY: u32 = u32::MAX;

/// What a search needs of a corpus, ready to be asked. Belongs to the corpus it was built from.
#[derive(Debug, Default)]
pub struct Index {
    pub(crate) rows: u32,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) shards: Vec<Shard>,
    /// Actors by name, variant and alias.
    pub(crate) names: Lexicon,
    /// Sources by title, publisher, file and id.
    pub(crate) sources: Lexicon,
    /// For each row its speaker; [`NOBODY`] where none is known. (Here as well because it is counted
    /// for every row found, and the statements themselves are scattered over the memory.)
    pub(crate) speakers: SharedColumn<u32>,
    /// Quote and paraphrase, sorted.
    pub(crate) paraphrases: SharedColumn<[u32; 2]>,
    /// The index of the passages.
    pub(crate) passages: Option<Box<Self>>,
    /// The index of the weak suggestions.
    pub(crate) weak: Option<Box<Self>>,
    /// The index of what was dismissed.
    pub(crate) dismissed: Option<Box<Self>>,
    /// What the words and rows mean.
    #[cfg(feature = "meaning")]
    pub(crate) places: crate::meaning::places::Places,
    /// Rows that were not there when somebody was here last.
    pub(crate) new: RowSet,
}

impl Index {
    /// Reads all statements on `threads` threads (at least one). The index is the same on any
    /// number of them.
    pub fn build(corpus: &Corpus, threads: usize) -> Self {
        let rows = corpus.statements().len() as u32;
        let (vocabulary, shards) = merge(read(corpus, rows, threads));
        let mut paraphrases: Vec<[u32; 2]> = (0..rows)
            .zip(corpus.statements())
            .filter_map(|(row, statement)| Some([statement.paraphrase_of()?.0, row]))
            .filter(|[quote, row]| quote != row && *quote < rows)
            .collect();
        paraphrases.sort_unstable();
        let own = |corpus: &Corpus| Box::new(Self::build(corpus, threads));
        Self {
            rows,
            #[cfg(feature = "meaning")]
            places: crate::meaning::places::Places::build(&vocabulary, &shards, threads),
            vocabulary,
            shards,
            speakers: corpus
                .statements()
                .iter()
                .map(|statement| statement.speaker.value().map_or(NOBODY, |actor| actor.0))
                .collect(),
            names: Lexicon::new(names(corpus)),
            sources: Lexicon::new(sources(corpus)),
            paraphrases: paraphrases.into(),
            passages: corpus.passages().map(own),
            weak: corpus.weak().map(own),
            dismissed: corpus.dismissed().map(own),
            new: RowSet::none(rows),
        }
    }

    /// Marks the rows of `corpus`, from which this was built, that `is_new` holds for: what `is:new`
    /// finds from now on. Nothing is new before.
    pub fn mark_new(&mut self, corpus: &Corpus, is_new: &dyn Fn(&Statement) -> bool) {
        let rows = (0..self.rows).zip(corpus.statements());
        let new = rows.filter(|(_, statement)| is_new(statement)).map(|(row, _)| row);
        self.new = RowSet::of(self.rows, new);
        let apart = [
            (&mut self.passages, corpus.passages()),
            (&mut self.weak, corpus.weak()),
            (&mut self.dismissed, corpus.dismissed()),
        ];
        for (index, corpus) in apart {
            if let Some((index, corpus)) = index.as_mut().zip(corpus) {
                index.mark_new(corpus, is_new);
            }
        }
    }

    /// How many statements are marked as new.
    pub fn new_statements(&self) -> usize {
        self.new.count()
    }

    /// How many different words there are.
    pub fn words(&self) -> usize {
        self.vocabulary.len() as usize
    }

    /// Bytes that the words of the statements take in both directions.
    pub fn bytes(&self) -> usize {
        self.shards.iter().map(Shard::bytes).sum()
    }

    /// The paraphrases that `may` stand under their quotes, where these are `found`: (quote, paraphrase), sorted. What
    /// is a paraphrase of one itself keeps those that it has at their own place.
    pub(crate) fn paraphrases_of(
        &self,
        found: &dyn Fn(u32) -> bool,
        may: &dyn Fn(u32) -> bool,
    ) -> Vec<(u32, u32)> {
        let under = |[quote, row]: &&[u32; 2]| found(*quote) && may(*row);
        let all = self.paraphrases.iter().filter(under).map(|[quote, row]| (*quote, *row));
        let all: Vec<_> = all.collect();
        let moved = RowSet::of(self.rows, all.iter().map(|(_, row)| *row));
        all.into_iter().filter(|(quote, _)| !moved.contains(*quote)).collect()
    }

    /// In how many statements a word of `words` stands; one with several of them counts for each.
    pub(crate) fn frequency(&self, words: &Range<u32>) -> usize {
        self.shards.iter().map(|shard| shard.postings(shard.locals(words)).len()).sum()
    }
}

/// Reads stretches of statements on several threads, each whichever is next.
fn read(corpus: &Corpus, rows: u32, threads: usize) -> Vec<ShardDraft> {
    let stretches = rows.div_ceil(ROWS) as usize;
    let next = AtomicUsize::new(0);
    let read: Mutex<Vec<(usize, Vec<ShardDraft>)>> = Mutex::default();
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= stretches {
                return;
            }
            let from = at as u32 * ROWS;
            let drafts = ShardDraft::read(corpus, from..(from + ROWS).min(rows));
            read.lock().unwrap_or_else(PoisonError::into_inner).push((at, drafts));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.clamp(1, stretches.max(1)) {
            scope.spawn(work);
        }
        work();
    });
    let mut read = read.into_inner().unwrap_or_else(PoisonError::into_inner);
    read.sort_unstable_by_key(|(at, _)| *at);
    read.into_iter().flat_map(|(_, drafts)| drafts).collect()
}

/// Merges the sorted words of all drafts into one vocabulary and numbers the shards by it.
fn merge(mut drafts: Vec<ShardDraft>) -> (Vocabulary, Vec<Shard>) {
    let mut all: Vec<&str> = drafts.iter().flat_map(|d| d.words.iter().map(|w| &**w)).collect();
    // The stable sort finds the sorted runs of the drafts and only merges them.
    #[expect(clippy::stable_sort_primitive, reason = "see above")]
    all.sort();
    all.dedup();
    let vocabulary = Vocabulary::of_sorted(all.into_iter());
    let shards = drafts.drain(..).map(|mut draft| {
        let words = std::mem::take(&mut draft.words);
        let mut from = 0;
        let number = |word: &str| {
            // Both lists are sorted, so each word stands behind the one before it.
            while from < vocabulary.len() && vocabulary.word(from) < word {
                from += 1;
            }
            from
        };
        let numbers = words.iter().map(|word| &**word).map(number).collect();
        draft.number(numbers)
    });
    let shards = shards.collect();
    (vocabulary, shards)
}

/// Every name, alias and spelling of every actor.
fn names(corpus: &Corpus) -> impl Iterator<Item = (u32, &str)> {
    (0..)
        .zip(corpus.actors())
        .flat_map(move |(at, _)| names_of(corpus, ActorIx(at)).map(move |(name, _)| (at, name)))
}

/// The names of one actor, and how each refers to it: its name first, then aliases, then the
/// spellings of the text.
pub(crate) fn names_of(corpus: &Corpus, ix: ActorIx) -> impl Iterator<Item = (&str, How)> {
    corpus.actor(ix).into_iter().flat_map(move |actor| {
        let aliases = actor.aliases.iter().map(|alias| (alias.name.as_str(), How::Alias));
        let spelled = actor
            .mentions
            .iter()
            .filter(|mention| matches!(mention.how, How::Name | How::Variant | How::Alias));
        let spelled = spelled.filter_map(move |mention| {
            let document = &corpus.source(mention.source)?.document;
            Some((document.words(mention.span), mention.how))
        });
        // By what tells it from namesakes it is found as well: by:"ana ruiz mayor".
        let apart = Some(corpus.shown_name(ix)).filter(|shown| *shown != actor.name);
        let apart = apart.map(|shown| (shown, How::Name));
        std::iter::once((actor.name.as_str(), How::Name)).chain(apart).chain(aliases).chain(spelled)
    })
}

fn sources(corpus: &Corpus) -> impl Iterator<Item = (u32, &str)> {
    (0..).zip(corpus.sources()).flat_map(|(at, source)| {
        let publisher = source.publisher.value().map(String::as_str);
        [Some(&*source.title), publisher, Some(&*source.file), Some(&*source.id)]
            .into_iter()
            .flatten()
            .map(move |name| (at, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn the_index_is_the_same_on_any_number_of_threads() {
        let corpus = fixture::rows(&["one two", "three MS-13", "é one"].repeat(20_000));
        let one = Index::build(&corpus, 1);
        assert_eq!(one.shards.len(), 2);
        let seen = format!("{:?}", one.shards.iter().map(Shard::range).collect::<Vec<_>>());
        for threads in [0, 2, 7] {
            let other = Index::build(&corpus, threads);
            assert_eq!(format!("{other:?}"), format!("{one:?}"), "{threads} {seen}");
        }
        let word = one.vocabulary.find("ms13").unwrap();
        assert_eq!(one.frequency(&(word..word + 1)), 20_000);
        assert_eq!(one.words(), 7);
    }

    #[test]
    fn nothing_is_an_index_too() {
        let index = Index::build(&Corpus::default(), 2);
        assert_eq!((index.words(), index.rows), (0, 0));
    }
}
