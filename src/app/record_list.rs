//! Lists over the panes whose rows are records: what is missing before publication, where words were printed
//! again, what somebody said. Keys about a record are about the one in the row.

use crate::app::input::action::Action;
use crate::app::layout::Pane;
use crate::app::msg::Effect;
use crate::app::overlay::OverlayKind;
use crate::app::state::State;
use crate::app::{everywhere, holes, navigation, says};
use onrecord_model::RecordRef;

/// The record that one went to from a list, and from which: Esc leads back as long as the source shows it.
pub(crate) type WentTo = Option<(OverlayKind, RecordRef)>;

/// Whether an overlay is such a list.
pub(crate) const fn is_one(kind: OverlayKind) -> bool {
    matches!(kind, OverlayKind::Holes | OverlayKind::Everywhere | OverlayKind::Says)
}

/// The record in the row that one stands on; `None` where no such list is on the screen.
pub(crate) fn selected(state: &State) -> Option<RecordRef> {
    match state.overlay?.kind {
        OverlayKind::Holes => holes::selected(state).map(|hole| hole.record),
        OverlayKind::Everywhere => everywhere::selected(state),
        OverlayKind::Says => says::selected(state),
        _ => None,
    }
}

/// ⏎: to the record of the row.
pub(crate) fn go(state: &mut State) -> Vec<Effect> {
    let Some((kind, record)) = state.overlay.map(|one| one.kind).zip(selected(state)) else {
        return Vec::new();
    };
    state.overlay = None;
    state.history.leave(state.visit());
    if let Some(at) = navigation::find(state, Pane::Quotes, record)
        && matches!(record, RecordRef::Row(_))
    {
        state.quotes.pick(at);
    }
    let effects = navigation::to_passage(state, record);
    state.went = Some((kind, record));
    effects
}

/// Goes to the record of the row, where a key shows something else over the list; whether one is there.
pub(crate) fn stand_on(state: &mut State) -> Result<(), Vec<Effect>> {
    let record = selected(state);
    let effects = go(state);
    if record.is_some() && state.subject() == record { Ok(()) } else { Err(effects) }
}

/// Whether an action about a record takes the place of the list.
pub(crate) const fn takes_its_place(action: Action) -> bool {
    matches!(
        action,
        Action::Card | Action::Citation | Action::Edit | Action::MarkRead | Action::Accept
    )
}

/// Back to the list from which one came to what the source shows; `None` where one came from none.
pub(crate) fn back(state: &mut State) -> Option<Vec<Effect>> {
    let shown = state.source.as_ref().map(|view| view.subject)?;
    let (kind, _) = state.went.filter(|(_, record)| *record == shown)?;
    Some(match kind {
        OverlayKind::Everywhere => everywhere::come_back(state),
        OverlayKind::Says => says::come_back(state),
        _ => holes::open(state),
    })
}
