//! What must hold of whatever is read from whatever bytes. The fuzz targets share it.

use onrecord_corpus::Corpus;
use onrecord_corpus::file_format::{self, LoadedText, WantedText};
use onrecord_extract::ExtractionContext;
use onrecord_model::fault::FileError;
use onrecord_model::{Document, Turn};
use onrecord_read::{Kind, Limits, Reading, rows, table};
use onrecord_search::Query;
use onrecord_text::Span;

/// Small bounds, so that small files reach them.
pub(super) const LIMITS: Limits =
    Limits { text: 1 << 16, depth: 40, unpacked: 1 << 20, elements: 1 << 20, lines: 1 << 20 };

/// Reads a file, and holds what comes of it to what everybody above relies on.
pub(super) fn file(kind: Kind, bytes: &[u8]) {
    match kind {
        Kind::Rows => bytes.split(|byte| *byte == b'\n').for_each(|line| drop(rows::row(line))),
        Kind::Table => {
            let mut last = 0;
            let _ = table::read(bytes, &LIMITS, |line, row| {
                assert!(line >= last && !row.text.trim().is_empty());
                last = line;
            });
        }
        kind => {
            let hold = |reading: &Reading| {
                document(&reading.document);
                listed(reading);
                turns(&reading.document, &reading.turns);
                proposals(&reading.document, &reading.turns);
            };
            let kind = kind.or_as_it_is(bytes);
            if let Ok(reading) = onrecord_read::document(kind, bytes, &LIMITS) {
                hold(&reading);
            }
            onrecord_read::parts(("", kind), bytes, &LIMITS, &mut |part| {
                if let Some(kind) = part.kind
                    && let Ok(reading) = part.read(kind, &LIMITS)
                {
                    hold(&reading);
                }
            });
        }
    }
}

/// Rows of listed sheets ascend, and their words stand where they are said to.
fn listed(reading: &Reading) {
    for sheet in &reading.listed {
        sheet.each_row(&reading.document, |_, words, row| {
            stands(&reading.document, words);
            assert!(sheet.rows().covers(words) && reading.document.words(words) == row.text);
        });
    }
}

/// Blocks ascend and hold words; marks ascend; all stand between characters; nothing is longer than
/// the bounds allow.
fn document(document: &Document) {
    assert!(document.text().len() <= LIMITS.text);
    let mut from = 0;
    for block in document.blocks() {
        assert!(block.span.start >= from && !block.span.is_empty());
        stands(document, block.span);
        from = block.span.end;
        let mark = document.mark_at(block.span.start);
        assert!(mark.is_none_or(|mark| document.text().is_char_boundary(mark.at as usize)));
    }
    let mut from = 0;
    for line in 0..document.line_count() {
        let (span, _) = document.line(line).expect("as many lines as are counted");
        assert!(span.start >= from && !span.is_empty());
        stands(document, span);
        from = span.end;
    }
}

fn turns(document: &Document, turns: &[Turn]) {
    let mut from = 0;
    for turn in turns {
        for words in &turn.words {
            assert!(words.start >= from && !words.is_empty());
            from = words.end;
            stands(document, *words);
        }
        assert!(!turn.words.is_empty());
        let named =
            turn.speaker.iter().chain(&turn.to).chain(turn.said.iter().map(|day| &day.words));
        named.for_each(|name| stands(document, *name));
    }
}

/// What is proposed for a document stands in it, in order, by actors that there are.
pub(super) fn proposals(document: &Document, turns: &[Turn]) {
    let found = onrecord_extract::extract(document, &ExtractionContext::default(), turns);
    let mut from = 0;
    for statement in &found.statements {
        let first = statement.spans.first().expect("a statement has words");
        assert!(first.start >= from);
        from = first.start;
        let around = statement.mention.iter().chain(&statement.cue).chain(&statement.attribution);
        statement.spans.iter().chain(around).for_each(|span| stands(document, *span));
        let actors = statement.speaker.iter().chain(&statement.via);
        assert!(actors.into_iter().all(|actor| (*actor as usize) < found.actors.len()));
    }
    for (span, _) in found.actors.iter().flat_map(|actor| &actor.mentions) {
        stands(document, *span);
    }
    for date in &found.dates {
        std::iter::once(&date.span).chain(&date.event).for_each(|span| stands(document, *span));
    }
}

fn stands(document: &Document, span: Span) {
    assert!(document.text().get(span.range()).is_some(), "{span:?} stands between characters");
}

/// Reads an investigation whose every source is `text`.
pub(super) fn investigation(json: &str, text: &str) {
    let of = |_: &WantedText| {
        let document = Document::new(text);
        Ok::<_, FileError>(LoadedText { document, sha256: String::new(), doubts: Vec::new() })
    };
    let mut load = |wanted: &[WantedText]| wanted.iter().map(of).collect();
    let corpus = Corpus::new(file_format::read(json, "investigation.json", &mut load));
    for statement in corpus.statements() {
        let source = corpus.source(statement.source).expect("a statement has a source");
        statement.spans.iter().for_each(|span| stands(&source.document, *span));
    }
}

/// Reads a query.
pub(super) fn query(text: &str) {
    let query = Query::parse(text);
    assert!(!query.is_empty() || query.notices().len() <= text.len());
}
