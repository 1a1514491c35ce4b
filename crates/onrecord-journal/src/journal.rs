//! [`Journal`]: all operations that are known, in whatever order they came, and what stands.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use foldhash::HashMap;
use onrecord_model::{Field, FieldReading, FieldValue};
use smallvec::SmallVec;

use crate::decisions::{ChangeAt, FieldPlace, KnownOperations, RecordDecisions};
use crate::line::MOST;
use crate::operation::{
    Adoption, Counter, FieldAction, FieldChange, LogEntry, Operation, OperationId, Target,
    TargetKey,
};
use crate::reading::{FieldReadings, is_conflict, weaker_of};

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
    pub adopts: Option<Arc<Adoption>>,
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

/// All operations that are known.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    /// As they came.
    operations: Vec<Arc<Operation>>,
    /// Where each stands among them.
    places: HashMap<OperationId, u32>,
    /// Those in the order in which the log shows them, once somebody asks for it.
    order: OnceLock<Vec<u32>>,
    records: HashMap<TargetKey, RecordDecisions>,
    /// The operations that followed another directly, by that one, which need not be known.
    followers: HashMap<OperationId, SmallVec<[u32; 2]>>,
    /// How many operations each run wrote.
    written: HashMap<Arc<str>, u32>,
    counter: Counter,
}

impl Journal {
    /// Takes an operation. `false` where it was known; of two that have the same name the one that is
    /// written with fewer letters counts, whichever came first.
    pub fn add(&mut self, operation: Operation) -> bool {
        if let Some(known) = self.get(&operation.id) {
            if *known == operation {
                return false;
            }
            let (known_line, line) = (crate::encode(known), crate::encode(&operation));
            if (known_line.len(), &known_line) <= (line.len(), &line) {
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
        let others = before.operations.into_iter().filter(|one| one.id != operation.id);
        others.for_each(|one| self.enter(one));
        self.enter(Arc::new(operation));
    }

    fn enter(&mut self, operation: Arc<Operation>) {
        let Ok(at) = u32::try_from(self.operations.len()) else { return };
        self.counter = self.counter.max(operation.counter);
        let written = self.written.entry(Arc::clone(&operation.id.run)).or_default();
        *written = (*written).max(operation.id.number);
        self.enter_order(&operation, at);
        self.places.insert(operation.id.clone(), at);
        self.operations.push(operation);
        let Some(operation) = self.operations.last() else { return };
        for (change, number) in operation.changes.iter().zip(0..) {
            let this = ChangeAt { operation: at, change: number };
            let all = KnownOperations { operations: &self.operations, places: &self.places };
            for over in &change.over {
                self.followers.entry(over.clone()).or_default().push(at);
            }
            let key = &change.target.key;
            if !self.records.contains_key(key) {
                self.records.insert(key.clone(), RecordDecisions::default());
            }
            let Some(record) = self.records.get_mut(key) else { continue };
            if change.adopts.is_some()
                && record.adopted.is_none_or(|known| all.is_before(this, known))
            {
                record.adopted = Some(this);
            }
            let place = (change.field, change.set.element().cloned());
            let later = self.followers.get(&operation.id).map_or(&[][..], |later| later);
            let followed =
                later.iter().any(|later| all.follows(*later, &operation.id, key, &place));
            if let Some(decisions) = record.place_mut(place) {
                all.decide(decisions, this, followed);
            }
        }
    }

    /// The log goes on where an operation stands behind all others; else it is put in order anew.
    fn enter_order(&mut self, operation: &Operation, at: u32) {
        let Some(order) = self.order.get_mut() else { return };
        let last = order.last().and_then(|last| self.operations.get(*last as usize));
        if last.is_none_or(|last| last.order() < operation.order()) {
            order.push(at);
        } else {
            self.order.take();
        }
    }

    fn order(&self) -> &[u32] {
        self.order.get_or_init(|| {
            let of = |at: &u32| self.operations.get(*at as usize).map(|one| one.order());
            let mut order: Vec<_> = self.places.values().copied().collect();
            order.sort_unstable_by(|one, other| of(one).cmp(&of(other)));
            order
        })
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
            // What no decision has met was put there by hand, and was seen by whoever decides now.
            let unmet = |value: &FieldValue| !self.has_met(&target.key, field, value);
            let from = match heads.as_slice() {
                [] => base,
                [.., (_, change)] if place.1.is_some() => change.set.value(),
                [.., (_, change)] => base.filter(unmet).or_else(|| change.set.value()),
            };
            let known = self.records.get(&target.key).is_some_and(|known| known.adopted.is_some());
            FieldChange { target, field, set, from, over, adopts: adopts.filter(|_| !known) }
        };
        Operation {
            id: OperationId { run: run.into(), number },
            at: draft.at.into(),
            by: draft.by.into(),
            // A counter that somebody drove to its end stays there: one beyond it nobody would read.
            counter: self.counter.saturating_add(1).min(MOST),
            undoes: draft.undoes,
            changes: draft.edits.into_iter().map(change).collect(),
        }
    }

    fn heads(&self, key: &TargetKey, place: &FieldPlace) -> Vec<(&OperationId, &FieldChange)> {
        self.heads_at(key, place).map(|(operation, change)| (&operation.id, change)).collect()
    }

    fn heads_at<'j>(
        &'j self,
        key: &TargetKey,
        place: &FieldPlace,
    ) -> impl DoubleEndedIterator<Item = (&'j Operation, &'j FieldChange)> + use<'j> {
        let decisions = self.records.get(key).and_then(|record| record.place(place));
        let heads = decisions.map_or(&[][..], |decisions| &decisions.heads);
        heads.iter().filter_map(|at| self.change(*at))
    }

    fn change(&self, at: ChangeAt) -> Option<(&Operation, &FieldChange)> {
        let operation = self.operations.get(at.operation as usize)?;
        Some((operation, operation.changes.get(at.change as usize)?))
    }

    /// What stands in a field of a record. Of a set it is whether anything was decided, not more.
    pub fn readings(&self, key: &TargetKey, field: Field) -> FieldReadings {
        FieldReadings(self.heads_at(key, &(field, None)).map(reading).collect())
    }

    /// The last of what stands in a field of a record.
    pub fn last_reading(&self, key: &TargetKey, field: Field) -> Option<FieldReading> {
        self.heads_at(key, &(field, None)).next_back().map(reading)
    }

    /// Whether what stands in a field of a record contradicts itself.
    pub fn is_conflict(&self, key: &TargetKey, field: Field) -> bool {
        is_conflict(self.values(key, field))
    }

    /// What a field says by the decisions about it: nothing where there is none, or they were taken
    /// back, and where they contradict each other what claims least.
    pub fn decided(&self, key: &TargetKey, field: Field) -> Option<FieldValue> {
        let values: SmallVec<[_; 4]> = self.values(key, field).collect();
        if is_conflict(values.iter().copied()) {
            return weaker_of(field, &values);
        }
        values.last().copied().flatten().cloned()
    }

    fn values<'j>(
        &'j self,
        key: &TargetKey,
        field: Field,
    ) -> impl Iterator<Item = Option<&'j FieldValue>> + use<'j> {
        self.heads_at(key, &(field, None)).map(|(_, change)| change.set.stands())
    }

    /// Whether anything stands in a field of a record that `of` names.
    pub fn is_set(&self, key: &TargetKey, of: impl Fn(Field) -> bool) -> bool {
        let places = self.records.get(key).into_iter().flat_map(|record| &record.places);
        let mut places = places.filter(|((field, _), _)| of(*field));
        places.any(|((_, element), decisions)| {
            let mut heads = decisions.heads.iter().filter_map(|at| self.change(*at));
            heads.any(|(_, change)| match element {
                Some(_) => matches!(change.set, FieldAction::Add(_)),
                None => change.set.stands().is_some(),
            })
        })
    }

    /// The changes of a field that no other followed, the earliest first.
    pub fn standing(&self, key: &TargetKey, field: Field) -> Vec<&FieldChange> {
        self.heads_at(key, &(field, None)).map(|(_, change)| change).collect()
    }

    /// Whether a value stood in a field, or was set there, by any decision about it that is known: then
    /// what stands there now is no surprise to whoever decided.
    pub fn has_met(&self, key: &TargetKey, field: Field, value: &FieldValue) -> bool {
        let places = self.records.get(key).into_iter().flat_map(|record| &record.places);
        let of = places.filter(|((of, _), _)| *of == field);
        let mut all = of.flat_map(|(_, decisions)| &decisions.all);
        all.any(|at| {
            let Some((_, change)) = self.change(*at) else { return false };
            let (from, to) = (change.from.as_ref(), change.set.stands());
            from.is_some_and(|from| from.agrees(value)) || to.is_some_and(|to| to.agrees(value))
        })
    }

    /// What stood in a field before anybody decided about it.
    pub fn first_value(&self, key: &TargetKey, field: Field) -> Option<&FieldValue> {
        let (_, first) = self.all(key, field).min_by_key(|(operation, _)| operation.order())?;
        first.from.as_ref()
    }

    /// Whether `now` stands in a field by decisions that were all taken back since, as where it was written
    /// into a file in between: it is then as if nobody had decided ([`Journal::first_value`]).
    pub fn is_undone(&self, key: &TargetKey, field: Field, now: &FieldValue) -> bool {
        let set = |change: &FieldChange| change.set.stands().is_some_and(|set| set.agrees(now));
        let first = || self.first_value(key, field).is_some_and(|first| first.agrees(now));
        let mut stands = self.values(key, field).peekable();
        stands.peek().is_some()
            && stands.all(|value| value.is_none())
            && self.all(key, field).any(|(_, change)| set(change))
            && !first()
    }

    /// Every decision about a field, in no order.
    fn all<'j>(
        &'j self,
        key: &TargetKey,
        field: Field,
    ) -> impl Iterator<Item = (&'j Operation, &'j FieldChange)> + use<'j> {
        let decisions = self.records.get(key).and_then(|record| record.place(&(field, None)));
        let all = decisions.into_iter().flat_map(|decisions| &decisions.all);
        all.filter_map(|at| self.change(*at))
    }

    /// The elements of a set of a record about which something was decided, and whether each is in it.
    /// Who adds one and who takes it out without knowing of it do not contradict each other: it is in.
    pub fn elements(&self, key: &TargetKey, field: Field) -> Vec<(FieldValue, bool)> {
        let places = self.records.get(key).into_iter().flat_map(|record| &record.places);
        let of = places.filter(|((of, _), _)| *of == field);
        of.filter_map(|((_, element), decisions)| {
            let mut heads = decisions.heads.iter().filter_map(|at| self.change(*at));
            let there = heads.any(|(_, change)| matches!(change.set, FieldAction::Add(_)));
            Some((element.clone()?, there))
        })
        .collect()
    }

    /// Whether anybody ever put an element into a set.
    pub fn has_added(&self, key: &TargetKey, field: Field, element: &FieldValue) -> bool {
        let record = self.records.get(key);
        let decisions = record.and_then(|record| record.place(&(field, Some(element.clone()))));
        let mut all = decisions.into_iter().flat_map(|decisions| &decisions.all);
        all.any(|at| {
            self.change(*at).is_some_and(|(_, change)| matches!(change.set, FieldAction::Add(_)))
        })
    }

    /// The last decision about an element of a set.
    pub fn element_reading(
        &self,
        key: &TargetKey,
        field: Field,
        element: &FieldValue,
    ) -> Option<FieldReading> {
        self.heads_at(key, &(field, Some(element.clone()))).next_back().map(reading)
    }

    /// The fields of a record about which something was decided, in order.
    pub fn fields(&self, key: &TargetKey) -> Vec<Field> {
        let places = self.records.get(key).into_iter().flat_map(|record| &record.places);
        let mut fields: Vec<_> = places.map(|((field, _), _)| *field).collect();
        fields.dedup();
        fields
    }

    /// The records about which something was decided, in no order.
    pub fn records(&self) -> impl Iterator<Item = &TargetKey> {
        self.records.keys()
    }

    /// The record as it was adopted first, and how it was named then.
    pub fn adopted(&self, key: &TargetKey) -> Option<(&Target, &Adoption)> {
        let (_, change) = self.change(self.records.get(key)?.adopted?)?;
        Some((&change.target, change.adopts.as_deref()?))
    }

    /// How a record was named by the last operation about it that is known.
    pub fn target(&self, key: &TargetKey) -> Option<&Target> {
        let record = self.records.get(key)?;
        let heads = record.places.iter().filter_map(|(_, decisions)| decisions.heads.last());
        let heads = heads.filter_map(|at| self.change(*at));
        let (_, last) = heads.max_by_key(|(operation, _)| operation.order())?;
        Some(&last.target)
    }

    /// The hashes of the files that a record stood in when anything was decided about it.
    pub fn contents(&self, key: &TargetKey) -> HashSet<&str> {
        let places = self.records.get(key).into_iter().flat_map(|record| &record.places);
        let changes = places.flat_map(|(_, decisions)| &decisions.all);
        let words = changes.filter_map(|at| self.change(*at)).flat_map(|(_, c)| &*c.target.words);
        words.map(|words| &*words.sha256).filter(|sum| !sum.is_empty()).collect()
    }

    /// All operations, the earliest first: none stands before one that it had seen.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &Operation> {
        self.in_order().map(|operation| &**operation)
    }

    fn in_order(&self) -> impl DoubleEndedIterator<Item = &Arc<Operation>> {
        self.order().iter().filter_map(|at| self.operations.get(*at as usize))
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
        self.get(id)?;
        self.latest().find(|entry| entry.operation.id == *id)
    }

    /// All operations as the log shows them, the latest first.
    pub fn latest(&self) -> impl Iterator<Item = LogEntry> {
        let gone = self.taken_back();
        // Who has built on what was taken back, or takes one back, has built on what stood before it.
        let mut through: HashMap<&OperationId, Vec<Box<str>>> = HashMap::default();
        self.in_order().rev().map(move |operation| {
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
        self.operations.get(*self.places.get(id)? as usize).map(|operation| &**operation)
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
        let later = followers.filter_map(|at| self.operations.get(*at as usize));
        let mut later: Vec<&Operation> = later.map(|operation| &**operation).collect();
        later.sort_by(|one, other| one.order().cmp(&other.order()));
        later.dedup_by(|one, other| one.id == other.id);
        later
    }

    /// What takes an operation back: each field gets what stood there before it.
    pub fn reversed(&self, id: &OperationId) -> Vec<RecordEdit> {
        let Some(operation) = self.get(id) else { return Vec::new() };
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

fn reading((operation, change): (&Operation, &FieldChange)) -> FieldReading {
    FieldReading { value: change.set.value(), by: operation.by.clone(), at: operation.at.clone() }
}
