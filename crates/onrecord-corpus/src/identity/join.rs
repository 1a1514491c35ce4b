//! Makes the actors that are one into one record.

use std::collections::{HashMap, HashSet};

use crate::{Records, made_id};
use onrecord_model::{Actor, ActorIx, Alias, Portrait, Source};
use onrecord_text::fold::folded;

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
/// behind it. Those of `by_name` were joined by their names alone.
/// Returns the former positions of those that are left.
pub(super) fn actors(
    records: &mut Records,
    firsts: &[u32],
    by_name: &HashSet<u32>,
) -> Vec<ActorIx> {
    let mut left = Vec::new();
    let mut places = Vec::with_capacity(firsts.len());
    let mut kept: Vec<Meeting> = Vec::new();
    for (mut actor, first) in std::mem::take(&mut records.actors).into_iter().zip(firsts) {
        actor.joined |= by_name.contains(first);
        let place = places.get(*first as usize).copied().unwrap_or(ActorIx::from(kept.len()));
        places.push(place);
        if let Some(known) = kept.get_mut(place.at()) {
            known.meet(actor);
        } else {
            left.push(ActorIx(*first));
            kept.push(Meeting { actor, names: None });
        }
    }
    records.actors = kept.into_iter().map(Meeting::actor).collect();
    records.each_actor(|ix| *ix = places.get(ix.at()).copied().unwrap_or(*ix));
    left
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
        self.actor.portraits.extend(again.portraits);
        self.actor.joined |= again.joined;
        if again.aliases.is_empty() {
            return;
        }
        let known = &mut self.actor;
        let short = |alias: &Alias| folded(&alias.name) == folded(&known.name);
        // The acronym was met before the name that it stands for.
        if known.portraits.first().is_some_and(|portrait| portrait.source.is_some())
            && again.aliases.iter().any(short)
        {
            known.name = again.name;
        }
        let names = self.names.get_or_insert_with(|| {
            let aliases = known.aliases.iter().map(|alias| &alias.name);
            aliases.chain([&known.name]).map(|name| folded(name)).collect()
        });
        let fresh = again.aliases.into_iter().filter(|alias| names.insert(folded(&alias.name)));
        known.aliases.extend(fresh.map(|alias| Alias { used_by: Vec::new(), ..alias }));
    }

    /// The actor, in the role that most sources give; of as many the one given first.
    fn actor(self) -> Actor {
        let mut actor = self.actor;
        let by_hand = actor.portraits.first().is_none_or(|portrait| portrait.source.is_none());
        if by_hand || actor.portraits.len() < 2 {
            return actor;
        }
        let first =
            |portrait: &Portrait| portrait.traits.roles.first().map(|role| role.words.clone());
        let roles: Vec<String> = actor.portraits.iter().filter_map(first).collect();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for role in &roles {
            *counts.entry(folded(role)).or_default() += 1;
        }
        let count = |role: &&String| counts.get(&folded(role)).copied();
        // The last of the greatest is taken, so that they are looked at from behind.
        actor.role = roles.iter().rev().max_by_key(count).cloned();
        actor
    }
}

/// The id of the one of several of a name whose first source is `place`.
pub(super) fn apart(id: &str, place: &str) -> String {
    made_id('a', &[id, place])
}

/// The id of the first source, by id, that tells of an actor; nothing where none does.
pub(super) fn place<'r>(actor: &Actor, sources: &'r [Source]) -> &'r str {
    let told = actor.portraits.iter().filter_map(|portrait| portrait.source);
    told.filter_map(|ix| Some(&*sources.get(ix.at())?.id)).min().unwrap_or("")
}

/// Gives every actor an id of its own. An id that was given stays; a name that several have is the id of
/// none of them: each goes by the first of its sources.
pub(super) fn name(records: &mut Records, given: impl Fn(ActorIx) -> bool) {
    let mut uses: HashMap<Box<str>, u32> = HashMap::new();
    for actor in &records.actors {
        *uses.entry(actor.id.clone()).or_default() += 1;
    }
    if uses.len() == records.actors.len() {
        return;
    }
    let mut taken: HashSet<Box<str>> = uses.keys().cloned().collect();
    let sources = &records.sources;
    for (at, actor) in records.actors.iter_mut().enumerate() {
        let alone = uses.get(&actor.id).is_none_or(|uses| *uses == 1);
        if alone || given(ActorIx::from(at)) {
            continue;
        }
        let place = place(actor, sources);
        let again = (0..u32::MAX).map(|n| match n {
            0 => apart(&actor.id, place),
            n => made_id('a', &[&actor.id, place, &n.to_string()]),
        });
        if let Some(id) = again.map(Box::from).find(|id| !taken.contains(id)) {
            taken.insert(id.clone());
            actor.id = id;
        }
    }
}
