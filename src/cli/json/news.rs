//! The lines of `watch`: a row that is new, with the lines of the list that found it.

use std::io::{self, Write};

use serde::Serialize;

use super::statement::StatementLine;
use crate::export::citation;
use crate::library::{self, NewsRow};
use onrecord_corpus::Corpus;
use onrecord_model::RecordRef;

#[derive(Debug, Serialize)]
struct NewsLine<'c> {
    #[serde(flatten)]
    statement: StatementLine<'c>,
    found_by: Vec<ListedLine<'c>>,
    passage: Option<&'c str>,
    citation: Option<String>,
}

#[derive(Debug, Serialize)]
struct ListedLine<'c> {
    line: usize,
    query: &'c str,
}

/// Writes a row that is new, found by these lines of the list.
///
/// # Errors
/// When it cannot be written.
pub(in crate::cli) fn news(
    to: &mut dyn Write,
    corpus: &Corpus,
    news: &NewsRow,
    lines: &[(usize, &str)],
) -> io::Result<()> {
    let Some(statement) = corpus.row(news.row) else { return Ok(()) };
    let own = NewsLine {
        statement: StatementLine::of(corpus, statement),
        found_by: lines.iter().map(|(line, query)| ListedLine { line: *line, query }).collect(),
        passage: library::passage(corpus, news),
        citation: citation::of(corpus, RecordRef::Row(news.row)),
    };
    super::line(to, &own)
}
