//! Accepted words as JSON and back: `{"sha256", "pieces", "missed", "cue", "mention", "attribution"}`, of
//! which only the pieces must be there. Words are `{"exact", "prefix", "suffix"}`.

use onrecord_model::{AcceptedAnchor, RecordedWords};
use serde_json::{Map, Value};

/// Accepted words as JSON.
pub(crate) fn to_json(anchor: &AcceptedAnchor) -> Value {
    let AcceptedAnchor { sha256, pieces, missed, cue, mention, attribution } = anchor;
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| keys.insert(key.to_owned(), value);
    if !sha256.is_empty() {
        put("sha256", Value::from(&**sha256));
    }
    put("pieces", all_to_json(pieces));
    if *missed {
        put("missed", Value::from(true));
    }
    for (key, words) in [("cue", cue), ("mention", mention)] {
        if let Some(words) = words {
            put(key, words_to_json(words));
        }
    }
    if !attribution.is_empty() {
        put("attribution", all_to_json(attribution));
    }
    Value::Object(keys)
}

/// The words that JSON stands for; `None` for what are none.
pub(crate) fn from_json(json: &Value) -> Option<AcceptedAnchor> {
    let one = |key| match json.get(key) {
        Some(words) => words_from_json(words).map(Some),
        None => Some(None),
    };
    Some(AcceptedAnchor {
        sha256: json.get("sha256").map_or(Some(""), Value::as_str)?.into(),
        pieces: all_from_json(json.get("pieces")?)?,
        missed: json.get("missed").map_or(Some(false), Value::as_bool)?,
        cue: one("cue")?,
        mention: one("mention")?,
        attribution: json.get("attribution").map_or(Some(Vec::new()), all_from_json)?,
    })
}

fn all_to_json(all: &[RecordedWords]) -> Value {
    all.iter().map(words_to_json).collect()
}

fn all_from_json(json: &Value) -> Option<Vec<RecordedWords>> {
    json.as_array()?.iter().map(words_from_json).collect()
}

fn words_to_json(words: &RecordedWords) -> Value {
    let RecordedWords { exact, prefix, suffix } = words;
    let around = [("prefix", prefix), ("suffix", suffix)];
    let around = around.into_iter().filter_map(|(key, words)| Some((key, words.as_deref()?)));
    let keys = std::iter::once(("exact", &**exact)).chain(around);
    Value::Object(keys.map(|(key, words)| (key.to_owned(), words.into())).collect())
}

fn words_from_json(json: &Value) -> Option<RecordedWords> {
    let exact = text(json, "exact")?;
    Some(RecordedWords { exact, prefix: text(json, "prefix"), suffix: text(json, "suffix") })
}

fn text(json: &Value, key: &str) -> Option<Box<str>> {
    json.get(key)?.as_str().map(Into::into)
}
