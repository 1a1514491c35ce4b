//! [`Operation`]: one decision with all its changes, and what it says of the records it changes.

use std::fmt;
use std::sync::Arc;

use onrecord_model::fault::States;
use onrecord_model::{Field, FieldOwner, FieldValue, Form, Source, Statement, withholds};
use onrecord_text::Span;
use serde_json::value::RawValue;

/// How many operations at most lie before one, in the longest chain of those that saw another.
pub type Counter = u64;

/// The name of an operation: the run that wrote it, and which of the run's it is, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationId {
    /// The run, a random word.
    pub run: Arc<str>,
    /// Which of its operations, from 1.
    pub number: u32,
}

impl OperationId {
    /// The id that is written `run:number`; `None` for what is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (run, number) = text.split_once(':')?;
        let plain = !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let number = number.parse().ok().filter(|_| plain)?;
        Some(Self { run: run.into(), number })
    }
}

impl fmt::Display for OperationId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}", self.run, self.number)
    }
}

/// What kind of thing a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TargetKind {
    /// A statement.
    Statement,
    /// An actor.
    Actor,
    /// An event.
    Event,
    /// A source.
    Source,
}

impl TargetKind {
    /// Its word in the journal's lines.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Actor => "actor",
            Self::Event => "event",
            Self::Source => "source",
        }
    }

    /// The kind with this word.
    pub fn named(word: &str) -> Option<Self> {
        let kinds = [Self::Statement, Self::Actor, Self::Event, Self::Source];
        kinds.into_iter().find(|kind| kind.word() == word)
    }

    /// Whose fields it has.
    pub const fn owner(self) -> FieldOwner {
        match self {
            Self::Statement => FieldOwner::Statement,
            Self::Actor => FieldOwner::Actor,
            Self::Event => FieldOwner::Event,
            Self::Source => FieldOwner::Source,
        }
    }
}

/// By what a record is known in the journal: its kind and its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TargetKey {
    /// What kind of record.
    pub kind: TargetKind,
    /// Its id.
    pub id: Box<str>,
}

/// Words in a source as they stood when something was decided about them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The source's file, as the investigation names it.
    pub file: Arc<str>,
    /// SHA-256 of the file's bytes, in hexadecimal digits; empty where that was not known.
    pub sha256: Arc<str>,
    /// The words, byte for byte.
    pub exact: Box<str>,
    /// What stood before them.
    pub prefix: Box<str>,
    /// What stood behind them.
    pub suffix: Box<str>,
}

/// The record that a decision is about, so that it is met again when its id or its document changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// By what it is known.
    pub key: TargetKey,
    /// Its name, where it has one: of an actor, the title of an event or a source.
    pub name: Option<Box<str>>,
    /// Its words: of a statement the first piece, of an actor some mentions.
    pub words: Arc<[Words]>,
}

impl Target {
    /// The record of this kind with this id, of which no more is known.
    pub fn new(kind: TargetKind, id: &str) -> Self {
        let key = TargetKey { kind, id: id.into() };
        Self { key, name: None, words: Arc::default() }
    }
}

/// The whole record as it stood when it was first decided about, in the words of the file of an
/// investigation. What rules propose may change; what a person confirmed does not.
#[derive(Debug, Clone)]
pub struct Adoption {
    /// The record: an object with what it says, the source it stands in, and the actors it names.
    pub record: Box<RawValue>,
    /// A hash of what it says, by which an unchanged proposal is known without reading the record.
    pub print: u64,
    /// Whether a person put it down; else the rules proposed it.
    pub by_hand: bool,
}

impl Adoption {
    /// The record in `record`, which is JSON; `None` where it is none.
    pub fn new(record: String, print: u64, by_hand: bool) -> Option<Self> {
        Some(Self { record: RawValue::from_string(record).ok()?, print, by_hand })
    }
}

impl PartialEq for Adoption {
    fn eq(&self, other: &Self) -> bool {
        (self.print, self.by_hand, self.record.get())
            == (other.print, other.by_hand, other.record.get())
    }
}

/// Of an element of a set that it is in it, and that it is not.
static THERE: FieldValue = FieldValue::Flag(true);
static NOT_THERE: FieldValue = FieldValue::Flag(false);

/// What becomes of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldAction {
    /// It has this value.
    To(FieldValue),
    /// It is as if nobody had decided about it.
    Unset,
    /// The set has this element.
    Add(FieldValue),
    /// The set does not have this element.
    Remove(FieldValue),
}

impl FieldAction {
    /// The element of a set that it is about.
    pub fn element(&self) -> Option<&FieldValue> {
        match self {
            Self::Add(element) | Self::Remove(element) => Some(element),
            Self::To(_) | Self::Unset => None,
        }
    }

    /// What is in the field after it: of an element whether it is there.
    pub fn value(&self) -> Option<FieldValue> {
        self.stands().cloned()
    }

    /// The same, where it is.
    pub(crate) const fn stands(&self) -> Option<&FieldValue> {
        match self {
            Self::To(value) => Some(value),
            Self::Unset => None,
            Self::Add(_) => Some(&THERE),
            Self::Remove(_) => Some(&NOT_THERE),
        }
    }
}

/// What a key asks for about one field of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit {
    /// The record.
    pub key: TargetKey,
    /// The field.
    pub field: Field,
    /// What becomes of it.
    pub set: FieldAction,
}

/// A passage that a person puts down as a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStatement {
    /// The id of the source.
    pub source: Box<str>,
    /// The words, in order, apart from each other; at least one piece.
    pub spans: Vec<Span>,
    /// How the source gives them.
    pub form: Form,
    /// The words that attribute them.
    pub cue: Option<Span>,
    /// What is set of it.
    pub values: Vec<(Field, FieldValue)>,
}

/// One change of one field of one record.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// The record.
    pub target: Target,
    /// The field.
    pub field: Field,
    /// What becomes of it.
    pub set: FieldAction,
    /// What stood there before, for the log and to be taken back; `None` where nothing was set.
    pub from: Option<FieldValue>,
    /// The operations on this field that the writer had seen and that no other had followed.
    pub over: Vec<OperationId>,
    /// The record, where this is the first decision about it.
    pub adopts: Option<Arc<Adoption>>,
}

/// One decision of a person: one line of a journal, one step of undo.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Its name.
    pub id: OperationId,
    /// When, by the writer's clock: `2026-11-29T10:04:00Z`.
    pub at: Box<str>,
    /// Who decided.
    pub by: Box<str>,
    /// One more than the greatest that the writer had seen.
    pub counter: Counter,
    /// The operation that it takes back.
    pub undoes: Option<OperationId>,
    /// What it changes, at least one field.
    pub changes: Vec<FieldChange>,
}

impl Operation {
    /// Whether it keeps a record from leaving this desk.
    pub fn withholds(&self) -> bool {
        let set = |change: &FieldChange| match &change.set {
            FieldAction::To(value) => withholds(change.field, value),
            FieldAction::Unset | FieldAction::Add(_) | FieldAction::Remove(_) => false,
        };
        self.changes.iter().any(set)
    }

    /// By what the log puts operations in order: none stands before one that it had seen.
    pub(crate) fn order(&self) -> (Counter, &OperationId) {
        (self.counter, &self.id)
    }
}

/// Statements whose words are accepted as their source has them now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// The id of the source.
    pub source: Box<str>,
    /// SHA-256 of the file that a person has seen: of no other edition anything is accepted.
    pub sha256: Box<str>,
    /// How many there are of which kind.
    pub states: States,
    /// The ids of the statements; where there are none the source itself is accepted.
    pub rows: Vec<Box<str>>,
    /// Where the words of the only one stand, as a person showed; nothing where it is known.
    pub place: Option<Span>,
}

impl Acceptance {
    /// Of `rows` of a source, where they stand; of none of them the source itself.
    pub fn of(source: &Source, rows: &[&Statement]) -> Self {
        Self {
            source: source.id.clone(),
            sha256: source.sha256.as_str().into(),
            states: States::of(rows.iter().copied()),
            rows: rows.iter().map(|row| row.id.clone()).collect(),
            place: None,
        }
    }
}

/// What a key asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// Fields of records get values, all in one operation.
    Edit(Vec<FieldEdit>),
    /// A passage becomes a statement.
    Put(NewStatement),
    /// What a source says now is accepted.
    Accept(Acceptance),
    /// An operation does not hold any more.
    TakeBack {
        /// Which; `None` for the last that this run made, else for the last by this name.
        of: Option<OperationId>,
        /// Whether it is taken back even where it is of another run, or others have built on it.
        sure: bool,
    },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is on the disk, as this operation.
    Written(OperationId),
    /// It would take back what is not this run's own, or what others have built on: it is asked first.
    Ask(Box<LogEntry>),
    /// There is nothing to take back.
    Nothing,
}

/// An operation as the log shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct LogEntry {
    /// The operation.
    pub operation: Arc<Operation>,
    /// Whether another one has taken it back.
    pub taken_back: bool,
    /// Who has built on it since, each once, in order; without what was taken back again.
    pub followed_by: Vec<Box<str>>,
}
