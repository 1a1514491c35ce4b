//! [`Namesakes`]: actors who may be one by their names. Nothing is joined on such grounds; a person is
//! told, and judges.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::Corpus;
use crate::model::{Actor, ActorIx, ActorKind};
use crate::text::fold::folded;

/// Actors by the last word of their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Namesakes {
    /// A hash of the word, and who has it, in order.
    by_last: Vec<(u64, u32)>,
}

impl Namesakes {
    pub(super) fn new(actors: &[Actor]) -> Self {
        let each = (0..).zip(actors).filter_map(|(at, actor)| Some((hash(&last(actor)?), at)));
        let mut by_last: Vec<_> = each.collect();
        by_last.sort_unstable();
        Self { by_last }
    }

    /// Everybody whose name ends in a word of this hash.
    fn of(&self, hash: u64) -> impl Iterator<Item = ActorIx> + '_ {
        let from = self.by_last.partition_point(|(other, _)| *other < hash);
        let rest = self.by_last.get(from..).unwrap_or_default().iter();
        rest.take_while(move |(other, _)| *other == hash).map(|(_, at)| ActorIx(*at))
    }
}

impl Corpus {
    /// Other actors who may be this one, in order: by its last name alone, or by its first and last
    /// name with other words between them.
    pub fn namesakes(&self, ix: ActorIx) -> Vec<ActorIx> {
        let Some(actor) = self.actor(ix) else { return Vec::new() };
        let Some(last) = last(actor) else { return Vec::new() };
        let words = words(actor);
        let others = self.namesakes.of(hash(&last)).filter(|other| *other != ix);
        let alike = |other: &ActorIx| {
            self.actor(*other).is_some_and(|other| may_be_one(&words, &self::words(other)))
        };
        others.filter(alike).collect()
    }
}

fn words(actor: &Actor) -> Vec<String> {
    folded(&actor.name).split_whitespace().map(str::to_owned).collect()
}

/// The last word of a name; nothing for somebody unnamed.
fn last(actor: &Actor) -> Option<String> {
    if actor.kind == ActorKind::Unnamed {
        return None;
    }
    words(actor).pop()
}

fn may_be_one(one: &[String], other: &[String]) -> bool {
    let ([first, .., last], [other_first, .., other_last]) = (one, other) else {
        // One is a last name alone.
        return one.last() == other.last();
    };
    first == other_first && last == other_last
}

fn hash(word: &str) -> u64 {
    FixedState::default().hash_one(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Records;

    #[test]
    fn who_may_be_one_is_told() {
        let actor = |(name, kind): &(&str, ActorKind)| Actor {
            id: (*name).into(),
            name: (*name).to_owned(),
            kind: *kind,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
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
