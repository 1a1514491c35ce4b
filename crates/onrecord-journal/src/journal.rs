//! [`Journal`]: all operations that are known, in whatever order they came, and what stands.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use onrecord_model::{Field, FieldReading, FieldValue};

use crate::operation::{
    Adoption, Counter, FieldAction, FieldChange, LogEntry, Operation, OperationId, Target,
    TargetKey,
};
use crate::reading::FieldReadings;

/// What is decided about one field of one record, before it is an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordEdit {
    /// The record.
    pub target: Target,
    /// The field.
    pub field: Field,
    /// What becomes of it.
    pub set: FieldAction,
    /// What stands there now where nobody has decided about it.
    pub base: Option<FieldValue>,
    /// The record, where the rules propose it or a person puts it down with this.
    pub adopts: Option<Adoption>,
}

impl RecordEdit {
    /// A field gets a value, or a set one more element.
    pub fn set(target: Target, field: Field, value: FieldValue) -> Self {
        let set =
            if field.shape().is_set() { FieldAction::Add(value) } else { FieldAction::To(value) };
        Self { target, field, set, base: None, adopts: None }
    }
}

/// A decision before it is an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct OperationDraft<'d> {
    /// Who decides.
    pub by: &'d str,
    /// When, by their clock: `2026-11-29T10:04:00Z`.
    pub at: &'d str,
    /// What becomes of which fields.
    pub edits: Vec<RecordEdit>,
    /// The operation that it takes back.
    pub undoes: Option<OperationId>,
}

/// A field of a record, or one element of a set in it.
type FieldPlace = (Field, Option<FieldValue>);

/// All decisions about a place.
#[derive(Debug, Clone, Default)]
struct FieldDecisions {
    /// The operations that no other followed, with the number of the change in each.
    heads: BTreeMap<(Counter, OperationId), usize>,
    /// The operations that others followed, whether they have come or not.
    followed: HashSet<OperationId>,
}

/// What is known of a record.
#[derive(Debug, Clone, Default)]
struct RecordDecisions {
    places: BTreeMap<FieldPlace, FieldDecisions>,
    /// The operation that adopted it, the earliest of those known.
    adopted: Option<((Counter, OperationId), usize)>,
}

/// All operations that are known.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    operations: HashMap<OperationId, Arc<Operation>>,
    /// In the order in which the log shows them.
    order: BTreeSet<(Counter, OperationId)>,
    records: HashMap<TargetKey, RecordDecisions>,
    /// The operations that followed another directly, by that one.
    followers: HashMap<OperationId, Vec<OperationId>>,
    /// How many operations each run wrote.
    written: HashMap<Arc<str>, u32>,
    counter: Counter,
}

impl Journal {
    /// Takes an operation. `false` where it was known; of two that have the same name the one that is
    /// written with fewer letters counts, whichever came first.
    pub fn add(&mut self, operation: Operation) -> bool {
        if let Some(known) = self.operations.get(&operation.id) {
            let (known_line, line) = (crate::encode(known), crate::encode(&operation));
            if **known == operation || (known_line.len(), &known_line) <= (line.len(), &line) {
                return false;
            }
            self.replace(operation);
            return true;
        }
        self.enter(Arc::new(operation));
        true
    }

    /// An operation of the same name is there and does not count: all is built anew without it.
    fn replace(&mut self, operation: Operation) {
        let before = std::mem::take(self);
        let others = before.operations.into_values().filter(|one| one.id != operation.id);
        others.for_each(|one| self.enter(one));
        self.enter(Arc::new(operation));
    }

    fn enter(&mut self, operation: Arc<Operation>) {
        let key = (operation.counter, operation.id.clone());
        self.counter = self.counter.max(operation.counter);
        let written = self.written.entry(operation.id.run.clone()).or_default();
        *written = (*written).max(operation.id.number);
        for (at, change) in operation.changes.iter().enumerate() {
            let record = self.records.entry(change.target.key.clone()).or_default();
            if change.adopts.is_some()
                && record.adopted.as_ref().is_none_or(|(known, _)| key < *known)
            {
                record.adopted = Some((key.clone(), at));
            }
            let place = (change.field, change.set.element().cloned());
            let decisions = record.places.entry(place).or_default();
            for over in &change.over {
                decisions.heads.retain(|(_, id), _| id != over);
                decisions.followed.insert(over.clone());
                self.followers.entry(over.clone()).or_default().push(operation.id.clone());
            }
            if !decisions.followed.contains(&operation.id) {
                decisions.heads.insert(key.clone(), at);
            }
        }
        self.order.insert(key);
        self.operations.insert(operation.id.clone(), operation);
    }

    /// The operation that `draft` becomes when `run` writes it now, over all that is known here. It is
    /// not entered: that is for when it is on the disk.
    pub fn operation(&self, run: &str, draft: OperationDraft) -> Operation {
        let number = self.written.get(run).map_or(1, |written| written + 1);
        let change = |edit: RecordEdit| {
            let RecordEdit { target, field, set, base, adopts } = edit;
            let place = (field, set.element().cloned());
            let heads = self.heads(&target.key, &place);
            let over: Vec<_> = heads.iter().map(|(id, _)| (*id).clone()).collect();
            let from = match heads.as_slice() {
                [] => base,
                [.., (_, change)] => change.set.value(),
            };
            let known = self.records.get(&target.key).is_some_and(|known| known.adopted.is_some());
            FieldChange { target, field, set, from, over, adopts: adopts.filter(|_| !known) }
        };
        Operation {
            id: OperationId { run: run.into(), number },
            at: draft.at.into(),
            by: draft.by.into(),
            counter: self.counter.saturating_add(1),
            undoes: draft.undoes,
            changes: draft.edits.into_iter().map(change).collect(),
        }
    }

    fn heads(&self, key: &TargetKey, place: &FieldPlace) -> Vec<(&OperationId, &FieldChange)> {
        let decisions = self.records.get(key).and_then(|record| record.places.get(place));
        let heads = decisions.into_iter().flat_map(|decisions| &decisions.heads);
        heads.filter_map(|((_, id), at)| Some((id, self.change(id, *at)?))).collect()
    }

    fn change(&self, id: &OperationId, at: usize) -> Option<&FieldChange> {
        self.operations.get(id)?.changes.get(at)
    }

    /// What stands in a field of a record. Of a set it is whether anything was decided, not more.
    pub fn readings(&self, key: &TargetKey, field: Field) -> FieldReadings {
        self.readings_at(key, &(field, None))
    }

    fn readings_at(&self, key: &TargetKey, place: &FieldPlace) -> FieldReadings {
        let reading = |(id, change): (&OperationId, &FieldChange)| {
            let operation = self.operations.get(id)?;
            Some(FieldReading {
                value: change.set.value(),
                by: operation.by.clone(),
                at: operation.at.clone(),
            })
        };
        FieldReadings(self.heads(key, place).into_iter().filter_map(reading).collect())
    }

    /// The changes of a field that no other followed, the earliest first.
    pub fn standing(&self, key: &TargetKey, field: Field) -> Vec<&FieldChange> {
        self.heads(key, &(field, None)).into_iter().map(|(_, change)| change).collect()
    }

    /// Whether a value stood in a field, or was set there, by any decision about it that is known: then
    /// what stands there now is no surprise to whoever decided.
    pub fn has_met(&self, key: &TargetKey, field: Field, value: &FieldValue) -> bool {
        let about = |change: &&FieldChange| change.target.key == *key && change.field == field;
        let all = self.operations.values().flat_map(|operation| &operation.changes);
        let mut all = all.filter(about);
        all.any(|change| {
            let (from, to) = (change.from.as_ref(), change.set.value());
            from.is_some_and(|from| from.agrees(value)) || to.is_some_and(|to| to.agrees(value))
        })
    }

    /// The elements of a set of a record about which something was decided, and whether each is in it.
    /// Who adds one and who takes it out without knowing of it do not contradict each other: it is in.
    pub fn elements(&self, key: &TargetKey, field: Field) -> Vec<(FieldValue, bool)> {
        let places = self.records.get(key).into_iter().flat_map(|record| record.places.keys());
        let of = places.filter(|(of, _)| *of == field);
        of.filter_map(|place| {
            let element = place.1.clone()?;
            let readings = self.readings_at(key, place);
            let yes = Some(FieldValue::Flag(true));
            Some((element, readings.0.iter().any(|reading| reading.value == yes)))
        })
        .collect()
    }

    /// The last decision about an element of a set.
    pub fn element_reading(
        &self,
        key: &TargetKey,
        field: Field,
        element: &FieldValue,
    ) -> FieldReadings {
        self.readings_at(key, &(field, Some(element.clone())))
    }

    /// The fields of a record about which something was decided, in order.
    pub fn fields(&self, key: &TargetKey) -> Vec<Field> {
        let places = self.records.get(key).into_iter().flat_map(|record| record.places.keys());
        let mut fields: Vec<_> = places.map(|(field, _)| *field).collect();
        fields.dedup();
        fields
    }

    /// The records about which something was decided, in no order.
    pub fn records(&self) -> impl Iterator<Item = &TargetKey> {
        self.records.keys()
    }

    /// The record as it was adopted first, and how it was named then.
    pub fn adopted(&self, key: &TargetKey) -> Option<(&Target, &Adoption)> {
        let ((_, id), at) = self.records.get(key)?.adopted.as_ref()?;
        let change = self.change(id, *at)?;
        Some((&change.target, change.adopts.as_ref()?))
    }

    /// How a record was named by the last operation about it that is known.
    pub fn target(&self, key: &TargetKey) -> Option<&Target> {
        let record = self.records.get(key)?;
        let heads = record.places.values().filter_map(|decisions| decisions.heads.last_key_value());
        let (last, at) = heads.max_by_key(|(key, _)| *key)?;
        self.change(&last.1, *at).map(|change| &change.target)
    }

    /// All operations, the earliest first: none stands before one that it had seen.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &Operation> {
        self.order.iter().filter_map(|(_, id)| self.get(id))
    }

    /// The operations that others have taken back and that were not brought again.
    pub fn taken_back(&self) -> HashSet<&OperationId> {
        let mut gone = HashSet::new();
        // Whatever takes one back stands behind it.
        for operation in self.log().rev() {
            if let Some(id) = operation.undoes.as_ref().filter(|_| !gone.contains(&operation.id)) {
                gone.insert(id);
            }
        }
        gone
    }

    /// An operation as the log shows it.
    pub fn entry(&self, id: &OperationId) -> Option<LogEntry> {
        self.operations.get(id)?;
        self.latest().find(|entry| entry.operation.id == *id)
    }

    /// All operations as the log shows them, the latest first.
    pub fn latest(&self) -> impl Iterator<Item = LogEntry> {
        let gone = self.taken_back();
        // Who has built on what was taken back, or takes one back, has built on what stood before it.
        let mut through: HashMap<&OperationId, Vec<Box<str>>> = HashMap::new();
        let shared = self.order.iter().rev().filter_map(|(_, id)| self.operations.get(id));
        shared.map(move |operation| {
            let mut followed_by: Vec<Box<str>> = Vec::new();
            for later in self.built_on(&operation.id) {
                let by = through.get(&later.id).map_or(std::slice::from_ref(&later.by), |by| by);
                let new: Vec<_> = by.iter().filter(|by| !followed_by.contains(by)).collect();
                followed_by.extend(new.into_iter().cloned());
            }
            let taken_back = gone.contains(&operation.id);
            if taken_back || operation.undoes.is_some() {
                through.insert(&operation.id, followed_by.clone());
            }
            LogEntry { operation: Arc::clone(operation), taken_back, followed_by }
        })
    }

    /// The operation of this name.
    pub fn get(&self, id: &OperationId) -> Option<&Operation> {
        self.operations.get(id).map(|operation| &**operation)
    }

    /// How many operations are known.
    pub fn len(&self) -> usize {
        self.operations.len()
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty()
    }

    /// The operations that followed an operation directly, the earliest first.
    pub fn built_on(&self, id: &OperationId) -> Vec<&Operation> {
        let followers = self.followers.get(id).into_iter().flatten();
        let mut later: Vec<_> = followers.filter_map(|id| self.get(id)).collect();
        later.sort_by(|one, other| (one.counter, &one.id).cmp(&(other.counter, &other.id)));
        later.dedup_by(|one, other| one.id == other.id);
        later
    }

    /// What takes an operation back: each field gets what stood there before it.
    pub fn reversed(&self, id: &OperationId) -> Vec<RecordEdit> {
        let Some(operation) = self.operations.get(id) else { return Vec::new() };
        let edit = |change: &FieldChange| {
            let set = match (&change.set, &change.from) {
                (FieldAction::Add(element), _) => FieldAction::Remove(element.clone()),
                (FieldAction::Remove(element), _) => FieldAction::Add(element.clone()),
                // What stood there before anybody decided comes back by itself; but a verdict may stand
                // in the file of the investigation by now.
                (FieldAction::To(_) | FieldAction::Unset, from) => match from {
                    Some(value) if !change.over.is_empty() || change.field == Field::Verdict => {
                        FieldAction::To(value.clone())
                    }
                    _ => FieldAction::Unset,
                },
            };
            let (target, field) = (change.target.clone(), change.field);
            RecordEdit { target, field, set, base: None, adopts: None }
        };
        operation.changes.iter().map(edit).collect()
    }
}
