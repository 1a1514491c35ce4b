//! `onrecord export`: statements as a document or a table, for whoever goes on with them elsewhere.

use super::finder::Finder;
use super::out::Out;
use super::query::Readings;
use super::request::{ExportFormat, ExportRequest};
use super::stop::{Answer, FOUND, NOTHING};
use crate::export::markdown;
use crate::export::table::StatementTable;
use crate::words::{commands, exports};
use onrecord_corpus::Corpus;
use onrecord_model::RowRef;

/// Writes all statements, or those that were found.
///
/// # Errors
/// When there is nothing to look for, or the answer cannot be written.
pub(super) fn run(asked: ExportRequest, corpus: Corpus, out: &mut Out) -> Answer {
    let ExportRequest { question, weak, format } = asked;
    let Some(readings) = question else {
        let statements = corpus.listed(weak);
        if statements.is_empty() {
            out.aside(&commands::none_of("statements"))?;
            return Ok(NOTHING);
        }
        return write(format, &corpus, &exports::all(statements.len()), &statements, out);
    };
    let finder = Finder::new(corpus, usize::MAX, weak);
    found(format, readings, finder, out)
}

fn found(format: ExportFormat, readings: Readings, mut finder: Finder, out: &mut Out) -> Answer {
    let of = finder.corpus.statements().len();
    let Some(asked) = finder.ask_typed(readings, out)? else { return Ok(NOTHING) };
    let weak = finder.weak || asked.query.asks_weak();
    let wanted = |row: &RowRef| weak || !matches!(row, RowRef::Weak(_));
    let statements: Vec<_> = asked.fitting().map(|hit| hit.row).filter(wanted).collect();
    let passage = |row: &&RowRef| finder.corpus.row(**row).is_some_and(|row| row.form.is_passage());
    let passages = statements.iter().filter(passage).count();
    let shown = (statements.len() - passages, passages);
    let about = exports::found(&asked.text, &asked.hits, shown, of);
    let code = write(format, &finder.corpus, &about, &statements, out)?;
    out.aside(&about)?;
    Ok(code)
}

fn write(
    format: ExportFormat,
    corpus: &Corpus,
    about: &str,
    rows: &[RowRef],
    out: &mut Out,
) -> Answer {
    match format {
        ExportFormat::Markdown => markdown::write(out.raw(), corpus, about, rows)?,
        ExportFormat::Csv => {
            let mut table = StatementTable::of_statements(out.raw())?;
            rows.iter().try_for_each(|row| table.statement(corpus, *row))?;
            table.finish()?;
        }
    }
    Ok(FOUND)
}
