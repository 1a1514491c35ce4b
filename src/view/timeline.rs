//! The Timeline pane: a chart of what is dated, then the events in order of time.

use super::lists;
use super::paint::Canvas;
use super::theme::Role;
use crate::app::chart;
use crate::app::layout::{Area, Place};
use crate::app::state::timeline_head;
use crate::app::{Pane, State};
use crate::text::width;
use crate::words::{dates, queries};

/// Columns for dates: `(2022)-03-25/27` and a space.
const DATE: usize = 16;

/// Pane 2.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, place: Place) {
    lists::frame(canvas, state, place, Pane::Timeline, 2);
    let mut area = place.inner;
    let head = timeline_head(area.height.into()) as u16;
    if head > 0 {
        bars(canvas, state, area);
        area = Area { y: area.y + head, height: area.height - head, ..area };
    }
    for row in 0..area.height {
        let at = state.timeline.top + usize::from(row);
        let Some(event) = state.hits.events.get(at).and_then(|ix| state.corpus.event(*ix)) else {
            break;
        };
        let date = event.when().map_or_else(|| "no date".to_owned(), dates::label);
        let selected = at == state.timeline.cursor;
        let role = if selected { Role::Selected } else { Role::Plain };
        let date_role = if event.when().is_some() { role } else { Role::Quiet };
        let date = width::pad(&date, DATE);
        let room = usize::from(area.width).saturating_sub(DATE + 1);
        let title = width::cut(&event.title, room);
        let mark = lists::marker(state, Pane::Timeline, at);
        canvas.runs(area.x, area.y + row, area.width, &[mark, (&date, date_role), (&title, role)]);
    }
    if state.hits.events.is_empty() {
        lists::nothing(canvas, Place { inner: area, ..place });
    }
}

/// The chart with its first and last year, and how many events have no date.
fn bars(canvas: &mut Canvas<'_>, state: &State, area: Area) {
    const SIGNS: [&str; 9] = ["▁", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let undated = queries::undated_events(state);
    let room = area.width.saturating_sub(1);
    let used = canvas.right(area.x + 1, area.y, room, &[(&undated, Role::Quiet)]);
    let room = room.saturating_sub(used);
    let columns = usize::from(room).saturating_sub(14).min(40);
    if let Some(chart) = chart::chart(&state.days, columns) {
        let bars: String =
            chart.bars.iter().filter_map(|bar| SIGNS.get(usize::from(*bar)).copied()).collect();
        let label = format!(" {}", queries::years(&chart));
        canvas.runs(area.x + 1, area.y, room, &[(&bars, Role::Strong), (&label, Role::Quiet)]);
    }
}
