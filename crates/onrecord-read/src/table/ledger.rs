//! A table whose rows are no statements, as a document: each row a paragraph, its cells apart by tabs.

use csv::StringRecord;
use onrecord_text::blanks::collapsed;

use super::records::each_record;
use super::{TOLD, declared, delimiter};
use crate::draft::Draft;
use crate::{About, Doubt, Limits, ReadError, Reading, Warning, decode};
use onrecord_model::{BlockKind, Place};

/// Reads a table as a document. Every row stands at its line, the first one as well.
///
/// # Errors
/// [`ReadError::NotText`] where the bytes are no text.
pub(crate) fn document(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let decoded = decode(bytes, None).ok_or(ReadError::NotText)?;
    let (told, text, first) = declared(&decoded.text);
    let mut draft = Draft::new(limits);
    let mut warnings: Vec<_> =
        decoded.doubt.into_iter().map(|what| Warning { line: 0, what }).collect();
    let delimiter = told.unwrap_or_else(|| delimiter(text));
    each_record(text, first, delimiter, |line, record, whole| {
        if !whole && warnings.len() < TOLD {
            warnings.push(Warning { line, what: Doubt::OpenQuote });
        }
        draft.add(BlockKind::Paragraph, Some(Place::Line(line)), &row(record));
        !draft.is_full()
    });
    Ok(draft.finish(About::default(), warnings))
}

/// The cells of a row that say something, apart by tabs.
fn row(record: &StringRecord) -> String {
    let cells = record.iter().map(collapsed);
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("\t")
}
