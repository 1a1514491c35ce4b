//! Where a person says that somebody else of a name is meant: in a source, or by words in it, the actor
//! becomes two.

use super::people::ActorNames;
use super::sorted;
use onrecord_corpus::{Reanchor, Records, WantedWords, made_id};
use onrecord_journal::{Journal, TargetKey, TargetKind};
use onrecord_model::{
    Actor, ActorIx, AnchorState, Event, Field, FieldValue, Mention, NamedPlace, SourceIx, Stated,
    Statement,
};
use onrecord_text::Span;

/// Makes somebody else of each actor where that was decided. The other one goes by the same name until a
/// person says more. Returns what is not found: there the two are one again.
pub(super) fn set(records: &mut Records, journal: &Journal, names: &mut ActorNames) -> Vec<Unmet> {
    let mut unmet = Vec::new();
    for key in sorted(journal, TargetKind::Actor) {
        for place in places(journal, key) {
            let Some(ix) = names.met(records, journal, key) else { continue };
            let Some(scope) = scope(records, &place) else {
                unmet.extend(records.actors.get(ix.at()).map(|actor| Unmet::of(actor, &place)));
                continue;
            };
            let id = id_in(&key.id, &place.source);
            for one in one_with(records, journal, names, key, ix) {
                part(records, names, one, &id, scope);
            }
        }
    }
    unmet
}

/// The actor at `ix` and all that people made one with it: whoever is set apart from it is set apart from
/// each of them, and they become one only later.
fn one_with(
    records: &Records,
    journal: &Journal,
    names: &ActorNames,
    key: &TargetKey,
    ix: ActorIx,
) -> Vec<ActorIx> {
    let (mut all, mut ids) = (vec![ix], vec![key.id.clone()]);
    let merged = sorted(journal, TargetKind::Actor).into_iter().filter_map(|other| {
        match journal.decided(other, Field::MergedInto)? {
            FieldValue::Actor(into) => Some((other, into.id?)),
            _ => None,
        }
    });
    let mut merged: Vec<_> = merged.collect();
    // Each turn finds those who are one with somebody found before; chains end where none is found.
    loop {
        let (found, rest): (Vec<_>, Vec<_>) =
            merged.into_iter().partition(|(_, into)| ids.contains(into));
        if found.is_empty() {
            return all;
        }
        merged = rest;
        for (other, _) in found {
            ids.push(other.id.clone());
            all.extend(names.met(records, journal, other).filter(|one| !all.contains(one)));
        }
    }
}

/// A place that is not found any more, at which somebody else of a name is meant.
pub(super) struct Unmet {
    /// The name.
    pub name: String,
    /// The words there, or the source.
    pub place: String,
}

impl Unmet {
    fn of(actor: &Actor, place: &NamedPlace) -> Self {
        let words = place.words.as_ref().map_or(&place.source, |words| &words.exact);
        Self { name: actor.name.clone(), place: words.to_string() }
    }
}

fn places(journal: &Journal, key: &TargetKey) -> Vec<NamedPlace> {
    let elements = journal.elements(key, Field::Apart).into_iter().filter(|(_, there)| *there);
    let place = |(element, _)| match element {
        FieldValue::Place(place) => Some(*place),
        _ => None,
    };
    elements.filter_map(place).collect()
}

/// The id of whoever else is meant in a source by the name of the actor `id`.
fn id_in(id: &str, source: &str) -> Box<str> {
    made_id('a', &[id, "apart", source]).into()
}

/// The place as it is now.
fn scope(records: &Records, place: &NamedPlace) -> Option<Scope> {
    let source = met(records, place)?;
    let Some(words) = &place.words else { return Some(Scope { source, span: None }) };
    let document = &records.sources.get(source.at())?.document;
    let found = Reanchor::of(document).find(&WantedWords {
        exact: &words.exact,
        prefix: words.prefix.as_deref(),
        suffix: words.suffix.as_deref(),
        ..WantedWords::default()
    });
    // Words that became others may name somebody else again.
    let sure = matches!(found.state, AnchorState::Same | AnchorState::Moved);
    let span = found.span.filter(|_| sure)?;
    Some(Scope { source, span: Some(span) })
}

fn part(records: &mut Records, names: &mut ActorNames, ix: ActorIx, id: &str, scope: Scope) {
    let rows = records.statements.iter().chain(&records.weak).chain(&records.aside);
    let speaks = rows.into_iter().any(|row| scope.names(row, ix));
    let Some(actor) = records.actors.get_mut(ix.at()) else { return };
    // Nobody is made of a place where the actor is not.
    if !speaks && !actor.mentions.iter().any(|mention| scope.has(mention)) {
        return;
    }
    let (gone, stay) = std::mem::take(&mut actor.mentions).into_iter().partition(|m| scope.has(m));
    actor.mentions = stay;
    let (portraits, stay) = std::mem::take(&mut actor.portraits)
        .into_iter()
        .partition(|portrait| portrait.source == Some(scope.source) && scope.span.is_none());
    actor.portraits = stay;
    let other = Actor {
        id: id.into(),
        name: actor.name.clone(),
        kind: actor.kind,
        role: None,
        aliases: Vec::new(),
        mentions: gone,
        portraits,
        joined: false,
    };
    let other = names.put(records, other);
    for statement in
        records.statements.iter_mut().chain(&mut records.weak).chain(&mut records.aside)
    {
        scope.change(statement, ix, other);
    }
    for event in records.events.iter_mut().filter(|event| scope.covers(event)) {
        event.actors.iter_mut().filter(|actor| **actor == ix).for_each(|actor| *actor = other);
    }
}

/// The source of a place: by its id, else by what is in it.
fn met(records: &Records, place: &NamedPlace) -> Option<SourceIx> {
    let all = || records.sources.iter();
    let by_id = all().position(|source| *source.id == *place.source);
    let same = |sum: &str| all().position(|source| source.sha256 == sum);
    by_id.or_else(|| place.sha256.as_deref().and_then(same)).map(SourceIx::from)
}

/// A source, or words in it.
#[derive(Debug, Clone, Copy)]
struct Scope {
    source: SourceIx,
    span: Option<Span>,
}

impl Scope {
    fn has(&self, mention: &Mention) -> bool {
        mention.source == self.source && self.span.is_none_or(|span| span.overlaps(mention.span))
    }

    /// Whether all that tells of an event stands in the source.
    fn covers(&self, event: &Event) -> bool {
        self.span.is_none()
            && !event.passages.is_empty()
            && event.passages.iter().all(|passage| passage.source == self.source)
    }

    /// Whether a statement here is by `ix`; of words in the source one whose speaker they name.
    fn names(&self, statement: &Statement, ix: ActorIx) -> bool {
        let mention = statement.provenance.as_deref().and_then(|known| known.mention);
        let here = self.span.is_none_or(|span| mention.is_some_and(|one| one.overlaps(span)));
        statement.source == self.source && here && statement.speaker == Stated::Is(ix)
    }

    /// Names `other` in the place of `ix` where the statement stands here; of words in the source only
    /// the speaker whom they name.
    fn change(&self, statement: &mut Statement, ix: ActorIx, other: ActorIx) {
        if self.names(statement, ix) {
            statement.speaker = Stated::Is(other);
        }
        if statement.source != self.source || self.span.is_some() {
            return;
        }
        let Some(facts) = statement.known_mut() else { return };
        let change = |actor: &mut ActorIx| {
            if *actor == ix {
                *actor = other;
            }
        };
        for list in [&mut facts.audience, &mut facts.about] {
            if let Stated::Is(actors) = list {
                actors.iter_mut().for_each(change);
            }
        }
        facts.candidates.iter_mut().for_each(change);
        if let Stated::Is(steps) = &mut facts.via {
            steps.iter_mut().map(|step| &mut step.actor).for_each(change);
        }
    }
}
