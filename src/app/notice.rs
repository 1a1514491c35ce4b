//! [`Notice`]: what the status line has to tell; room `words` says it.

use super::msg::{Clip, Multiplexer, Refusal};
use crate::corpus::fault::OpenError;

/// One thing to tell. It stands until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A clipboard text was sent to the terminal.
    Sent {
        /// What it was.
        clip: Clip,
        /// Its length in bytes.
        bytes: usize,
        /// What stands between, and may keep it.
        through: Option<Multiplexer>,
    },
    /// Something was not done.
    Refused(Refusal),
    /// The investigation could not be read (again).
    Unreadable(OpenError),
    /// The investigation was read again.
    Reread,
    /// There is nothing to step through: no query and no mentions.
    NothingToStep,
    /// No further hit in the source in that direction.
    NoFurther,
    /// The trail ends here.
    TrailEnds,
    /// The row has no passage in any source.
    NoPassage,
    /// The query or the facets hid the record; they were taken off to show it.
    Unfiltered,
    /// The mouse is taken (`true`) or free.
    Mouse(bool),
}
