//! Floor 1: the nouns of the glossary, without wording or behaviour beyond their invariants.
//!
//! Those that reading a document gives can be kept for the next run (`Serialize`): whoever keeps them
//! throws them away with the program that wrote them, so no name here binds a file of anybody.

mod actor;
mod carried;
mod document;
mod doubt;
mod event;
mod ids;
mod portrait;
mod rule;
mod source;
mod statement;
mod turn;
mod verdict;
mod when;

pub use actor::{Actor, ActorKind, Alias, How, Mention};
pub use carried::{Carried, Original};
pub use document::{Block, BlockKind, Document, Mark, Place};
pub use doubt::Doubt;
pub use event::{Dating, Event};
pub use ids::{ActorIx, DismissedIx, EventIx, PassageIx, RowRef, SourceIx, StatementIx};
pub use portrait::{FieldsOfWork, Gender, Portrait, Role, Traits};
pub use rule::Rule;
pub use source::{Licence, Report, Source};
pub use statement::{
    Facts, Form, Known, Link, LinkKind, Medium, Origin, Passage, Polarity, Provenance, Said,
    SpeakerBy, Statement, Status, Step,
};
pub use turn::Turn;
pub use verdict::{Dismissal, Verdict};
pub use when::{BadDate, Day, When};

/// What the author of a record looked at, and what was found there.
///
/// `—` on the screen means the source does not say; `·` means that nobody has looked yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stated<T> {
    /// Nobody has looked.
    #[default]
    Unseen,
    /// Looked at: the source does not say.
    Silent,
    /// The source says this.
    Is(T),
}

impl<T> Stated<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Unseen | Self::Silent => None,
        }
    }

    /// The same state of a reference.
    pub fn as_ref(&self) -> Stated<&T> {
        match self {
            Self::Is(value) => Stated::Is(value),
            Self::Silent => Stated::Silent,
            Self::Unseen => Stated::Unseen,
        }
    }

    /// The same state of another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Stated<U> {
        match self {
            Self::Is(value) => Stated::Is(f(value)),
            Self::Silent => Stated::Silent,
            Self::Unseen => Stated::Unseen,
        }
    }
}
