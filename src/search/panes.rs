//! What the other panes show for a query: actors, events and sources of the rows found.

use std::cell::OnceCell;

use crate::corpus::Corpus;
use crate::model::{ActorIx, EventIx, SourceIx, StatementIx};
use crate::text::words::each_word;

use super::hits::Hits;
use super::near::{Asked, Reach};
use super::rank::Term;
use super::rowset::RowSet;
use super::search::Space;

/// Fills the panes of an answer to nothing: everybody, who said most first, and everything.
pub(super) fn everything(corpus: &Corpus, hits: &mut Hits) {
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

/// Fills the panes from `rows`, the rows they follow, in the order of the corpus, and from the words
/// themselves.
pub(super) fn of_rows(
    space: Space<'_>,
    terms: &[Term<'_>],
    rows: &(impl Iterator<Item = u32> + Clone),
    hits: &mut Hits,
) {
    let corpus = space.corpus;
    let mut said = vec![0u32; corpus.actors().len()];
    for row in rows.clone() {
        let speaker = space.index.speakers.get(row as usize);
        if let Some(count) = speaker.and_then(|speaker| said.get_mut(*speaker as usize)) {
            *count += 1;
        }
    }
    hits.sources = sources(corpus, rows.clone());
    let found = OnceCell::new();
    let has = |row: StatementIx| {
        found.get_or_init(|| RowSet::of(space.index.rows, rows.clone())).contains(row.0)
    };
    hits.actors = actors(space, terms, &has, &said);
    hits.events = events(corpus, terms, &has);
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
    space: Space<'_>,
    terms: &[Term<'_>],
    has: &dyn Fn(StatementIx) -> bool,
    said: &[u32],
) -> Vec<(ActorIx, u32)> {
    let corpus = space.corpus;
    let mut named = vec![0u8; said.len()];
    for term in terms {
        let Some(own) = term.own else { continue };
        for (actor, _) in &term.expansion.at(own, corpus, space.index).actors {
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

/// Events tied to a row, or whose own words the query meets.
fn events(corpus: &Corpus, terms: &[Term<'_>], has: &dyn Fn(StatementIx) -> bool) -> Vec<EventIx> {
    let asked: Vec<&Asked> = terms.iter().map(|term| &term.expansion.asked).collect();
    let tied = |event: &EventIx| corpus.telling_of(*event).any(has);
    let of = |event: &EventIx| tied(event) || told(corpus, &asked, *event);
    corpus.chronology().iter().copied().filter(of).collect()
}

/// Whether the title and the dates of an event, in words, have all the asked words.
fn told(corpus: &Corpus, asked: &[&Asked], event: EventIx) -> bool {
    let Some(event) = corpus.event(event).filter(|_| !asked.is_empty()) else { return false };
    let mut missing: Vec<&Asked> = asked.to_vec();
    let mut read = |text: &str| {
        each_word(text, |word| missing.retain(|asked| asked.meet(word.key, Reach::Same).is_none()));
    };
    read(&event.title);
    for date in &event.dates {
        read(&date.when.resolved);
        let source = corpus.source(date.words.source);
        read(source.map_or("", |source| source.document.words(date.words.span)));
    }
    missing.is_empty()
}
