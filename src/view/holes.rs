//! The hole list: a row for each hole under its kind, the scroll's row is the one that keys are about; all
//! of it below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::{Borders, StatefulWidget, Widget};

use super::paint::{Border, Strip, without_last};
use super::scroll::Scroll;
use super::theme::StyleRole;
use super::{Scene, card};
use crate::app::holes::{HoleListLine, lines};
use crate::words::{holes, who};
use onrecord_corpus::Hole;
use onrecord_text::{width, wrap};

/// Rows for the whole of one hole, with its rule.
const WHOLE: u16 = 8;
/// Rows for how many there are, and for how many of each kind.
const SUMMARY: usize = 2;
/// Below so many columns a row does not say where.
const NARROW: u16 = 100;

/// The holes by kind.
pub(super) struct HoleRows<'a>(pub Scene<'a>);

impl StatefulWidget for HoleRows<'_> {
    type State = Scroll;

    fn render(self, area: Rect, buffer: &mut Buffer, scroll: &mut Scroll) {
        let Self(scene) = self;
        let list = &scene.state.holes.list;
        scroll.last = list.holes.len().saturating_sub(1);
        let mut head = head(scene, area.width.into());
        head.truncate(usize::from(area.height / 4));
        let whole = if list.holes.is_empty() { 0 } else { WHOLE.min(area.height / 2) };
        let above = Constraint::Length(head.len() as u16);
        let parts = [above, Constraint::Fill(1), Constraint::Length(whole)];
        let [above, rows, below] = Layout::vertical(parts).areas(area);
        for (area, row) in above.rows().zip(head) {
            row.render(area, buffer);
        }
        let lines = lines(list);
        let stands =
            |line: &HoleListLine| matches!(line, HoleListLine::Hole(row, _) if *row == scroll.row);
        let Some(at) = lines.iter().position(stands) else { return };
        let top = (at + 1).saturating_sub(usize::from(rows.height));
        for (area, one) in rows.rows().zip(lines.iter().skip(top)) {
            line(scene, *one, scroll.row, area, buffer);
        }
        if let Some(hole) = list.holes.get(scroll.row) {
            detail(scene, (scroll.row, list.holes.len()), *hole, below, buffer);
        }
    }
}

/// How many there are, and of which kinds.
fn head(scene: Scene<'_>, columns: usize) -> Vec<Strip<'_>> {
    let list = &scene.state.holes.list;
    let told = std::iter::once(holes::summary(list)).chain(holes::overview(list));
    let rows = told.flat_map(|told| {
        let rows = wrap::rows(&told, columns.max(1)).into_iter().take(SUMMARY);
        let words = rows.map(|row| row.of(&told).trim_end().to_owned()).collect::<Vec<_>>();
        words.into_iter().map(|words| Strip::new([scene.span(words, StyleRole::Quiet)]))
    });
    rows.collect()
}

/// A heading, or a hole in a row: who and the words, and at its end what is missing.
fn line(scene: Scene<'_>, line: HoleListLine, selected: usize, area: Rect, buffer: &mut Buffer) {
    let (at, hole) = match line {
        HoleListLine::Heading(kind, count) => {
            let words = holes::heading(kind, count);
            return Strip::new([scene.span(words, StyleRole::Strong)]).render(area, buffer);
        }
        HoleListLine::Hole(at, hole) => (at, hole),
    };
    let state = scene.state;
    let Some(row) = holes::row(&state.corpus, hole, state.today) else { return };
    let (mark, role) =
        if at == selected { ("▸", StyleRole::Selected) } else { (" ", StyleRole::Plain) };
    let aside = holes::aside(&row, area.width >= NARROW);
    let aside = width::cut_inside(&aside, usize::from(area.width) / 2);
    let aside = Strip::new([scene.span(aside, StyleRole::Quiet)]).right();
    let left = without_last(area, aside.width() + 2);
    aside.render(area, buffer);
    let room = usize::from(left.width).saturating_sub(1);
    let (who, words) = match &row.who {
        // Words without all of the verb would say more than was said.
        Some(who) if width::of(who) + 2 > room => (who::cut(who, room).into_owned(), String::new()),
        Some(who) => (format!("{who}: "), row.words),
        None => (String::new(), row.words),
    };
    let words = width::cut(&words, room.saturating_sub(width::of(&who))).into_owned();
    let row =
        [scene.span(mark, StyleRole::Selected), scene.span(who, role), scene.span(words, role)];
    Strip::new(row).render(left, buffer);
}

/// All of the hole that one stands on, under a rule that says which of how many it is.
fn detail(scene: Scene<'_>, at: (usize, usize), hole: Hole, area: Rect, buffer: &mut Buffer) {
    let state = scene.state;
    let Some(row) = holes::row(&state.corpus, hole, state.today) else { return };
    let title = Strip::new([scene.span(holes::place(at.0, at.1), StyleRole::Quiet)]);
    let style = scene.theme.style(StyleRole::Frame);
    Border { sides: Borders::TOP, title, style }.render(area, buffer);
    let facts = holes::facts(hole.kind, row);
    let rows = card::rows(scene, &facts, usize::from(area.width).saturating_sub(1));
    for (area, row) in area.rows().skip(1).zip(rows) {
        row.render(area, buffer);
    }
}
