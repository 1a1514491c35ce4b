//! What people set of a record beside what its own keys say, as the file spells it.

use serde_json::{Map, Value, json};

use onrecord_model::{Annotations, Field, FieldValue, NamedActor};

/// The key under which fields stand that have none of their own.
pub(super) const SET: &str = "set";

/// Its tags; nothing where there are none.
pub(super) fn tags(of: &Annotations) -> Option<(String, Value)> {
    let tags: Vec<_> = of.words(Field::Tags).collect();
    (!tags.is_empty()).then(|| ("tags".to_owned(), tags.into()))
}

/// All that has no key of its own, in the order of forms; nothing where there is nothing.
pub(super) fn set(of: &Annotations) -> Option<(String, Value)> {
    let mut values: Vec<_> = of.values.iter().filter(|(field, _)| !field.has_key()).collect();
    values.sort_by_key(|(field, _)| *field);
    let entry = |(field, set): &(Field, FieldValue)| Some((field.word().to_owned(), value(set)?));
    let keys: Map<_, _> = values.into_iter().filter_map(entry).collect();
    (!keys.is_empty()).then(|| (SET.to_owned(), keys.into()))
}

/// A value as it stands there; nothing for those of fields that have a key of their own.
fn value(value: &FieldValue) -> Option<Value> {
    let actor = |NamedActor { id, name }: &NamedActor| json!({ "id": id, "name": name });
    Some(match value {
        FieldValue::Silent => Value::Null,
        FieldValue::Text(text) => Value::from(&**text),
        FieldValue::Flag(flag) => Value::from(*flag),
        FieldValue::Actor(one) => actor(one),
        FieldValue::Actors(all) => all.iter().map(actor).collect(),
        FieldValue::Steps(_)
        | FieldValue::Link { .. }
        | FieldValue::Anchor(_)
        | FieldValue::Place(_) => return None,
    })
}
