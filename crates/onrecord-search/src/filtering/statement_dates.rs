//! Which date a statement goes by in `on:`.

use std::collections::HashMap;

use onrecord_corpus::Corpus;
use onrecord_model::{Day, Event, EventIx, RowRef, Said, Statement, When};

/// From where the date of a statement is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateFrom {
    /// The text says when it was said.
    Said,
    /// An event it tells of is dated.
    Event,
    /// Its source is dated: it was said then or earlier.
    Source,
}

/// The date a statement goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated<'a> {
    /// The date.
    pub when: &'a When,
    /// Where it is taken from.
    pub from: DateFrom,
}

impl Dated<'_> {
    /// First and last day on which it may have been said.
    pub fn bounds(&self) -> Option<(Day, Day)> {
        let (first, last) = self.when.bounds()?;
        Some(match self.from {
            DateFrom::Source => (Day::FIRST, last),
            DateFrom::Said | DateFrom::Event => (first, last),
        })
    }
}

/// The dates a row goes by, all from one place: when it was said, else those of the events it
/// is tied to, else its source's. Only dates with a known year count. Empty: undated.
pub fn dates(corpus: &Corpus, row: RowRef) -> Vec<Dated<'_>> {
    let Some(statement) = corpus.row(row) else { return Vec::new() };
    let tied = (0..corpus.events().len()).map(EventIx::from);
    let tells = |e: &EventIx| corpus.telling_of(*e).any(|told| row == told.into());
    let tied: Vec<_> = tied.filter(tells).collect();
    dates_with(corpus, statement, &tied)
}

/// The same, where the events that the statement is tied to are known.
pub(crate) fn dates_with<'a>(
    corpus: &'a Corpus,
    statement: &'a Statement,
    events: &[EventIx],
) -> Vec<Dated<'a>> {
    let usable = |when: &&When| when.bounds().is_some();
    let said = statement.said().map(|Said { when, .. }| when);
    if let Some(when) = said.filter(usable) {
        return vec![Dated { when, from: DateFrom::Said }];
    }
    let events = events.iter().filter_map(|event| corpus.event(*event));
    let dated: Vec<_> = events
        .filter_map(Event::when)
        .filter(usable)
        .map(|when| Dated { when, from: DateFrom::Event })
        .collect();
    if !dated.is_empty() {
        return dated;
    }
    let published = corpus.source(statement.source).and_then(|source| source.date.value());
    let source = published.filter(usable).map(|when| Dated { when, from: DateFrom::Source });
    source.into_iter().collect()
}

/// Whether two stretches of days have one in common.
pub(crate) fn overlap(a: (Day, Day), b: (Day, Day)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// The events of every statement that is tied to one, by its number.
pub(crate) fn tied_events(corpus: &Corpus) -> HashMap<u32, Vec<EventIx>> {
    let mut events: HashMap<u32, Vec<EventIx>> = HashMap::new();
    for event in (0..corpus.events().len()).map(EventIx::from) {
        for row in corpus.telling_of(event) {
            events.entry(row.0).or_default().push(event);
        }
    }
    events
}
