//! Judging suggestions: a verdict is on the screen at once; writing it down and letting the
//! investigation follow is asked of the machine, and taken back where that fails.

use super::arrive::Arrival;
use super::go;
use super::layout::Pane;
use super::msg::{Decided, Decision, Effect, Judged, Then};
use super::notice::{NotToJudge, Notice};
use super::overlay::{Kind, Overlay};
use super::state::{Reading, State};
use super::subject::{self, Subject};
use super::update::tell;
use crate::corpus::fault::Unwritten;
use crate::model::{Form, Origin, StatementIx, Verdict};

/// Whether one stands on a suggestion that can be judged.
pub fn can(state: &State) -> bool {
    to_judge(state).is_ok()
}

/// What is known of decisions.
#[derive(Debug, Clone, Default)]
pub(super) struct Judging {
    /// Those of this session that can be taken back, the last at the end.
    made: Vec<(Box<str>, Verdict)>,
    /// Those on their way into the investigation.
    under_way: Vec<Decision>,
    /// How many there were.
    count: u64,
    /// The file that was named last.
    file: Option<String>,
}

impl Judging {
    /// The verdict on its way for the suggestion with this id.
    pub(super) fn verdict(&self, id: &str) -> Option<Verdict> {
        match self.under_way.iter().rev().find(|decision| &*decision.id == id)?.what {
            Decided::Verdict(verdict) => Some(verdict),
            Decided::TakenBack(_) => None,
        }
    }

    fn decide(&mut self, id: Box<str>, what: Decided) -> Vec<Effect> {
        self.count += 1;
        let decision = Decision { number: self.count, id, what };
        self.under_way.push(decision.clone());
        vec![Effect::Judge(decision)]
    }
}

/// `+` and `-`: the verdict on the suggestion one stands on; then one stands on the next.
pub(super) fn judge(state: &mut State, verdict: Verdict) -> Vec<Effect> {
    let at = match to_judge(state) {
        Ok(at) => at,
        Err(why) => return tell(state, Notice::NotToJudge(why)),
    };
    let Some(id) = state.corpus.statement(at).map(|statement| statement.id.clone()) else {
        return Vec::new();
    };
    state.judging.made.push((id.clone(), verdict));
    let effects = state.judging.decide(id, Decided::Verdict(verdict));
    go_on(state);
    effects
}

/// `u`: the last verdict of this session does not hold.
pub(super) fn take_back(state: &mut State) -> Vec<Effect> {
    match state.judging.made.pop() {
        Some((id, verdict)) => state.judging.decide(id, Decided::TakenBack(verdict)),
        None => tell(state, Notice::NothingToTakeBack),
    }
}

/// The suggestion one stands on and sees.
fn to_judge(state: &State) -> Result<StatementIx, NotToJudge> {
    let shown = |overlay: Overlay| matches!(overlay.kind, Kind::Card | Kind::Citation);
    if !state.overlay.is_none_or(shown) {
        return Err(NotToJudge::Nothing);
    }
    let at = match state.subject() {
        Some(Subject::Statement(at)) => at,
        Some(_) => return Err(NotToJudge::NoStatement),
        None => return Err(NotToJudge::Nothing),
    };
    let statement = state.corpus.statement(at).ok_or(NotToJudge::Nothing)?;
    match (statement.form, statement.origin) {
        (Form::Passage, _) => Err(NotToJudge::Passage),
        (_, Origin::Hand | Origin::Listed) => Err(NotToJudge::ByHand),
        (_, Origin::Confirmed) => Err(NotToJudge::Confirmed),
        (_, Origin::Suggested) if state.verdict(statement).is_some() => Err(NotToJudge::JustNow),
        (_, Origin::Suggested) => Ok(at),
    }
}

/// Whether somebody has yet to judge it.
fn is_open(state: &State, at: StatementIx) -> bool {
    let statement = state.corpus.statement(at);
    statement.is_some_and(|s| s.origin == Origin::Suggested && state.verdict(s).is_none())
}

/// To the next suggestion that is not judged, in the text or in the list; where none follows, to the
/// one before; else one stays.
fn go_on(state: &mut State) {
    if let Some(overlay) = &mut state.overlay {
        overlay.row = 0;
    }
    if state.focus.pane == Pane::Source {
        if let Some(next) = next_in_text(state) {
            go::stand_on(state, Subject::Statement(next));
        }
        return;
    }
    let open = |row: &usize| match state.row(Pane::Quotes, *row) {
        Some(Subject::Statement(at)) => is_open(state, at),
        _ => false,
    };
    let (cursor, len) = (state.quotes.cursor, state.len(Pane::Quotes));
    let next = (cursor + 1..len).find(open).or_else(|| (0..cursor.min(len)).rev().find(open));
    if let Some(row) = next {
        go::to_row(state, row);
    }
}

fn next_in_text(state: &State) -> Option<StatementIx> {
    let view = state.source.as_ref()?;
    let Subject::Statement(here) = view.subject else { return None };
    let open = |at: &StatementIx| is_open(state, *at);
    let all = || state.corpus.statements_in(view.source);
    all()
        .filter(|at| *at > here)
        .find(open)
        .or_else(|| all().rev().filter(|at| *at < here).find(open))
}

/// What came of a decision: where it failed, everything is as before it.
pub(super) fn judged(state: &mut State, judged: Judged) -> Vec<Effect> {
    let Judged { decision, file, outcome } = judged;
    match outcome {
        Ok(then) => {
            let file = file.unwrap_or_default();
            let first = state.judging.file.as_ref() != Some(&file);
            state.judging.file = Some(file.clone());
            state.notice = Some(Notice::Judged { what: decision.what, file, first });
            if then == Then::Reread {
                forget(state, decision.number);
                state.reading = Reading::Again;
                return vec![Effect::Reread];
            }
        }
        Err(why) => {
            forget(state, decision.number);
            match decision.what {
                Decided::Verdict(_) => {
                    let made = &mut state.judging.made;
                    if let Some(at) = made.iter().rposition(|(id, _)| *id == decision.id) {
                        made.remove(at);
                    }
                }
                // Tried again it would fail again, and keep those before it from their turn.
                Decided::TakenBack(_) if why == Unwritten::Gone => {}
                Decided::TakenBack(verdict) => state.judging.made.push((decision.id, verdict)),
            }
            state.notice = Some(Notice::NotJudged { file, why });
        }
    }
    Vec::new()
}

fn forget(state: &mut State, number: u64) {
    state.judging.under_way.retain(|decision| decision.number != number);
}

/// What becomes of decisions on their way when another investigation is on the screen; what one
/// stands on then, where one of them brought it back.
pub(super) fn arrived(state: &mut State, what: Arrival) -> Option<Subject> {
    let Arrival::Judged { upto } = what else { return None };
    let back = brought_back(state, upto);
    state.judging.under_way.retain(|decision| decision.number > upto);
    back
}

/// The suggestion that was taken back last and is here again: what one stands on then.
fn brought_back(state: &State, upto: u64) -> Option<Subject> {
    let held = state.judging.under_way.iter().rfind(|decision| decision.number <= upto)?;
    if !matches!(held.what, Decided::TakenBack(_)) {
        return None;
    }
    subject::find(&state.corpus, &(0, held.id.clone()))
}
