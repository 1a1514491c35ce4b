//! A verdict on a suggestion as the records it is written down in: the statement (or the dismissal),
//! its source, and the actors it names.

use serde_json::{Map, Value};

use super::record;
use crate::Corpus;
use onrecord_model::{Document, Field, RowRef, Statement, Verdict};
use onrecord_text::Span;

/// What is to be written down.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The suggestion's id, which the statement keeps.
    pub(super) id: String,
    pub(super) verdict: Verdict,
    /// Title of an investigation that is begun with it.
    pub(super) title: String,
    /// The source's file, by which it is known in any investigation of the folder.
    pub(super) file: String,
    pub(super) source_id: String,
    /// The source's record without its id.
    pub(super) source: Map<String, Value>,
    /// Actors that the record names: their ids and records.
    pub(super) actors: Vec<(String, Map<String, Value>)>,
    /// The record itself, without its id and source.
    pub(super) keys: Map<String, Value>,
    /// The first of its words in the source, and what stands before and after them there.
    place: [String; 3],
    /// The fields that were decided about.
    pub(super) decided: Vec<Field>,
}

impl Judgement {
    /// `verdict` on the suggestion in `row`; nothing where its words cannot be pointed at.
    pub fn of(corpus: &Corpus, row: RowRef, verdict: Verdict) -> Option<Self> {
        Self::about(corpus, corpus.row(row)?, verdict)
    }

    /// The same of a statement that need not be in `corpus`, whose source and actors are.
    pub(super) fn about(corpus: &Corpus, statement: &Statement, verdict: Verdict) -> Option<Self> {
        let source = corpus.source(statement.source)?;
        let keys = match verdict {
            Verdict::Dismissed => dismissed(statement, &source.document)?,
            stands => record::statement(corpus, statement, stands)?,
        };
        let named = match verdict {
            Verdict::Dismissed => Vec::new(),
            Verdict::Confirmed | Verdict::Suggested => record::named(statement),
        };
        let actors = named.into_iter().filter_map(|ix| record::actor(corpus, ix)).collect();
        Some(Self {
            id: statement.id.to_string(),
            verdict,
            title: corpus.title().to_owned(),
            file: source.file.clone(),
            source_id: source.id.to_string(),
            source: record::source(source),
            actors,
            keys,
            place: place(source.document.text(), *statement.spans.first()?)?,
            decided: Vec::new(),
        })
    }

    /// The same; of a record that is there already these fields are brought to what is said here.
    #[must_use]
    pub fn with_decided(mut self, fields: Vec<Field>) -> Self {
        self.decided = fields;
        self
    }

    /// The ids of the actors that it names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let set = self.keys.get("set").and_then(Value::as_object);
        let set = set.into_iter().flat_map(Map::values);
        let set = set.flat_map(|value| match value {
            Value::Array(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        });
        let set = set.filter_map(|one| one.get("id").and_then(Value::as_str));
        self.actors.iter().map(|(id, _)| id.as_str()).chain(set)
    }

    /// The ids of the statements that it is linked to.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        let links = self.keys.get("links").and_then(Value::as_array);
        let links = links.into_iter().flatten();
        links.filter_map(|link| link.get("statement").and_then(Value::as_str))
    }

    /// Whether all its words, and what is said of the words around them, stand in `text`, which may be what
    /// others may read of its source.
    pub fn is_within(&self, text: &str) -> bool {
        const WORDS: [&str; 9] = [
            "anchor",
            "mention",
            "cue",
            "attribution",
            "said",
            "exact",
            "prefix",
            "suffix",
            "words",
        ];
        fn within(value: &Value, text: &str) -> bool {
            match value {
                Value::String(words) => text.contains(words.as_str()),
                Value::Array(all) => all.iter().all(|value| within(value, text)),
                Value::Object(keys) => {
                    let words = keys.iter().filter(|(key, _)| WORDS.contains(&key.as_str()));
                    words.into_iter().all(|(_, value)| within(value, text))
                }
                _ => true,
            }
        }
        let words = self.keys.iter().filter(|(key, _)| WORDS.contains(&key.as_str()));
        words.into_iter().all(|(_, value)| within(value, text))
    }

    /// Whether `words` of a dismissal mean its first words: those, with what may be said of what
    /// stands before and after them.
    pub(super) fn is_at(&self, words: &Map<String, Value>) -> bool {
        let [exact, before, after] = &self.place;
        let said = |key| words.get(key).and_then(Value::as_str);
        // Which of several is meant by a number cannot be told without the document.
        let numbered = words.contains_key("nth") || words.contains_key("paragraph");
        !numbered
            && said("exact") == Some(exact)
            && said("prefix").is_none_or(|prefix| before.ends_with(prefix))
            && said("suffix").is_none_or(|suffix| after.starts_with(suffix))
    }

    /// Its record, where the source goes by `source`.
    pub(super) fn record(&self, source: &str) -> Map<String, Value> {
        let mut record = Map::new();
        record.insert("id".into(), self.id.clone().into());
        record.insert("source".into(), source.into());
        record.extend(self.keys.clone());
        record
    }
}

/// The words at `span`, and of what stands before and after them as much as anybody gives to tell
/// them apart.
fn place(text: &str, span: Span) -> Option<[String; 3]> {
    /// Characters on either side.
    const MOST: usize = 400;
    let before = text.get(..span.start as usize)?;
    let first = before.char_indices().rev().take(MOST).last().map_or(before.len(), |(at, _)| at);
    let after = text.get(span.end as usize..)?;
    let before = before.get(first..)?.to_owned();
    Some([span.of(text).to_owned(), before, after.chars().take(MOST).collect()])
}

fn dismissed(statement: &Statement, document: &Document) -> Option<Map<String, Value>> {
    match record::pieces(statement, document)?.into_iter().next()? {
        Value::Object(words) => Some(words),
        _ => None,
    }
}
