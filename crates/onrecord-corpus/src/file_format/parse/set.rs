//! What a record says that people set of it beside what it says itself: `tags`, `note`, `set`.

use super::fields::{RecordFields, as_text, wrong};
use super::json::{JsonNode, Value};
use super::sink::Sink;
use onrecord_model::fault::{FaultKind, RecordKind, ValueShape};
use onrecord_model::{Annotations, Field, FieldOwner, FieldShape, FieldValue, NamedActor, When};

/// What people set of a record of this kind. What cannot be read is told, and never makes a record freer
/// than it may be.
pub(super) fn annotations(
    fields: RecordFields<'_>,
    owner: FieldOwner,
    sink: &mut Sink,
) -> Annotations {
    let mut all = Annotations::default();
    let tags = fields.texts("tags", sink).into_iter();
    all.elements.extend(tags.map(|tag| (Field::Tags, FieldValue::text(&tag))));
    all.elements.sort_unstable();
    all.elements.dedup();
    if let Some(node) = fields.get("set").value().copied() {
        all.values = set(node, owner, sink);
    }
    // The note of a statement is a fact of it.
    if owner != FieldOwner::Statement
        && let Some(note) = fields.string("note", sink).value()
    {
        all.values.push((Field::Note, FieldValue::text(note)));
    }
    all
}

/// The fields of a kind of record that stand under `set`.
fn fields_of(owner: FieldOwner) -> impl Iterator<Item = Field> {
    Field::of(owner).filter(|field| !field.has_key())
}

fn set(node: &JsonNode<'_>, owner: FieldOwner, sink: &mut Sink) -> Vec<(Field, FieldValue)> {
    let known: Vec<_> = fields_of(owner).map(Field::word).collect();
    let Some(fields) = RecordFields::of(node, "set", RecordKind::Set, &known, sink) else {
        let strictest = |field: Field| Some((field, field.strictest()?));
        return fields_of(owner).filter_map(strictest).collect();
    };
    let there = |field: Field| {
        let node = fields.any(field.word())?;
        Some((field, value(field, node, sink).or_else(|| field.strictest())?))
    };
    fields_of(owner).filter_map(there).collect()
}

fn value(field: Field, node: &JsonNode<'_>, sink: &mut Sink) -> Option<FieldValue> {
    let value = of_json(node).filter(|value| field.takes(value));
    match (field.shape(), value) {
        (FieldShape::Date, Some(FieldValue::Text(edtf))) => match When::new(&edtf, None) {
            Ok(_) => Some(FieldValue::Text(edtf)),
            Err(bad) => {
                sink.put(node.at, FaultKind::BadDate { edtf: bad.edtf, why: bad.why });
                None
            }
        },
        (_, Some(value)) => Some(value),
        (FieldShape::Choice(words), None) => {
            let key = field.word();
            let value = as_text(node, key, sink)?.to_owned();
            let allowed = words.iter().map(|word| (*word).into()).collect();
            sink.put(node.at, FaultKind::UnknownValue { key: key.into(), value, allowed });
            None
        }
        (shape, None) => wrong(node, field.word(), shape_of(shape), sink),
    }
}

/// What the value of a field looks like in the file.
const fn shape_of(shape: FieldShape) -> ValueShape {
    match shape {
        FieldShape::Flag => ValueShape::YesNo,
        FieldShape::Actor | FieldShape::Actors => ValueShape::Actor,
        FieldShape::Date => ValueShape::Date,
        _ => ValueShape::Text,
    }
}

fn of_json(node: &JsonNode<'_>) -> Option<FieldValue> {
    Some(match &node.value {
        Value::Null => FieldValue::Silent,
        Value::Bool(flag) => FieldValue::Flag(*flag),
        Value::Text(text) => FieldValue::text(text),
        Value::Object(_) => FieldValue::Actor(actor(node)?),
        Value::List(all) => FieldValue::Actors(all.iter().map(actor).collect::<Option<_>>()?),
        Value::Number(_) | Value::Broken => return None,
    })
}

/// An actor as a decision names it: `{ "id", "name" }`.
fn actor(node: &JsonNode<'_>) -> Option<NamedActor> {
    let Value::Object(members) = &node.value else { return None };
    let text = |key: &str| {
        let member = members.iter().find(|member| member.key == key)?;
        if let Value::Text(text) = &member.node.value { Some(&**text) } else { None }
    };
    Some(NamedActor { id: text("id").map(Into::into), name: text("name")?.into() })
}
