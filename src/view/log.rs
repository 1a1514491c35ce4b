//! The log: a row for each decision, the scroll's row is the one that keys are about; all of it below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::{Borders, StatefulWidget, Widget};

use super::Scene;
use super::card;
use super::paint::{Border, Strip};
use super::scroll::Scroll;
use super::theme::StyleRole;
use crate::words::log;
use onrecord_text::width;

/// Columns for when and by whom.
const WHEN: usize = 17;
const BY: usize = 10;
/// Below so many columns a row only says what; when and by whom stands below.
const NARROW: u16 = 60;
/// Rows for the whole of one decision, with its rule.
const WHOLE: u16 = 7;

/// The decisions, the latest first.
pub(super) struct LogRows<'a>(pub Scene<'a>);

impl StatefulWidget for LogRows<'_> {
    type State = Scroll;

    fn render(self, area: Rect, buffer: &mut Buffer, scroll: &mut Scroll) {
        let Self(scene) = self;
        let listed = &scene.state.log;
        scroll.last = listed.len().saturating_sub(1);
        if listed.is_empty() {
            let told = if listed.entries.is_some() { log::NOTHING } else { log::LOOKING };
            Strip::new([scene.span(told, StyleRole::Plain)]).render(area, buffer);
            return;
        }
        let whole = WHOLE.min(area.height / 2);
        let parts = [Constraint::Fill(1), Constraint::Length(whole)];
        let [rows, below] = Layout::vertical(parts).areas(area);
        let top = scroll.row.saturating_sub(usize::from(rows.height).saturating_sub(1));
        for (area, at) in rows.rows().zip(top..) {
            row(scene, at, at == scroll.row, area, buffer);
        }
        detail(scene, scroll.row, below, buffer);
    }
}

/// One decision in a row.
fn row(scene: Scene<'_>, at: usize, selected: bool, area: Rect, buffer: &mut Buffer) {
    let Some(entry) = scene.state.log.entry(at) else { return };
    let log::LogRow { when, by, what, record } = log::row(entry);
    let (mark, role) =
        if selected { ("▸", StyleRole::Selected) } else { (" ", StyleRole::Plain) };
    let lead = if area.width < NARROW {
        String::new()
    } else {
        format!("{}  {}  ", width::pad(&when, WHEN), width::pad(&by, BY))
    };
    let left = usize::from(area.width).saturating_sub(width::of(&lead) + 1);
    let what = width::cut(&what, left).into_owned();
    let record = width::cut(&record, left.saturating_sub(width::of(&what) + 2)).into_owned();
    Strip::new([
        scene.span(mark, StyleRole::Selected),
        scene.span(lead, StyleRole::Quiet),
        scene.span(what, role),
        scene.span("  ", StyleRole::Plain),
        scene.span(record, StyleRole::Quiet),
    ])
    .render(area, buffer);
}

/// All of the decision that one stands on, under a rule that says which of how many it is.
fn detail(scene: Scene<'_>, at: usize, area: Rect, buffer: &mut Buffer) {
    let Some(entry) = scene.state.log.entry(at) else { return };
    let place = log::place(at, scene.state.log.total);
    let title = Strip::new([scene.span(place, StyleRole::Quiet)]);
    let style = scene.theme.style(StyleRole::Frame);
    Border { sides: Borders::TOP, title, style }.render(area, buffer);
    let facts = log::facts(entry);
    let rows = card::rows(scene, &facts, usize::from(area.width).saturating_sub(1));
    for (area, row) in area.rows().skip(1).zip(rows) {
        row.render(area, buffer);
    }
}
