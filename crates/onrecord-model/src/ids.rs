//! Dense positions of records in one corpus. They are valid inside that corpus only: what outlives
//! it (a selection, a command's output) is named by the record's own id.

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
