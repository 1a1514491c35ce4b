//! Decisions about suggestions. `+` goes one step up (dismissed, suggested, confirmed), `-` one step down.
//! Writing a decision down and letting the investigation follow is asked of the machine; until it is
//! on the disk the row says that it waits, and where that fails all is as before.

use crate::app::arrival::Arrival;
use crate::app::links;
use crate::app::moving_on;
use crate::app::msg::{Decided, Decision, Effect};
use crate::app::notice::{Notice, ToldRecord, Undecidable};
use crate::app::overlay::{Overlay, OverlayKind};
use crate::app::reading::ReadingState;
use crate::app::record_list;
use crate::app::state::State;
use crate::app::update::tell;
use onrecord_corpus::RecordKey;
use onrecord_journal::{
    Acceptance, FieldAction, FieldEdit, Intent, NewStatement, Operation, OperationId, Outcome,
    TargetKey, TargetKind,
};
use onrecord_model::{
    Field, FieldValue, Origin, RecordRef, RowRef, Statement, StatementIx, Verdict,
};

/// How the suggestion that one stands on stands; `None` where there is none to be judged.
pub fn standing(state: &State) -> Option<Verdict> {
    decidable(state).ok().map(|(_, stands)| stands)
}

/// A decision that has not come true in the investigation on the screen yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending {
    /// What was decided of it as a suggestion; `None` where something else was.
    pub verdict: Option<Verdict>,
    /// Whether it is on the disk.
    pub written: bool,
}

/// What is known of decisions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decisions {
    /// Those of this session that can be taken back, the last at the end.
    made: Vec<MadeDecision>,
    /// Those on their way into the investigation, and whether they are on the disk.
    under_way: Vec<(Decision, bool)>,
    /// How many there were.
    count: u64,
    /// The number of the last one that the sources being read again are sure to hold.
    held: u64,
    /// The folder that was named last.
    folder: Option<String>,
    /// Whether the program is left as soon as all are on the disk.
    leaving: bool,
    /// What is taken back where one says so once more.
    asked: Option<OperationId>,
    /// What the last decision made of which fields.
    last: Option<Vec<(Field, FieldAction)>>,
}

/// A decision of this session.
#[derive(Debug, Clone)]
struct MadeDecision {
    number: u64,
    /// Under which name it stands in the journal, as soon as it does.
    operation: Option<OperationId>,
    /// The rows, and how each stood as a suggestion.
    rows: DecidedRows,
}

/// Rows that a decision is about, each with what it says of it as a suggestion.
type DecidedRows = Vec<(Box<str>, Option<Verdict>)>;

impl Decisions {
    /// The decision on its way about the row with this id.
    pub(crate) fn pending(&self, id: &str) -> Option<Pending> {
        let about = |(decision, written): &(Decision, bool)| {
            let row = decision.rows.iter().find(|(row, _)| &**row == id)?;
            Some(Pending { verdict: row.1, written: *written })
        };
        self.under_way.iter().rev().find_map(about)
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

    /// What the last decision made of which fields.
    pub(crate) fn last(&self) -> Option<Vec<(Field, FieldAction)>> {
        self.last.clone()
    }

    /// The next decision can be taken back; `rows` stand so before it.
    fn made(&mut self, rows: DecidedRows) {
        self.made.push(MadeDecision { number: self.count + 1, operation: None, rows });
    }

    /// What a decision has become in the journal.
    fn written(&mut self, decision: &Decision, operation: OperationId) {
        if let Intent::TakeBack { of: Some(of), .. } = &decision.intent {
            self.made.retain(|made| made.operation.as_ref() != Some(of));
        }
        if let Some(made) = self.made.iter_mut().find(|made| made.number == decision.number) {
            made.operation = Some(operation);
        }
        let same = |(other, _): &&mut (Decision, bool)| other.number == decision.number;
        if let Some((_, written)) = self.under_way.iter_mut().find(same) {
            *written = true;
        }
    }

    fn push(&mut self, intent: Intent, rows: DecidedRows) -> Vec<Effect> {
        self.count += 1;
        let decision = Decision { number: self.count, intent, rows };
        self.under_way.push((decision.clone(), false));
        vec![Effect::Decide(decision)]
    }
}

/// Lets `edits` be written down, as one decision. One stays where one stands, but where that leaves the list
/// by it.
pub(crate) fn edit(state: &mut State, edits: Vec<FieldEdit>) -> Vec<Effect> {
    if edits.is_empty() {
        return Vec::new();
    }
    let leaves = moving_on::leaves(state, &edits);
    let stood = |id: &str| {
        let row = state.corpus.find_row(id)?;
        stands(state, state.corpus.row(row)?)
    };
    let (mut before, mut rows): (DecidedRows, DecidedRows) = Default::default();
    for edit in edits.iter().filter(|edit| edit.key.kind == TargetKind::Statement) {
        let verdict = match &edit.set {
            FieldAction::To(value) if edit.field == Field::Verdict => verdict(value),
            _ => None,
        };
        if rows.iter().all(|(id, _)| *id != edit.key.id) {
            before.push((edit.key.id.clone(), stood(&edit.key.id)));
            rows.push((edit.key.id.clone(), verdict));
        }
    }
    state.decisions.made(before);
    let first = edits.first().map(|edit| edit.key.clone());
    let same = edits.iter().filter(|edit| Some(&edit.key) == first.as_ref());
    state.decisions.last = Some(same.map(|edit| (edit.field, edit.set.clone())).collect());
    let effects = state.decisions.push(Intent::Edit(edits), rows);
    if let Some(stood) = leaves {
        moving_on::go_on(state, stood);
    }
    effects
}

/// Lets a passage be put down as a statement.
pub(crate) fn put(state: &mut State, new: NewStatement) -> Vec<Effect> {
    state.decisions.made(Vec::new());
    state.decisions.push(Intent::Put(new), Vec::new())
}

/// Lets what a source says now be accepted.
pub(crate) fn accept(state: &mut State, what: Acceptance) -> Vec<Effect> {
    // Of a whole source no row waits: they look as they did.
    let rows: DecidedRows = match what.rows.as_slice() {
        [only] => vec![(only.clone(), None)],
        _ => Vec::new(),
    };
    state.decisions.made(rows.clone());
    state.decisions.push(Intent::Accept(what), rows)
}

/// A verdict as a decision names it.
pub(crate) fn verdict(value: &FieldValue) -> Option<Verdict> {
    [Verdict::Confirmed, Verdict::Dismissed, Verdict::Suggested]
        .into_iter()
        .find(|verdict| value.as_text() == Some(verdict.word()))
}

/// How a statement stands as a suggestion; nothing for what is none.
pub(crate) fn stands(state: &State, statement: &Statement) -> Option<Verdict> {
    let origin = match statement.origin {
        Origin::Dismissed => Verdict::Dismissed,
        Origin::Suggested => Verdict::Suggested,
        Origin::Confirmed => Verdict::Confirmed,
        Origin::Listed | Origin::Hand => return None,
    };
    Some(state.pending(statement).and_then(|pending| pending.verdict).unwrap_or(origin))
}

/// `+` (`up`) and `-`: the suggestion one stands on goes a step.
pub(crate) fn decide(state: &mut State, up: bool) -> Vec<Effect> {
    if !state.marks.is_empty() {
        return decide_marked(state, up);
    }
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
    let key = TargetKey { kind: TargetKind::Statement, id };
    let set = FieldAction::To(FieldValue::text(to.word()));
    edit(state, vec![FieldEdit { key, field: Field::Verdict, set }])
}

/// Whether `set` takes the row with this id, a suggestion, one step up or down its ladder.
pub(crate) fn is_step(state: &State, id: &str, set: &FieldAction) -> bool {
    let row = state.corpus.find_row(id).and_then(|row| state.corpus.row(row));
    let (Some(row), FieldAction::To(to)) = (row, set) else { return false };
    let suggested = |verdict| verdict == Verdict::Suggested;
    match (decidable_row(state, row), verdict(to)) {
        (Ok(from), Some(to)) => suggested(from) != suggested(to),
        _ => false,
    }
}

/// The same of all that are marked, as one decision; those that stand at the end of the ladder already,
/// or are no suggestions, are left as they are.
fn decide_marked(state: &mut State, up: bool) -> Vec<Effect> {
    let to = |id: &str| {
        let row = state.corpus.find_row(id)?;
        let to = match (decidable_row(state, state.corpus.row(row)?).ok()?, up) {
            (Verdict::Suggested, true) => Verdict::Confirmed,
            (Verdict::Suggested, false) => Verdict::Dismissed,
            (Verdict::Confirmed, false) | (Verdict::Dismissed, true) => Verdict::Suggested,
            (Verdict::Confirmed, true) | (Verdict::Dismissed, false) => return None,
        };
        let key = TargetKey { kind: TargetKind::Statement, id: id.into() };
        let set = FieldAction::To(FieldValue::text(to.word()));
        Some(FieldEdit { key, field: Field::Verdict, set })
    };
    let edits: Vec<_> = state.marks.iter().filter_map(|id| to(id)).collect();
    if edits.is_empty() {
        return tell(state, Notice::Undecidable(Undecidable::ByHand));
    }
    edit(state, edits)
}

/// `u`: the last decision of this session does not hold; where there is none, the last by this name,
/// when one says so once more.
pub(crate) fn take_back(state: &mut State) -> Vec<Effect> {
    if let Some(made) = state.decisions.made.pop() {
        return state.decisions.push(Intent::TakeBack { of: None, sure: false }, made.rows);
    }
    let of = state.decisions.asked.take();
    let sure = of.is_some();
    state.decisions.push(Intent::TakeBack { of, sure }, Vec::new())
}

/// `u` in the log: this operation does not hold; where that was asked, one has said so once more.
pub(crate) fn take_back_this(state: &mut State, operation: &Operation) -> Vec<Effect> {
    let sure = state.decisions.asked.take().as_ref() == Some(&operation.id);
    let mut rows: DecidedRows = Vec::new();
    for TargetKey { kind, id } in operation.changes.iter().map(|change| &change.target.key) {
        if *kind == TargetKind::Statement && rows.last().is_none_or(|(last, _)| last != id) {
            rows.push((id.clone(), None));
        }
    }
    state.decisions.push(Intent::TakeBack { of: Some(operation.id.clone()), sure }, rows)
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

/// Another key than `u` was pressed: nobody has said yes.
pub(crate) fn forget_question(state: &mut State) {
    state.decisions.asked = None;
}

/// `r`: reads again what is on the disk.
pub(crate) fn reread(state: &mut State) -> Vec<Effect> {
    state.reading = ReadingState::Again;
    state.decisions.held = state.decisions.settled();
    vec![Effect::Reread(state.decisions.held)]
}

/// The suggestion one stands on and sees, and how it stands.
fn decidable(state: &State) -> Result<(RowRef, Verdict), Undecidable> {
    let shown = |overlay: Overlay| {
        matches!(overlay.kind, OverlayKind::Card | OverlayKind::Citation)
            || record_list::is_one(overlay.kind)
    };
    if !state.overlay.is_none_or(shown) {
        return Err(Undecidable::Nothing);
    }
    let row = match state.subject() {
        Some(RecordRef::Row(row)) => row,
        Some(_) => return Err(Undecidable::NoStatement),
        None => return Err(Undecidable::Nothing),
    };
    let statement = state.corpus.row(row).ok_or(Undecidable::Nothing)?;
    decidable_row(state, statement).map(|stands| (row, stands))
}

/// How a row stands as a suggestion, or why it is none that can be judged.
fn decidable_row(state: &State, statement: &Statement) -> Result<Verdict, Undecidable> {
    if statement.form.is_passage() {
        return Err(Undecidable::Passage);
    }
    // A decision is tied to the words of a document, and the list has only a copy of them.
    if statement.known().carried.is_some() || statement.origin == Origin::Listed {
        return Err(Undecidable::OfAList);
    }
    stands(state, statement).ok_or(Undecidable::ByHand)
}

/// The record that a decision is about, where that is one: a key is soon about another.
fn about(state: &State, decision: &Decision) -> Option<ToldRecord> {
    let corpus = &state.corpus;
    let key = match &decision.intent {
        Intent::Edit(edits) => {
            let first = &edits.first()?.key;
            // Whoever becomes one with the first, or is nobody as it is, is told of with it.
            let shared = [Field::MergedInto, Field::NoActor];
            let with = |edit: &FieldEdit| edit.key == *first || shared.contains(&edit.field);
            edits.iter().all(with).then(|| RecordKey::of(first.kind.owner(), first.id.clone()))?
        }
        Intent::TakeBack { .. } => match decision.rows.as_slice() {
            [(id, _)] => RecordKey::of(TargetKind::Statement.owner(), id.clone()),
            _ => return None,
        },
        Intent::Put(_) | Intent::Accept(_) => return None,
    };
    let record = corpus.find(&key)?;
    // Who it was taken for before is not told beside who it is.
    let who = matches!(&decision.intent, Intent::Edit(edits) if edits.iter().any(|edit| edit.field == Field::Speaker));
    let named = |name: &str| ToldRecord { name: Some(name.into()), inferred: false, said: None };
    Some(match record {
        RecordRef::Row(row) => {
            let statement = corpus.row(row)?;
            ToldRecord {
                name: corpus.speaker_name(statement).filter(|_| !who).map(str::to_owned),
                inferred: statement.has_inferred_speaker(),
                said: links::words(corpus, &statement.id),
            }
        }
        RecordRef::Actor(actor) => named(corpus.shown_name(actor)),
        RecordRef::Event(event) => named(&corpus.event(event)?.title),
        RecordRef::Source(source) => named(&corpus.source(source)?.title),
    })
}

/// What came of a decision: where it failed, everything is as before it.
pub(crate) fn apply(state: &mut State, decided: Decided) -> Vec<Effect> {
    let Decided { decision, folder, outcome } = decided;
    match outcome {
        Ok(Outcome::Written(operation)) => {
            state.decisions.written(&decision, operation);
            let first = state.decisions.folder != folder;
            state.decisions.folder.clone_from(&folder);
            let folder = folder.filter(|_| first);
            state.notice = Some(match &decision.intent {
                Intent::Edit(edits) if let Some(told) = links::told(state, edits) => {
                    Notice::Linked { told, folder }
                }
                _ => {
                    let about = about(state, &decision).map(Box::new);
                    Notice::Decided { intent: decision.intent, about, folder }
                }
            });
        }
        Ok(Outcome::Nothing) => {
            gone(state, &decision);
            let one = matches!(decision.intent, Intent::TakeBack { of: Some(_), .. });
            let why = if one { Notice::TakenBackAlready } else { Notice::NothingToTakeBack };
            state.notice = Some(why);
        }
        Ok(Outcome::Ask(entry)) => {
            gone(state, &decision);
            state.decisions.asked = Some(entry.operation.id.clone());
            state.notice = Some(Notice::TakeBack(entry));
        }
        Err(why) => {
            gone(state, &decision);
            let Decision { number, intent, rows } = decision;
            match intent {
                Intent::TakeBack { of: None, .. } => {
                    state.decisions.made.push(MadeDecision { number, operation: None, rows });
                }
                Intent::TakeBack { of: Some(_), .. } => {}
                Intent::Edit(_) | Intent::Put(_) | Intent::Accept(_) => {
                    state.decisions.made.retain(|made| made.number != number);
                }
            }
            state.decisions.leaving = false;
            state.notice = Some(Notice::NotDecided { folder, why });
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

/// A decision that comes to nothing waits no more.
fn gone(state: &mut State, decision: &Decision) {
    state.decisions.under_way.retain(|(other, _)| other.number != decision.number);
}

/// The statement that a passage has become.
pub(crate) fn put_down(state: &State, new: &NewStatement) -> Option<StatementIx> {
    let key = RecordKey::Source(new.source.clone());
    let RecordRef::Source(source) = state.corpus.find(&key)? else { return None };
    let is =
        |statement: &Statement| statement.origin == Origin::Hand && *statement.spans == *new.spans;
    let mut all = state.corpus.statements_in(source);
    all.find(|ix| state.corpus.statement(*ix).is_some_and(is))
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

/// The statement that was put down last, or the suggestion whose decision was taken back last and that
/// is here again: what one stands on then.
fn brought_back(state: &State, upto: u64) -> Option<RecordRef> {
    let until = |(decision, _): &&(Decision, bool)| decision.number <= upto;
    let (decision, _) = state.decisions.under_way.iter().rfind(until)?;
    if let Intent::Put(new) = &decision.intent {
        return put_down(state, new).map(|ix| RecordRef::Row(ix.into()));
    }
    if !matches!(decision.intent, Intent::TakeBack { .. }) {
        return None;
    }
    let mut rows = decision.rows.iter();
    rows.find_map(|(id, _)| state.corpus.find_row(id)).map(RecordRef::Row)
}
