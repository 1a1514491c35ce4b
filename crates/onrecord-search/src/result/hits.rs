//! [`Hits`]: the answer to a query, complete in itself: rows, counts, the records beside
//! them, what to highlight.

use std::collections::HashMap;

use onrecord_model::{ActorIx, EventIx, RowRef, SourceIx, StatementIx};

#[cfg(feature = "meaning")]
use crate::index::row_set::RowSet;
use crate::ranking::order::CoarseTail;
use crate::result::highlight::{HighlightWord, Highlighter};

/// One row of the answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// What was found.
    pub row: RowRef,
    /// From 0 (hardly) to 5 (an exact phrase); falls from row to row. 1 and more: has all words. Of rows
    /// found by meaning from 0 to 1, to be compared among them only.
    pub score: f32,
    /// Whether it has all words of the query.
    pub full: bool,
    /// The row stands here, without all of the words, because it is the paraphrase of this
    /// statement, the row above (or above other paraphrases of it).
    pub paraphrase_of: Option<StatementIx>,
    /// Where it was found by its meaning and not by its words: how near it lies to the query, -1 to 1.
    pub likeness: Option<f32>,
}

/// The answer to a query.
#[derive(Debug, Default, Clone)]
pub struct Hits {
    pub(crate) rows: Rows,
    /// For rows that stand under their quote without having all words: the quote.
    pub(crate) paraphrases: HashMap<u32, u32>,
    /// What stands behind the statements that have all words, having them too, with its score: weak
    /// suggestions, then passages; or what was dismissed.
    pub(crate) behind: Vec<(RowRef, f32)>,
    /// How many statements stand before these: those that have all words too, and their paraphrases.
    pub(crate) lead: usize,
    /// What was found by its meaning, best first.
    pub(crate) near: Vec<NearHit>,
    /// The network that has put them in order, by its name.
    pub(crate) network: Option<String>,
    /// How many statements stand before these: those that have all words, or most of what was typed.
    pub(crate) before_near: usize,
    /// Whether rows found by their meaning are still to come, and what stands behind those with them.
    pub awaits_meaning: bool,
    /// How many weak suggestions have all words, whether they are rows or not.
    pub weak: usize,
    /// How many stretches of what readers left out have all words, whether they are rows or not.
    pub notes: usize,
    /// Whether these are rows, since somebody asked for them.
    pub notes_listed: bool,
    /// Whether all rows are suggestions that a person did not want.
    pub dismissed: bool,
    /// How many statements have all words.
    pub full: usize,
    /// How many statements have some of the words only.
    pub some: usize,
    /// How many more there would be if `on:` did not leave out what has no date.
    pub undated: usize,
    /// The actors of the answer, those whose names the query matches first, then by how many of the
    /// rows they said; with that number.
    pub actors: Vec<(ActorIx, u32)>,
    /// The events of the answer, by time.
    pub events: Vec<EventIx>,
    /// The sources of the answer in order, with how many of the rows stand in them.
    pub sources: Vec<(SourceIx, u32)>,
    /// Where nothing was found: the nearest words there are, as they stand in the text.
    pub nearest: Vec<String>,
    pub(crate) work: Work,
    pub(crate) highlighter: Highlighter,
    /// The words of the query as typed, in the order of the highlighter.
    pub(crate) typed: Vec<String>,
}

/// A row that was found by its meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct NearHit {
    pub(crate) row: RowRef,
    pub(crate) score: f32,
    pub(crate) likeness: f32,
    /// Whether a network has told the likeness, which has read the row; else the tables have.
    pub(crate) by_network: bool,
    /// It stands here because it is the paraphrase of this statement, the row above.
    pub(crate) paraphrase_of: Option<StatementIx>,
}

impl NearHit {
    /// The same row of what stands apart, where it was found among that alone.
    pub(crate) fn at(self, row: fn(u32) -> RowRef) -> Self {
        let RowRef::Statement(StatementIx(at)) = self.row else { return self };
        Self { row: row(at), paraphrase_of: None, ..self }
    }
}

/// What the answer took, for tests that guard it against growing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Work {
    /// Words of the vocabulary that were compared with a word of the query, those of earlier
    /// questions of a session left out.
    pub(crate) compared: usize,
    /// Postings that were read.
    pub(crate) read: usize,
    /// Rows that were scored a second time.
    pub(crate) rescored: usize,
}

/// Rows of statements with their score.
#[derive(Debug, Clone)]
pub(crate) enum Rows {
    /// All of so many, in order: no list of millions where nothing is asked.
    All(u32),
    /// Those on top with their score, and the others as they were found.
    Ranked { top: Vec<(u32, f32)>, rest: CoarseTail },
}

impl Default for Rows {
    fn default() -> Self {
        Self::All(0)
    }
}

impl Rows {
    fn len(&self) -> usize {
        match self {
            Self::All(count) => *count as usize,
            Self::Ranked { top, rest } => top.len() + rest.len(),
        }
    }

    /// Leaves out the rows of `set`.
    #[cfg(feature = "meaning")]
    pub(crate) fn leave(&mut self, set: &RowSet) {
        if let Self::Ranked { top, rest } = self {
            top.retain(|(row, _)| !set.contains(*row));
            rest.leave(set);
        }
    }

    /// The statement at `row` with its score, best first.
    fn get(&self, row: usize) -> Option<(u32, f32)> {
        match self {
            Self::All(count) => Some(((row < *count as usize).then_some(row as u32)?, ALL_WORDS)),
            Self::Ranked { top, rest } => {
                let behind = || rest.get(row.checked_sub(top.len())?);
                top.get(row).copied().or_else(behind)
            }
        }
    }

    /// Those that have all words, with their score, best first.
    pub(crate) fn full(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.down_to(ALL_WORDS)
    }

    /// Those that reach `bar`, with their score, best first.
    pub(crate) fn down_to(&self, bar: f32) -> impl Iterator<Item = (u32, f32)> + '_ {
        (0..self.len()).map_while(|row| self.get(row)).take_while(move |(_, score)| *score >= bar)
    }
}

/// The score from which on a row has all words; also that of rows where no word ranks them.
pub(crate) const ALL_WORDS: f32 = 1.0;

impl Hits {
    /// How many rows there are, statements, weak suggestions and passages.
    pub fn len(&self) -> usize {
        let statements = if self.awaits_meaning { self.before_near } else { self.statements() };
        statements + self.behind.len() + self.near.len()
    }

    /// How many rows were found by their meaning.
    pub fn near(&self) -> usize {
        self.near.len()
    }

    /// How many statements were found by their words.
    pub fn statements(&self) -> usize {
        self.rows.len()
    }

    /// How many weak suggestions have all words and are no rows, since nobody asked for them.
    pub fn unlisted_weak(&self) -> usize {
        let weak = |(row, _): &&(RowRef, f32)| matches!(row, RowRef::Weak(_));
        self.weak.saturating_sub(self.behind.iter().filter(weak).count())
    }

    /// How many of the rows are passages; notes are counted by themselves.
    pub fn passages(&self) -> usize {
        let passage = |(row, _): &&(RowRef, f32)| matches!(row, RowRef::Passage(_));
        let rows = self.behind.iter().filter(passage).count();
        if self.notes_listed { rows.saturating_sub(self.notes) } else { rows }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at `row`, best first.
    pub fn row(&self, row: usize) -> Option<Hit> {
        let Some(behind_lead) = row.checked_sub(self.lead) else { return self.by_words(row) };
        if let Some((row, score)) = self.behind.get(behind_lead).copied() {
            return Some(Hit { row, score, full: true, paraphrase_of: None, likeness: None });
        }
        let row = row - self.behind.len();
        let Some(behind_words) = row.checked_sub(self.before_near) else {
            return self.by_words(row);
        };
        if let Some(near) = self.near.get(behind_words).copied() {
            let NearHit { row, score, likeness, paraphrase_of, .. } = near;
            return Some(Hit { row, score, full: false, paraphrase_of, likeness: Some(likeness) });
        }
        self.by_words(row - self.near.len()).filter(|_| !self.awaits_meaning)
    }

    /// The statement at `row` among those that were found by their words.
    fn by_words(&self, row: usize) -> Option<Hit> {
        let (statement, score) = self.rows.get(row)?;
        let quote = self.paraphrases.get(&statement).copied().map(StatementIx);
        Some(Hit {
            row: RowRef::Statement(StatementIx(statement)),
            score,
            full: score >= ALL_WORDS && quote.is_none(),
            paraphrase_of: quote,
            likeness: None,
        })
    }

    /// All rows, best first.
    pub fn iter(&self) -> impl Iterator<Item = Hit> + '_ {
        (0..self.len()).filter_map(|row| self.row(row))
    }

    /// What to highlight, in the rows and in any other text.
    pub fn highlighter(&self) -> &Highlighter {
        &self.highlighter
    }

    /// Where `row` was found by its meaning: how near it lies to the query, -1 to 1.
    pub fn likeness(&self, row: RowRef) -> Option<f32> {
        self.near.iter().find(|near| near.row == row).map(|near| near.likeness)
    }

    /// Whether the likeness of `row` is a network's, which has read all of it, and not the tables'.
    pub fn by_network(&self, row: RowRef) -> bool {
        self.near.iter().any(|near| near.row == row && near.by_network)
    }

    /// The network that has put rows found by their meaning in order, by its name.
    pub fn network(&self) -> Option<&str> {
        self.network.as_deref()
    }

    /// The words of the query and how each was looked for.
    pub(crate) fn query_words(&self) -> impl Iterator<Item = (&HighlightWord, &String)> {
        self.highlighter.words.iter().zip(&self.typed)
    }
}
