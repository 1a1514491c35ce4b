//! What is wrong with a line of a journal.

use serde::{Deserialize, Serialize};
use std::error::Error;
use std::fmt;

/// Why a line of a journal is no operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LineFault {
    /// It is not whole, or somebody changed it: its checksum does not fit.
    Torn,
    /// It is the last of its file and has no end: it was cut before anybody was told that it counts, or is
    /// being written now.
    Cut,
    /// A later version of the program wrote it.
    Later,
    /// It is whole and says what no version writes.
    Unknown,
    /// Another goes by the same name and says otherwise.
    Twice,
    /// The whole file cannot be read.
    Unreadable,
    /// It is a link or no file, and is not followed.
    Elsewhere,
    /// It belongs to a folder around what is opened: no more is taken from it than what is withheld.
    Above,
    /// The same of a folder below.
    Below,
}

impl LineFault {
    /// Whether a decision that somebody was told of may stand there unread.
    pub const fn hides_decisions(self) -> bool {
        match self {
            Self::Torn
            | Self::Later
            | Self::Unknown
            | Self::Twice
            | Self::Unreadable
            | Self::Elsewhere => true,
            // What is withheld there is read.
            Self::Cut | Self::Above | Self::Below => false,
        }
    }
}

impl fmt::Display for LineFault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{self:?}")
    }
}

impl Error for LineFault {}
