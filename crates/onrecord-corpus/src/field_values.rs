//! What stands in the fields of a record, as values that a decision can name.

use crate::{Corpus, Records};
use onrecord_model::{
    Actor, ActorIx, ActorKind, Event, Field, FieldValue, Form, NamedActor, NamedStep, RecordRef,
    Stated, Statement,
};

impl Corpus {
    /// What stands in a field of a record; `None` where nobody looked, and nobody
    /// set it.
    pub fn field_value(&self, record: RecordRef, field: Field) -> Option<FieldValue> {
        let records = self.records();
        let set = || self.annotations(record)?.value(field).cloned();
        match record {
            RecordRef::Row(row) => records.field_value(self.row(row)?, field),
            RecordRef::Actor(ix) => actor_value(self.actor(ix)?, field).or_else(set),
            RecordRef::Event(ix) => records.event_value(self.event(ix)?, field).or_else(set),
            RecordRef::Source(_) => set(),
        }
    }
}

impl Records {
    /// The same of a statement, of which the source and the actors are here.
    pub fn field_value(&self, statement: &Statement, field: Field) -> Option<FieldValue> {
        let set = || self.annotations.row(&statement.id)?.value(field).cloned();
        if field.has_key() { of_statement(self, statement, field) } else { set() }
    }

    /// What an event itself says in a field; `None` where nothing does.
    pub fn event_value(&self, event: &Event, field: Field) -> Option<FieldValue> {
        match field {
            Field::Title => Some(FieldValue::text(&event.title)),
            Field::When => event.when().map(|when| FieldValue::text(&when.edtf)),
            Field::TookPart => Some(FieldValue::Actors(
                event.actors.iter().filter_map(|ix| named(self, *ix)).collect(),
            )),
            _ => None,
        }
    }
}

fn of_statement(records: &Records, statement: &Statement, field: Field) -> Option<FieldValue> {
    let facts = statement.known();
    let actors = |list: &Stated<Vec<ActorIx>>| {
        stated(list.as_ref(), |list| {
            FieldValue::Actors(list.iter().filter_map(|ix| named(records, *ix)).collect())
        })
    };
    match field {
        Field::Verdict => Some(FieldValue::text(statement.origin.word())),
        Field::Speaker => stated(statement.speaker.as_ref(), |ix| {
            named(records, *ix).map_or(FieldValue::Silent, FieldValue::Actor)
        }),
        Field::Form => form_word(statement.form).map(FieldValue::text),
        Field::Audience => actors(&facts.audience),
        Field::About => actors(&facts.about),
        Field::Via => stated(facts.via.as_ref(), |steps| {
            let step = |step: &onrecord_model::Step| {
                let actor = named(records, step.actor)?;
                Some(NamedStep { actor, did: step.did.as_deref().map(Into::into) })
            };
            FieldValue::Steps(steps.iter().filter_map(step).collect())
        }),
        Field::Medium => stated(facts.medium.as_ref(), |medium| FieldValue::text(&medium.kind)),
        Field::Said => stated(facts.said.as_ref(), |said| FieldValue::text(&said.when.edtf)),
        Field::Status => Some(FieldValue::text(statement.status.word())),
        Field::Note => facts.note.as_deref().map(FieldValue::text),
        _ => None,
    }
}

/// What an actor itself says in a field; `None` where nothing does.
pub fn actor_value(actor: &Actor, field: Field) -> Option<FieldValue> {
    match field {
        Field::Name => Some(FieldValue::text(&actor.name)),
        Field::Kind => kind_word(actor.kind).map(FieldValue::text),
        Field::Role => actor.role.as_deref().map(FieldValue::text),
        _ => None,
    }
}

/// A value that may be left open.
fn stated<T>(state: Stated<T>, value: impl Fn(T) -> FieldValue) -> Option<FieldValue> {
    match state {
        Stated::Unseen => None,
        Stated::Silent => Some(FieldValue::Silent),
        Stated::Is(it) => Some(value(it)),
    }
}

/// An actor as a decision names it.
fn named(records: &Records, ix: ActorIx) -> Option<NamedActor> {
    let actor = records.actors.get(ix.at())?;
    Some(NamedActor { id: Some(actor.id.clone()), name: actor.name.as_str().into() })
}

const fn form_word(form: Form) -> Option<&'static str> {
    match form {
        Form::Direct => Some("direct"),
        Form::Mixed => Some("mixed"),
        Form::Indirect => Some("indirect"),
        Form::Unknown | Form::Passage | Form::Note => None,
    }
}

/// The form with this word.
pub fn form_of(word: &str) -> Option<Form> {
    let forms = [Form::Direct, Form::Mixed, Form::Indirect];
    forms.into_iter().find(|form| form_word(*form) == Some(word))
}

const fn kind_word(kind: ActorKind) -> Option<&'static str> {
    match kind {
        ActorKind::Person => Some("person"),
        ActorKind::Group => Some("group"),
        ActorKind::Institution => Some("institution"),
        ActorKind::Outlet => Some("outlet"),
        ActorKind::Unnamed => Some("unnamed"),
        ActorKind::Unknown => None,
    }
}

/// The kind with this word.
pub fn kind_of(word: &str) -> Option<ActorKind> {
    use ActorKind::{Group, Institution, Outlet, Person, Unnamed};
    let kinds = [Person, Group, Institution, Outlet, Unnamed];
    kinds.into_iter().find(|kind| kind_word(*kind) == Some(word))
}
