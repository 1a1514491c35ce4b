//! Values of fields as JSON and back. A value is known by its shape: `null`, words, yes or no, an actor
//! (`{"id", "name"}`), a list of actors or of steps, a link (`{"kind", "to"}`), words of a source
//! (`{"sha256", "pieces"}`), a place (`{"source", "sha256", "exact", "prefix", "suffix"}`, the last three for
//! words in it).

use onrecord_model::terms::LINKS;
use onrecord_model::{FieldValue, NamedActor, NamedPlace, NamedStep, RecordedWords};
use serde_json::{Map, Value};

use crate::anchor;

/// A value as JSON, as it stands in the journal's lines.
pub fn to_json(value: &FieldValue) -> Value {
    match value {
        FieldValue::Silent => Value::Null,
        FieldValue::Text(text) => Value::from(&**text),
        FieldValue::Flag(flag) => Value::from(*flag),
        FieldValue::Actor(actor) => actor_to_json(actor),
        FieldValue::Actors(actors) => actors.iter().map(actor_to_json).collect(),
        FieldValue::Steps(steps) => steps.iter().map(step_to_json).collect(),
        FieldValue::Link { kind, to } => {
            object([("kind", Value::from(kind.word())), ("to", Value::from(&**to))])
        }
        FieldValue::Anchor(anchor) => anchor::to_json(anchor),
        FieldValue::Place(place) => place_to_json(place),
    }
}

/// The value that JSON stands for; `None` for what is none.
pub(crate) fn from_json(json: &Value) -> Option<FieldValue> {
    Some(match json {
        Value::Null => FieldValue::Silent,
        Value::Bool(flag) => FieldValue::Flag(*flag),
        Value::String(text) => FieldValue::text(text),
        Value::Object(keys) => match (keys.get("kind"), keys.get("to")) {
            (Some(kind), Some(to)) => {
                let word = kind.as_str()?;
                let kind = LINKS.iter().find(|(known, _)| *known == word)?.1;
                FieldValue::Link { kind, to: to.as_str()?.into() }
            }
            _ if keys.contains_key("pieces") => FieldValue::Anchor(anchor::from_json(json)?.into()),
            _ if keys.contains_key("source") => FieldValue::Place(Box::new(place_from_json(json)?)),
            _ => FieldValue::Actor(actor_from_json(json)?),
        },
        Value::Array(items) => {
            let steps = items.first().is_some_and(|item| item.get("actor").is_some());
            if steps {
                FieldValue::Steps(items.iter().map(step_from_json).collect::<Option<_>>()?)
            } else {
                FieldValue::Actors(items.iter().map(actor_from_json).collect::<Option<_>>()?)
            }
        }
        Value::Number(_) => return None,
    })
}

fn object<const N: usize>(keys: [(&str, Value); N]) -> Value {
    Value::Object(keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn actor_to_json(actor: &NamedActor) -> Value {
    let mut keys = Map::new();
    keys.extend(actor.id.as_deref().map(|id| ("id".to_owned(), Value::from(id))));
    keys.insert("name".to_owned(), Value::from(&*actor.name));
    Value::Object(keys)
}

fn actor_from_json(json: &Value) -> Option<NamedActor> {
    let name = json.get("name")?.as_str()?.into();
    let id = json.get("id").and_then(Value::as_str).map(Into::into);
    Some(NamedActor { id, name })
}

fn place_to_json(place: &NamedPlace) -> Value {
    let NamedPlace { source, sha256, words } = place;
    let mut keys = Map::new();
    let mut put = |key: &str, value: Option<&str>| {
        keys.extend(value.map(|value| (key.to_owned(), Value::from(value))));
    };
    put("source", Some(source));
    put("sha256", sha256.as_deref());
    put("exact", words.as_ref().map(|words| &*words.exact));
    put("prefix", words.as_ref().and_then(|words| words.prefix.as_deref()));
    put("suffix", words.as_ref().and_then(|words| words.suffix.as_deref()));
    Value::Object(keys)
}

fn place_from_json(json: &Value) -> Option<NamedPlace> {
    let text = |key: &str| json.get(key).and_then(Value::as_str);
    let words = text("exact").map(|exact| RecordedWords {
        exact: exact.into(),
        prefix: text("prefix").map(Into::into),
        suffix: text("suffix").map(Into::into),
    });
    let sha256 = text("sha256").map(Into::into);
    Some(NamedPlace { source: text("source")?.into(), sha256, words })
}

fn step_to_json(step: &NamedStep) -> Value {
    let mut keys = Map::new();
    keys.insert("actor".to_owned(), actor_to_json(&step.actor));
    keys.extend(step.did.as_deref().map(|did| ("did".to_owned(), Value::from(did))));
    Value::Object(keys)
}

fn step_from_json(json: &Value) -> Option<NamedStep> {
    let actor = actor_from_json(json.get("actor")?)?;
    let did = json.get("did").and_then(Value::as_str).map(Into::into);
    Some(NamedStep { actor, did })
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::{AcceptedAnchor, LinkKind, RecordedWords};

    fn anchor() -> AcceptedAnchor {
        let words = |exact: &str, prefix: Option<&str>| RecordedWords {
            exact: exact.into(),
            prefix: prefix.map(Into::into),
            suffix: None,
        };
        AcceptedAnchor {
            sha256: "ab12".into(),
            pieces: vec![words("they “never” came", Some("")), words("at all", Some("or "))],
            missed: true,
            cue: Some(words("said", None)),
            mention: Some(words("Ana Ruiz", None)),
            attribution: vec![words("said Ana Ruiz", None)],
        }
    }

    #[test]
    fn a_value_comes_back_from_its_json() {
        let ana = || NamedActor { id: Some("ana".into()), name: "Ana “A” Ruiz".into() };
        let bo = || NamedActor { id: None, name: "李明".into() };
        for value in [
            FieldValue::Silent,
            FieldValue::text(""),
            FieldValue::text("3 rows\n\u{202e}of words"),
            FieldValue::Flag(false),
            FieldValue::Actor(ana()),
            FieldValue::Actors(vec![]),
            FieldValue::Actors(vec![ana(), bo()]),
            FieldValue::Steps(vec![
                NamedStep { actor: bo(), did: Some("recorded".into()) },
                NamedStep { actor: ana(), did: None },
            ]),
            FieldValue::Link { kind: LinkKind::Contradicts, to: "s-1".into() },
            FieldValue::Anchor(AcceptedAnchor::default().into()),
            FieldValue::Anchor(anchor().into()),
            FieldValue::Place(Box::new(NamedPlace {
                source: "a.txt".into(),
                sha256: None,
                words: None,
            })),
            FieldValue::Place(Box::new(NamedPlace {
                source: "a.txt".into(),
                sha256: Some("0f".into()),
                words: Some(RecordedWords {
                    exact: "Gil".into(),
                    prefix: Some("Mr. ".into()),
                    suffix: None,
                }),
            })),
        ] {
            assert_eq!(from_json(&to_json(&value)), Some(value.clone()), "{value:?}");
        }
        for bad in [
            "7",
            "{}",
            "[1]",
            r#"{"kind":"loves","to":"s-1"}"#,
            r#"[{"actor":{}}]"#,
            r#"{"pieces":[7]}"#,
            r#"{"source":7}"#,
        ] {
            assert_eq!(from_json(&serde_json::from_str(bad).unwrap()), None, "{bad}");
        }
    }
}
