//! Who is worth a row, and what sort of party it is once all is read.

use super::run::{BODY, GIVEN, is_ordinary};
use super::words::is_acronym;
use super::{Entity, Names};
use crate::tokens::{Case, Token};
use onrecord_language::Class;
use onrecord_model::ActorKind;

/// What the words of a name look like that no table knows as somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Looks {
    /// Nothing to tell by.
    #[default]
    Anything,
    /// Given name and surname.
    Person,
    /// Ordinary words with capitals.
    Words,
    /// A place and what people are called after it: "Dallas Mavericks".
    Team,
    /// A surname and nothing else.
    Surname,
    /// A given name and nothing else.
    Given,
    /// One word that no table has.
    Unknown,
    /// Capitals alone: "PAN", and just as well "SUV".
    Acronym,
}

impl Looks {
    /// What a new name looks like.
    pub(super) fn of(text: &str, name: &[Token]) -> Self {
        const MOST: usize = 4;
        if matches!(name, [one] if is_acronym(one) && !one.is(Class::ALONE | Class::OUTLET)) {
            return Self::Acronym;
        }
        let capitals = || name.iter().filter(|token| token.is_capital());
        let plain = |token: &Token| token.case == Case::Capital && !is_plain(token);
        let count = capitals().count();
        let numbered = |token: &Token| token.span.of(text).contains(|c: char| c.is_ascii_digit());
        if name.iter().any(numbered) {
            return Self::Anything;
        }
        let surname = name.last().is_some_and(|last| last.is(Class::SURNAME | GIVEN));
        let place = name.first().is_some_and(|first| first.is(Class::PLACE) && !first.is(GIVEN));
        let several = name.last().is_some_and(|last| {
            last.is(Class::LOOKS_PLURAL) && !last.is(Class::PLACE | Class::THING)
        });
        if count > 1 && place && several {
            return Self::Team;
        }
        if (2..=MOST).contains(&count) && capitals().all(plain) {
            return Self::Person;
        }
        // "Will Smith"
        let word = |token: &Token| token.is(Class::AUXILIARY | Class::MONTH);
        if count > 1 && surname && name.first().is_some_and(|first| plain(first) || word(first)) {
            return Self::Person;
        }
        match count {
            0 => Self::Anything,
            1 => name.last().map_or(Self::Anything, |one| Self::of_one(text, one)),
            _ => Self::Words,
        }
    }

    /// What one word looks like, inside a sentence and in no adjective.
    fn of_one(text: &str, one: &Token) -> Self {
        let doubtful = Class::OPENS | Class::PLACE | Class::LOOKS_PLURAL;
        let plain = one.is(Class::ORDINARY) || is_plain(one) || one.case != Case::Capital;
        if one.is(Class::SURNAME) && !one.is(Class::OPENS | Class::PLACE) && !is_plain(one) {
            return Self::Surname;
        }
        if plain || one.is(doubtful) || one.span.of(text).contains('-') {
            return Self::Anything;
        }
        if one.is(GIVEN) { Self::Given } else { Self::Unknown }
    }
}

/// Whether a word is no part of a person's name by itself.
fn is_plain(token: &Token) -> bool {
    is_ordinary(token) || token.is(BODY | Class::PLACE | Class::THING) && !token.is(Class::SURNAME)
}

/// Mentions of one word that nothing tells of, by which it is somebody all the same.
const OFTEN: usize = 3;

impl Names {
    /// Every entry as it is listed.
    fn listed(&self) -> Vec<Option<Entity>> {
        self.entries.iter().map(settled).collect()
    }

    /// The entries that are worth a row, and the new number of every old one.
    pub(crate) fn finish(self) -> (Vec<Entity>, Vec<Option<u32>>) {
        let mut numbers = vec![None; self.entries.len()];
        let mut kept = Vec::new();
        for (number, entry) in numbers.iter_mut().zip(self.listed()) {
            if let Some(entry) = entry {
                *number = Some(kept.len() as u32);
                kept.push(entry);
            }
        }
        let resolved: Vec<_> = (0..numbers.len() as u32)
            .map(|at| numbers.get(self.resolved(at) as usize).copied().flatten())
            .collect();
        (kept, resolved)
    }
}

/// An entry as it is listed; `None` where it is the same as another, or may be nobody.
fn settled(entry: &Entity) -> Option<Entity> {
    let kind = party(entry).filter(|_| entry.same_as.is_none())?;
    let mut entry = Entity { kind, ..entry.clone() };
    entry.mentions.sort_unstable_by_key(|(span, _)| *span);
    entry.mentions.dedup_by_key(|(span, _)| *span);
    Some(entry)
}

/// What sort of party an entry is; `None` where nothing tells that it is one.
fn party(entry: &Entity) -> Option<ActorKind> {
    if entry.looks == Looks::Acronym {
        let body = entry.said > 0 || entry.acts || !entry.aliases.is_empty();
        return (body || entry.articled > 0).then_some(entry.kind);
    }
    if entry.kind != ActorKind::Unknown {
        let named = entry.kind != ActorKind::Unnamed || entry.said > 0;
        return named.then_some(entry.kind);
    }
    let person = entry.looks == Looks::Person && entry.articled == 0 && entry.placed == 0;
    if entry.said > 0 {
        let person = entry.gender.is_some() || entry.placed == 0;
        return Some(if person { ActorKind::Person } else { ActorKind::Institution });
    }
    let alone = entry.looks == Looks::Surname && entry.articled == 0 && entry.placed == 0;
    if person || alone && !entry.acts {
        return Some(ActorKind::Person);
    }
    let again = entry.mentions.len() >= OFTEN && entry.articled == 0 && entry.placed == 0;
    match entry.looks {
        Looks::Team if entry.articled > 0 => return Some(ActorKind::Group),
        Looks::Given if again => return Some(ActorKind::Person),
        Looks::Unknown if again => return Some(ActorKind::Institution),
        _ => {}
    }
    entry.acts.then_some(ActorKind::Institution)
}
