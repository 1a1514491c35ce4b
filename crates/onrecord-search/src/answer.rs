//! From a query to its [`Hits`]: filters, ranking, paraphrases, related records, in that order.

use std::collections::{HashMap, HashSet};

use onrecord_corpus::Corpus;
use onrecord_model::{DismissedIx, Form, PassageIx, RowRef, SourceIx, StatementIx, WeakIx};

use crate::filtering::AllowedRows;
use crate::filtering::facets::Facets;
use crate::index::Index;
use crate::matching::tiers::Pattern;
use crate::query::{Condition, Query};
use crate::ranking::order::{CoarseTail, split};
use crate::ranking::rescore::rescored;
use crate::ranking::{Term, find};
use crate::result::did_you_mean::nearest;
use crate::result::highlight::{HighlightWord, Highlighter};
use crate::result::hits::{ALL_WORDS, Hits, Rows, Work};
use crate::result::paraphrases::with_paraphrases;
use crate::result::related;
use crate::session::{ByMeaning, IndexedCorpus, Memories, Memory, SearchRequest};

/// Statements that have all the words, then the weak suggestions that have them, then the passages that
/// have them and no row above, then statements that have most of what was typed; behind these what was
/// found by its meaning, then statements that have some of the words.
pub(crate) fn answer(
    indexed: IndexedCorpus<'_>,
    request: &SearchRequest<'_>,
    memories: &mut Memories,
    keep_going: &dyn Fn() -> bool,
) -> Option<Hits> {
    let IndexedCorpus { corpus, index } = indexed;
    let query = request.query;
    let within = |corpus: Option<&Corpus>, index: Option<&Index>, memory: &mut Memory| {
        let (corpus, index) = corpus.zip(index)?;
        Some(with_wider_lists(IndexedCorpus { corpus, index }, request, memory, keep_going))
    };
    if query.asks_dismissed() {
        let dismissed = (corpus.dismissed(), index.dismissed.as_deref());
        if let Some(found) = within(dismissed.0, dismissed.1, &mut memories.dismissed) {
            return Some(Hits { dismissed: true, ..alone(found?, as_dismissed) });
        }
    }
    let weak = within(corpus.weak(), index.weak.as_deref(), &mut memories.weak);
    let weak = weak.unwrap_or_else(|| Some(Hits::default()))?;
    if query.asks_weak() {
        return Some(Hits { weak: weak.full, full: 0, ..alone(weak, as_weak) });
    }
    let mut hits = with_wider_lists(indexed, request, &mut memories.statements, keep_going)?;
    let lead = hits.iter().take_while(|hit| hit.full || hit.paraphrase_of.is_some());
    hits.lead = lead.count();
    hits.before_near = hits.before_near.max(hits.lead);
    hits.weak = weak.full;
    if request.weak {
        hits.near.extend(weak.near.iter().map(|near| near.at(as_weak)));
    }
    if hits.weak > 0 && (request.weak || query.asks_words()) {
        let rows = full(&weak, as_weak);
        add(corpus, &mut hits, weak, rows);
    }
    if query.asks_passages()
        && let passages = (corpus.passages(), index.passages.as_deref())
        && let Some(found) = within(passages.0, passages.1, &mut memories.passages)
    {
        add_passages(corpus, query, &mut hits, found?);
    }
    hits.near.sort_by(|a, b| b.score.total_cmp(&a.score));
    Some(hits)
}

pub(crate) fn as_dismissed(at: u32) -> RowRef {
    RowRef::Dismissed(DismissedIx(at))
}

pub(crate) fn as_weak(at: u32) -> RowRef {
    RowRef::Weak(WeakIx(at))
}

pub(crate) fn as_passage(at: u32) -> RowRef {
    RowRef::Passage(PassageIx(at))
}

/// The rows that have all words, with their scores.
fn full(found: &Hits, row: fn(u32) -> RowRef) -> Vec<(RowRef, f32)> {
    found.rows.full().map(|(at, score)| (row(at), score)).collect()
}

/// Adds what was `found` among the passages: behind the statements that have all words, and among what
/// was found by meaning; none in whose paragraph a row stands already.
fn add_passages(corpus: &Corpus, query: &Query, hits: &mut Hits, found: Hits) {
    let lead = hits.iter().take(hits.lead + hits.behind.len()).map(|hit| hit.row);
    let told: HashSet<_> = lead.filter_map(|row| paragraph(corpus, row)).collect();
    let untold = |told: &HashSet<_>, row: RowRef| {
        paragraph(corpus, row).is_none_or(|place| !told.contains(&place))
    };
    let is_note = |row: RowRef| corpus.row(row).is_some_and(|row| row.form == Form::Note);
    let rows = full(&found, as_passage).into_iter().filter(|(row, _)| untold(&told, *row));
    let (notes, mut rows): (Vec<_>, Vec<_>) = rows.partition(|(row, _)| is_note(*row));
    hits.notes = notes.len();
    hits.notes_listed = query.asks_notes();
    if hits.notes_listed {
        rows.extend(notes);
    }
    let above = rows.iter().map(|(row, _)| *row).chain(hits.near.iter().map(|near| near.row));
    let above: HashSet<_> = above.filter_map(|row| paragraph(corpus, row)).chain(told).collect();
    let near = found.near.iter().map(|near| near.at(as_passage));
    let near = near.filter(|near| untold(&above, near.row));
    let near: Vec<_> = near.filter(|near| query.asks_notes() || !is_note(near.row)).collect();
    add(corpus, hits, found, rows);
    hits.near.extend(near);
}

/// Adds `rows`, which were `found` among what stands apart, behind the statements that have all words.
fn add(corpus: &Corpus, hits: &mut Hits, found: Hits, rows: Vec<(RowRef, f32)>) {
    for (row, _) in &rows {
        let Some(statement) = corpus.row(*row) else { continue };
        match hits.sources.binary_search_by_key(&statement.source, |(source, _)| *source) {
            Ok(at) => hits.sources.get_mut(at).into_iter().for_each(|(_, count)| *count += 1),
            Err(at) => hits.sources.insert(at, (statement.source, 1)),
        }
    }
    if hits.is_empty() {
        hits.highlighter = found.highlighter;
        hits.typed = found.typed;
    }
    if !rows.is_empty() {
        hits.nearest.clear();
    }
    hits.behind.extend(rows);
}

/// The answer in the whole corpus, where only what stands apart was asked for: what was `found` there
/// with all words.
fn alone(found: Hits, row: fn(u32) -> RowRef) -> Hits {
    let (behind, near) = (full(&found, row), found.near.iter().map(|near| near.at(row)));
    let (rows, paraphrases) = (Rows::default(), HashMap::new());
    Hits { near: near.collect(), rows, paraphrases, behind, some: 0, before_near: 0, ..found }
}

/// The source and the paragraph that a row begins in.
pub(crate) fn paragraph(corpus: &Corpus, row: RowRef) -> Option<(SourceIx, u32)> {
    let statement = corpus.row(row)?;
    let document = &corpus.source(statement.source)?.document;
    Some((statement.source, document.paragraph_at(statement.hull().start)))
}

/// Answers, with the actors, events and sources that facets of their own kind would add: these widen,
/// so a list narrowed by them could never offer the second one.
fn with_wider_lists(
    indexed: IndexedCorpus<'_>,
    request: &SearchRequest<'_>,
    memory: &mut Memory,
    keep_going: &dyn Fn() -> bool,
) -> Option<Hits> {
    let mut hits = narrowed(indexed, request, memory, keep_going)?;
    let facets = request.facets;
    let mut without = |facets: Facets| {
        let request =
            SearchRequest { facets: &facets, limit: 0, meaning: ByMeaning::Off, ..*request };
        narrowed(indexed, &request, memory, keep_going)
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
    indexed: IndexedCorpus<'_>,
    request: &SearchRequest<'_>,
    memory: &mut Memory,
    keep_going: &dyn Fn() -> bool,
) -> Option<Hits> {
    let allowed = memory.allowed(indexed, request);
    if request.query.words.is_empty() && request.query.near.is_empty() {
        return Some(unranked(indexed, request, &allowed));
    }
    let words: Vec<_> = request.query.words.iter().map(|word| memory.expansion(word)).collect();
    let before: usize = words.iter().map(|word| word.compared()).sum();
    let mut terms: Vec<_> = words.iter().map(|word| Term::new(indexed, word)).collect();
    let found = find(indexed, &mut terms, &allowed, keep_going)?;
    let mut hits = Hits {
        full: found.full,
        some: found.rows.len() - found.full,
        undated: found.undated,
        highlighter: highlighter(request.query, &terms),
        typed: request.query.asked().map(|word| word.typed.clone()).collect(),
        ..Hits::default()
    };
    let some = found.full == 0;
    let followed = found.rows.iter().filter(|row| some || row.is_full()).map(|row| row.row);
    related::of_rows(indexed, request, &terms, &followed, &mut hits);
    if found.rows.is_empty() {
        hits.nearest = nearest(indexed, &terms);
    }
    // One word has no neighbours to stand near to, and a first letter is no word yet: there the
    // first score says all.
    let begun = |word: &Pattern| word.open && word.chars.len() == 1;
    let whole = terms.iter().filter(|term| !begun(&term.expansion.pattern)).count();
    let (top, rest) = match whole {
        0 | 1 => (Vec::new(), CoarseTail::new(&found.rows)),
        _ => split(&found.rows, request.limit),
    };
    let compared = words.iter().map(|word| word.compared()).sum::<usize>() - before;
    hits.work = Work { compared, read: found.read, rescored: top.len() };
    let top = rescored(indexed, &terms, &top, keep_going)?;
    hits.rows = Rows::Ranked { top, rest };
    add_near(indexed, request, (&terms, &allowed), &mut hits, keep_going)?;
    if !indexed.index.paraphrases.is_empty() {
        let ranked = hits.rows.down_to(0.0).collect();
        let near: HashSet<_> = hits.near.iter().map(|near| near.row).collect();
        let near = |row| near.contains(&RowRef::Statement(StatementIx(row)));
        let paraphrases = &mut hits.paraphrases;
        let ranked = with_paraphrases(indexed.index, &allowed, ranked, &near, paraphrases);
        hits.rows = Rows::Ranked { top: ranked, rest: CoarseTail::default() };
    }
    hits.before_near = hits.rows.down_to(held(&terms)).count();
    Some(hits)
}

/// A row that has so much of what was typed, as its score tells, stands before what is found by meaning.
const HELD: f32 = 0.5;

/// The score of a row that has as much of the query as [`HELD`] says. What a row has is scored by the
/// words that stand anywhere; here those count as well that do not.
fn held(terms: &[Term<'_>]) -> f32 {
    let known = terms.iter().filter(|term| term.nearest.is_some()).count();
    (HELD * terms.len() as f32 / known.max(1) as f32).min(ALL_WORDS)
}

/// Adds what is found by its meaning, where that is asked; a row that has some of the words moves there.
#[cfg(feature = "meaning")]
fn add_near(
    indexed: IndexedCorpus<'_>,
    request: &SearchRequest<'_>,
    (terms, allowed): (&[Term<'_>], &AllowedRows),
    hits: &mut Hits,
    keep_going: &dyn Fn() -> bool,
) -> Option<()> {
    use crate::index::row_set::RowSet;
    use crate::meaning::kin::AkinWords;
    use crate::meaning::{asked, by_meaning};
    use crate::result::hits::NearHit;

    hits.awaits_meaning = request.meaning == ByMeaning::Later;
    if request.meaning != ByMeaning::Now {
        return Some(());
    }
    let index = indexed.index;
    let held = hits.rows.down_to(held(terms)).map(|(row, _)| row);
    let mut taken = RowSet::of(index.rows, held);
    for [quote, row] in &index.paraphrases {
        if taken.contains(*quote) {
            taken.insert(*row);
        }
    }
    let asked = asked(indexed, request.query, terms);
    let telling: Vec<_> = asked.iter().flatten().copied().collect();
    let near = by_meaning(indexed, &telling, (allowed, &taken), keep_going)?;
    let rows = RowSet::of(index.rows, near.iter().map(|near| near.row));
    let found = hits.statements();
    hits.rows.leave(&rows);
    hits.some -= found - hits.statements();
    // What actors and events have the words themselves comes first.
    if found == 0 && hits.actors.is_empty() && hits.events.is_empty() {
        let followed: Vec<u32> = rows.iter().collect();
        related::of_rows(indexed, request, terms, &followed.iter().copied(), hits);
    }
    hits.highlighter.kin = asked.into_iter().map(|asked| asked.map(AkinWords::of_asked)).collect();
    hits.near = near
        .into_iter()
        .map(|near| NearHit {
            row: RowRef::Statement(StatementIx(near.row)),
            score: near.score,
            likeness: near.likeness,
            by_network: false,
            paraphrase_of: near.under.map(StatementIx),
        })
        .collect();
    Some(())
}

#[cfg(not(feature = "meaning"))]
#[expect(clippy::unnecessary_wraps, reason = "as where there is something to stop")]
fn add_near(
    _: IndexedCorpus<'_>,
    _: &SearchRequest<'_>,
    _: (&[Term<'_>], &AllowedRows),
    _: &mut Hits,
    _: &dyn Fn() -> bool,
) -> Option<()> {
    Some(())
}

/// The answer where only filters are asked, or nothing: rows in the order of the corpus, those that
/// `on:` takes by the date of their source behind those with one of their own.
fn unranked(
    indexed: IndexedCorpus<'_>,
    request: &SearchRequest<'_>,
    allowed: &AllowedRows,
) -> Hits {
    let mut hits = Hits { highlighter: highlighter(request.query, &[]), ..Hits::default() };
    if allowed.is_all() {
        hits.rows = Rows::All(indexed.index.rows);
        related::everything(indexed.corpus, &mut hits);
    } else {
        let mut rows: Vec<(u32, f32)> = allowed.rows().map(|row| (row, 1.0)).collect();
        related::of_rows(indexed, request, &[], &rows.iter().map(|(row, _)| *row), &mut hits);
        rows.sort_by_key(|(row, _)| !allowed.is_dated(*row));
        hits.rows = Rows::Ranked { top: rows, rest: CoarseTail::default() };
        hits.undated = allowed.undated();
    }
    hits.full = hits.len();
    hits
}

fn highlighter(query: &Query, terms: &[Term<'_>]) -> Highlighter {
    let words = terms.iter().map(|term| HighlightWord {
        pattern: term.expansion.pattern.clone(),
        parts: term.expansion.word.parts.clone(),
        tier: term.tier,
    });
    Highlighter {
        words: words.collect(),
        phrases: phrases(query),
        #[cfg(feature = "meaning")]
        kin: Vec::new(),
    }
}

/// The phrases that a query looks for.
pub(crate) fn phrases(query: &Query) -> Vec<Vec<String>> {
    let phrases = query.filters.iter().filter(|filter| !filter.not);
    let phrases = phrases.filter_map(|filter| match &filter.condition {
        Condition::Phrase(words) => Some(words.clone()),
        Condition::Named(..)
        | Condition::On(_)
        | Condition::Form(_)
        | Condition::Is(_)
        | Condition::Set(..)
        | Condition::Chosen(..)
        | Condition::Unanswered => None,
    });
    phrases.collect()
}
