//! [`Namesakes`]: actors who may be one by their names. Nothing is joined on such grounds; a person is
//! told, and judges. Those of one full name are told apart by what else is known of them.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::Corpus;
use onrecord_model::{Actor, ActorIx, ActorKind, Source};
use onrecord_text::{Part, fold::folded, never};

/// The most actors who are told to be perhaps the same as one.
const MOST: usize = 100;

/// What tells namesakes: hashes of the first and the last word of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct NameHash {
    last: u64,
    /// `None` where the last word is all there is.
    first: Option<u64>,
}

impl NameHash {
    /// `None` for somebody unnamed.
    fn of(actor: &Actor) -> Option<Self> {
        if actor.kind == ActorKind::Unnamed {
            return None;
        }
        let name = folded(&actor.name);
        let mut words = name.split_whitespace().map(hash);
        let first = words.next()?;
        Some(match words.next_back() {
            Some(last) => Self { last, first: Some(first) },
            None => Self { last: first, first: None },
        })
    }
}

/// Actors by their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Namesakes {
    /// In order: those of a last name together, first those who have no other.
    by_name: Vec<(NameHash, u32)>,
    /// The names of those whose full name others have, with what tells them apart.
    apart: HashMap<u32, String>,
}

impl Namesakes {
    pub(super) fn new(actors: &[Actor], sources: &[Source]) -> Self {
        let each = (0..).zip(actors).filter_map(|(at, actor)| Some((NameHash::of(actor)?, at)));
        let mut by_name: Vec<_> = each.collect();
        by_name.sort_unstable();
        let mut apart = HashMap::new();
        for same in by_name.chunk_by(|(one, _), (other, _)| one == other) {
            if same.len() > 1 && same.iter().all(|(name, _)| name.first.is_some()) {
                tell_apart(same.iter().map(|(_, at)| *at), actors, sources, &mut apart);
            }
        }
        Self { by_name, apart }
    }

    /// Everybody from one name to another.
    fn between(&self, from: NameHash, to: NameHash) -> impl Iterator<Item = ActorIx> + '_ {
        let start = self.by_name.partition_point(|(name, _)| *name < from);
        let rest = self.by_name.part(start..).iter();
        rest.take_while(move |(name, _)| *name <= to).map(|(_, at)| ActorIx(*at))
    }
}

/// Gives those of `same` whose whole name another of them has a name with what tells them apart: a role,
/// an age, a place, else the source; and the source as well where that leaves two alike.
fn tell_apart(
    same: impl Iterator<Item = u32>,
    actors: &[Actor],
    sources: &[Source],
    apart: &mut HashMap<u32, String>,
) {
    let mut names: HashMap<String, Vec<u32>> = HashMap::new();
    for at in same {
        if let Some(actor) = actors.get(at as usize) {
            names.entry(folded(&actor.name)).or_default().push(at);
        }
    }
    for group in names.into_values().filter(|group| group.len() > 1) {
        let told: Vec<_> = group.iter().map(|at| actors.get(*at as usize).and_then(told)).collect();
        for (at, mine) in group.iter().zip(&told) {
            let Some(actor) = actors.get(*at as usize) else { continue };
            let alike = told.iter().filter(|other| *other == mine).count() > 1;
            let first = actor.portraits.iter().find_map(|portrait| portrait.source);
            let first = first.or(actor.mentions.first().map(|mention| mention.source));
            let source = first.and_then(|ix| sources.get(ix.at())).map(|source| &*source.id);
            let source = source.filter(|id| !id.is_empty());
            let name = &actor.name;
            let shown = match (mine, source) {
                (Some(mine), Some(source)) if alike => format!("{name}, {mine} ({source})"),
                (Some(mine), _) => format!("{name}, {mine}"),
                (None, Some(source)) => format!("{name} ({source})"),
                (None, None) => name.clone(),
            };
            apart.insert(*at, shown);
        }
    }
}

/// What is known of an actor that tells it from another of the name.
fn told(actor: &Actor) -> Option<String> {
    let traits = || actor.portraits.iter().map(|portrait| &portrait.traits);
    let age = || traits().find_map(|traits| traits.age).map(|age| age.to_string());
    let place = || traits().find_map(|traits| traits.places.first()).cloned();
    actor.role.clone().or_else(age).or_else(place)
}

impl Corpus {
    /// An actor's name as lists show it: where others have the same full name, with what tells it from
    /// theirs.
    pub fn shown_name(&self, ix: ActorIx) -> &str {
        if let Some(apart) = self.namesakes.apart.get(&ix.0) {
            return apart;
        }
        let Some(actor) = self.actor(ix) else {
            never!("there is no actor {}", ix.0);
            return "";
        };
        &actor.name
    }

    /// Other actors who may be this one, in order: by its last name alone, or by its first and last
    /// name with other words between them. At most [`MOST`] of them: of more nobody could judge, and
    /// each card shows them.
    pub fn namesakes(&self, ix: ActorIx) -> Vec<ActorIx> {
        let Some(name) = self.actor(ix).and_then(NameHash::of) else { return Vec::new() };
        let alone = NameHash { first: None, ..name };
        let last = name.first.map_or(NameHash { first: Some(u64::MAX), ..name }, |_| alone);
        let by_last = self.namesakes.between(alone, last);
        let by_both = name.first.map(|_| self.namesakes.between(name, name));
        let all = by_last.chain(by_both.into_iter().flatten());
        let mut others: Vec<_> = all.filter(|other| *other != ix).take(MOST).collect();
        others.sort_unstable();
        others
    }
}

fn hash(word: &str) -> u64 {
    FixedState::default().hash_one(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Records;

    #[test]
    fn who_may_be_one_is_told() {
        let actor = |(name, kind): &(&str, ActorKind)| Actor {
            id: (*name).into(),
            name: (*name).to_owned(),
            kind: *kind,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            portraits: Vec::new(),
            joined: false,
        };
        let names = [
            ("Ana Ruiz", ActorKind::Person),
            ("Ruíz", ActorKind::Person),
            ("Ana María RUIZ", ActorKind::Person),
            ("Luis Ruiz", ActorKind::Person),
            ("Ruiz", ActorKind::Unnamed),
            ("Ana Soto", ActorKind::Person),
        ];
        let actors = names.iter().map(actor).collect();
        let corpus = Corpus::new(Records { actors, ..Records::default() });
        let maybe = |at| corpus.namesakes(ActorIx(at)).iter().map(|ix| ix.0).collect::<Vec<_>>();
        assert_eq!(maybe(0), [1, 2]);
        assert_eq!(maybe(1), [0, 2, 3]);
        assert_eq!((maybe(3), maybe(4), maybe(5)), (vec![1], vec![], vec![]));
    }
}
