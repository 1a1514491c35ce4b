//! What people set, for cards and filters: values, who set them, contradictions, and what the rules
//! would say.

use std::collections::HashMap;

use super::Proposed;
use onrecord_corpus::{RecordKey, Records};
use onrecord_journal::{FieldReadings, Journal, TargetKey, TargetKind, weaker};
use onrecord_model::{
    Annotations, Conflict, Field, FieldReading, FieldShape, FieldValue, Otherwise,
};

/// Who speaks in a conflict with what stands in the file of the investigation.
const THE_FILE: &str = "investigation.json";

/// Whether decisions contradict what somebody wrote into the file of the investigation.
pub(in super::super) fn is_with_file(conflict: &Conflict) -> bool {
    conflict.readings.iter().any(|reading| &*reading.by == THE_FILE)
}

/// Puts down for each record what was decided about it.
pub(super) fn all(records: &mut Records, journal: &Journal, before: &HashMap<Box<str>, Proposed>) {
    let mut table = std::mem::take(&mut records.annotations);
    for key in journal.records() {
        let mut annotations = of(journal, key);
        if let Some(before) = before.get(&key.id).filter(|_| key.kind == TargetKind::Statement) {
            otherwise(&mut annotations, journal, key, before);
        }
        let at = RecordKey::of(key.kind.owner(), key.id.clone());
        if let Some(mut settled) = table.take(&at) {
            leave_out_undone(&mut settled, journal, key);
            for (field, value) in &settled.values {
                let differs = annotations.value(*field).is_some_and(|set| !set.agrees(value));
                if differs && !journal.has_met(key, *field, value) {
                    contradict(&mut annotations, *field, value);
                }
                if is_left_open(journal, key, *field, value) {
                    contradict_undone(&mut annotations, journal, key, *field);
                    contradict(&mut annotations, *field, value);
                }
            }
            annotations = annotations.over(settled);
        }
        if annotations != Annotations::default() {
            table.put(at, annotations);
        }
    }
    records.annotations = table;
}

/// Whether the file keeps a record back as decisions did that were taken back since. It may be what was
/// settled of them, or what somebody wrote there again: nobody is told freer than the file says.
fn is_left_open(journal: &Journal, key: &TargetKey, field: Field, value: &FieldValue) -> bool {
    field.strictest().is_some() && journal.is_undone(key, field, value)
}

/// Sets down who took back what the file says still.
fn contradict_undone(all: &mut Annotations, journal: &Journal, key: &TargetKey, field: Field) {
    if !all.conflicts.iter().any(|conflict| conflict.field == field) {
        all.conflicts.push(Conflict { field, readings: journal.readings(key, field).0 });
    }
}

/// What stands in the file of the investigation, but was set by decisions that were taken back since,
/// is not set any more; but for what keeps a record back ([`is_left_open`]).
fn leave_out_undone(settled: &mut Annotations, journal: &Journal, key: &TargetKey) {
    let undone = |(field, value): &(Field, FieldValue)| {
        field.strictest().is_none() && journal.is_undone(key, *field, value)
    };
    let (undone, rest): (Vec<_>, Vec<_>) = settled.values.drain(..).partition(undone);
    let first = |(field, _): &(Field, FieldValue)| {
        Some((*field, journal.first_value(key, *field)?.clone()))
    };
    settled.values = rest;
    settled.values.extend(undone.iter().filter_map(first));
    for field in journal.fields(key).into_iter().filter(|field| field.shape().is_set()) {
        for (element, there) in journal.elements(key, field) {
            settled.elements.retain(|known| there || *known != (field, element.clone()));
        }
    }
}

fn of(journal: &Journal, key: &TargetKey) -> Annotations {
    let mut all = Annotations::default();
    for field in journal.fields(key) {
        if field.shape().is_set() {
            elements(&mut all, journal, key, field);
        } else {
            value(&mut all, journal, key, field);
        }
    }
    all
}

fn value(all: &mut Annotations, journal: &Journal, key: &TargetKey, field: Field) {
    // Mostly all agree: nothing but the last is copied then.
    if journal.is_conflict(key, field) || field.shape() == FieldShape::Anchor {
        return readings(all, field, shown(journal.readings(key, field)));
    }
    all.values.extend(journal.decided(key, field).map(|value| (field, value)));
    let last = journal.last_reading(key, field).filter(|last| last.value.is_some());
    all.decided.extend(last.map(|last| (field, last)));
}

fn readings(all: &mut Annotations, field: Field, readings: FieldReadings) {
    let value =
        if readings.is_conflict() { weaker(field, &readings) } else { readings.agreed().cloned() };
    all.values.extend(value.map(|value| (field, value)));
    if let Some(last) = readings.0.last().filter(|last| last.value.is_some()) {
        all.decided.push((field, last.clone()));
    }
    if readings.is_conflict() {
        all.conflicts.push(Conflict { field, readings: readings.0 });
    }
}

/// Of an anchor the words alone: what stands around them may be withheld.
fn shown(mut readings: FieldReadings) -> FieldReadings {
    for reading in &mut readings.0 {
        if let Some(FieldValue::Anchor(anchor)) = &mut reading.value {
            **anchor = anchor.alone();
        }
    }
    readings
}

fn elements(all: &mut Annotations, journal: &Journal, key: &TargetKey, field: Field) {
    for (element, there) in journal.elements(key, field) {
        if there {
            let last = journal.element_reading(key, field, &element);
            all.decided.extend(last.map(|last| (field, last)));
            all.elements.push((field, element));
        }
    }
}

/// Where the rules propose something else than a person set; where the file of the investigation was
/// changed by hand under a decision, that is a contradiction.
fn otherwise(all: &mut Annotations, journal: &Journal, key: &TargetKey, before: &Proposed) {
    for (field, now) in &before.values {
        if *field == Field::Verdict {
            continue;
        }
        let Some(set) = all.value(*field).cloned() else { continue };
        if set.agrees(now) {
            continue;
        }
        if before.is_proposed {
            // No rule knows how far anything is checked.
            if *field == Field::Status {
                continue;
            }
            all.otherwise.push(Otherwise { field: *field, value: now.clone() });
        } else if !journal.has_met(key, *field, now) {
            contradict(all, *field, now);
        }
    }
}

fn contradict(all: &mut Annotations, field: Field, now: &FieldValue) {
    let theirs = FieldReading { value: Some(now.clone()), by: THE_FILE.into(), at: "".into() };
    let known = all.conflicts.iter().position(|conflict| conflict.field == field);
    let mut conflict = match known {
        Some(at) => all.conflicts.remove(at),
        None => Conflict { field, readings: all.decided(field).cloned().into_iter().collect() },
    };
    conflict.readings.push(theirs);
    // Whichever is right, what is shown claims no more than either.
    if let Some(weaker) = weaker(field, &FieldReadings(conflict.readings.clone())) {
        all.values.retain(|(known, _)| *known != field);
        all.values.push((field, weaker));
    }
    all.conflicts.push(conflict);
}

/// What is shown of the fields in which the file of the investigation contradicts a decision.
pub(super) fn contradicted(records: &Records, key: &TargetKey) -> Vec<(Field, FieldValue)> {
    let Some(set) = records.annotations.row(&key.id) else { return Vec::new() };
    let by_file = |conflict: &&Conflict| conflict.readings.iter().any(|one| *one.by == *THE_FILE);
    let fields = set.conflicts.iter().filter(by_file).map(|conflict| conflict.field);
    fields.filter_map(|field| Some((field, set.value(field)?.clone()))).collect()
}
