//! Every date that the sources name, in one list: those of events, and those that make none.

use std::cmp::Reverse;

use super::Corpus;
use onrecord_model::{Dating, Event};

/// A date that a source names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedDate<'c> {
    /// The date and its words.
    pub date: &'c Dating,
    /// The event it dates, if it makes one.
    pub event: Option<&'c Event>,
}

impl Corpus {
    /// All of them by source and place, the longer first of two that begin together. Where an event
    /// has the date of a passage, the same passage is not listed a second time without one.
    pub fn dates(&self) -> Vec<NamedDate<'_>> {
        let records = &self.records;
        let told = records.events.iter().flat_map(|event| {
            event.dates.iter().map(move |date| NamedDate { date, event: Some(event) })
        });
        let others = records.dates.iter().map(|date| NamedDate { date, event: None });
        let mut all: Vec<_> = told.chain(others).collect();
        all.sort_by_key(|named| {
            let words = named.date.words;
            (words.source, words.span.start, Reverse(words.span.end), named.event.is_none())
        });
        all.dedup_by(|next, before| next.event.is_none() && next.date.words == before.date.words);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Records;
    use onrecord_model::{Passage, SourceIx, When};
    use onrecord_text::Span;

    fn dating(source: u32, start: u32, end: u32) -> Dating {
        let words = Passage { source: SourceIx(source), span: Span::new(start, end) };
        Dating { when: When::new("2022", None).unwrap(), words }
    }

    #[test]
    fn dates_come_by_source_and_place_and_once() {
        let event = Event {
            id: "e".into(),
            title: String::new(),
            dates: vec![dating(1, 4, 8), dating(0, 9, 12)],
            passages: Vec::new(),
            actors: Vec::new(),
            statements: Vec::new(),
        };
        let dates = vec![dating(1, 4, 6), dating(1, 0, 2), dating(1, 4, 8), dating(0, 3, 5)];
        let records = Records { events: vec![event], dates, ..Records::default() };
        let corpus = Corpus::new(records);
        let named = corpus.dates();
        let found: Vec<_> = named
            .iter()
            .map(|named| {
                let Passage { source, span } = named.date.words;
                (source.0, span.start, span.end, named.event.is_some())
            })
            .collect();
        let want = [
            (0, 3, 5, false),
            (0, 9, 12, true),
            (1, 0, 2, false),
            (1, 4, 8, true),
            (1, 4, 6, false),
        ];
        assert_eq!(found, want);
    }
}
