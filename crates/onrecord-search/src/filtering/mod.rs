//! What must hold: fields, phrases, `!not`, dates and facets, as one set of rows.

pub(crate) mod facets;
mod set_by_people;
pub(crate) mod statement_dates;

use std::collections::HashMap;

use onrecord_corpus::Corpus;
use onrecord_model::{
    ActorIx, Annotations, EventIx, Field, Origin, Rule, SourceIx, Statement, Status, When,
};
use onrecord_text::words::parts;

use crate::filtering::facets::{FacetRole, Facets};
use crate::filtering::statement_dates::{DateFrom, Dated, dates_with, overlap, tied_events};
use crate::index::Index;
use crate::index::row_set::RowSet;
use crate::matching::tiers::{Pattern, TIERS, Tier};
use crate::query::{Condition, Filter, NameField, Property, Query};

/// The rows that filters leave.
#[derive(Debug, Clone, Default)]
pub(crate) struct AllowedRows {
    /// `None`: all.
    rows: Option<RowSet>,
    /// Rows that only `on:` leaves out, because they have no date.
    undated: Option<RowSet>,
    /// Where `on:` is asked: rows that have a date of their own, not only their source's.
    dated: Option<RowSet>,
}

impl AllowedRows {
    /// Works out the rows that pass all filters of `query` and all of `facets`.
    pub(crate) fn new(corpus: &Corpus, index: &Index, query: &Query, facets: &Facets) -> Self {
        let mut allowed = Self::default();
        let (dated, plain): (Vec<_>, Vec<_>) =
            query.filters.iter().partition(|filter| matches!(filter.condition, Condition::On(_)));
        let names = NameFinder { index, tiers: if query.exact { &[Tier::Same] } else { &TIERS } };
        for filter in plain {
            allowed.keep(&rows_of(corpus, names, filter, facets));
        }
        for rows in facet_rows(corpus, index.rows, facets).into_iter().flatten() {
            allowed.keep(&rows);
        }
        if !dated.is_empty() {
            let known = StatementDates::new(corpus);
            let undated = known.rows(index.rows, &|dates| dates.is_empty());
            let mut without = allowed.rows.clone().unwrap_or_else(|| all(index.rows));
            without.keep(&undated);
            allowed.undated = Some(without);
            let own = |dates: &[Dated<'_>]| dates.iter().any(|date| date.from != DateFrom::Source);
            allowed.dated = Some(known.rows(index.rows, &own));
            for filter in dated {
                let mut rows = rows_of(corpus, names, filter, facets);
                rows.leave(&undated);
                allowed.keep(&rows);
            }
        }
        allowed
    }

    /// Whether nothing is filtered.
    pub(crate) fn is_all(&self) -> bool {
        self.rows.is_none()
    }

    pub(crate) fn contains(&self, row: u32) -> bool {
        self.rows.as_ref().is_none_or(|rows| rows.contains(row))
    }

    pub(crate) fn lacks_only_a_date(&self, row: u32) -> bool {
        self.undated.as_ref().is_some_and(|rows| rows.contains(row))
    }

    /// The rows in order, where something is filtered.
    pub(crate) fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.iter().flat_map(RowSet::iter)
    }

    /// Whether `on:` takes a row at its word: its own date may lie there, not only that of its source,
    /// before which all may have been said.
    pub(crate) fn is_dated(&self, row: u32) -> bool {
        self.dated.as_ref().is_none_or(|rows| rows.contains(row))
    }

    /// How many rows lack only a date.
    pub(crate) fn undated(&self) -> usize {
        self.undated.as_ref().map_or(0, RowSet::count)
    }

    fn keep(&mut self, rows: &RowSet) {
        match &mut self.rows {
            Some(kept) => kept.keep(rows),
            None => self.rows = Some(rows.clone()),
        }
    }
}

fn all(rows: u32) -> RowSet {
    RowSet::none(rows).complement()
}

/// How far names are looked for in an index.
#[derive(Clone, Copy)]
struct NameFinder<'i> {
    index: &'i Index,
    tiers: &'i [Tier],
}

impl NameFinder<'_> {
    fn actors(self, words: &[String]) -> Vec<ActorIx> {
        let found = self.index.names.with_all_within(words, self.tiers);
        found.into_iter().map(ActorIx).collect()
    }

    fn sources(self, words: &[String]) -> impl Iterator<Item = SourceIx> {
        let found = self.index.sources.with_all_within(words, self.tiers);
        found.into_iter().map(SourceIx)
    }
}

fn rows_of(corpus: &Corpus, names: NameFinder<'_>, filter: &Filter, facets: &Facets) -> RowSet {
    let index = names.index;
    let rows = match &filter.condition {
        Condition::Named(field, words) => named(corpus, names, *field, words),
        Condition::Phrase(words) => phrase(index, words),
        Condition::On(when) => {
            StatementDates::new(corpus).rows(index.rows, &|dates| may_overlap(dates, when))
        }
        Condition::Form(form) => rows_where(corpus, index.rows, |s| s.form == *form),
        Condition::Set(field, words) => {
            set_by_people::with_words(corpus, index.rows, *field, words)
        }
        Condition::Chosen(field, word) => {
            set_by_people::rows(corpus, index.rows, |set| set.text(*field) == Some(word))
        }
        Condition::Unanswered => {
            set_by_people::rows(corpus, index.rows, Annotations::is_unanswered)
        }
        Condition::Is(Property::New) => index.new.clone(),
        Condition::Is(is) => rows_where(corpus, index.rows, |s| match is {
            Property::Withheld
            | Property::Conflict
            | Property::Edited
            | Property::Flagged(_)
            | Property::Noted
            | Property::Hole => set_by_people::is(corpus, s, *is),
            // Of a suggestion nobody has said how far it is checked, but where somebody set that.
            Property::Status(status) => {
                let set = || corpus.annotations_of(s)?.text(Field::Status);
                s.status == *status && (s.origin != Origin::Suggested || set().is_some())
            }
            Property::Anchored(state) => s.anchor_state().word() == *state,
            Property::Origin(origin) => s.origin == *origin,
            Property::Strength(strength) => s.strength() == *strength && !s.form.is_passage(),
            Property::Polarity(polarity) => s.polarity() == Some(*polarity),
            Property::Question => {
                s.provenance.as_ref().is_some_and(|known| known.rule == Some(Rule::Question))
            }
            Property::New => false,
            Property::Read => facets.read.contains(&s.source),
            Property::Checked => s.status != Status::Unchecked || s.origin == Origin::Confirmed,
        }),
    };
    if filter.not { rows.complement() } else { rows }
}

fn rows_where(corpus: &Corpus, rows: u32, holds: impl Fn(&Statement) -> bool) -> RowSet {
    let held = (0..rows).zip(corpus.statements()).filter(|(_, statement)| holds(statement));
    RowSet::of(rows, held.map(|(row, _)| row))
}

/// The events of every statement that is tied to one.
struct StatementDates<'a> {
    corpus: &'a Corpus,
    events: HashMap<u32, Vec<EventIx>>,
}

impl<'a> StatementDates<'a> {
    fn new(corpus: &'a Corpus) -> Self {
        Self { corpus, events: tied_events(corpus) }
    }

    /// The rows whose dates are such that `holds`.
    fn rows(&self, rows: u32, holds: &dyn Fn(&[Dated<'_>]) -> bool) -> RowSet {
        let dated = (0..rows).zip(self.corpus.statements()).filter(|(row, statement)| {
            let events = self.events.get(row).map_or(&[][..], Vec::as_slice);
            holds(&dates_with(self.corpus, statement, events))
        });
        RowSet::of(rows, dated.map(|(row, _)| row))
    }
}

/// Whether one of the dates may lie within `wanted`.
fn may_overlap(dates: &[Dated<'_>], wanted: &When) -> bool {
    let overlaps = |dated: &Dated<'_>| {
        dated.bounds().zip(wanted.bounds()).is_some_and(|(date, wanted)| overlap(date, wanted))
    };
    dates.iter().any(overlaps)
}

/// The rows in which `words` follow one another.
fn phrase(index: &Index, words: &[String]) -> RowSet {
    let mut rows = RowSet::none(index.rows);
    let numbers: Option<Vec<u32>> = words.iter().map(|word| index.vocabulary.find(word)).collect();
    let Some(sequence) = numbers else { return rows };
    for shard in &index.shards {
        for row in shard.following(&sequence) {
            rows.insert(shard.first + u32::from(row));
        }
    }
    rows
}

/// The rows where a name in `field` matches all of `words`.
fn named(corpus: &Corpus, names: NameFinder<'_>, field: NameField, words: &[String]) -> RowSet {
    let rows = names.index.rows;
    let actors = || names.actors(words);
    match field {
        NameField::By => RowSet::of(rows, said_by(corpus, &actors())),
        NameField::To => concerning(corpus, rows, &actors(), Statement::audience),
        NameField::About => concerning(corpus, rows, &actors(), Statement::about),
        NameField::In => {
            let within = names.sources(words).flat_map(|source| corpus.statements_in(source));
            RowSet::of(rows, within.map(|row| row.0))
        }
        NameField::Via => via(corpus, names.index, &actors(), words),
    }
}

fn said_by<'a>(corpus: &'a Corpus, actors: &'a [ActorIx]) -> impl Iterator<Item = u32> + 'a {
    actors.iter().flat_map(|actor| corpus.said_by(*actor)).map(|row| row.0)
}

/// Statements that name one of `actors` in the role that `in_role` reads.
fn concerning(
    corpus: &Corpus,
    rows: u32,
    actors: &[ActorIx],
    in_role: fn(&Statement) -> &[ActorIx],
) -> RowSet {
    let near = actors.iter().flat_map(|actor| corpus.concerning(*actor));
    let held = near.filter(|row| {
        let names = |statement| in_role(statement).iter().any(|actor| actors.contains(actor));
        corpus.statement(*row).is_some_and(names)
    });
    RowSet::of(rows, held.map(|row| row.0))
}

/// Words that must all be met, each by the beginning of some word.
pub(crate) struct WordPatterns(Vec<Pattern>);

impl WordPatterns {
    fn new(words: &[String]) -> Self {
        Self(words.iter().map(|word| Pattern::new(word, true)).collect())
    }

    /// Whether `text` meets all of them.
    fn match_all(&self, text: &str) -> bool {
        let text = parts(text);
        self.0.iter().all(|pattern| {
            text.iter().any(|(key, _)| pattern.match_within(key, Tier::Same).is_some())
        })
    }
}

/// Statements that came through one of `actors`, a medium or a publisher so named.
fn via(corpus: &Corpus, index: &Index, actors: &[ActorIx], words: &[String]) -> RowSet {
    let patterns = WordPatterns::new(words);
    let matches = |name: &str| patterns.match_all(name);
    let published: Vec<bool> = corpus
        .sources()
        .iter()
        .map(|source| {
            source.outlet.is_some_and(|outlet| actors.contains(&outlet))
                || source.publisher.value().is_some_and(|name| matches(name))
        })
        .collect();
    rows_where(corpus, index.rows, |statement| {
        published.get(statement.source.at()) == Some(&true)
            || statement.via().iter().any(|step| actors.contains(&step.actor))
            || statement.known().medium.value().is_some_and(|medium| matches(&medium.kind))
    })
}

/// One set for each kind of facet that is used.
fn facet_rows(corpus: &Corpus, rows: u32, facets: &Facets) -> [Option<RowSet>; 3] {
    let used =
        |used: bool, list: &mut dyn Iterator<Item = u32>| used.then(|| RowSet::of(rows, list));
    let actors: Vec<ActorIx> = facets.actors.iter().map(|(actor, _)| *actor).collect();
    let anywhere: Vec<ActorIx> = facets
        .actors
        .iter()
        .filter(|(_, role)| *role == FacetRole::Any)
        .map(|(actor, _)| *actor)
        .collect();
    let mut any_role = all_roles(corpus, rows, &anywhere);
    let events = facets.events.iter().flat_map(|event| corpus.telling_of(*event));
    let sources = facets.sources.iter().flat_map(|source| corpus.statements_in(*source));
    [
        used(!actors.is_empty(), &mut said_by(corpus, &actors).chain(any_role.drain(..))),
        used(!facets.events.is_empty(), &mut events.map(|row| row.0)),
        used(!facets.sources.is_empty(), &mut sources.map(|row| row.0)),
    ]
}

/// Statements in which one of `actors` has any role but the speaker's.
fn all_roles(corpus: &Corpus, rows: u32, actors: &[ActorIx]) -> Vec<u32> {
    if actors.is_empty() {
        return Vec::new();
    }
    let concerning = actors.iter().flat_map(|actor| corpus.concerning(*actor)).map(|row| row.0);
    let relayed = rows_where(corpus, rows, |statement| {
        statement.via().iter().any(|step| actors.contains(&step.actor))
    });
    concerning.chain(relayed.iter()).collect()
}
