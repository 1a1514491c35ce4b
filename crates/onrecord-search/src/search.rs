//! From a query to its [`Hits`]: filters, ranking, paraphrases, panes, in that order.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use onrecord_corpus::Corpus;
use onrecord_model::{DismissedIx, PassageIx, RowRef, SourceIx};

use crate::Facets;
use crate::filtering::AllowedRows;
use crate::index::Index;
use crate::index::row_set::RowSet;
use crate::matching::expansion::Expansion;
use crate::matching::tiers::Pattern;
use crate::query::{Condition, Query, QueryWord};
use crate::ranking::order::{Rest, split};
use crate::ranking::rescore::Rescorer;
use crate::ranking::{Coarse, Term, find};
use crate::result::did_you_mean::nearest;
use crate::result::highlight::{Lens, LensWord};
use crate::result::hits::{ALL_WORDS, Hits, Rows, Work};
use crate::result::related;

/// What to search for.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The query as read.
    pub query: &'a Query,
    /// Rows picked as filters.
    pub facets: &'a Facets,
    /// How many rows that lack a word are ranked to the last detail, at least; the others stand
    /// behind them by what they have. Rows that have all words are all ranked so.
    pub limit: usize,
}

/// A corpus and its index.
#[derive(Clone, Copy)]
pub(crate) struct Space<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) index: &'a Index,
}

/// Answers one question. `keep_going` is asked every few milliseconds of work; `None` once it says
/// no.
pub fn search(
    corpus: &Corpus,
    index: &Index,
    ask: &Ask<'_>,
    keep_going: &dyn Fn() -> bool,
) -> Option<Hits> {
    let mut memories = Memories::default();
    all(Space { corpus, index }, ask, &mut memories, keep_going)
}

/// Somebody who types: answers the same as [`search`], and remembers the words and filters of the
/// questions before, so that a letter more costs the work of one word.
pub struct Session {
    corpus: Arc<Corpus>,
    index: Arc<Index>,
    memories: Memories,
}

impl Session {
    /// Begins with nothing remembered. `index` is the one built from `corpus`.
    pub fn new(corpus: Arc<Corpus>, index: Arc<Index>) -> Self {
        Self { corpus, index, memories: Memories::default() }
    }

    /// Answers one question; see [`search`].
    pub fn search(&mut self, ask: &Ask<'_>, keep_going: &dyn Fn() -> bool) -> Option<Hits> {
        let space = Space { corpus: &self.corpus, index: &self.index };
        all(space, ask, &mut self.memories, keep_going)
    }
}

/// Words remembered at most; a word and what it meets take up to half a megabyte in a large corpus.
const REMEMBERED: usize = 64;

#[derive(Default)]
struct Memory {
    /// Latest last.
    words: Vec<Arc<Expansion>>,
    filtered: Option<(Query, Facets, Arc<AllowedRows>)>,
}

impl Memory {
    fn expansion(&mut self, word: &QueryWord) -> Arc<Expansion> {
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

    fn allowed(&mut self, space: Space<'_>, ask: &Ask<'_>) -> Arc<AllowedRows> {
        let known = self.filtered.as_ref().filter(|(query, facets, _)| {
            query.filters == ask.query.filters && facets == ask.facets
        });
        if let Some((_, _, allowed)) = known {
            return Arc::clone(allowed);
        }
        let allowed = Arc::new(AllowedRows::new(space.corpus, space.index, ask.query, ask.facets));
        self.filtered = Some((ask.query.clone(), ask.facets.clone(), Arc::clone(&allowed)));
        allowed
    }
}

/// What is remembered of the statements' words, and of the passages'.
#[derive(Default)]
struct Memories {
    statements: Memory,
    passages: Memory,
    dismissed: Memory,
}

/// Statements that have all the words, then the passages that have them and no statement above, then
/// statements that lack some.
fn all(
    space: Space<'_>,
    ask: &Ask<'_>,
    memories: &mut Memories,
    keep_going: &dyn Fn() -> bool,
) -> Option<Hits> {
    let dismissed = space.corpus.dismissed().zip(space.index.dismissed.as_deref());
    if let Some((corpus, index)) = dismissed.filter(|_| ask.query.asks_dismissed()) {
        let found = answer(Space { corpus, index }, ask, &mut memories.dismissed, keep_going)?;
        return Some(set_aside(found));
    }
    let mut hits = answer(space, ask, &mut memories.statements, keep_going)?;
    let passages = space.corpus.passages().zip(space.index.passages.as_deref());
    let Some((corpus, index)) = passages.filter(|_| ask.query.asks_passages()) else {
        return Some(hits);
    };
    let found = answer(Space { corpus, index }, ask, &mut memories.passages, keep_going)?;
    let lead = hits.iter().take_while(|hit| hit.full || hit.paraphrase_of.is_some());
    let lead: Vec<_> = lead.map(|hit| paragraph(space.corpus, hit.row)).collect();
    hits.lead = lead.len();
    let told: HashSet<_> = lead.into_iter().flatten().collect();
    let full = found.rows.full();
    hits.passages = full
        .map(|(at, score)| (RowRef::Passage(PassageIx(at)), score))
        .filter(|(row, _)| paragraph(space.corpus, *row).is_none_or(|place| !told.contains(&place)))
        .collect();
    for (row, _) in &hits.passages {
        let Some(statement) = space.corpus.row(*row) else { continue };
        match hits.sources.binary_search_by_key(&statement.source, |(source, _)| *source) {
            Ok(at) => hits.sources.get_mut(at).into_iter().for_each(|(_, count)| *count += 1),
            Err(at) => hits.sources.insert(at, (statement.source, 1)),
        }
    }
    if hits.statements() == 0 {
        hits.lens = found.lens;
        hits.typed = found.typed;
    }
    if !hits.passages.is_empty() {
        hits.nearest.clear();
    }
    Some(hits)
}

/// The answer in the whole corpus, of what was found among the dismissed: those with all words.
fn set_aside(found: Hits) -> Hits {
    let dismissed = |(at, score)| (RowRef::Dismissed(DismissedIx(at)), score);
    let passages = found.rows.full().map(dismissed).collect();
    let (rows, paraphrases) = (Rows::default(), HashMap::new());
    Hits { rows, paraphrases, passages, some: 0, dismissed: true, ..found }
}

/// The source and the paragraph that a row begins in.
fn paragraph(corpus: &Corpus, row: RowRef) -> Option<(SourceIx, u32)> {
    let statement = corpus.row(row)?;
    let document = &corpus.source(statement.source)?.document;
    Some((statement.source, document.paragraph_at(statement.hull().start)))
}

/// Answers, with each pane listing what facets of its own kind would add: these widen, so a pane
/// narrowed by them could never offer the second one.
fn answer(
    space: Space<'_>,
    ask: &Ask<'_>,
    memory: &mut Memory,
    keep_going: &dyn Fn() -> bool,
) -> Option<Hits> {
    let mut hits = narrowed(space, ask, memory, keep_going)?;
    let facets = ask.facets;
    let mut without = |facets: Facets| {
        let ask = Ask { facets: &facets, limit: 0, ..*ask };
        narrowed(space, &ask, memory, keep_going)
    };
    if !facets.actors.is_empty() {
        hits.actors = without(Facets { actors: Vec::new(), ..facets.clone() })?.actors;
    }
    if !facets.events.is_empty() {
        hits.events = without(Facets { events: Vec::new(), ..facets.clone() })?.events;
    }
    if !facets.sources.is_empty() {
        hits.sources = without(Facets { sources: Vec::new(), ..facets.clone() })?.sources;
    }
    Some(hits)
}

fn narrowed(
    space: Space<'_>,
    ask: &Ask<'_>,
    memory: &mut Memory,
    keep_going: &dyn Fn() -> bool,
) -> Option<Hits> {
    let allowed = memory.allowed(space, ask);
    if ask.query.words.is_empty() {
        return Some(unranked(space, ask, &allowed));
    }
    let words: Vec<_> = ask.query.words.iter().map(|word| memory.expansion(word)).collect();
    let before: usize = words.iter().map(|word| word.compared()).sum();
    let mut terms: Vec<_> = words.iter().map(|word| Term::new(space, word)).collect();
    let found = find(space, &mut terms, &allowed, keep_going)?;
    let mut hits = Hits {
        full: found.full,
        some: found.rows.len() - found.full,
        undated: found.undated,
        lens: lens(ask.query, &terms),
        typed: ask.query.words.iter().map(|word| word.typed.clone()).collect(),
        ..Hits::default()
    };
    let some = found.full == 0;
    let followed = found.rows.iter().filter(|row| some || row.is_full()).map(|row| row.row);
    related::of_rows(space, ask, &terms, &followed, &mut hits);
    if found.rows.is_empty() {
        hits.nearest = nearest(space, &terms);
    }
    // One word has no neighbours to stand near to, and a first letter is no word yet: there the
    // first look says all.
    let begun = |word: &Pattern| word.open && word.chars.len() == 1;
    let whole = terms.iter().filter(|term| !begun(&term.expansion.pattern)).count();
    let (top, mut rest) = match whole {
        0 | 1 => (Vec::new(), Rest::new(&found.rows)),
        _ => split(&found.rows, ask.limit),
    };
    let compared = words.iter().map(|word| word.compared()).sum::<usize>() - before;
    hits.work = Work { compared, read: found.read, looked_at: top.len() };
    let mut top = looked_at(space, &terms, &top, keep_going)?;
    if !space.index.paraphrases.is_empty() {
        top.extend(std::mem::take(&mut rest).iter());
        top = with_paraphrases(space.index, &allowed, top, &mut hits.paraphrases);
    }
    hits.rows = Rows::Ranked { top, rest };
    Some(hits)
}

/// The answer where only filters are asked, or nothing: rows in the order of the corpus, those that
/// `on:` takes by the date of their source behind those with one of their own.
fn unranked(space: Space<'_>, ask: &Ask<'_>, allowed: &AllowedRows) -> Hits {
    let mut hits = Hits { lens: lens(ask.query, &[]), ..Hits::default() };
    if allowed.is_all() {
        hits.rows = Rows::All(space.index.rows);
        related::everything(space.corpus, &mut hits);
    } else {
        let mut rows: Vec<(u32, f32)> = allowed.rows().map(|row| (row, 1.0)).collect();
        related::of_rows(space, ask, &[], &rows.iter().map(|(row, _)| *row), &mut hits);
        rows.sort_by_key(|(row, _)| !allowed.is_dated(*row));
        hits.rows = Rows::Ranked { top: rows, rest: Rest::default() };
        hits.undated = allowed.undated();
    }
    hits.full = hits.len();
    hits
}

fn lens(query: &Query, terms: &[Term<'_>]) -> Lens {
    let words = terms.iter().map(|term| LensWord {
        asked: term.expansion.pattern.clone(),
        parts: term.expansion.word.parts.clone(),
        reach: term.tier,
    });
    let phrases = query.filters.iter().filter(|filter| !filter.not);
    let phrases = phrases.filter_map(|filter| match &filter.condition {
        Condition::Phrase(words) => Some(words.clone()),
        Condition::Named(..) | Condition::On(_) | Condition::Form(_) | Condition::Is(_) => None,
    });
    Lens { words: words.collect(), phrases: phrases.collect() }
}

/// Rows with their score.
type Scored = Vec<(u32, f32)>;

/// Rows that are looked at before anybody is asked whether to go on: a tenth of a millisecond.
const TOGETHER: usize = 512;

/// Looks at rows (in the order of the corpus) a second time, and sorts them by what is seen.
fn looked_at(
    space: Space<'_>,
    terms: &[Term<'_>],
    rows: &[Coarse],
    keep_going: &dyn Fn() -> bool,
) -> Option<Scored> {
    let mut scored: Vec<u64> = Vec::with_capacity(rows.len());
    let mut waiting = rows;
    for shard in &space.index.shards {
        let end = shard.range().end;
        let (here, behind) = waiting.split_at_checked(waiting.partition_point(|r| r.row < end))?;
        waiting = behind;
        if here.is_empty() {
            continue;
        }
        let mut rescorer = Rescorer::new(space, terms, shard);
        for some in here.chunks(TOGETHER) {
            if !keep_going() {
                return None;
            }
            rescorer.prefetch(some);
            scored.extend(some.iter().map(|row| packed(row.row, rescorer.score(*row))));
        }
    }
    scored.sort_unstable();
    Some(scored.into_iter().map(unpacked).collect())
}

/// A row and its score as one number, which sorts fastest: higher scores first, then by row. Scores
/// are not negative, so their bits sort as they do.
fn packed(row: u32, score: f32) -> u64 {
    u64::from(!score.to_bits()) << 32 | u64::from(row)
}

fn unpacked(packed: u64) -> (u32, f32) {
    (packed as u32, f32::from_bits(!((packed >> 32) as u32)))
}

/// Puts every paraphrase of a row directly under it, whether it has the words itself or not.
fn with_paraphrases(
    index: &Index,
    allowed: &AllowedRows,
    ranked: Scored,
    paraphrases: &mut HashMap<u32, u32>,
) -> Scored {
    let found: HashMap<u32, f32> = ranked.iter().copied().collect();
    let under: Vec<(u32, u32)> = index
        .paraphrases
        .iter()
        .copied()
        .filter(|(quote, row)| found.contains_key(quote) && allowed.contains(*row))
        .collect();
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
