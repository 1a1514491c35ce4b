//! [`Location`]: where a record stands, and what of the text belongs to it.

use super::Corpus;
use onrecord_model::{Event, Passage, RecordRef, SourceIx, Statement};
use onrecord_text::Span;

/// What of the sources belongs to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The source that it stands in first.
    pub source: SourceIx,
    /// Its exact words there.
    pub words: Vec<Span>,
    /// The words there that attribute or date it.
    pub cues: Vec<Span>,
    /// All of its places, in any source, where it may have several; the first of them is `words`.
    pub places: Vec<Passage>,
}

impl Corpus {
    /// Where a record stands first. `None` where it has no passage.
    pub fn location(&self, record: RecordRef) -> Option<Location> {
        match record {
            RecordRef::Row(row) => self.row(row).map(of_statement),
            RecordRef::Event(ix) => of_event(self.event(ix)?),
            RecordRef::Actor(ix) => {
                let mentions = self.actor(ix)?.mentions.iter();
                let places = mentions.map(|m| Passage { source: m.source, span: m.span }).collect();
                at_first(places, Vec::new())
            }
            RecordRef::Source(source) => {
                let (words, cues, places) = (Vec::new(), Vec::new(), Vec::new());
                self.source(source).map(|_| Location { source, words, cues, places })
            }
        }
    }
}

fn of_statement(statement: &Statement) -> Location {
    let cues = statement.provenance.as_deref().map_or_else(Vec::new, |provenance| {
        provenance.cue.iter().chain(&provenance.attribution).copied().collect()
    });
    let words = statement.spans.to_vec();
    Location { source: statement.source, words, cues, places: Vec::new() }
}

fn of_event(event: &Event) -> Option<Location> {
    let dates = event.dates.iter().map(|date| date.words);
    // A date inside a passage is lit there and needs no place of its own.
    let alone = |date: &Passage| {
        let mut around = event.passages.iter();
        !around.any(|told| told.source == date.source && told.span.overlaps(date.span))
    };
    let places = event.passages.iter().copied().chain(dates.clone().filter(alone)).collect();
    at_first(places, dates.collect())
}

/// At the first of `places`, with those of `cues` that stand in its source.
fn at_first(places: Vec<Passage>, cues: Vec<Passage>) -> Option<Location> {
    let Passage { source, span } = *places.first()?;
    let cues = cues.into_iter().filter(|cue| cue.source == source).map(|cue| cue.span).collect();
    Some(Location { source, words: vec![span], cues, places })
}
