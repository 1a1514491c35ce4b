//! What people set of a statement, as keys of its line. Who decided is left out unless that is asked for.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use onrecord_corpus::Corpus;
use onrecord_model::{Annotations, Field, FieldReading, FieldValue, NamedActor, Statement};

/// What people set of a statement.
#[derive(Debug, Serialize)]
pub(super) struct AnnotatedLine<'c> {
    tags: Vec<&'c str>,
    set: SetLine<'c>,
    conflicts: Vec<SetConflict<'c>>,
    decided: Vec<SetDecision<'c>>,
}

/// The fields that have no key of their own, each with its value, in the order of forms.
#[derive(Debug)]
struct SetLine<'c>(Vec<(Field, &'c FieldValue)>);

#[derive(Debug, Serialize)]
struct SetConflict<'c> {
    field: &'static str,
    readings: Vec<SetReading<'c>>,
}

#[derive(Debug, Serialize)]
struct SetReading<'c> {
    value: Option<SetValue<'c>>,
    by: Option<&'c str>,
    at: Option<&'c str>,
}

#[derive(Debug, Serialize)]
struct SetDecision<'c> {
    field: &'static str,
    by: &'c str,
    at: &'c str,
}

/// A value as JSON: words, yes or no, somebody, several; `null` for “not stated”.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum SetValue<'c> {
    Silent(()),
    Text(&'c str),
    Flag(bool),
    Actor(SetActor<'c>),
    Actors(Vec<SetActor<'c>>),
    Words(String),
}

#[derive(Debug, Serialize)]
struct SetActor<'c> {
    id: Option<&'c str>,
    name: &'c str,
}

impl<'c> AnnotatedLine<'c> {
    /// Of `statement`; nothing stands in the keys where nobody set anything.
    pub(super) fn of(corpus: &'c Corpus, statement: &'c Statement) -> Self {
        let mut line =
            Self { tags: vec![], set: SetLine(vec![]), conflicts: vec![], decided: vec![] };
        let Some(set) = corpus.annotations_of(statement) else { return line };
        line.tags = set.words(Field::Tags).collect();
        let values = set.values.iter().filter(|(field, _)| !field.has_key());
        line.set.0 = values.map(|(field, value)| (*field, value)).collect();
        line.set.0.sort_by_key(|(field, _)| *field);
        let names = corpus.tells_names();
        line.conflicts = conflicts(set, names);
        if names {
            let decided = set.decided.iter().filter(|(_, reading)| !reading.by.is_empty());
            line.decided = decided.map(|(field, reading)| decided_line(*field, reading)).collect();
        }
        line
    }
}

fn conflicts(set: &Annotations, names: bool) -> Vec<SetConflict<'_>> {
    let told = |text: &'_ str| names && !text.is_empty();
    let conflict = set.conflicts.iter().map(|conflict| SetConflict {
        field: conflict.field.word(),
        readings: conflict
            .readings
            .iter()
            .map(|reading| SetReading {
                value: reading.value.as_ref().map(value),
                by: Some(&*reading.by).filter(|by| told(by)),
                at: Some(&*reading.at).filter(|at| told(at)),
            })
            .collect(),
    });
    conflict.collect()
}

fn decided_line(field: Field, reading: &FieldReading) -> SetDecision<'_> {
    SetDecision { field: field.word(), by: &reading.by, at: &reading.at }
}

fn value(value: &FieldValue) -> SetValue<'_> {
    match value {
        FieldValue::Silent => SetValue::Silent(()),
        FieldValue::Text(text) => SetValue::Text(text),
        FieldValue::Flag(flag) => SetValue::Flag(*flag),
        FieldValue::Actor(one) => SetValue::Actor(actor(one)),
        FieldValue::Actors(all) => SetValue::Actors(all.iter().map(actor).collect()),
        FieldValue::Steps(steps) => {
            SetValue::Actors(steps.iter().map(|step| actor(&step.actor)).collect())
        }
        FieldValue::Link { to, .. } => SetValue::Text(to),
        FieldValue::Anchor(anchor) => {
            let words: Vec<_> = anchor.pieces.iter().map(|piece| &*piece.exact).collect();
            SetValue::Words(words.join(" … "))
        }
        FieldValue::Place(place) => SetValue::Text(&place.source),
    }
}

fn actor(NamedActor { id, name }: &NamedActor) -> SetActor<'_> {
    SetActor { id: id.as_deref(), name }
}

impl Serialize for SetLine<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (field, set) in &self.0 {
            map.serialize_entry(field.word(), &value(set))?;
        }
        map.end()
    }
}
