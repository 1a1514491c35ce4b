//! What is wrong with a row of a list, and with the keys of one that was read.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Why a line of a list of statements is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowFlaw {
    /// It is not UTF-8.
    NotText,
    /// It is not a JSON object with a `text`, or one of its values has the wrong shape.
    NotARow,
    /// Its `text` is empty.
    NoWords,
    /// It is a date, as `list dates --json` writes it.
    Date,
    /// The rows of its source have 4 GiB already.
    TooMuch,
}

/// What is wrong with a key of a row whose words were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyFlaw {
    /// Its value is of another kind than it should be.
    Shape,
    /// Its value is a word that is not known.
    Word {
        /// The word.
        value: String,
        /// Those that are known.
        allowed: Vec<Cow<'static, str>>,
    },
    /// Pieces of the words overlap, stand out of order, or are not those of the text.
    Pieces,
    /// Its words are longer or shorter than the bytes that they are said to be.
    Length,
}
