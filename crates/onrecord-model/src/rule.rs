//! [`Rule`]: why a machine proposed a statement.

use serde::{Deserialize, Serialize};

/// Which rule proposed a statement: the reason on its card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// A verb of reporting with its subject, or a noun of reporting with whose it is.
    Verb,
    /// "according to".
    According,
    /// Quotation marks alone; no words attribute it.
    Marks,
    /// Quotation marks that go on from the statement before.
    FollowUp,
    /// A speaker's name and a colon in front of it.
    Colon,
    /// A turn of a transcript.
    Turn,
    /// A question of whoever leads an interview or examines a witness.
    Question,
    /// A mail, a message or a post under its sender's name.
    Written,
}
