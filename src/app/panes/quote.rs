//! One row of the Quotes pane: the words as they stand in the source, with its marks, cut to a few
//! screen rows around what matched. Used by `update` (heights) and by `view` (drawing) alike.

use std::ops::Range;

use onrecord_corpus::Corpus;
use onrecord_model::Statement;
use onrecord_search::Highlighter;
use onrecord_text::{Part, Span, wrap};

/// At most this many bytes of a statement are laid out in a list: more than any screen row needs.
const LONGEST: usize = 4000;

/// The words of a row, laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quote {
    /// The text of the row: pieces of the source joined by ` … `.
    pub text: String,
    /// The screen rows, as spans of `text`.
    pub rows: Vec<Span>,
    /// Whether words were left out before the first and after the last row.
    pub cut: (bool, bool),
}

impl Quote {
    /// Lays out `statement` in `columns` and at most `most` rows, so that highlighted words are among
    /// them.
    pub fn new(
        corpus: &Corpus,
        statement: &Statement,
        highlighter: &Highlighter,
        columns: usize,
        most: usize,
    ) -> Self {
        let text = text(corpus, statement);
        let all = wrap::rows(&text, columns);
        let most = most.max(1);
        if all.len() <= most {
            return Self { text, rows: all, cut: (false, false) };
        }
        let from = first_row(&text, &all, highlighter, most);
        let to = (from + most).min(all.len());
        let rows = all.part(from..to).to_vec();
        Self { text, rows, cut: (from > 0, to < all.len()) }
    }
}

/// The row to begin with: where most highlighted words come together, with one row before them.
fn first_row(text: &str, rows: &[Span], highlighter: &Highlighter, most: usize) -> usize {
    let found: Vec<_> = highlighter.highlights(text).into_iter().map(|one| one.span).collect();
    let on_row = |row: &Span| found.iter().filter(|span| span.overlaps(*row)).count();
    let counts: Vec<_> = rows.iter().map(on_row).collect();
    let last = rows.len().saturating_sub(most);
    let sum = |range: Range<usize>| counts.part(range).iter().sum::<usize>();
    // The first of the windows with most highlights, so that rows do not jump for equal finds.
    (0..=last).max_by_key(|from| (sum(*from..*from + most), usize::MAX - from)).unwrap_or(0)
}

/// The words of a statement with the quotation marks of its source, as much of them as a list needs.
pub fn text(corpus: &Corpus, statement: &Statement) -> String {
    corpus.quotation(statement, LONGEST)
}
