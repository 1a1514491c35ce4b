//! Where the words of a statement stand, on the screen: what was asked, what was found, and the row. The search
//! itself is not here: it is asked for, and comes as a message.

use std::sync::Arc;

use crate::app::found_list::{self, FoundList};
use crate::app::msg::Effect;
use crate::app::notice::{Notice, Undecidable};
use crate::app::overlay::OverlayKind;
use crate::app::state::State;
use crate::app::update::tell;
use onrecord_model::{RecordRef, RowRef};
use onrecord_search::{Everywhere, Reprint};

/// What is known of where the words of a row stand.
pub type Reprints = FoundList<RowRef, Everywhere>;

const KIND: OverlayKind = OverlayKind::Everywhere;

/// The places.
pub fn places(state: &State) -> &[Reprint] {
    match &state.everywhere.found {
        Some(found) => &found.places,
        None => &[],
    }
}

/// The record in the row that one stands on; `None` where the list is not on the screen.
pub fn selected(state: &State) -> Option<RecordRef> {
    let overlay = state.overlay.filter(|overlay| overlay.kind == KIND)?;
    let place = places(state).get(overlay.row)?;
    Some(RecordRef::Row(place.row))
}

/// `E`: asks where the words of the row stand, and shows the list.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    let row = match state.subject() {
        Some(RecordRef::Row(row)) => row,
        Some(_) => return tell(state, Notice::Undecidable(Undecidable::NoStatement)),
        None => return tell(state, Notice::Undecidable(Undecidable::Nothing)),
    };
    state.everywhere.begin(row);
    come_back(state)
}

/// Shows the list where one was in it.
pub(crate) fn come_back(state: &mut State) -> Vec<Effect> {
    found_list::show(state, KIND, state.everywhere.row_or(None));
    refresh(state)
}

/// The answer. One stands on the same place as before, at first on the one that was asked for.
pub(crate) fn take(state: &mut State, generation: u64, found: Arc<Everywhere>) -> Vec<Effect> {
    let asked = found.places.iter().position(|place| place.asked);
    if state.everywhere.take(generation, found) {
        found_list::stand(state, KIND, state.everywhere.row_or(asked));
    }
    Vec::new()
}

/// An investigation that takes the place of another: what was found in that one is asked for anew.
pub(crate) fn arrive(state: &mut State, moved: impl Fn(RecordRef) -> Option<RecordRef>) {
    state.everywhere.carry(|row| match moved(RecordRef::Row(row)) {
        Some(RecordRef::Row(row)) => Some(row),
        _ => None,
    });
    if found_list::is_shown(state, KIND) && state.everywhere.asked.is_none() {
        state.overlay = None;
    }
}

/// Asks, where the list is on the screen and has no answer.
pub(crate) fn refresh(state: &mut State) -> Vec<Effect> {
    let question =
        if found_list::is_shown(state, KIND) { state.everywhere.question() } else { None };
    let question = question.map(|(generation, row)| Effect::Everywhere { generation, row });
    question.into_iter().collect()
}
