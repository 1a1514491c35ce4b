//! Where one stands after a decision: on the row it was about. Where that leaves the list by it, the next
//! one comes under the cursor, at once, so that one may go through a list as fast as one types.

use crate::app::decisions::{stands, verdict};
use crate::app::layout::Pane;
use crate::app::overlay::OverlayKind;
use crate::app::state::State;
use crate::app::{form, navigation, record_list};
use onrecord_journal::{FieldAction, FieldEdit};
use onrecord_model::terms::STATUSES;
use onrecord_model::{Field, FieldValue, Origin, RecordRef, RowRef, StatementIx, Status, Verdict};

/// What is known of a row that leaves the list: how it stood as a suggestion, where it was judged as one.
/// Those that stand as it did are what one goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LeavingRow {
    judged: Option<Verdict>,
}

/// Whether the row one stands on, and no other, is decided about and will be gone from the list by it.
pub(crate) fn leaves(state: &State, edits: &[FieldEdit]) -> Option<LeavingRow> {
    let RecordRef::Row(row) = state.subject()? else { return None };
    let key = form::key(&state.corpus, RecordRef::Row(row))?;
    let alone = state.marks.is_empty() && edits.iter().all(|edit| edit.key == key);
    // In a list over the panes one stays where one is; a form is of one record.
    let elsewhere = record_list::selected(state).is_some()
        || state.overlay.is_some_and(|overlay| overlay.kind == OverlayKind::Form);
    if !alone || elsewhere {
        return None;
    }
    let stood = stands(state, state.corpus.row(row)?);
    let in_list = state.focus.pane != Pane::Source;
    let query = state.line.query();
    edits.iter().find_map(|FieldEdit { field, set, .. }| {
        let FieldAction::To(to) = set else { return None };
        match field {
            Field::Verdict => {
                let to = verdict(to)?;
                // What is dismissed is in no list and no text, but among what is dismissed.
                let aside = |verdict| verdict == Verdict::Dismissed;
                let gone = aside(to) != stood.is_some_and(aside)
                    || in_list && query.leaves_out_origin(origin(to));
                gone.then_some(LeavingRow { judged: stood })
            }
            Field::Status => {
                let gone = in_list && query.leaves_out_status(status(to)?);
                gone.then_some(LeavingRow { judged: None })
            }
            _ => None,
        }
    })
}

const fn origin(verdict: Verdict) -> Origin {
    match verdict {
        Verdict::Confirmed => Origin::Confirmed,
        Verdict::Suggested => Origin::Suggested,
        Verdict::Dismissed => Origin::Dismissed,
    }
}

fn status(value: &FieldValue) -> Option<Status> {
    let is = |(word, _): &&(&str, Status)| value.as_text() == Some(word);
    STATUSES.iter().find(is).map(|(_, status)| *status)
}

/// To the next, in the text or in the list; where none follows, to the one before; else one stays.
pub(crate) fn go_on(state: &mut State, LeavingRow { judged }: LeavingRow) {
    if let Some(overlay) = &mut state.overlay {
        overlay.row = 0;
    }
    if state.focus.pane == Pane::Source {
        if let Some(next) = next_in_text(state, judged) {
            navigation::stand_on(state, RecordRef::Row(next.into()));
        }
        return;
    }
    let open = |row: &usize| match state.row(Pane::Quotes, *row) {
        Some(RecordRef::Row(row)) => is_open(state, row, judged),
        _ => false,
    };
    let (cursor, len) = (state.quotes.cursor, state.len(Pane::Quotes));
    let next = (cursor + 1..len).find(open).or_else(|| (0..cursor.min(len)).rev().find(open));
    if let Some(row) = next {
        navigation::to_row(state, row);
    }
}

/// Whether a row may be what one goes on to: where suggestions are judged one that stands so, else any about
/// which nothing is on its way.
fn is_open(state: &State, row: RowRef, judged: Option<Verdict>) -> bool {
    let Some(statement) = state.corpus.row(row) else { return false };
    match judged {
        Some(so) => stands(state, statement) == Some(so),
        None => state.pending(statement).is_none(),
    }
}

fn next_in_text(state: &State, judged: Option<Verdict>) -> Option<StatementIx> {
    let view = state.source.as_ref()?;
    let RecordRef::Row(here) = view.subject else { return None };
    let open = |at: &StatementIx| is_open(state, (*at).into(), judged);
    let all = || state.corpus.statements_in(view.source);
    all()
        .filter(|at| RowRef::from(*at) > here)
        .find(open)
        .or_else(|| all().rev().filter(|at| RowRef::from(*at) < here).find(open))
}
