//! Rich Text Format: paragraphs and rows of tables, with the notes behind them.
//!
//! `group` keeps what holds within braces, `charset` turns bytes into letters. Heads and feet of pages, comments,
//! deleted and hidden text are left out of the text and kept as such; pictures and objects are not read.
//! Format: Microsoft, Rich Text Format (RTF) Specification 1.9.1.

mod bytes;
mod group;
mod reader;
#[cfg(test)]
mod tests;

use crate::draft::Draft;
use crate::{Limits, ReadError, Reading};

use reader::RtfBuilder;

/// How every such file begins.
const HEAD: &[u8] = b"{\\rtf";

/// Reads a text.
///
/// # Errors
/// [`ReadError::NotText`] where it is none.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    if !bytes.trim_ascii_start().starts_with(HEAD) {
        return Err(ReadError::NotText);
    }
    let mut reader = RtfBuilder::new(Draft::new(limits));
    for token in bytes::tokens(bytes) {
        reader.take(token);
    }
    Ok(reader.finish())
}
