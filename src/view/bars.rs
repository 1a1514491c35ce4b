//! The rows around the panes: title, search line, tabs, status.

use super::Cursor;
use super::paint::{Canvas, Run};
use super::theme::Role;
use crate::app::layout::{Area, Layout};
use crate::app::{Pane, State};
use crate::words::{keys, labels, notices, queries};
use onrecord_text::width;

/// Columns that the query keeps for itself before counts have room.
const QUERY: usize = 18;

/// Name, title and what there is.
pub fn title(canvas: &mut Canvas<'_>, state: &State, layout: &Layout) {
    let Some(area) = layout.title else { return };
    let corpus = &state.corpus;
    let counts = queries::totals(state, layout.tabs.is_none());
    let faults = queries::amiss(corpus).map_or(String::new(), |amiss| format!("  ! {amiss}"));
    let right: [Run<'_>; 2] = [(&counts, Role::Quiet), (&faults, Role::Warning)];
    let used = canvas.right(area.x, area.y, area.width, &right);
    let left = area.width.saturating_sub(used + 2);
    let room = usize::from(left).saturating_sub("onrecord  ".len());
    let title = width::cut(corpus.title(), room);
    canvas.runs(area.x, area.y, left, &[("onrecord  ", Role::Quiet), (&title, Role::Strong)]);
}

/// The query with its cursor, the facets, and how much they leave.
pub fn line(canvas: &mut Canvas<'_>, state: &State, layout: &Layout) -> Cursor {
    let area = layout.line?;
    let mut counts = queries::counts(state);
    if usize::from(area.width) < width::of(&counts) + QUERY {
        counts.clear();
    }
    let role = if state.hits.is_empty() && !state.waiting() { Role::Warning } else { Role::Quiet };
    let used = canvas.right(area.x, area.y, area.width, &[(&counts, role)]);
    let room = area.width.saturating_sub(used + 1);
    let prompt: Run<'_> = ("/ ", if state.editing { Role::Selected } else { Role::Quiet });
    let mut x = area.x + canvas.runs(area.x, area.y, room, &[prompt]);
    let end = area.x + room;
    if state.line.text().is_empty() && state.facets.is_empty() {
        canvas.text(x, area.y, end.saturating_sub(x), &queries::invitation(state), Role::Quiet);
    }
    let (text, cursor) = visible(state, usize::from(end.saturating_sub(x + 1)));
    let cursor = state.editing.then_some((x + cursor as u16, area.y));
    let marked = state.editing && state.line.is_marked();
    let role = if marked { Role::Mark } else { Role::Strong };
    x += canvas.text(x, area.y, end.saturating_sub(x), text, role);
    for facet in queries::facets(state) {
        let facet = format!(" [{facet}]");
        x += canvas.text(x, area.y, end.saturating_sub(x), &facet, Role::Facet);
    }
    cursor
}

/// The part of the query that fits `columns` and holds the cursor, and the cursor's column in it.
fn visible(state: &State, columns: usize) -> (&str, usize) {
    let (text, cursor) = (state.line.text(), state.line.cursor());
    let before = text.get(..cursor).unwrap_or("");
    let mut from = 0;
    while width::of(before.get(from..).unwrap_or("")) > columns {
        let rest = before.get(from..).unwrap_or("");
        from += rest.chars().next().map_or(1, char::len_utf8);
    }
    (text.get(from..).unwrap_or(""), width::of(before.get(from..).unwrap_or("")))
}

/// The names of the panes with their counts, where not all are shown.
pub fn tabs(canvas: &mut Canvas<'_>, state: &State, layout: &Layout) {
    let Some(area) = layout.tabs else { return };
    let mut x = area.x;
    for (number, pane) in Pane::ALL.into_iter().enumerate() {
        let name = pane_title(state, pane, number + 1);
        let role = if pane == state.focus.pane { Role::FrameFocused } else { Role::Quiet };
        let room = (area.x + area.width).saturating_sub(x);
        x += canvas.text(x, area.y, room, &format!(" {name} "), role);
    }
}

/// `3 Quotes 35`.
pub fn pane_title(state: &State, pane: Pane, number: usize) -> String {
    let name = match pane {
        Pane::Actors => "Actors",
        Pane::Timeline => "Timeline",
        Pane::Quotes => "Quotes",
        Pane::Source => return format!("{number} Source"),
    };
    format!("{number} {name} {}", labels::number(state.len(pane)))
}

/// A message, or the keys worth knowing here.
pub fn status(canvas: &mut Canvas<'_>, state: &State, layout: &Layout) {
    let Some(area) = layout.status else { return };
    if let Some(notice) = &state.notice {
        canvas.text(area.x, area.y, area.width, &notices::sentence(notice), Role::Strong);
        return;
    }
    if let Some(warning) = queries::warning(state) {
        canvas.text(area.x, area.y, area.width, &warning, Role::Warning);
        return;
    }
    hints(canvas, state, area);
}

fn hints(canvas: &mut Canvas<'_>, state: &State, area: Area) {
    let (mut x, end) = (area.x, area.x + area.width);
    for (key, words) in keys::hints(state) {
        let needed = width::of(key) + width::of(words) + 1;
        if usize::from(end.saturating_sub(x)) < needed {
            break;
        }
        let runs =
            [(key, Role::Key), (" ", Role::Plain), (words, Role::Quiet), ("  ", Role::Plain)];
        x += canvas.runs(x, area.y, end - x, &runs);
    }
}
