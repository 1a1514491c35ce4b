//! What speaks against two documents meaning one person by one name: roles, gender, age, places.

use onrecord_model::{FieldsOfWork, Gender, Portrait, Source};
use onrecord_text::fold::folded;

/// Fields of work that one person is often known by at one time or another: who governs was a lawyer,
/// an officer, in business, in the press, at a university. Two that are not linked, and are not said of
/// one person in any document, are two people's.
const LINKED: &[(FieldsOfWork, FieldsOfWork)] = &[
    (FieldsOfWork::OFFICE, FieldsOfWork::LAW),
    (FieldsOfWork::OFFICE, FieldsOfWork::BUSINESS),
    (FieldsOfWork::OFFICE, FieldsOfWork::FORCES),
    (FieldsOfWork::OFFICE, FieldsOfWork::PRESS),
    (FieldsOfWork::OFFICE, FieldsOfWork::LEARNING),
    (FieldsOfWork::LAW, FieldsOfWork::LEARNING),
    (FieldsOfWork::LAW, FieldsOfWork::BUSINESS),
    (FieldsOfWork::PRESS, FieldsOfWork::ARTS),
    (FieldsOfWork::PRESS, FieldsOfWork::BUSINESS),
    (FieldsOfWork::PRESS, FieldsOfWork::LEARNING),
    (FieldsOfWork::LEARNING, FieldsOfWork::MEDICINE),
    (FieldsOfWork::LEARNING, FieldsOfWork::BUSINESS),
];

/// Years that two years of birth may differ by: an age is rounded, and a text may be printed late.
const BORN: i32 = 2;

/// Years that two ages may differ by where it is not known how far apart the documents are.
const AGED: i32 = 5;

/// What documents tell of somebody, as far as it can speak against being one with somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(super) struct Account {
    fields: FieldsOfWork,
    gender: Option<Gender>,
    /// Age, and the year of the document where that is known.
    age: Option<(u8, Option<i32>)>,
    /// Folded, in order.
    places: Vec<String>,
    /// Told apart by the document itself from others of the name: number in it.
    apart: Option<u32>,
}

impl Account {
    /// What portraits tell together.
    pub(super) fn of<'p>(
        portraits: impl Iterator<Item = &'p Portrait>,
        sources: &[Source],
    ) -> Self {
        let mut evidence = Self::default();
        for portrait in portraits {
            let traits = &portrait.traits;
            for role in &traits.roles {
                evidence.fields = evidence.fields.and(role.fields);
            }
            evidence.gender = evidence.gender.or(traits.gender);
            let source = portrait.source.and_then(|ix| sources.get(ix.at()));
            let when = source.and_then(|source| source.date.value()?.bounds());
            let year = when.filter(|(from, to)| from.year == to.year).map(|(from, _)| from.year);
            evidence.age = evidence.age.or(traits.age.map(|age| (age, year)));
            evidence.places.extend(traits.places.iter().map(|place| folded(place)));
        }
        evidence.places.sort_unstable();
        evidence.places.dedup();
        evidence
    }

    /// The same of somebody whom a document itself tells from others of the name.
    pub(super) fn told_apart(self, apart: Option<u32>) -> Self {
        Self { apart, ..self }
    }

    /// Whether it tells nothing.
    pub(super) fn is_silent(&self) -> bool {
        *self == Self::default()
    }

    /// Whether two cannot be one person, where `lives` are the fields that go together.
    pub(super) fn is_against(&self, other: &Self, lives: &Lives) -> bool {
        let genders = self.gender.zip(other.gender).is_some_and(|(one, other)| one != other);
        let told_apart = self.apart.is_some() && other.apart.is_some();
        genders || told_apart || self.ages(other) || self.away(other) || lives.part(self, other)
    }

    fn ages(&self, other: &Self) -> bool {
        let Some(((one, then), (age, later))) = self.age.zip(other.age) else { return false };
        match then.zip(later) {
            Some((then, later)) => {
                ((then - i32::from(one)) - (later - i32::from(age))).abs() > BORN
            }
            None => (i32::from(one) - i32::from(age)).abs() > AGED,
        }
    }

    /// Whether both have places and none of them meets one of the other's.
    fn away(&self, other: &Self) -> bool {
        let meets = |one: &String| {
            other.places.iter().any(|two| one.contains(two.as_str()) || two.contains(one.as_str()))
        };
        !self.places.is_empty() && !other.places.is_empty() && !self.places.iter().any(meets)
    }
}

/// Which fields of work may be of one life: those linked in general, and those that some document gives
/// to one person of the name.
#[derive(Debug, Clone, Default)]
pub(super) struct Lives {
    said: Vec<(FieldsOfWork, FieldsOfWork)>,
}

impl Lives {
    /// Learns from what one document tells of somebody: mayor and fisherman.
    pub(super) fn learn(&mut self, portrait: &Portrait) {
        let roles = &portrait.traits.roles;
        for (at, role) in roles.iter().enumerate() {
            for other in roles.iter().skip(at + 1) {
                let pair = (role.fields, other.fields);
                // Every pair counts, whatever others say already: else the order would tell.
                let known = role.fields.is_empty()
                    || other.fields.is_empty()
                    || role.fields == other.fields
                    || self.said.contains(&pair);
                if !known {
                    self.said.push(pair);
                }
            }
        }
    }

    /// `fields` and all that may go with them.
    fn with(&self, fields: FieldsOfWork) -> FieldsOfWork {
        let pairs = LINKED.iter().chain(&self.said);
        pairs.fold(fields, |all, (one, other)| {
            let all = if fields.meets(*one) { all.and(*other) } else { all };
            if fields.meets(*other) { all.and(*one) } else { all }
        })
    }

    /// Whether the roles of both are known and cannot be of one life.
    fn part(&self, one: &Account, other: &Account) -> bool {
        let known = !one.fields.is_empty() && !other.fields.is_empty();
        known && !self.with(one.fields).meets(other.fields)
    }
}
