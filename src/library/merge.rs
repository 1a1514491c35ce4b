//! [`Merge`]: pieces of an investigation put together. Positions inside a piece become positions in
//! the whole.

use std::collections::{HashMap, HashSet};

use onrecord_corpus::Records;
use onrecord_corpus::identity::{ActorOrigin, Register};
use onrecord_model::{
    self, Actor, ActorIx, ActorKind, Passage, Portrait, SourceIx, Statement, StatementIx,
};
use onrecord_text::Part;
use onrecord_text::fold::folded;

/// The whole while it grows. Pieces come in their final order; each has its own actors until
/// [`Merge::finish`].
#[derive(Debug, Clone, Default)]
pub(super) struct Merge {
    /// What was put together so far.
    pub(super) records: Records,
    /// Where the actors come from.
    register: Register,
    /// How many pieces were added.
    pieces: u32,
    /// Actors of the investigation by every name they have. Only its own sources may mean them by a
    /// name that is not full.
    named: HashMap<Box<str>, Vec<ActorIx>>,
    /// How many events the investigation itself has. They stand first.
    own_events: usize,
    /// How many statements the investigation itself has. They stand first, ordered by source.
    own: usize,
}

impl Merge {
    /// Begins with what a person put into an investigation.
    pub(super) fn of(records: Records) -> Self {
        let mut merge = Self::default();
        for (at, actor) in records.actors.iter().enumerate() {
            for name in names(actor) {
                merge.named.entry(name).or_default().push(ActorIx::from(at));
            }
        }
        merge.register.enter(records.actors.len(), ActorOrigin { home: 0, given: true });
        merge.own = records.statements.len();
        merge.own_events = records.events.len();
        merge.records = records;
        portray(&mut merge.records.actors);
        merge
    }

    /// Adds a piece; its title is left out.
    pub(super) fn add(&mut self, mut piece: Records) {
        let at = SourceIx::from(self.records.sources.len());
        let faults = std::mem::take(&mut piece.faults);
        let moved = self.put(piece, at, false);
        link_events(&mut self.records, moved.statements as usize, moved.events as usize, |_| true);
        self.records.faults.extend(faults);
    }

    /// Adds what is proposed for source `at` of the investigation. What a person has put down there
    /// stands: a proposal that shares words with it is hidden, and counted. The statements are in
    /// order again after [`Merge::settle`].
    pub(super) fn suggest(&mut self, at: SourceIx, mut piece: Records) {
        let whole = &mut self.records;
        let own = whole.statements.part(..self.own);
        let from = own.partition_point(|statement| statement.source < at);
        let to = own.partition_point(|statement| statement.source <= at);
        let by_hand = own.part(from..to);
        let hidden = |proposal: &Statement| by_hand.iter().any(|own| answers(own, proposal));
        let confirmed = |proposal: &Statement| by_hand.iter().any(|hand| hand.id == proposal.id);
        let count = piece.statements.iter().filter(|p| hidden(p) && !confirmed(p)).count();
        piece.keep(|proposal| !hidden(proposal));
        if let Some(source) = whole.sources.get_mut(at.at()) {
            source.hidden = count as u32;
        }
        for (ix, actor) in (whole.actors.len()..).zip(&piece.actors) {
            let known = names(actor).into_iter().find_map(|name| {
                self.named.get(&name).filter(|known| known.len() == 1)?.first().copied()
            });
            // An equal full name does not make two actors one here: `identity` weighs what speaks against it.
            let name = |ix: ActorIx| whole.actors.get(ix.at()).map(|known| folded(&known.name));
            let full = actor.name.contains(' ');
            if let Some(known) = known.filter(|ix| !full || name(*ix) != Some(folded(&actor.name)))
            {
                self.register.same(known, ActorIx::from(ix));
            }
        }
        let moved = self.put(piece, at, false);
        link_events(&mut self.records, 0, moved.events as usize, |_| true);
    }

    /// Adds what a person put down elsewhere about the sources that are here already.
    pub(super) fn overlay(&mut self, mut own: Records) {
        let faults = std::mem::take(&mut own.faults);
        let dismissed = std::mem::take(&mut own.dismissed);
        let moved = self.put(own, SourceIx(0), true);
        // A confirmed statement keeps the events of the suggestion that it confirms.
        let Records { events, statements, .. } = &self.records;
        let suggested = |ix: &StatementIx| {
            statements.get(ix.at()).is_some_and(|s| s.origin == onrecord_model::Origin::Suggested)
        };
        let told: Vec<_> = events.iter().map(|e| e.statements.iter().any(suggested)).collect();
        link_events(&mut self.records, moved.statements as usize, 0, |event| {
            told.get(event) == Some(&true)
        });
        self.records.faults.extend(faults);
        self.records.dismissed.extend(dismissed);
        self.settle();
    }

    /// Puts the statements into order after the last suggestion, and leaves out what a person has
    /// answered.
    pub(super) fn settle(&mut self) {
        self.records.sort();
        self.records.leave_out_answered();
    }

    /// The records, with those actors joined that are one.
    pub(super) fn finish(mut self) -> Records {
        self.answer_events();
        self.register.join(&mut self.records);
        self.records
    }

    /// Leaves out the proposed events that the investigation has under their ids, whose word counts; what tells
    /// of them tells of those.
    fn answer_events(&mut self) {
        let records = &mut self.records;
        let own = records.events.iter().take(self.own_events).enumerate();
        let own: HashMap<Box<str>, usize> = own.map(|(at, one)| (one.id.clone(), at)).collect();
        for at in (self.own_events..records.events.len()).rev() {
            let proposed = records.events.get_mut(at);
            let Some((first, told)) = proposed.and_then(|event| {
                Some((*own.get(&event.id)?, std::mem::take(&mut event.statements)))
            }) else {
                continue;
            };
            if let Some(event) = records.events.get_mut(first) {
                event.statements.extend(told);
                event.statements.sort_unstable();
                event.statements.dedup();
            }
            let rows = records.statements.iter_mut().chain(&mut records.weak);
            let named = rows.filter_map(Statement::known_mut).flat_map(|facts| &mut facts.events);
            named.filter(|event| event.at() == at).for_each(|event| event.0 = first as u32);
            records.leave_out_event(at);
        }
    }

    /// Puts the records of a piece behind the others. Its first source is `at` in the whole; `given`:
    /// whether a person gave its actors their ids.
    fn put(&mut self, mut piece: Records, at: SourceIx, given: bool) -> Moved {
        self.pieces += 1;
        if given {
            portray(&mut piece.actors);
        }
        self.register.enter(piece.actors.len(), ActorOrigin { home: self.pieces, given });
        let whole = &mut self.records;
        let moved = Moved {
            sources: at.0,
            statements: whole.statements.len() as u32,
            events: whole.events.len() as u32,
        };
        let actors = whole.actors.len() as u32;
        piece.each_actor(|ix| ix.0 += actors);
        piece.each_source(|ix| moved.source(ix));
        for statement in &mut piece.statements {
            moved.statement(statement);
        }
        for event in &mut piece.events {
            event.statements.iter_mut().for_each(|statement| moved.link(statement));
        }
        whole.sources.extend(piece.sources);
        whole.actors.extend(piece.actors);
        whole.statements.extend(piece.statements);
        whole.annotations.extend(piece.annotations);
        whole.unaccepted.extend(piece.unaccepted);
        whole.events.extend(piece.events);
        whole.dates.extend(piece.dates);
        moved
    }
}

/// Links each of the proposed events from `first` on that `is_told` names to the statements from `statements` on
/// that name its day: who says “it was paid on 3 May” tells of what happened on 3 May. Nothing before the two is
/// looked at: each document of a large folder comes through here.
fn link_events(
    records: &mut Records,
    statements: usize,
    first: usize,
    is_told: impl Fn(usize) -> bool,
) {
    /// Statements that are looked at for one day: they hardly ever stand within one another.
    const WITHIN: usize = 4;
    let proposed = records.events.iter_mut().enumerate().skip(first);
    let told = proposed.filter(|(at, _)| is_told(*at));
    let events: Vec<_> = told.map(|(_, event)| event).collect();
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
            let near = places.part(..end).iter().rev().take(WITHIN);
            let tells = near.filter(|(of, span, _)| *of == source && span.covers(day));
            event.statements.extend(tells.map(|(_, _, statement)| *statement));
        }
        event.statements.sort_unstable();
        event.statements.dedup();
    }
}

/// Whether what stands in the investigation is shown in the place of a proposal. A suggestion there is
/// nobody's word yet: beside it stands what shares but some of its words.
fn answers(own: &Statement, proposal: &Statement) -> bool {
    if own.origin != onrecord_model::Origin::Suggested {
        return share_words(own, proposal);
    }
    own.id == proposal.id || own.first_piece().start == proposal.first_piece().start
}

/// Whether two statements of one source have a word in common.
fn share_words(one: &Statement, other: &Statement) -> bool {
    one.spans.iter().any(|span| other.spans.iter().any(|of| of.overlaps(*span)))
}

/// All names of an actor that has one.
fn names(actor: &Actor) -> Vec<Box<str>> {
    if actor.kind == ActorKind::Unnamed {
        return Vec::new();
    }
    let aliases = actor.aliases.iter().map(|alias| &alias.name);
    std::iter::once(&actor.name).chain(aliases).map(|name| folded(name).into()).collect()
}

/// Gives actors that a person put down the traits that their roles tell.
fn portray(actors: &mut [Actor]) {
    for actor in actors.iter_mut().filter(|actor| actor.portraits.is_empty()) {
        if let Some(role) = &actor.role {
            actor
                .portraits
                .push(Portrait { source: None, traits: onrecord_extract::traits_of(role) });
        }
    }
}

/// How far positions of a piece move.
struct Moved {
    sources: u32,
    statements: u32,
    events: u32,
}

impl Moved {
    fn source(&self, ix: &mut SourceIx) {
        ix.0 += self.sources;
    }

    fn link(&self, ix: &mut StatementIx) {
        ix.0 += self.statements;
    }

    fn statement(&self, statement: &mut Statement) {
        let Some(facts) = statement.known_mut() else { return };
        facts.events.iter_mut().for_each(|event| event.0 += self.events);
        facts.links.iter_mut().for_each(|link| self.link(&mut link.to));
    }
}
