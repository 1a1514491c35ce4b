//! Rows that are longer than the screen, and how far one has gone in them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{StatefulWidget, Widget};

use super::paint::Strip;

/// How far one has gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scroll {
    /// The first row shown.
    pub row: usize,
    /// The last row that can be the first; set by drawing.
    pub last: usize,
}

impl Scroll {
    /// At a row.
    pub fn at(row: usize) -> Self {
        Self { row, last: 0 }
    }
}

/// Rows of text.
pub struct ScrollText<'a> {
    /// All of them.
    pub rows: Vec<Strip<'a>>,
}

impl StatefulWidget for ScrollText<'_> {
    type State = Scroll;

    fn render(self, area: Rect, buffer: &mut Buffer, scroll: &mut Scroll) {
        scroll.last = self.rows.len().saturating_sub(area.height.into());
        scroll.row = scroll.row.min(scroll.last);
        for (area, row) in area.rows().zip(self.rows.into_iter().skip(scroll.row)) {
            row.render(area, buffer);
        }
    }
}
