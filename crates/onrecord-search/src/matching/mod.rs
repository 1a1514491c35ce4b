//! How a word of the query meets the words of the corpus: the same letters, its beginning, another
//! ending, a typing error, a subsequence of its letters.

pub(crate) mod candidates;
pub(crate) mod complete;
pub(crate) mod edit_distance;
pub(crate) mod expansion;
pub(crate) mod inflection;
pub(crate) mod lexicon;
pub(crate) mod tiers;
