//! Makes the actors that are one into one record.

use std::collections::HashSet;

use crate::corpus::Records;
use crate::model::{Actor, ActorIx, Alias};
use crate::text::fold::folded;

/// Sets of actors that are one, each known by its first.
pub(super) struct Unions {
    /// For each actor one before it that is the same, or itself.
    before: Vec<u32>,
}

impl Unions {
    /// `count` actors, each alone.
    pub(super) fn new(count: usize) -> Self {
        Self { before: (0..count as u32).collect() }
    }

    /// The first of those that are one with `at`.
    pub(super) fn first(&mut self, mut at: u32) -> u32 {
        while let Some(before) = self.before.get(at as usize).copied().filter(|one| *one != at) {
            // Each look shortens the way of the next one.
            let further = self.before.get(before as usize).copied().unwrap_or(before);
            if let Some(slot) = self.before.get_mut(at as usize) {
                *slot = further;
            }
            at = before;
        }
        at
    }

    /// Makes two sets one.
    pub(super) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.first(one), self.first(other));
        if let Some(slot) = self.before.get_mut(one.max(other) as usize) {
            *slot = one.min(other);
        }
    }
}

/// Joins the actors of `records`, each into the one that `firsts` has for it, which never stands
/// behind it.
pub(super) fn actors(records: &mut Records, firsts: &[u32]) {
    let mut places = Vec::with_capacity(firsts.len());
    let mut kept: Vec<Meeting> = Vec::new();
    for (actor, first) in std::mem::take(&mut records.actors).into_iter().zip(firsts) {
        let place = places.get(*first as usize).copied().unwrap_or(ActorIx::from(kept.len()));
        places.push(place);
        match kept.get_mut(place.at()) {
            Some(known) => known.meet(actor),
            None => kept.push(Meeting { actor, names: None }),
        }
    }
    records.actors = kept.into_iter().map(|meeting| meeting.actor).collect();
    records.each_actor(|ix| *ix = places.get(ix.at()).copied().unwrap_or(*ix));
}

/// An actor that others are joined into.
struct Meeting {
    actor: Actor,
    /// Its names so far, folded; made when the first other comes with one.
    names: Option<HashSet<String>>,
}

impl Meeting {
    /// Adds what another record says of the same actor: its mentions, and names that are new.
    fn meet(&mut self, again: Actor) {
        self.actor.mentions.extend(again.mentions);
        if again.aliases.is_empty() {
            return;
        }
        let known = &mut self.actor;
        let names = self.names.get_or_insert_with(|| {
            let aliases = known.aliases.iter().map(|alias| &alias.name);
            aliases.chain([&known.name]).map(|name| folded(name)).collect()
        });
        let fresh = again.aliases.into_iter().filter(|alias| names.insert(folded(&alias.name)));
        known.aliases.extend(fresh.map(|alias| Alias { used_by: Vec::new(), ..alias }));
    }
}
