//! The file of an investigation, version 1: [`parse`] reads it into records, [`edit`] writes one
//! decision into its text. `docs/format.md` is its description for people.
//!
//! The whole shape of the file is known here and nowhere else; nothing here knows where files come
//! from.

pub mod edit;
mod parse;

pub use parse::{Load, LoadedText, WantedText, read};

/// The version of the file that is read and written here.
const VERSION: &str = "1";
