//! [`Records`]: the records of an investigation before they are tied together.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::{AnnotationTable, SharedList};
use onrecord_model::fault::Fault;
use onrecord_model::{
    Actor, ActorIx, Dating, Dismissal, Event, Link, Source, SourceIx, Stated, Statement,
    StatementIx,
};

/// The records of an investigation before they are tied together.
///
/// Positions inside records (`ActorIx`, …) point into these lists as they stand; statements must be
/// ordered by source and place already (see [`super::Corpus::new`]).
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// Title of the investigation.
    pub title: String,
    /// Sources, in the author's order.
    pub sources: SharedList<Source>,
    /// Actors, in the author's order.
    pub actors: SharedList<Actor>,
    /// Statements, ordered by source, then by first byte.
    pub statements: SharedList<Statement>,
    /// Events, in the author's order.
    pub events: Vec<Event>,
    /// Dates that the sources name and that no event has, in any order.
    pub dates: Vec<Dating>,
    /// Weak suggestions, where they stand apart from the statements (see [`Records::part_weak`]).
    pub weak: SharedList<Statement>,
    /// Suggestions that a person did not want.
    pub dismissed: Vec<Dismissal>,
    /// Those suggestions themselves, in no order; a dismissal that meets none has its words alone here.
    pub aside: Vec<Statement>,
    /// What people set of these records, beside what the records say.
    pub annotations: AnnotationTable,
    /// The ids of statements whose words were put down from another edition of their source than the
    /// one that is here, or do not stand as they were put down: nobody has accepted what stands there.
    pub unaccepted: HashSet<Box<str>>,
    /// What could not be read, and why.
    pub faults: Vec<Fault>,
}

impl Records {
    /// Puts the statements into order by source and place. What refers to one keeps to it.
    pub fn sort(&mut self) {
        let statements = std::mem::take(&mut self.statements);
        self.put(statements.into_iter().map(Some).collect());
    }

    /// Whether the statements stand in that order.
    pub(super) fn is_sorted(&self) -> bool {
        self.statements.is_sorted_by_key(place)
    }

    /// Leaves out the statements that `keep` does not want, and what refers to them.
    pub fn keep(&mut self, keep: impl Fn(&Statement) -> bool) {
        let statements = std::mem::take(&mut self.statements).into_iter();
        self.put(statements.map(|statement| Some(statement).filter(|s| keep(s))).collect());
    }

    /// Leaves out the statements that `stays` does not mark, and what refers to them.
    pub(super) fn keep_marked(&mut self, stays: &[bool]) {
        let statements = std::mem::take(&mut self.statements).into_iter().zip(stays);
        self.put(statements.map(|(statement, stays)| stays.then_some(statement)).collect());
    }

    /// Puts the weak suggestions apart, in their order: they are not listed before somebody asks for
    /// them. Nothing refers to them there, nor they to others.
    pub(super) fn part_weak(&mut self) {
        if !self.statements.iter().any(Statement::is_weak) {
            return;
        }
        let weak = self.statements.iter().filter(|statement| statement.is_weak()).cloned();
        self.weak.extend(weak.map(Statement::untied));
        self.keep(|statement| !statement.is_weak());
    }

    /// Puts the weak suggestions among the statements again.
    pub(super) fn join_weak(&mut self) {
        let weak = std::mem::take(&mut self.weak);
        if !weak.is_empty() {
            self.statements.extend(weak);
            self.sort();
        }
    }

    /// Visits every place where a record names a source.
    pub fn each_source(&mut self, mut visit: impl FnMut(&mut SourceIx)) {
        self.statements.iter_mut().for_each(|statement| visit(&mut statement.source));
        self.weak.iter_mut().for_each(|statement| visit(&mut statement.source));
        self.dismissed.iter_mut().for_each(|dismissal| visit(&mut dismissal.source));
        self.aside.iter_mut().for_each(|statement| visit(&mut statement.source));
        self.dates.iter_mut().for_each(|date| visit(&mut date.words.source));
        for actor in &mut self.actors {
            actor.mentions.iter_mut().for_each(|mention| visit(&mut mention.source));
            let told = actor.portraits.iter_mut();
            told.filter_map(|portrait| portrait.source.as_mut()).for_each(&mut visit);
        }
        for event in &mut self.events {
            event.dates.iter_mut().for_each(|date| visit(&mut date.words.source));
            event.passages.iter_mut().for_each(|passage| visit(&mut passage.source));
        }
    }

    /// Visits every place where a record names an actor.
    pub fn each_actor(&mut self, mut visit: impl FnMut(&mut ActorIx)) {
        self.sources.iter_mut().filter_map(|source| source.outlet.as_mut()).for_each(&mut visit);
        for alias in self.actors.iter_mut().flat_map(|actor| &mut actor.aliases) {
            alias.used_by.iter_mut().for_each(&mut visit);
        }
        self.events.iter_mut().flat_map(|event| &mut event.actors).for_each(&mut visit);
        let rows = self.statements.iter_mut().chain(&mut self.weak).chain(&mut self.aside);
        for statement in rows {
            if let Stated::Is(speaker) = &mut statement.speaker {
                visit(speaker);
            }
            let Some(facts) = statement.known_mut() else { continue };
            for list in [&mut facts.audience, &mut facts.about] {
                if let Stated::Is(actors) = list {
                    actors.iter_mut().for_each(&mut visit);
                }
            }
            facts.candidates.iter_mut().for_each(&mut visit);
            if let Stated::Is(steps) = &mut facts.via {
                for step in steps {
                    visit(&mut step.actor);
                }
            }
        }
    }

    /// Leaves the event at this position out; statements that tell of it do not any more.
    pub fn leave_out_event(&mut self, at: usize) {
        if at >= self.events.len() {
            return;
        }
        self.events.remove(at);
        for facts in
            self.statements.iter_mut().chain(&mut self.weak).filter_map(Statement::known_mut)
        {
            facts.events.retain(|event| event.at() != at);
            facts.events.iter_mut().filter(|event| event.at() > at).for_each(|event| event.0 -= 1);
        }
    }

    /// Takes statements as others refer to them, by position; those that could not be read are
    /// `None`. They are put into order, and what refers to one that is left out is left out as well.
    pub(super) fn put(&mut self, statements: Vec<Option<Statement>>) {
        let mut places = vec![None; statements.len()];
        let statements = statements.into_iter().enumerate();
        let mut kept: Vec<_> = statements.filter_map(|(at, s)| Some((at, s?))).collect();
        kept.sort_by_key(|(_, statement)| place(statement));
        for (now, (before, _)) in kept.iter().enumerate() {
            if let Some(slot) = places.get_mut(*before) {
                *slot = Some(StatementIx::from(now));
            }
        }
        let now = |ix: StatementIx| places.get(ix.at()).copied().flatten();
        self.statements = kept.into_iter().map(|(_, statement)| statement).collect();
        for facts in self.statements.iter_mut().filter_map(Statement::known_mut) {
            let links = std::mem::take(&mut facts.links).into_iter();
            facts.links =
                links.filter_map(|link| Some(Link { to: now(link.to)?, ..link })).collect();
        }
        for event in &mut self.events {
            event.statements = event.statements.iter().filter_map(|ix| now(*ix)).collect();
        }
    }
}

/// By what statements are put into order: what holds another one stands before it.
pub(super) fn place(statement: &Statement) -> (SourceIx, u32, Reverse<u32>) {
    let hull = statement.hull();
    (statement.source, hull.start, Reverse(hull.end))
}
