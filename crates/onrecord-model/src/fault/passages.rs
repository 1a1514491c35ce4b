//! How the words of a record stand in a source whose text is another than expected.

use crate::{AnchorState, Statement};
use serde::{Deserialize, Serialize};

/// The place in a source that comes nearest to words that do not stand there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Near {
    /// Its paragraph, from 1.
    pub paragraph: u32,
    /// The words as they stand.
    pub words: String,
    /// Whether only quotation marks, spaces, accents or capitals differ.
    pub alike: bool,
}

/// How the statements of a source stand after its file changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct States {
    /// Found where they stood.
    pub same: u32,
    /// Found once, elsewhere.
    pub moved: u32,
    /// Not found; other words stand in a place that resembles them.
    pub changed: u32,
    /// Found more than once, and nothing says which.
    pub ambiguous: u32,
    /// Not found, nor anything like them.
    pub lost: u32,
}

impl States {
    /// How many of these statements stand in which way.
    pub fn of<'s>(statements: impl IntoIterator<Item = &'s Statement>) -> Self {
        let mut states = Self::default();
        for statement in statements {
            states.count(statement.anchor_state());
        }
        states
    }

    /// Counts one that stands so.
    pub const fn count(&mut self, state: AnchorState) {
        let slot = match state {
            AnchorState::Same => &mut self.same,
            AnchorState::Moved => &mut self.moved,
            AnchorState::Changed { .. } => &mut self.changed,
            AnchorState::Ambiguous { .. } => &mut self.ambiguous,
            AnchorState::Lost => &mut self.lost,
        };
        *slot += 1;
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            same: self.same + other.same,
            moved: self.moved + other.moved,
            changed: self.changed + other.changed,
            ambiguous: self.ambiguous + other.ambiguous,
            lost: self.lost + other.lost,
        }
    }
}
