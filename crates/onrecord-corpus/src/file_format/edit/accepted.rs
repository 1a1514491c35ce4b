//! Anchors that people accepted as the file of an investigation, so that they are looked for as those
//! of any file are.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use onrecord_model::{AcceptedAnchor, RecordedWords};

/// A statement of which a person accepted other words than those that were put down first.
#[derive(Debug, Clone, Copy)]
pub struct AcceptedRow<'a> {
    /// Its id.
    pub id: &'a str,
    /// The file of its source.
    pub file: &'a str,
    /// What was accepted.
    pub anchor: &'a AcceptedAnchor,
}

/// The text of an investigation in which these statements have the words that were accepted, and say
/// nothing else.
pub fn with_anchors(rows: &[AcceptedRow<'_>]) -> String {
    let (mut sources, mut ids) = (Vec::new(), HashMap::new());
    let statements: Vec<_> = rows
        .iter()
        .map(|AcceptedRow { id, file, anchor }| {
            let count = ids.len();
            let source = ids.entry((*file, &*anchor.sha256)).or_insert_with(|| {
                sources.push(source(count, file, &anchor.sha256));
                count
            });
            statement(id, *source, anchor)
        })
        .collect();
    json!({ "version": 1, "title": "accepted", "sources": sources, "statements": statements })
        .to_string()
}

fn source(id: usize, file: &str, sha256: &str) -> Value {
    let mut record = Map::new();
    record.insert("id".into(), id.to_string().into());
    record.insert("file".into(), file.into());
    if !sha256.is_empty() {
        record.insert("sha256".into(), sha256.into());
    }
    record.into()
}

fn statement(id: &str, source: usize, anchor: &AcceptedAnchor) -> Value {
    let mut record = Map::new();
    let mut put = |key: &str, value: Value| record.insert(key.to_owned(), value);
    put("id", id.into());
    put("source", source.to_string().into());
    // It is not read from here, but must be there.
    put("form", "indirect".into());
    put("anchor", anchor.pieces.iter().map(words).collect());
    for (key, words_of) in [("cue", &anchor.cue), ("mention", &anchor.mention)] {
        if let Some(of) = words_of {
            put(key, words(of));
        }
    }
    if !anchor.attribution.is_empty() {
        put("attribution", anchor.attribution.iter().map(words).collect());
    }
    record.into()
}

/// Words as the file has them.
pub(super) fn words(words: &RecordedWords) -> Value {
    let RecordedWords { exact, prefix, suffix } = words;
    let around = [("prefix", prefix), ("suffix", suffix)];
    let around = around.into_iter().filter_map(|(key, words)| Some((key, words.as_deref()?)));
    let keys = std::iter::once(("exact", &**exact)).chain(around);
    Value::Object(keys.map(|(key, words)| (key.to_owned(), words.into())).collect())
}
