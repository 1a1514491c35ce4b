//! The nouns of onrecord: [`Document`], [`Source`], [`Actor`], [`Statement`], [`Event`], and the dates
//! ([`When`]) and words they are told in. Floor 1 of the house.
//!
//! A noun has its invariants and no other behaviour. It knows no wording (how a person reads it), no
//! files and no other record than by its number ([`StatementIx`] and its like), which is valid in one
//! corpus only. What an author left open is told apart from what the source does not say: [`Stated`].
//!
//! Those that reading a document gives can be kept for the next run (`Serialize`): whoever keeps them
//! throws them away with the program that wrote them, so no name here binds a file of anybody.
//!
//! A date is as precise as its source, and no more:
//!
//! ```
//! use onrecord_model::{Document, When};
//!
//! let document = Document::new("Harbour contract\n\nShe signed in March.");
//! assert_eq!(document.paragraphs(), 2);
//! let signed = When::new("XXXX-03", Some("2021-03")).unwrap();
//! let asked = When::new("2021-03-14", None).unwrap();
//! assert!(signed.may_meet(&asked), "it may have been that day");
//! ```

mod actor;
mod anchor;
mod annotations;
mod carried;
mod document;
mod doubt;
mod event;
pub mod fault;
mod field;
mod field_value;
mod ids;
mod portrait;
mod region;
mod rule;
mod source;
mod statement;
pub mod terms;
#[cfg(test)]
mod tests;
mod turn;
mod verdict;
mod when;

pub use actor::{Actor, ActorKind, Alias, How, Mention};
pub use anchor::{AcceptedAnchor, AnchorState, Recorded, RecordedWords};
pub use annotations::{Annotations, Conflict, FieldReading, Otherwise, withholds};
pub use carried::{Carried, Original};
pub use document::{
    Block, BlockKind, Document, LeftOut, Mark, Place, read_documents, write_documents,
};
pub use doubt::{Doubt, PassedOver};
pub use event::{Dating, Event};
pub use field::{FIELDS, Field, FieldOwner, FieldRow, FieldShape};
pub use field_value::{FieldValue, NamedActor, NamedPlace, NamedStep};
pub use ids::{
    ActorIx, DismissedIx, EventIx, PassageIx, RecordRef, RowRef, SourceIx, StatementIx, WeakIx,
};
pub use portrait::{FieldsOfWork, Gender, Portrait, Role, Traits};
pub use region::Region;
pub use rule::Rule;
pub use source::{Coverage, Licence, Report, Source, WITHIN};
pub use statement::{
    Facts, Form, Known, Link, LinkKind, Medium, Origin, Passage, Polarity, Provenance, Said,
    SpeakerBy, Statement, Status, Step, Strength, hull,
};
pub use turn::{Turn, TurnDay, TurnPart};
pub use verdict::{Dismissal, Verdict};
pub use when::{BadDate, Day, When};

use serde::{Deserialize, Serialize};

/// What the author of a record looked at, and what was found there.
///
/// `—` on the screen means the source does not say; `·` means that nobody has looked yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
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
