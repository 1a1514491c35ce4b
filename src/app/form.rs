//! The form of a record: every field that a person can set, with what stands there.

use crate::app::input::action::Action;
use crate::app::msg::Effect;
use crate::app::notice::Notice;
use crate::app::overlay::{Overlay, OverlayKind};
use crate::app::state::State;
use crate::app::update::tell;
use crate::app::{decisions, draft, prompt, typed_value};
use onrecord_corpus::Corpus;
use onrecord_journal::{FieldAction, FieldEdit, TargetKey, TargetKind};
use onrecord_model::{Field, FieldReading, FieldShape, FieldValue, RecordRef};

/// The fields of a form, in order; without those that nobody types, but for links.
pub fn fields(record: RecordRef) -> Vec<Field> {
    let fields = Field::of(kind(record).owner());
    fields.filter(|field| field.shape().is_typed() || *field == Field::Links).collect()
}

const fn kind(record: RecordRef) -> TargetKind {
    match record {
        RecordRef::Row(_) => TargetKind::Statement,
        RecordRef::Actor(_) => TargetKind::Actor,
        RecordRef::Event(_) => TargetKind::Event,
        RecordRef::Source(_) => TargetKind::Source,
    }
}

/// The record as the journal names it; nothing for a paragraph, about which nothing is decided.
pub(crate) fn key(corpus: &Corpus, record: RecordRef) -> Option<TargetKey> {
    if let RecordRef::Row(row) = record
        && corpus.row(row)?.form.is_passage()
    {
        return None;
    }
    Some(TargetKey { kind: kind(record), id: corpus.key(record)?.id().into() })
}

/// What stands in a field: what a person set, else what the record says.
pub fn value(corpus: &Corpus, record: RecordRef, field: Field) -> Option<FieldValue> {
    let set = corpus.annotations(record).and_then(|annotations| annotations.value(field));
    set.cloned().or_else(|| corpus.field_value(record, field))
}

/// Whether a field holds what the rules only infer: a speaker whom the attributing words do not name.
pub fn is_inferred(corpus: &Corpus, record: RecordRef, field: Field) -> bool {
    let RecordRef::Row(row) = record else { return false };
    let set = corpus.annotations(record).is_some_and(|set| set.value(field).is_some());
    let inferred = corpus.row(row).is_some_and(onrecord_model::Statement::has_inferred_speaker);
    field == Field::Speaker && inferred && !set
}

/// The record that a form is about: the one that one stands on.
pub fn record(state: &State) -> Option<RecordRef> {
    state.subject().filter(|record| key(&state.corpus, *record).is_some())
}

/// `e`: opens the form of the record that one stands on, at what was left unfinished or is to be settled.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    if let Some(record) = record(state) {
        let unfinished = draft::field_of(state, record);
        let fields = fields(record);
        let unsettled = |field: &Field| !readings(&state.corpus, record, *field).is_empty();
        let row = fields.iter().position(|field| Some(*field) == unfinished);
        let row = row.or_else(|| fields.iter().position(unsettled));
        let kind = OverlayKind::Form;
        state.overlay =
            Some(row.map_or(Overlay::new(kind), |row| Overlay { row, ..Overlay::new(kind) }));
    }
    Vec::new()
}

/// The key of the record whose form is open.
pub(crate) fn opened(state: &State) -> Option<TargetKey> {
    state.overlay.filter(|overlay| overlay.kind == OverlayKind::Form)?;
    key(&state.corpus, record(state)?)
}

/// The field under the cursor, and its record.
pub fn field(state: &State) -> Option<(RecordRef, Field)> {
    let (overlay, record) = (state.overlay?, record(state)?);
    let shown = overlay.kind == OverlayKind::Form;
    Some((record, fields(record).get(overlay.row).copied().filter(|_| shown)?))
}

/// What people have decided of a field without knowing of each other; nothing where they agree.
pub fn readings(corpus: &Corpus, record: RecordRef, field: Field) -> &[FieldReading] {
    let conflicts = corpus.annotations(record).map(|set| set.conflicts.iter());
    let conflict = conflicts.into_iter().flatten().find(|conflict| conflict.field == field);
    match conflict {
        Some(conflict) => &conflict.readings,
        None => &[],
    }
}

/// A key of the form; `None` where it is none of its own.
pub(crate) fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    let (record, field) = match (action, field(state)) {
        (Action::Open, _) => return Some(ask(state)),
        (_, Some(here)) => here,
        (_, None) => return None,
    };
    let corpus = &state.corpus;
    let sets = match action {
        Action::Toggle => toggled(corpus, record, field),
        Action::Unset => unset(corpus, record, field),
        Action::NotStated => silent(field).map(FieldAction::To).into_iter().collect(),
        Action::Reading(at) => {
            let chosen = readings(corpus, record, field).get(at);
            let value = chosen.map(|reading| reading.value.clone());
            value
                .map(|value| value.map_or(FieldAction::Unset, FieldAction::To))
                .into_iter()
                .collect()
        }
        Action::NextChoice | Action::PreviousChoice => {
            if matches!(field.shape(), FieldShape::Choice(_)) {
                drop(ask(state));
                prompt::choose(state, action == Action::NextChoice);
            }
            return Some(Vec::new());
        }
        _ => return None,
    };
    if sets.is_empty() {
        return Some(tell(state, Notice::NotSo(action, field)));
    }
    let key = key(&state.corpus, record)?;
    let edit = |set| FieldEdit { key: key.clone(), field, set };
    Some(decisions::edit(state, sets.into_iter().map(edit).collect()))
}

/// Yes in place of no, or no in place of yes.
fn toggled(corpus: &Corpus, record: RecordRef, field: Field) -> Vec<FieldAction> {
    let yes = value(corpus, record, field) == Some(FieldValue::Flag(true));
    let flag = field.shape() == FieldShape::Flag;
    flag.then_some(FieldAction::To(FieldValue::Flag(!yes))).into_iter().collect()
}

/// What takes away all that people have set; nothing where they have set nothing.
fn unset(corpus: &Corpus, record: RecordRef, field: Field) -> Vec<FieldAction> {
    let Some(set) = corpus.annotations(record) else { return Vec::new() };
    if field.shape().is_set() {
        let elements = set.elements.iter().filter(|(of, _)| *of == field);
        return elements.map(|(_, element)| FieldAction::Remove(element.clone())).collect();
    }
    let decided = set.value(field).is_some() || !readings(corpus, record, field).is_empty();
    decided.then_some(FieldAction::Unset).into_iter().collect()
}

/// The value that says that the source does not state it; `None` where a field has none.
fn silent(field: Field) -> Option<FieldValue> {
    match field.shape() {
        _ if field == Field::MergedInto => None,
        FieldShape::Date | FieldShape::Actor | FieldShape::Actors | FieldShape::Steps => {
            Some(FieldValue::Silent)
        }
        FieldShape::Choice(words) => words.contains(&UNKNOWN).then(|| FieldValue::text(UNKNOWN)),
        _ => None,
    }
}

/// The word of a choice for what nobody says.
const UNKNOWN: &str = "unknown";

/// ⏎ in a form: asks for the value of the field under the cursor.
fn ask(state: &mut State) -> Vec<Effect> {
    let (Some(Overlay { row, .. }), Some(record)) = (state.overlay, record(state)) else {
        return Vec::new();
    };
    let (Some(field), Some(key)) = (fields(record).get(row).copied(), key(&state.corpus, record))
    else {
        return Vec::new();
    };
    if field == Field::Links {
        return tell(state, Notice::LinkedByKey);
    }
    let text =
        value(&state.corpus, record, field).map_or_else(String::new, |v| typed_value::text(&v));
    if is_inferred(&state.corpus, record, field) {
        // Offered and not put there: ⏎ alone must not make it a person's word.
        prompt::ask(state, field, vec![key], "");
        prompt::offer_first(state, text);
    } else {
        prompt::ask(state, field, vec![key], &text);
    }
    Vec::new()
}
