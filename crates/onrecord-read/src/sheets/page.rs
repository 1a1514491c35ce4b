//! [`SheetPage`]: a sheet as it stands in the document of its workbook, a block for each row.

use crate::draft::Draft;
use crate::table::{ListedSheet, SheetListing};
use onrecord_model::{BlockKind, LeftOut, Place};

/// Cells of a row that have anything in them, each with its column from 0.
pub(crate) type SheetCells = Vec<(u32, String)>;

/// A sheet while it is written.
#[derive(Default)]
pub(crate) struct SheetPage {
    hidden: bool,
    listing: SheetListing,
}

impl SheetPage {
    /// Begins a sheet under its name.
    pub(crate) fn begin(draft: &mut Draft, name: &str, hidden: bool) -> Self {
        let page = Self { hidden, ..Self::default() };
        draft.add(page.kind(BlockKind::Heading), Some(Place::Row(1)), name);
        page
    }

    /// Writes a row, by its number from 1, with whether it is hidden. No cell has line ends or tabs in it.
    pub(crate) fn row(
        &mut self,
        draft: &mut Draft,
        number: u32,
        (cells, hidden): (&SheetCells, bool),
    ) {
        let words: Vec<_> = cells.iter().map(|(_, words)| words.as_str()).collect();
        let before = draft.last();
        let left_out = BlockKind::LeftOut(LeftOut::Hidden);
        let kind = if hidden { left_out } else { self.kind(BlockKind::Paragraph) };
        draft.add(kind, Some(Place::Row(number)), &words.join("\t"));
        if let Some(span) =
            draft.last().filter(|last| !self.hidden && !hidden && Some(*last) != before)
        {
            self.listing.row(number, cells, span);
        }
    }

    /// Writes what stands on the sheet besides its rows.
    pub(crate) fn beside(
        &self,
        draft: &mut Draft,
        kind: BlockKind,
        at: Option<Place>,
        words: &str,
    ) {
        draft.add(self.kind(kind), at, words);
    }

    /// The sheet as a list of statements, where its header makes it one. What is hidden is none.
    pub(crate) fn finish(self) -> Option<ListedSheet> {
        self.listing.finish()
    }

    fn kind(&self, kind: BlockKind) -> BlockKind {
        if self.hidden { BlockKind::LeftOut(LeftOut::Hidden) } else { kind }
    }
}
