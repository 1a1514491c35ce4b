//! One row of the Quotes pane, laid out once for its height (`update`) and for drawing (`view`): the
//! attributing words, which are shown whole before anything else is, and the quoted ones.

use crate::app::panes::quote::Quote;
use onrecord_corpus::{Corpus, cue};
use onrecord_model::Statement;
use onrecord_search::{Highlighter, Hits};
use onrecord_text::{Span, width, wrap};

/// Columns that the first line keeps for its marker, a beginning of the name, a space, and a space
/// and a sign at the right edge.
const BESIDE: usize = 10;
/// Rows of the attributing words at most; the card has what is longer.
const CUE_ROWS: usize = 3;
/// Bytes of the attributing words that are laid out at most: more than so many rows hold.
const LONGEST: usize = 1000;

/// A row of the pane.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuoteRow {
    /// The attributing words that must be shown; empty where there are none.
    pub cue: String,
    /// Their screen rows, where they have no room beside the name.
    pub cue_rows: Vec<Span>,
    /// The quoted words.
    pub quote: Quote,
    /// Whether a row below says why the statement stands here.
    pub has_reason: bool,
    /// Whether a line stands above it, since from here on rows were found otherwise.
    pub line: Option<GroupLine>,
}

/// The line above the first of some rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupLine {
    /// They were found by their meaning.
    ByMeaning,
    /// They have some of the words, and those above it were found by their meaning.
    SomeWords,
}

impl GroupLine {
    /// What stands above row `at` of the answer.
    pub(crate) fn above(hits: &Hits, at: usize) -> Option<Self> {
        let is_near = |at| hits.row(at).is_some_and(|hit| hit.likeness.is_some());
        match (at.checked_sub(1).is_some_and(is_near), is_near(at)) {
            (false, true) => Some(Self::ByMeaning),
            (true, false) => Some(Self::SomeWords),
            _ => None,
        }
    }
}

impl QuoteRow {
    /// Lays out `statement` in a pane of so many `columns`; its words take at most `most` rows, and
    /// fewer where the attributing words need rows of their own.
    pub fn new(
        corpus: &Corpus,
        statement: &Statement,
        highlighter: &Highlighter,
        columns: usize,
        most: usize,
    ) -> Self {
        let mut cue = cue::behind_name(corpus, statement).unwrap_or_default();
        cue.truncate(cue.floor_char_boundary(LONGEST));
        let mut cue_rows = Vec::new();
        if !cue.is_empty() && width::of(&cue) + BESIDE > columns {
            cue_rows = wrap::rows(&cue, columns.saturating_sub(1).max(1));
            cue_rows.truncate(CUE_ROWS);
        }
        let left = most.saturating_sub(cue_rows.len());
        let quote =
            Quote::new(corpus, statement, highlighter, columns.saturating_sub(3).max(1), left);
        Self { cue, cue_rows, quote, has_reason: false, line: None }
    }

    /// The screen rows it takes, those of the name, of the reason and of a line above among them.
    pub fn height(&self) -> usize {
        1 + self.cue_rows.len()
            + self.quote.rows.len()
            + usize::from(self.has_reason)
            + usize::from(self.line.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_corpus::Records;
    use onrecord_model::{
        Document, Form, Origin, Provenance, Source, SourceIx, Stated, StatementIx, Status,
    };

    const TEXT: &str = "Ilse Brandt did not say who had signed the books of the quay and why";

    /// The rows of the cue and of the words of “who had …”, which `cue` attributes.
    fn rows(cue: &str, columns: usize) -> (Vec<&str>, usize, usize) {
        let span = |words: &str| {
            let at = TEXT.find(words).unwrap();
            Span::at(at, at + words.len())
        };
        let provenance =
            Provenance { cue: Some(span(cue)).filter(|s| !s.is_empty()), ..Provenance::default() };
        let statement = Statement {
            id: "s".into(),
            source: SourceIx(0),
            spans: [span("who had signed the books of the quay and why")].into_iter().collect(),
            form: Form::Indirect,
            status: Status::default(),
            origin: Origin::default(),
            speaker: Stated::Silent,
            provenance: Some(Box::new(provenance)),
        };
        let source = Source { document: Document::new(TEXT), ..Source::default() };
        let corpus = Corpus::new(Records {
            sources: vec![source].into(),
            statements: vec![statement].into(),
            ..Records::default()
        });
        let statement = corpus.statement(StatementIx(0)).unwrap();
        let row = QuoteRow::new(&corpus, statement, &Highlighter::default(), columns, 3);
        let of = |span: &Span| {
            let at = TEXT.find(span.of(&row.cue)).unwrap();
            TEXT.get(at..at + span.len() as usize).unwrap().trim_end()
        };
        (row.cue_rows.iter().map(of).collect(), row.quote.rows.len(), row.height())
    }

    #[test]
    fn words_make_room_for_those_that_attribute_them() {
        for (cue, columns, cue_rows, words, height) in [
            ("did not say", 30, &[][..], 2, 3),
            ("did not say", 21, &[], 3, 4),
            ("did not say", 20, &["did not say"], 2, 4),
            ("did not say", 9, &["did not", "say"], 1, 4),
            // Without attributing words none take a row.
            ("", 7, &[], 3, 4),
        ] {
            assert_eq!(rows(cue, columns), (cue_rows.to_vec(), words, height), "{columns}");
        }
    }
}
