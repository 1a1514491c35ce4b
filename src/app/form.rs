//! The form of a record: every field that a person can set, with what stands there.

use crate::app::msg::Effect;
use crate::app::overlay::{Overlay, OverlayKind};
use crate::app::state::State;
use crate::app::{draft, prompt, typed_value};
use onrecord_corpus::Corpus;
use onrecord_journal::{TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue, Form, RecordRef};

/// The fields of a form, in order; without those that nobody types.
pub fn fields(record: RecordRef) -> Vec<Field> {
    let fields = Field::of(kind(record).owner());
    fields.filter(|field| field.shape().is_typed()).collect()
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
        && corpus.row(row)?.form == Form::Passage
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

/// `e`: opens the form of the record that one stands on.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    if let Some(record) = record(state) {
        let unfinished = draft::field_of(state, record);
        let row = fields(record).iter().position(|field| Some(*field) == unfinished);
        let kind = OverlayKind::Form;
        state.overlay =
            Some(row.map_or(Overlay::new(kind), |row| Overlay { row, ..Overlay::new(kind) }));
    }
    Vec::new()
}

/// ⏎ in a form: asks for the value of the field under the cursor.
pub(crate) fn ask(state: &mut State) -> Vec<Effect> {
    let (Some(Overlay { row, .. }), Some(record)) = (state.overlay, record(state)) else {
        return Vec::new();
    };
    let (Some(field), Some(key)) = (fields(record).get(row).copied(), key(&state.corpus, record))
    else {
        return Vec::new();
    };
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
