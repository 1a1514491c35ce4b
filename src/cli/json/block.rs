//! A block of a document as a line: what was read, and where.

use std::io::{self, Write};

use serde::Serialize;

use crate::words::{labels, places};
use onrecord_model::{Block, BlockKind, Document, Place, Source};

#[derive(Debug, Serialize)]
struct BlockLine<'c> {
    kind: &'static str,
    source: &'c str,
    number: u32,
    block: &'static str,
    /// What was left out with it, where it is no running text.
    left_out: Option<&'static str>,
    start: u32,
    end: u32,
    text: &'c str,
    place: String,
    marks: Vec<MarkLine>,
}

/// From byte `start` on, the original is at this page, line or time.
#[derive(Debug, Serialize)]
struct MarkLine {
    start: u32,
    unit: &'static str,
    number: u32,
    region: Option<[u16; 4]>,
}

/// A block of a document whose text stands beside it.
#[derive(Debug, Serialize)]
pub(super) struct BlockSpan {
    block: &'static str,
    left_out: Option<&'static str>,
    start: u32,
    end: u32,
    marks: Vec<MarkLine>,
}

/// The blocks of a document, in order.
pub(super) fn spans(document: &Document) -> Vec<BlockSpan> {
    let span = |block: &Block| BlockSpan {
        block: word(block.kind),
        left_out: left_out(block.kind),
        start: block.span.start,
        end: block.span.end,
        marks: marks(document, block),
    };
    document.blocks().iter().map(span).collect()
}

/// Writes every block of a source, one a line.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn blocks(to: &mut dyn Write, source: &Source) -> io::Result<()> {
    let document = &source.document;
    for (number, block) in (1..).zip(document.blocks()) {
        let line = BlockLine {
            kind: "block",
            source: &source.id,
            number,
            block: word(block.kind),
            left_out: left_out(block.kind),
            start: block.span.start,
            end: block.span.end,
            text: document.words(block.span),
            place: places::place(source, block.span),
            marks: marks(document, block),
        };
        super::line(to, &line)?;
    }
    Ok(())
}

const fn word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Paragraph => "paragraph",
        BlockKind::Heading => "heading",
        BlockKind::Item => "item",
        BlockKind::Cue => "cue",
        BlockKind::Note => "note",
        BlockKind::LeftOut(_) => "left out",
    }
}

fn left_out(kind: BlockKind) -> Option<&'static str> {
    match kind {
        BlockKind::LeftOut(what) => Some(labels::left_out(what)),
        _ => None,
    }
}

/// Where the original is in the block.
fn marks(document: &Document, block: &Block) -> Vec<MarkLine> {
    let marks = document.marks_in(block.span).map(|mark| {
        let (unit, number) = match mark.place {
            Place::Page(page) => ("page", page),
            Place::Region(region) => ("page", region.page()),
            Place::Time(milliseconds) => ("milliseconds", milliseconds),
            Place::Line(line) => ("line", line),
            Place::Row(row) => ("row", row),
            Place::Slide(slide) => ("slide", slide),
            Place::Section(section) => ("section", section),
        };
        let region = match mark.place {
            Place::Region(region) => Some(region.sides()),
            _ => None,
        };
        MarkLine { start: mark.at.max(block.span.start), unit, number, region }
    });
    marks.collect()
}
