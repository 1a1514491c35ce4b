//! What words mean: translations between English and Spanish, synonyms, and vectors in which near in
//! meaning is near in place. Floor 0 of the house.
//!
//! Two tables ship with the program and are read where they lie, without being copied: a [`Dictionary`] (lemmas of
//! both languages, their forms, what translates or says the same) and [`Vectors`] (one row a word or piece
//! of one, 128 numbers of eight bits). How they were made, of what data and under which licences, stands in
//! `make/README.md` and `assets/LICENSES.md`. Nothing here knows a corpus, a query or a rank.
//!
//! Words are keys as [`onrecord_text::words`] gives them: folded, without accents.
//!
//! ```
//! use onrecord_meaning::{Dictionary, Tongue, Vectors};
//!
//! let dictionary = Dictionary::shipped();
//! let fishermen = dictionary.translations("pescadores", Tongue::Spanish);
//! assert!(fishermen.iter().any(|sense| dictionary.word(sense.lemma) == "fisherman"));
//!
//! let vectors = Vectors::shipped();
//! let near = |a: &str, b: &str| vectors.of(a).zip(vectors.of(b)).map(|(a, b)| a.likeness(&b));
//! assert!(near("the judge was killed", "mataron al juez") > near("the judge was killed", "a new bakery"));
//! ```

mod bytes;
mod dictionary;
mod endings;
mod forms;
mod list;
#[cfg(feature = "network")]
mod network;
mod vector;
mod vectors;

pub use bytes::BadTable;
pub use dictionary::{Dictionary, Kin, Lemma, Sense, Tongue};
#[cfg(feature = "network")]
pub use network::{Network, SentenceVector};
pub use vector::{CELLS, Vector};
pub use vectors::{NearWords, PieceRows, Vectors, WordNumbers, WordRows};

/// The table of [`Dictionary`].
static DICTIONARY: &[u8] = include_bytes!("../assets/dictionary.bin");

/// The table of [`Vectors`].
static VECTORS: &[u8] = include_bytes!("../assets/vectors.bin");
