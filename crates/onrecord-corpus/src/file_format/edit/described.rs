//! Brings what the file says of a source, an actor or an event to what people set of it. Where there is no record of
//! it yet, one is put down.

use serde_json::{Map, Value};

use super::set::{self, tags};
use super::{AppliedEdit, Edit, EditError, is_blank, record};
use crate::Corpus;
use onrecord_model::{
    ActorIx, Alias, Annotations, EventIx, Field, FieldValue, Passage, RecordRef, SourceIx,
};
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
    /// The sources in which its words stand: the id that these name, the file and the record.
    sources: Vec<(String, String, Map<String, Value>)>,
    /// Actors that it names: their ids and records.
    actors: Vec<(String, Map<String, Value>)>,
    /// Whether it is put down where the file has no record of it.
    is_new: bool,
}

/// What is described.
#[derive(Debug, Clone, PartialEq)]
enum DescribedKind {
    /// A source, known by its file in any investigation of the folder.
    Source(String),
    Actor,
    Event,
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
        Self {
            title,
            kind,
            id,
            keys,
            decided,
            doubted: Vec::new(),
            sources: Vec::new(),
            actors: Vec::new(),
            is_new: false,
        }
    }

    /// The same of an event, of which this was set; nothing where its words cannot be pointed at.
    pub fn event(
        corpus: &Corpus,
        ix: EventIx,
        set: Option<&Annotations>,
        decided: Vec<Field>,
    ) -> Option<Self> {
        let event = corpus.event(ix)?;
        let places =
            event.dates.iter().map(|date| date.words).chain(event.passages.iter().copied());
        let mut sources: Vec<(String, String, Map<String, Value>)> = Vec::new();
        for source in places.filter_map(|place| corpus.source(place.source)) {
            if sources.iter().all(|(_, file, _)| *file != source.file) {
                sources.push((source.id.to_string(), source.file.clone(), record::source(source)));
            }
        }
        let dates = event.dates.iter().map(|date| {
            let mut record = words(corpus, date.words)?;
            record.extend(record::when(&date.when));
            Some(Value::from(record))
        });
        let dates: Vec<_> = dates.collect::<Option<_>>()?;
        let spans = event.passages.iter().map(|one| words(corpus, *one).map(Value::from));
        let spans: Vec<_> = spans.collect::<Option<_>>()?;
        let actors = event.actors.iter().filter_map(|ix| record::actor(corpus, *ix));
        let actors: Vec<_> = actors.collect();
        let mut keys = Map::new();
        keys.insert("title".into(), event.title.clone().into());
        let lists = [("dates", dates), ("spans", spans)].into_iter();
        keys.extend(
            lists.filter(|(_, list)| !list.is_empty()).map(|(k, l)| (k.to_owned(), l.into())),
        );
        keys.insert(
            "actors".into(),
            actors.iter().map(|(id, _)| Value::from(id.as_str())).collect(),
        );
        keys.extend(set.into_iter().flat_map(said));
        let new = Self::new(corpus, DescribedKind::Event, &event.id, keys, decided);
        Some(Self { sources, actors, ..new })
    }

    /// The ids of the actors that it names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.actors.iter().map(|(id, _)| id.as_str())
    }

    /// Whether all its words, with what stands around them, stand in the texts of their sources, which are
    /// asked for by id and may be what others may read.
    pub fn is_within<'t>(&self, text: impl Fn(&str) -> Option<&'t str>) -> bool {
        let lists = ["dates", "spans"].iter().filter_map(|key| self.keys.get(*key)?.as_array());
        let mut all = lists.flatten().filter_map(Value::as_object);
        all.all(|words| {
            let said = |key| words.get(key).and_then(Value::as_str);
            let text = said("source").and_then(&text);
            let mut pieces = ["exact", "prefix", "suffix"].into_iter().filter_map(said);
            text.is_some_and(|text| pieces.all(|piece| text.contains(piece)))
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

    /// Whether the file has a record of it that says otherwise.
    pub fn is_contradicted_in(&self, text: &str) -> bool {
        let edit = Edit { text: text.to_owned(), patches: Vec::new() };
        !self.doubted.is_empty() && edit.check().is_ok() && self.place(&edit).is_some()
    }

    /// Its record in the text.
    fn place(&self, edit: &Edit) -> Option<Span> {
        match &self.kind {
            DescribedKind::Source(file) => edit.source_of(file),
            DescribedKind::Actor | DescribedKind::Event => edit.with_id(self.list(), &self.id),
        }
    }

    fn list(&self) -> &'static str {
        match self.kind {
            DescribedKind::Source(_) => "sources",
            DescribedKind::Actor => "actors",
            DescribedKind::Event => "events",
        }
    }
}

/// Words of a source, which they name.
fn words(corpus: &Corpus, place: Passage) -> Option<Map<String, Value>> {
    let source = corpus.source(place.source)?;
    let Value::Object(mut words) = record::full(&source.document, place.span)? else { return None };
    words.insert("source".into(), source.id.to_string().into());
    Some(words)
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
    let mut keys = edit.known_users(&of.keys);
    let is_there = of.place(&edit).is_some();
    if is_there || of.is_new {
        let names = |field| !is_there || of.decided.contains(&field);
        edit.name_all(of, [Field::When, Field::TookPart].map(names), &mut keys)?;
    }
    if let Some(there) = of.place(&edit) {
        let id = edit.id_of(there).ok_or(EditError::Gone)?;
        let sure = of.decided.iter().filter(|field| !of.doubted.contains(field));
        let sure: Vec<_> = sure.copied().collect();
        edit.update((of.list(), &id), &keys, &sure)?;
    } else if of.is_new {
        match of.kind {
            DescribedKind::Source(_) => drop(edit.add_source(&of.id, &keys)?),
            DescribedKind::Actor | DescribedKind::Event => {
                let mut record = keys;
                record.shift_insert(0, "id".into(), of.id.clone().into());
                edit.add(of.list(), &record)?;
            }
        }
    }
    Ok(edit.written())
}

impl Edit {
    /// Puts down the sources and actors that a record names, where these are asked for and not there, and has `keys` name the
    /// sources as they are called there.
    fn name_all(
        &mut self,
        of: &DescribedRecord,
        [sources, actors]: [bool; 2],
        keys: &mut Map<String, Value>,
    ) -> Result<(), EditError> {
        let mut ids = Map::new();
        for (id, file, record) in of.sources.iter().filter(|_| sources) {
            let there = match self.source_of(file) {
                Some(there) => self.id_of(there).ok_or(EditError::Gone)?,
                None => self.add_source(id, record)?,
            };
            ids.insert(id.clone(), there.into());
        }
        for (id, actor) in of.actors.iter().filter(|_| actors) {
            if self.with_id("actors", id).is_none() {
                self.add("actors", actor)?;
            }
        }
        for key in ["dates", "spans"] {
            let list = keys.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten();
            for words in list.filter_map(Value::as_object_mut) {
                let now = words.get("source").and_then(Value::as_str).and_then(|id| ids.get(id));
                if let Some(now) = now.cloned() {
                    words.insert("source".into(), now);
                }
            }
        }
        Ok(())
    }

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
