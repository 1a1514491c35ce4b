//! Rows that are longer than the screen, and how far one has gone in them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::scrollbar::{Set, VERTICAL};
use ratatui::widgets::{Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget, Widget};

use super::paint::{Strip, without_last};

/// How far one has gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Scroll {
    /// The first row shown.
    pub row: usize,
    /// The last row that can be the first; set by drawing.
    pub last: usize,
}

impl Scroll {
    /// At a row.
    pub(super) fn at(row: usize) -> Self {
        Self { row, last: 0 }
    }
}

/// Rows of text; the bar beside them says how far one has gone where they do not fit.
pub(super) struct ScrollText<R> {
    /// The rows of the text in so many columns.
    pub rows: R,
}

/// Columns of the bar and of the space before it.
const BAR: u16 = 2;

impl<'a, R: Fn(usize) -> Vec<Strip<'a>>> StatefulWidget for ScrollText<R> {
    type State = Scroll;

    fn render(self, area: Rect, buffer: &mut Buffer, scroll: &mut Scroll) {
        let rows = (self.rows)(area.width.into());
        if rows.len() <= area.height.into() {
            return ScrollRows(rows).render(area, buffer, scroll);
        }
        let left = without_last(area, BAR);
        ScrollRows((self.rows)(left.width.into())).render(left, buffer, scroll);
        let mut state = ScrollbarState::new(scroll.last + 1)
            .position(scroll.row)
            .viewport_content_length(area.height.into());
        // The thumb alone, in plain style: a line on every row would cost more bytes than it says.
        Scrollbar::new(ScrollbarOrientation::VerticalRight)
            .symbols(Set { thumb: "┃", ..VERTICAL })
            .begin_symbol(None)
            .end_symbol(None)
            .track_symbol(None)
            .render(area, buffer, &mut state);
    }
}

/// Rows of text, and nothing beside them.
pub(super) struct ScrollRows<'a>(pub Vec<Strip<'a>>);

impl StatefulWidget for ScrollRows<'_> {
    type State = Scroll;

    fn render(self, area: Rect, buffer: &mut Buffer, scroll: &mut Scroll) {
        let Self(rows) = self;
        scroll.last = rows.len().saturating_sub(area.height.into());
        scroll.row = scroll.row.min(scroll.last);
        for (area, row) in area.rows().zip(rows.into_iter().skip(scroll.row)) {
            row.render(area, buffer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::text::Span;

    /// The last column of four rows of a text of `rows` rows, from `row` on, and the scroll.
    fn bar(rows: usize, row: usize) -> (String, Scroll) {
        let text = |columns: usize| {
            let line = move || Strip::new([Span::raw("x".repeat(columns))]);
            (0..rows).map(|_| line()).collect()
        };
        let area = Rect { x: 0, y: 0, width: 5, height: 4 };
        let mut buffer = Buffer::empty(area);
        let mut scroll = Scroll::at(row);
        ScrollText { rows: text }.render(area, &mut buffer, &mut scroll);
        ((0..4).map(|y| buffer[(4, y)].symbol()).collect(), scroll)
    }

    #[test]
    fn a_bar_stands_beside_what_does_not_fit() {
        for (rows, row, want, last) in [
            (4, 0, "xxxx", 0),
            (8, 0, "┃┃  ", 4),
            (8, 2, " ┃┃ ", 4),
            (8, 4, "  ┃┃", 4),
            (8, 99, "  ┃┃", 4),
            (1_000_000, 0, "┃   ", 999_996),
            (0, 0, "    ", 0),
        ] {
            let (seen, scroll) = bar(rows, row);
            assert_eq!(seen, want, "{rows} {row}");
            assert_eq!((scroll.row, scroll.last), (row.min(last), last));
        }
    }
}
