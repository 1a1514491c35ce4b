//! Floor 3: questions over a corpus — the query language, the index, ranking, and what to light up.
//!
//! A query (`query`) is words to rank by and filters that must hold. A query word is looked for among
//! the *words* of the corpus (`matching`), not in its sentences; an index (`index`) leads from words to
//! statements; `ranking` puts them in order. Everything that must hold is a set of rows (`filtering`).
//! The answer (`result`) is complete in itself. Knows no screen and no clock: who asks says when to
//! stop.

mod filtering;
#[cfg(test)]
mod fixture;
mod index;
mod matching;
mod query;
mod ranking;
mod result;
mod search;
#[cfg(test)]
mod tests;

use onrecord_model::{ActorIx, EventIx, SourceIx};

pub use filtering::statement_dates::{DateFrom, Dated, dates};
pub use index::Index;
pub use matching::tiers::Match;
pub use query::{Query, QueryNotice};
pub use result::explain::{Place, Why, missing, why};
pub use result::highlight::{Lens, Light};
pub use result::hits::{Hit, Hits};
pub use search::{Ask, Session, search};

/// In which role an actor must appear for a facet on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// As the speaker.
    Speaker,
    /// As speaker, audience, subject or on the chain.
    Any,
}

/// Rows picked as filters. Of one kind they widen, of different kinds they narrow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// These actors, in these roles.
    pub actors: Vec<(ActorIx, Role)>,
    /// These events.
    pub events: Vec<EventIx>,
    /// These sources.
    pub sources: Vec<SourceIx>,
}

impl Facets {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.events.is_empty() && self.sources.is_empty()
    }
}
