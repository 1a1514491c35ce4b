//! Keys that decide about the row one stands on, or about all that are marked, as one decision.

use crate::app::input::action::Action;
use crate::app::layout::Pane;
use crate::app::msg::Effect;
use crate::app::notice::{Notice, Undecidable};
use crate::app::state::{State, StatusMenu};
use crate::app::update::tell;
use crate::app::{decisions, facets, form, links, navigation, prompt, typed_value};
use onrecord_corpus::RecordKey;
use onrecord_journal::{FieldAction, FieldEdit, TargetKey, TargetKind};
use onrecord_model::{Annotations, Field, FieldValue, RecordRef, RowRef};

/// What a key decides about: all rows that are marked, else the record one stands on. The list of sources
/// hides what is marked.
pub(crate) fn targets(state: &State) -> Vec<TargetKey> {
    if state.marks.is_empty() || facets::listed_row(state).is_some() {
        let record = state.subject();
        return record.and_then(|record| form::key(&state.corpus, record)).into_iter().collect();
    }
    let key = |id: &str| TargetKey { kind: TargetKind::Statement, id: id.into() };
    state.marks.iter().map(|id| key(id)).collect()
}

/// Asks for a field of what one stands on, or of all that is marked.
pub(crate) fn ask(state: &mut State, field: Field) -> Vec<Effect> {
    let keys = targets(state);
    if keys.is_empty() {
        return tell(state, Notice::Undecidable(Undecidable::Nothing));
    }
    let is_asked = |record: &RecordRef| form::key(&state.corpus, *record).as_ref() == keys.first();
    let alone = state.subject().filter(|record| keys.len() == 1 && is_asked(record));
    let there = alone.and_then(|record| form::value(&state.corpus, record, field));
    let text = there.map_or_else(String::new, |value| typed_value::text(&value));
    prompt::ask(state, field, keys, &text);
    Vec::new()
}

/// `=`: a letter follows, about what one stands on now.
pub(crate) fn ask_status(state: &mut State) -> Vec<Effect> {
    state.asked_about = targets(state);
    if state.asked_about.is_empty() {
        return tell(state, Notice::Undecidable(Undecidable::Nothing));
    }
    state.asks_status = Some(StatusMenu::Status);
    Vec::new()
}

/// The letter behind `=`.
pub(crate) fn set_status(state: &mut State, action: Action) -> Vec<Effect> {
    let (field, word) = match action {
        Action::SetStatus(status) | Action::SetStatusHow(status) => (Field::Status, status.word()),
        Action::SetTerms(terms) => (Field::Terms, terms),
        Action::Sensitive => (Field::Sensitive, ""),
        Action::AskStatus => {
            state.asks_status = Some(StatusMenu::Terms);
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    let asked = std::mem::take(&mut state.asked_about);
    let keys: Vec<_> = asked.into_iter().filter(|key| has(key, field)).collect();
    if keys.is_empty() {
        return tell(state, Notice::Undecidable(Undecidable::NoStatement));
    }
    let value = match field {
        Field::Sensitive => FieldValue::Flag(!keys.iter().all(|key| is_sensitive(state, key))),
        _ => FieldValue::text(word),
    };
    let set = FieldAction::To(value);
    if matches!(action, Action::SetStatusHow(_)) {
        prompt::ask_with(state, Field::How, keys, "", (Field::Status, set));
        return Vec::new();
    }
    let edit = |key| FieldEdit { key, field, set: set.clone() };
    decisions::edit(state, keys.into_iter().map(edit).collect())
}

/// Whether somebody said that a record must not leave this desk.
fn is_sensitive(state: &State, key: &TargetKey) -> bool {
    annotations(state, key).is_some_and(|set| set.flag(Field::Sensitive))
}

/// What people have set of a record.
fn annotations<'s>(state: &'s State, key: &TargetKey) -> Option<&'s Annotations> {
    let record = state.corpus.find(&RecordKey::of(key.kind.owner(), key.id.clone()))?;
    state.corpus.annotations(record)
}

/// Whether people have said just this of a record, and nobody says otherwise: what the rules say alike is
/// nobody's word yet.
fn is_said(state: &State, key: &TargetKey, field: Field, set: &FieldAction) -> bool {
    let Some(said) = annotations(state, key) else { return false };
    let has = |element: &FieldValue| {
        said.elements.iter().any(|(of, other)| *of == field && other == element)
    };
    let holds = match set {
        FieldAction::To(value) => said.value(field) == Some(value),
        FieldAction::Unset => said.value(field).is_none(),
        FieldAction::Add(element) => has(element),
        FieldAction::Remove(element) => !has(element),
    };
    holds && said.conflicts.iter().all(|conflict| conflict.field != field)
}

/// Whether a record has a field.
fn has(key: &TargetKey, field: Field) -> bool {
    Field::of(key.kind.owner()).any(|of| of == field)
}

/// `.`: the last decision once more, about this row; where people have said so already it writes nothing.
pub(crate) fn repeat(state: &mut State) -> Vec<Effect> {
    let mut keys = targets(state);
    let Some(last) = state.decisions.last() else {
        return tell(state, Notice::NothingToRepeat);
    };
    let asked = keys.len();
    keys.retain(|key| !last.iter().all(|(field, set)| is_said(state, key, *field, set)));
    if keys.is_empty() && asked > 0 {
        return tell(state, Notice::SaidAlready(asked));
    }
    // A verdict is a step from where the row stands, and only a suggestion has one.
    let fits = |key: &TargetKey, field: Field, set: &FieldAction| {
        has(key, field)
            && links::fits(state, key, set)
            && (field != Field::Verdict || decisions::is_step(state, &key.id, set))
    };
    let edits: Vec<_> = keys
        .iter()
        .flat_map(|key| last.iter().map(move |(field, set)| (key, *field, set)))
        .filter(|(key, field, set)| fits(key, *field, set))
        .map(|(key, field, set)| FieldEdit { key: key.clone(), field, set: set.clone() })
        .collect();
    if edits.is_empty() {
        return tell(state, Notice::NothingToRepeat);
    }
    decisions::edit(state, edits)
}

/// `*`: marks the row, or all from the one marked last to here; on a marked row it takes the mark off.
pub(crate) fn mark(state: &mut State) -> Vec<Effect> {
    let Some(id) = row_id(state, state.subject()) else {
        return tell(state, Notice::Undecidable(Undecidable::NoStatement));
    };
    if let Some(at) = state.marks.iter().position(|marked| *marked == id) {
        state.marks.remove(at);
        return tell(state, Notice::Marked(state.marks.len()));
    }
    let place = |state: &State, id: &str| {
        let row = state.corpus.find_row(id)?;
        navigation::find(state, Pane::Quotes, RecordRef::Row(row))
    };
    let last = state.marks.last().and_then(|last| place(state, last));
    let here = place(state, &id);
    if let (Some(last), Some(here)) = (last, here) {
        let between = if last < here { last + 1..here } else { here + 1..last };
        for at in between {
            let between = row_id(state, state.row(Pane::Quotes, at));
            state.marks.extend(between.filter(|id| !state.marks.contains(id)));
        }
    }
    state.marks.push(id);
    tell(state, Notice::Marked(state.marks.len()))
}

/// The id of a row that can be decided about.
fn row_id(state: &State, record: Option<RecordRef>) -> Option<Box<str>> {
    let record =
        record.filter(|record| matches!(record, RecordRef::Row(row) if !is_passage(*row)))?;
    form::key(&state.corpus, record).map(|key| key.id)
}

const fn is_passage(row: RowRef) -> bool {
    matches!(row, RowRef::Passage(_))
}
