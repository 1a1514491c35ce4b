//! The records beside an answer: actors, events and sources of the rows found.

use std::cell::OnceCell;

use onrecord_corpus::Corpus;
use onrecord_model::{ActorIx, Event, EventIx, SourceIx, StatementIx, When};
use onrecord_text::words::each_word;

use crate::filtering::facets::{FacetRole, Facets};
use crate::filtering::statement_dates::overlap;
use crate::index::row_set::RowSet;
use crate::matching::tiers::{Pattern, Tier};
use crate::query::{Condition, NameField};
use crate::ranking::Term;
use crate::result::hits::Hits;
use crate::session::{IndexedCorpus, SearchRequest};

/// Fills in the records beside an answer to nothing: everybody, who said most first, and everything.
pub(crate) fn everything(corpus: &Corpus, hits: &mut Hits) {
    hits.actors = (0..corpus.actors().len() as u32)
        .map(ActorIx)
        .map(|actor| (actor, corpus.said_by(actor).len() as u32))
        .collect();
    hits.actors.sort_by_key(|(_, said)| std::cmp::Reverse(*said));
    hits.events = corpus.chronology().to_vec();
    hits.sources = (0..corpus.sources().len() as u32)
        .map(SourceIx)
        .map(|source| (source, corpus.statements_in(source).len() as u32))
        .collect();
}

/// Fills in the records beside `rows`, the rows they follow, in the order of the corpus, and from the words
/// themselves.
pub(crate) fn of_rows(
    indexed: IndexedCorpus<'_>,
    request: &SearchRequest<'_>,
    terms: &[Term<'_>],
    rows: &(impl Iterator<Item = u32> + Clone),
    hits: &mut Hits,
) {
    let corpus = indexed.corpus;
    let mut said = vec![0u32; corpus.actors().len()];
    for row in rows.clone() {
        let speaker = indexed.index.speakers.get(row as usize);
        if let Some(count) = speaker.and_then(|speaker| said.get_mut(*speaker as usize)) {
            *count += 1;
        }
    }
    hits.sources = sources(corpus, rows.clone());
    let found = OnceCell::new();
    let has = |row: StatementIx| {
        found.get_or_init(|| RowSet::of(indexed.index.rows, rows.clone())).contains(row.0)
    };
    hits.actors = actors(indexed, terms, &has, &said);
    hits.events = events(indexed, request, terms, &has);
}

/// How many of the rows stand in each source. Statements are ordered by source, so one walk will do.
fn sources(corpus: &Corpus, rows: impl Iterator<Item = u32>) -> Vec<(SourceIx, u32)> {
    let mut counts: Vec<(SourceIx, u32)> = Vec::new();
    let mut end = 0;
    for row in rows {
        if row >= end {
            let Some(statement) = corpus.statements().get(row as usize) else { continue };
            let mut within = corpus.statements_in(statement.source);
            end = within.next_back().map_or(row, |last| last.0) + 1;
            counts.push((statement.source, 0));
        }
        if let Some((_, count)) = counts.last_mut() {
            *count += 1;
        }
    }
    counts
}

/// Actors that the words name (the more words the earlier), then who said the rows, then who is
/// spoken to or of in them.
fn actors(
    indexed: IndexedCorpus<'_>,
    terms: &[Term<'_>],
    has: &dyn Fn(StatementIx) -> bool,
    said: &[u32],
) -> Vec<(ActorIx, u32)> {
    let corpus = indexed.corpus;
    let mut named = vec![0u8; said.len()];
    for term in terms {
        let Some(nearest) = term.nearest else { continue };
        for (actor, _) in &term.expansion.at(nearest, corpus, indexed.index).actors {
            if let Some(count) = named.get_mut(actor.at()) {
                *count += 1;
            }
        }
    }
    let concerned = |actor: ActorIx| corpus.concerning(actor).any(has);
    let mut actors: Vec<(u8, u32, ActorIx)> = (0..)
        .zip(named.iter().zip(said))
        .map(|(at, (named, said))| (*named, *said, ActorIx(at)))
        .filter(|(named, said, actor)| *named > 0 || *said > 0 || concerned(*actor))
        .collect();
    actors.sort_by_key(|(named, said, _)| std::cmp::Reverse((*named, *said)));
    actors.into_iter().map(|(_, said, actor)| (actor, said)).collect()
}

/// Events tied to a row, or which the query means by their own words, date and source.
fn events(
    indexed: IndexedCorpus<'_>,
    request: &SearchRequest<'_>,
    terms: &[Term<'_>],
    has: &dyn Fn(StatementIx) -> bool,
) -> Vec<EventIx> {
    let corpus = indexed.corpus;
    let patterns: Vec<&Pattern> = terms.iter().map(|term| &term.expansion.pattern).collect();
    let filter = EventFilter::new(indexed, request);
    let tied = |event: &EventIx| corpus.telling_of(*event).any(has);
    let meant = |ix: &EventIx| {
        corpus
            .event(*ix)
            .is_some_and(|event| filter.holds(*ix, event) && tells(corpus, &patterns, event))
    };
    let of = |event: &EventIx| tied(event) || filter.asks && meant(event);
    corpus.chronology().iter().copied().filter(of).collect()
}

/// What a question asks of an event itself, whoever tells of it.
struct EventFilter<'q> {
    /// Whether it asks for anything that an event can have.
    asks: bool,
    request: &'q SearchRequest<'q>,
    /// The sources that each `in:` names.
    sources: Vec<(Vec<SourceIx>, bool)>,
}

impl<'q> EventFilter<'q> {
    fn new(indexed: IndexedCorpus<'_>, request: &'q SearchRequest<'q>) -> Self {
        let filters = &request.query.filters;
        let within = filters.iter().filter_map(|filter| match &filter.condition {
            Condition::Named(NameField::In, words) => Some((words, filter.not)),
            _ => None,
        });
        let sources = within.map(|(words, not)| {
            (indexed.index.sources.with_all(words).into_iter().map(SourceIx).collect(), not)
        });
        let dated = filters
            .iter()
            .any(|filter| matches!(filter.condition, Condition::On(_)) && !filter.not);
        let sources: Vec<_> = sources.collect();
        let asks = dated
            || !sources.is_empty()
            || !request.query.words.is_empty()
            || !request.facets.is_empty();
        Self { asks, request, sources }
    }

    /// Whether an event has what filters and facets ask for. What only a statement can have (a
    /// speaker, a form) it lacks.
    fn holds(&self, ix: EventIx, event: &Event) -> bool {
        let spans = event.dates.iter().map(|date| date.words).chain(event.passages.iter().copied());
        let sources: Vec<_> = spans.map(|passage| passage.source).collect();
        let stands = |within: &[SourceIx]| sources.iter().any(|source| within.contains(source));
        let Facets { actors, events, sources: within, read: _ } = self.request.facets;
        let picked = (actors.is_empty()
            || actors
                .iter()
                .any(|(actor, role)| *role == FacetRole::Any && event.actors.contains(actor)))
            && (events.is_empty() || events.contains(&ix))
            && (within.is_empty() || stands(within));
        picked
            && self.sources.iter().all(|(within, not)| stands(within) != *not)
            && self.request.query.filters.iter().all(|filter| match &filter.condition {
                Condition::Named(NameField::In, _) => true,
                Condition::On(when) => {
                    event.dates.iter().any(|date| may_overlap(&date.when, when)) != filter.not
                }
                Condition::Named(..)
                | Condition::Form(_)
                | Condition::Is(_)
                | Condition::Set(..)
                | Condition::Chosen(..)
                | Condition::Unanswered
                | Condition::Phrase(_) => filter.not,
            })
    }
}

/// Whether two dates may be of one day.
fn may_overlap(one: &When, other: &When) -> bool {
    one.bounds().zip(other.bounds()).is_some_and(|(one, other)| overlap(one, other))
}

/// Whether the title and the dates of an event, in words, have all the asked words.
fn tells(corpus: &Corpus, patterns: &[&Pattern], event: &Event) -> bool {
    let mut missing: Vec<&Pattern> = patterns.to_vec();
    let mut read = |text: &str| {
        each_word(text, |word| {
            missing.retain(|pattern| pattern.match_within(word.key, Tier::Same).is_none());
        });
    };
    read(&event.title);
    for date in &event.dates {
        read(&date.when.resolved);
        if let Some(source) = corpus.source(date.words.source) {
            read(source.document.words(date.words.span));
        }
    }
    missing.is_empty()
}
