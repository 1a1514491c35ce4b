//! Brings what the file says of a source or an actor to what people set of it. Where there is no record of
//! it yet, one is put down.

use serde_json::{Map, Value};

use super::set::{self, tags};
use super::{AppliedEdit, Edit, EditError, is_blank, record};
use crate::Corpus;
use onrecord_model::{ActorIx, Alias, Annotations, Field, FieldValue, RecordRef, SourceIx};
use onrecord_text::Span;

/// A record that people described.
#[derive(Debug, Clone, PartialEq)]
pub struct DescribedRecord {
    /// Title of an investigation that is begun with it.
    title: String,
    /// What it is.
    kind: DescribedKind,
    /// Its id; of a source the one by which it goes where it is put down.
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

/// What is described.
#[derive(Debug, Clone, PartialEq)]
enum DescribedKind {
    /// A source, known by its file in any investigation of the folder.
    Source(String),
    Actor,
}

impl DescribedRecord {
    /// A source, and what was set of it; only the fields `decided` are touched where it has a record.
    pub fn source(corpus: &Corpus, ix: SourceIx, decided: Vec<Field>) -> Option<Self> {
        let source = corpus.source(ix)?;
        let mut keys = record::source(source);
        keys.extend(corpus.annotations(RecordRef::Source(ix)).into_iter().flat_map(said));
        let kind = DescribedKind::Source(source.file.clone());
        Some(Self::new(corpus, kind, &source.id, keys, decided))
    }

    /// The same of an actor.
    pub fn actor(corpus: &Corpus, ix: ActorIx, mut decided: Vec<Field>) -> Option<Self> {
        let actor = corpus.actor(ix)?;
        let (_, mut keys) = record::actor(corpus, ix)?;
        keys.shift_remove("id");
        let aliases: Vec<_> = actor.aliases.iter().map(|one| alias(corpus, one)).collect();
        if !aliases.is_empty() {
            keys.insert("aliases".into(), aliases.into());
        }
        keys.extend(corpus.annotations(RecordRef::Actor(ix)).into_iter().flat_map(said));
        // Whoever gets another name is still found by the one that the documents give.
        if decided.contains(&Field::Name) && !decided.contains(&Field::Aliases) {
            decided.push(Field::Aliases);
        }
        Some(Self::new(corpus, DescribedKind::Actor, &actor.id, keys, decided))
    }

    fn new(
        corpus: &Corpus,
        kind: DescribedKind,
        id: &str,
        keys: Map<String, Value>,
        decided: Vec<Field>,
    ) -> Self {
        let (title, id) = (corpus.title().to_owned(), id.to_owned());
        Self { title, kind, id, keys, decided, doubted: Vec::new(), is_new: false }
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

    /// Whether the file has a record of it that says otherwise.
    pub fn is_contradicted_in(&self, text: &str) -> bool {
        let edit = Edit { text: text.to_owned(), patches: Vec::new() };
        !self.doubted.is_empty() && edit.check().is_ok() && self.place(&edit).is_some()
    }

    /// Its record in the text.
    fn place(&self, edit: &Edit) -> Option<Span> {
        match &self.kind {
            DescribedKind::Source(file) => edit.source_of(file),
            DescribedKind::Actor => edit.with_id("actors", &self.id),
        }
    }

    fn list(&self) -> &'static str {
        match self.kind {
            DescribedKind::Source(_) => "sources",
            DescribedKind::Actor => "actors",
        }
    }
}

/// Another name, with the ids of those who use it.
fn alias(corpus: &Corpus, alias: &Alias) -> Value {
    let ids = alias.used_by.iter().filter_map(|ix| corpus.actor(*ix));
    let ids: Vec<_> = ids.map(|actor| Value::from(&*actor.id)).collect();
    let mut record = Map::new();
    record.insert("name".into(), alias.name.clone().into());
    if !ids.is_empty() {
        record.insert("used_by".into(), ids.into());
    }
    record.into()
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
    let keys = edit.known_users(&of.keys);
    if let Some(there) = of.place(&edit) {
        let id = edit.id_of(there).ok_or(EditError::Gone)?;
        let sure = of.decided.iter().filter(|field| !of.doubted.contains(field));
        let sure: Vec<_> = sure.copied().collect();
        edit.update((of.list(), &id), &keys, &sure)?;
    } else if of.is_new {
        match of.kind {
            DescribedKind::Source(_) => drop(edit.add_source(&of.id, &keys)?),
            DescribedKind::Actor => {
                let mut record = keys;
                record.shift_insert(0, "id".into(), of.id.clone().into());
                edit.add("actors", &record)?;
            }
        }
    }
    Ok(edit.written())
}

impl Edit {
    /// `keys`, where names are used only by actors of whom the file has a record.
    fn known_users(&self, keys: &Map<String, Value>) -> Map<String, Value> {
        let mut keys = keys.clone();
        let aliases = keys.get_mut("aliases").and_then(Value::as_array_mut);
        for alias in aliases.into_iter().flatten().filter_map(Value::as_object_mut) {
            let Some(Value::Array(users)) = alias.get_mut("used_by") else { continue };
            users.retain(|id| id.as_str().is_some_and(|id| self.with_id("actors", id).is_some()));
            if users.is_empty() {
                alias.shift_remove("used_by");
            }
        }
        keys
    }
}
