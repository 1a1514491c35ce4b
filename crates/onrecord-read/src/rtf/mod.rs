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

use encoding_rs::Encoding;

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
    Ok(of_page(bytes, limits, None))
}

/// The same of what is known to be such a text, whose bytes are of the code page `page` where it does not say.
pub(crate) fn of_page(bytes: &[u8], limits: &Limits, page: Option<&'static Encoding>) -> Reading {
    let mut builder = RtfBuilder::new(Draft::new(limits), page);
    for token in bytes::tokens(bytes) {
        builder.take(token);
    }
    builder.finish()
}
