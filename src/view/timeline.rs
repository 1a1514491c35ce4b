//! The Timeline pane: a chart of what is dated, then the events in order of time.

use super::lists;
use super::paint::Canvas;
use super::theme::Role;
use crate::app::chart;
use crate::app::layout::{Area, Place};
use crate::app::state::timeline_head;
use crate::app::{Pane, State};
use crate::words::{dates, queries};
use onrecord_model::Event;
use onrecord_text::width;

/// Columns for dates at least: `25–27 Mar (2022)` and a space.
const DATE: usize = 17;

/// Pane 2.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, place: Place) {
    lists::frame(canvas, state, place, Pane::Timeline, 2);
    let mut area = place.inner;
    let head = timeline_head(area.height.into()) as u16;
    if head > 0 {
        bars(canvas, state, area);
        area = Area { y: area.y + head, height: area.height - head, ..area };
    }
    let columns = date_columns(state, area);
    for row in 0..area.height {
        let at = state.timeline.top + usize::from(row);
        let Some(event) = state.hits.events.get(at).and_then(|ix| state.corpus.event(*ix)) else {
            break;
        };
        let date = date(event);
        let selected = at == state.timeline.cursor;
        let role = if selected { Role::Selected } else { Role::Plain };
        let date_role = if event.when().is_some() { role } else { Role::Quiet };
        let date = width::pad(&date, columns);
        let room = usize::from(area.width).saturating_sub(columns + 1);
        let title = width::cut(&event.title, room);
        let mark = lists::marker(state, Pane::Timeline, at);
        canvas.runs(area.x, area.y + row, area.width, &[mark, (&date, date_role), (&title, role)]);
    }
    if state.hits.events.is_empty() {
        lists::nothing(canvas, state, Place { inner: area, ..place });
    }
}

fn date(event: &Event) -> String {
    event.when().map_or_else(|| "no date".to_owned(), dates::label)
}

/// Columns that the dates on the screen take, and a space: the end of one is not cut, as long as it
/// leaves half of the row.
fn date_columns(state: &State, area: Area) -> usize {
    let shown = state.hits.events.iter().skip(state.timeline.top).take(area.height.into());
    let shown = shown.filter_map(|ix| state.corpus.event(*ix));
    let longest = shown.map(|event| width::of(&date(event)) + 1).max().unwrap_or(0);
    longest.max(DATE).min((usize::from(area.width) / 2).max(DATE))
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
