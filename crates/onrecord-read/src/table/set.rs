//! Columns of a table of ours for what people set of a statement, a field each. What cannot be read is
//! told, and never makes a row freer than it may be.

use super::ours::{BETWEEN, SILENT};
use crate::rows::{Details, Flaw, Wrong, annotations};
use onrecord_model::terms::FLAGS;
use onrecord_model::{Annotations, Field, FieldOwner, FieldShape, FieldValue, NamedActor};

/// The fields that have a column, its tags among them.
pub(super) fn fields() -> impl Iterator<Item = Field> {
    let set = Field::of(FieldOwner::Statement).filter(|field| !field.has_key());
    std::iter::once(Field::Tags).chain(set)
}

/// The fields whose column keeps a row back, also in a table that is not ours.
pub(super) fn keeping_back() -> impl Iterator<Item = Field> {
    fields().filter(|field| field.strictest().is_some())
}

/// Puts what the cell of `field` says to what was set. Of a table that is not `ours` only a word that we
/// write is read.
pub(super) fn put(to: &mut Details, field: Field, cell: &str, ours: bool) {
    if cell.is_empty() {
        return;
    }
    let mut set = Annotations::default();
    if field == Field::Tags {
        let tags = cell.split(BETWEEN).map(|tag| (field, FieldValue::text(tag)));
        set.elements.extend(tags);
    } else {
        let read = value(field, cell).filter(|value| field.takes(value));
        if read.is_none() && !ours {
            return;
        }
        if read.is_none() {
            to.flaws.push(Flaw { key: field.word(), wrong: wrong(field, cell) });
        }
        let value = read.or_else(|| field.strictest());
        set.values.extend(value.map(|value| (field, value)));
    }
    if set == Annotations::default() {
        return;
    }
    let all = annotations(to);
    all.values.extend(set.values);
    all.elements.extend(set.elements);
    all.values.sort_by_key(|(field, _)| *field);
}

fn value(field: Field, cell: &str) -> Option<FieldValue> {
    if cell == SILENT {
        return Some(FieldValue::Silent);
    }
    let actor = |name: &str| NamedActor { id: None, name: name.into() };
    match field.shape() {
        FieldShape::Flag => {
            let known = FLAGS.iter().find(|(word, _)| *word == cell);
            known.map(|(_, is)| FieldValue::Flag(*is))
        }
        FieldShape::Actor => Some(FieldValue::Actor(actor(cell))),
        FieldShape::Actors => Some(FieldValue::Actors(cell.split(BETWEEN).map(actor).collect())),
        _ => Some(FieldValue::text(cell)),
    }
}

fn wrong(field: Field, cell: &str) -> Wrong {
    let known = match field.shape() {
        FieldShape::Choice(words) => words.to_vec(),
        FieldShape::Flag => FLAGS.iter().map(|(word, _)| *word).collect(),
        _ => return Wrong::Shape,
    };
    Wrong::Word(cell.to_owned(), known)
}
