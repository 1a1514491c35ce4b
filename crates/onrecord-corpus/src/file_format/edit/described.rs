//! Brings what the file says of a source to what people set of it. Where there is no record of it yet, one is
//! put down.

use serde_json::{Map, Value};

use super::set::{self, tags};
use super::{AppliedEdit, Edit, EditError, is_blank, record};
use crate::Corpus;
use onrecord_model::{Annotations, Field, FieldValue, RecordRef, SourceIx};

/// A record that people described.
#[derive(Debug, Clone, PartialEq)]
pub struct DescribedRecord {
    /// Title of an investigation that is begun with it.
    title: String,
    /// Its file, by which it is known in any investigation of the folder.
    file: String,
    /// The id of one that is put down.
    id: String,
    /// All else that is to be said of it.
    keys: Map<String, Value>,
    /// The fields that were decided about.
    decided: Vec<Field>,
    /// Those among them of which the file says what nobody has seen.
    doubted: Vec<Field>,
    /// Whether it is put down where the file has no record of it.
    is_new: bool,
}

impl DescribedRecord {
    /// A source, and what was set of it; only the fields `decided` are touched where it has a record.
    pub fn source(corpus: &Corpus, ix: SourceIx, decided: Vec<Field>) -> Option<Self> {
        let source = corpus.source(ix)?;
        let mut keys = record::source(source);
        keys.extend(corpus.annotations(RecordRef::Source(ix)).into_iter().flat_map(said));
        Some(Self {
            title: corpus.title().to_owned(),
            file: source.file.clone(),
            id: source.id.to_string(),
            keys,
            decided,
            doubted: Vec::new(),
            is_new: false,
        })
    }

    /// The same, put down where the file has no record of it.
    #[must_use]
    pub fn or_new(mut self, is_new: bool) -> Self {
        self.is_new = is_new;
        self
    }

    /// The same; where there is a record these fields of it stay as they are.
    #[must_use]
    pub fn but(mut self, doubted: Vec<Field>) -> Self {
        self.doubted = doubted;
        self
    }
}

/// The keys of what was set of a source, an actor or an event beside its own.
fn said(of: &Annotations) -> impl Iterator<Item = (String, Value)> {
    let note = of.value(Field::Note).map(|note| match note {
        FieldValue::Text(note) => Value::from(&**note),
        _ => Value::Null,
    });
    let note = note.map(|note| (Field::Note.word().to_owned(), note));
    note.into_iter().chain(tags(of)).chain(set::set(of))
}

/// `text` with what people set of a record. Where it has none of it, and none is to be put down, it stays
/// as it is.
///
/// # Errors
/// [`EditError`], where its record has no id, or it is not clear what belongs where.
pub fn describe(text: &str, of: &DescribedRecord) -> Result<(String, AppliedEdit), EditError> {
    if is_blank(text) && !of.is_new {
        return Ok(Edit { text: text.to_owned(), patches: Vec::new() }.written());
    }
    let mut edit = Edit::begun(text, &of.title);
    edit.check()?;
    if let Some(there) = edit.source_of(&of.file) {
        let id = edit.id_of(there).ok_or(EditError::Gone)?;
        let sure = of.decided.iter().filter(|field| !of.doubted.contains(field));
        let sure: Vec<_> = sure.copied().collect();
        edit.update(("sources", &id), &of.keys, &sure)?;
    } else if of.is_new {
        edit.add_source(&of.id, &of.keys)?;
    }
    Ok(edit.written())
}
