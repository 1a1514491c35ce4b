//! Putting text into cells: the one way of foreign text to the screen, through the cleaning gate.
//!
//! Where ratatui's own writers stand in the way: a [`Line`] measures each span as a whole and draws it
//! by graphemes, which differ (Arabic lam and alef count one column together), and hangs characters
//! without width onto the cell before them. Here a row is drawn as `text::width` measures it, so that
//! what was wrapped fits and a click meets the letter that is seen.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth as _};
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Widget};
use unicode_segmentation::UnicodeSegmentation as _;

use super::theme::{StyleRole, Theme};
use onrecord_text::{Part as _, Span as TextSpan, clean, width};

/// Writes `text` into the first row of `area`; returns the columns used.
pub(super) fn put(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return 0;
    }
    let (mut x, y) = (area.x, area.y);
    for grapheme in text.graphemes(true) {
        let Some(wide) = NonZeroU16::new(width::of_grapheme(grapheme) as u16) else { continue };
        let next = x.saturating_add(wide.get());
        if next > area.right() {
            break;
        }
        for covered in x..next {
            if let Some(cell) = buffer.cell_mut((covered, y)) {
                cell.reset();
            }
        }
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_symbol(&clean::one_line(grapheme)).set_style(style);
            // Halfwidth sound marks (U+FF9E, U+FF9F) are a column wide for unicode-width since
            // 0.2.3; ratatui-core 0.1.2 adds that column itself, and would then take the next cell
            // for covered and never show it.
            if cell.cell_width() != wide.get() {
                cell.set_diff_option(CellDiffOption::ForcedWidth(wide));
            }
        }
        x = next;
    }
    x - area.x
}

/// One row of text: a [`Line`], drawn exactly. Where it is too long its end is left out, also where it
/// is aligned to the right.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip<'a>(Line<'a>);

impl<'a> Strip<'a> {
    /// Spans one after the other.
    pub(super) fn new(spans: impl IntoIterator<Item = Span<'a>>) -> Self {
        Self(Line::from_iter(spans))
    }

    /// The same at the right end of its area.
    #[must_use]
    pub(super) fn right(self) -> Self {
        Self(self.0.right_aligned())
    }

    /// The columns it takes.
    pub(super) fn width(&self) -> u16 {
        self.0.spans.iter().map(|span| width::of(&span.content)).sum::<usize>() as u16
    }

    /// Cut to `columns`, with `…` where something was.
    #[must_use]
    fn cut(self, columns: usize) -> Self {
        let mut left = columns;
        let spans = self.0.spans.into_iter().map(|span| {
            let content = width::cut(&span.content, left).into_owned();
            left -= width::of(&content);
            Span { content: content.into(), ..span }
        });
        Self::new(spans)
    }
}

impl Widget for Strip<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let mut rest = match self.0.alignment {
            Some(Alignment::Right) => last_columns(area, self.width()),
            _ => area,
        };
        for span in &self.0.spans {
            let used = put(buffer, rest, &span.content, span.style);
            rest = Rect { x: rest.x + used, width: rest.width - used, ..rest };
        }
    }
}

/// The last `columns` of an area, or all of it.
fn last_columns(area: Rect, columns: u16) -> Rect {
    let width = columns.min(area.width);
    Rect { x: area.right() - width, width, ..area }
}

/// An area without its last `columns`.
pub(super) fn without_last(area: Rect, columns: u16) -> Rect {
    Rect { width: area.width.saturating_sub(columns), ..area }
}

/// An area without its first `columns`.
pub(super) fn without_first(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect { x: area.x + columns, width: area.width - columns, ..area }
}

/// A frame, or a rule over something, with a title in its upper border.
#[derive(Debug, Clone)]
pub(super) struct Border<'a> {
    /// On which sides.
    pub sides: Borders,
    /// The title; nothing where there is none.
    pub title: Strip<'a>,
    /// The style of the lines.
    pub style: Style,
}

impl Widget for Border<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        Block::new().borders(self.sides).border_style(self.style).render(area, buffer);
        // A title of the block's own would begin beside the left end of a rule.
        let Some(room) = area.width.checked_sub(6) else { return };
        let title = self.title.cut(room.into());
        if title.width() > 0 {
            let space = || [Span::raw(" ")];
            let title = Strip::new(space().into_iter().chain(title.0.spans).chain(space()));
            title.render(without_first(area, 1), buffer);
        }
    }
}

/// Cuts `span` where any of `layers` begins or ends, and lays their styles over one another, the
/// later over the earlier.
pub(super) fn layered(
    theme: Theme,
    span: TextSpan,
    base: StyleRole,
    layers: &[(TextSpan, StyleRole)],
) -> Vec<(TextSpan, Style)> {
    let mut cuts = vec![span.start, span.end];
    for (layer, _) in layers {
        if let Some(part) = layer.meet(span) {
            cuts.extend([part.start, part.end]);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |(start, end): (u32, u32)| {
        let piece = TextSpan::new(start, end);
        let over = layers.iter().filter(|(layer, _)| layer.covers(piece));
        let style =
            over.fold(theme.style(base), |style, (_, role)| style.patch(theme.style(*role)));
        (piece, style)
    };
    cuts.iter().copied().zip(cuts.iter().copied().skip(1)).map(piece).collect()
}

/// The part of a line being edited that fits `columns` and holds the cursor, which stands at this byte of
/// `text`, and the cursor's column in it.
pub(super) fn visible(text: &str, cursor: usize, columns: usize) -> (&str, usize) {
    let before = text.part(..cursor);
    let mut from = 0;
    while width::of(before.part(from..)) > columns {
        from += before.part(from..).chars().next().map_or(1, char::len_utf8);
    }
    (text.part(from..), width::of(before.part(from..)))
}

/// The line above the first of some rows: `── some of the words ─────`.
pub(super) fn ruled(words: &str, columns: usize) -> String {
    let rest = columns.saturating_sub(width::of(words) + 4);
    format!("── {words} {}", "─".repeat(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { x: 0, y: 0, width: 8, height: 1 };

    #[test]
    fn every_letter_drawn_is_handed_to_the_terminal() {
        for text in ["ｶﾞｽ", "ﾊﾟx", "漢字", "a\u{301}b", "🇸🇻x", "❤\u{fe0f}x", "لاx"]
        {
            let mut buffer = Buffer::empty(AREA);
            let used = put(&mut buffer, AREA, text, Style::new());
            assert_eq!(usize::from(used), width::of(text), "{text}");
            let shown = Buffer::empty(AREA);
            let cells = shown.diff_iter(&buffer).map(|(_, _, cell)| cell.symbol());
            assert_eq!(cells.collect::<String>().trim_end(), text);
        }
    }

    #[test]
    fn a_strip_stands_where_it_belongs_and_is_clean() {
        for (spans, right, want) in [
            (&["ab", "c"][..], false, "abc     "),
            (&["ab", "c"], true, "     abc"),
            (&["0123456789"], false, "01234567"),
            (&["0123456789"], true, "01234567"),
            (&["漢字漢字漢"], true, "漢 字 漢 字 "),
            (&["لا", "|"], false, "لا|     "),
            (&["\u{1b}[m", "\u{301}x"], false, "␛[mx    "),
        ] {
            let strip = Strip::new(spans.iter().copied().map(Span::raw));
            let mut buffer = Buffer::empty(AREA);
            if right { strip.right() } else { strip }.render(AREA, &mut buffer);
            let row: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
            assert_eq!(row, want);
        }
    }

    #[test]
    fn a_title_is_cut_before_the_corner() {
        for (width, want) in [(12, "┌ Titles ──┐"), (11, "┌ Titl… ──┐"), (6, "┌────┐")]
        {
            let border = Border {
                sides: Borders::ALL,
                title: Strip::new(["Tit", "les"].map(Span::raw)),
                style: Style::new(),
            };
            let area = Rect { width, height: 2, ..AREA };
            let mut buffer = Buffer::empty(area);
            border.render(area, &mut buffer);
            let row = buffer.content.iter().take(width.into()).map(ratatui::buffer::Cell::symbol);
            assert_eq!(row.collect::<String>(), want);
        }
    }

    #[test]
    fn layers_cut_and_cover() {
        let span = TextSpan::new;
        let theme = Theme::new(false);
        let mark = (span(2, 6), StyleRole::Mark);
        let lit = (span(4, 9), StyleRole::Lit);
        let pieces = layered(theme, span(0, 8), StyleRole::Plain, &[mark, lit]);
        let both = theme.style(StyleRole::Mark).patch(theme.style(StyleRole::Lit));
        assert_eq!(
            pieces,
            [
                (span(0, 2), Style::new()),
                (span(2, 4), theme.style(StyleRole::Mark)),
                (span(4, 6), both),
                (span(6, 8), theme.style(StyleRole::Lit)),
            ]
        );
    }
}
