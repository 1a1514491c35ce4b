//! Pieces of an investigation put together: positions inside a piece become positions in the whole.

use std::collections::HashMap;

use crate::corpus::Records;
use crate::model::{Actor, ActorIx, ActorKind, EventIx, SourceIx, Stated, Statement, StatementIx};
use crate::text::fold::folded;

/// The whole while it grows. Pieces come in their final order.
#[derive(Debug, Clone, Default)]
pub(super) struct Whole {
    /// What was put together so far.
    pub(super) records: Records,
    /// Actors by id and by full name: the same one in two lists or documents is one actor.
    actors: HashMap<Box<str>, ActorIx>,
}

impl Whole {
    /// Adds a piece; its title is left out.
    pub(super) fn add(&mut self, piece: Records) {
        let whole = &mut self.records;
        let (sources, statements) = (whole.sources.len() as u32, whole.statements.len() as u32);
        let events = whole.events.len() as u32;
        let mut actors = Vec::with_capacity(piece.actors.len());
        let mut fresh = Vec::new();
        for actor in piece.actors {
            let next = ActorIx::from(whole.actors.len() + fresh.len());
            let known = keys(&actor).into_iter().find_map(|key| self.actors.get(&key).copied());
            let ix = known.unwrap_or(next);
            for key in keys(&actor) {
                self.actors.entry(key).or_insert(ix);
            }
            actors.push(ix);
            if ix == next {
                fresh.push(actor);
            } else if let Some(known) = whole.actors.get_mut(ix.at()) {
                known.mentions.extend(actor.mentions.into_iter().map(|mut mention| {
                    mention.source.0 += sources;
                    mention
                }));
            }
        }
        let moved = Moved { sources, statements, events, actors };
        for mut actor in fresh {
            for mention in &mut actor.mentions {
                mention.source.0 += sources;
            }
            for alias in &mut actor.aliases {
                alias.used_by.iter_mut().for_each(|user| moved.actor(user));
            }
            whole.actors.push(actor);
        }
        for mut source in piece.sources {
            source.outlet.iter_mut().for_each(|outlet| moved.actor(outlet));
            whole.sources.push(source);
        }
        for mut statement in piece.statements {
            moved.statement(&mut statement);
            whole.statements.push(statement);
        }
        for mut event in piece.events {
            event.dates.iter_mut().for_each(|date| moved.source(&mut date.words.source));
            event.passages.iter_mut().for_each(|passage| moved.source(&mut passage.source));
            event.actors.iter_mut().for_each(|actor| moved.actor(actor));
            event.statements.iter_mut().for_each(|statement| moved.link(statement));
            whole.events.push(event);
        }
        whole.faults.extend(piece.faults);
    }
}

/// What an actor goes by beyond its piece: its id, and its name where that is a full one.
fn keys(actor: &Actor) -> Vec<Box<str>> {
    let full = actor.name.contains(' ') && actor.kind != ActorKind::Unnamed;
    let name = full.then(|| folded(&actor.name).into());
    std::iter::once(actor.id.clone()).chain(name).collect()
}

/// How far positions of a piece move.
struct Moved {
    sources: u32,
    statements: u32,
    events: u32,
    /// The position in the whole of each actor of the piece.
    actors: Vec<ActorIx>,
}

impl Moved {
    fn source(&self, ix: &mut SourceIx) {
        ix.0 += self.sources;
    }

    fn actor(&self, ix: &mut ActorIx) {
        if let Some(there) = self.actors.get(ix.at()) {
            *ix = *there;
        }
    }

    fn link(&self, ix: &mut StatementIx) {
        ix.0 += self.statements;
    }

    fn event(&self, ix: &mut EventIx) {
        ix.0 += self.events;
    }

    fn statement(&self, statement: &mut Statement) {
        self.source(&mut statement.source);
        if let Stated::Is(speaker) = &mut statement.speaker {
            self.actor(speaker);
        }
        let Some(provenance) = statement.provenance.as_deref_mut() else { return };
        for list in [&mut provenance.audience, &mut provenance.about] {
            if let Stated::Is(actors) = list {
                for actor in actors {
                    self.actor(actor);
                }
            }
        }
        if let Stated::Is(steps) = &mut provenance.via {
            for step in steps {
                self.actor(&mut step.actor);
            }
        }
        provenance.events.iter_mut().for_each(|event| self.event(event));
        provenance.links.iter_mut().for_each(|link| self.link(&mut link.to));
    }
}
