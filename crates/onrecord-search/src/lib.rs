//! Floor 3: questions over a corpus — the query language, the index, ranking, and what to light up.
//!
//! A query (`query`) is words to rank by and filters that must hold. A query word is looked for among
//! the *words* of the corpus (`matching`), not in its sentences; an index (`index`) leads from words to
//! statements; `ranking` puts them in order. Everything that must hold is a set of rows (`filtering`).
//! The answer (`result`) is complete in itself. Knows no screen and no clock: who asks says when to
//! stop.

mod answer;
mod filtering;
#[cfg(test)]
mod fixture;
mod index;
mod matching;
mod query;
mod ranking;
mod result;
mod session;
#[cfg(test)]
mod tests;

pub use filtering::facets::{FacetRole, Facets};
pub use filtering::statement_dates::{DateFrom, Dated, dates};
pub use index::Index;
pub use matching::tiers::MatchKind;
pub use query::{Query, QueryNotice};
pub use result::explain::{Explanation, MatchPlace, explain, missing_words};
pub use result::highlight::{Highlight, Highlighter};
pub use result::hits::{Hit, Hits};
pub use session::{SearchRequest, Session, search};
