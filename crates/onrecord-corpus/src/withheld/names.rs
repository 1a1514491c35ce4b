//! Actors of whom nothing but what is withheld tells, where people name them in what they set of records
//! that others may see.

use std::collections::HashSet;

use super::COVER;
use crate::{AnnotationTable, Records};
use onrecord_model::{Actor, ActorIx, Annotations, FieldValue, NamedActor};

/// Whom others must not be told of.
pub(super) struct HiddenNames {
    /// Their names.
    names: HashSet<Box<str>>,
    /// The ids of everybody else.
    known: HashSet<Box<str>>,
}

impl HiddenNames {
    /// Those of the actors `hidden`.
    pub(super) fn of(records: &Records, hidden: &HashSet<ActorIx>) -> Self {
        let actors = (0..).map(ActorIx).zip(&records.actors);
        let (hidden, known): (Vec<_>, Vec<_>) = actors.partition(|(ix, _)| hidden.contains(ix));
        let ids = hidden.iter().map(|(_, actor)| &*actor.id);
        let names = hidden.iter().flat_map(|(_, actor)| names(actor)).chain(ids);
        Self {
            names: names.map(Into::into).collect(),
            known: known.into_iter().map(|(_, actor)| actor.id.clone()).collect(),
        }
    }

    /// Covers their names in all that was set.
    pub(super) fn cover(&self, table: &mut AnnotationTable) {
        if self.names.is_empty() {
            return;
        }
        for value in table.each().flat_map(values) {
            self.cover_value(value);
        }
    }

    fn cover_value(&self, value: &mut FieldValue) {
        match value {
            FieldValue::Actor(actor) => self.cover_actor(actor),
            FieldValue::Actors(actors) => {
                for actor in actors {
                    self.cover_actor(actor);
                }
            }
            FieldValue::Steps(steps) => {
                for step in steps {
                    self.cover_actor(&mut step.actor);
                }
            }
            _ => {}
        }
    }

    fn cover_actor(&self, actor: &mut NamedActor) {
        let known = actor.id.as_ref().is_some_and(|id| self.known.contains(id));
        let by_id = actor.id.as_ref().is_some_and(|id| self.names.contains(id));
        if by_id || (!known && self.names.contains(&actor.name)) {
            *actor = NamedActor { id: None, name: COVER.repeat(3).into() };
        }
    }
}

fn names(actor: &Actor) -> impl Iterator<Item = &str> {
    let others = actor.aliases.iter().map(|alias| alias.name.as_str());
    std::iter::once(actor.name.as_str()).chain(others)
}

/// All values of what was set.
fn values(set: &mut Annotations) -> impl Iterator<Item = &mut FieldValue> {
    let Annotations { values, elements, decided, conflicts, otherwise } = set;
    let single = values.iter_mut().chain(elements).map(|(_, value)| value);
    let readings = conflicts.iter_mut().flat_map(|conflict| &mut conflict.readings);
    let readings = readings.chain(decided.iter_mut().map(|(_, reading)| reading));
    let rules = otherwise.iter_mut().map(|one| &mut one.value);
    single.chain(readings.filter_map(|reading| reading.value.as_mut())).chain(rules)
}
