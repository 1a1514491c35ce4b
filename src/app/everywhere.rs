//! Where the words of a statement stand, on the screen: what was asked, what was found, and the row. The search
//! itself is not here: it is asked for, and comes as a message.

use std::sync::Arc;

use crate::app::msg::Effect;
use crate::app::notice::{Notice, Undecidable};
use crate::app::overlay::{Overlay, OverlayKind, hold_cursor};
use crate::app::state::State;
use crate::app::update::tell;
use onrecord_model::{RecordRef, RowRef};
use onrecord_search::{Everywhere, Reprint};

/// What is known of where some words stand.
#[derive(Debug, Clone, Default)]
pub struct Reprints {
    /// The row whose words they are.
    asked: Option<RowRef>,
    /// Number of the last question.
    generation: u64,
    /// The answer to it; nothing before it came.
    pub found: Option<Arc<Everywhere>>,
    /// The row that one stood on last.
    row: Option<usize>,
}

impl Reprints {
    /// The places.
    pub fn places(&self) -> &[Reprint] {
        match &self.found {
            Some(found) => &found.places,
            None => &[],
        }
    }
}

/// The record in the row that one stands on; `None` where the list is not on the screen.
pub fn selected(state: &State) -> Option<RecordRef> {
    let overlay = state.overlay.filter(|overlay| overlay.kind == OverlayKind::Everywhere)?;
    let place = state.everywhere.places().get(overlay.row)?;
    Some(RecordRef::Row(place.row))
}

/// `E`: asks where the words of the row stand, and shows the list.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    let row = match state.subject() {
        Some(RecordRef::Row(row)) => row,
        Some(_) => return tell(state, Notice::Undecidable(Undecidable::NoStatement)),
        None => return tell(state, Notice::Undecidable(Undecidable::Nothing)),
    };
    let generation = state.everywhere.generation;
    state.everywhere = Reprints { asked: Some(row), generation, ..Reprints::default() };
    state.went = None;
    state.overlay = Some(Overlay::new(OverlayKind::Everywhere));
    ask(state)
}

/// Shows the list again, where one was in it.
pub(crate) fn come_back(state: &mut State) -> Vec<Effect> {
    state.went = None;
    let mut overlay = Overlay::new(OverlayKind::Everywhere);
    if let Some(row) = state.everywhere.row {
        overlay.row = row;
    }
    state.overlay = Some(overlay);
    hold_cursor(state);
    if state.everywhere.found.is_some() { Vec::new() } else { ask(state) }
}

fn ask(state: &mut State) -> Vec<Effect> {
    let Some(row) = state.everywhere.asked else { return Vec::new() };
    state.everywhere.generation += 1;
    vec![Effect::Everywhere { generation: state.everywhere.generation, row }]
}

/// The answer. One stands on the same place as before, at first on the one that was asked for.
pub(crate) fn take(state: &mut State, generation: u64, found: Arc<Everywhere>) -> Vec<Effect> {
    if generation != state.everywhere.generation {
        return Vec::new();
    }
    let asked = found.places.iter().position(|place| place.asked);
    state.everywhere.found = Some(found);
    if let (Some(overlay), Some(at)) = (&mut state.overlay, state.everywhere.row.or(asked))
        && overlay.kind == OverlayKind::Everywhere
    {
        overlay.row = at;
    }
    hold_cursor(state);
    Vec::new()
}

/// Keeps the row that one stands on.
pub(crate) fn hold(state: &mut State, row: usize) {
    if state.everywhere.found.is_some() {
        state.everywhere.row = Some(row);
    }
}

/// An investigation that takes the place of another: what was found in that one is asked for anew.
pub(crate) fn arrive(state: &mut State, moved: impl Fn(RecordRef) -> Option<RecordRef>) {
    let asked = state.everywhere.asked.and_then(|row| moved(RecordRef::Row(row)));
    state.everywhere.found = None;
    state.everywhere.asked = match asked {
        Some(RecordRef::Row(row)) => Some(row),
        _ => None,
    };
    let shown = state.overlay.is_some_and(|overlay| overlay.kind == OverlayKind::Everywhere);
    if shown && state.everywhere.asked.is_none() {
        state.overlay = None;
    }
}

/// Asks again, where the list is on the screen and has no answer: another investigation has come.
pub(crate) fn refresh(state: &mut State) -> Vec<Effect> {
    let shown = state.overlay.is_some_and(|overlay| overlay.kind == OverlayKind::Everywhere);
    if shown && state.everywhere.found.is_none() { ask(state) } else { Vec::new() }
}
