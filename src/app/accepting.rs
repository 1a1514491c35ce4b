//! Accepting a source that changed: all of its statements whose words stand there as they were put down
//! at once, any other by itself, after its card has shown what differs.

use crate::app::msg::Effect;
use crate::app::notice::Notice;
use crate::app::overlay::{Overlay, OverlayKind};
use crate::app::state::State;
use crate::app::update::tell;
use crate::app::{decisions, session};
use onrecord_corpus::states;
use onrecord_journal::Acceptance;
use onrecord_model::fault::FaultKind;
use onrecord_model::{AnchorState, RecordRef, Source, Statement};

/// `A`: the statement one stands on where its words are not those that were put down, else all of its
/// source that are.
pub(crate) fn accept(state: &mut State) -> Vec<Effect> {
    let row = match state.subject() {
        Some(RecordRef::Row(row)) => state.corpus.row(row),
        _ => None,
    };
    let listed = state.overlay.is_some_and(|overlay| overlay.kind == OverlayKind::Sources);
    let open = |row: &&Statement| {
        !listed && state.corpus.is_unaccepted(row) && !row.anchor_state().has_words()
    };
    match row.filter(open).cloned() {
        Some(row) => accept_row(state, &row),
        None => accept_source(state),
    }
}

/// One statement: its card stands on the screen before anything is accepted.
fn accept_row(state: &mut State, row: &Statement) -> Vec<Effect> {
    let anchor = row.anchor_state();
    let seen = state.overlay.is_some_and(|overlay| overlay.kind == OverlayKind::Card);
    if !seen || matches!(anchor, AnchorState::Ambiguous { .. }) {
        state.overlay = Some(Overlay::new(OverlayKind::Card));
        return tell(state, Notice::Accepting(anchor));
    }
    let Some(source) = state.corpus.source(row.source) else { return Vec::new() };
    let what = acceptance(source, &[row]);
    // The next row may stand under the card then, and nobody has looked at that.
    state.overlay = None;
    decisions::accept(state, what)
}

/// All statements of the source one stands in whose words stand there.
fn accept_source(state: &mut State) -> Vec<Effect> {
    let Some(ix) = session::standing_in(state) else { return tell(state, Notice::NoPassage) };
    let Some(source) = state.corpus.source(ix) else { return Vec::new() };
    let (found, others): (Vec<_>, Vec<_>) =
        state.corpus.unaccepted_in(ix).partition(|row| row.anchor_state().has_words());
    if found.is_empty() && (!others.is_empty() || !is_told(state, source)) {
        let (file, states) = (source.file.clone(), states(others.into_iter()));
        return tell(state, Notice::NothingToAccept { file, states });
    }
    let what = acceptance(source, &found);
    decisions::accept(state, what)
}

/// Whether a source is told to be another edition than the one it was annotated from.
fn is_told(state: &State, source: &Source) -> bool {
    let about = |what: &FaultKind| matches!(what, FaultKind::SourceChanged { file, .. } if *file == source.file);
    state.corpus.faults().iter().any(|fault| about(&fault.what))
}

fn acceptance(source: &Source, rows: &[&Statement]) -> Acceptance {
    Acceptance {
        source: source.id.clone(),
        sha256: source.sha256.as_str().into(),
        states: states(rows.iter().copied()),
        rows: rows.iter().map(|row| row.id.clone()).collect(),
        place: None,
    }
}
