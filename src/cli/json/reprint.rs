//! The line of a reprint.

use std::io::{self, Write};

use serde::Serialize;

use super::line;
use super::shared::{Date, NameLine, SpanLine, date, name, piece};
use crate::words::{everywhere, places};
use onrecord_corpus::{Corpus, DiffKind};
use onrecord_model::{Polarity, RowRef, SourceIx};
use onrecord_search::{Language, Naming, Reprint, ReprintKind, StandsFor, WordEdit, date_of};
use onrecord_text::Span;

#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own")]
struct ReprintLine<'c> {
    kind: &'static str,
    id: Option<&'c str>,
    row: &'static str,
    asked: bool,
    how: &'static str,
    source: Option<&'c str>,
    date: Option<Date<'c>>,
    place: Option<String>,
    spans: Vec<SpanLine<'c>>,
    text: &'c str,
    speaker: Option<NameLine<'c>>,
    inferred: bool,
    cue: Option<SpanLine<'c>>,
    polarity: Option<&'static str>,
    likeness: f32,
    language: Option<&'static str>,
    stands_for: Vec<StandsForLine<'c>>,
    both_about: Vec<NameLine<'c>>,
    edits: Vec<&'static str>,
    negation: Vec<DiffLine<'c>>,
    denial_differs: bool,
    another_speaker: bool,
    diff: Vec<DiffLine<'c>>,
    copies: Vec<CopyLine<'c>>,
}

#[derive(Debug, Serialize)]
struct StandsForLine<'c> {
    asked: &'c str,
    there: &'c str,
}

#[derive(Debug, Serialize)]
struct DiffLine<'c> {
    what: &'static str,
    text: &'c str,
}

#[derive(Debug, Serialize)]
struct CopyLine<'c> {
    id: Option<&'c str>,
    source: Option<&'c str>,
    date: Option<Date<'c>>,
    place: Option<String>,
    spans: Vec<SpanLine<'c>>,
}

/// Writes a place of the words as one line.
///
/// # Errors
/// When it cannot be written.
pub(in crate::cli) fn reprint(
    to: &mut dyn Write,
    corpus: &Corpus,
    place: &Reprint,
) -> io::Result<()> {
    let Some(statement) = corpus.row(place.row) else { return Ok(()) };
    let document = corpus.source(place.source).map(|source| &source.document);
    let cue = statement.provenance.as_deref().and_then(|known| known.cue);
    let copies = place.copies.iter().map(|copy| CopyLine {
        id: id(corpus, copy.row),
        source: source(corpus, copy.source),
        date: date_of(corpus, copy.row).map(date),
        place: stands(corpus, copy.source, &copy.spans),
        spans: spans(corpus, copy.source, &copy.spans),
    });
    let own = ReprintLine {
        kind: "reprint",
        id: id(corpus, place.row),
        row: if statement.form.is_passage() { "passage" } else { "statement" },
        asked: place.asked,
        how: match place.kind {
            ReprintKind::Words => "words",
            ReprintKind::Linked(kind) => kind.word(),
            ReprintKind::Reworded => "reworded",
            ReprintKind::Translated(_) => "translated",
        },
        source: source(corpus, place.source),
        date: date_of(corpus, place.row).map(date),
        place: stands(corpus, place.source, &place.spans),
        spans: spans(corpus, place.source, &place.spans),
        text: &place.words,
        speaker: place.speaker.and_then(|ix| name(corpus, ix)),
        inferred: statement.has_inferred_speaker(),
        cue: document.zip(cue).map(|(document, cue)| piece(document, cue)),
        polarity: statement.polarity().map(Polarity::word),
        likeness: place.likeness,
        language: match place.kind {
            ReprintKind::Translated(Language::English) => Some("en"),
            ReprintKind::Translated(Language::Spanish) => Some("es"),
            _ => None,
        },
        stands_for: place.stands_for.iter().map(stands_for).collect(),
        both_about: place.both_about.iter().filter_map(|ix| name(corpus, *ix)).collect(),
        edits: place.differences.edits.iter().map(|one| edit(*one)).collect(),
        negation: place.differences.turned.iter().map(|(kind, words)| diff(*kind, words)).collect(),
        denial_differs: place.denial_differs,
        another_speaker: place.naming == Naming::Another,
        diff: place.diff.pieces.iter().map(|one| diff(one.kind, &one.words)).collect(),
        copies: copies.collect(),
    };
    line(to, &own)
}

fn stands_for(pair: &StandsFor) -> StandsForLine<'_> {
    StandsForLine { asked: &pair.asked, there: &pair.there }
}

const fn edit(edit: WordEdit) -> &'static str {
    match edit {
        WordEdit::Cut => "cut",
        WordEdit::Added => "added",
        WordEdit::Changed => "changed",
        WordEdit::Number => "number",
    }
}

const fn diff(kind: DiffKind, text: &str) -> DiffLine<'_> {
    let what = match kind {
        DiffKind::Kept => "kept",
        DiffKind::Removed => "gone",
        DiffKind::Added => "added",
    };
    DiffLine { what, text }
}

fn id(corpus: &Corpus, row: RowRef) -> Option<&str> {
    corpus.row(row).map(|statement| &*statement.id)
}

fn source(corpus: &Corpus, ix: SourceIx) -> Option<&str> {
    corpus.source(ix).map(|source| &*source.id)
}

fn stands(corpus: &Corpus, ix: SourceIx, spans: &[Span]) -> Option<String> {
    corpus.source(ix).map(|source| places::place(source, everywhere::hull(spans)))
}

fn spans<'c>(corpus: &'c Corpus, ix: SourceIx, spans: &[Span]) -> Vec<SpanLine<'c>> {
    let document = corpus.source(ix).map(|source| &source.document);
    document.map_or_else(Vec::new, |document| spans.iter().map(|s| piece(document, *s)).collect())
}
