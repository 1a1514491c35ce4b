//! What was set of a statement, in the places that the statement has for it.

use std::collections::{HashMap, HashSet};

use super::people::ActorNames;
use super::{is_proposed, is_taken_back};
use onrecord_corpus::{Records, form_of};
use onrecord_journal::{Journal, TargetKey, TargetKind};
use onrecord_model::terms::STATUSES;
use onrecord_model::{
    Facts, Field, FieldValue, Link, Medium, NamedActor, Provenance, Said, Stated, Statement,
    StatementIx, Status, Step, When,
};

/// Where a row stands among the records.
#[derive(Debug, Clone, Copy)]
enum RowAt {
    Statement(usize),
    Weak(usize),
    Aside(usize),
}

/// The rows that decisions name, by id; what is set of them moves none.
pub(super) struct RowPlaces(HashMap<Box<str>, RowAt>);

impl RowPlaces {
    /// Those of `records`.
    pub(super) fn of(records: &Records, journal: &Journal) -> Self {
        let named = named(journal);
        let ids = |rows: &[Statement], at: fn(usize) -> RowAt| {
            let rows = rows.iter().enumerate().filter(|(_, row)| named.contains(&row.id));
            rows.map(|(n, row)| (row.id.clone(), at(n))).collect::<Vec<_>>()
        };
        // A statement stands before what was set aside under the same id.
        let aside = ids(&records.aside, RowAt::Aside).into_iter();
        let weak = ids(&records.weak, RowAt::Weak);
        Self(aside.chain(weak).chain(ids(&records.statements, RowAt::Statement)).collect())
    }

    fn get<'r>(&self, records: &'r mut Records, id: &str) -> Option<&'r mut Statement> {
        match *self.0.get(id)? {
            RowAt::Statement(at) => records.statements.get_mut(at),
            RowAt::Weak(at) => records.weak.get_mut(at),
            RowAt::Aside(at) => records.aside.get_mut(at),
        }
    }

    /// Where it stands, if it is a statement: what stands apart is tied to no other.
    fn statement(&self, id: &str) -> Option<StatementIx> {
        match *self.0.get(id)? {
            RowAt::Statement(at) => Some(StatementIx::from(at)),
            RowAt::Weak(_) | RowAt::Aside(_) => None,
        }
    }
}

/// The ids of the statements that decisions are about, or link to.
fn named(journal: &Journal) -> HashSet<Box<str>> {
    let statements = || journal.records().filter(|key| key.kind == TargetKind::Statement);
    let links = statements().flat_map(|key| journal.elements(key, Field::Links));
    let linked = links.filter_map(|(element, _)| match element {
        FieldValue::Link { to, .. } => Some(to),
        _ => None,
    });
    statements().map(|key| key.id.clone()).chain(linked).collect()
}

/// Sets the fields of the statement `key`; what has no place in it stays an annotation.
pub(super) fn set(
    records: &mut Records,
    journal: &Journal,
    key: &TargetKey,
    rows: &RowPlaces,
    names: &mut ActorNames,
) {
    let values: Vec<_> = journal
        .fields(key)
        .into_iter()
        .filter(|field| *field != Field::Verdict)
        .filter_map(|field| Some((field, journal.decided(key, field)?)))
        .collect();
    let links = journal.elements(key, Field::Links);
    // What refers to others needs all records: a copy of the statement is changed.
    let Some(mut statement) = rows.get(records, &key.id).map(|there| there.clone()) else { return };
    let undone = undone(records, journal, key, &statement);
    if values.is_empty() && links.is_empty() && undone.is_empty() {
        return;
    }
    for field in undone {
        match journal.first_value(key, field) {
            Some(first) => set_field(&mut statement, records, names, field, first),
            None => clear_field(&mut statement, field),
        }
    }
    for (field, value) in values {
        set_field(&mut statement, records, names, field, &value);
    }
    set_links(&mut statement, rows, &links);
    if let Some(there) = rows.get(records, &key.id) {
        *there = statement;
    }
}

/// Shows these values of the statement `key`. None of them names anybody.
pub(super) fn show(
    records: &mut Records,
    key: &TargetKey,
    rows: &RowPlaces,
    values: Vec<(Field, FieldValue)>,
) {
    if values.is_empty() {
        return;
    }
    let Some(mut statement) = rows.get(records, &key.id).map(|there| there.clone()) else { return };
    let mut names = ActorNames::of(records);
    for (field, value) in values {
        set_field(&mut statement, records, &mut names, field, &value);
    }
    if let Some(there) = rows.get(records, &key.id) {
        *there = statement;
    }
}

/// The fields of a statement of the file that say what was decided and taken back since.
fn undone(
    records: &Records,
    journal: &Journal,
    key: &TargetKey,
    statement: &Statement,
) -> Vec<Field> {
    if is_proposed(statement) {
        return Vec::new();
    }
    let own = |field: &Field| field.has_key() && *field != Field::Verdict;
    let undone = |field: &Field| {
        let now = records.field_value(statement, *field);
        now.is_some_and(|now| journal.is_undone(key, *field, &now))
    };
    journal.fields(key).into_iter().filter(own).filter(undone).collect()
}

/// Leaves out what a person put down and took back again, where it was written into the file in between.
pub(super) fn leave_out_taken_back(records: &mut Records, journal: &Journal) {
    let own = journal.records().filter(|key| key.kind == TargetKind::Statement);
    let gone = own.filter(|key| is_taken_back(journal, key)).map(|key| &*key.id);
    let gone: HashSet<&str> = gone.collect();
    let is_gone = |row: &Statement| gone.contains(&*row.id);
    if !gone.is_empty() && records.statements.iter().any(is_gone) {
        records.keep(|row| !is_gone(row));
    }
}

/// Nobody has looked, as far as is known.
fn clear_field(statement: &mut Statement, field: Field) {
    let known = provenance(statement);
    let mut facts: Facts = (*known.known).clone();
    match field {
        Field::Audience => facts.audience = Stated::Unseen,
        Field::About => facts.about = Stated::Unseen,
        Field::Via => facts.via = Stated::Unseen,
        Field::Medium => facts.medium = Stated::Unseen,
        Field::Said => facts.said = Stated::Unseen,
        Field::Note => facts.note = None,
        _ => {}
    }
    known.known = facts.into();
    match field {
        Field::Speaker => statement.speaker = Stated::Unseen,
        Field::Status => statement.status = Status::default(),
        _ => {}
    }
}

fn set_field(
    statement: &mut Statement,
    records: &mut Records,
    names: &mut ActorNames,
    field: Field,
    value: &FieldValue,
) {
    match (field, value) {
        (Field::Speaker, FieldValue::Silent) => {
            leave_no_candidates(statement);
            statement.speaker = Stated::Silent;
            provenance(statement).speaker_by = None;
            provenance(statement).mention = None;
        }
        (Field::Speaker, FieldValue::Actor(actor)) => {
            let ix = names.meant(records, actor);
            leave_no_candidates(statement);
            if statement.speaker != Stated::Is(ix) {
                provenance(statement).mention = None;
            }
            statement.speaker = Stated::Is(ix);
            // Whoever is named by a person is not inferred.
            provenance(statement).speaker_by = None;
        }
        (Field::Form, FieldValue::Text(word)) => {
            statement.form = form_of(word).unwrap_or(statement.form);
        }
        (Field::Status, FieldValue::Text(word)) => {
            let known = STATUSES.iter().find(|(known, _)| *known == &**word);
            statement.status = known.map_or(statement.status, |(_, status)| *status);
        }
        (
            Field::Audience | Field::About | Field::Via | Field::Medium | Field::Said | Field::Note,
            _,
        ) => {
            let mut facts = statement.known().clone();
            set_fact(&mut facts, records, names, field, value);
            provenance(statement).known = facts.into();
        }
        _ => {}
    }
}

fn set_fact(
    facts: &mut Facts,
    records: &mut Records,
    names: &mut ActorNames,
    field: Field,
    value: &FieldValue,
) {
    let mut all = |actors: &[NamedActor]| {
        actors.iter().map(|actor| names.meant(records, actor)).collect::<Vec<_>>()
    };
    match (field, value) {
        (Field::Audience, FieldValue::Actors(actors)) => facts.audience = Stated::Is(all(actors)),
        (Field::Audience, _) => facts.audience = Stated::Silent,
        (Field::About, FieldValue::Actors(actors)) => facts.about = Stated::Is(all(actors)),
        (Field::About, _) => facts.about = Stated::Silent,
        (Field::Via, FieldValue::Steps(steps)) => {
            let step = |step: &onrecord_model::NamedStep| Step {
                actor: names.meant(records, &step.actor),
                did: step.did.as_deref().map(str::to_owned),
            };
            facts.via = Stated::Is(steps.iter().map(step).collect());
        }
        (Field::Via, _) => facts.via = Stated::Silent,
        (Field::Medium, FieldValue::Text(kind)) => {
            facts.medium =
                Stated::Is(Medium { kind: kind.to_string(), stated: false, basis: None });
        }
        (Field::Medium, _) => facts.medium = Stated::Silent,
        (Field::Said, FieldValue::Text(edtf)) => {
            if let Ok(when) = When::new(edtf, None) {
                facts.said = Stated::Is(Said { when, words: None });
            }
        }
        (Field::Said, _) => facts.said = Stated::Silent,
        (Field::Note, FieldValue::Text(note)) => facts.note = Some(note.to_string()),
        _ => {}
    }
}

/// Adds and takes out links; one to a statement that is not there is kept by the journal alone.
fn set_links(statement: &mut Statement, rows: &RowPlaces, links: &[(FieldValue, bool)]) {
    if links.is_empty() || rows.statement(&statement.id).is_none() {
        return;
    }
    let mut facts = statement.known().clone();
    for (element, there) in links {
        let FieldValue::Link { kind, to: id } = element else { continue };
        let Some(to) = rows.statement(id).filter(|_| **id != *statement.id) else { continue };
        // What a list says of its links is written as the list said it.
        if let Some(carried) = &mut facts.carried {
            carried.links.retain(|known| *known != (*kind, id.clone()));
            carried.links.extend(there.then(|| (*kind, id.clone())));
        }
        let link = Link { kind: *kind, to };
        facts.links.retain(|known| *known != link);
        if *there {
            facts.links.push(link);
        }
    }
    provenance(statement).known = facts.into();
}

/// Whoever a person names, nobody else may be meant.
fn leave_no_candidates(statement: &mut Statement) {
    if let Some(facts) = statement.known_mut() {
        facts.candidates.clear();
    }
}

fn provenance(statement: &mut Statement) -> &mut Provenance {
    statement.provenance.get_or_insert_default()
}
