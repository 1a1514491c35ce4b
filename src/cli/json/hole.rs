//! The line of a hole.

use std::io::{self, Write};

use serde::Serialize;

use super::line;
use crate::words::holes;
use onrecord_corpus::{Corpus, Hole};
use onrecord_model::{Day, RecordRef, SourceIx};

#[derive(Debug, Serialize)]
struct HoleLine<'c> {
    kind: &'static str,
    hole: &'static str,
    missing: Option<&'c str>,
    record: &'static str,
    id: &'c str,
    said: Option<&'c str>,
    text: &'c str,
    source: Option<&'c str>,
    place: Option<&'c str>,
}

/// Writes what a record lacks as one line; nothing where there is no such record.
///
/// # Errors
/// When it cannot be written.
pub(in crate::cli) fn hole(
    to: &mut dyn Write,
    corpus: &Corpus,
    hole: Hole,
    today: Option<Day>,
) -> io::Result<()> {
    let (Some(key), Some(row)) = (corpus.key(hole.record), holes::row(corpus, hole, today)) else {
        return Ok(());
    };
    let source = source(corpus, hole.record).and_then(|ix| corpus.source(ix));
    line(
        to,
        &HoleLine {
            kind: "hole",
            hole: hole.kind.word(),
            missing: row.missing.as_deref(),
            record: record(hole.record),
            id: key.id(),
            said: row.who.as_deref(),
            text: &row.words,
            source: source.map(|source| &*source.id),
            place: row.place.as_deref(),
        },
    )
}

const fn record(record: RecordRef) -> &'static str {
    match record {
        RecordRef::Row(_) => "statement",
        RecordRef::Actor(_) => "actor",
        RecordRef::Event(_) => "event",
        RecordRef::Source(_) => "source",
    }
}

fn source(corpus: &Corpus, record: RecordRef) -> Option<SourceIx> {
    match record {
        RecordRef::Row(row) => corpus.row(row).map(|statement| statement.source),
        RecordRef::Event(ix) => corpus.event(ix)?.passage().map(|passage| passage.source),
        RecordRef::Source(ix) => Some(ix),
        RecordRef::Actor(_) => None,
    }
}
