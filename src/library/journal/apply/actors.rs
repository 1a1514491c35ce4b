//! What was set of actors and events: names, kinds, who is one, who is none.

use std::collections::HashSet;

use super::people::ActorNames;
use super::sorted;
use onrecord_corpus::{Records, actor_value, kind_of};
use onrecord_journal::{Journal, TargetKey, TargetKind};
use onrecord_model::{Actor, ActorIx, Alias, Dating, Event, Field, FieldValue, When};

/// Sets what was decided about actors and events.
pub(super) fn set(records: &mut Records, journal: &Journal, names: &mut ActorNames) {
    let mut pairs = Vec::new();
    let mut none = HashSet::new();
    for key in sorted(journal, TargetKind::Actor) {
        let Some(ix) = names.met(records, journal, key) else { continue };
        if let Some(actor) = records.actors.get_mut(ix.at()) {
            set_actor(actor, journal, key);
        }
        if let Some(FieldValue::Actor(into)) = journal.decided(key, Field::MergedInto) {
            pairs.push((ix, names.meant(records, &into)));
        }
        if journal.decided(key, Field::NoActor) == Some(FieldValue::Flag(true)) {
            none.insert(records.actors.get(ix.at()).map(|actor| actor.id.clone()));
        }
    }
    for key in sorted(journal, TargetKind::Event) {
        set_event(records, journal, key, names);
    }
    leave_out_no_events(records, journal);
    records.merge_actors(&pairs);
    // Merging has moved them.
    let gone = |(_, actor): &(usize, &Actor)| none.contains(&Some(actor.id.clone()));
    let gone = records.actors.iter().enumerate().filter(gone);
    let gone = gone.map(|(at, _)| ActorIx::from(at)).collect();
    records.leave_out_actors(&gone);
}

fn set_actor(actor: &mut Actor, journal: &Journal, key: &TargetKey) {
    let text =
        |actor: &Actor, field| Some(set_to(journal, key, actor, field)?.as_text()?.to_owned());
    if let Some(name) = text(actor, Field::Name).filter(|name| !name.trim().is_empty()) {
        let before = std::mem::replace(&mut actor.name, name);
        actor.aliases.retain(|alias| alias.name != actor.name);
        // What the documents call it is still found.
        let is_undone = journal.is_undone(key, Field::Name, &FieldValue::text(&before));
        let known = before == actor.name || actor.aliases.iter().any(|alias| alias.name == before);
        if !is_undone && !known {
            actor.aliases.push(Alias { name: before, used_by: Vec::new() });
        }
    }
    actor.kind = text(actor, Field::Kind).and_then(|word| kind_of(&word)).unwrap_or(actor.kind);
    if let Some(role) = set_to(journal, key, actor, Field::Role) {
        actor.role = role.as_text().filter(|role| !role.is_empty()).map(str::to_owned);
    }
    for (alias, there) in journal.elements(key, Field::Aliases) {
        let Some(alias) = alias.as_text() else { continue };
        actor.aliases.retain(|known| there || known.name != alias);
        if there && actor.aliases.iter().all(|known| known.name != alias) {
            actor.aliases.push(Alias { name: alias.to_owned(), used_by: Vec::new() });
        }
    }
}

/// What a field of an actor was set to; where that was taken back and stands in the file of the investigation,
/// what it was before. `None` where it stays.
fn set_to(journal: &Journal, key: &TargetKey, actor: &Actor, field: Field) -> Option<FieldValue> {
    let undone = || {
        let now = actor_value(actor, field)?;
        let first = || journal.first_value(key, field).cloned().unwrap_or(FieldValue::Silent);
        journal.is_undone(key, field, &now).then(first)
    };
    journal.decided(key, field).filter(|set| set.as_text().is_some()).or_else(undone)
}

fn set_event(records: &mut Records, journal: &Journal, key: &TargetKey, names: &mut ActorNames) {
    let Some(at) = records.events.iter().position(|event| event.id == key.id) else { return };
    let undone = |records: &Records, field| {
        let now = records.event_value(records.events.get(at)?, field)?;
        let first = || journal.first_value(key, field).cloned().unwrap_or(FieldValue::Silent);
        journal.is_undone(key, field, &now).then(first)
    };
    let set =
        |records: &Records, field| journal.decided(key, field).or_else(|| undone(records, field));
    let took_part = match set(records, Field::TookPart) {
        Some(FieldValue::Actors(actors)) => {
            Some(actors.iter().map(|actor| names.meant(records, actor)).collect())
        }
        _ => None,
    };
    let title = set(records, Field::Title);
    let is_undated = undone(records, Field::When).is_some();
    let Some(event) = records.events.get_mut(at) else { return };
    if let Some(FieldValue::Text(title)) = title {
        event.title = title.into();
    }
    if is_undated {
        // Behind the one that was set stand those of the texts.
        event.dates = event.dates.drain(..).skip(1).collect();
    }
    if let Some(when) = journal.decided(key, Field::When) {
        set_date(event, &when);
    }
    event.actors = took_part.unwrap_or_else(|| std::mem::take(&mut event.actors));
}

/// Leaves out what a person said to be no event, in the journal or in the file of the investigation.
fn leave_out_no_events(records: &mut Records, journal: &Journal) {
    let yes = FieldValue::Flag(true);
    for at in (0..records.events.len()).rev() {
        let Some(id) = records.events.get(at).map(|event| event.id.clone()) else { continue };
        let in_file = records.annotations.event(&id).is_some_and(|set| set.flag(Field::NoEvent));
        let key = TargetKey { kind: TargetKind::Event, id };
        let none = match journal.decided(&key, Field::NoEvent) {
            Some(set) => set == yes,
            None => in_file && !journal.is_undone(&key, Field::NoEvent, &yes),
        };
        if none {
            records.leave_out_event(at);
        }
    }
}

/// Whether the file of an investigation has something that is no event.
pub(crate) fn says_no_event(records: &Records) -> bool {
    let set = |event: &Event| records.annotations.event(&event.id);
    records.events.iter().any(|event| set(event).is_some_and(|set| set.flag(Field::NoEvent)))
}

/// The date that a person set stands before those of the texts.
fn set_date(event: &mut Event, value: &FieldValue) {
    let when = value.as_text().and_then(|edtf| When::new(edtf, None).ok());
    match (when, event.passage()) {
        (Some(when), Some(words)) => {
            event.dates.retain(|date| date.when.edtf != when.edtf);
            event.dates.insert(0, Dating { when, words });
        }
        (None, _) if *value == FieldValue::Silent => event.dates.clear(),
        _ => {}
    }
}
