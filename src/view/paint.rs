//! Putting text into cells: the one way to the screen, through the cleaning gate.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth as _};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::theme::{Role, Theme};
use crate::app::layout::Area;
use onrecord_text::{Span, clean, width};

/// A canvas: the cells of a frame and the styles.
pub struct Canvas<'a> {
    /// The cells.
    pub buffer: &'a mut Buffer,
    /// The styles.
    pub theme: Theme,
}

/// A run of text in one role.
pub type Run<'a> = (&'a str, Role);

impl Canvas<'_> {
    /// Writes `runs` one after the other from column `x` of row `y`, at most `columns` wide; returns
    /// the columns used.
    pub fn runs(&mut self, x: u16, y: u16, columns: u16, runs: &[Run<'_>]) -> u16 {
        let mut used = 0;
        for (text, role) in runs {
            let style = self.theme.style(*role);
            used += self.styled(x + used, y, columns.saturating_sub(used), text, style);
        }
        used
    }

    /// Writes `text` in one role.
    pub fn text(&mut self, x: u16, y: u16, columns: u16, text: &str, role: Role) -> u16 {
        self.runs(x, y, columns, &[(text, role)])
    }

    /// Writes `text` so that it ends before column `x + columns`.
    pub fn right(&mut self, x: u16, y: u16, columns: u16, runs: &[Run<'_>]) -> u16 {
        let wide: usize = runs.iter().map(|(text, _)| width::of(text)).sum();
        let wide = (wide as u16).min(columns);
        self.runs(x + columns - wide, y, wide, runs);
        wide
    }

    /// Writes `text` in a style of its own; returns the columns used.
    pub fn styled(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
        let (mut x, end) = (x, x.saturating_add(columns).min(self.buffer.area.right()));
        let start = x;
        if y >= self.buffer.area.bottom() {
            return 0;
        }
        for grapheme in text.graphemes(true) {
            let wide = width::of_grapheme(grapheme) as u16;
            if wide == 0 {
                continue;
            }
            if x + wide > end {
                break;
            }
            let shown = clean::one_line(grapheme);
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.reset();
                cell.set_symbol(&shown).set_style(style);
                // Halfwidth sound marks (U+FF9E, U+FF9F) are a column wide for unicode-width since
                // 0.2.3; ratatui-core 0.1.2 adds that column itself, and would then take the next
                // cell for covered and never show it.
                let counted = cell.cell_width();
                if let Some(wide) = NonZeroU16::new(wide).filter(|wide| wide.get() != counted) {
                    cell.set_diff_option(CellDiffOption::ForcedWidth(wide));
                }
            }
            // Plain, as ratatui leaves what a wide character covers: a style there is not seen, and
            // its search for differences would take it for shown.
            for covered in x + 1..x + wide {
                if let Some(cell) = self.buffer.cell_mut((covered, y)) {
                    cell.reset();
                }
            }
            x += wide;
        }
        x - start
    }

    /// A frame with a title in its upper border. Borders touch the neighbour's, they do not merge.
    pub fn frame(&mut self, area: Area, title: &[Run<'_>], focused: bool) {
        let role = if focused { Role::FrameFocused } else { Role::Frame };
        let (right, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
        let inner = usize::from(area.width.saturating_sub(2));
        for y in area.y + 1..bottom {
            self.text(area.x, y, 1, "│", role);
            self.text(right, y, 1, "│", role);
        }
        self.text(area.x, area.y, area.width, &format!("┌{}┐", "─".repeat(inner)), role);
        self.text(area.x, bottom, area.width, &format!("└{}┘", "─".repeat(inner)), role);
        self.title(area, title);
    }

    /// A rule over an area, with a title in it.
    pub fn rule(&mut self, area: Area, title: &[Run<'_>], focused: bool) {
        let role = if focused { Role::FrameFocused } else { Role::Frame };
        self.text(area.x, area.y, area.width, &"─".repeat(area.width.into()), role);
        self.title(area, title);
    }

    /// A title in a border, cut where it would reach the corner.
    fn title(&mut self, area: Area, title: &[Run<'_>]) {
        let Some(room) = usize::from(area.width).checked_sub(6).filter(|_| !title.is_empty())
        else {
            return;
        };
        let (mut x, mut left) = (area.x + 1, room);
        x += self.text(x, area.y, 1, " ", Role::Plain);
        for (words, role) in title {
            let cut = width::cut(words, left);
            left -= width::of(&cut);
            x += self.text(x, area.y, room as u16, &cut, *role);
        }
        self.text(x, area.y, 1, " ", Role::Plain);
    }
}

/// Cuts `span` where any of `layers` begins or ends, and lays their styles over one another, the
/// later over the earlier.
pub fn layered(
    theme: Theme,
    span: Span,
    base: Role,
    layers: &[(Span, Role)],
) -> Vec<(Span, Style)> {
    let mut cuts = vec![span.start, span.end];
    for (layer, _) in layers {
        if let Some(part) = layer.meet(span) {
            cuts.extend([part.start, part.end]);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |(start, end): (u32, u32)| {
        let piece = Span::new(start, end);
        let over = layers.iter().filter(|(layer, _)| layer.covers(piece));
        let style =
            over.fold(theme.style(base), |style, (_, role)| style.patch(theme.style(*role)));
        (piece, style)
    };
    cuts.iter().copied().zip(cuts.iter().copied().skip(1)).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn every_letter_drawn_is_handed_to_the_terminal() {
        for text in ["ｶﾞｽ", "ﾊﾟx", "漢字", "a\u{301}b", "🇸🇻x", "❤\u{fe0f}x"] {
            let area = Rect::new(0, 0, 8, 1);
            let mut buffer = Buffer::empty(area);
            let mut canvas = Canvas { buffer: &mut buffer, theme: Theme::new(false) };
            canvas.text(0, 0, 8, text, Role::Plain);
            let shown = Buffer::empty(area);
            let cells = shown.diff_iter(&buffer).map(|(_, _, cell)| cell.symbol());
            assert_eq!(cells.collect::<String>().trim_end(), text);
        }
    }

    #[test]
    fn layers_cut_and_cover() {
        let theme = Theme::new(false);
        let mark = (Span::new(2, 6), Role::Mark);
        let lit = (Span::new(4, 9), Role::Lit);
        let pieces = layered(theme, Span::new(0, 8), Role::Plain, &[mark, lit]);
        let both = theme.style(Role::Mark).patch(theme.style(Role::Lit));
        assert_eq!(
            pieces,
            [
                (Span::new(0, 2), Style::new()),
                (Span::new(2, 4), theme.style(Role::Mark)),
                (Span::new(4, 6), both),
                (Span::new(6, 8), theme.style(Role::Lit)),
            ]
        );
    }
}
