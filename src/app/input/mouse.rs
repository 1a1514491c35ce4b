//! The mouse: a click selects or opens, the wheel moves. Never needed, always the same as some key.

use crate::app::layout::Pane;
use crate::app::log;
use crate::app::msg::{Effect, Mouse, MouseWhat};
use crate::app::navigation;
use crate::app::others;
use crate::app::overlay::OverlayKind;
use crate::app::overlay::hold_cursor;
use crate::app::record_list;
use crate::app::source;
use crate::app::state::{State, timeline_head};
use onrecord_model::RecordRef;
use onrecord_text::{Span, width};
use unicode_segmentation::UnicodeSegmentation;

/// Rows of text per notch of the wheel.
const NOTCH: isize = 3;

pub(crate) fn update(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    others::seen(state);
    if let Some(overlay) = &mut state.overlay {
        match mouse.what {
            MouseWhat::Click
                if !matches!(overlay.kind, OverlayKind::Sources | OverlayKind::Log)
                    && !record_list::is_one(overlay.kind) =>
            {
                state.overlay = None;
            }
            MouseWhat::Click => {}
            MouseWhat::WheelDown => overlay.row += 1,
            MouseWhat::WheelUp => overlay.row = overlay.row.saturating_sub(1),
        }
        hold_cursor(state);
        return log::more(state);
    }
    let layout = state.layout();
    if layout.is_line(mouse.x, mouse.y) {
        state.editing = true;
        state.line.unmark();
        return Vec::new();
    }
    let Some(pane) = layout.pane_at(mouse.x, mouse.y) else { return Vec::new() };
    match mouse.what {
        MouseWhat::WheelDown => wheel(state, pane, 1),
        MouseWhat::WheelUp => wheel(state, pane, -1),
        MouseWhat::Click => click(state, pane, mouse),
    }
}

fn wheel(state: &mut State, pane: Pane, notches: isize) -> Vec<Effect> {
    state.editing = false;
    let effects = navigation::focus(state, pane);
    navigation::step(state, if pane == Pane::Source { notches * NOTCH } else { notches });
    effects
}

fn click(state: &mut State, pane: Pane, mouse: Mouse) -> Vec<Effect> {
    state.editing = false;
    let Some(place) = state.layout().place(pane) else { return Vec::new() };
    let row = usize::from(mouse.y.saturating_sub(place.inner.y));
    if pane == Pane::Source {
        let column = usize::from(mouse.x.saturating_sub(place.inner.x));
        return click_source(state, row, column);
    }
    let effects = navigation::focus(state, pane);
    let head = if pane == Pane::Timeline { timeline_head(place.inner.height.into()) } else { 0 };
    if let Some(at) = row.checked_sub(head).and_then(|row| row_at(state, pane, row)) {
        state.list_mut(pane).pick(at);
        navigation::resettle(state);
        navigation::follow(state);
    }
    effects
}

/// The position in the list of the row drawn `row` screen rows below its top.
fn row_at(state: &mut State, pane: Pane, row: usize) -> Option<usize> {
    let mut below = 0;
    let mut rows = state.list(pane).top..state.len(pane);
    let mut height = state.heights(pane);
    rows.find(|at| {
        below += height(*at);
        row < below
    })
}

/// A click on a statement's words selects it; elsewhere it gives the pane the keys.
fn click_source(state: &mut State, row: usize, column: usize) -> Vec<Effect> {
    let effects = navigation::focus(state, Pane::Source);
    let Some((view, text)) =
        state.source.as_ref().and_then(|view| Some((view, state.corpus.source(view.source)?)))
    else {
        return effects;
    };
    let gutter = text_gutter(state);
    let clicked = state
        .page
        .rows()
        .get(row)
        .and_then(source::viewport::SourceRow::span)
        .and_then(|span| offset_at(text.document.text(), span, column.checked_sub(gutter?)?))
        .and_then(|offset| view.statement_at(&state.corpus, offset));
    match clicked {
        Some(ix) => navigation::stand_on(state, RecordRef::Row(ix.into())),
        None => effects,
    }
}

/// Columns left of the words, where a source is open and on the screen.
fn text_gutter(state: &State) -> Option<usize> {
    let open = state.source.as_ref().and_then(|view| state.corpus.source(view.source));
    let place = state.layout().source;
    open.zip(place).map(|(text, place)| source::gutter(text, place.inner.width.into()))
}

/// The byte drawn at `column` of a row.
fn offset_at(text: &str, row: Span, column: usize) -> Option<u32> {
    let mut right = 0;
    row.of(text).grapheme_indices(true).find_map(|(at, grapheme)| {
        right += width::of_grapheme(grapheme);
        (column < right).then_some(row.start + at as u32)
    })
}
