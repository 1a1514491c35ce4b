//! [`ListedSheet`]: a sheet whose header names a column for the words, as a list of statements that stand in
//! the sheet's document. The header is read as that of any table.

use csv::StringRecord;
use onrecord_model::Document;
use onrecord_text::Span;
use serde::{Deserialize, Serialize};

use super::{ABOVE, Head, Mapping, WIDEST};
use crate::rows::Row;

/// What stands in a cell that has nothing in it.
const EMPTY: &str = "";

/// A sheet that is a list of statements. All its rows stand in the document of its workbook; this says which of
/// its cells are read as what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedSheet {
    /// The names of the columns that are read, as the header has them.
    columns: Vec<String>,
    /// What stands below them, row by row.
    cells: Vec<ListedCell>,
    /// Bytes from the first row below the header to the last.
    rows: Span,
}

/// A cell of a listed sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct ListedCell {
    /// The row of the sheet, from 1.
    row: u32,
    /// Which of the columns that are read.
    column: u32,
    span: Span,
}

impl ListedSheet {
    /// Bytes from the first row below the header to the last: what is said there, its columns say.
    pub fn rows(&self) -> Span {
        self.rows
    }

    /// Which column is read as what. A `source` is none here: the sheet is where the words stand.
    pub fn mapping(&self) -> Vec<Mapping> {
        let head = Head::named(self.columns.clone(), b'\t');
        let of = |(as_, at): &(&'static str, usize)| {
            Some(Mapping { column: self.columns.get(*at)?.clone(), as_ })
        };
        head.roles.iter().filter(|(role, _)| *role != "source").filter_map(of).collect()
    }

    /// Hands every row that has words to `sink`, with its number from 1 and the bytes of `document` in which its
    /// words stand. `document` must be the one that the sheet was read into.
    pub fn each_row(&self, document: &Document, mut sink: impl FnMut(u32, Span, &Row<'_>)) {
        let head = Head::named(self.columns.clone(), b'\t');
        let words_at = head.at("text");
        for cells in self.cells.chunk_by(|one, next| one.row == next.row) {
            let is_words = |cell: &&ListedCell| Some(cell.column as usize) == words_at;
            let Some(words) = cells.iter().find(is_words) else { continue };
            let of = |at: usize| {
                let cell = cells.iter().find(|cell| cell.column as usize == at);
                cell.map_or(EMPTY, |cell| document.words(cell.span))
            };
            let record: StringRecord = (0..self.columns.len()).map(of).collect();
            let row = head.row(&record, document.words(words.span).to_owned());
            sink(words.row, words.span, &Row { source: None, ..row });
        }
    }
}

/// A sheet while its rows go by, of which it is not known yet whether it is a list.
#[derive(Default)]
pub(crate) struct SheetListing {
    /// Rows with anything in them, until the header is found.
    seen: usize,
    /// The most cells of a row above the header, and of one below it.
    above: usize,
    below: usize,
    head: Option<SheetHead>,
    cells: Vec<ListedCell>,
    rows: Option<Span>,
}

/// The header of a sheet, without the columns that are not read.
struct SheetHead {
    columns: Vec<String>,
    /// Where in the sheet they stand, in order.
    places: Vec<u32>,
    /// How many cells the header has.
    cells: usize,
}

impl SheetListing {
    /// A row goes by: its number from 1, and its cells that have anything in them, each with its column from 0.
    /// They stand at `span` of the document, with one byte between any two.
    pub(crate) fn row(&mut self, number: u32, cells: &[(u32, String)], span: Span) {
        let Some(head) = &self.head else {
            if self.seen <= ABOVE && cells.len() > self.above {
                self.head = SheetHead::of(cells);
            }
            self.seen += 1;
            self.above = self.above.max(cells.len());
            return;
        };
        self.below = self.below.max(cells.len());
        self.rows = Some(self.rows.map_or(span, |rows| Span::new(rows.start, span.end)));
        let mut start = span.start;
        for (column, words) in cells {
            let end = start.saturating_add(words.len() as u32);
            // The end of a text that is cut off has no cells.
            if let Ok(at) = head.places.binary_search(column)
                && end <= span.end
            {
                let span = Span::new(start, end);
                self.cells.push(ListedCell { row: number, column: at as u32, span });
            }
            start = end.saturating_add(1);
        }
    }

    /// The sheet as a list, where it is one. What stands over rows that have more cells than it is a title.
    pub(crate) fn finish(self) -> Option<ListedSheet> {
        let (head, rows) = (self.head?, self.rows?);
        let is_title = head.cells == 1 && self.below > 1;
        (!is_title).then_some(ListedSheet { columns: head.columns, cells: self.cells, rows })
    }
}

impl SheetHead {
    /// The row as a header, where it names a column for the words. A table of ours is none: much of what it says
    /// of a statement needs the places of its own document, and without it a row would come back stronger.
    fn of(cells: &[(u32, String)]) -> Option<Self> {
        let cells: Vec<_> = cells.iter().filter(|(at, _)| (*at as usize) < WIDEST).collect();
        let head = Head::named(cells.iter().map(|(_, name)| name.clone()).collect(), b'\t');
        head.at("text").filter(|_| !head.ours.whole)?;
        let read = |at: &usize| head.ours.reads(*at) || head.roles.iter().any(|(_, own)| own == at);
        let read = cells.iter().enumerate().filter(|(at, _)| read(at)).map(|(_, cell)| *cell);
        let (places, columns) = read.cloned().unzip();
        Some(Self { columns, places, cells: cells.len() })
    }
}
