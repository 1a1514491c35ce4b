//! Decisions about suggestions. `+` goes one step up (dismissed, suggested, confirmed), `-` one step down.
//! Writing a decision down and letting the investigation follow is asked of the machine; until it is
//! on the disk the row says that it waits, and where that fails all is as before.

use crate::app::arrival::Arrival;
use crate::app::layout::Pane;
use crate::app::msg::{Decided, Decision, Effect};
use crate::app::navigation;
use crate::app::notice::{Notice, Undecidable};
use crate::app::overlay::{Overlay, OverlayKind};
use crate::app::reading::ReadingState;
use crate::app::state::State;
use crate::app::update::tell;
use onrecord_model::fault::WriteError;
use onrecord_model::{Form, Origin, RecordRef, RowRef, Statement, StatementIx, Verdict};

/// How the suggestion that one stands on stands; `None` where there is none to be judged.
pub fn standing(state: &State) -> Option<Verdict> {
    decidable(state).ok().map(|(_, stands)| stands)
}

/// A decision that has not come true in the investigation on the screen yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending {
    /// What was decided.
    pub verdict: Verdict,
    /// Whether it is on the disk.
    pub written: bool,
}

/// What is known of decisions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decisions {
    /// Those of this session that can be taken back, the last at the end: the suggestion, how it
    /// stood, and how it stands.
    made: Vec<(Box<str>, Verdict, Verdict)>,
    /// Those on their way into the investigation, and whether they are on the disk.
    under_way: Vec<(Decision, bool)>,
    /// How many there were.
    count: u64,
    /// The number of the last one that the sources being read again are sure to hold.
    held: u64,
    /// The file that was named last.
    file: Option<String>,
    /// Whether the program is left as soon as all are on the disk.
    leaving: bool,
}

impl Decisions {
    /// The decision on its way about the suggestion with this id.
    pub(crate) fn pending(&self, id: &str) -> Option<Pending> {
        let of = |(decision, _): &&(Decision, bool)| &*decision.id == id;
        let (decision, written) = self.under_way.iter().rev().find(of)?;
        Some(Pending { verdict: decision.to, written: *written })
    }

    /// How many are not on the disk yet.
    fn waiting(&self) -> usize {
        self.under_way.iter().filter(|(_, written)| !written).count()
    }

    /// The number of the last before which all are on the disk or were refused.
    fn settled(&self) -> u64 {
        let waits = self.under_way.iter().filter(|(_, written)| !written);
        waits.map(|(decision, _)| decision.number - 1).min().unwrap_or(self.count)
    }

    fn push(&mut self, id: Box<str>, from: Verdict, to: Verdict, undoes: bool) -> Vec<Effect> {
        self.count += 1;
        let decision = Decision { number: self.count, id, from, to, undoes };
        self.under_way.push((decision.clone(), false));
        vec![Effect::Decide(decision)]
    }
}

/// How a statement stands as a suggestion; nothing for what is none.
fn stands(state: &State, statement: &Statement) -> Option<Verdict> {
    let origin = match statement.origin {
        Origin::Dismissed => Verdict::Dismissed,
        Origin::Suggested => Verdict::Suggested,
        Origin::Confirmed => Verdict::Confirmed,
        Origin::Listed | Origin::Hand => return None,
    };
    Some(state.pending(statement).map_or(origin, |pending| pending.verdict))
}

/// `+` (`up`) and `-`: the suggestion one stands on goes a step. Then one stands on the next that
/// stands as it did; what is a suggestion again after it was confirmed stays under the hand.
pub(crate) fn decide(state: &mut State, up: bool) -> Vec<Effect> {
    let (row, from) = match decidable(state) {
        Ok(found) => found,
        Err(why) => return tell(state, Notice::Undecidable(why)),
    };
    let to = match (from, up) {
        (Verdict::Suggested, true) => Verdict::Confirmed,
        (Verdict::Suggested, false) => Verdict::Dismissed,
        (Verdict::Confirmed, false) | (Verdict::Dismissed, true) => Verdict::Suggested,
        (Verdict::Confirmed, true) => {
            return tell(state, Notice::Undecidable(Undecidable::Confirmed));
        }
        (Verdict::Dismissed, false) => {
            return tell(state, Notice::Undecidable(Undecidable::Dismissed));
        }
    };
    let Some(id) = state.corpus.row(row).map(|statement| statement.id.clone()) else {
        return Vec::new();
    };
    state.decisions.made.push((id.clone(), from, to));
    let effects = state.decisions.push(id, from, to, false);
    if from != Verdict::Confirmed {
        go_on(state, from);
    }
    effects
}

/// `u`: the last decision of this session does not hold.
pub(crate) fn take_back(state: &mut State) -> Vec<Effect> {
    match state.decisions.made.pop() {
        Some((id, from, to)) => state.decisions.push(id, to, from, true),
        None => tell(state, Notice::NothingToTakeBack),
    }
}

/// `q`: leaves, as soon as what was decided is on the disk; at once where it is pressed again.
pub(crate) fn leave(state: &mut State) -> Vec<Effect> {
    let waiting = state.decisions.waiting();
    if waiting == 0 || state.decisions.leaving {
        return vec![Effect::Leave];
    }
    state.decisions.leaving = true;
    tell(state, Notice::Writing(waiting))
}

/// Another key was pressed: one stays.
pub(crate) fn stay(state: &mut State) {
    state.decisions.leaving = false;
}

/// `r`: reads again what is on the disk.
pub(crate) fn reread(state: &mut State) -> Vec<Effect> {
    state.reading = ReadingState::Again;
    state.decisions.held = state.decisions.settled();
    vec![Effect::Reread(state.decisions.held)]
}

/// The suggestion one stands on and sees, and how it stands.
fn decidable(state: &State) -> Result<(RowRef, Verdict), Undecidable> {
    let shown =
        |overlay: Overlay| matches!(overlay.kind, OverlayKind::Card | OverlayKind::Citation);
    if !state.overlay.is_none_or(shown) {
        return Err(Undecidable::Nothing);
    }
    let row = match state.subject() {
        Some(RecordRef::Row(row)) => row,
        Some(_) => return Err(Undecidable::NoStatement),
        None => return Err(Undecidable::Nothing),
    };
    let statement = state.corpus.row(row).ok_or(Undecidable::Nothing)?;
    if statement.form == Form::Passage {
        return Err(Undecidable::Passage);
    }
    // A decision is tied to the words of a document, and the list has only a copy of them.
    if statement.known().carried.is_some() || statement.origin == Origin::Listed {
        return Err(Undecidable::OfAList);
    }
    stands(state, statement).map(|stands| (row, stands)).ok_or(Undecidable::ByHand)
}

/// Whether a statement stands so.
fn stands_so(state: &State, row: RowRef, so: Verdict) -> bool {
    state.corpus.row(row).and_then(|statement| stands(state, statement)) == Some(so)
}

/// To the next that stands `so`, in the text or in the list; where none follows, to the
/// one before; else one stays.
fn go_on(state: &mut State, so: Verdict) {
    if let Some(overlay) = &mut state.overlay {
        overlay.row = 0;
    }
    if state.focus.pane == Pane::Source {
        if let Some(next) = next_in_text(state, so) {
            navigation::stand_on(state, RecordRef::Row(next.into()));
        }
        return;
    }
    let open = |row: &usize| match state.row(Pane::Quotes, *row) {
        Some(RecordRef::Row(row)) => stands_so(state, row, so),
        _ => false,
    };
    let (cursor, len) = (state.quotes.cursor, state.len(Pane::Quotes));
    let next = (cursor + 1..len).find(open).or_else(|| (0..cursor.min(len)).rev().find(open));
    if let Some(row) = next {
        navigation::to_row(state, row);
    }
}

fn next_in_text(state: &State, so: Verdict) -> Option<StatementIx> {
    let view = state.source.as_ref()?;
    let RecordRef::Row(here) = view.subject else { return None };
    let open = |at: &StatementIx| stands_so(state, (*at).into(), so);
    let all = || state.corpus.statements_in(view.source);
    all()
        .filter(|at| RowRef::from(*at) > here)
        .find(open)
        .or_else(|| all().rev().filter(|at| RowRef::from(*at) < here).find(open))
}

/// What came of a decision: where it failed, everything is as before it.
pub(crate) fn apply(state: &mut State, decided: Decided) -> Vec<Effect> {
    let Decided { decision, file, outcome, parted } = decided;
    match outcome {
        Ok(()) => {
            let of = |(other, _): &&mut (Decision, bool)| other.number == decision.number;
            if let Some((_, written)) = state.decisions.under_way.iter_mut().find(of) {
                *written = true;
            }
            let file = file.unwrap_or_default();
            let first = state.decisions.file.as_ref() != Some(&file);
            state.decisions.file = Some(file.clone());
            let change = (decision.from, decision.to);
            state.notice = Some(Notice::Decided { change, file, first, parted });
        }
        Err(why) => {
            refused(state, decision, &why);
            state.decisions.leaving = false;
            state.notice = Some(Notice::NotDecided { file, why });
        }
    }
    if !state.decisions.leaving {
        return Vec::new();
    }
    match state.decisions.waiting() {
        0 => vec![Effect::Leave],
        waiting => tell(state, Notice::Writing(waiting)),
    }
}

/// Nothing is decided then.
fn refused(state: &mut State, decision: Decision, why: &WriteError) {
    let decisions = &mut state.decisions;
    decisions.under_way.retain(|(other, _)| other.number != decision.number);
    let Decision { id, from, to, undoes, .. } = decision;
    if !undoes {
        let made = |(other, _, stands): &(Box<str>, _, _)| *other == id && *stands == to;
        if let Some(at) = decisions.made.iter().rposition(made) {
            decisions.made.remove(at);
        }
    } else if !matches!(why, WriteError::Gone | WriteError::Contradicted(_)) {
        // Tried again those would fail again, and keep the ones before from their turn.
        decisions.made.push((id, to, from));
    }
}

/// Decisions wait for another onrecord.
pub(crate) fn held(state: &mut State, file: String) -> Vec<Effect> {
    if state.decisions.waiting() == 0 || state.decisions.leaving {
        return Vec::new();
    }
    tell(state, Notice::Held(file))
}

/// What becomes of decisions on their way when another investigation is on the screen; what one
/// stands on then, where one of them brought it back.
pub(crate) fn arrived(state: &mut State, what: Arrival) -> Option<RecordRef> {
    let upto = what.decided?;
    let back = brought_back(state, upto);
    // What is being read again may not hold the latest.
    let again = state.reading == ReadingState::Again && what.read != Some(false);
    let again = again.then_some(state.decisions.held);
    let last = again.map_or(upto, |held| held.min(upto));
    state.decisions.under_way.retain(|(decision, _)| decision.number > last);
    back
}

/// The suggestion whose decision was taken back last and that is here again: what one stands on then.
fn brought_back(state: &State, upto: u64) -> Option<RecordRef> {
    let until = |(decision, _): &&(Decision, bool)| decision.number <= upto;
    let (decision, _) = state.decisions.under_way.iter().rfind(until)?;
    if !decision.undoes {
        return None;
    }
    state.corpus.find_row(&decision.id).map(RecordRef::Row)
}
