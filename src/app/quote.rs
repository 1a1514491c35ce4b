//! One row of the Quotes pane: the words as they stand in the source, with its marks, cut to a few
//! screen rows around what matched. Used by `update` (heights) and by `view` (drawing) alike.

use std::ops::Range;

use onrecord_corpus::Corpus;
use onrecord_model::{Document, Statement};
use onrecord_search::Highlighter;
use onrecord_text::{Span, wrap};

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
        let rows = all.get(from..to).unwrap_or_default().to_vec();
        Self { text, rows, cut: (from > 0, to < all.len()) }
    }
}

/// The row to begin with: where most highlighted words come together, with one row before them.
fn first_row(text: &str, rows: &[Span], highlighter: &Highlighter, most: usize) -> usize {
    let found: Vec<_> = highlighter.highlights(text).into_iter().map(|one| one.span).collect();
    let on_row = |row: &Span| found.iter().filter(|span| span.overlaps(*row)).count();
    let counts: Vec<_> = rows.iter().map(on_row).collect();
    let last = rows.len().saturating_sub(most);
    let sum = |range: Range<usize>| counts.get(range).map_or(0, |c| c.iter().sum::<usize>());
    // The first of the windows with most highlights, so that rows do not jump for equal finds.
    (0..=last).max_by_key(|from| (sum(*from..*from + most), usize::MAX - from)).unwrap_or(0)
}

/// The words of a statement as a reader sees them: with the quotation marks of the source. As much
/// as a list needs; see [`whole`].
pub fn text(corpus: &Corpus, statement: &Statement) -> String {
    joined(corpus, statement, LONGEST)
}

/// The same, however long it is.
pub fn whole(corpus: &Corpus, statement: &Statement) -> String {
    joined(corpus, statement, usize::MAX)
}

fn joined(corpus: &Corpus, statement: &Statement, longest: usize) -> String {
    let Some(source) = corpus.source(statement.source) else { return String::new() };
    let document = &source.document;
    let mut text = String::new();
    for span in &statement.spans {
        if !text.is_empty() {
            text.push_str(" … ");
        }
        let words = document.words(with_marks(document, *span));
        let end = words.floor_char_boundary(longest.saturating_sub(text.len()));
        text.push_str(words.get(..end).unwrap_or(""));
    }
    text
}

/// `span` together with the quotation marks that stand directly around it (and a comma or stop
/// between the last word and the closing mark).
fn with_marks(document: &Document, span: Span) -> Span {
    const OPEN: [char; 7] = ['“', '"', '«', '„', '‘', '‹', '‟'];
    const CLOSE: [char; 7] = ['”', '"', '»', '“', '’', '›', '\''];
    let text = document.text();
    let before = text.get(..span.start as usize).and_then(|t| t.chars().next_back());
    let Some(open) = before.filter(|c| OPEN.contains(c)) else { return span };
    let mut after = text.get(span.end as usize..).unwrap_or("").chars().take(2);
    let end = match (after.next(), after.next()) {
        (Some(c), _) if CLOSE.contains(&c) => c.len_utf8(),
        (Some(stop @ (',' | '.')), Some(c)) if CLOSE.contains(&c) => stop.len_utf8() + c.len_utf8(),
        _ => 0,
    };
    Span::new(span.start - open.len_utf8() as u32, span.end + end as u32)
}
