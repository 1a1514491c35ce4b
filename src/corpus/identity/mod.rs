//! Who is one: decides which actors of different documents are the same, and under which id. Readers
//! and rules give an actor for each document; only here do two of them become one.

mod join;

use std::collections::HashMap;

use super::Records;
use crate::model::{Actor, ActorIx, ActorKind};
use crate::text::fold::folded;
use join::Unions;

/// Where an actor comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The document or file: its own rules have told its actors apart, so that no two of them are
    /// joined here.
    pub home: u32,
    /// Whether its id was given by somebody, and stays.
    pub given: bool,
}

/// The actors of all documents before it is decided who is one, in the order of [`Records::actors`].
#[derive(Debug, Clone, Default)]
pub struct Register {
    origins: Vec<Origin>,
    /// Pairs that are known to be one.
    same: Vec<(ActorIx, ActorIx)>,
}

impl Register {
    /// Notes the next `count` actors of the records.
    pub fn enter(&mut self, count: usize, origin: Origin) {
        self.origins.resize(self.origins.len() + count, origin);
    }

    /// Notes that two actors are one, whatever their names.
    pub fn same(&mut self, one: ActorIx, other: ActorIx) {
        self.same.push((one, other));
    }

    /// Joins the actors that are one: everything that names one of them names the first of them then,
    /// and no two have one id.
    pub fn join(&self, records: &mut Records) {
        let firsts = self.firsts(&records.actors);
        join::actors(records, &firsts);
    }

    /// For each actor the first of those that are one with it.
    fn firsts(&self, actors: &[Actor]) -> Vec<u32> {
        let mut unions = Unions::new(actors.len());
        for (one, other) in &self.same {
            unions.join(one.0, other.0);
        }
        for key_of in [|actor: &Actor| Some(actor.id.to_string()), name_key] {
            let mut known: HashMap<String, u32> = HashMap::new();
            for (at, actor) in (0..).zip(actors) {
                let Some(key) = key_of(actor) else { continue };
                let first = *known.entry(key).or_insert(at);
                if !self.told_apart(first, at) {
                    unions.join(first, at);
                }
            }
        }
        (0..actors.len() as u32).map(|at| unions.first(at)).collect()
    }

    /// Whether somebody has put down two actors as two.
    fn told_apart(&self, one: u32, other: u32) -> bool {
        let origin = |at: u32| self.origins.get(at as usize).filter(|origin| origin.given);
        one != other && origin(one).is_some_and(|one| origin(other) == Some(one))
    }
}

/// The name by which an actor is looked for in other documents: a full one, or a body's; `None` for
/// surnames, short names and descriptions, which mean somebody in their own document only.
fn name_key(actor: &Actor) -> Option<String> {
    let body = matches!(actor.kind, ActorKind::Institution | ActorKind::Outlet);
    let full = actor.name.split_whitespace().nth(1).is_some();
    (actor.kind != ActorKind::Unnamed && (full || body)).then(|| folded(&actor.name))
}
