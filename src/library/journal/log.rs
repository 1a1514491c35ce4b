//! The journal as it may be told to others: records by what stands of them now, and nothing of what must
//! not leave this desk.

use std::collections::{HashMap, HashSet};

use super::JournalSession;
use crate::library::target::OpenTarget;
use onrecord_corpus::Corpus;
use onrecord_journal::{
    FieldAction, FieldChange, Journal, LogEntry, Operation, Target, TargetKey, TargetKind, Words,
};
use onrecord_model::fault::Fault;
use onrecord_model::{
    AcceptedAnchor, ActorIx, Annotations, EventIx, Field, FieldValue, NamedActor, NamedPlace,
    NamedStep, RecordRef, RecordedWords, SourceIx,
};
use onrecord_text::fold;

/// Stands for what others may not read, as in covered text.
const COVER: &str = "███";

/// Which decisions are asked for.
#[derive(Debug, Default)]
pub(crate) struct LogRequest {
    /// Not before this moment or the beginning of one: `2026-11`, `2026-11-29T10:04`.
    pub since: Option<String>,
    /// By somebody with these words in the name.
    pub by: Option<String>,
    /// The last so many.
    pub most: Option<usize>,
}

/// Decisions as they may be told.
#[derive(Debug, Default)]
pub(crate) struct ToldLog {
    /// The decisions, the earliest first.
    pub entries: Vec<LogEntry>,
    /// Of how many something is left out, or all.
    pub left_out: usize,
    /// Lines of the journal that could not be read.
    pub faults: Vec<Fault>,
}

/// The decisions about `target`, which is opened as `shown`. Where that is only what others may see,
/// `all` is what is there, and what is not shown of it is not told.
pub(crate) fn log(
    target: &OpenTarget,
    shown: &Corpus,
    all: Option<AllRecords>,
    request: &LogRequest,
) -> ToldLog {
    let session = JournalSession::open(target, "");
    let journal = session.journal();
    let mut view = LogView::new(journal, shown, all);
    let mut told = ToldLog { faults: session.faults(), ..ToldLog::default() };
    for entry in journal.latest().filter(|entry| request.takes(&entry.operation)) {
        if request.most.is_some_and(|most| told.entries.len() >= most) {
            break;
        }
        let (entry, left_out) = view.told(entry);
        told.left_out += usize::from(left_out);
        told.entries.extend(entry);
    }
    told.entries.reverse();
    told
}

impl LogRequest {
    fn takes(&self, operation: &Operation) -> bool {
        let since = self.since.as_ref().is_none_or(|since| *operation.at >= **since);
        since && self.by.as_ref().is_none_or(|name| is_named(&operation.by, name))
    }
}

/// Whether all words of `name` are words of `by`, however they are written.
fn is_named(by: &str, name: &str) -> bool {
    let (by, name) = (fold::folded(by), fold::folded(name));
    let by: HashSet<&str> = by.split_whitespace().collect();
    name.split_whitespace().all(|word| by.contains(word))
}

/// What may be told.
struct LogView<'c> {
    journal: &'c Journal,
    /// What may be read.
    shown: &'c Corpus,
    records: HashMap<TargetKey, RecordRef>,
    names: HashSet<&'c str>,
    /// What is there; nothing where all may be told.
    all: Option<AllRecords>,
    /// Whether words that are nobody's now stand where others may read them.
    read: HashMap<Box<str>, bool>,
}

/// The records of a whole investigation, and the names of its actors.
pub(crate) struct AllRecords {
    records: HashSet<TargetKey>,
    names: HashSet<Box<str>>,
}

impl AllRecords {
    /// Those of `corpus`.
    pub(crate) fn of(corpus: &Corpus) -> Self {
        let names = names(corpus).into_iter().map(Into::into).collect();
        Self { records: records(corpus).into_keys().collect(), names }
    }
}

impl<'c> LogView<'c> {
    fn new(journal: &'c Journal, shown: &'c Corpus, all: Option<AllRecords>) -> Self {
        let (records, names) = (records(shown), names(shown));
        let mut view = Self { journal, shown, records, names, all, read: HashMap::new() };
        // Where nothing is withheld all is told, also of what is not there any more.
        let held = |all: &AllRecords| {
            all.records.len() > view.records.len()
                || journal.records().any(|key| view.is_withheld(key))
        };
        if !view.all.as_ref().is_some_and(held) {
            view.all = None;
        }
        view
    }

    /// The decision as it may be told, and whether anything of it was left out.
    fn told(&mut self, entry: LogEntry) -> (Option<LogEntry>, bool) {
        let changes = &entry.operation.changes;
        let told: Vec<_> = changes.iter().filter_map(|change| self.change(change)).collect();
        let left_out = told.len() < changes.len();
        if told.is_empty() {
            return (None, true);
        }
        let operation = Operation { changes: told, ..(*entry.operation).clone() };
        (Some(LogEntry { operation: operation.into(), ..entry }), left_out)
    }

    fn change(&mut self, change: &FieldChange) -> Option<FieldChange> {
        let target = self.target(&change.target)?;
        let mut told = |value: &FieldValue| self.value(change.field, value);
        let set = match &change.set {
            FieldAction::To(value) => FieldAction::To(told(value)),
            FieldAction::Unset => FieldAction::Unset,
            FieldAction::Add(element) => FieldAction::Add(told(element)),
            FieldAction::Remove(element) => FieldAction::Remove(told(element)),
        };
        let from = change.from.as_ref().map(told);
        // That something leads here which may not be told says nothing.
        if change.field == Field::LinkedFrom && set != change.set {
            return None;
        }
        Some(FieldChange { target, set, from, ..change.clone() })
    }

    /// The record with what stands of it now; nothing where it may not be told.
    fn target(&mut self, target: &Target) -> Option<Target> {
        let key = &target.key;
        let record = self.records.get(key).map(|record| present(self.shown, *record, key));
        let Some(all) = &self.all else { return record.or_else(|| Some(target.clone())) };
        if self.is_withheld(key) {
            return None;
        }
        if record.is_some() || all.records.contains(key) {
            return record;
        }
        // What is not there any more is told where its words, and its name, can be read all the same.
        let mut texts =
            target.words.iter().map(|words| words.exact.clone()).chain(target.name.clone());
        let known = !target.words.is_empty() && texts.all(|text| self.is_read(&text));
        let sources = |words: &Words| self.shown.sources().iter().any(|s| *s.file == *words.file);
        let told = known && target.words.iter().all(sources);
        told.then(|| target.clone())
    }

    /// Whether people keep a record back, by all that the journal knows now.
    fn is_withheld(&self, key: &TargetKey) -> bool {
        let readings = |field| self.journal.readings(key, field).0;
        let values = [Field::Sensitive, Field::Terms].into_iter().flat_map(|field| {
            readings(field).into_iter().filter_map(move |reading| Some((field, reading.value?)))
        });
        let mut each =
            values.map(|value| Annotations { values: vec![value], ..Annotations::default() });
        each.any(|set| set.is_withheld())
    }

    /// A value without whom and what others may not know of.
    fn value(&mut self, field: Field, value: &FieldValue) -> FieldValue {
        match value {
            // Somebody's name is told where others know it, as everywhere else.
            FieldValue::Text(name) if matches!(field, Field::Name | Field::Aliases) => {
                let told = self.all.is_none() || self.is_read(name);
                FieldValue::Text(if told { name.clone() } else { COVER.into() })
            }
            FieldValue::Actor(actor) => FieldValue::Actor(self.actor(actor)),
            FieldValue::Actors(actors) => {
                FieldValue::Actors(actors.iter().map(|actor| self.actor(actor)).collect())
            }
            FieldValue::Steps(steps) => {
                let step = |step: &NamedStep| NamedStep {
                    actor: self.actor(&step.actor),
                    did: step.did.clone(),
                };
                FieldValue::Steps(steps.iter().map(step).collect())
            }
            FieldValue::Link { kind, to } => {
                let key = TargetKey { kind: TargetKind::Statement, id: to.clone() };
                let told = self.all.is_none() || self.records.contains_key(&key);
                FieldValue::Link { kind: *kind, to: if told { to.clone() } else { COVER.into() } }
            }
            FieldValue::Anchor(anchor) if self.all.is_some() => {
                FieldValue::Anchor(self.anchor(anchor).into())
            }
            FieldValue::Place(place) if self.all.is_some() => {
                FieldValue::Place(self.place(place).into())
            }
            FieldValue::Anchor(_)
            | FieldValue::Place(_)
            | FieldValue::Silent
            | FieldValue::Text(_)
            | FieldValue::Flag(_) => value.clone(),
        }
    }

    /// A place without what stood around it; where nobody else reads it now it is covered.
    fn place(&mut self, place: &NamedPlace) -> NamedPlace {
        let key = TargetKey { kind: TargetKind::Source, id: place.source.clone() };
        let known = self.records.contains_key(&key);
        let words = place.words.as_ref().map(|words| {
            let exact = if self.is_read(&words.exact) { words.exact.clone() } else { COVER.into() };
            RecordedWords { exact, prefix: None, suffix: None }
        });
        let source = if known { place.source.clone() } else { COVER.into() };
        NamedPlace { source, sha256: None, words }
    }

    /// Accepted words without what stood around them; those that nobody else reads now are covered.
    fn anchor(&mut self, anchor: &AcceptedAnchor) -> AcceptedAnchor {
        let mut words = |words: &RecordedWords| {
            let exact = if self.is_read(&words.exact) { words.exact.clone() } else { COVER.into() };
            RecordedWords { exact, prefix: None, suffix: None }
        };
        AcceptedAnchor {
            sha256: anchor.sha256.clone(),
            pieces: anchor.pieces.iter().map(&mut words).collect(),
            missed: anchor.missed,
            ..AcceptedAnchor::default()
        }
    }

    fn actor(&mut self, actor: &NamedActor) -> NamedActor {
        let key = actor.id.clone().map(|id| TargetKey { kind: TargetKind::Actor, id });
        let listed = key.as_ref().is_some_and(|key| self.records.contains_key(key));
        let Some(all) = &self.all else { return actor.clone() };
        let held = key.is_some_and(|key| all.records.contains(&key));
        if listed || (!held && self.is_read(&actor.name)) {
            return actor.clone();
        }
        NamedActor { id: None, name: COVER.into() }
    }

    /// Whether others read these words anyway: as somebody's name, or in a source.
    fn is_read(&mut self, words: &str) -> bool {
        let of_somebody = self.all.as_ref().is_some_and(|all| all.names.contains(words));
        if self.names.contains(words) || of_somebody || words.trim().is_empty() {
            return self.names.contains(words);
        }
        if let Some(read) = self.read.get(words) {
            return *read;
        }
        let mut texts = self.shown.sources().iter().map(|source| source.document.text());
        let read = texts.any(|text| text.contains(words));
        self.read.insert(words.into(), read);
        read
    }
}

/// All records by their keys.
fn records(corpus: &Corpus) -> HashMap<TargetKey, RecordRef> {
    let key = |kind, id: &str| TargetKey { kind, id: id.into() };
    let mut known = HashMap::new();
    for (row, statement) in corpus.rows() {
        known.insert(key(TargetKind::Statement, &statement.id), RecordRef::Row(row));
    }
    for (ix, actor) in (0..).map(ActorIx).zip(corpus.actors()) {
        known.insert(key(TargetKind::Actor, &actor.id), RecordRef::Actor(ix));
    }
    for (ix, event) in (0..).map(EventIx).zip(corpus.events()) {
        known.insert(key(TargetKind::Event, &event.id), RecordRef::Event(ix));
    }
    for (ix, source) in (0..).map(SourceIx).zip(corpus.sources()) {
        known.insert(key(TargetKind::Source, &source.id), RecordRef::Source(ix));
    }
    known
}

/// All names of all actors.
fn names(corpus: &Corpus) -> HashSet<&str> {
    let names = corpus.actors().iter().flat_map(|actor| {
        let aliases = actor.aliases.iter().map(|alias| alias.name.as_str());
        std::iter::once(actor.name.as_str()).chain(aliases)
    });
    names.collect()
}

/// A record of a corpus as the log names it.
fn present(corpus: &Corpus, record: RecordRef, key: &TargetKey) -> Target {
    let in_file = |ix: SourceIx, exact: &str| {
        let file = corpus.source(ix).map(|source| source.file.as_str().into());
        file.map(|file| Words { file, exact: exact.into(), ..Words::default() })
    };
    let (name, words) = match record {
        RecordRef::Row(row) => {
            let words = corpus.row(row).and_then(|s| in_file(s.source, &corpus.words(s)));
            (None, words)
        }
        RecordRef::Actor(ix) => (corpus.actor(ix).map(|actor| actor.name.as_str()), None),
        RecordRef::Event(ix) => (corpus.event(ix).map(|event| event.title.as_str()), None),
        RecordRef::Source(ix) => {
            (corpus.source(ix).map(|source| source.title.as_str()), in_file(ix, ""))
        }
    };
    Target { key: key.clone(), name: name.map(Into::into), words: words.into_iter().collect() }
}
