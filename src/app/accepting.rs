//! Accepting a source that changed: all of its statements whose words stand there as they were put down
//! at once, any other by itself, after its card has shown what differs.

use crate::app::msg::Effect;
use crate::app::notice::Notice;
use crate::app::overlay::{Overlay, OverlayKind};
use crate::app::state::State;
use crate::app::update::tell;
use crate::app::{annotation, decisions, session};
use onrecord_journal::Acceptance;
use onrecord_model::fault::States;
use onrecord_model::{AnchorState, RecordRef, Statement};
use onrecord_text::Span;

/// `A`: the statement one stands on where its words are not those that were put down, else all of its
/// source that are.
pub(crate) fn accept(state: &mut State) -> Vec<Effect> {
    let row = match state.subject() {
        Some(RecordRef::Row(row)) => state.corpus.row(row),
        _ => None,
    };
    let listed = state.overlay.is_some_and(|overlay| overlay.kind == OverlayKind::Sources);
    let open = |row: &&Statement| {
        // What was accepted a moment ago waits to come true.
        let waits = state.pending(row).is_some();
        !listed && !waits && state.corpus.is_unaccepted(row) && !row.anchor_state().has_words()
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
    let ambiguous = matches!(anchor, AnchorState::Ambiguous { .. });
    let several = row.recorded().is_some_and(|recorded| recorded.pieces.len() > 1);
    if ambiguous && several {
        return tell(state, Notice::SeveralPieces);
    }
    if seen
        && ambiguous
        && let Some(found) = state.corpus.find_row(&row.id)
    {
        return annotation::place(state, found);
    }
    if !seen {
        state.overlay = Some(Overlay::new(OverlayKind::Card));
        return tell(state, Notice::Accepting(anchor));
    }
    let Some(source) = state.corpus.source(row.source) else { return Vec::new() };
    let what = Acceptance::of(source, &[row]);
    // The next row may stand under the card then, and nobody has looked at that.
    state.overlay = None;
    decisions::accept(state, what)
}

/// The words of the statement with this id stand at `place`, a person says.
pub(crate) fn accept_at(state: &mut State, id: &str, place: Span) -> Vec<Effect> {
    let row = state.corpus.find_row(id).and_then(|row| state.corpus.row(row));
    let source = row.and_then(|row| state.corpus.source(row.source));
    let (Some(row), Some(source)) = (row, source) else { return Vec::new() };
    let what = Acceptance { place: Some(place), ..Acceptance::of(source, &[row]) };
    decisions::accept(state, what)
}

/// All statements of the source one stands in whose words stand there.
fn accept_source(state: &mut State) -> Vec<Effect> {
    let Some(ix) = session::standing_in(state) else { return tell(state, Notice::NoPassage) };
    let Some(source) = state.corpus.source(ix) else { return Vec::new() };
    let (found, others): (Vec<_>, Vec<_>) =
        state.corpus.unaccepted_in(ix).partition(|row| row.anchor_state().has_words());
    if found.is_empty() && (!others.is_empty() || !state.corpus.is_another_edition(source)) {
        let (file, states) = (source.file.clone(), States::of(others));
        return tell(state, Notice::NothingToAccept { file, states });
    }
    let what = Acceptance::of(source, &found);
    decisions::accept(state, what)
}
