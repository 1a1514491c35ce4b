//! [`Event`]: something that happened, with every date the sources give it. [`Dating`]: one of them.

use super::{ActorIx, Passage, StatementIx, When};
use serde::{Deserialize, Serialize};

/// A date as one passage gives it: of an event, or of nothing worth one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dating {
    /// The date.
    pub when: When,
    /// The words that say so.
    pub words: Passage,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Stable id.
    pub id: Box<str>,
    /// What happened, in a few words of the annotator.
    pub title: String,
    /// Its dates, the one it is sorted by first. Empty: undated. They may disagree.
    pub dates: Vec<Dating>,
    /// Passages that tell of it.
    pub passages: Vec<Passage>,
    /// Who took part.
    pub actors: Vec<ActorIx>,
    /// Statements about it.
    pub statements: Vec<StatementIx>,
}

impl Event {
    /// The date it is sorted by.
    pub fn when(&self) -> Option<&When> {
        self.dates.first().map(|date| &date.when)
    }

    /// The passage to show first: what tells of it, else what dates it.
    pub fn passage(&self) -> Option<Passage> {
        self.passages.first().copied().or_else(|| self.dates.first().map(|date| date.words))
    }
}
