//! [`FieldValue`]: what a person sets a [`Field`](super::Field) to, in words that hold in every corpus: an
//! actor goes by id and name, another statement by id.

use super::{AcceptedAnchor, LinkKind, RecordedWords};
use serde::{Deserialize, Serialize};

/// An actor as a decision names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NamedActor {
    /// The actor's id; `None` for one that has none yet, which is then found by name or made.
    pub id: Option<Box<str>>,
    /// The name when it was named.
    pub name: Box<str>,
}

/// A step from the speaker to the source as a decision names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NamedStep {
    /// Who relayed it.
    pub actor: NamedActor,
    /// What they did.
    pub did: Option<Box<str>>,
}

/// A source, or words in it, as a decision names them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NamedPlace {
    /// The id of the source.
    pub source: Box<str>,
    /// The SHA-256 of its file, where it is known: by it the source is met under another id.
    pub sha256: Option<Box<str>>,
    /// The words; `None` for the whole source.
    pub words: Option<RecordedWords>,
}

/// The value of a field, or one element of a set.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FieldValue {
    /// Looked at: not stated.
    Silent,
    /// Words, one word of a choice, or a date in EDTF.
    Text(Box<str>),
    /// Yes, or not.
    Flag(bool),
    /// One actor.
    Actor(NamedActor),
    /// Actors.
    Actors(Vec<NamedActor>),
    /// Steps from the speaker to the source.
    Steps(Vec<NamedStep>),
    /// A link to the statement with this id.
    Link {
        /// How the two stand to each other.
        kind: LinkKind,
        /// The other's id.
        to: Box<str>,
    },
    /// Words of a source.
    Anchor(Box<AcceptedAnchor>),
    /// A place.
    Place(Box<NamedPlace>),
}

impl FieldValue {
    /// Words as a value.
    pub fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// The words, where it is words.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether both say the same: an actor is the same by id, or by name where one has no id.
    pub fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Actor(one), Self::Actor(other)) => one.is(other),
            (Self::Actors(one), Self::Actors(others)) => {
                one.len() == others.len() && one.iter().zip(others).all(|(a, b)| a.is(b))
            }
            (Self::Steps(one), Self::Steps(others)) => {
                let same =
                    |(a, b): (&NamedStep, &NamedStep)| a.did == b.did && a.actor.is(&b.actor);
                one.len() == others.len() && one.iter().zip(others).all(same)
            }
            (Self::Anchor(one), Self::Anchor(other)) => one.agrees(other),
            _ => self == other,
        }
    }
}

impl NamedActor {
    /// Whether both name the same actor.
    pub fn is(&self, other: &Self) -> bool {
        match (&self.id, &other.id) {
            (Some(one), Some(other)) => one == other,
            _ => self.name == other.name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actors_agree_by_id_and_without_one_by_name() {
        let party = |id: Option<&str>, name: &str| {
            FieldValue::Actor(NamedActor { id: id.map(Into::into), name: name.into() })
        };
        for (one, other, want) in [
            (party(Some("a"), "Ana Ruiz"), party(Some("a"), "A. Ruiz"), true),
            (party(Some("a"), "Ana Ruiz"), party(Some("b"), "Ana Ruiz"), false),
            (party(None, "Ana Ruiz"), party(Some("b"), "Ana Ruiz"), true),
            (party(None, "Ana Ruiz"), FieldValue::Silent, false),
        ] {
            assert_eq!((one.agrees(&other), other.agrees(&one)), (want, want), "{one:?} {other:?}");
        }
    }
}
