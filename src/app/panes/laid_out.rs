//! What Quotes and Source show, laid out once: `update` scrolls and meets clicks by the same rows that
//! `view` draws.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::panes::quote_row::{GroupLine, QuoteRow};
use crate::app::source::SourceView;
use crate::app::source::viewport::{Frame, Position, SourceRow};
use onrecord_corpus::Corpus;
use onrecord_model::SourceIx;
use onrecord_search::Hits;

/// Screen rows that a statement is taken for where Quotes is not on the screen.
const UNSEEN: usize = 2;

/// Rows of Quotes, by their positions in the list.
#[derive(Debug, Clone, Default)]
pub struct QuoteRows {
    pane: Option<QuotesPane>,
    rows: BTreeMap<usize, QuoteRow>,
}

/// What rows of Quotes are laid out for.
#[derive(Debug, Clone)]
pub(crate) struct QuotesPane {
    pub(crate) corpus: Arc<Corpus>,
    pub(crate) hits: Arc<Hits>,
    /// Columns of the pane.
    pub(crate) columns: usize,
    /// Screen rows for the words of one statement at most.
    pub(crate) most: usize,
    /// Whether the date a statement goes by is told.
    pub(crate) asks_when: bool,
}

impl QuotesPane {
    fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.corpus, &other.corpus)
            && Arc::ptr_eq(&self.hits, &other.hits)
            && (self.columns, self.most) == (other.columns, other.most)
            && self.asks_when == other.asks_when
    }

    fn lay_out(&self, at: usize) -> Option<QuoteRow> {
        let hit = self.hits.row(at)?;
        let statement = self.corpus.row(hit.row)?;
        let highlighter = self.hits.highlighter();
        let mut row = QuoteRow::new(&self.corpus, statement, highlighter, self.columns, self.most);
        let dated = || !onrecord_search::dates(&self.corpus, hit.row).is_empty();
        row.line = GroupLine::above(&self.hits, at);
        row.has_reason = hit.paraphrase_of.is_some() || !hit.full || (self.asks_when && dated());
        Some(row)
    }
}

impl QuoteRows {
    /// A row that is on the screen.
    pub fn get(&self, at: usize) -> Option<&QuoteRow> {
        self.rows.get(&at)
    }

    /// From now on for this pane (`None` where Quotes is not on the screen): what was laid out for
    /// another is forgotten.
    pub(crate) fn set_pane(&mut self, pane: Option<QuotesPane>) {
        let same = match (&self.pane, &pane) {
            (Some(before), Some(now)) => before.same(now),
            (before, now) => before.is_none() && now.is_none(),
        };
        if !same {
            *self = Self { pane, rows: BTreeMap::new() };
        }
    }

    /// How many screen rows the row at a position takes.
    pub(crate) fn height(&mut self, at: usize) -> usize {
        if let Some(row) = self.rows.get(&at) {
            return row.height();
        }
        let row = self.pane.as_ref().and_then(|pane| pane.lay_out(at));
        let height = row.as_ref().map_or(UNSEEN, QuoteRow::height);
        self.rows.extend(row.map(|row| (at, row)));
        height
    }

    /// Lays out what stands in `height` screen rows from position `top` on, and forgets the rest.
    pub(crate) fn fill(&mut self, top: usize, height: usize, len: usize) {
        let (mut end, mut used) = (top, 0);
        while used < height && end < len {
            used += self.height(end);
            end += 1;
        }
        self.rows.retain(|at, _| (top..end).contains(at));
    }
}

/// The rows of the text in Source.
#[derive(Debug, Clone, Default)]
pub struct SourcePage {
    of: Option<(Arc<Corpus>, SourceIx, Position, Frame)>,
    rows: Vec<SourceRow>,
}

impl SourcePage {
    /// From the first row of the pane on.
    pub fn rows(&self) -> &[SourceRow] {
        &self.rows
    }

    /// Lays out what `view` shows, if it is not laid out yet.
    pub(crate) fn show(&mut self, corpus: &Arc<Corpus>, view: Option<&SourceView>, frame: Frame) {
        let open = view.and_then(|view| Some((view, corpus.source(view.source)?)));
        let Some((view, text)) = open else {
            *self = Self::default();
            return;
        };
        let same = self.of.as_ref().is_some_and(|(before, source, at, frame_before)| {
            Arc::ptr_eq(before, corpus)
                && (*source, *at, *frame_before) == (view.source, view.at, frame)
        });
        if !same {
            let of = Some((Arc::clone(corpus), view.source, view.at, frame));
            *self = Self { of, rows: view.rows(text, frame) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_corpus::Records;
    use onrecord_model::{Document, Form, Origin, Source, Stated, Statement, Status};
    use onrecord_search::{ByMeaning, Facets, Index, Query, SearchRequest, Session};
    use onrecord_text::Span;

    const WORDS: &str = "The quay was sold twice before noon";

    /// The pane of an investigation with three statements of these words.
    fn pane(query: &str, columns: usize) -> QuotesPane {
        let statement = |at: usize| Statement {
            id: at.to_string().into(),
            source: SourceIx(0),
            spans: [Span::at(0, WORDS.len())].into_iter().collect(),
            form: Form::Indirect,
            status: Status::default(),
            origin: Origin::default(),
            speaker: Stated::Silent,
            provenance: None,
        };
        let source = Source { document: Document::new(WORDS), ..Source::default() };
        let records = Records {
            sources: vec![source].into(),
            statements: (0..3).map(statement).collect(),
            ..Records::default()
        };
        let corpus = Arc::new(Corpus::new(records));
        let index = Arc::new(Index::build(&corpus, 1));
        let mut session = Session::new(Arc::clone(&corpus), index);
        let query = Query::parse(query);
        let request = SearchRequest {
            query: &query,
            facets: &Facets::default(),
            weak: false,
            limit: 10,
            meaning: ByMeaning::Off,
        };
        let hits = Arc::new(session.search(&request, &|| true).unwrap());
        QuotesPane { corpus, hits, columns, most: 3, asks_when: query.asks_when() }
    }

    #[test]
    fn a_row_is_as_high_as_what_is_drawn_of_it() {
        for (query, columns, asks_when, want) in [
            ("quay", 60, false, 2),
            ("quay", 23, false, 3),
            ("quay harbour", 60, false, 3),
            // Nothing is dated here: there is no date to tell.
            ("quay", 60, true, 2),
        ] {
            let mut rows = QuoteRows::default();
            rows.set_pane(Some(QuotesPane { asks_when, ..pane(query, columns) }));
            assert_eq!(rows.height(0), want, "{query} at {columns}");
            assert_eq!(rows.get(0).map(QuoteRow::height), Some(want));
        }
        assert_eq!(QuoteRows::default().height(0), UNSEEN);
    }

    #[test]
    fn what_is_off_the_screen_or_laid_out_for_another_is_forgotten() {
        let pane = pane("", 60);
        let mut rows = QuoteRows::default();
        rows.set_pane(Some(pane.clone()));
        rows.height(0);
        rows.fill(1, 3, 3);
        let there = |rows: &QuoteRows| [0, 1, 2].map(|at| rows.get(at).is_some());
        assert_eq!(there(&rows), [false, true, true]);
        rows.set_pane(Some(pane.clone()));
        assert_eq!(there(&rows), [false, true, true], "the same");
        for other in [Some(QuotesPane { columns: 59, ..pane.clone() }), None] {
            rows.set_pane(Some(pane.clone()));
            rows.fill(0, 1, 3);
            rows.set_pane(other);
            assert_eq!(there(&rows), [false; 3]);
        }
    }
}
