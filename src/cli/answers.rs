//! [`Answers`]: what was found, written for people, for scripts, or for a spreadsheet.

use std::io;

use super::finder::AnsweredQuery;
use super::hit::{self, AskedHit};
use super::json;
use super::out::{Out, TextRole};
use super::request::AnswerFormat;
use crate::export::table::StatementTable;
use crate::words::commands;
use onrecord_corpus::Corpus;
use onrecord_search::Hit;

/// Answers on their way out.
pub(super) enum Answers<'o, 'w> {
    /// For people.
    Text(&'o mut Out<'w>),
    /// One JSON object a line.
    Lines(&'o mut Out<'w>),
    /// CSV.
    Table(Box<StatementTable<'o>>),
}

impl<'o, 'w> Answers<'o, 'w> {
    /// As `find` was told to write them.
    ///
    /// # Errors
    /// When the head of a table cannot be written.
    pub(super) fn new(format: AnswerFormat, out: &'o mut Out<'w>) -> io::Result<Self> {
        Ok(match format {
            AnswerFormat::Text => Self::Text(out),
            AnswerFormat::Json => Self::Lines(out),
            AnswerFormat::Csv => Self::Table(Box::new(StatementTable::of_hits(out.raw())?)),
        })
    }

    /// Whether a script reads them, which can tell rows that lack a word from the others.
    pub(super) fn is_for_scripts(&self) -> bool {
        matches!(self, Self::Lines(_))
    }

    /// One of several queries, before its rows; where there are none, that.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn query(&mut self, corpus: &Corpus, asked: &AnsweredQuery) -> io::Result<()> {
        let nothing = asked.hits.is_empty();
        match self {
            Self::Text(out) => {
                out.line(&[(TextRole::Quiet, "/ "), (TextRole::Strong, &asked.text)])?;
                if nothing {
                    let why = commands::nothing(corpus, &asked.hits);
                    out.line(&[(TextRole::Plain, "   "), (TextRole::Plain, &why)])?;
                    out.line(&[])?;
                }
                Ok(())
            }
            Self::Lines(out) if nothing => json::nothing(out.raw(), &asked.text, &asked.hits),
            Self::Table(table) if nothing => table.nothing(&asked.text),
            Self::Lines(_) | Self::Table(_) => Ok(()),
        }
    }

    /// A row with its `rank` from 1.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn hit(
        &mut self,
        corpus: &Corpus,
        asked: &AnsweredQuery,
        (rank, hit): (usize, Hit),
    ) -> io::Result<()> {
        let AnsweredQuery { text, hits, .. } = asked;
        match self {
            Self::Text(out) => {
                let asked = AskedHit { query: &asked.query, hits, hit };
                hit::ranked(out, corpus, asked, rank)
            }
            Self::Lines(out) => json::found(out.raw(), corpus, (text, hits), (rank, hit)),
            Self::Table(table) => {
                let lacks = onrecord_search::missing_words(corpus, hits, hit.row);
                table.hit(corpus, hit.row, (text, rank, lacks))
            }
        }
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Table(table) => table.finish(),
            Self::Text(_) | Self::Lines(_) => Ok(()),
        }
    }
}
