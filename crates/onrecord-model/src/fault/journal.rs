//! What is wrong with a line of a journal.

use std::error::Error;
use std::fmt;

/// Why a line of a journal is no operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineFault {
    /// It is not whole, or somebody changed it: its checksum does not fit.
    Torn,
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

impl fmt::Display for LineFault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{self:?}")
    }
}

impl Error for LineFault {}
