//! A row as one JSON object that holds all of it: with this a journal keeps what a person has decided
//! about, whatever the rules propose later. [`investigation`] makes the file of an investigation of
//! such objects, so that they are read as everything else is.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::judgement::Judgement;
use crate::Corpus;
use onrecord_model::{Statement, Verdict};

/// A statement as `{"source", "actors", "statement"}`, each as the file of an investigation has it; its
/// source and actors are those of `corpus`. Nothing where its words cannot be pointed at.
pub fn adoption(corpus: &Corpus, statement: &Statement) -> Option<String> {
    let judgement = Judgement::about(corpus, statement, Verdict::Confirmed)?;
    let mut statement = judgement.record("");
    // What was decided of it stands in the journal beside it.
    for key in ["links", "tags", "set"] {
        statement.shift_remove(key);
    }
    let actors: Vec<_> =
        judgement.actors.into_iter().map(|(_, actor)| Value::from(actor)).collect();
    let whole = json!({ "source": judgement.source, "actors": actors, "statement": statement });
    Some(whole.to_string())
}

/// What is to become of an adopted row.
#[derive(Debug, Clone, Copy)]
pub struct AdoptedRow<'a> {
    /// The id under which it goes.
    pub id: &'a str,
    /// The object that [`adoption`] gave.
    pub record: &'a str,
    /// The source's file as it is called now, where it was renamed.
    pub file: Option<&'a str>,
    /// Whether it is a dismissed suggestion rather than a statement.
    pub dismissed: bool,
    /// Whether a person put it down.
    pub by_hand: bool,
}

/// The text of an investigation that has these rows, and nothing else. An object that is none is left
/// out.
pub fn investigation(rows: &[AdoptedRow<'_>]) -> String {
    let mut all = Investigation::default();
    for row in rows {
        if let Ok(Value::Object(record)) = serde_json::from_str(row.record) {
            all.add(*row, record);
        }
    }
    let Investigation { sources, actors, statements, dismissed, .. } = all;
    json!({
        "version": 1,
        // Shown nowhere; an investigation without a title is a fault.
        "title": "decisions",
        "sources": sources,
        "actors": actors,
        "statements": statements,
        "dismissed": dismissed,
    })
    .to_string()
}

#[derive(Default)]
struct Investigation {
    sources: Vec<Value>,
    actors: Vec<Value>,
    statements: Vec<Value>,
    dismissed: Vec<Value>,
    /// Files that have a source, each with the edition that it was, and the source's id.
    files: HashMap<(String, Option<String>), String>,
    /// Ids of actors.
    known: HashSet<String>,
}

impl Investigation {
    fn add(&mut self, row: AdoptedRow<'_>, mut record: Map<String, Value>) {
        let (source, actors) = (record.remove("source"), record.remove("actors"));
        let Some(Value::Object(mut source)) = source else { return };
        let Some(Value::Object(mut statement)) = record.remove("statement") else { return };
        if let Some(file) = row.file {
            source.insert("file".into(), file.into());
        }
        let Some(file) = source.get("file").and_then(Value::as_str).map(str::to_owned) else {
            return;
        };
        let source = self.source(file, source);
        statement.insert("source".into(), source.into());
        statement.insert("id".into(), row.id.into());
        if row.dismissed {
            return self.dismiss(&statement);
        }
        let actors = actors.iter().filter_map(Value::as_array).flatten();
        for actor in actors {
            let id = actor.get("id").and_then(Value::as_str);
            if id.is_some_and(|id| self.known.insert(id.to_owned())) {
                self.actors.push(actor.clone());
            }
        }
        let origin = if row.by_hand { "hand" } else { "confirmed" };
        statement.insert("origin".into(), origin.into());
        self.statements.push(statement.into());
    }

    fn source(&mut self, file: String, mut record: Map<String, Value>) -> String {
        let count = self.sources.len();
        let edition = record.get("sha256").and_then(Value::as_str).map(str::to_owned);
        let id = self.files.entry((file, edition)).or_insert_with(|| {
            let id = format!("source-{count}");
            record.insert("id".into(), id.clone().into());
            self.sources.push(record.into());
            id
        });
        id.clone()
    }

    /// Of a dismissed one the first words are kept.
    fn dismiss(&mut self, statement: &Map<String, Value>) {
        let anchor = match statement.get("anchor") {
            Some(Value::Array(pieces)) => pieces.first(),
            other => other,
        };
        let Some(Value::Object(words)) = anchor else { return };
        let mut record = words.clone();
        for key in ["id", "source"] {
            record.extend(statement.get(key).map(|value| (key.to_owned(), value.clone())));
        }
        self.dismissed.push(record.into());
    }
}
