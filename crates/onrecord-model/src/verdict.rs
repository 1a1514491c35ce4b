//! [`Verdict`]: what a person makes of a suggestion.

use super::SourceIx;
use onrecord_text::Span;
use serde::{Deserialize, Serialize};

/// What a person makes of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// It is a statement, as suggested.
    Confirmed,
    /// It is none, or not so.
    Dismissed,
    /// Nothing, again: it is a suggestion as before.
    Suggested,
}

impl Verdict {
    /// The word for it in a journal.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Dismissed => "dismissed",
            Self::Suggested => "suggested",
        }
    }
}

/// A suggestion that a person did not want; it is not made again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissal {
    /// The suggestion's id; empty where it is known by its place alone.
    pub id: Box<str>,
    /// The source it stood in.
    pub source: SourceIx,
    /// The first of its pieces there.
    pub span: Span,
}
