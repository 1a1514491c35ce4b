//! `onrecord export`: statements as a document or a table, for whoever goes on with them elsewhere.

use std::ffi::OsString;

use super::args::Export;
use super::finder::Finder;
use super::out::Out;
use super::query;
use super::stop::{Answer, FOUND, NOTHING, Stop};
use crate::export::markdown;
use crate::export::table::Table;
use crate::words::{commands, exports, queries};
use onrecord_corpus::Corpus;
use onrecord_model::{Form, RowRef, StatementIx};

/// Writes all statements, or those that were found.
///
/// # Errors
/// When there is nothing to look for, or the answer cannot be written.
pub fn run(export: &Export, corpus: Corpus, out: &mut Out) -> Answer {
    if export.query.is_empty() {
        let statements: Vec<_> =
            (0..corpus.statements().len()).map(|at| StatementIx::from(at).into()).collect();
        if statements.is_empty() {
            out.aside(&commands::none_of("statements"))?;
            return Ok(NOTHING);
        }
        return write(export, &corpus, &exports::all(statements.len()), &statements, out);
    }
    found(export, &export.query, corpus, out)
}

fn found(export: &Export, words: &[OsString], corpus: Corpus, out: &mut Out) -> Answer {
    let of = corpus.statements().len();
    let mut finder = Finder::new(corpus, of);
    let asked = finder.ask_typed(words, query::words)?;
    for notice in asked.query.notices() {
        out.aside(&queries::not_understood(notice))?;
    }
    if asked.hits.is_empty() {
        out.aside(&commands::nothing(&finder.corpus, &asked.hits))?;
        return Ok(NOTHING);
    }
    let statements: Vec<_> = asked.fitting().map(|hit| hit.row).collect();
    let passage =
        |row: &&RowRef| finder.corpus.row(**row).is_some_and(|row| row.form == Form::Passage);
    let passages = statements.iter().filter(passage).count();
    let shown = (statements.len() - passages, passages);
    let about = exports::found(&asked.text, &asked.hits, shown, of);
    let code = write(export, &finder.corpus, &about, &statements, out)?;
    out.aside(&about)?;
    Ok(code)
}

fn write(export: &Export, corpus: &Corpus, about: &str, rows: &[RowRef], out: &mut Out) -> Answer {
    if export.md {
        markdown::write(out.raw(), corpus, about, rows)?;
        return Ok(FOUND);
    }
    let mut table = Table::of_statements(out.raw())?;
    rows.iter().try_for_each(|row| table.statement(corpus, *row))?;
    table.finish().map_err(Stop::from)?;
    Ok(FOUND)
}
