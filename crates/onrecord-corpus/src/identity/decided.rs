//! Who is one by a person's word: actors merged, and actors that are none.

use std::collections::{HashMap, HashSet};

use super::join::{self, Unions};
use crate::Records;
use onrecord_model::{Actor, ActorIx, Alias, Stated};

impl Records {
    /// Makes each `from` one with its `into`, whose id and name stay; the other's name becomes one more
    /// of its names. Positions of actors change. Pairs may form chains; one that leads to itself joins
    /// all in it under the last.
    pub fn merge_actors(&mut self, pairs: &[(ActorIx, ActorIx)]) {
        let count = self.actors.len() as u32;
        let mut unions = Unions::new(count as usize);
        let mut into: HashMap<u32, ActorIx> = HashMap::new();
        let known = pairs.iter().filter(|(from, to)| from.0 < count && to.0 < count && from != to);
        for (from, to) in known {
            unions.join(from.0, to.0);
            into.insert(from.0, *to);
        }
        if into.is_empty() {
            return;
        }
        let firsts: Vec<_> = (0..count).map(|at| unions.first(at)).collect();
        // Of each set the one that is merged into no other says who it is.
        let mut heads: HashMap<u32, Actor> = HashMap::new();
        for (at, first) in (0..).zip(&firsts) {
            let is_head = !into.contains_key(&at) && into.values().any(|to| to.0 == at);
            if let Some(actor) = self.actors.get(at as usize).filter(|_| is_head) {
                let who = Actor { aliases: Vec::new(), mentions: Vec::new(), ..actor.clone() };
                heads.insert(*first, who);
            }
        }
        let left = join::actors(self, &firsts, &HashSet::new());
        for (actor, before) in self.actors.iter_mut().zip(left) {
            let Some(head) = heads.remove(&before.0) else { continue };
            let Actor { id, name, kind, role, .. } = head;
            let other = std::mem::replace(&mut actor.name, name);
            if other != actor.name && actor.aliases.iter().all(|alias| alias.name != other) {
                actor.aliases.push(Alias { name: other, used_by: Vec::new() });
            }
            actor.aliases.retain(|alias| alias.name != actor.name);
            (actor.id, actor.kind, actor.role) = (id, kind, role.or_else(|| actor.role.take()));
        }
    }

    /// Leaves these actors out: whoever they were is not stated then. Positions of actors change.
    pub fn leave_out_actors(&mut self, which: &HashSet<ActorIx>) {
        if which.is_empty() {
            return;
        }
        let mut places = Vec::with_capacity(self.actors.len());
        let mut kept = 0;
        for at in 0..self.actors.len() {
            let stays = !which.contains(&ActorIx::from(at));
            places.push(stays.then(|| ActorIx::from(kept)));
            kept += usize::from(stays);
        }
        let mut gone = which.iter().copied().collect::<Vec<_>>();
        gone.sort_unstable();
        let goes = |ix: &ActorIx| gone.binary_search(ix).is_ok();
        for statement in self.statements.iter_mut().chain(&mut self.weak).chain(&mut self.aside) {
            if statement.speaker.value().is_some_and(goes) {
                statement.speaker = Stated::Silent;
            }
            let Some(facts) = statement.known_mut() else { continue };
            for list in [&mut facts.audience, &mut facts.about] {
                if let Stated::Is(actors) = list {
                    actors.retain(|ix| !goes(ix));
                }
            }
            facts.candidates.retain(|ix| !goes(ix));
            if facts.candidates.len() < 2 {
                facts.candidates.clear();
            }
            if let Stated::Is(steps) = &mut facts.via {
                steps.retain(|step| !goes(&step.actor));
            }
        }
        for source in &mut self.sources {
            source.outlet = source.outlet.filter(|ix| !goes(ix));
        }
        self.events.iter_mut().for_each(|event| event.actors.retain(|ix| !goes(ix)));
        let mut at = 0;
        self.actors.retain(|_| {
            at += 1;
            !goes(&ActorIx::from(at - 1))
        });
        for alias in self.actors.iter_mut().flat_map(|actor| &mut actor.aliases) {
            alias.used_by.retain(|ix| !goes(ix));
        }
        self.each_actor(|ix| *ix = places.get(ix.at()).copied().flatten().unwrap_or(*ix));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::{ActorKind, Form, How, Mention, Origin, SourceIx, Statement, Status};
    use onrecord_text::Span;

    fn actor(id: &str, at: u32) -> Actor {
        let mention = Mention { source: SourceIx(0), span: Span::new(at, at + 2), how: How::Name };
        Actor {
            id: id.into(),
            name: id.to_uppercase(),
            kind: ActorKind::Person,
            role: None,
            aliases: Vec::new(),
            mentions: vec![mention],
            portraits: Vec::new(),
            joined: false,
        }
    }

    fn records() -> Records {
        let said = |at: u32| Statement {
            id: at.to_string().into(),
            source: SourceIx(0),
            spans: std::iter::once(Span::new(at * 10, at * 10 + 5)).collect(),
            form: Form::Direct,
            status: Status::Unchecked,
            origin: Origin::Hand,
            speaker: Stated::Is(ActorIx(at)),
            provenance: None,
        };
        let actors = ["a", "b", "c", "d"].iter().zip(0..).map(|(id, at)| actor(id, at * 10));
        Records {
            actors: actors.collect(),
            statements: (0..4).map(said).collect(),
            ..Records::default()
        }
    }

    fn speakers(records: &Records) -> Vec<&str> {
        let name = |s: &Statement| s.speaker.value().and_then(|ix| records.actors.get(ix.at()));
        let all = records.statements.iter().map(name);
        all.map(|actor| actor.map_or("—", |actor| &*actor.id)).collect()
    }

    #[test]
    fn merged_actors_are_the_last_of_their_chain() {
        for (pairs, want, names) in [
            (&[][..], ["a", "b", "c", "d"], 4),
            (&[(0, 2)], ["c", "b", "c", "d"], 3),
            (&[(2, 0)], ["a", "b", "a", "d"], 3),
            (&[(0, 1), (1, 3)], ["d", "d", "c", "d"], 2),
            (&[(0, 0), (0, 9)], ["a", "b", "c", "d"], 4),
        ] {
            let mut records = records();
            let pairs: Vec<_> = pairs.iter().map(|(a, b)| (ActorIx(*a), ActorIx(*b))).collect();
            records.merge_actors(&pairs);
            assert_eq!(speakers(&records), want, "{pairs:?}");
            assert_eq!(records.actors.len(), names);
            let mentions: usize = records.actors.iter().map(|actor| actor.mentions.len()).sum();
            assert_eq!(mentions, 4, "none is lost");
        }
        let mut records = records();
        records.merge_actors(&[(ActorIx(0), ActorIx(2))]);
        let merged = records.actors.iter().find(|actor| &*actor.id == "c").unwrap();
        assert_eq!((&*merged.name, &*merged.aliases[0].name), ("C", "A"));
    }

    #[test]
    fn who_is_no_actor_said_nothing() {
        let mut records = records();
        records.leave_out_actors(&HashSet::from([ActorIx(1)]));
        assert_eq!(speakers(&records), ["a", "—", "c", "d"]);
        assert_eq!(records.actors.len(), 3);
    }
}
