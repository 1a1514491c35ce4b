//! Questions over a corpus: the query language, the index, ranking, why a row was found, and what to
//! light up. Floor 3 of the house.
//!
//! A query (`query`) is words to rank by and filters that must hold. A query word is looked for among
//! the *words* of the corpus (`matching`), not in its sentences; an index (`index`) leads from words to
//! statements; `ranking` puts them in order. Everything that must hold is a set of rows (`filtering`).
//! The answer (`result`) is complete in itself. Where the words of a statement were printed again is told
//! by `everywhere`, what one actor said on a matter over time by `says`. It knows no screen and no clock: who
//! asks says when to stop.
//!
//! ```
//! use onrecord_corpus::file_format::{self, LoadedText};
//! use onrecord_corpus::Corpus;
//! use onrecord_model::Document;
//! use onrecord_search::{Facets, Index, ByMeaning, Query, SearchRequest, search};
//!
//! let file = r#"{ "version": 1, "title": "The tape", "sources": [{ "id": "tape", "file": "tape.txt" }],
//!     "statements": [{ "form": "direct", "anchor": "Quince signs first and reads later." }] }"#;
//! let document = Document::new("“Quince signs first and reads later.”");
//! let text = LoadedText { document, ..LoadedText::default() };
//! let records = file_format::read(file, "investigation.json", &mut |_| vec![Ok(text.clone())]);
//! let corpus = Corpus::new(records);
//!
//! let index = Index::build(&corpus, 1);
//! let (query, facets) = (Query::parse("reeds later"), Facets::default());
//! let request = SearchRequest { query: &query, facets: &facets, weak: false, limit: 10, meaning: ByMeaning::Off };
//! let hits = search(&corpus, &index, &request, &|| true).unwrap();
//! assert_eq!(hits.statements(), 1);
//! ```

mod answer;
mod everywhere;
mod filtering;
#[cfg(test)]
mod fixture;
mod index;
mod matching;
#[cfg(feature = "meaning")]
mod meaning;
mod network;
mod query;
mod ranking;
mod result;
mod says;
mod session;
mod small_words;
#[cfg(test)]
mod tests;
mod watching;

pub use everywhere::{
    AskedWords, Differences, Everywhere, Naming, Reprint, ReprintCopy, ReprintKind, StandsFor,
    WordEdit, date_of, everywhere,
};
pub use filtering::facets::{FacetRole, Facets};
pub use filtering::statement_dates::{DateFrom, Dated, dates};
pub use index::Index;
pub use matching::complete::completions;
pub use matching::tiers::MatchKind;
pub use network::{NetworkFault, NetworkFaultKind, SentenceNetwork};
pub use onrecord_language::Language;
pub use query::{FIELDS, Query, QueryNotice};
pub use result::explain::{Explanation, MatchPlace, explain, missing_words};
pub use result::highlight::{Highlight, Highlighter};
pub use result::hits::{Hit, Hits};
pub use says::{SaidGroup, SaidRow, Says, SaysRequest, actors_named, says};
pub use session::{ByMeaning, SearchRequest, Session, search};
pub use watching::watched;
