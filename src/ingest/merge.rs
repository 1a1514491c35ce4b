//! Pieces of an investigation put together: positions inside a piece become positions in the whole.

use std::collections::{HashMap, HashSet};

use crate::corpus::Records;
use crate::model::{
    Actor, ActorIx, ActorKind, Alias, EventIx, Origin, Passage, SourceIx, Stated, Statement,
    StatementIx,
};
use crate::text::fold::folded;

/// The whole while it grows. Pieces come in their final order.
#[derive(Debug, Clone, Default)]
pub(super) struct Whole {
    /// What was put together so far.
    pub(super) records: Records,
    /// Actors by id and by full name: the same one in two lists or documents is one actor.
    actors: HashMap<Box<str>, ActorIx>,
    /// Actors of the investigation by every name they have. Only its own sources may mean them by a
    /// name that is not full.
    named: HashMap<Box<str>, ActorIx>,
    /// How many statements the investigation itself has. They stand first, ordered by source.
    own: usize,
}

impl Whole {
    /// Begins with what a person put into an investigation.
    pub(super) fn of(records: Records) -> Self {
        let mut whole = Self::default();
        for (at, actor) in records.actors.iter().enumerate() {
            let ix = ActorIx::from(at);
            for key in keys(actor) {
                whole.actors.entry(key).or_insert(ix);
            }
            for name in names(actor) {
                whole.named.entry(name).or_insert(ix);
            }
        }
        whole.own = records.statements.len();
        whole.records = records;
        whole
    }

    /// Adds a piece; its title is left out.
    pub(super) fn add(&mut self, mut piece: Records) {
        let at = SourceIx::from(self.records.sources.len());
        let sources = std::mem::take(&mut piece.sources);
        let faults = std::mem::take(&mut piece.faults);
        let moved = self.join(piece, at, |whole, actor| {
            keys(actor).iter().find_map(|key| whole.actors.get(key).copied())
        });
        tie(&mut self.records, moved.statements as usize, |event| event >= moved.events as usize);
        for mut source in sources {
            source.outlet.iter_mut().for_each(|outlet| moved.actor(outlet));
            self.records.sources.push(source);
        }
        self.records.faults.extend(faults);
    }

    /// Adds what is proposed for source `at` of the investigation. What a person has put down there
    /// stands: a proposal that shares words with it is hidden, and counted. The statements are in
    /// order again after [`Whole::settle`].
    pub(super) fn suggest(&mut self, at: SourceIx, mut piece: Records) {
        let whole = &mut self.records;
        let own = whole.statements.get(..self.own).unwrap_or(&[]);
        let from = own.partition_point(|statement| statement.source < at);
        let to = own.partition_point(|statement| statement.source <= at);
        let by_hand = own.get(from..to).unwrap_or(&[]);
        let hidden = |proposal: &Statement| by_hand.iter().any(|hand| share_words(hand, proposal));
        let confirmed = |proposal: &Statement| by_hand.iter().any(|hand| hand.id == proposal.id);
        let count = piece.statements.iter().filter(|p| hidden(p) && !confirmed(p)).count();
        piece.keep(|proposal| !hidden(proposal));
        if let Some(source) = whole.sources.get_mut(at.at()) {
            source.hidden = count as u32;
        }
        let moved = self.join(piece, at, |whole, actor| {
            let known = |names: Vec<Box<str>>, map: &HashMap<Box<str>, ActorIx>| {
                names.iter().find_map(|name| map.get(name).copied())
            };
            known(names(actor), &whole.named).or_else(|| known(keys(actor), &whole.actors))
        });
        tie(&mut self.records, 0, |event| event >= moved.events as usize);
    }

    /// Adds what a person put down elsewhere about the sources that are here already.
    pub(super) fn lay(&mut self, mut own: Records) {
        let faults = std::mem::take(&mut own.faults);
        let dismissed = std::mem::take(&mut own.dismissed);
        let moved = self.join(own, SourceIx(0), |whole, actor| {
            keys(actor).iter().find_map(|key| whole.actors.get(key).copied())
        });
        // What a confirmed suggestion told of, the confirmed statement tells of.
        let Records { events, statements, .. } = &self.records;
        let suggested = |ix: &StatementIx| {
            statements.get(ix.at()).is_some_and(|s| s.origin == Origin::Suggested)
        };
        let told: Vec<_> = events.iter().map(|e| e.statements.iter().any(suggested)).collect();
        tie(&mut self.records, moved.statements as usize, |event| told.get(event) == Some(&true));
        self.records.faults.extend(faults);
        self.records.dismissed.extend(dismissed);
        self.settle();
    }

    /// Puts the statements into order after the last suggestion, and leaves out what a person has
    /// answered.
    pub(super) fn settle(&mut self) {
        self.records.sort();
        self.records.heed();
    }

    /// Joins the records of a piece whose first source is `at` in the whole; `known` finds an actor
    /// that is in the whole already.
    fn join(
        &mut self,
        piece: Records,
        at: SourceIx,
        known: impl Fn(&Self, &Actor) -> Option<ActorIx>,
    ) -> Moved {
        let mut moved = Moved {
            sources: at.0,
            statements: self.records.statements.len() as u32,
            events: self.records.events.len() as u32,
            actors: Vec::with_capacity(piece.actors.len()),
        };
        let mut fresh = Vec::new();
        for mut actor in piece.actors {
            actor.mentions.iter_mut().for_each(|mention| moved.source(&mut mention.source));
            let next = ActorIx::from(self.records.actors.len() + fresh.len());
            let ix = known(self, &actor).unwrap_or(next);
            for key in keys(&actor) {
                self.actors.entry(key).or_insert(ix);
            }
            moved.actors.push(ix);
            if ix == next {
                fresh.push(actor);
            } else if let Some(known) = self.records.actors.get_mut(ix.at()) {
                meet(known, actor);
            } else if let Some(known) = fresh.get_mut(ix.at() - self.records.actors.len()) {
                meet(known, actor);
            }
        }
        let whole = &mut self.records;
        for mut actor in fresh {
            for alias in &mut actor.aliases {
                alias.used_by.iter_mut().for_each(|user| moved.actor(user));
            }
            whole.actors.push(actor);
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
        for mut date in piece.dates {
            moved.source(&mut date.words.source);
            whole.dates.push(date);
        }
        moved
    }
}

/// Adds what a piece says of an actor to what is known: its mentions, and names that are new.
fn meet(known: &mut Actor, again: Actor) {
    known.mentions.extend(again.mentions);
    if again.aliases.is_empty() {
        return;
    }
    let aliases = known.aliases.iter().map(|alias| &alias.name);
    let mut names: HashSet<_> = aliases.chain([&known.name]).map(|name| folded(name)).collect();
    let fresh = again.aliases.into_iter().filter(|alias| names.insert(folded(&alias.name)));
    known.aliases.extend(fresh.map(|alias| Alias { used_by: Vec::new(), ..alias }));
}

/// Ties each of the proposed `events` to the statements from `statements` on that name its day: who
/// says “it was paid on 3 May” tells of what happened on 3 May.
fn tie(records: &mut Records, statements: usize, events: impl Fn(usize) -> bool) {
    /// Statements that are looked at for one day: they hardly ever stand within one another.
    const WITHIN: usize = 4;
    let proposed = records.events.iter_mut().enumerate().filter(|(at, _)| events(*at));
    let events: Vec<_> = proposed.map(|(_, event)| event).collect();
    let sources: HashSet<_> =
        events.iter().flat_map(|e| &e.dates).map(|date| date.words.source).collect();
    let there = records.statements.iter().enumerate().skip(statements);
    let there = there.filter(|(_, statement)| sources.contains(&statement.source));
    let mut places: Vec<_> = there
        .flat_map(|(at, s)| {
            s.spans.iter().map(move |span| (s.source, *span, StatementIx::from(at)))
        })
        .collect();
    places.sort_unstable();
    for event in events {
        for Passage { source, span: day } in event.dates.iter().map(|date| date.words) {
            let end =
                places.partition_point(|(of, span, _)| (*of, span.start) <= (source, day.start));
            let near = places.get(..end).unwrap_or_default().iter().rev().take(WITHIN);
            let tells = near.filter(|(of, span, _)| *of == source && span.covers(day));
            event.statements.extend(tells.map(|(_, _, statement)| *statement));
        }
        event.statements.sort_unstable();
        event.statements.dedup();
    }
}

/// Whether two statements of one source have a word in common.
fn share_words(one: &Statement, other: &Statement) -> bool {
    one.spans.iter().any(|span| other.spans.iter().any(|of| of.overlaps(*span)))
}

/// What an actor goes by beyond its piece: its id, and its name where that is a full one.
fn keys(actor: &Actor) -> Vec<Box<str>> {
    let full = actor.name.contains(' ') && actor.kind != ActorKind::Unnamed;
    let name = full.then(|| folded(&actor.name).into());
    std::iter::once(actor.id.clone()).chain(name).collect()
}

/// All names of an actor that has one.
fn names(actor: &Actor) -> Vec<Box<str>> {
    if actor.kind == ActorKind::Unnamed {
        return Vec::new();
    }
    let aliases = actor.aliases.iter().map(|alias| &alias.name);
    std::iter::once(&actor.name).chain(aliases).map(|name| folded(name).into()).collect()
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
        let Some(facts) = statement.known_mut() else { return };
        for list in [&mut facts.audience, &mut facts.about] {
            if let Stated::Is(actors) = list {
                for actor in actors {
                    self.actor(actor);
                }
            }
        }
        if let Stated::Is(steps) = &mut facts.via {
            for step in steps {
                self.actor(&mut step.actor);
            }
        }
        facts.events.iter_mut().for_each(|event| self.event(event));
        facts.links.iter_mut().for_each(|link| self.link(&mut link.to));
    }
}
