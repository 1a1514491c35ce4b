//! The lines of `onrecord extract` that no other command writes: a document with its text, and why there is none.

use std::io::{self, Write};

use serde::Serialize;

use super::block::{self, BlockSpan};
use super::record::{SourceLine, source_line};
use crate::words::faults;
use onrecord_corpus::Corpus;
use onrecord_model::SourceIx;
use onrecord_model::fault::{Fault, FaultKind};

#[derive(Debug, Serialize)]
struct DocumentLine<'c> {
    #[serde(flatten)]
    source: SourceLine<'c>,
    text: &'c str,
    blocks: Vec<BlockSpan>,
}

#[derive(Debug, Serialize)]
struct FaultLine<'c> {
    kind: &'static str,
    file: &'c str,
    line: Option<u32>,
    doubt: bool,
    text: String,
}

/// Writes a document: all that is known of a source, its text, and what of the text is what.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn document(to: &mut dyn Write, corpus: &Corpus, ix: SourceIx) -> io::Result<()> {
    let Some(source) = corpus.source(ix) else { return Ok(()) };
    let line = DocumentLine {
        source: source_line(corpus, (ix, source), "document"),
        text: source.document.text(),
        blocks: block::spans(&source.document),
    };
    super::line(to, &line)
}

/// Writes why a file was not read, or what of a document that was read is in doubt.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn fault(to: &mut dyn Write, fault: &Fault) -> io::Result<()> {
    let line = FaultLine {
        kind: "fault",
        file: &fault.file,
        line: (fault.line > 0).then_some(fault.line),
        doubt: matches!(fault.what, FaultKind::Doubt(_)),
        text: faults::sentence(fault),
    };
    super::line(to, &line)
}
