//! What somebody said on the words of the search line, in the order of time, on the screen: what was asked, what
//! was found, and the row. The search itself is not here: it is asked for, and comes as a message.

use std::sync::Arc;

use crate::app::facets;
use crate::app::found_list::{self, FoundList};
use crate::app::msg::Effect;
use crate::app::notice::{Notice, Undecidable};
use crate::app::overlay::OverlayKind;
use crate::app::state::State;
use crate::app::update::tell;
use onrecord_model::{ActorIx, RecordRef, RowRef};
use onrecord_search::{ByMeaning, Facets, SaidGroup, SaidRow, Says, SaysRequest};

/// Who is asked for, and on what.
#[derive(Debug, Clone, PartialEq)]
pub struct SaysQuestion {
    /// As it is searched.
    pub request: SaysRequest,
    /// What stood in the search line.
    pub text: String,
    /// The statement that one stood on.
    from: Option<RowRef>,
}

/// What is known of what somebody said.
pub type SaidList = FoundList<SaysQuestion, Says>;

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SaysLine<'s> {
    /// The group of those that follow.
    Group(SaidGroup),
    /// A statement with its row.
    Row(usize, &'s SaidRow),
}

const KIND: OverlayKind = OverlayKind::Says;

/// The statements.
pub fn rows(state: &State) -> &[SaidRow] {
    match &state.says.found {
        Some(found) => &found.rows,
        None => &[],
    }
}

/// The lines of the list: each group but that of all the words under its name.
pub fn lines(rows: &[SaidRow]) -> Vec<SaysLine<'_>> {
    let mut before = SaidGroup::AllWords;
    let mut lines = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        if std::mem::replace(&mut before, row.group) != row.group {
            lines.push(SaysLine::Group(row.group));
        }
        lines.push(SaysLine::Row(at, row));
    }
    lines
}

/// The record in the row that one stands on; `None` where the list is not on the screen.
pub fn selected(state: &State) -> Option<RecordRef> {
    let overlay = state.overlay.filter(|overlay| overlay.kind == KIND)?;
    let row = rows(state).get(overlay.row)?;
    Some(RecordRef::Row(row.hit.row))
}

/// `S`: asks what the actor, or who speaks in the row, said on the words of the search line, and shows the list.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    let (actor, from) = match state.subject() {
        Some(RecordRef::Actor(actor)) => (Some(actor), None),
        Some(RecordRef::Row(row)) => (speaker(state, row), Some(row)),
        Some(RecordRef::Event(_) | RecordRef::Source(_)) => (None, None),
        None => return tell(state, Notice::Undecidable(Undecidable::Nothing)),
    };
    let Some(actor) = actor else {
        return tell(state, Notice::Undecidable(Undecidable::NoActor));
    };
    let request = SaysRequest {
        actor,
        query: state.line.query().clone(),
        facets: Facets { actors: Vec::new(), ..state.facets.clone() },
        weak: state.weak,
        meaning: if state.meaning { ByMeaning::Now } else { ByMeaning::Off },
    };
    let text = state.line.text().trim().to_owned();
    state.says.begin(SaysQuestion { request, text, from });
    come_back(state)
}

fn speaker(state: &State, row: RowRef) -> Option<ActorIx> {
    state.corpus.row(row)?.speaker.value().copied()
}

/// Shows the list where one was in it.
pub(crate) fn come_back(state: &mut State) -> Vec<Effect> {
    found_list::show(state, KIND, state.says.row_or(None));
    refresh(state)
}

/// The answer. One stands on the same row as before, at first on the statement that one came from.
pub(crate) fn take(state: &mut State, generation: u64, found: Arc<Says>) -> Vec<Effect> {
    let from = state.says.asked.as_ref().and_then(|asked| asked.from);
    let at = from.and_then(|from| found.rows.iter().position(|row| row.hit.row == from));
    if state.says.take(generation, found) {
        found_list::stand(state, KIND, state.says.row_or(at));
    }
    Vec::new()
}

/// An investigation that takes the place of another: what was found in that one is asked for anew.
pub(crate) fn arrive(state: &mut State, moved: impl Fn(RecordRef) -> Option<RecordRef>) {
    state.says.carry(|mut asked| {
        let Some(RecordRef::Actor(actor)) = moved(RecordRef::Actor(asked.request.actor)) else {
            return None;
        };
        asked.request.actor = actor;
        facets::carry(&mut asked.request.facets, &moved);
        asked.from = match asked.from.and_then(|row| moved(RecordRef::Row(row))) {
            Some(RecordRef::Row(row)) => Some(row),
            _ => None,
        };
        Some(asked)
    });
    if found_list::is_shown(state, KIND) && state.says.asked.is_none() {
        state.overlay = None;
    }
}

/// Asks, where the list is on the screen and has no answer.
pub(crate) fn refresh(state: &mut State) -> Vec<Effect> {
    let question = if found_list::is_shown(state, KIND) { state.says.question() } else { None };
    let effect = |(generation, SaysQuestion { request, .. })| Effect::Says {
        generation,
        request: Box::new(request),
    };
    question.map(effect).into_iter().collect()
}
