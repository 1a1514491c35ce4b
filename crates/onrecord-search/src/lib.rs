//! Floor 3: questions over a corpus — the query language, the index, ranking, and what to light up.
//!
//! A query word is looked for among the *words* of the corpus (`near`, `lexicon`), not in its
//! sentences; an index (`shard`, `index`) leads from words to statements; `rank` and `nearness` put
//! them in order. Everything that must hold is a set of rows (`filter`). Knows no screen and no
//! clock: who asks says when to stop.

mod date;
mod expand;
mod filter;
#[cfg(test)]
mod fixture;
mod hits;
mod index;
mod inflect;
mod interner;
mod lens;
mod lexicon;
mod lookup;
mod meetings;
mod near;
mod nearest;
mod nearness;
mod order;
mod panes;
mod query;
mod rank;
mod rowset;
mod search;
mod shard;
mod slips;
mod sums;
#[cfg(test)]
mod tests;
mod vocabulary;
mod why;

use onrecord_model::{ActorIx, EventIx, SourceIx};

pub use date::{DateFrom, Dated, dates};
pub use hits::{Hit, Hits};
pub use index::Index;
pub use lens::{Lens, Light};
pub use near::Match;
pub use query::{Query, QueryNotice};
pub use search::{Ask, Session, search};
pub use why::{Place, Why, missing, why};

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
