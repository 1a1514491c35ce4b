//! [`AnchorState`]: how the words of a record stand in a source that may have changed since; [`Recorded`]:
//! those words as they were put down; [`AcceptedAnchor`]: the words that a person accepted instead.

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// How words that were put down stand in the text as it is now.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub enum AnchorState {
    /// Where they stood: between the same words.
    #[default]
    Same,
    /// Elsewhere, letter for letter: what stood around them does not.
    Moved,
    /// Not letter for letter; other words stand in their place.
    Changed {
        /// How far these are alike, in hundredths; never 100.
        likeness: u8,
    },
    /// So often that nothing says which are meant, or once where they may be meant by chance.
    Ambiguous {
        /// How often, from 1.
        count: u32,
    },
    /// Not at all.
    Lost,
}

impl AnchorState {
    /// The word for it in files and on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Moved => "moved",
            Self::Changed { .. } => "changed",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Lost => "lost",
        }
    }

    /// Whether the text says the words as they were put down.
    pub const fn has_words(self) -> bool {
        matches!(self, Self::Same | Self::Moved)
    }

    /// Whether there is a place in the text for them.
    pub const fn has_place(self) -> bool {
        matches!(self, Self::Same | Self::Moved | Self::Changed { .. })
    }

    /// How far the present words are alike, in hundredths, where they are others.
    pub const fn likeness(self) -> Option<u8> {
        match self {
            Self::Changed { likeness } => Some(likeness),
            Self::Same | Self::Moved | Self::Ambiguous { .. } | Self::Lost => None,
        }
    }
}

/// Words as they were put down, with what stood around them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct RecordedWords {
    /// The words.
    pub exact: Box<str>,
    /// What stood directly before them, where that was put down.
    pub prefix: Option<Box<str>>,
    /// What stood directly after them, likewise.
    pub suffix: Option<Box<str>>,
}

/// What was put down of a statement whose words do not stand where they stood.
///
/// The statement's own spans say what is there now: where the words moved to, what they became, or an
/// empty place near which they are missed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Recorded {
    /// How they stand: of several pieces, what is worst.
    pub state: AnchorState,
    /// The words, piece by piece.
    pub pieces: SmallVec<[RecordedWords; 1]>,
    /// The words that attributed it, where they stand there no more.
    pub cue: Option<Box<str>>,
}

/// What a person accepted of a source that changed: these are the words of the record from then on, and
/// a later change is told against them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct AcceptedAnchor {
    /// SHA-256 of the file they were read from; empty for words of which it is not known.
    pub sha256: Box<str>,
    /// The words, piece by piece. Of a source none: it is accepted as it is.
    pub pieces: Vec<RecordedWords>,
    /// Whether the source did not say them: they are kept as they were put down.
    pub missed: bool,
    /// The words that attribute it.
    pub cue: Option<RecordedWords>,
    /// The words that name the speaker.
    pub mention: Option<RecordedWords>,
    /// All the words that attribute it.
    pub attribution: Vec<RecordedWords>,
}

impl AcceptedAnchor {
    /// Whether both are the same words. What stands around them, and which edition they were read
    /// from, may differ.
    pub fn agrees(&self, other: &Self) -> bool {
        let words = |of: &Self| of.pieces.iter().map(|piece| piece.exact.clone()).collect();
        let (own, others): (Vec<_>, Vec<_>) = (words(self), words(other));
        let edition = !own.is_empty() || self.sha256 == other.sha256;
        self.missed == other.missed && own == others && edition
    }

    /// The words alone: what stands around them may be what nobody else shall read.
    #[must_use]
    pub fn alone(&self) -> Self {
        let exact = |piece: &RecordedWords| RecordedWords {
            exact: piece.exact.clone(),
            ..RecordedWords::default()
        };
        let pieces = self.pieces.iter().map(exact).collect();
        Self { sha256: self.sha256.clone(), pieces, missed: self.missed, ..Self::default() }
    }
}
