//! Which rows of the other panes belong to the record that the source shows.

use crate::app::state::State;
use onrecord_model::{ActorIx, RecordRef, Statement};

/// Whether `row` is tied to the record in the source pane: the actors and statements of an event,
/// the actors and events of a statement, the statements and events of an actor.
pub fn tied(state: &State, row: RecordRef) -> bool {
    let Some(view) = &state.source else { return false };
    ties(state, view.subject, row) || ties(state, row, view.subject)
}

/// Whether the record `one` names `other`.
fn ties(state: &State, one: RecordRef, other: RecordRef) -> bool {
    let corpus = &state.corpus;
    match (one, other) {
        (RecordRef::Event(event), RecordRef::Actor(actor)) => {
            corpus.event(event).is_some_and(|event| event.actors.contains(&actor))
        }
        (RecordRef::Event(event), RecordRef::Row(row)) => {
            corpus.telling_of(event).any(|told| row == told.into())
        }
        (RecordRef::Row(row), RecordRef::Actor(actor)) => {
            corpus.row(row).is_some_and(|statement| names(statement, actor))
        }
        _ => false,
    }
}

/// Whether an actor says, hears or is the matter of a statement.
pub fn names(statement: &Statement, actor: ActorIx) -> bool {
    statement.speaker.value() == Some(&actor)
        || statement.audience().contains(&actor)
        || statement.about().contains(&actor)
}
