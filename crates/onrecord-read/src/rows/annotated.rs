//! What a line says that people set of its statement: `tags`, `set`, `conflicts`, `decided`.

use serde::Deserialize;
use serde_json::Value;

use super::details::{Details, Wrong, value};
use onrecord_model::{Annotations, Conflict, Field, FieldReading, FieldValue, NamedActor};

/// Reads `tags`.
pub(super) fn tags(to: &mut Details, json: &str) -> Result<(), Wrong> {
    let tags = value::<Vec<String>>(json)?;
    let tags = tags.iter().map(|tag| (Field::Tags, FieldValue::text(tag)));
    annotations(to).elements.extend(tags);
    Ok(())
}

/// Reads `set`. What cannot be read is told, and never makes a row freer: terms that are not known are
/// the strictest.
pub(super) fn set(to: &mut Details, json: &str) -> Result<(), Wrong> {
    let mut outcome = Ok(());
    let mut values = Vec::new();
    for (word, json) in value::<serde_json::Map<String, Value>>(json)? {
        let Some(field) = Field::named(&word) else {
            outcome = Err(Wrong::Shape);
            continue;
        };
        let value = of_json(&json).filter(|value| field.takes(value));
        if value.is_none() {
            outcome = Err(Wrong::Shape);
        }
        values.extend(value.or_else(|| field.strictest()).map(|value| (field, value)));
    }
    values.sort_by_key(|(field, _)| *field);
    if !values.is_empty() {
        annotations(to).values.extend(values);
    }
    outcome
}

/// Reads a key that keeps a row back and stands by itself, as a column of a table does. Lists of others may
/// have one of that name: only our words are read, and `"yes"`.
pub(super) fn held(to: &mut Details, field: Field, json: &str) -> Result<(), Wrong> {
    let yes = FieldValue::Flag(true);
    let value = match value::<Value>(json)? {
        Value::String(word) if word == "yes" && field.takes(&yes) => Some(yes),
        other => of_json(&other).filter(|value| field.takes(value)),
    };
    match value {
        Some(value) => {
            let values = &mut annotations(to).values;
            values.push((field, value));
            values.sort_by_key(|(field, _)| *field);
        }
        // A key of somebody else's comes through as it is.
        None => to.others.push((field.word().to_owned(), json.to_owned())),
    }
    Ok(())
}

/// Reads `conflicts`.
pub(super) fn conflicts(to: &mut Details, json: &str) -> Result<(), Wrong> {
    #[derive(Deserialize)]
    struct ConflictLine {
        field: String,
        readings: Vec<ReadingLine>,
    }
    #[derive(Deserialize)]
    struct ReadingLine {
        value: Value,
        by: Option<String>,
        at: Option<String>,
    }
    let mut outcome = Ok(());
    for ConflictLine { field, readings } in value::<Vec<ConflictLine>>(json)? {
        let Some(field) = Field::named(&field) else {
            outcome = Err(Wrong::Shape);
            continue;
        };
        let readings = readings.into_iter().map(|ReadingLine { value, by, at }| FieldReading {
            value: of_json(&value).filter(|value| *value != FieldValue::Silent),
            by: by.into_iter().collect::<String>().into(),
            at: at.into_iter().collect::<String>().into(),
        });
        let conflict = Conflict { field, readings: readings.collect() };
        annotations(to).conflicts.push(conflict);
    }
    outcome
}

/// Reads `decided`.
pub(super) fn decided(to: &mut Details, json: &str) -> Result<(), Wrong> {
    #[derive(Deserialize)]
    struct DecidedLine {
        field: String,
        by: String,
        at: String,
    }
    let mut outcome = Ok(());
    for DecidedLine { field, by, at } in value::<Vec<DecidedLine>>(json)? {
        match Field::named(&field) {
            Some(field) => {
                let reading = FieldReading { value: None, by: by.into(), at: at.into() };
                annotations(to).decided.push((field, reading));
            }
            None => outcome = Err(Wrong::Shape),
        }
    }
    outcome
}

/// What people set of a row, to be added to.
pub(crate) fn annotations(to: &mut Details) -> &mut Annotations {
    to.annotations.get_or_insert_default()
}

fn of_json(json: &Value) -> Option<FieldValue> {
    Some(match json {
        Value::Null => FieldValue::Silent,
        Value::Bool(flag) => FieldValue::Flag(*flag),
        Value::String(text) => FieldValue::text(text),
        Value::Object(_) => FieldValue::Actor(actor(json)?),
        Value::Array(all) => FieldValue::Actors(all.iter().map(actor).collect::<Option<Vec<_>>>()?),
        Value::Number(_) => return None,
    })
}

fn actor(json: &Value) -> Option<NamedActor> {
    let text = |key: &str| json.get(key).and_then(Value::as_str);
    Some(NamedActor { id: text("id").map(Into::into), name: text("name")?.into() })
}
