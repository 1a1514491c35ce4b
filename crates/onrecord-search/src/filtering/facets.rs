//! [`Facets`]: rows picked as filters.

use onrecord_model::{ActorIx, EventIx, SourceIx};

/// In which role an actor must appear for a facet on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FacetRole {
    /// As the speaker.
    Speaker,
    /// As speaker, audience, subject or on the chain.
    Any,
}

/// Rows picked as filters. Of one kind they widen, of different kinds they narrow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// These actors, in these roles.
    pub actors: Vec<(ActorIx, FacetRole)>,
    /// These events.
    pub events: Vec<EventIx>,
    /// These sources.
    pub sources: Vec<SourceIx>,
    /// Sources that a person has marked as read: what `is:read` goes by. They filter nothing by
    /// themselves.
    pub read: Vec<SourceIx>,
}

impl Facets {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.events.is_empty() && self.sources.is_empty()
    }
}
