//! [`AnnotationTable`]: what people set of records, by the records' ids.

use std::collections::{HashMap, HashSet};

use crate::withheld::{HeldButLost, HeldBySource};
use crate::{Corpus, RecordKey};
use onrecord_model::{Annotations, Field, FieldValue, RecordRef, Statement};

/// What people set of records. Each kind of record has its own ids.
#[derive(Debug, Clone, Default)]
pub struct AnnotationTable {
    rows: HashMap<Box<str>, Annotations>,
    actors: HashMap<Box<str>, Annotations>,
    events: HashMap<Box<str>, Annotations>,
    sources: HashMap<Box<str>, Annotations>,
    /// What is withheld and stands in no record that could be read.
    pub(crate) lost: HeldButLost,
    /// What is withheld here since the same is withheld in another place here.
    pub(crate) again: HeldBySource,
    /// What is withheld here by decisions in other folders.
    pub(crate) outside: HeldBySource,
    /// Whether nobody shall be told who decided.
    anonymous: bool,
}

impl AnnotationTable {
    /// Puts what was set of a record, over what was known to be set of it: a list brings that along.
    pub fn put(&mut self, key: RecordKey, annotations: Annotations) {
        let (table, id) = match key {
            RecordKey::Row(id) => (&mut self.rows, id),
            RecordKey::Actor(id) => (&mut self.actors, id),
            RecordKey::Event(id) => (&mut self.events, id),
            RecordKey::Source(id) => (&mut self.sources, id),
        };
        let before = table.remove(&id);
        let annotations = match before {
            Some(before) => annotations.over(before),
            None => annotations,
        };
        table.insert(id, annotations);
    }

    /// Takes out what was set of a record.
    pub fn take(&mut self, key: &RecordKey) -> Option<Annotations> {
        match key {
            RecordKey::Row(id) => self.rows.remove(id),
            RecordKey::Actor(id) => self.actors.remove(id),
            RecordKey::Event(id) => self.events.remove(id),
            RecordKey::Source(id) => self.sources.remove(id),
        }
    }

    /// Adds what was set of other records.
    pub fn extend(&mut self, others: Self) {
        self.rows.extend(others.rows);
        self.actors.extend(others.actors);
        self.events.extend(others.events);
        self.sources.extend(others.sources);
        self.outside.extend(others.outside);
        self.lost.words.extend(others.lost.words);
        self.lost.contents.extend(others.lost.contents);
    }

    /// Of a statement, whatever was made of it.
    pub fn row(&self, id: &str) -> Option<&Annotations> {
        self.rows.get(id)
    }

    /// Of an actor.
    pub fn actor(&self, id: &str) -> Option<&Annotations> {
        self.actors.get(id)
    }

    /// Of an event.
    pub fn event(&self, id: &str) -> Option<&Annotations> {
        self.events.get(id)
    }

    /// Of a source.
    pub fn source(&self, id: &str) -> Option<&Annotations> {
        self.sources.get(id)
    }

    /// Whether nothing was set of any record.
    pub fn is_empty(&self) -> bool {
        let tables = [&self.rows, &self.actors, &self.events, &self.sources];
        tables.iter().all(|table| table.is_empty())
    }

    /// Whether it says nothing at all, of any record here or elsewhere. Then there is nobody whom it could name.
    pub(crate) fn is_untouched(&self) -> bool {
        self.is_empty() && !self.withholds() && self.again.is_empty()
    }

    /// Leaves out links to rows with these ids.
    pub(crate) fn unlink(&mut self, gone: &HashSet<Box<str>>) {
        let leads = |value: &FieldValue| match value {
            FieldValue::Link { to, .. } => gone.contains(to),
            _ => false,
        };
        for row in self.rows.values_mut() {
            row.elements.retain(|(_, value)| !leads(value));
        }
    }

    /// Says of a row that it must not leave this desk.
    pub(crate) fn keep_back(&mut self, id: Box<str>) {
        let set = self.rows.entry(id).or_default();
        if !set.is_withheld() {
            set.values.retain(|(field, _)| *field != Field::Sensitive);
            set.values.push((Field::Sensitive, FieldValue::Flag(true)));
            set.values.sort_by_key(|(field, _)| *field);
        }
    }

    /// All that was set, record by record.
    pub(crate) fn each(&mut self) -> impl Iterator<Item = &mut Annotations> {
        let tables = [&mut self.rows, &mut self.actors, &mut self.events, &mut self.sources];
        tables.into_iter().flat_map(HashMap::values_mut)
    }

    /// Whether what was set keeps any row or source back.
    pub(crate) fn withholds(&self) -> bool {
        let mut set = self.rows.values().chain(self.sources.values());
        set.any(Annotations::is_withheld) || !self.outside.is_empty() || !self.lost.is_empty()
    }
}

impl Corpus {
    /// The tags in use, in order, each once.
    pub fn tags(&self) -> Vec<&str> {
        let table = &self.records().annotations;
        let all = [&table.rows, &table.actors, &table.events, &table.sources];
        let words = all.into_iter().flat_map(HashMap::values);
        let mut tags: Vec<_> = words.flat_map(|one| one.words(Field::Tags)).collect();
        tags.sort_unstable();
        tags.dedup();
        tags
    }

    /// What people set of a record.
    pub fn annotations(&self, record: RecordRef) -> Option<&Annotations> {
        let table = &self.records().annotations;
        match record {
            RecordRef::Row(row) => table.row(&self.row(row)?.id),
            RecordRef::Actor(ix) => table.actor(&self.actor(ix)?.id),
            RecordRef::Event(ix) => table.event(&self.event(ix)?.id),
            RecordRef::Source(ix) => table.source(&self.source(ix)?.id),
        }
    }

    /// The same corpus, of which nothing that is written for others names who decided.
    #[must_use]
    pub fn anonymous(mut self) -> Self {
        let parts = [&mut self.weak, &mut self.dismissed, &mut self.passages];
        for part in parts.into_iter().flatten() {
            part.records.annotations.anonymous = true;
        }
        self.records.annotations.anonymous = true;
        self
    }

    /// Whether what is written for others may name who decided.
    pub fn tells_names(&self) -> bool {
        !self.records().annotations.anonymous
    }

    /// What people set of a row.
    pub fn annotations_of(&self, statement: &Statement) -> Option<&Annotations> {
        self.records().annotations.row(&statement.id)
    }

    /// The words by which a statement is found again, as [`Corpus::words_around`] gives them: those of its
    /// first piece; where the source changed, those that were put down.
    pub fn words_to_find(&self, statement: &Statement) -> Option<[String; 3]> {
        let Some(recorded) = statement.recorded().and_then(|recorded| recorded.pieces.first())
        else {
            return self.words_around(statement.source, statement.first_piece());
        };
        let owned =
            |words: &Option<Box<str>>| words.as_deref().map_or_else(String::new, str::to_owned);
        Some([recorded.exact.to_string(), owned(&recorded.prefix), owned(&recorded.suffix)])
    }

    /// Words of a source with what stands before and behind them, so that they are found again when
    /// the document changes: the words, the context before, the context behind. `None` for no words.
    pub fn words_around(
        &self,
        source: onrecord_model::SourceIx,
        span: onrecord_text::Span,
    ) -> Option<[String; 3]> {
        let document = &self.source(source)?.document;
        let found = crate::anchors::describe(document, span, None)?;
        // Where nothing stands there the context is empty.
        let owned = |words: Option<&str>| words.map_or_else(String::new, str::to_owned);
        Some([found.exact.to_owned(), owned(found.prefix), owned(found.suffix)])
    }
}
