//! What documents tell of who somebody is, besides the name.

use serde::{Deserialize, Serialize};

use super::SourceIx;

/// What titles and pronouns tell of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Gender {
    /// Mr, he, alcalde.
    He,
    /// Ms, she, alcaldesa.
    She,
}

/// A set of fields of work, as the language tables have them; empty where a role is of none.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct FieldsOfWork(pub u16);

impl FieldsOfWork {
    /// Public office, elected or appointed.
    pub const OFFICE: Self = Self(1);
    /// Courts and lawyers.
    pub const LAW: Self = Self(1 << 1);
    /// Army, police, fire brigades.
    pub const FORCES: Self = Self(1 << 2);
    /// Firms and money.
    pub const BUSINESS: Self = Self(1 << 3);
    /// Newspapers and broadcasters.
    pub const PRESS: Self = Self(1 << 4);
    /// Stage, music, letters.
    pub const ARTS: Self = Self(1 << 5);
    /// Universities and research.
    pub const LEARNING: Self = Self(1 << 6);
    /// Those who heal.
    pub const MEDICINE: Self = Self(1 << 7);
    /// Clergy.
    pub const CHURCH: Self = Self(1 << 8);
    /// Sport.
    pub const SPORT: Self = Self(1 << 9);
    /// Teachers and those who are taught.
    pub const SCHOOL: Self = Self(1 << 10);
    /// Crafts, farms, the sea, services.
    pub const TRADE: Self = Self(1 << 11);

    /// How many there are.
    pub const COUNT: u32 = 12;

    /// Those of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it has a field of `other`.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it has none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// A role that a document gives somebody.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Role {
    /// As written, on one line: `former mayor of Alder`.
    pub words: String,
    /// The fields of work it may be of.
    pub fields: FieldsOfWork,
}

/// What a document tells of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Traits {
    /// Roles, in the order of the text.
    pub roles: Vec<Role>,
    /// What titles, or pronouns that can mean nobody else, tell.
    pub gender: Option<Gender>,
    /// Age in years.
    pub age: Option<u8>,
    /// Where somebody is from or of, as written.
    pub places: Vec<String>,
}

/// What one source tells of an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portrait {
    /// The source; `None` for what somebody put down.
    pub source: Option<SourceIx>,
    /// What it tells; nothing, where it has the name alone.
    pub traits: Traits,
}
