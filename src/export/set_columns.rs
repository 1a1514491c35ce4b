//! Columns of a table for what people set of a statement: its note, its tags, and all that has no column of
//! its own, a field each.

use super::table::{BETWEEN, NOTHING_STATED};
use onrecord_corpus::Corpus;
use onrecord_model::terms::FLAGS;
use onrecord_model::{Field, FieldOwner, FieldValue, Statement};

/// The columns' names, in their order.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    fields().map(Field::word)
}

/// What stands in each of them; nothing where nobody set anything.
pub(super) fn cells(corpus: &Corpus, statement: &Statement) -> impl Iterator<Item = String> {
    let set = corpus.annotations_of(statement);
    fields().map(move |field| match field {
        Field::Note => statement.known().note.iter().cloned().collect(),
        Field::Tags => {
            let tags: Vec<_> = set.into_iter().flat_map(|set| set.words(field)).collect();
            tags.join(BETWEEN)
        }
        _ => set.and_then(|set| set.value(field)).into_iter().map(cell).collect(),
    })
}

fn fields() -> impl Iterator<Item = Field> {
    let set = Field::of(FieldOwner::Statement).filter(|field| !field.has_key());
    [Field::Note, Field::Tags].into_iter().chain(set)
}

fn cell(value: &FieldValue) -> String {
    match value {
        FieldValue::Silent => NOTHING_STATED.into(),
        FieldValue::Text(text) => text.to_string(),
        FieldValue::Flag(flag) => {
            FLAGS.iter().filter(|(_, is)| is == flag).map(|(word, _)| *word).collect()
        }
        FieldValue::Actor(actor) => actor.name.to_string(),
        FieldValue::Actors(actors) => {
            let names: Vec<_> = actors.iter().map(|actor| &*actor.name).collect();
            names.join(BETWEEN)
        }
        // Each of them has a column of its own, or none.
        FieldValue::Steps(_)
        | FieldValue::Link { .. }
        | FieldValue::Anchor(_)
        | FieldValue::Place(_) => String::new(),
    }
}
