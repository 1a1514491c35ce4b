//! Dense positions of records in one corpus. They are valid inside that corpus only: what outlives
//! it (a selection, a command's output) is named by the record's own id.

use serde::{Deserialize, Serialize};

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// The position as `Vec::get` takes it.
            pub const fn at(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            fn from(at: usize) -> Self {
                Self(at as u32)
            }
        }
    };
}

index!(
    /// Position of a source.
    SourceIx
);
index!(
    /// Position of an actor.
    ActorIx
);
index!(
    /// Position of a statement.
    StatementIx
);
index!(
    /// Position of an event.
    EventIx
);
index!(
    /// Position of a passage among the paragraphs of the sources.
    PassageIx
);
index!(
    /// Position of a dismissed suggestion among those set aside.
    DismissedIx
);

index!(
    /// Position of a weak suggestion among those that stand apart.
    WeakIx
);

/// A row that a search finds and a list shows. All of them are statements in form; statements stand
/// before weak suggestions, these before passages, and these before what was dismissed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowRef {
    /// Something somebody said.
    Statement(StatementIx),
    /// A suggestion that is perhaps no statement.
    Weak(WeakIx),
    /// A paragraph of a source.
    Passage(PassageIx),
    /// A suggestion that a person did not want.
    Dismissed(DismissedIx),
}

impl RowRef {
    /// The statement, where it is one that stands.
    pub const fn statement(self) -> Option<StatementIx> {
        match self {
            Self::Statement(ix) => Some(ix),
            Self::Weak(_) | Self::Passage(_) | Self::Dismissed(_) => None,
        }
    }
}

/// A record of a corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordRef {
    /// A statement, a weak suggestion, a passage, or what was dismissed.
    Row(RowRef),
    /// An event.
    Event(EventIx),
    /// An actor.
    Actor(ActorIx),
    /// A source as a whole.
    Source(SourceIx),
}

impl From<StatementIx> for RowRef {
    fn from(ix: StatementIx) -> Self {
        Self::Statement(ix)
    }
}
