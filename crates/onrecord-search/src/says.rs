//! [`says`]: what one actor said on a matter, in the order of time.
//!
//! The rows are those that the list would have with the actor picked as the speaker, put in order by the date
//! that `on:` goes by: when it was said, else the event's, else the source's. Who is who is decided elsewhere:
//! namesakes are not joined here. What was found by meaning stands behind what has the words.

use std::collections::HashMap;

use onrecord_corpus::Corpus;
use onrecord_model::{ActorIx, Day, EventIx, RowRef, When};

use crate::filtering::facets::{FacetRole, Facets};
use crate::filtering::statement_dates::{DateFrom, Dated, dates_with, tied_events};
use crate::index::Index;
use crate::query::Query;
use crate::result::hits::{Hit, Hits};
use crate::session::{ByMeaning, SearchRequest, search};

/// What to tell of whom.
#[derive(Debug, Clone, PartialEq)]
pub struct SaysRequest {
    /// The speaker.
    pub actor: ActorIx,
    /// The matter; one that asks nothing: all that the actor said.
    pub query: Query,
    /// Events and sources picked as filters; actors among them count for nothing.
    pub facets: Facets,
    /// Whether weak suggestions are told as well.
    pub weak: bool,
    /// Whether rows are found by their meaning as well.
    pub meaning: ByMeaning,
}

/// Why a statement is about the matter; the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SaidGroup {
    /// It has all the words, or sums up one that has.
    AllWords,
    /// It was found by its meaning.
    ByMeaning,
    /// It has some of the words, and no statement of the actor has all.
    SomeWords,
}

/// A statement of the actor.
#[derive(Debug, Clone, PartialEq)]
pub struct SaidRow {
    /// As it was found.
    pub hit: Hit,
    /// Why it is about the matter.
    pub group: SaidGroup,
    /// The date it goes by, and where that is taken from; of several the first.
    date: Option<(When, DateFrom)>,
}

impl SaidRow {
    /// The date it goes by; `None` where there is none with a known year.
    pub fn dated(&self) -> Option<Dated<'_>> {
        self.date.as_ref().map(|(when, from)| Dated { when, from: *from })
    }
}

/// What an actor said on a matter.
#[derive(Debug, Default)]
pub struct Says {
    /// By group, in each in the order of time, those without a date last.
    pub rows: Vec<SaidRow>,
    /// How many of them have no date.
    pub undated: usize,
    /// How many weak suggestions are left out, since nobody asked for them.
    pub weak: usize,
    /// What the words met, and what to light up.
    pub hits: Hits,
}

/// The actors that `by:` takes `name` for, in the order of the corpus.
pub fn actors_named(index: &Index, name: &str) -> Vec<ActorIx> {
    let words: Vec<_> = onrecord_text::words::parts(name).into_iter().map(|(key, _)| key).collect();
    if words.is_empty() {
        return Vec::new();
    }
    index.names.with_all(&words).into_iter().map(ActorIx).collect()
}

/// Tells what the actor said. `keep_going` is asked every few milliseconds of work; `None` once it says no.
pub fn says(
    corpus: &Corpus,
    index: &Index,
    asked: &SaysRequest,
    keep_going: &dyn Fn() -> bool,
) -> Option<Says> {
    let actors = vec![(asked.actor, FacetRole::Speaker)];
    let facets = Facets { actors, ..asked.facets.clone() };
    let SaysRequest { actor, query, weak, meaning, .. } = asked;
    let request =
        SearchRequest { query, facets: &facets, weak: *weak, limit: 0, meaning: *meaning };
    let hits = search(corpus, index, &request, keep_going)?;
    let listed = |hit: &Hit| *weak || query.asks_weak() || !matches!(hit.row, RowRef::Weak(_));
    let own = |hit: &Hit| corpus.row(hit.row).is_some_and(|row| row.speaker.value() == Some(actor));
    let tied = tied_events(corpus);
    let mut left = 0;
    let mut rows: Vec<(SaidRow, Option<(Day, Day)>)> = Vec::new();
    for hit in hits.iter().filter(own) {
        let Some(group) = group(&hits, &hit) else { continue };
        if !listed(&hit) {
            left += 1;
            continue;
        }
        let date = earliest(corpus, hit.row, &tied);
        let bounds = date.as_ref().and_then(|(when, _)| when.bounds());
        rows.push((SaidRow { hit, group, date }, bounds));
    }
    rows.sort_by_cached_key(|(row, bounds)| {
        (row.group, bounds.is_none(), *bounds, stands(corpus, row.hit.row))
    });
    let undated = rows.iter().filter(|(_, bounds)| bounds.is_none()).count();
    let rows = rows.into_iter().map(|(row, _)| row).collect();
    Some(Says { rows, undated, weak: left + hits.unlisted_weak(), hits })
}

/// In which group a row stands; in none where it has only some of the words and others have all.
fn group(hits: &Hits, hit: &Hit) -> Option<SaidGroup> {
    if hit.full || hit.paraphrase_of.is_some() {
        Some(SaidGroup::AllWords)
    } else if hit.likeness.is_some() {
        Some(SaidGroup::ByMeaning)
    } else {
        (hits.full == 0).then_some(SaidGroup::SomeWords)
    }
}

/// The first of the dates that a row goes by.
fn earliest(
    corpus: &Corpus,
    row: RowRef,
    tied: &HashMap<u32, Vec<EventIx>>,
) -> Option<(When, DateFrom)> {
    let events = row.statement().and_then(|ix| tied.get(&ix.0)).map_or(&[][..], Vec::as_slice);
    let dates = dates_with(corpus, corpus.row(row)?, events);
    let first = dates.into_iter().min_by_key(|dated| dated.when.bounds())?;
    Some((first.when.clone(), first.from))
}

/// Where a row stands among those of one day: by its source and its place there.
fn stands(corpus: &Corpus, row: RowRef) -> Option<(u32, u32)> {
    corpus.row(row).map(|row| (row.source.0, row.hull().start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{pact, when};
    use onrecord_corpus::Records;
    use onrecord_model::{Facts, Origin, Provenance, Said, Stated, StatementIx, Strength, WeakIx};

    /// Each row: its id, and `≈` or `~` for a group behind the first.
    fn told(corpus: &Corpus, actor: u32, words: &str) -> (Vec<String>, usize) {
        let asked = SaysRequest {
            actor: ActorIx(actor),
            query: Query::parse(words),
            facets: Facets::default(),
            weak: false,
            meaning: ByMeaning::Off,
        };
        let says = says(corpus, &Index::build(corpus, 1), &asked, &|| true).unwrap();
        let row = |row: &SaidRow| {
            let sign = match row.group {
                SaidGroup::AllWords => "",
                SaidGroup::ByMeaning => "≈",
                SaidGroup::SomeWords => "~",
            };
            format!("{sign}{}", corpus.row(row.hit.row).unwrap().id)
        };
        (says.rows.iter().map(row).collect(), says.undated)
    }

    /// What Carlos Marroquín (0) says in `pact`, with other dates and no paraphrase.
    fn dated(dates: &[(usize, &str)]) -> Records {
        let mut records = pact().records().clone();
        records.sources[0].date = Stated::Silent;
        records.statements[1].provenance = None;
        for (at, date) in dates {
            let said = Stated::Is(Said { when: when(date), words: None });
            let known = Facts { said, ..Facts::NONE }.into();
            let provenance = Provenance { known, ..Provenance::default() };
            records.statements[*at].provenance = Some(Box::new(provenance));
        }
        records
    }

    #[test]
    fn one_persons_words_stand_in_the_order_of_time() {
        let corpus = Corpus::new(dated(&[(0, "2021-03"), (6, "2019")]));
        assert_eq!(told(&corpus, 0, "deal"), (vec!["s6".into(), "s0".into()], 0));
        assert_eq!(told(&corpus, 0, ""), (vec!["s6".into(), "s0".into(), "s1".into()], 1));
        assert_eq!(told(&corpus, 0, "word deal").0, ["s6"]);
        assert_eq!(told(&corpus, 0, "deal quay").0, ["~s6", "~s0"], "none has all");
        assert_eq!(told(&corpus, 5, "deal").0, [""; 0], "another says nothing on it");
    }

    #[test]
    fn a_paraphrase_stands_in_its_own_time() {
        let corpus = pact();
        let (rows, undated) = told(&corpus, 0, "minister");
        assert_eq!((rows, undated), (vec!["s0".into(), "s1".into()], 0), "by the source's date");
    }

    #[test]
    fn an_event_dates_what_tells_of_it() {
        let mut records = dated(&[(6, "2022-03-23"), (0, "2022-03-21")]);
        records.events[1].statements = vec![StatementIx(1)];
        let corpus = Corpus::new(records);
        assert_eq!(told(&corpus, 0, "").0, ["s0", "s1", "s6"]);
    }

    #[test]
    fn names_are_those_of_by() {
        let index = Index::build(&pact(), 1);
        let named =
            |name: &str| actors_named(&index, name).into_iter().map(|ix| ix.0).collect::<Vec<_>>();
        assert_eq!(named("lobo"), [1], "an alias");
        assert_eq!(named("carlos marroquín"), [0]);
        assert_eq!((named(""), named("…")), (vec![], vec![]));
    }

    #[test]
    fn weak_rows_are_counted_until_somebody_asks() {
        let mut records = pact().records().clone();
        let mut weak = records.statements[0].clone();
        weak.origin = Origin::Suggested;
        let provenance = Provenance { strength: Strength::Weak, ..Provenance::default() };
        weak.provenance = Some(Box::new(provenance));
        weak.id = "w".into();
        records.statements.push(weak);
        let corpus = Corpus::new(records);
        let index = Index::build(&corpus, 1);
        let mut asked = SaysRequest {
            actor: ActorIx(0),
            query: Query::parse("minister deal"),
            facets: Facets::default(),
            weak: false,
            meaning: ByMeaning::Off,
        };
        let ask = |asked: &SaysRequest| says(&corpus, &index, asked, &|| true).unwrap();
        let weak = |says: &Says| {
            says.rows.iter().filter(|row| row.hit.row == RowRef::Weak(WeakIx(0))).count()
        };
        let says = ask(&asked);
        assert_eq!((weak(&says), says.weak), (0, 1));
        asked.weak = true;
        let says = ask(&asked);
        assert_eq!((weak(&says), says.weak), (1, 0));
    }
}
