//! What is wrong with a file as JSON, and with the values in it.

use serde::{Deserialize, Serialize};

/// What is wrong with a file as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum JsonFlaw {
    /// There is nothing in it.
    Empty,
    /// It does not begin with `{`.
    NotAnObject,
    /// Two values follow one another without a comma.
    MissingComma,
    /// A comma with nothing before or after it.
    ExtraComma,
    /// A key without a colon.
    MissingColon,
    /// A key without a value.
    MissingValue,
    /// A bracket that is never closed.
    Unclosed {
        /// `{` or `[`.
        opener: char,
        /// The line before which its partner is missing.
        before: u32,
    },
    /// A bracket that closes (or opens) nothing.
    Stray(char),
    /// A text whose closing quotation mark is missing on its line.
    UnclosedText,
    /// A straight quotation mark inside a text, without `\` before it.
    QuoteInside,
    /// A `\` in a text that is followed by something JSON does not know.
    BadEscape,
    /// A word that is neither text, number, `true`, `false` nor `null`.
    NotAValue(String),
    /// Brackets in brackets, deeper than any record needs.
    TooDeep,
}

/// What the value of a key should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ValueShape {
    /// Text in quotation marks.
    Text,
    /// A whole number from 1.
    Count,
    /// `true` or `false`.
    YesNo,
    /// An object.
    Object,
    /// Words of a source: a text, or an object with `exact`.
    Words,
    /// A date: a text, or an object with `edtf`.
    Date,
    /// 64 hexadecimal digits.
    Sha256,
    /// Somebody, or several: objects with `id` and `name`.
    Actor,
}
