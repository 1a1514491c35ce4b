//! Which rows of the other panes belong to the record that the source shows.

use super::state::State;
use super::subject::Subject;
use onrecord_model::{ActorIx, Statement};

/// Whether `row` is tied to the record in the source pane: the actors and statements of an event,
/// the actors and events of a statement, the statements and events of an actor.
pub fn tied(state: &State, row: Subject) -> bool {
    let Some(view) = &state.source else { return false };
    ties(state, view.subject, row) || ties(state, row, view.subject)
}

/// Whether the record `one` names `other`.
fn ties(state: &State, one: Subject, other: Subject) -> bool {
    let corpus = &state.corpus;
    match (one, other) {
        (Subject::Event(event), Subject::Actor(actor)) => {
            corpus.event(event).is_some_and(|event| event.actors.contains(&actor))
        }
        (Subject::Event(event), Subject::Row(row)) => {
            corpus.telling_of(event).any(|told| row == told.into())
        }
        (Subject::Row(row), Subject::Actor(actor)) => {
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
